//! Opening a form and saving it changes nothing.

use super::at_desk::{Desk, vi};
use super::kinds;
use crate::editorial::{Correction, Field, FieldKind, PictureWords};
use crate::people::Role;
use crate::platform::i18n::Words as Sentences;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[tokio::test]
async fn opening_and_saving_any_entry_of_the_demo_changes_nothing() {
    let desk = Desk::of(Role::Publisher).await;
    let all = desk.every_entry().await;
    assert!(all.len() > 60, "{} entries", all.len());
    for kind in ["factcheck", "festival", "gallery", "news", "page", "video"] {
        assert!(all.iter().any(|(name, _)| name.starts_with(kind)), "{kind}");
    }
    for (name, opened) in all {
        let pairs = desk.sent(&opened);
        let said =
            pairs.iter().any(|(name, value)| name == "title" && *value == opened.words.title);
        assert!(said, "{name}: the title is on the form");
        let filled = desk.read(&opened, &pairs);
        assert_eq!(filled.errors, [], "{name}");
        assert_eq!(filled.facts, opened.facts, "{name}");
        assert_eq!(filled.words, opened.words, "{name}");
    }
}

#[tokio::test]
async fn a_translator_who_opens_and_saves_changes_nothing_either() {
    let desk = Desk::of(Role::Translator).await;
    for (name, opened) in desk.every_entry().await {
        let filled = desk.fill(&opened, &[]);
        assert_eq!(filled.errors, [], "{name}");
        assert_eq!((filled.facts, filled.words), (opened.facts, opened.words), "{name}");
    }
}

#[tokio::test]
async fn what_the_form_would_write_otherwise_stays_as_it_is_until_somebody_changes_it() {
    let desk = Desk::of(Role::Publisher).await;
    let key = "tuan-van-hoa-du-lich-bac-giang-2020";
    let mut opened = desk.open("festival", key, "vi").await;
    // A zone of its own, seconds, keys nobody knows any more, a row without words, words without a row.
    opened.facts.own["activity"][0]["start"] = json!("2020-01-29T13:00:00Z");
    opened.facts.own["activity"][1]["start"] = json!("2020-01-30T08:15:30+07:00");
    opened.facts.own["activity"][2]["place"] = json!("a-former-place");
    opened.facts.own["organiser"][0]["agency"] = json!("a-former-body");
    let words = opened.words.own.get_mut("activity").unwrap().as_object_mut().unwrap();
    words.shift_remove("opening");
    words.insert("gone".to_owned(), json!({ "name": "Đã bỏ" }));
    opened.facts.publisher = "another-former-body".to_owned();
    opened.facts.tags = vec!["xuong-giang".into(), "a-former-tag".into(), "tay-yen-tu".into()];
    opened.words.title = " Tuần  Văn hóa - Du lịch ".to_owned();
    opened.words.lead = "Hai\ndòng".to_owned();
    opened.words.pictures[0].caption = Some("Chú thích\nhai dòng".to_owned());
    let orphan = PictureWords { file: "gone.svg".into(), alt: "Đã bỏ".into(), caption: None };
    opened.words.pictures.insert(0, orphan);
    opened.words.corrections = vec![Correction { at: 1, text: "Đính chính.".into() }];
    let filled = desk.fill(&opened, &[]);
    assert_eq!(filled.errors, []);
    assert_eq!(filled.facts, opened.facts);
    assert_eq!(filled.words, opened.words);
}

#[tokio::test]
async fn a_form_that_carries_one_field_changes_that_one_alone() {
    let desk = Desk::of(Role::Publisher).await;
    for (name, opened) in desk.every_entry().await {
        let filled = desk.read(&opened, &vec![("lead".to_owned(), "Câu dẫn mới.".to_owned())]);
        assert_eq!(filled.errors, [], "{name}");
        assert_eq!(filled.facts, opened.facts, "{name}");
        let mut words = opened.words.clone();
        words.lead = "Câu dẫn mới.".to_owned();
        assert_eq!(filled.words, words, "{name}");
    }
}

#[tokio::test]
async fn every_field_has_a_label() {
    let desk = Desk::of(Role::Publisher).await;
    for (name, opened) in desk.every_entry().await {
        let page = desk.page(&opened, None);
        let bare = page.split(['<', '>', '"']).find(|part| part.trim().starts_with("form-"));
        assert_eq!(bare, None, "{name}");
    }
}

#[test]
fn every_sentence_of_a_kind_belongs_to_a_field_of_it() {
    let words = Sentences::built_in(vi()).unwrap();
    let all: BTreeMap<String, Value> = serde_json::from_str(&words.all_of(vi(), "form-")).unwrap();
    for rules in kinds().0 {
        let kind = format!("{}-", rules.kind);
        let mut fields = BTreeSet::new();
        for field in rules.form.facts.iter().chain(rules.form.words) {
            collect(field, field.name, &mut fields);
        }
        for key in all.keys().filter_map(|key| key.strip_prefix(&kind)) {
            let field = key.strip_suffix("-hint").unwrap_or(key);
            assert!(fields.contains(field), "form-{kind}{key} belongs to no field");
        }
        for field in fields {
            assert!(all.contains_key(&format!("{kind}{field}")), "{kind}{field} has no sentence");
        }
    }
}

fn collect(field: &Field, path: &str, found: &mut BTreeSet<String>) {
    let path = path.replace('_', "-");
    found.insert(path.clone());
    match field.kind {
        FieldKind::Choice(values) => {
            found.extend(values.iter().map(|value| format!("{path}-{value}")));
        }
        FieldKind::Rows { facts, words } => {
            found.extend([format!("{path}-one"), format!("{path}-add")]);
            for inner in facts.iter().chain(words) {
                collect(inner, &format!("{path}-{}", inner.name), found);
            }
        }
        _ => {}
    }
}
