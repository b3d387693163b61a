//! What holds for entries of every kind: languages, and what changes in front of readers.

use crate::support::folder::Site;
use crate::support::{Answer, TestPortal, folder, html, wait};

/// Where the switch of languages leads.
fn switch(page: &Answer) -> Vec<(String, String)> {
    let tools = page.text.split("<ul class=\"tools\"").nth(1).expect("the switch");
    let tools = tools.split("</ul>").next().unwrap_or_default();
    let links = html::tags(tools).into_iter().filter(|tag| tag.name == "a" && !tag.closing);
    let links = links.map(|tag| {
        let of = |name| tag.attribute(name).unwrap_or_default();
        (of("hreflang"), of("href"))
    });
    links.collect()
}

#[test]
fn the_switch_of_languages_stays_on_the_same_entry() {
    wait(async {
        let portal = TestPortal::demo().await;
        let both = [
            ("/vi/tin-tuc/bon-le-hoi-xuan", "/en/news/four-spring-festivals"),
            (
                "/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020",
                "/en/festivals/bac-giang-culture-and-tourism-week-2020",
            ),
            (
                "/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020/theo-ngay",
                "/en/festivals/bac-giang-culture-and-tourism-week-2020/days",
            ),
            ("/vi/trang/gioi-thieu", "/en/pages/about"),
            ("/vi/tin-tuc/the/moc-ban", "/en/news/tag/woodblocks"),
            ("/vi/tin-tuc/nam/2020", "/en/news/year/2020"),
        ];
        for (vi, en) in both {
            for here in [vi, en] {
                let expected = [("vi".to_owned(), vi.to_owned()), ("en".to_owned(), en.to_owned())];
                assert_eq!(switch(&portal.page(here).await), expected, "{here}");
            }
        }
    });
}

#[test]
fn a_language_that_lacks_the_entry_leads_to_its_front_page() {
    wait(async {
        let portal = TestPortal::demo().await;
        let only = "/vi/tin-tuc/giai-vat-dan-toc-vat-tu-do";
        let page = portal.page(only).await;
        assert_eq!(switch(&page)[1], ("en".to_owned(), "/en".to_owned()));
        let hreflang: Vec<String> =
            page.links("alternate").into_iter().map(|(language, _)| language).collect();
        assert!(!hreflang.contains(&"en".to_owned()), "no promise of a page that is not there");
        assert_eq!(portal.get("/en/news/giai-vat-dan-toc-vat-tu-do").await.status, 404);
    });
}

#[test]
fn a_change_is_on_every_page_that_shows_it_as_soon_as_it_is_made() {
    wait(async {
        let portal = TestPortal::demo().await;
        let pages = [
            "/vi/tin-tuc/muc/du-lich",
            "/vi/tin-tuc/bon-le-hoi-xuan",
            "/vi/tin-tuc/feed.atom",
            "/vi/tin-tuc/the/le-dau-xuan",
        ];
        for page in pages {
            assert!(!portal.page(page).await.text.contains("Năm lễ hội"), "{page}");
        }
        let site = Site::copy();
        site.change("news/bon-le-hoi-xuan/vi.toml", "title = \"Bốn", "title = \"Năm lễ hội: bốn");
        portal.takes(site.path()).await;
        for page in pages {
            assert!(portal.page(page).await.text.contains("Năm lễ hội"), "{page}");
        }
    });
}

#[test]
fn a_new_name_of_the_site_is_on_every_page_at_once() {
    wait(async {
        let portal = TestPortal::demo().await;
        let pages = [
            "/",
            "/vi/tin-tuc",
            "/vi/tin-tuc/bon-le-hoi-xuan",
            "/vi/trang/gioi-thieu",
            "/vi/le-hoi",
        ];
        for page in pages {
            portal.page(page).await;
        }
        let site = Site::copy();
        site.change("site.toml", "vi = \"Mộc Bản\"", "vi = \"Bản Mộc\"");
        portal.takes(site.path()).await;
        for page in pages {
            portal.page(page).await.shows(&["Bản Mộc"]);
        }
        portal.takes(&folder::demo()).await;
        portal.page("/").await.shows_none(&["Bản Mộc"]);
    });
}

#[test]
fn a_draft_is_nowhere_to_be_seen() {
    wait(async {
        let site = Site::copy();
        site.change(
            "news/cong-cho-moi-nguoi/vi.toml",
            "state = \"published\"",
            "state = \"draft\"",
        );
        let portal = TestPortal::with(site.path(), None).await;
        assert_eq!(portal.get("/vi/tin-tuc/mot-cong-cho-moi-nguoi").await.status, 404);
        for page in [
            "/vi/tin-tuc",
            "/vi/tin-tuc?trang=2",
            "/vi/tin-tuc/feed.rss",
            "/sitemap.xml",
            "/vi/tim?q=mot+cong+cho+moi+nguoi",
        ] {
            assert!(
                !portal.page(page).await.text.contains("/vi/tin-tuc/mot-cong-cho-moi-nguoi"),
                "{page}"
            );
        }
    });
}
