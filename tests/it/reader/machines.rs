//! What machines read: feeds, sitemap, robots, structured data, canonical and other-language links.

use crate::support::{Answer, ORIGIN, TestPortal, wait};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// The text of every element of a name; panics where the XML is not well formed.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut found, mut inside) = (Vec::new(), None);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) if tag.name().as_ref() == name => inside = Some(String::new()),
            Event::End(tag) if tag.name().as_ref() == name => found.extend(inside.take()),
            Event::Text(text) => {
                if let Some(inside) = &mut inside {
                    inside.push_str(&text);
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn every_feed_is_well_formed_and_leads_to_pages_that_answer() {
    wait(async {
        let portal = TestPortal::demo().await;
        let feeds = [
            ("/vi/tin-tuc/feed.atom", "application/atom+xml", "id", "entry"),
            ("/en/news/feed.atom", "application/atom+xml", "id", "entry"),
            ("/vi/tin-tuc/muc/le-hoi/feed.atom", "application/atom+xml", "id", "entry"),
            ("/vi/tin-tuc/feed.rss", "application/rss+xml", "link", "item"),
            ("/en/news/feed.rss", "application/rss+xml", "link", "item"),
            ("/en/news/section/festivals/feed.rss", "application/rss+xml", "link", "item"),
        ];
        for (address, kind, link, item) in feeds {
            let feed = portal.page(address).await;
            assert!(feed.header("content-type").starts_with(kind), "{address}");
            let items = elements(&feed.text, item).len();
            assert!(items > 3, "{address} has {items}");
            let links = elements(&feed.text, link);
            assert!(links.len() > items, "{address}");
            for one in links {
                assert!(one.starts_with(ORIGIN), "{address}: {one}");
                portal.page(&one).await;
            }
            assert!(!elements(&feed.text, "title").iter().any(String::is_empty), "{address}");
        }
        assert_eq!(portal.get("/vi/tin-tuc/muc/khong-co/feed.atom").await.status, 404);
    });
}

#[test]
fn an_atom_entry_has_its_moments_words_and_publisher() {
    wait(async {
        let portal = TestPortal::demo().await;
        let feed = portal.page("/vi/tin-tuc/feed.atom").await.text;
        let feed: atom_syndication::Feed = feed.parse().expect("Atom");
        assert_eq!(feed.lang(), Some("vi"));
        let dates: Vec<_> = feed.entries().iter().filter_map(|entry| entry.published()).collect();
        assert!(dates.is_sorted_by(|one, other| one >= other), "newest first");
        let opening = feed
            .entries()
            .iter()
            .find(|entry| entry.id().ends_with("/khai-mac-tuan-van-hoa-du-lich-2020"));
        let opening = opening.expect("the opening");
        assert_eq!(
            opening.title().as_str(),
            "Tối nay khai mạc Tuần Văn hóa - Du lịch Bắc Giang năm 2020"
        );
        let published = opening.published().expect("a moment").to_rfc3339();
        assert!(
            published.starts_with("2020-01-29T01:30:00")
                || published.starts_with("2020-01-29T08:30:00+07")
        );
        for entry in feed.entries() {
            let publishers = entry.authors().iter().filter(|one| one.name.contains("Sở Văn hóa"));
            assert!(publishers.count() > 0, "{}", entry.id());
        }
    });
}

#[test]
fn every_address_of_the_sitemap_answers_and_every_publication_is_in_it() {
    wait(async {
        let portal = TestPortal::demo().await;
        let sitemap = portal.page("/sitemap.xml").await;
        assert!(sitemap.header("content-type").starts_with("application/xml"));
        let addresses = elements(&sitemap.text, "loc");
        let mut once = addresses.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), addresses.len(), "an address stands twice");
        for address in &addresses {
            let page = portal.page(address).await;
            let canonical = page.links("canonical");
            assert_eq!(canonical.first().map(|(_, url)| url), Some(address), "{address}");
        }
        let slugs = crate::support::folder::files(&crate::support::folder::demo());
        let published =
            slugs.iter().filter(|(name, _)| name.ends_with("vi.toml") || name.ends_with("en.toml"));
        assert_eq!(
            addresses.len(),
            published.count() + 30,
            "entries, and in each language fourteen lists and a programme"
        );
        for moment in elements(&sitemap.text, "lastmod") {
            moment.parse::<jiff::Timestamp>().expect("a moment");
        }
    });
}

