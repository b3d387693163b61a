//! A table out of a file that people keep, CSV or XLSX, as rows of texts, and into a workbook. Not for what its columns
//! mean.

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::io::Cursor;

/// The most rows and columns that are read.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 100;

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

fn workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, BadTable> {
    let unread = |_| BadTable::Unreadable;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unread)?;
    let range = book.worksheet_range_at(0).ok_or(BadTable::Unreadable)?.map_err(unread)?;
    if range.height() > MOST_ROWS || range.width() > MOST_COLUMNS {
        return Err(BadTable::TooLarge);
    }
    // A sheet whose first cells are empty begins further down: its rows keep their numbers.
    let (above, left) = range.start().unwrap_or((0, 0));
    let blank = || Vec::new();
    let before = std::iter::repeat_with(blank).take(usize::try_from(above).unwrap_or(0));
    let pad = usize::try_from(left).unwrap_or(0);
    let rows = range.rows().map(|row| {
        let cells = std::iter::repeat_with(String::new).take(pad);
        cells.chain(row.iter().map(cell)).collect()
    });
    Ok(before.chain(rows).collect())
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

    #[test]
    fn a_serial_number_is_a_day() {
        assert_eq!(day(45_658.0), "2025-01-01");
        assert_eq!(day(46_022.75), "2025-12-31");
    }
}
