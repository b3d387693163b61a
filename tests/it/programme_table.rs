//! Plans as a table at the desk, on both engines: what goes out comes in; every fault is named by its
//! line and then nothing is written; what was brought in can be taken back.

use crate::programme::{Work, on_both, words};
use crate::support::{Answer, DeskClient, readers, wait};
use http::Method;
use jiff::civil::date;
use mocban::action_programme::{self as programme, Activity, ActivityDraft, In};
use mocban::people::Role;

const TABLE: &str = "/desk/programme/thu/table";

/// Sends a table to be looked at.
async fn look(desk: &DeskClient<'_>, bytes: &[u8]) -> Answer {
    let head =
        "--ranh\r\nContent-Disposition: form-data; name=\"table\"; filename=\"b.csv\"\r\n\r\n";
    let body = [head.as_bytes(), bytes, b"\r\n--ranh--\r\n"].concat();
    let kind = ("content-type", "multipart/form-data; boundary=ranh");
    desk.send(Method::POST, TABLE, &[kind, ("sec-fetch-site", "same-origin")], body.into()).await
}

/// A plan of Cao Bằng with one activity.
async fn begun(work: &Work<'_>) {
    let plan = work.received("p-cao-bang", date(2024, 6, 1)).await;
    let by = crate::programme::operator(work.portal.clock.now_ms(), date(2024, 6, 2));
    let draft = ActivityDraft {
        measure: work.programme.measure("1.1").and_then(|one| one.id).expect("a number"),
        starts: date(2024, 7, 1),
        ends: date(2024, 9, 30),
        budget: programme::Budget::new(50_000_000, "VND"),
        words: words("Hội nghị quán triệt"),
    };
    let mut tx = work.tx().await;
    programme::new_activity(&mut tx, by, In::from(&work.programme), plan, &draft)
        .await
        .expect("written");
    tx.commit().await.expect("kept");
}

async fn activities(work: &Work<'_>) -> Vec<Activity> {
    let mut found = Vec::new();
    for row in programme::plans(work.db(), work.programme.id).await.expect("read") {
        found.extend(programme::activities_of_plan(work.db(), row.id()).await.expect("read"));
    }
    found
}

#[test]
fn the_table_that_goes_out_comes_in_and_changes_nothing() {
    wait(on_both(async |work| {
        begun(&work).await;
        let desk = work.portal.desk(Role::Coordinator).await;
        let out = desk.page(&format!("{TABLE}.csv")).await;
        let looked = look(&desk, out.text.as_bytes()).await;
        assert_eq!(looked.status, 200, "{}", looked.words());
        looked.shows(&["Bảng không khác gì số liệu đang có."]);
        let book = desk.get(&format!("{TABLE}.xlsx")).await;
        let read = readers::xlsx(&book.bytes);
        let sheet = read["sheets"]["Sheet1"].as_array().expect("a sheet");
        let csv: Vec<&str> = out.text.lines().collect();
        assert_eq!(sheet.len(), csv.len(), "openpyxl reads as many lines");
        assert_eq!(sheet[0][0], "period");
        let looked = look(&desk, &book.bytes).await;
        looked.shows(&["Bảng không khác gì số liệu đang có."]);
    }));
}

#[test]
fn lines_are_looked_at_brought_in_and_taken_back() {
    wait(on_both(async |work| {
        begun(&work).await;
        let desk = work.portal.desk(Role::Coordinator).await;
        let before = activities(&work).await;
        let out = desk.page(&format!("{TABLE}.csv")).await.text;
        let changed = out.replace("2024-09-30", "31/10/2024");
        let more =
            "2024-04-15,p-lang-son,5/KH-UBND,,,2.1,2025-01-01,2025-12-31,,,,Tuần văn hóa,,,\n";
        let text = format!("{changed}{more}");
        let looked = look(&desk, text.as_bytes()).await;
        assert_eq!(looked.status, 200, "{}", looked.words());
        looked.shows(&["Tuần văn hóa", "Thêm mới", "Sửa", "01/07/2024 – 31/10/2024"]);
        assert_eq!(activities(&work).await, before, "a look writes nothing");
        let sent = desk.post(&format!("{TABLE}/bring-in"), &[("text", &text)]).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        let after = activities(&work).await;
        assert_eq!(after.len(), 2);
        assert_eq!(after[0].draft.ends, date(2024, 10, 31));
        desk.page(TABLE).await.shows(&["thêm 1, sửa 1 hoạt động"]);
        let back = desk.post(&format!("{TABLE}/1/take-back"), &[]).await;
        assert_eq!(back.status, 303, "{}", back.words());
        let undone = activities(&work).await;
        assert_eq!(undone[0].draft, before[0].draft);
        assert_eq!(undone[1].state, programme::ActivityState::Stopped);
        let twice = desk.post(&format!("{TABLE}/1/take-back"), &[]).await;
        assert_eq!(twice.status, 404);
        desk.page(TABLE).await.shows(&["Đã hoàn tác"]);
    }));
}

