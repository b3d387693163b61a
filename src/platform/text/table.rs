//! A table out of a file that people keep, CSV or XLSX, as rows of texts, and into a workbook. Not for what its columns
//! mean.

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::io::{Cursor, Read, copy, sink};
use zip::ZipArchive;

/// The most rows and columns that are read.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 100;
/// The most bytes the parts of a workbook may come to, unpacked, and how many parts it may have. Twenty
/// thousand rows of long texts are a third of that.
const MOST_BYTES: u64 = 64 << 20;
const MOST_PARTS: usize = 500;

/// Why a file was not read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTable {
    /// It is neither CSV in UTF-8 nor XLSX.
    #[error("the file is no table")]
    Unreadable,
    /// It has too many rows or columns.
    #[error("the table is too large")]
    TooLarge,
}

/// Reads the first sheet of a workbook, or a CSV file in UTF-8 that parts its cells with commas,
/// semicolons or tabs. Days in a workbook come out as `YYYY-MM-DD`.
pub fn read_table(bytes: &[u8]) -> Result<Vec<Vec<String>>, BadTable> {
    let rows = if bytes.starts_with(b"PK\x03\x04") { workbook(bytes)? } else { csv_rows(bytes)? };
    let wide = rows.iter().any(|row| row.len() > MOST_COLUMNS);
    if rows.len() > MOST_ROWS || wide { Err(BadTable::TooLarge) } else { Ok(rows) }
}

/// Writes rows of texts as the one sheet of a workbook; [`read_table`] reads them back as they were.
pub fn write_workbook(rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

fn csv_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, BadTable> {
    let text = std::str::from_utf8(bytes).map_err(|_| BadTable::Unreadable)?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let many = |sign: &char| head.matches(*sign).count();
    // Office programs set to Vietnamese part cells with semicolons, for the comma parts decimals.
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(many).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.map_err(|_| BadTable::Unreadable)?;
        Ok(row.iter().map(str::to_owned).collect())
    });
    rows.take(MOST_ROWS + 1).collect()
}

/// The cells that have something in them, put in their places. What a sheet says of its own size is not
/// believed: one cell far out would otherwise fill the memory with empty ones.
fn workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, BadTable> {
    bounded(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| BadTable::Unreadable)?;
    let name = book.sheet_names().first().cloned().ok_or(BadTable::Unreadable)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| BadTable::Unreadable)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(found) = cells.next_cell().map_err(|_| BadTable::Unreadable)? {
        let (row, column) = found.get_position();
        let text = cell(&Data::from(found.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        put(&mut rows, (row, column), text)?;
    }
    Ok(rows)
}

fn put(rows: &mut Vec<Vec<String>>, at: (u32, u32), text: String) -> Result<(), BadTable> {
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let (row, column) = (place(at.0), place(at.1));
    if row >= MOST_ROWS || column >= MOST_COLUMNS {
        return Err(BadTable::TooLarge);
    }
    if rows.len() <= row {
        rows.resize_with(row + 1, Vec::new);
    }
    let Some(cells) = rows.get_mut(row) else { return Err(BadTable::TooLarge) };
    if cells.len() <= column {
        cells.resize_with(column + 1, String::new);
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
    Ok(())
}

/// Refuses a workbook whose parts unpack to more than a table can be: each is unpacked once into nothing
/// and counted, for the sizes that its directory states are whatever its maker wrote there.
fn bounded(bytes: &[u8]) -> Result<(), BadTable> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BadTable::Unreadable)?;
    if parts.len() > MOST_PARTS {
        return Err(BadTable::TooLarge);
    }
    let mut left = MOST_BYTES;
    for number in 0..parts.len() {
        let part = parts.by_index(number).map_err(|_| BadTable::Unreadable)?;
        let read = copy(&mut part.take(left + 1), &mut sink());
        let read = read.map_err(|_| BadTable::Unreadable)?;
        left = left.checked_sub(read).ok_or(BadTable::TooLarge)?;
    }
    Ok(())
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(flag) => flag.to_string(),
        Data::DateTime(moment) => day(moment.as_f64()),
    }
}

/// The day of a serial number: days since 30 December 1899, as spreadsheets count them.
fn day(serial: f64) -> String {
    let origin = jiff::civil::date(1899, 12, 30);
    #[expect(clippy::cast_possible_truncation, reason = "a day number is far below the bound")]
    let days = serial.floor().clamp(0.0, 2_958_465.0) as i64;
    let day = origin.checked_add(jiff::Span::new().days(days));
    day.map(|day| day.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_may_be_parted_by_commas_semicolons_or_tabs() {
        for text in ["a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "\u{feff}a,b\r\n1,2\r\n"] {
            let rows = read_table(text.as_bytes()).expect("a table");
            assert_eq!(rows, [["a", "b"], ["1", "2"]], "{text:?}");
        }
    }

    #[test]
    fn what_is_no_table_is_said_to_be_none() {
        assert_eq!(read_table(&[0xff, 0xfe, 0x00]), Err(BadTable::Unreadable));
        assert_eq!(read_table(b"PK\x03\x04 and then nothing"), Err(BadTable::Unreadable));
        let long = "a\n".repeat(MOST_ROWS + 2);
        assert_eq!(read_table(long.as_bytes()), Err(BadTable::TooLarge));
    }

    /// A workbook of one sheet, its other parts as small as they may be.
    fn workbook_of(sheet: &str) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let parts = [
            (
                "[Content_Types].xml",
                r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#
                    .to_owned(),
            ),
            (
                "_rels/.rels",
                format!(
                    r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    r#"<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
                ),
            ),
            ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ];
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in parts {
            zip.start_file(name, options).expect("a part");
            std::io::Write::write_all(&mut zip, text.as_bytes()).expect("written");
        }
        zip.finish().expect("a workbook").into_inner()
    }

    fn sheet_of(rows: &str) -> String {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        format!(
            r#"<worksheet xmlns="{main}"><dimension ref="A1"/><sheetData>{rows}</sheetData></worksheet>"#
        )
    }

    const HEAD: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>period</t></is></c></row>"#;

    #[test]
    fn a_workbook_is_read_cell_by_cell_and_rows_keep_their_numbers() {
        let third = r#"<row r="3"><c r="B3" t="inlineStr"><is><t>b</t></is></c></row>"#;
        let book = workbook_of(&sheet_of(&format!("{HEAD}{third}")));
        let rows = read_table(&book).expect("a table");
        let expected: [&[&str]; 3] = [&["period"], &[], &["", "b"]];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_workbook_that_unpacks_to_gigabytes_or_names_a_cell_far_out_is_refused() {
        // Spaces between elements: 80 MB that pack to some 80 KB.
        let bomb = workbook_of(&sheet_of(&format!("{HEAD}{}", " ".repeat(80 << 20))));
        assert!(bomb.len() < 1 << 20, "{} bytes are no bomb", bomb.len());
        assert_eq!(read_table(&bomb), Err(BadTable::TooLarge));
        let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
        assert_eq!(read_table(&workbook_of(&sheet_of(far))), Err(BadTable::TooLarge));
    }

    #[test]
    fn a_serial_number_is_a_day() {
        assert_eq!(day(45_658.0), "2025-01-01");
        assert_eq!(day(46_022.75), "2025-12-31");
    }
}
