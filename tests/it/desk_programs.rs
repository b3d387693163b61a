//! Tokens and webhooks at the desk: each thing done is said on the page that follows, and a switch does what
//! its button said. Not for what programs may do: that is tested in `people_program.rs` and `api_webhooks.rs`.

use crate::support::{Answer, DeskClient, TestPortal, wait};
use mocban::people::{Grant, Role};

/// Sends a form and goes on to the page that follows.
async fn does(desk: &DeskClient<'_>, path: &str, form: &[(&str, &str)]) -> Answer {
    let done = desk.post(path, form).await;
    assert_eq!(done.status, 303, "{path}: {}", done.words());
    desk.page(done.header("location")).await
}

#[test]
fn the_page_that_follows_says_that_a_token_was_revoked() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Administrator).await;
        let form = [("name", "Kho lưu trữ"), ("role", "editor"), ("scope", "read")];
        assert_eq!(desk.post("/desk/api/tokens", &form).await.status, 200);
        let page = does(&desk, "/desk/api/tokens/1/revoke", &[]).await;
        page.shows(&["Kho lưu trữ", "Đã thu hồi mã truy cập."]);
    });
}

#[test]
fn a_webhook_is_switched_to_what_the_button_said_even_if_another_was_quicker() {
    wait(async {
        let portal = TestPortal::demo().await;
        let first = portal.desk(Role::Administrator).await;
        let everywhere = vec![Grant::everywhere(Role::Administrator)];
        let second = portal.desk_of("second@example.vn", everywhere).await;
        let form = [("label", "Kho lưu trữ"), ("url", "http://127.0.0.1:9/"), ("event", "*")];
        assert_eq!(first.post("/desk/api/webhooks", &form).await.status, 200);
        first.page("/desk/api").await.shows(&["Đang bật", "Tắt"]);
        for desk in [&first, &second] {
            let page = does(desk, "/desk/api/webhooks/1/switch", &[("to", "off")]).await;
            page.shows(&["Đã tắt thông báo.", "Đang tắt", "Bật lại"]);
        }
        let page = does(&first, "/desk/api/webhooks/1/switch", &[("to", "on")]).await;
        page.shows(&["Đã bật lại thông báo.", "Đang bật"]);
        let page = does(&first, "/desk/api/webhooks/1/remove", &[]).await;
        page.shows(&["Đã xóa thông báo cùng nhật ký gửi.", "Chưa có thông báo nào"]);
        assert_eq!(second.post("/desk/api/webhooks/1/switch", &[("to", "on")]).await.status, 404);
    });
}
