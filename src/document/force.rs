//! Whether a document is in force on a day, by its own days and by what others have done to it.

use super::model::{DocumentFacts, KIND, Relation};
use crate::editorial::Live;
use jiff::civil::Date;
use std::collections::HashMap;

/// A document's state of force on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// It is not in force yet, or not issued yet.
    NotYet,
    /// It is in force.
    InForce,
    /// It is in force, but another document has changed a part of it.
    Amended,
    /// It is in force no longer.
    Ended,
    /// The day on which it begins is not recorded.
    Unknown,
}

impl Force {
    /// The name in sentences and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Force::NotYet => "not-yet",
            Force::InForce => "in-force",
            Force::Amended => "amended",
            Force::Ended => "ended",
            Force::Unknown => "unknown",
        }
    }

    /// Whether the document binds on that day.
    pub fn binds(self) -> bool {
        matches!(self, Force::InForce | Force::Amended)
    }
}

/// A document that did something to another, and from when on.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// The document that did it.
    pub by: &'a Live,
    /// What it did.
    pub relation: Relation,
    /// Since when.
    pub since: Option<Date>,
}

/// What documents do to each other, by the key of the one it is done to; the strongest first.
#[derive(Debug, Default)]
pub struct Deeds<'a>(HashMap<String, Vec<Deed<'a>>>);

impl<'a> Deeds<'a> {
    /// What these documents do to each other: each is read once.
    pub fn of(all: &'a [Live]) -> Deeds<'a> {
        let read: Vec<(&Live, DocumentFacts)> =
            all.iter().map(|live| (live, DocumentFacts::of(live))).collect();
        let mut found: HashMap<String, Vec<Deed<'a>>> = HashMap::new();
        for relation in Relation::ALL {
            for (by, facts) in &read {
                let since = facts.begins_on();
                for key in facts.related(relation).iter().filter_map(|one| key_of(one)) {
                    if key != by.key {
                        let deed = Deed { by, relation, since };
                        found.entry(key.to_owned()).or_default().push(deed);
                    }
                }
            }
        }
        Deeds(found)
    }

    /// What is done to the document with this key.
    pub fn to(&self, key: &str) -> &[Deed<'a>] {
        self.0.get(key).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The key in a reference such as `document/nq-47-2024`.
pub fn key_of(reference: &str) -> Option<&str> {
    let (kind, key) = reference.split_once('/')?;
    (kind == KIND.name()).then_some(key)
}

/// The state of force on a day.
pub fn force_on(facts: &DocumentFacts, deeds: &[Deed<'_>], day: Date) -> Force {
    let Some(begins) = facts.begins_on() else { return Force::Unknown };
    let done = |relations: &[Relation]| {
        deeds.iter().any(|deed| {
            relations.contains(&deed.relation) && deed.since.is_some_and(|since| since <= day)
        })
    };
    if day < begins {
        Force::NotYet
    } else if facts.ends_on.is_some_and(|end| end <= day)
        || done(&[Relation::Replaces, Relation::Repeals])
    {
        Force::Ended
    } else if done(&[Relation::Amends]) {
        Force::Amended
    } else {
        Force::InForce
    }
}
