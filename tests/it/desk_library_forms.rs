//! The form of a file of the library: what comes back with its reason, what somebody else changed
//! meanwhile, what a translator may set.

use crate::desk_library::{taken, work};
use crate::media_ground::photograph;
use crate::support::{Answer, DeskClient, TestPortal, wait};
use mocban::media::{Media, MediaId, newest_of};
use mocban::people::Role;
use mocban::platform::i18n::Language;

/// The edition that a form says its author has seen.
pub fn seen(page: &Answer) -> String {
    let rest = page.text.split("name=\"seen\" value=\"").nth(1).expect("a form with an edition");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// A picture that readers can get; its number and its page.
async fn shown(portal: &TestPortal, editor: &DeskClient<'_>) -> (MediaId, String) {
    let id = taken(editor, "anh.jpg", &photograph(640, 480, 1)).await;
    work(portal).await;
    (MediaId(id), format!("/desk/media/{id}"))
}

async fn now(portal: &TestPortal, id: MediaId) -> Media {
    let found = newest_of(&portal.app.portal.db, id).await.expect("an answer");
    found.expect("the picture")
}

/// What a picture shows, in Vietnamese.
fn alt(media: &Media) -> &str {
    let vi: Language = "vi".parse().expect("a language");
    media.words.get(&vi).map_or("", |words| words.alt.as_str())
}

#[test]
fn a_description_somebody_else_changed_meanwhile_is_saved_when_it_is_sent_again() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let (id, url) = shown(&portal, &editor).await;
        editor.post(&url, &[("seen", "1"), ("alt.vi", "Đoàn rước kiệu")]).await;
        let mine = "Đoàn rước kiệu qua cầu";
        let clash = editor.post(&url, &[("seen", "1"), ("alt.vi", mine)]).await;
        assert_eq!(clash.status, 409);
        clash.shows(&["Bản của bạn còn ở dưới đây", "bấm Lưu lần nữa"]);
        assert_eq!(alt(&now(&portal, id).await), "Đoàn rước kiệu", "nothing was written");
        let again = editor.post(&url, &[("seen", &seen(&clash)), ("alt.vi", mine)]).await;
        assert_eq!(again.header("location"), format!("{url}?done=saved"), "{}", again.words());
        assert_eq!(alt(&now(&portal, id).await), mine);
    });
}

#[test]
fn a_translator_says_what_anothers_picture_shows_and_its_credits_stay() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let (id, url) = shown(&portal, &editor).await;
        let credits = [("seen", "1"), ("credit", "Báo Bắc Giang"), ("focal.x", "900")];
        assert_eq!(editor.post(&url, &credits).await.status, 303);
        let translator = portal.desk(Role::Translator).await;
        let page = translator.page(&url).await;
        page.shows(&["Lưu thông tin"]);
        page.shows_none(&["Bỏ vào thùng rác"]);
        assert_eq!(page.text.matches(" disabled>").count(), 5, "credits, place and day stand fast");
        assert!(!page.text.contains("name=\"focal.x\""), "so does the point");
        let saved = translator.post(&url, &[("seen", &seen(&page)), ("alt.vi", "Rước kiệu")]).await;
        assert_eq!(saved.header("location"), format!("{url}?done=saved"), "{}", saved.words());
        // Nor does a form that sends more change more.
        let page = translator.page(&url).await;
        let edition = seen(&page);
        let more = [("seen", &*edition), ("alt.vi", "Rước kiệu"), ("credit", "Khác")];
        assert_eq!(translator.post(&url, &more).await.status, 303);
        let media = now(&portal, id).await;
        assert_eq!(alt(&media), "Rước kiệu");
        assert_eq!(media.credits.credit.as_deref(), Some("Báo Bắc Giang"));
        assert_eq!(media.credits.focal.x, 900);
        // Who may set no words either has no button for it.
        let author = portal.desk(Role::Author).await;
        author.page(&url).await.shows_none(&["Lưu thông tin"]);
        assert_eq!(author.post(&url, &[("seen", "3"), ("alt.vi", "Khác")]).await.status, 403);
    });
}

#[test]
fn a_refused_description_says_at_which_field_and_why() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let (_, url) = shown(&portal, &editor).await;
        let (line, text) = ("a".repeat(301), "a".repeat(2001));
        let cases: [(&str, &str, &str, &str); 9] = [
            ("author", &line, "f-author", "Tên tác giả dài nhất 300 chữ cái."),
            ("credit", &line, "f-credit", "Tên ghi dưới ảnh dài nhất 300 chữ cái."),
            ("licence", &line, "f-licence", "Giấy phép dài nhất 300 chữ cái."),
            ("alt.en", &text, "f-alt-en", "Lời tả dài nhất 2.000 chữ cái."),
            ("caption.vi", &text, "f-caption-vi", "Chú thích dài nhất 2.000 chữ cái."),
            ("place", "dao-xa", "f-place", "Nơi này không có trong danh sách."),
            ("taken_on", "hôm qua", "f-taken_on", "Ghi ngày chụp theo dạng 2026-11-20."),
            ("focal.x", "giữa", "f-focal", "hai số nguyên từ 0 đến 1000"),
            ("focal.y", "1001", "f-focal", "hai số nguyên từ 0 đến 1000"),
        ];
        for (name, value, field, reason) in cases {
            let page = editor.post(&url, &[("seen", "1"), (name, value)]).await;
            assert_eq!(page.status, 422, "{name}");
            page.shows(&["Có 1 chỗ cần sửa", reason]);
            assert!(page.text.contains(&format!("href=\"#{field}\"")), "{name}: the way there");
            assert!(page.text.contains(&format!("id=\"{field}-error\"")), "{name}: beside it");
            assert_eq!(page.text.matches("aria-invalid=\"true\"").count(), 1, "{name} alone");
        }
        let unseen = editor.post(&url, &[("seen", "mới"), ("author", "An")]).await;
        assert_eq!(unseen.status, 422);
        assert_eq!(seen(&unseen), "1", "it can be sent again");
    });
}

#[test]
fn a_description_of_twenty_megabytes_is_not_read_into_memory() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "anh.jpg", &photograph(64, 48, 1)).await;
        let long = "a".repeat(20 << 20);
        let url = format!("/desk/media/{id}");
        let captions = format!("{url}/captions/vi");
        for (path, field) in [(&url, "caption.vi"), (&captions, "text")] {
            let answer = editor.post(path, &[("seen", "1"), (field, &long)]).await;
            assert_eq!(answer.status, 413, "{path}");
            answer.shows(&["Nội dung gửi lên quá dài"]);
        }
    });
}
