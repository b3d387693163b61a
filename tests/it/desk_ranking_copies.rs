//! The private copy of a ranking's source at the desk, on both engines: handed in, fetched by who coordinates, taken
//! off; readers are told its hash and its day and never get it.

use crate::api_client::json;
use crate::desk_rankings::on_both;
use crate::support::{Answer, DeskClient, TestPortal, folder, import, wait};
use http::Method;
use mocban::people::Role;
use mocban::platform::files::hex;
use sha2::{Digest, Sha256};

const EDITION: &str = "/desk/rankings/egdi/edition/2024";
const READERS: &str = "/vi/xep-hang/egdi";
const COPY: &[u8] = b"%PDF-1.7 a page as it was read";

/// Sends a copy as the form of a browser does.
async fn send(desk: &DeskClient<'_>, revision: &str, name: &str, bytes: &[u8]) -> Answer {
    let part = "--ranh\r\nContent-Disposition: form-data; name=";
    let head = format!(
        "{part}\"revision\"\r\n\r\n{revision}\r\n{part}\"copy\"; filename=\"{name}\"\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--ranh--\r\n"].concat();
    let kind = ("content-type", "multipart/form-data; boundary=ranh");
    let headers = [kind, ("sec-fetch-site", "same-origin")];
    desk.send(Method::POST, &format!("{EDITION}/copy"), &headers, body.into()).await
}

async fn readers_page(portal: &TestPortal) -> Answer {
    portal.app.caught_up().await.expect("the followers catch up");
    portal.page(READERS).await
}

#[test]
fn a_copy_of_a_source_is_kept_at_the_desk_and_readers_are_told_its_hash_alone() {
    wait(on_both(async |portal, desk| {
        let hash = hex(&Sha256::digest(COPY));
        desk.page(EDITION).await.shows(&["Bản lưu riêng của nguồn", "Tệp của trang nguồn"]);
        let sent = send(desk, "1", "báo cáo 2024.pdf", COPY).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        let page = desk.page(sent.header("location")).await;
        page.shows(&["Đã giữ bản lưu.", "báo cáo 2024.pdf, 1 KB", "20/11/2026", &hash]);
        page.shows(&["Tệp mới hơn của trang nguồn"]);
        let given = desk.get(&format!("{EDITION}/copy")).await;
        assert_eq!(given.bytes, COPY);
        let named = given.header("content-disposition");
        assert_eq!(named, "attachment; filename*=UTF-8''b%C3%A1o%20c%C3%A1o%202024.pdf");
        readers_page(portal).await.shows(&["Cổng giữ một bản lưu của nguồn, 20/11/2026", &hash]);
        let api = portal.api(Role::Coordinator).await;
        let told = json(&api.get("/api/rankings/egdi/editions/2024").await);
        assert_eq!(told["copy"]["sha256"], hash.as_str(), "a program reads the same");

        let gone = desk.post(&format!("{EDITION}/copy/remove"), &[("revision", "2")]).await;
        assert_eq!(gone.status, 303, "{}", gone.words());
        let page = desk.page(gone.header("location")).await;
        page.shows(&["Đã gỡ bản lưu."]);
        page.shows_none(&[&hash]);
        readers_page(portal).await.shows_none(&["Cổng giữ một bản lưu", &hash]);
        assert_eq!(desk.get(&format!("{EDITION}/copy")).await.status, 404);
        desk.page("/desk/log").await.shows(&["Giữ bản lưu của nguồn", "Gỡ bản lưu của nguồn"]);
    }));
}

#[test]
fn a_copy_that_cannot_be_kept_comes_back_with_its_reason() {
    wait(on_both(async |portal, desk| {
        let none = send(desk, "1", "", b"").await;
        assert_eq!(none.status, 422);
        none.shows(&["Bản lưu rỗng."]);
        let long = send(desk, "1", "dai.pdf", &vec![b'a'; (50 << 20) + 1]).await;
        assert_eq!(long.status, 422);
        long.shows(&["Tệp lớn hơn 50 MB. Hãy gửi tệp nhỏ hơn."]);
        assert_eq!(send(desk, "1", "a.pdf", COPY).await.status, 303);
        let late = send(desk, "1", "b.pdf", b"another page").await;
        assert_eq!(late.status, 409);
        late.shows(&["Người khác vừa sửa kỳ này nên chưa làm gì.", "a.pdf"]);
        let hash = hex(&Sha256::digest(COPY));
        readers_page(portal).await.shows(&[&hash]);
    }));
}

#[test]
fn only_who_changes_rankings_gets_a_copy_or_leaves_one() {
    wait(async {
        let portal = TestPortal::demo().await;
        let coordinator = portal.desk(Role::Coordinator).await;
        assert_eq!(send(&coordinator, "1", "a.pdf", COPY).await.status, 303);
        for role in [Role::Editor, Role::Publisher, Role::Inspector] {
            let desk = portal.desk(role).await;
            assert_eq!(desk.get(&format!("{EDITION}/copy")).await.status, 403, "{role}");
            assert_eq!(send(&desk, "2", "b.pdf", COPY).await.status, 403, "{role}");
            let remove = format!("{EDITION}/copy/remove");
            assert_eq!(desk.post(&remove, &[("revision", "2")]).await.status, 403, "{role}");
        }
        let stranger = portal.browser().get(&format!("{EDITION}/copy")).await;
        assert_eq!(stranger.status, 303, "sign in first");
    });
}

#[test]
fn where_only_the_hash_came_in_with_a_folder_the_page_says_so() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Coordinator).await;
        assert_eq!(send(&desk, "1", "a.pdf", COPY).await.status, 303);
        let out = folder::new();
        mocban::exchange::export(&portal.app.exchange, out.path()).await.expect("it leaves");
        let other = TestPortal::empty().await;
        import(&other.app.exchange, out.path()).await.expect("it goes in elsewhere");
        let page = other.desk(Role::Coordinator).await.page(EDITION).await;
        page.shows(&["Chỉ có mã băm đi cùng thư mục cổng", &hex(&Sha256::digest(COPY))]);
        page.shows_none(&["Tải về"]);
    });
}
