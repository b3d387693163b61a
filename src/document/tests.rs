//! The rules of this slice, in tables of cases. Not for pages: those are tested from outside.

use super::citation::padded;
use super::force::{Deed, Force, force_on};
use super::list::found;
use super::model::{DocumentFacts, Relation, rules};
use crate::editorial::{Facts, Live, Surroundings, Words};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

fn facts(issued: Option<Date>, effective: Option<Date>, ends: Option<Date>) -> DocumentFacts {
    DocumentFacts {
        form: "decree".to_owned(),
        number: "72/2015/NĐ-CP".to_owned(),
        issued_on: issued,
        effective_on: effective,
        ends_on: ends,
        ..DocumentFacts::default()
    }
}

fn entry(own: serde_json::Value) -> Facts {
    Facts {
        publisher: "a".to_owned(),
        tags: Vec::new(),
        lead_picture: None,
        pictures: Vec::new(),
        files: BTreeMap::new(),
        own,
    }
}

#[test]
fn a_zero_stands_before_the_days_1_to_9_and_the_months_1_and_2_only() {
    let cases = [
        (date(2024, 4, 15), ("15", "4")),
        (date(2020, 3, 5), ("05", "3")),
        (date(2026, 1, 27), ("27", "01")),
        (date(2025, 2, 9), ("09", "02")),
        (date(2016, 10, 19), ("19", "10")),
    ];
    for (day, (number, month)) in cases {
        assert_eq!(padded(day), (number.to_owned(), month.to_owned()), "{day}");
    }
}

#[test]
fn force_follows_the_documents_own_days_and_what_others_did_to_it() {
    let live = Live {
        id: 1,
        kind: "document".to_owned(),
        key: "later".to_owned(),
        language: "vi".parse().expect("a language"),
        published_at: 0,
        updated_at: None,
        facts: entry(serde_json::json!({})),
        words: Words::titled("x", "x"),
    };
    let deed = |relation| Deed { by: &live, relation, since: Some(date(2020, 1, 1)) };
    let own = facts(Some(date(2015, 9, 7)), Some(date(2015, 10, 22)), None);
    let ends = facts(Some(date(2015, 9, 7)), None, Some(date(2018, 1, 1)));
    let cases = [
        (&own, vec![], date(2015, 10, 21), Force::NotYet),
        (&own, vec![], date(2015, 10, 22), Force::InForce),
        (&own, vec![deed(Relation::Amends)], date(2019, 12, 31), Force::InForce),
        (&own, vec![deed(Relation::Amends)], date(2020, 1, 1), Force::Amended),
        (&own, vec![deed(Relation::Replaces)], date(2020, 1, 1), Force::Ended),
        (&own, vec![deed(Relation::Repeals)], date(2020, 1, 1), Force::Ended),
        (&own, vec![deed(Relation::Implements)], date(2020, 1, 1), Force::InForce),
        (&ends, vec![], date(2017, 12, 31), Force::InForce),
        (&ends, vec![], date(2018, 1, 1), Force::Ended),
    ];
    for (facts, deeds, day, expected) in cases {
        assert_eq!(force_on(facts, &deeds, day), expected, "{day} {deeds:?}");
    }
    assert_eq!(force_on(&facts(None, None, None), &[], date(2020, 1, 1)), Force::Unknown);
}

#[test]
fn a_question_finds_numbers_and_words_with_and_without_marks() {
    let cases =
        [("72/2015", true), ("thong tin", true), ("thông tin doi ngoai", true), ("du lịch", false)];
    for (q, expected) in cases {
        let told = found(q, "72/2015/NĐ-CP", "Nghị định", "về thông tin đối ngoại");
        assert_eq!(told, expected, "{q}");
    }
}

#[test]
fn what_a_document_lacks_before_it_may_be_published_is_said_field_by_field() {
    let rules = rules();
    let words = Words::titled("Nghị định", "nghi-dinh");
    let lacking = (rules.complaints)(
        &entry(serde_json::json!({ "form": "song" })),
        &[&words],
        &Surroundings::default(),
    );
    let fields: Vec<&str> = lacking.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["form", "number", "issued_on", "issuer_name", "subject"]);
}
