//! What readers get of a photograph: its renditions in every place, cut around what matters, without
//! where it was taken; and a page that is carved anew when they are made.

use crate::media_ground::photograph;
use crate::pictured::{article, handed_in, made, published, said};
use crate::support::{Answer, TestPortal, html, wait};
use mocban::media::{FileKey, Focal, MediaId};
use std::collections::BTreeSet;

const ARTICLE: &str = "/vi/tin-tuc/ruoc-kieu";

/// Every file a page offers for its pictures.
fn offered(page: &Answer) -> BTreeSet<String> {
    let tags = html::tags(&page.text);
    let sets = tags.iter().filter_map(|tag| tag.attribute("srcset"));
    let singles =
        tags.iter().filter(|tag| tag.name == "img").filter_map(|tag| tag.attribute("src"));
    let lists: Vec<String> = sets.chain(singles).collect();
    let addresses = lists.iter().flat_map(|list| list.split(", "));
    let files = addresses.filter_map(|one| one.split(' ').next()).map(str::to_owned);
    files.filter(|one| one.contains("/ruoc-kieu")).collect()
}

/// A photograph that was taken with the telephone on its side, position and all.
async fn photographed(portal: &TestPortal) -> (MediaId, FileKey) {
    handed_in(portal, "Rước kiệu.jpg", photograph(700, 490, 6)).await
}

/// Publishes two articles that show it: the newest stands large in a list, the other small.
async fn shown_twice(portal: &TestPortal, key: &FileKey) {
    for (minute, slug) in (0i64..).zip(["ruoc-kieu", "ruoc-kieu-lan-hai"]) {
        published(portal, article(slug, "ruoc-kieu.jpg", key), minute).await;
    }
}

#[test]
fn a_page_is_carved_anew_when_its_picture_is_made_and_offers_small_files() {
    wait(async {
        let portal = TestPortal::demo().await;
        let (_, key) = photographed(&portal).await;
        shown_twice(&portal, &key).await;
        let (list, front) = ("/vi/tin-tuc", "/");
        for page in [ARTICLE, list, front] {
            assert!(offered(&portal.page(page).await).is_empty(), "{page}: nothing is made yet");
        }
        made(&portal).await;
        let article = portal.page(ARTICLE).await;
        assert!(article.text.contains("type=\"image/avif\""));
        for page in [ARTICLE, list, front] {
            let page = portal.page(page).await;
            let files = offered(&page);
            for ending in [".avif", ".webp", ".jpg"] {
                assert!(files.iter().any(|file| file.ends_with(ending)), "{ending}: {files:?}");
            }
        }
        let tags = html::tags(&article.text);
        let drawn: Vec<_> = tags
            .iter()
            .filter(|tag| {
                let address = tag.attribute("src").unwrap_or_default();
                tag.name == "img" && address.contains("/ruoc-kieu")
            })
            .collect();
        assert!(drawn.len() >= 2, "at the head and within the text");
        assert_eq!(drawn[0].attribute("fetchpriority").as_deref(), Some("high"));
        assert_eq!(drawn[0].attribute("loading"), None);
        assert_eq!(drawn[1].attribute("loading").as_deref(), Some("lazy"));
        for one in &drawn[..2] {
            // Turned upright: what lay is higher than wide.
            let side = |name| one.attribute(name).and_then(|side| side.parse::<i64>().ok());
            assert!(side("width") < side("height") && side("width") > Some(0), "{one:?}");
        }
        let shared =
            format!("<meta property=\"og:image\" content=\"{}/files/", crate::support::ORIGIN);
        assert!(article.text.contains(&shared), "a shared link shows it");
    });
}

#[test]
fn no_file_a_page_or_a_feed_offers_says_where_its_picture_was_taken() {
    wait(async {
        let portal = TestPortal::demo().await;
        let (_, key) = photographed(&portal).await;
        shown_twice(&portal, &key).await;
        made(&portal).await;
        let mut files = BTreeSet::new();
        for page in [ARTICLE, "/vi/tin-tuc", "/"] {
            files.extend(offered(&portal.page(page).await));
        }
        let feeds = ["/vi/tin-tuc/feed.atom", "/vi/tin-tuc/feed.rss"];
        for (feed, named) in feeds.into_iter().zip(["href=\"", "url=\""]) {
            let text = portal.page(feed).await.text;
            let parts: Vec<&str> =
                text.split(named).skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let enclosed = parts.into_iter().find(|one| one.contains("/files/"));
            files.insert(enclosed.unwrap_or_else(|| panic!("{feed} has no picture")).to_owned());
            assert!(text.contains("image/jpeg") && text.contains("length=\""), "{feed}");
        }
        assert!(files.len() > 12, "{files:?}");
        for file in files {
            let served = portal.page(&file).await;
            assert!(served.header("content-type").starts_with("image/"), "{file}");
            // Three letters come about by chance in what is packed; four hardly ever.
            for word in [&b"Exif"[..], b"EXIF", b"http://ns.adobe.com", b"Photoshop"] {
                assert!(memchr::memmem::find(&served.bytes, word).is_none(), "{file} {word:?}");
            }
        }
    });
}

#[test]
fn a_moved_point_moves_what_stays_in_view_on_every_page() {
    wait(async {
        let portal = TestPortal::demo().await;
        let (id, key) = photographed(&portal).await;
        shown_twice(&portal, &key).await;
        made(&portal).await;
        let before = offered(&portal.page("/vi/tin-tuc").await);
        assert!(!portal.page("/").await.text.contains("fy-10"));
        said(&portal, id, |said| said.credits.focal = Focal { x: 500, y: 100 }).await;
        made(&portal).await;
        let page = portal.page("/vi/tin-tuc").await;
        assert!(page.text.contains("class=\"fy-10\""), "{}", page.main());
        assert!(portal.page("/").await.text.contains("fy-10"), "the front page knows too");
        let after = offered(&page);
        assert!(after != before, "the cuts are others: {after:?}");
    });
}
