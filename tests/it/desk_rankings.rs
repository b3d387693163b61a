//! Rankings at the desk, on both engines: a coordinator puts an edition down and readers see it; what
//! cannot be true comes back with its reason; two people do not overwrite each other.

use crate::support::{DeskClient, Postgres, TestPortal, wait};
use mocban::people::Role;

pub async fn on_both(test: impl AsyncFn(&TestPortal, &DeskClient<'_>)) {
    let postgres = Postgres::start();
    for portal in [TestPortal::demo().await, TestPortal::demo_on(&postgres).await] {
        let desk = portal.desk(Role::Coordinator).await;
        test(&portal, &desk).await;
        let chain = mocban::platform::changes::verify(&portal.app.portal.db).await;
        assert_eq!(chain.expect("the log"), None);
    }
}

/// An edition of the E-Government Development Index as a form sends it.
fn edition<'a>(label: &'a str, rank: &'a str, revision: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("label", label),
        ("revision", revision),
        ("method", "un-desa"),
        ("rank", rank),
        ("out_of", "193"),
        ("score", "0,7801"),
        ("source", "UN DESA, báo cáo khảo sát"),
        ("retrieved_on", ""),
        ("checked", "1"),
        ("note.vi", "Đọc ở bảng cuối báo cáo."),
    ]
}

#[test]
fn an_edition_that_is_put_down_is_on_the_public_page_at_once() {
    wait(on_both(async |portal, desk| {
        portal.page("/vi/xep-hang/egdi").await.shows(&["2024", "71"]);
        let sent = desk.post("/desk/rankings/egdi", &edition("2028", "64", "0")).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        portal.app.caught_up().await.expect("the followers catch up");
        let page = portal.page("/vi/xep-hang/egdi").await;
        page.shows(&["2028", "64", "0,7801", "Đọc ở bảng cuối báo cáo.", "Đã đọc ở nguồn"]);
        desk.page("/desk/rankings?done=put").await.shows(&["Đã lưu.", "2028"]);
        desk.page("/desk/log").await.shows(&["ranking/egdi/2028"]);
    }));
}

#[test]
fn what_cannot_be_true_comes_back_with_its_reason_and_nothing_typed_is_lost() {
    wait(on_both(async |portal, desk| {
        let mut sent = edition("2028", "194", "0");
        sent.retain(|(name, _)| *name != "source");
        let page = desk.post("/desk/rankings/egdi", &sent).await;
        assert_eq!(page.status, 422);
        page.shows(&[
            "Thứ hạng không thể lớn hơn tổng số nước được xếp.",
            "Ghi nguồn đã đọc, vì con số này được đánh dấu là đã kiểm chứng.",
            "Đọc ở bảng cuối báo cáo.",
        ]);
        assert!(page.text.contains("value=\"194\""), "what was typed still stands there");
        let page = desk.post("/desk/rankings/egdi", &edition("năm 2028", "64", "0")).await;
        page.shows(&["Ghi tên kỳ như 2024, 2021-Q4 hoặc 2023-07."]);
        portal.page("/vi/xep-hang/egdi").await.shows_none(&["2028"]);
    }));
}

#[test]
fn the_second_of_two_people_is_told_that_the_edition_has_changed() {
    wait(on_both(async |portal, desk| {
        let first = desk.post("/desk/rankings/egdi", &edition("2024", "70", "1")).await;
        assert_eq!(first.status, 303, "{}", first.words());
        let second = desk.post("/desk/rankings/egdi", &edition("2024", "69", "1")).await;
        assert_eq!(second.status, 409);
        second.shows(&["Người khác vừa sửa kỳ này."]);
        portal.app.caught_up().await.expect("the followers catch up");
        portal.page("/vi/xep-hang/egdi").await.shows(&["70"]);
    }));
}

#[test]
fn an_edition_that_was_taken_out_is_gone_from_the_page_and_stays_in_the_log() {
    wait(on_both(async |portal, desk| {
        let form = [("label", "2011"), ("revision", "1")];
        let gone = desk.post("/desk/rankings/gii/remove", &form).await;
        assert_eq!(gone.status, 303, "{}", gone.words());
        portal.app.caught_up().await.expect("the followers catch up");
        portal.page("/vi/xep-hang/gii").await.shows_none(&["2011"]);
        desk.page("/desk/log").await.shows(&["ranking/gii/2011"]);
        assert_eq!(desk.post("/desk/rankings/gii/remove", &form).await.status, 404);
    }));
}

#[test]
fn an_edition_somebody_else_has_just_changed_is_not_taken_out_unseen() {
    wait(on_both(async |portal, desk| {
        let list = desk.page("/desk/rankings").await;
        let first = desk.post("/desk/rankings/egdi", &edition("2024", "70", "1")).await;
        assert_eq!(first.status, 303, "{}", first.words());
        assert!(
            list.text.contains("name=\"revision\" value=\"1\""),
            "the list says what it showed"
        );
        let form = [("label", "2024"), ("revision", "1")];
        let second = desk.post("/desk/rankings/egdi/remove", &form).await;
        desk.page(second.header("location")).await.shows(&["Người khác vừa sửa kỳ này"]);
        portal.app.caught_up().await.expect("the followers catch up");
        portal.page("/vi/xep-hang/egdi").await.shows(&["2024", "70"]);
    }));
}

#[test]
fn only_who_coordinates_the_programme_changes_rankings() {
    wait(async {
        let portal = TestPortal::demo().await;
        for role in [Role::Author, Role::Translator, Role::Editor, Role::Publisher] {
            let desk = portal.desk(role).await;
            assert_eq!(desk.get("/desk/rankings").await.status, 403, "{role}");
            let sent = desk.post("/desk/rankings/egdi", &edition("2028", "64", "0")).await;
            assert_eq!(sent.status, 403, "{role}");
        }
        portal.page("/vi/xep-hang/egdi").await.shows_none(&["2028"]);
    });
}
