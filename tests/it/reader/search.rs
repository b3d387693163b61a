//! Search as readers use it: with marks and without, and with what was never meant to be searched.

use crate::support::{Answer, TestPortal, wait};

async fn search(portal: &TestPortal, query: &str) -> Answer {
    let query = serde_urlencoded::to_string([("q", query)]).expect("a query");
    portal.page(&format!("/vi/tim?{query}")).await
}

/// The titles found.
fn titles(answer: &Answer) -> Vec<String> {
    let main = answer.main();
    let found = main.split("<h3 class=\"item-title\">").skip(1);
    found
        .map(|one| crate::support::html::words(one.split("</h3>").next().unwrap_or_default()))
        .collect()
}

const OPENING: &str = "Tối nay khai mạc Tuần Văn hóa - Du lịch Bắc Giang năm 2020";

#[test]
fn words_are_found_with_marks_and_without_them() {
    wait(async {
        let portal = TestPortal::demo().await;
        for query in [
            "tối nay khai mạc",
            "toi nay khai mac",
            "TỐI NAY KHAI MẠC",
            "To\u{302}\u{301}i nay khai mac",
        ] {
            let found = search(&portal, query).await;
            assert_eq!(titles(&found).first().map(String::as_str), Some(OPENING), "{query}");
            found.shows(&["Kết quả cho"]);
            assert!(found.main().contains("<mark>"), "{query}");
        }
    });
}

#[test]
fn both_ways_of_placing_a_tone_find_the_same() {
    wait(async {
        let portal = TestPortal::demo().await;
        let (old, new) = (search(&portal, "văn hóa").await, search(&portal, "văn hoá").await);
        assert!(!titles(&old).is_empty());
        assert_eq!(titles(&old), titles(&new));
    });
}

#[test]
fn the_letter_d_with_stroke_is_found_typed_plainly() {
    wait(async {
        let portal = TestPortal::demo().await;
        for query in ["đối ngoại", "doi ngoai", "Đối Ngoại"] {
            let found = search(&portal, query).await;
            assert!(titles(&found).iter().any(|title| title.contains("đối ngoại")), "{query}");
        }
    });
}

#[test]
fn a_search_finds_only_what_is_in_the_pages_language() {
    wait(async {
        let portal = TestPortal::demo().await;
        let found = portal.page("/en/search?q=woodblocks").await;
        found.shows(&["Two exhibitions of woodblocks: Vĩnh Nghiêm and Bổ Đà"]);
        assert!(!found.main().contains("href=\"/vi/"));
    });
}

#[test]
fn nothing_found_too_short_and_nothing_asked_are_each_explained() {
    wait(async {
        let portal = TestPortal::demo().await;
        search(&portal, "xyzzyqwv").await.shows(&["Không tìm thấy \"xyzzyqwv\"", "Xem tất cả tin"]);
        search(&portal, "a").await.shows(&["Từ tìm quá ngắn", "Xin gõ ít nhất hai chữ cái."]);
        for nothing in ["", "   ", "?!"] {
            let page = search(&portal, nothing).await;
            page.shows(&["Gõ có dấu hay không dấu đều được"]);
            page.shows_none(&["Không tìm thấy"]);
        }
        portal.page("/vi/tim").await.shows(&["Gõ có dấu hay không dấu đều được"]);
    });
}

#[test]
fn hostile_questions_are_escaped_and_answered() {
    wait(async {
        let portal = TestPortal::demo().await;
        let hostile = [
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'; drop table entry; --",
            "title:* OR *:*",
            "lễ AND (hội",
            "hội~2^5 [a TO z] {x}",
            "\u{0}\u{1}today\u{1}",
            "{{ 7 * 7 }}",
            "đ\u{202e}ảo",
            "🏮🏮🏮",
        ];
        for query in hostile {
            let page = search(&portal, query).await;
            assert_eq!(page.main().matches("<script").count(), 0, "{query}");
            assert_eq!(page.main().matches("onerror=alert(1)>").count(), 0, "{query}");
            assert!(!page.text.contains('\u{1}'), "{query:?}");
        }
        search(&portal, &"lễ hội ".repeat(1000)).await;
        search(&portal, &"a".repeat(20_000)).await;
        let broken = portal.get("/vi/tim?q=%ff%fe").await;
        assert!(broken.status.as_u16() < 500, "{}", broken.status);
        for number in ["0", "x"] {
            assert_eq!(
                portal.get(&format!("/vi/tim?q=hoi&trang={number}")).await.status,
                404,
                "{number}"
            );
        }
        assert!(portal.get("/vi/tim?q=hoi&trang=4000000000").await.status.as_u16() < 500);
    });
}

#[test]
fn what_is_withdrawn_or_corrected_is_searched_as_it_now_is() {
    wait(async {
        let portal = TestPortal::demo().await;
        let site = crate::support::folder::Site::copy();
        site.change("news/bon-le-hoi-xuan/vi.toml", "title = \"", "title = \"Quyzzle: ");
        portal.takes(site.path()).await;
        assert_eq!(titles(&search(&portal, "quyzzle").await).len(), 1);
        portal.takes(&crate::support::folder::demo()).await;
        assert_eq!(titles(&search(&portal, "quyzzle").await).len(), 0);
    });
}
