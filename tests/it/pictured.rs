//! What the tests of pictures on pages stand on: files handed in, entries that show them, and the work
//! that makes what readers get. Not a test.

use crate::media_ground::{coming, person, workshop};
use crate::support::TestPortal;
use mocban::editorial::body::Body;
use mocban::editorial::{self, Draft, Facts, PictureFacts, PictureWords, Publication, Words};
use mocban::media::{self, Description, FileKey, MediaId};
use mocban::people::{Actor, Role};
use mocban::platform::i18n::Language;
use mocban::platform::jobs::work_off;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Hands a file in; its number and the key entries hold.
pub async fn handed_in(portal: &TestPortal, name: &str, bytes: Vec<u8>) -> (MediaId, FileKey) {
    let (library, author) = (portal.app.portal.library(), person(1, Role::Author));
    let id =
        media::add(&library, &author, coming(name, "", bytes)).await.expect("it comes in").id();
    let found = media::newest_of(&library.db, id).await.expect("an answer").expect("the file");
    (id, found.key)
}

/// Changes what is said of a file.
pub async fn said(portal: &TestPortal, id: MediaId, change: impl FnOnce(&mut Description)) {
    let (library, author) = (portal.app.portal.library(), person(1, Role::Author));
    let found = media::newest_of(&library.db, id).await.expect("an answer").expect("the file");
    let mut said = Description { seen: found.edition, credits: found.credits, words: found.words };
    change(&mut said);
    let mut tx = library.db.begin().await.expect("a transaction");
    let at = library.clock.now_ms();
    media::describe(&mut tx, &author, at, id, &said).await.expect("it is said");
    tx.commit().await.expect("it is committed");
}

/// Does what waits, and waits until readers' pages know; how many jobs there were.
pub async fn made(portal: &TestPortal) -> usize {
    let library = portal.app.portal.library();
    let handlers = media::handlers(&library, &workshop(portal.folder.path()));
    let begun =
        work_off(&library.db, &handlers, &library.clock).await.expect("jobs are worked off");
    portal.app.caught_up().await.expect("the followers catch up");
    begun
}

/// An entry about to be published in Vietnamese.
pub struct Entry {
    pub kind: &'static str,
    pub slug: String,
    pub facts: Facts,
    pub words: Words,
}

/// An article whose lead picture, and a picture within its text, is this file.
pub fn article(slug: &str, file: &str, key: &FileKey) -> Entry {
    let picture = PictureFacts {
        file: file.to_owned(),
        credit: Some("Biên tập viên 1".to_owned()),
        licence: Some("CC BY 4.0".to_owned()),
        illustration: false,
        taken_on: None,
    };
    let facts = Facts {
        publisher: "bg-svhttdl".to_owned(),
        tags: Vec::new(),
        lead_picture: Some(file.to_owned()),
        pictures: vec![picture],
        files: BTreeMap::from([(file.to_owned(), key.clone())]),
        own: json!({ "section": "le-hoi" }),
    };
    let alt = "Đoàn rước kiệu qua cầu".to_owned();
    let words = Words {
        lead: "Sáng nay.".to_owned(),
        pictures: vec![PictureWords { file: file.to_owned(), alt, caption: None }],
        body: Body::from_markdown(&format!("Một đoạn.\n\n![]({file})\n")).expect("a body"),
        ..Words::titled("Rước kiệu", slug)
    };
    Entry { kind: "news", slug: slug.to_owned(), facts, words }
}

/// A video of these files: film, captions and the picture shown before it plays.
pub fn video(slug: &str, poster: (&str, &FileKey), film: &FileKey, captions: &FileKey) -> Entry {
    let mut entry = article(slug, poster.0, poster.1);
    entry.kind = "video";
    entry.words.body = Body::default();
    entry.facts.files.insert("phim.mp4".to_owned(), film.clone());
    entry.facts.files.insert("vi.vtt".to_owned(), captions.clone());
    entry.facts.own =
        json!({ "file": "phim.mp4", "poster": poster.0, "seconds": 2, "silent": true });
    entry.words.own = json!({ "captions": "vi.vtt" });
    entry
}

/// Keeps an entry in Vietnamese that nobody published.
pub async fn drafted(portal: &TestPortal, entry: &Entry) {
    let exchange = &portal.app.exchange;
    let rules = exchange.kinds.named(entry.kind).expect("a kind");
    let own = (rules.words)(entry.words.own.clone()).unwrap_or(Value::Null);
    let words = [("vi".parse().expect("a language"), &Words { own, ..entry.words.clone() })];
    let (at, key) = (exchange.clock.now_ms(), entry.slug.as_str());
    let draft = Draft { rules, key, seen: None, facts: &entry.facts, words: &words };
    let mut tx = exchange.db.begin().await.expect("a transaction");
    editorial::save(&mut tx, &Actor::Operator, at, draft).await.expect("it is saved");
    tx.commit().await.expect("it is committed");
}

/// A video that leaves its poster and its captions to the library.
pub fn bare_video(slug: &str, film: &FileKey) -> Entry {
    let mut entry = article(slug, "phim.mp4", film);
    entry.kind = "video";
    (entry.facts.pictures, entry.facts.lead_picture) = (Vec::new(), None);
    entry.facts.own = json!({ "file": "phim.mp4", "seconds": 2 });
    (entry.words.pictures, entry.words.body) = (Vec::new(), Body::default());
    entry.words.own = json!({});
    entry
}

/// Publishes an entry some minutes from now, and waits until readers see it.
pub async fn published(portal: &TestPortal, entry: Entry, minutes: i64) {
    let exchange = &portal.app.exchange;
    let rules = exchange.kinds.named(entry.kind).expect("a kind");
    let language: Language = "vi".parse().expect("a language");
    let (at, key) = (exchange.clock.now_ms(), entry.slug.as_str());
    let own = (rules.words)(entry.words.own.clone()).unwrap_or(Value::Null);
    let words = Words { own, ..entry.words };
    let mut tx = exchange.db.begin().await.expect("a transaction");
    let draft = Draft { rules, key, seen: None, facts: &entry.facts, words: &[(language, &words)] };
    editorial::save(&mut tx, &Actor::Operator, at, draft).await.expect("it is saved");
    let publication = Publication {
        rules,
        key,
        language,
        published_at: at + minutes * 60_000,
        updated_at: None,
        year: "2026".to_owned(),
    };
    editorial::publish(&mut tx, &Actor::Operator, at, publication).await.expect("it is live");
    tx.commit().await.expect("it is committed");
    portal.app.caught_up().await.expect("the followers catch up");
}
