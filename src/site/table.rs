//! Redirects as a table: read from whatever a spreadsheet gives, written as CSV (RFC 4180). Not for
//! looking at what they would do: that is `ground.rs`.

use super::redirect::{Given, Redirect, RedirectKind, Remark};

/// Reads a table: commas, semicolons or tabs, with or without a line of names. A sheet that is copied
/// out of a spreadsheet has tabs; one saved under Vietnamese settings has semicolons.
pub fn read_redirects(text: &str) -> Vec<Given> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b';', b','].into_iter().find(|one| first.as_bytes().contains(one));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut given = Vec::new();
    for line in reader.records().flatten() {
        let cell = |at: usize| line.get(at).unwrap_or_default().trim().to_owned();
        if given.is_empty() && cell(0) == "from" {
            continue;
        }
        let kind = RedirectKind::named(&cell(2));
        let mut remarks = Vec::new();
        if line.len() < 2 {
            remarks.push(Remark::NoColumns);
        } else if kind.is_none() {
            remarks.push(Remark::NoKind);
        }
        let kind = kind.unwrap_or(RedirectKind::Permanent);
        given.push((Redirect { from: cell(0), to: cell(1), kind, note: cell(3) }, remarks));
    }
    given
}

/// Writes a table that [`read_redirects`] reads.
pub fn write_redirects(all: &[Redirect]) -> Result<Vec<u8>, csv::Error> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(["from", "to", "kind", "note"])?;
    for one in all {
        lines.write_record([&one.from, &one.to, one.kind.name(), &one.note])?;
    }
    lines.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let redirect = Redirect {
            from: "/cũ, rất cũ".to_owned(),
            to: "/vi/tin-tuc".to_owned(),
            kind: RedirectKind::Temporary,
            note: "nói \"tạm\"; đến hè".to_owned(),
        };
        let written = write_redirects(std::slice::from_ref(&redirect)).unwrap();
        let read = read_redirects(&String::from_utf8(written).unwrap());
        assert_eq!(read, [(redirect, Vec::new())]);
    }
}