#[test]
fn robots_may_read_everything_but_answers_to_questions() {
    wait(async {
        let portal = TestPortal::demo().await;
        insta::assert_snapshot!(portal.page("/robots.txt").await.text, @r#"
        User-agent: *
        Disallow: /vi/tim
        Disallow: /en/search
        Sitemap: https://portal.example.gov.vn/sitemap.xml
        "#);
    });
}

/// A page of each kind, with the type of its structured data.
const KINDS: [(&str, &str); 7] = [
    ("/", "WebSite"),
    ("/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020", "NewsArticle"),
    ("/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020", "Festival"),
    ("/vi/anh/ngay-xuan-tren-dat-tay-yen-tu", "ImageGallery"),
    ("/vi/video/khac-mot-lan-in-nhieu-lan", "VideoObject"),
    ("/vi/trang/gioi-thieu", "WebPage"),
    ("/vi/kiem-chung/egdi-2024-viet-nam-tang-15-bac", "ClaimReview"),
];

#[test]
fn structured_data_names_its_kind_and_can_be_read() {
    wait(async {
        let portal = TestPortal::demo().await;
        for (address, kind) in KINDS {
            let data = portal.page(address).await.json_ld().expect("structured data");
            assert_eq!(data["@context"], "https://schema.org", "{address}");
            assert_eq!(data["@type"], kind, "{address}");
            assert_eq!(data["inLanguage"], "vi", "{address}");
            let own = data["url"].as_str().or(data["mainEntityOfPage"].as_str());
            assert!(own.is_some_and(|own| own.starts_with(ORIGIN)), "{address}: {own:?}");
        }
        let festival = portal.page(KINDS[2].0).await.json_ld().expect("structured data");
        let start = festival["startDate"].as_str().unwrap_or_default();
        assert!(start.starts_with("2020-01-29"), "{start}");
        assert_eq!(festival["subEvent"][0]["startDate"], "2020-01-29T20:00:00+07:00");
    });
}

#[test]
fn structured_data_names_the_publisher_of_every_kind() {
    wait(async {
        let portal = TestPortal::demo().await;
        let mut without = Vec::new();
        for (address, kind) in KINDS {
            let data = portal.page(address).await.json_ld().expect("structured data");
            // An event has no publisher in schema.org; the page about it has.
            let publisher = match kind {
                "Festival" => &data["subjectOf"]["publisher"],
                _ => &data["publisher"],
            };
            let name = publisher["name"].as_str().unwrap_or_default();
            if !name.starts_with("Sở Văn hóa, Thể thao và Du lịch") {
                without.push(format!("{kind} at {address}: {publisher:?}"));
            }
        }
        assert!(without.is_empty(), "{}", without.join("\n"));
    });
}

fn alternates(page: &Answer) -> Vec<(String, String)> {
    let links = page.links("alternate").into_iter().filter(|(language, _)| !language.is_empty());
    links.map(|(language, url)| (language, url.replace(ORIGIN, ""))).collect()
}

#[test]
fn every_page_names_itself_and_its_other_languages() {
    wait(async {
        let portal = TestPortal::demo().await;
        let both = [
            ("/", "/en"),
            ("/vi/tin-tuc", "/en/news"),
            ("/vi/tin-tuc/muc/di-san", "/en/news/section/heritage"),
            (
                "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020",
                "/en/news/opening-of-the-culture-and-tourism-week-2020",
            ),
            (
                "/vi/le-hoi/tuan-van-hoa-du-lich-bac-giang-2020",
                "/en/festivals/bac-giang-culture-and-tourism-week-2020",
            ),
            ("/vi/anh/moc-ban-va-but-muc", "/en/pictures/woodblocks-brush-and-ink"),
            ("/vi/anh/moc-ban-va-but-muc/2", "/en/pictures/woodblocks-brush-and-ink/2"),
            ("/vi/video/khac-mot-lan-in-nhieu-lan", "/en/video/carve-once-print-many"),
            ("/vi/trang/quyen-rieng-tu", "/en/pages/privacy"),
            ("/vi/luot-truy-cap", "/en/visits"),
            ("/vi/ban-to-chuc", "/en/organisers"),
            (
                "/vi/kiem-chung/egdi-2024-viet-nam-tang-15-bac",
                "/en/fact-checks/egdi-2024-viet-nam-rose-15-places",
            ),
            ("/vi/kiem-chung/ket-luan/sai", "/en/fact-checks/verdict/false"),
            ("/vi/cach-kiem-chung", "/en/how-claims-are-checked"),
            ("/vi/dinh-chinh", "/en/corrections"),
        ];
        for (vi, en) in both {
            for here in [vi, en] {
                let page = portal.page(here).await;
                let canonical = page.links("canonical");
                assert_eq!(canonical, [(String::new(), format!("{ORIGIN}{here}"))], "{here}");
                let mut found = alternates(&page);
                found.sort();
                let expected = [("en".to_owned(), en.to_owned()), ("vi".to_owned(), vi.to_owned())];
                assert_eq!(found, expected, "{here}");
            }
        }
        let search = portal.page("/vi/tim?q=hoi").await;
        assert!(search.links("canonical").is_empty(), "an answer is not a page of its own");
    });
}
