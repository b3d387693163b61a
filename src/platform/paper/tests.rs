//! A letter set twice has the same bytes, and says its language, title and day; signs no face has do
//! not stop it. How it reads is asked of other programs in `tests/it/reports.rs`.

use super::{Annex, Block, Column, Letter, Row, Table, docx, pdf};
use jiff::civil::date;

fn letter() -> Letter {
    let table = Table {
        columns: vec![Column::text("Cơ quan", 3), Column::figure("Ngày", 1)],
        rows: vec![
            Row::group("Bộ, cơ quan ngang bộ"),
            Row::cells(["Bộ Ngoại giao".to_owned(), "01/6/2024".to_owned()]),
        ],
    };
    Letter {
        language: "vi".to_owned(),
        title: "Báo cáo năm 2025".to_owned(),
        nation: ["CỘNG HÒA".to_owned(), "Độc lập".to_owned()],
        superior: None,
        issuer: "Bộ Ngoại giao".to_owned(),
        number: "Số: 1/BC-BNG".to_owned(),
        place_and_day: "Hà Nội, ngày 16 tháng 12 năm 2025".to_owned(),
        form: "BÁO CÁO".to_owned(),
        subject: "Kết quả năm 2025".to_owned(),
        remark: None,
        blocks: vec![Block::heading("I. Kết quả"), Block::paragraph("Đã xong \u{1f600} việc.")],
        signing: vec!["Bộ trưởng".to_owned()],
        recipients_head: "Nơi nhận:".to_owned(),
        recipients: vec!["- Lưu: VT.".to_owned()],
        annexes: vec![Annex {
            label: "Phụ lục I".to_owned(),
            title: "Tên cơ quan".to_owned(),
            with: "(Kèm theo)".to_owned(),
            blocks: vec![Block::Table(table)],
        }],
        day: date(2025, 12, 14),
    }
}

#[test]
fn a_letter_set_twice_has_the_same_bytes() {
    let once = pdf(&letter()).expect("set");
    assert!(once.starts_with(b"%PDF-"));
    assert!(once == pdf(&letter()).expect("set again"), "the PDF");
    let once = docx(&letter()).expect("set");
    assert!(once.starts_with(b"PK"));
    assert!(once == docx(&letter()).expect("set again"), "the DOCX");
}

#[test]
fn another_word_is_another_file() {
    let other = Letter { subject: "Kết quả năm 2026".to_owned(), ..letter() };
    assert!(pdf(&letter()).expect("set") != pdf(&other).expect("set"), "the PDF");
    assert!(docx(&letter()).expect("set") != docx(&other).expect("set"), "the DOCX");
}
