//! What is refused at the desk comes back as it was typed, chosen and pasted, and says where to mend it.

use crate::desk_board::begun;
use crate::desk_library::{taken, work};
use crate::media_ground::photograph;
use crate::support::html::tags;
use crate::support::{Answer, DeskClient, TestPortal, wait};
use mocban::people::{Grant, Role};
use serde_json::json;

/// A body of today.
const BODY: &str = "bn-svhttdl-2025";

/// Begins an article; its address.
async fn article(client: &DeskClient<'_>, title: &str) -> String {
    format!("/desk/entries/{}", begun(client, title).await.replace('.', "/"))
}

/// The editions the page was opened with.
fn seen(page: &Answer) -> String {
    value(page, "seen")
}

/// The value of the first field of a name.
fn value(page: &Answer, name: &str) -> String {
    let tags = tags(&page.text);
    let field = tags.iter().find(|tag| tag.attribute("name").as_deref() == Some(name));
    field.expect("the field").attribute("value").unwrap_or_default()
}

/// What a select offers.
fn offered(page: &Answer, name: &str) -> Vec<String> {
    let (mut inside, mut values) = (false, Vec::new());
    for tag in tags(&page.text) {
        match tag.name {
            "select" => inside = tag.attribute("name").as_deref() == Some(name),
            "option" if inside && !tag.closing => values.extend(tag.attribute("value")),
            _ => {}
        }
    }
    values
}

/// From where the form shows a picture; empty when it does not know.
fn shown_from(page: &Answer, file: &str) -> String {
    let tags = tags(&page.text);
    let of = tags.iter().find(|tag| tag.attribute("data-picture").as_deref() == Some(file));
    of.expect("the picture's fields").attribute("data-src").unwrap_or_default()
}

/// The document that the editor begins with.
fn for_editor(page: &Answer) -> &str {
    let (_, from) = page.text.split_once(" data-body>").expect("a document");
    from.split_once("</script>").expect("its end").0
}

#[test]
fn a_picture_just_chosen_is_seen_when_the_form_comes_back() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let id = taken(&editor, "anh.jpg", &photograph(320, 240, 1)).await.to_string();
        work(&portal).await;
        let url = article(&editor, "Bài có ảnh mới").await;
        let seen = seen(&editor.page(&url).await);
        let sent = |more: (&'static str, &'static str)| {
            [
                ("seen", seen.clone()),
                ("list.picture", "1".to_owned()),
                ("picture.0.file", "anh.jpg".to_owned()),
                ("picture.0.media", id.clone()),
                ("picture.0.alt", "Đoàn rước kiệu".to_owned()),
                (more.0, more.1.to_owned()),
            ]
        };
        let post = async |path: &str, more: (&'static str, &'static str)| {
            let form = sent(more);
            let form: Vec<(&str, &str)> =
                form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            editor.post(path, &form).await
        };
        let refused = post(&url, ("own.source_url", "báo giấy")).await;
        assert_eq!(refused.status, 422);
        assert!(shown_from(&refused, "anh.jpg").starts_with("/files/"), "refused");
        let moved = post(&url, ("move", "picture.0.up")).await;
        assert_eq!(moved.status, 200);
        assert!(shown_from(&moved, "anh.jpg").starts_with("/files/"), "moved");
        let kept = post(&format!("{url}/autosave"), ("lead", "Đang viết")).await;
        assert_eq!(kept.status, 200);
        let kept = editor.page(&format!("{url}?kept=1")).await;
        assert!(shown_from(&kept, "anh.jpg").starts_with("/files/"), "kept");
    });
}

/// Texts that an editor can write and the server does not take.
fn refused_documents() -> [String; 3] {
    let words = |text: &str| json!({ "type": "text", "text": text });
    let doc = |content: serde_json::Value| json!({ "type": "doc", "content": [content] });
    let paragraph = |text: &str| json!({ "type": "paragraph", "content": [words(text)] });
    let link = json!({ "type": "link", "target": "javascript:x", "content": [words("liên kết")] });
    let linked = json!({ "type": "paragraph", "content": [words("Đoạn vừa viết có "), link] });
    let deep = (0..20).fold(
        paragraph("Đoạn vừa viết nằm rất sâu"),
        |inner, _| json!({ "type": "quote", "content": [inner] }),
    );
    let long = paragraph(&"Đoạn vừa viết. ".repeat(100_000));
    [linked, deep, long].map(|block| doc(block).to_string())
}

#[test]
fn a_text_that_is_refused_comes_back_as_it_was_written() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let url = article(&editor, "Bài đang viết").await;
        let seen = seen(&editor.page(&url).await);
        for document in refused_documents() {
            let form = [("seen", &*seen), ("body_json", &*document)];
            let refused = editor.post(&url, &form).await;
            assert_eq!(refused.status, 422);
            assert!(for_editor(&refused) == document, "another text stands in its place");
            let (_, plain) = refused.text.split_once(" name=\"body\"").expect("the plain field");
            let (plain, _) = plain.split_once("</textarea>").expect("its end");
            assert!(plain.contains("Đoạn vừa viết"), "nor without script");
            editor.post(&format!("{url}/autosave"), &form).await;
            let kept = editor.page(&format!("{url}?kept=1")).await;
            assert!(for_editor(&kept) == document, "nor when it was kept by itself");
        }
        let form = [("seen", &*seen), ("body", "![](anh.jpg) và chữ")];
        let refused = editor.post(&url, &form).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.text.contains(" data-body>"), "Markdown is mended in its own field");
    });
}

