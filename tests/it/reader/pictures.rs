//! What readers get of a photograph: its renditions in every place, cut around what matters, without
//! where it was taken; and a page that is carved anew when they are made.

use crate::media_ground::{coming, person, photograph, workshop};
use crate::support::{Answer, TestPortal, html, wait};
use mocban::editorial::body::Body;
use mocban::editorial::{self, Draft, Facts, PictureFacts, PictureWords, Publication, Words};
use mocban::media::{self, Credits, Description, FileKey, Focal, MediaId};
use mocban::people::{Actor, Role};
use mocban::platform::jobs::work_off;
use std::collections::{BTreeMap, BTreeSet};

const ARTICLE: &str = "/vi/tin-tuc/ruoc-kieu";

/// Hands a photograph in that was taken with the telephone on its side, position and all.
async fn handed_in(portal: &TestPortal) -> (MediaId, FileKey) {
    let (library, author) = (portal.app.portal.library(), person(1, Role::Author));
    let file = coming("Rước kiệu.jpg", "image/jpeg", photograph(1000, 700, 6));
    let id = media::add(&library, &author, file).await.expect("it comes in").id();
    let found = media::newest_of(&library.db, id).await.expect("an answer").expect("the file");
    (id, found.key)
}

/// Does what waits, and waits until readers' pages know.
async fn made(portal: &TestPortal) {
    let library = portal.app.portal.library();
    let handlers = media::handlers(&library, &workshop(portal.folder.path()));
    work_off(&library.db, &handlers, &library.clock).await.expect("jobs are worked off");
    portal.app.caught_up().await.expect("the followers catch up");
}

/// Publishes two articles whose lead picture, and a picture within their text, is this file: the
/// newest stands large in a list, the other small.
async fn published(portal: &TestPortal, file: &FileKey) {
    for (minute, slug) in ["ruoc-kieu", "ruoc-kieu-lan-hai"].into_iter().enumerate() {
        one_published(portal, file, slug, i64::try_from(minute).expect("small") * 60_000).await;
    }
    portal.app.caught_up().await.expect("the followers catch up");
}

async fn one_published(portal: &TestPortal, key: &FileKey, slug: &str, later: i64) {
    let (exchange, language) = (&portal.app.exchange, "vi".parse().expect("a language"));
    let rules = exchange.kinds.named("news").expect("a kind");
    let file = "ruoc-kieu.jpg".to_owned();
    let picture = PictureFacts {
        file: file.clone(),
        credit: Some("Biên tập viên 1".to_owned()),
        licence: None,
        illustration: false,
        taken_on: None,
    };
    let facts = Facts {
        publisher: "bg-svhttdl".to_owned(),
        tags: Vec::new(),
        lead_picture: Some(file.clone()),
        pictures: vec![picture],
        files: BTreeMap::from([(file.clone(), key.clone())]),
        own: serde_json::json!({ "section": "le-hoi" }),
    };
    let alt = "Đoàn rước kiệu qua cầu".to_owned();
    let words = Words {
        lead: "Sáng nay.".to_owned(),
        pictures: vec![PictureWords { file, alt, caption: None }],
        body: Body::from_markdown("Một đoạn.\n\n![](ruoc-kieu.jpg)\n").expect("a body"),
        ..Words::titled("Rước kiệu", slug)
    };
    let at = exchange.clock.now_ms();
    let mut tx = exchange.db.begin().await.expect("a transaction");
    let draft = Draft { rules, key: slug, seen: None, facts: &facts, words: &[(language, &words)] };
    editorial::save(&mut tx, &Actor::Operator, at, draft).await.expect("it is saved");
    let publication = Publication {
        rules,
        key: slug,
        language,
        published_at: at + later,
        updated_at: None,
        year: "2026".to_owned(),
    };
    editorial::publish(&mut tx, &Actor::Operator, at, publication).await.expect("it is live");
    tx.commit().await.expect("it is committed");
}

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

async fn focal(portal: &TestPortal, id: MediaId, focal: Focal) {
    let (library, author) = (portal.app.portal.library(), person(1, Role::Author));
    let found = media::newest_of(&library.db, id).await.expect("an answer").expect("the file");
    let credits = Credits { focal, ..found.credits.clone() };
    let said = Description { seen: found.edition, credits, words: BTreeMap::new() };
    let mut tx = library.db.begin().await.expect("a transaction");
    let at = library.clock.now_ms();
    media::describe(&mut tx, &author, at, id, &said).await.expect("it is said");
    tx.commit().await.expect("it is committed");
}

#[test]
fn a_page_is_carved_anew_when_its_picture_is_made_and_offers_small_files() {
    wait(async {
        let portal = TestPortal::demo().await;
        let (_, key) = handed_in(&portal).await;
        published(&portal, &key).await;
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
        let (_, key) = handed_in(&portal).await;
        published(&portal, &key).await;
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
        let (id, key) = handed_in(&portal).await;
        published(&portal, &key).await;
        made(&portal).await;
        let before = offered(&portal.page("/vi/tin-tuc").await);
        assert!(!portal.page("/").await.text.contains("fy-10"));
        focal(&portal, id, Focal { x: 500, y: 100 }).await;
        made(&portal).await;
        let page = portal.page("/vi/tin-tuc").await;
        assert!(page.text.contains("class=\"fy-10\""), "{}", page.main());
        assert!(portal.page("/").await.text.contains("fy-10"), "the front page knows too");
        let after = offered(&page);
        assert!(after != before, "the cuts are others: {after:?}");
    });
}
