//! Files as other programs read them: pdftotext for PDF, python-docx for DOCX, openpyxl for XLSX. None
//! of them shares a line with what wrote the files.

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// Debian's own interpreter: its packages python3-docx and python3-openpyxl belong to no other.
const PYTHON: &str = "/usr/bin/python3";

const DOCX: &str = r"
import docx, io, json, sys
book = docx.Document(io.BytesIO(sys.stdin.buffer.read()))
tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in book.tables]
core = book.core_properties
section = book.sections[0]
normal = set(book.styles.element.xpath('//w:rPrDefault//w:rFonts/@w:ascii'))
print(json.dumps({
    'title': core.title, 'author': core.author, 'created': core.created.isoformat(),
    'paragraphs': [one.text for one in book.paragraphs], 'tables': tables,
    'headings': [one.text for one in book.paragraphs if (getattr(one.style, 'name', None) or '').lower().startswith('heading')],
    'fonts': sorted(normal), 'sections': len(book.sections),
    'page': [round(section.page_width.mm), round(section.page_height.mm)],
    'margins': [round(side.mm) for side in
        (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)],
}))
";

const XLSX: &str = r"
import datetime, io, json, openpyxl, sys
book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
plain = lambda cell: cell.date().isoformat() if isinstance(cell, datetime.datetime) else cell
print(json.dumps({
    'created': book.properties.created.isoformat(), 'title': book.properties.title,
    'sheets': {sheet.title: [[plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets},
}))
";

fn run(program: &str, arguments: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}; `make tools-test` installs it"));
    let mut input = child.stdin.take().expect("a pipe");
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it was written").expect("it was read");
    assert!(output.status.success(), "{program} could not read the file");
    output.stdout
}

/// The text of a PDF as it is laid out, with what the file says of itself before it.
pub fn pdf(bytes: &[u8]) -> (String, String) {
    let about = [run("pdfinfo", &["-"], bytes), run("pdfinfo", &["-meta", "-"], bytes)].concat();
    let text = run("pdftotext", &["-layout", "-", "-"], bytes);
    (String::from_utf8(about).expect("UTF-8"), String::from_utf8(text).expect("UTF-8"))
}

/// A DOCX: its paragraphs, tables, headings, fonts, page.
pub fn docx(bytes: &[u8]) -> Value {
    serde_json::from_slice(&run(PYTHON, &["-c", DOCX], bytes)).expect("JSON")
}

/// An XLSX: its sheets, row by row; days as `YYYY-MM-DD`.
pub fn xlsx(bytes: &[u8]) -> Value {
    serde_json::from_slice(&run(PYTHON, &["-c", XLSX], bytes)).expect("JSON")
}
