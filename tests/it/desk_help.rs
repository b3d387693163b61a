//! The handbooks at the desk: every chapter of each in each language, with its pictures and the links between them.

use crate::support::html::tags;
use crate::support::{DeskClient, TestPortal, wait};
use mocban::people::Role;

const COORDINATORS: &str = "/desk/help/coordinators/";

/// The addresses within a page's handbook parts that begin so, each once.
fn addresses(text: &str, name: &str, start: &str) -> Vec<String> {
    let all = tags(text).into_iter().filter_map(|tag| tag.attribute(name));
    let mut found: Vec<String> = all.filter(|address| address.starts_with(start)).collect();
    found.sort();
    found.dedup();
    found
}

/// What a page of help lists of each handbook: the editors', the coordinators'.
async fn listed(reader: &DeskClient<'_>) -> [Vec<String>; 2] {
    let help = reader.page("/desk/help").await;
    let all = addresses(&help.text, "href", "/desk/help/");
    let (coordinators, editors) = all.into_iter().partition(|url| url.starts_with(COORDINATORS));
    [editors, coordinators]
}

/// Reads chapters with everything they lead to; answers how many pictures were seen.
async fn read(reader: &DeskClient<'_>, chapters: &[String]) -> usize {
    let mut pictures = 0;
    for chapter in chapters {
        let page = reader.page(chapter).await;
        assert_eq!(page.text.matches("<h1").count(), 1, "{chapter}");
        assert!(!page.text.contains(".md\""), "{chapter}: every link leads to a page of the desk");
        for link in addresses(&page.text, "href", "/desk/help/") {
            assert_eq!(reader.get(&link).await.status, 200, "{chapter}: {link}");
        }
        for picture in addresses(&page.text, "src", "/desk/help/") {
            let answer = reader.get(&picture).await;
            assert_eq!(answer.header("content-type"), "image/png", "{chapter}: {picture}");
            pictures += 1;
        }
    }
    pictures
}

async fn stands_in_order(reader: &DeskClient<'_>, titles: &[&str]) {
    let help = reader.page("/desk/help").await;
    let places: Vec<usize> = titles.iter().filter_map(|title| help.text.find(title)).collect();
    assert_eq!(places.len(), titles.len(), "{titles:?}");
    assert!(places.is_sorted(), "{titles:?} stand in their order");
}

#[test]
fn both_handbooks_are_read_at_the_desk_in_the_language_of_who_reads() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let titles =
            ["1. Bắt đầu", "10. Số liệu truy cập", "Sổ tay điều phối", "13. Báo cáo định kỳ"];
        stands_in_order(&editor, &titles).await;
        for language in ["vi", "en"] {
            let form = [("name", "Biên tập viên 1"), ("language", language)];
            assert_eq!(editor.post("/desk/me", &form).await.status, 303);
            let [editors, coordinators] = listed(&editor).await;
            assert_eq!((editors.len(), coordinators.len()), (11, 13), "{language}");
            assert!(read(&editor, &editors).await > 10, "{language}");
            assert!(read(&editor, &coordinators).await > 10, "{language}");
        }
        stands_in_order(
            &editor,
            &["1. Beginning", "10. Figures of visits", "13. Periodic reports"],
        )
        .await;
    });
}

#[test]
fn a_chapter_leads_on_within_its_own_handbook_and_by_a_link_into_the_other() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let chapter = editor.page("/desk/help/coordinators/11-thong-tin-sai").await;
        chapter.shows(&["Sổ tay điều phối", "10. Xếp hạng quốc tế", "12. Người kiểm tra thấy gì"]);
        let links = addresses(&chapter.text, "href", "/desk/help/");
        let expected = [
            "/desk/help/coordinators/10-xep-hang",
            "/desk/help/coordinators/12-kiem-tra",
            "/desk/help/kiem-chung",
        ];
        assert_eq!(links, expected);
        let last = editor.page("/desk/help/coordinators/13-bao-cao").await;
        assert!(!last.text.contains("rel=\"next\""), "the last chapter ends its book");
    });
}

#[test]
fn who_runs_or_inspects_a_programme_finds_the_coordinators_handbook_first() {
    wait(async {
        let portal = TestPortal::demo().await;
        let own_first =
            ["Sổ tay điều phối", "13. Báo cáo định kỳ", "Sổ tay biên tập", "1. Bắt đầu"];
        for role in [Role::Coordinator, Role::Inspector] {
            stands_in_order(&portal.desk(role).await, &own_first).await;
        }
    });
}

#[test]
fn a_handbook_gives_nothing_but_its_chapters_and_nothing_to_strangers() {
    wait(async {
        let portal = TestPortal::demo().await;
        let editor = portal.desk(Role::Editor).await;
        let nowhere = [
            "/desk/help/khong-co",
            "/desk/help/13-bao-cao",
            "/desk/help/coordinators/2-viet",
            "/desk/help/pictures/..%2FREADME.md",
            "/desk/help/pictures/vi-board.png",
            "/desk/help/coordinators/pictures/..%2F..%2FREADME.md",
        ];
        for address in nowhere {
            assert_eq!(editor.get(address).await.status, 404, "{address}");
        }
        let asked = ["/desk/help/2-viet", "/desk/help/coordinators/pictures/vi-board.png"];
        for address in asked {
            assert_eq!(portal.browser().get(address).await.status, 303, "sign in first: {address}");
        }
    });
}
