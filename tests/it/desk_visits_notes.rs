//! Notes on the chart of visits: written, removed, put back, and those that cannot be taken.

use crate::desk_visits::{on_both, three_days};
use crate::support::{DeskClient, TestPortal, wait};
use mocban::people::Role;

async fn note(desk: &DeskClient<'_>, day: &str, said: &str) -> crate::support::Answer {
    let form = [("day", day), ("said", said), ("back", "period=7")];
    desk.post("/desk/visits/notes", &form).await
}

#[test]
fn a_note_stands_on_the_chart_until_it_is_removed_and_can_be_put_back() {
    wait(on_both(async |portal| {
        three_days(portal).await;
        let desk = portal.desk(Role::Editor).await;
        let sent = note(&desk, "2026-11-25", "Báo tỉnh dẫn lại bài khai mạc").await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        let back = sent.header("location").to_owned();
        assert!(back.starts_with("/desk/visits?period=7"), "{back}");
        let page = desk.page(back.split('#').next().unwrap_or_default()).await;
        page.shows(&["Đã thêm ghi chú.", "25/11/2026 Báo tỉnh dẫn lại bài khai mạc"]);
        assert!(page.text.contains("class=\"fishtail\""), "it is drawn");
        let id = back.split("note=").nth(1).and_then(|rest| rest.split('#').next());
        let at = |deed: &str| format!("/desk/visits/notes/{}/{deed}", id.expect("a number"));
        let removed = desk.post(&format!("{}?period=7", at("remove")), &[]).await;
        let removed = removed.header("location").to_owned();
        desk.page(removed.split('#').next().unwrap_or_default()).await.shows(&["Hoàn tác"]);
        desk.page("/desk/visits?period=7").await.shows_none(&["Báo tỉnh dẫn lại"]);
        assert_eq!(desk.post(&at("remove"), &[]).await.status, 404, "it is out already");
        let seq = removed.split("undo=").nth(1).and_then(|rest| rest.split('#').next());
        let undo = format!("/desk/undo/{}?period=7", seq.expect("a place in the log"));
        let undone = desk.post(&undo, &[]).await;
        assert!(undone.header("location").starts_with("/desk/visits?period=7"));
        desk.page("/desk/visits?period=7").await.shows(&["Báo tỉnh dẫn lại"]);
        portal.desk(Role::Administrator).await.page("/desk/log").await.shows(&["visits-note/1"]);
    }));
}

#[test]
fn a_note_that_cannot_be_taken_comes_back_as_it_was_typed() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Publisher).await;
        let cases = [
            ("2026-11-21", "Mai mở hội", "day", "Ngày này chưa đến."),
            ("20/11/2026", "Mở hội", "day", "Chọn ngày theo dạng"),
            ("2026-11-20", " ", "said", "Ghi một câu"),
        ];
        for (day, said, field, reason) in cases {
            let page = note(&desk, day, said).await;
            assert_eq!(page.status, 422, "{day}");
            page.shows(&["Có 1 chỗ cần sửa", reason]);
            for one in ["day", "said"] {
                let stands = page.text.contains(&format!("id=\"f-{one}-error\""));
                assert_eq!(stands, one == field, "{reason} at {one}");
            }
            assert!(page.text.contains(&format!("href=\"#f-{field}\"")), "its summary leads there");
            assert!(page.text.contains(&format!("value=\"{day}\"")), "{day} still stands there");
        }
        let author = portal.desk(Role::Author).await;
        assert_eq!(note(&author, "2026-11-20", "Mở hội").await.status, 403);
        author.page("/desk/visits").await.shows_none(&["Thêm ghi chú"]);
    });
}