#[test]
fn a_block_that_is_refused_comes_back_as_it_was_written() {
    wait(async {
        let portal = TestPortal::demo().await;
        let desk = portal.desk(Role::Administrator).await;
        let url = "/desk/site/blocks/gio-mo-cua/vi";
        let save = async |name: &str, text: &str| {
            desk.post(url, &[("edition", "0"), ("name", "Giờ mở cửa"), (name, text)]).await
        };
        let [linked, deep, _] = refused_documents();
        for document in [linked, deep] {
            let refused = save("body_json", &document).await;
            assert_eq!(refused.status, 422);
            assert_eq!(for_editor(&refused), document);
        }
        let torn = save("body_json", "{\"type\":\"doc\"}").await;
        assert_eq!(torn.status, 422);
        torn.shows(&["Nội dung này không đọc được"]);
        let markdown = save("body", "![](anh.jpg) và chữ").await;
        assert_eq!(markdown.status, 422);
        assert!(markdown.text.contains("![](anh.jpg) và chữ"), "{}", markdown.text);
        assert!(!markdown.text.contains(" data-body>"), "an empty editor stands in its place");
        assert_eq!(save("body", "Mở cửa cả ngày.").await.status, 303);
    });
}

#[test]
fn a_body_outside_ones_role_is_not_offered_and_choosing_it_keeps_what_was_typed() {
    wait(async {
        let portal = TestPortal::demo().await;
        let narrowed = Grant { role: Role::Editor, section: None, agency: Some(BODY.to_owned()) };
        let editor = portal.desk_of("hep@example.vn", vec![narrowed]).await;
        let title = ("title", "Bài của một sở");
        let form = [("kind", "news"), ("language", "vi"), ("publisher", BODY), title];
        let begun = editor.post("/desk/new", &form).await;
        let url = begun.header("location").to_owned();
        let page = editor.page(&url).await;
        assert_eq!(offered(&page, "publisher"), ["", BODY]);
        let seen = seen(&page);
        let form = [("seen", &*seen), ("lead", "Lời dẫn vừa gõ"), ("publisher", "mnd")];
        let refused = editor.post(&url, &form).await;
        assert_eq!(refused.status, 403);
        refused.shows(&["Bạn chưa có quyền làm việc này với bài này", "Lời dẫn vừa gõ"]);
        assert!(refused.text.contains("href=\"#f-publisher\""), "{}", refused.text);
        assert!(refused.text.contains("id=\"f-publisher-error\""), "{}", refused.text);
        assert_eq!(offered(&refused, "publisher"), ["", "mnd", BODY], "hers is there to go back");
        let form = [("seen", &*seen), ("lead", "Lời dẫn vừa gõ"), ("publisher", BODY)];
        assert_eq!(editor.post(&url, &form).await.status, 303);
    });
}

#[test]
fn a_section_outside_ones_role_is_not_offered_and_choosing_it_keeps_what_was_typed() {
    wait(async {
        let portal = TestPortal::demo().await;
        let chief = portal.desk(Role::Editor).await;
        let url = article(&chief, "Bài của một mục").await;
        let page = chief.page(&url).await;
        assert_eq!(offered(&page, "own.section").len(), 6, "five, or none");
        let before = seen(&page);
        let form = [("seen", &*before), ("own.section", "le-hoi")];
        assert_eq!(chief.post(&url, &form).await.status, 303);
        let narrowed =
            Grant { role: Role::Editor, section: Some("le-hoi".to_owned()), agency: None };
        let editor = portal.desk_of("hep@example.vn", vec![narrowed]).await;
        let page = editor.page(&url).await;
        assert_eq!(offered(&page, "own.section"), ["", "le-hoi"]);
        let seen = seen(&page);
        let form = [("seen", &*seen), ("lead", "Lời dẫn vừa gõ"), ("own.section", "di-san")];
        let refused = editor.post(&url, &form).await;
        assert_eq!(refused.status, 403);
        refused.shows(&["Lời dẫn vừa gõ"]);
        assert!(refused.text.contains("id=\"f-own-section-error\""), "{}", refused.text);
    });
}

#[test]
fn the_number_of_another_file_stays_beside_what_is_wrong_with_it() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let form =
            [("kind", "video"), ("language", "vi"), ("publisher", ""), ("title", "Phim mới")];
        let url = editor.post("/desk/new", &form).await.header("location").to_owned();
        let seen = seen(&editor.page(&url).await);
        let form = [("seen", &*seen), ("own.file.media", "9999")];
        let refused = editor.post(&url, &form).await;
        assert_eq!(refused.status, 422);
        assert_eq!(value(&refused, "own.file.media"), "9999");
        assert!(refused.text.contains("id=\"f-own-file-media-error\""), "{}", refused.text);
        let opened = "<details class=\"more\" open><summary>Lấy tệp khác từ thư viện";
        assert_eq!(refused.text.matches(opened).count(), 1, "{}", refused.text);
    });
}

#[test]
fn a_day_of_review_that_cannot_be_read_takes_none_away() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let url = article(&editor, "Bài cần rà soát").await;
        let care = async |owner: &str, on: &str| {
            let form = [("owner", owner), ("review_on", on)];
            editor.post(&format!("{url}/care"), &form).await
        };
        let stands = async || value(&editor.page(&url).await, "review_on");
        assert_eq!(care("", "29/01/2027").await.status, 303);
        assert_eq!(stands().await, "2027-01-29");
        let refused = care("", "30/02/2027").await;
        assert_eq!(refused.status, 422);
        refused.shows(&["Hãy ghi ngày có trong lịch", "30/02/2027"]);
        let nobody = care("Cán bộ 1", "2027-03-01").await;
        assert_eq!(nobody.status, 422);
        nobody.shows(&["Hãy chọn một mục trong danh sách."]);
        assert_eq!(stands().await, "2027-01-29");
        assert_eq!(care("", "").await.status, 303);
        assert_eq!(stands().await, "");
    });
}
