//! The register of bodies at the desk: an event is looked at, recorded, shown and taken back.

use crate::support::{DeskClient, Postgres, TestPortal, wait};
use mocban::people::Role;

async fn on_both(test: impl AsyncFn(&TestPortal, &DeskClient<'_>)) {
    let postgres = Postgres::start();
    for portal in [TestPortal::demo().await, TestPortal::demo_on(&postgres).await] {
        let desk = portal.desk(Role::Administrator).await;
        test(&portal, &desk).await;
        let chain = mocban::platform::changes::verify(&portal.app.portal.db).await;
        assert_eq!(chain.expect("the log"), None);
    }
}

const MERGER: &[(&str, &str)] = &[
    ("seen", "0"),
    ("before.0", "vass"),
    ("before.1", "vast"),
    ("name.0.vi", "Viện Hàn lâm thử nghiệm"),
    ("name.0.en", "Trial Academy"),
    ("kind.0", "government_agency"),
    ("key.0", "academy"),
    ("citation", "Nghị quyết số 1/NQ-QH ngày 01 tháng 02 năm 2026 của Quốc hội"),
    ("legal_on", "2026-02-01"),
    ("operates_on", "2026-02-15"),
];

#[test]
fn a_merger_is_looked_at_recorded_shown_and_taken_back() {
    wait(on_both(async |portal, desk| {
        desk.page("/desk/agencies").await.shows(&["Cơ quan", "Sáp nhập cơ quan", "vass"]);
        let look = desk.post("/desk/agencies/events/merged", MERGER).await;
        look.shows(&["Những điều sẽ thay đổi", "kết thúc hoạt động", "bắt đầu hoạt động từ ngày"]);
        assert_eq!(portal.get("/vi/co-quan/academy").await.status, 404, "a look changes nothing");

        let sent = desk.post("/desk/agencies/events/merged/record", MERGER).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        portal.app.caught_up().await.expect("the followers");
        let page = portal.page("/vi/co-quan/academy").await;
        page.shows(&["Viện Hàn lâm thử nghiệm", "Tiếp nhận từ", "Nghị quyết số 1/NQ-QH"]);
        page.shows(&["Văn bản có hiệu lực từ ngày 01/02/2026", "15/02/2026"]);
        portal.page("/vi/co-quan/vass").await.shows(&["Kết thúc hoạt động từ ngày 15/02/2026"]);

        let again = desk.post("/desk/agencies/events/merged/record", MERGER).await;
        assert_eq!(again.status, 409, "what was looked at is not what is there now");
        let silent = [("key", "academy"), ("reason", " ")];
        let silent = desk.post("/desk/agencies/take-back/1", &silent).await;
        assert_eq!(silent.status, 422);
        silent.shows(&["Hãy ghi lý do rút lại."]);
        let back = [("key", "vass"), ("reason", "ghi nhầm")];
        assert_eq!(desk.post("/desk/agencies/take-back/1", &back).await.status, 303);
        portal.app.caught_up().await.expect("the followers");
        assert_eq!(portal.get("/vi/co-quan/academy").await.status, 404);
        let kept = portal.page("/vi/co-quan/vass").await;
        kept.shows(&["Đã rút lại vì ghi nhầm: ghi nhầm"]);
        kept.shows_none(&["Kết thúc hoạt động"]);
    }));
}

#[test]
fn a_rename_keeps_the_name_of_the_day_on_every_page_and_the_key_for_ever() {
    wait(on_both(async |portal, desk| {
        let form = desk.page("/desk/agencies/events/renamed?before.0=vna").await;
        assert!(form.text.contains("value=\"Thông tấn xã Việt Nam\""), "it begins with what is");
        let renamed = [
            ("seen", "0"),
            ("before.0", "vna"),
            ("name.0.vi", "Thông tấn xã Quốc gia"),
            ("name.0.en", "National News Agency"),
            ("kind.0", "government_agency"),
            ("citation", "Nghị định thử"),
            ("operates_on", "2026-02-01"),
        ];
        let sent = desk.post("/desk/agencies/events/renamed/record", &renamed).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        portal.app.caught_up().await.expect("the followers");
        let before = portal.page("/vi/co-quan?ngay=2026-01-31").await;
        before.shows(&["Thông tấn xã Việt Nam nay là Thông tấn xã Quốc gia"]);
        portal.page("/vi/co-quan/vna").await.shows(&["Đến trước 01/02/2026"]);
    }));
}

#[test]
fn what_cannot_have_happened_is_told_and_what_was_typed_stays() {
    wait(on_both(async |_, desk| {
        let lone = [
            ("before.0", "vass"),
            ("name.0.vi", "Viện mới"),
            ("citation", ""),
            ("operates_on", "2026-02-15"),
        ];
        let told = desk.post("/desk/agencies/events/merged", &lone).await;
        assert_eq!(told.status, 422);
        told.shows(&["sáp nhập cần ít nhất hai", "Hãy ghi văn bản làm căn cứ."]);
        assert!(told.text.contains("value=\"Viện mới\""));
        let undated = desk.post("/desk/agencies/events/merged", &[("before.0", "vass")]).await;
        undated.shows(&["Ngày chưa ghi hoặc không đọc được."]);
    }));
}

#[test]
fn only_who_governs_the_site_sees_the_register_at_the_desk() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        for path in ["/desk/agencies", "/desk/agencies/vass", "/desk/agencies/events/merged"] {
            assert_eq!(editor.get(path).await.status, 403, "{path}");
        }
        let sent = editor.post("/desk/agencies/events/merged/record", MERGER).await;
        assert_eq!(sent.status, 403);
    });
}
