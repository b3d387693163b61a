//! The change log at the desk says what each row is about: kind and title, and the way there while it is there.
//! Not for its chain and its files: those are tested in `desk_history.rs` and `changes.rs`.

use crate::desk_board::begun;
use crate::programme::on_both;
use crate::support::{TestPortal, wait};
use mocban::people::Role;
use mocban::platform::changes::{Act, append};
use serde_json::json;

/// Writes a row as another version of the program may have written it.
async fn row(portal: &TestPortal, subject: &str, detail: serde_json::Value) {
    let mut tx = portal.app.portal.db.begin().await.expect("begun");
    let at = portal.app.portal.clock.now_ms();
    let touches = Vec::new();
    let act = Act { at, actor: "operator", verb: "change", subject, detail, touches };
    append(&mut tx, act).await.expect("appended");
    tx.commit().await.expect("committed");
}

#[test]
fn a_row_of_the_log_names_the_entry_by_kind_and_title_and_leads_to_it() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Administrator).await;
        let one = begun(&desk, "Bài trong nhật ký").await;
        let log = desk.page("/desk/log?verb=save&subject=Bài+trong+nhật+ký").await;
        // The title finds it, too: the key was made of it.
        log.shows(&["1 dòng", "Bài viết Bài trong nhật ký", "news/bai-trong-nhat-ky"]);
        let entry = one.split('.').next().expect("a number");
        assert!(log.text.contains(&format!("href=\"/desk/entries/{entry}")), "{}", log.text);
        let csv = desk.page("/desk/log.csv?verb=save&subject=Bài+trong+nhật+ký").await;
        assert!(csv.text.contains(",news/bai-trong-nhat-ky,"), "{}", csv.text);
    });
}

#[test]
fn a_row_of_the_log_names_an_account_and_leads_only_those_to_it_who_may_open_it() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Administrator).await;
        let person = desk.person.expect("an account");
        let asked = format!("/desk/log?subject=person%2F{person}");
        let link = format!("href=\"/desk/people/{person}\"");
        let log = desk.page(&asked).await;
        log.shows(&["Tài khoản administrator", "Nhận tài khoản"]);
        assert!(log.text.contains(&link), "{}", log.text);
        let inspector = portal.desk(Role::Inspector).await;
        let log = inspector.page(&asked).await;
        log.shows(&["Tài khoản administrator"]);
        assert!(!log.text.contains(&link), "an inspector may not open accounts");
    });
}

#[test]
fn what_is_gone_keeps_its_kind_and_number_in_the_log_and_leads_nowhere() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Administrator).await;
        let rows = [
            ("person/9999", json!({}), "Tài khoản 9999"),
            ("media/9999", json!({}), "Tệp 9999"),
            ("webhook/9999", json!({}), "Thông báo (webhook) 9999"),
            ("filter/9999", json!({ "was": { "name": "Bài trễ" } }), "Bộ lọc Bài trễ"),
            ("tag/the-da-xoa", json!({}), "Thẻ the-da-xoa"),
            ("block/khoi-da-xoa (vi)", json!({}), "Khối dùng lại khoi-da-xoa"),
            (
                "news/khong-co (vi)",
                json!({ "entry": 9999, "language": "vi" }),
                "Bài viết khong-co (vi)",
            ),
            ("ranking/khong-co/2011", json!({}), "Bảng xếp hạng khong-co/2011"),
            ("programme/khong-co/plan/7", json!({}), "Chương trình hành động plan/7"),
            ("programme/thu/activity/9999", json!({}), "Hoạt động 9999"),
            ("agency-event/9999", json!({}), "Thay đổi của cơ quan 9999"),
            ("something/else", json!({}), "something/else"),
        ];
        for (subject, detail, said) in rows {
            row(work.portal, subject, detail).await;
            let log = desk.page("/desk/log?verb=change").await;
            log.shows(&[said]);
            let cell = log.text.split("Đối tượng\">").nth(1).expect("a row");
            let cell = cell.split("</td>").next().unwrap_or_default();
            assert!(!cell.contains("<a "), "{subject}: {cell}");
        }
    }));
}

#[test]
fn a_row_of_the_log_names_the_parts_of_a_programme_of_the_site_and_of_the_figures() {
    wait(on_both(async |work| {
        let desk = work.portal.desk(Role::Administrator).await;
        let rows = [
            ("programme/thu", "Chương trình hành động", "/desk/programme/thu"),
            ("programme/thu/measure/1.1", "1.1. Biện pháp 1.1", "/desk/programme/thu/measures/1.1"),
            (
                "programme/thu/agency/p-cao-bang",
                "Tỉnh Cao Bằng",
                "/desk/programme/thu/body/p-cao-bang",
            ),
            ("programme/thu/sheet/3", "Bảng kế hoạch 3", "/desk/programme/thu/table"),
            ("site/menu", "Bảng chọn và chân trang", "/desk/site/menu"),
            ("site/general", "Thiết lập của cổng Thiết lập", "/desk/site/settings"),
            ("site", "Thiết lập của cổng", "/desk/site"),
            ("redirect /cu/trang", "Chuyển hướng /cu/trang", "/desk/site/redirects"),
            ("agencies", "Danh sách cơ quan", "/desk/agencies"),
            ("visits/2026-10", "Số liệu tháng 10/2026", "/desk/visits"),
            ("visits/2026-10-05", "Số liệu ngày 05/10/2026", "/desk/visits"),
            ("visits/opening", "Số của cổng cũ", "/desk/visits"),
        ];
        for (subject, said, url) in rows {
            row(work.portal, subject, json!({})).await;
            let log = desk.page("/desk/log?verb=change").await;
            log.shows(&[said]);
            let link = format!("<a href=\"{url}\">");
            let cell = log.text.split("Đối tượng\">").nth(1).expect("a row");
            assert!(cell.starts_with("<span") || cell.starts_with("<a"), "{cell}");
            assert!(
                cell.split("</td>").next().unwrap_or_default().contains(&link),
                "{subject}: {cell}"
            );
        }
    }));
}

#[test]
fn a_program_that_acts_is_named_by_its_token_in_the_log() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Administrator).await;
        let form = [("name", "Lưu trữ văn bản"), ("role", "editor"), ("scope", "read")];
        let made = desk.post("/desk/api/tokens", &form).await;
        assert_eq!(made.status, 200, "{}", made.words());
        desk.page("/desk/log").await.shows(&["Tạo mã truy cập", "Mã truy cập Lưu trữ văn bản"]);
        let mut tx = portal.app.portal.db.begin().await.expect("begun");
        let touches = Vec::new();
        let (actor, subject, detail) = ("token:1", "site", json!({}));
        let act = Act { at: 0, actor, verb: "change", subject, detail, touches };
        append(&mut tx, act).await.expect("appended");
        tx.commit().await.expect("committed");
        desk.page("/desk/log").await.shows(&["Chương trình “Lưu trữ văn bản”"]);
    });
}
