//! What is true of a document beyond what is true of every entry.

use super::desk::FORM;
use crate::editorial::{
    Complaint, Facts, Kind, KindRules, Listing, Live, Surroundings, Words, no_complaints,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The kind.
pub const KIND: Kind = Kind::new("document");

/// The forms of documents: those of law (Law 64/2025/QH15 on normative documents), the administrative
/// ones of Decree 30/2020/NĐ-CP, article 7, and those of the Party. Each has the sentence
/// `document-form-<form>`.
pub const FORMS: &[&str] = &[
    "law",
    "ordinance",
    "resolution",
    "decree",
    "decision",
    "circular",
    "joint_circular",
    "directive",
    "conclusion",
    "programme",
    "plan",
    "scheme",
    "strategy",
    "report",
    "announcement",
    "guidance",
    "letter",
    "other",
];

/// A document's own facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentFacts {
    /// One of [`FORMS`].
    #[serde(default)]
    pub form: String,
    /// Number and symbol, such as `47/NQ-CP`.
    #[serde(default)]
    pub number: String,
    /// The body that issued it, when the register has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The day it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<Date>,
    /// First day on which it is in force; of most administrative documents the day of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Date>,
    /// First day on which it is no longer in force, when that is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    /// Its text: the name of one of the entry's files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where its text is published officially.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// Documents it carries out, as `document/<key>`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implements: Vec<String>,
    /// Documents it changes in part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amends: Vec<String>,
    /// Documents in whose place it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<String>,
    /// Documents it ends without taking their place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeals: Vec<String>,
    /// Documents it rests on or names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
}

/// A document's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentWords {
    /// What it is about, as it follows the issuer in a citation: `về công tác văn thư`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The issuer's name, when the register does not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer_name: Option<String>,
    /// The post of who signed it; never a person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer_post: Option<String>,
}

/// How one document stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It carries the other out.
    Implements,
    /// It changes a part of it.
    Amends,
    /// It stands in its place.
    Replaces,
    /// It ends it.
    Repeals,
    /// It rests on it or names it.
    Cites,
}

impl Relation {
    /// Each of them, the strongest first.
    pub const ALL: [Relation; 5] = [
        Relation::Replaces,
        Relation::Repeals,
        Relation::Amends,
        Relation::Implements,
        Relation::Cites,
    ];

    /// The name in sentences.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Implements => "implements",
            Relation::Amends => "amends",
            Relation::Replaces => "replaces",
            Relation::Repeals => "repeals",
            Relation::Cites => "cites",
        }
    }
}

impl DocumentFacts {
    /// The facts of a live document; a save lets no others in.
    pub fn of(live: &Live) -> DocumentFacts {
        DocumentFacts::deserialize(&live.facts.own).unwrap_or_default()
    }

    /// The documents it stands to in one way, as `document/<key>`.
    pub fn related(&self, relation: Relation) -> &[String] {
        match relation {
            Relation::Implements => &self.implements,
            Relation::Amends => &self.amends,
            Relation::Replaces => &self.replaces,
            Relation::Repeals => &self.repeals,
            Relation::Cites => &self.cites,
        }
    }

    /// The first day on which it is in force: the one that is set, else the day of issue.
    pub fn begins_on(&self) -> Option<Date> {
        self.effective_on.or(self.issued_on)
    }
}

impl DocumentWords {
    /// The own words of a live document.
    pub fn of(live: &Live) -> DocumentWords {
        DocumentWords::deserialize(&live.words.own).unwrap_or_default()
    }
}

/// The rules of this kind.
pub fn rules() -> KindRules {
    KindRules {
        kind: KIND,
        blank: |_| serde_json::json!({ "form": "", "number": "" }),
        facts: |own| serde_json::to_value(serde_json::from_value::<DocumentFacts>(own)?),
        words: |own| serde_json::to_value(serde_json::from_value::<DocumentWords>(own)?),
        complaints,
        refuses: no_complaints,
        warns: no_complaints,
        listing: |facts| {
            let own = DocumentFacts::deserialize(&facts.own).unwrap_or_default();
            Listing { section: None, happens: own.issued_on.map(|day| (day, day)) }
        },
        form: FORM,
    }
}

fn complaints(facts: &Facts, words: &[&Words], _: &Surroundings) -> Vec<Complaint> {
    let own = DocumentFacts::deserialize(&facts.own).unwrap_or_default();
    let mut found = Vec::new();
    let mut lacks = |field: &str, key| found.push(Complaint::new(field, key));
    if !FORMS.contains(&own.form.as_str()) {
        lacks("form", "editorial-document-form");
    }
    if own.number.trim().is_empty() {
        lacks("number", "editorial-document-number");
    }
    if own.issued_on.is_none() {
        lacks("issued_on", "editorial-document-date");
    }
    if own.begins_on().zip(own.ends_on).is_some_and(|(from, to)| to < from) {
        lacks("ends_on", "editorial-wrong-order");
    }
    if own.file.as_ref().is_some_and(|file| !facts.files.contains_key(file)) {
        lacks("file", "editorial-document-file");
    }
    for words in words {
        let said = DocumentWords::deserialize(&words.own).unwrap_or_default();
        if own.issuer.is_none() && said.issuer_name.is_none_or(|name| name.trim().is_empty()) {
            lacks("issuer_name", "editorial-document-issuer");
        }
        if said.subject.is_none_or(|subject| subject.trim().is_empty()) {
            lacks("subject", "editorial-document-subject");
        }
    }
    found
}
