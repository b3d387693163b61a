//! A translator: the words of her language, beside those of the original.

use super::at_desk::{Desk, filled, signed};
use crate::people::{Grant, Person, PersonId, Role};
use std::sync::Arc;

const FESTIVAL: &str = "tuan-van-hoa-du-lich-bac-giang-2020";

#[tokio::test]
async fn a_translator_changes_words_and_nothing_she_sends_changes_facts() {
    let desk = Desk::of(Role::Translator).await;
    let opened = desk.open("festival", FESTIVAL, "en").await;
    let sent = desk.sent(&opened);
    let facts = ["publisher", "tags", "lead_picture", "own.start", "picture.0.credit"];
    assert!(
        !sent.iter().any(|(name, _)| facts.contains(&name.as_str())),
        "facts are not on her form"
    );
    let typed = [
        ("title", "The week of 2020"),
        ("said.activity.0.name", "The opening"),
        ("picture.0.alt", "A ridge"),
        ("publisher", "mofa"),
        ("own.start", "2031-01-01"),
        ("own.activity.0.state", "cancelled"),
        ("own.activity.1.remove", "1"),
        ("picture.0.remove", "1"),
        ("picture.0.credit", "Somebody"),
        ("picture.99.media", "1"),
    ];
    let read = desk.read(&opened, &filled(sent, &typed));
    assert_eq!(read.errors, []);
    assert_eq!(read.facts, opened.facts);
    assert_eq!(read.words.title, "The week of 2020");
    assert_eq!(read.words.own["activity"]["opening"]["name"], "The opening");
    let alt = read.words.pictures.iter().find(|one| one.file == "panorama.svg").unwrap();
    assert_eq!(alt.alt, "A ridge");
}

#[tokio::test]
async fn a_translator_begins_a_language_with_nothing_and_saves_what_she_has() {
    let desk = Desk::of(Role::Translator).await;
    let mut opened = desk.open("festival", FESTIVAL, "en").await;
    opened.words = crate::editorial::Words::titled("", "");
    let read =
        desk.fill(&opened, &[("title", "A spring festival"), ("said.activity.1.name", "Rite")]);
    assert_eq!(read.errors, []);
    assert_eq!(read.words.slug, "a-spring-festival");
    let said = read.words.own["activity"].as_object().unwrap();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(read.words.pictures, []);
}

#[tokio::test]
async fn the_original_stands_beside_each_field_of_a_translation() {
    let desk = Desk::of(Role::Translator).await;
    let opened = desk.open("festival", FESTIVAL, "en").await;
    let original = opened.original.clone().expect("Vietnamese came first").1;
    let page = desk.page(&opened, None);
    let escaped = |text: &str| crate::platform::web::escaped(text).into_owned();
    assert!(page.contains("Bản gốc (Tiếng Việt)"));
    assert!(page.contains(&escaped(&original.title)));
    let name = original.own["activity"]["opening"]["name"].as_str().unwrap();
    assert!(page.contains(&format!("<p class=\"original-text\">{}</p>", escaped(name))));
    assert!(page.contains("<div class=\"original-body\"><"), "the original's body");
    let own = desk.page(&desk.open("festival", FESTIVAL, "vi").await, None);
    assert!(!own.contains("class=\"original"), "the original has nothing beside it");
}

#[tokio::test]
async fn somebody_who_also_writes_changes_the_facts_of_what_is_hers() {
    let mut desk = Desk::of(Role::Translator).await;
    let both = Person {
        grants: vec![Grant::everywhere(Role::Translator), Grant::everywhere(Role::Author)],
        ..(*signed(Role::Author).person).clone()
    };
    desk.signed.person = Arc::new(both);
    desk.signed.actor = crate::people::Actor::Person(Arc::clone(&desk.signed.person));
    let opened = desk.open("festival", FESTIVAL, "vi").await;
    let stored = (&opened.facts, &opened.words);
    let hand = |owner: Option<PersonId>| {
        let of = crate::desk::form::Of { owner, ..opened.of() };
        crate::desk::form::view(&desk.portal, &desk.signed, of, stored, None).locked
    };
    assert!(!hand(Some(PersonId(1))));
    assert!(hand(Some(PersonId(2))));
}