#[test]
fn every_fault_is_named_with_its_line_and_nothing_is_written() {
    wait(on_both(async |work| {
        begun(&work).await;
        let desk = work.portal.desk(Role::Coordinator).await;
        let head = "period,agency,measure,starts,ends,title_vi\n";
        let text = format!(
            "{head}2024-04-15,p-cao-bang,1.1,2025-01-01,2025-02-01,Tốt\n\
             2024-04-15,p-khong-co,1.1,2025-01-01,2025-02-01,Sai cơ quan\n\
             2024-04-15,p-cao-bang,9.9,2025-13-01,2025-02-01,\n"
        );
        let looked = look(&desk, text.as_bytes()).await;
        assert_eq!(looked.status, 422);
        looked.shows(&[
            "Chưa ghi gì cả.",
            "Danh sách cơ quan không có khóa này.",
            "Chương trình không có mã này.",
            "Cần một ngày, dạng 2026-12-31 hoặc 31/12/2026.",
            "Cần ghi tên, ít nhất bằng một ngôn ngữ.",
        ]);
        let none = look(&desk, b"mot,hai\n1,2\n").await;
        none.shows(&["Không có cột tên như vậy.", "Thiếu cột này."]);
        let broken = look(&desk, &[0xff, 0xfe, 0x41]).await;
        assert_eq!(broken.status, 422);
        broken.shows(&["Không đọc được tệp."]);
        let whole = desk.post(&format!("{TABLE}/bring-in"), &[("text", &text)]).await;
        assert_eq!(whole.status, 422);
        assert_eq!(activities(&work).await.len(), 1);
    }));
}

#[test]
fn an_agency_brings_in_its_own_lines_only() {
    wait(on_both(async |work| {
        begun(&work).await;
        let grant = mocban::people::Grant {
            role: Role::Editor,
            section: None,
            agency: Some("p-lang-son".to_owned()),
        };
        let desk = work.portal.desk_of("lang-son@example.vn", vec![grant]).await;
        let out = desk.page(&format!("{TABLE}.csv")).await.text;
        assert!(!out.contains("p-cao-bang"), "another agency's plan is not its to see");
        let head = "period,agency,measure,starts,ends,title_vi\n";
        let other = format!("{head}2024-04-15,p-cao-bang,1.1,2025-01-01,2025-02-01,Việc\n");
        let looked = look(&desk, other.as_bytes()).await;
        assert_eq!(looked.status, 422);
        looked.shows(&["Bạn không lập kế hoạch cho cơ quan này."]);
        let own = format!("{head}2024-04-15,p-lang-son,1.1,2025-01-01,2025-02-01,Việc\n");
        let sent = desk.post(&format!("{TABLE}/bring-in"), &[("text", &own)]).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        assert_eq!(activities(&work).await.len(), 2);
    }));
}

#[test]
fn a_workbook_is_read_like_the_same_table_in_csv() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Coordinator).await;
        let path = crate::support::folder::project().join("tests/fixtures/plans.xlsx");
        let looked = look(&desk, &std::fs::read(path).expect("the workbook")).await;
        assert_eq!(looked.status, 200, "{}", looked.words());
        looked.shows(&[
            "Tuần văn hóa",
            "01/01/2025 – 31/12/2025",
            "Hội nghị quán triệt",
            "01/03/2025 – 30/06/2025",
        ]);
    }));
}
