//! The handbook at the desk: every chapter in each language, with its pictures and the links between them.

use crate::support::html::tags;
use crate::support::{DeskClient, TestPortal, wait};
use mocban::people::Role;

/// The addresses within a page's handbook parts that begin so, each once.
fn addresses(text: &str, name: &str, start: &str) -> Vec<String> {
    let all = tags(text).into_iter().filter_map(|tag| tag.attribute(name));
    let mut found: Vec<String> = all.filter(|address| address.starts_with(start)).collect();
    found.sort();
    found.dedup();
    found
}

async fn read(editor: &DeskClient<'_>, first: &str, last: &str) {
    let help = editor.page("/desk/help").await;
    let chapters = addresses(&help.text, "href", "/desk/help/");
    assert_eq!(chapters.len(), 11, "{chapters:?}");
    let order = [help.text.find(first), help.text.find(last)];
    assert!(order[0].is_some() && order[0] < order[1], "chapters stand in their order");
    let mut pictures = 0;
    for chapter in &chapters {
        let page = editor.page(chapter).await;
        assert_eq!(page.text.matches("<h1").count(), 1, "{chapter}");
        for link in addresses(&page.text, "href", "/desk/help/") {
            assert_eq!(editor.get(&link).await.status, 200, "{chapter}: {link}");
        }
        for picture in addresses(&page.text, "src", "/desk/help/pictures/") {
            let answer = editor.get(&picture).await;
            assert_eq!(answer.header("content-type"), "image/png", "{chapter}: {picture}");
            pictures += 1;
        }
    }
    assert!(pictures > 10, "{pictures}");
}

#[test]
fn the_handbook_is_read_at_the_desk_in_the_language_of_who_reads() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        read(&editor, "1. Bắt đầu", "10. Số liệu truy cập").await;
        let me = editor.page("/desk/me").await;
        assert!(me.text.contains("name=\"language\""));
        let form = [("name", "Biên tập viên 1"), ("language", "en")];
        assert_eq!(editor.post("/desk/me", &form).await.status, 303);
        read(&editor, "1. Beginning", "10. Figures of visits").await;
        assert_eq!(editor.get("/desk/help/khong-co").await.status, 404);
        assert_eq!(editor.get("/desk/help/pictures/..%2FREADME.md").await.status, 404);
        assert_eq!(portal.browser().get("/desk/help/2-viet").await.status, 303, "sign in first");
    });
}
