//! The rules of this slice, in tables of cases. Not for pages and stores: those are tested from outside.

use super::body::Body;
use super::checks::{Surroundings, Weight, check};
use super::life::{Stage, State};
use super::model::{Facts, PictureFacts, PictureWords, Words};
use crate::media::FileKey;
use serde_json::Value;
use std::collections::BTreeMap;

#[test]
fn what_was_public_once_is_never_a_draft_again_and_only_what_is_public_can_end() {
    for from in State::ALL {
        for to in State::ALL {
            let allowed = match to {
                State::Draft => false,
                State::Published => true,
                _ => from == State::Published,
            };
            assert_eq!(from.may_become(to), allowed, "{} to {}", from.name(), to.name());
        }
        assert_eq!(State::named(from.name()), Some(from));
    }
}

#[test]
fn an_edition_goes_from_writing_through_review_to_its_hour() {
    use Stage::{Returned, Scheduled, Settled, Submitted, Writing};
    let cases = [
        (Writing, Submitted, true),
        (Returned, Submitted, true),
        (Submitted, Submitted, false),
        (Settled, Submitted, false),
        (Submitted, Returned, true),
        (Scheduled, Returned, true),
        (Writing, Returned, false),
        (Writing, Scheduled, true),
        (Submitted, Scheduled, true),
        (Settled, Scheduled, false),
        (Submitted, Settled, true),
        (Scheduled, Writing, true),
    ];
    for (from, to, allowed) in cases {
        assert_eq!(from.may_become(to), allowed, "{} to {}", from.name(), to.name());
    }
    assert!(Stage::ALL.into_iter().all(|stage| Stage::named(stage.name()) == Some(stage)));
}

fn facts() -> Facts {
    Facts {
        publisher: "bg-svhttdl".to_owned(),
        tags: Vec::new(),
        lead_picture: Some("drum.svg".to_owned()),
        pictures: vec![PictureFacts {
            file: "drum.svg".to_owned(),
            credit: Some("Phòng Văn hóa".to_owned()),
            licence: None,
            illustration: true,
            taken_on: None,
        }],
        files: BTreeMap::from([("drum.svg".to_owned(), FileKey("0".to_owned()))]),
        own: Value::Null,
    }
}

fn words() -> Words {
    Words {
        title: "Lễ khai mạc".to_owned(),
        lead: String::new(),
        slug: "le-khai-mac".to_owned(),
        pictures: vec![PictureWords {
            file: "drum.svg".to_owned(),
            alt: "Mặt trống hội".to_owned(),
            caption: None,
        }],
        corrections: Vec::new(),
        body: Body::default(),
        own: Value::Null,
    }
}

/// The rules that stop an entry from going public.
fn keys(facts: &Facts, words: Words) -> Vec<&'static str> {
    let language = "vi".parse().expect("a language");
    let words = BTreeMap::from([(language, words)]);
    let found = check(facts, &words, language, &Surroundings::default()).into_iter();
    found.filter(|one| one.weight == Weight::Blocks).map(|one| one.id).collect()
}

#[test]
fn a_whole_entry_is_not_complained_about() {
    assert_eq!(keys(&facts(), words()), Vec::<&str>::new());
}

#[test]
fn nothing_is_published_without_naming_its_publisher() {
    assert_eq!(keys(&Facts { publisher: "  ".to_owned(), ..facts() }, words()), ["no-publisher"]);
}

#[test]
fn a_picture_needs_words_for_those_who_do_not_see_it() {
    assert_eq!(keys(&facts(), Words { pictures: Vec::new(), ..words() }), ["no-alt"]);
}

#[test]
fn what_is_missing_or_malformed_is_named() {
    assert_eq!(keys(&facts(), Words { title: " ".to_owned(), ..words() }), ["no-title"]);
    for slug in ["", "Lễ-hội", "le hoi", "-le-hoi"] {
        assert_eq!(
            keys(&facts(), Words { slug: slug.to_owned(), ..words() }),
            ["bad-slug"],
            "{slug}"
        );
    }
    let lead = Facts { lead_picture: Some("other.svg".to_owned()), ..facts() };
    assert_eq!(keys(&lead, words()), ["picture-unknown"]);
    assert_eq!(keys(&Facts { files: BTreeMap::new(), ..facts() }, words()), ["picture-missing"]);
}
