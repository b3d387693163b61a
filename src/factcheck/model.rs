//! What is true of a fact check beyond what is true of every entry: the claim as it was published, what
//! each source says of it, the verdict, and the reply of whoever made the claim. The claimant is an outlet
//! or a body: there is no field for a person.

use super::checks::{complaints, refuses, warns};
use super::desk::FORM;
use crate::editorial::{Facts, Kind, KindRules, Listing, Words};
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// The kind.
pub const KIND: Kind = Kind::new("factcheck");

/// What the sources make of a claim. A scale of names, not of numbers: nobody has measured how far
/// "misleading" is from "false".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The sources say otherwise in the main point.
    False,
    /// What is said is right, and leads to a conclusion that is wrong.
    Misleading,
    /// It was right once; sources since say otherwise.
    Outdated,
    /// No source settles it.
    Unproven,
    /// The sources confirm it.
    Correct,
}

impl Verdict {
    /// Every verdict, in the order of the method page.
    pub const ALL: [Verdict; 5] = [
        Verdict::False,
        Verdict::Misleading,
        Verdict::Outdated,
        Verdict::Unproven,
        Verdict::Correct,
    ];

    /// The name in files, in the API and in keys of sentences.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::False => "false",
            Verdict::Misleading => "misleading",
            Verdict::Outdated => "outdated",
            Verdict::Unproven => "unproven",
            Verdict::Correct => "correct",
        }
    }
}

/// Who made a claim in public: never a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Claimant {
    /// A newspaper, a news agency, a broadcaster.
    Press,
    /// A public body.
    Body,
    /// A company, an association, an international organisation.
    Organisation,
}

impl Claimant {
    /// The name in keys of sentences.
    pub fn name(self) -> &'static str {
        match self {
            Claimant::Press => "press",
            Claimant::Body => "body",
            Claimant::Organisation => "organisation",
        }
    }
}

/// Where a claim was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppearanceFacts {
    /// Its id within the fact check.
    pub id: String,
    /// What sort of publisher it is.
    pub by: Claimant,
    /// The day it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What one source says: the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingFacts {
    /// Its id within the fact check.
    pub id: String,
    /// The title of the source, in its own language.
    #[serde(default)]
    pub title: String,
    /// Who published it.
    #[serde(default)]
    pub publisher: String,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The day it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_on: Option<Date>,
    /// The SHA-256 of the copy that was kept, as 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// The reply of whoever made the claim, or that they were asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyFacts {
    /// Its id within the fact check.
    pub id: String,
    /// The day they were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Date>,
    /// The day they replied; absent while they have not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
}

/// Something that happened since, and leaves the verdict as it is or moved it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateFacts {
    /// Its id within the fact check.
    pub id: String,
    /// The day.
    pub on: Date,
}

/// A fact check's own facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckFacts {
    /// What the sources make of the claim.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The day it must be looked at again; shown to readers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// Where the claim was published, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appearance: Vec<AppearanceFacts>,
    /// What sources say of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub finding: Vec<FindingFacts>,
    /// The replies of those who made it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reply: Vec<ReplyFacts>,
    /// What happened since, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub update: Vec<UpdateFacts>,
}

/// A draft may be without a value; the form sends it empty.
fn given<'de, T: DeserializeOwned, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    match Value::deserialize(from)? {
        Value::Null => Ok(None),
        Value::String(text) if text.is_empty() => Ok(None),
        value => T::deserialize(value).map(Some).map_err(D::Error::custom),
    }
}

/// Who published a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppearanceWords {
    /// The outlet or body by its name.
    #[serde(default)]
    pub outlet: String,
}

/// What a source says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingWords {
    /// In one to three sentences.
    #[serde(default)]
    pub text: String,
}

/// A reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyWords {
    /// Who replies.
    #[serde(default)]
    pub outlet: String,
    /// In their own words; absent while they have not replied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An update.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateWords {
    /// What happened.
    #[serde(default)]
    pub text: String,
}

/// A fact check's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckWords {
    /// The claim as it was published.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub claim: String,
    /// What one must know to understand the verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// Who published the claim, by the appearance's id.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub appearance: IndexMap<String, AppearanceWords>,
    /// What sources say, by the finding's id.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub finding: IndexMap<String, FindingWords>,
    /// The replies, by their ids.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub reply: IndexMap<String, ReplyWords>,
    /// The updates, by their ids.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub update: IndexMap<String, UpdateWords>,
}

/// The rules of this kind.
pub fn rules() -> KindRules {
    KindRules {
        kind: KIND,
        blank: |_| serde_json::json!({}),
        facts: |own| serde_json::to_value(serde_json::from_value::<CheckFacts>(own)?),
        words: |own| serde_json::to_value(serde_json::from_value::<CheckWords>(own)?),
        complaints: |facts, words, _| complaints(facts, words),
        refuses,
        warns,
        listing: |facts| Listing { section: facts_of(facts).verdict.map(part), happens: None },
        form: FORM,
    }
}

/// The part of the list a verdict stands in. No section of the news can have such a key.
pub fn part(verdict: Verdict) -> String {
    format!("verdict:{}", verdict.name())
}

/// A fact check's own facts out of an entry's; a save lets no others in.
pub fn facts_of(facts: &Facts) -> CheckFacts {
    CheckFacts::deserialize(&facts.own).unwrap_or_default()
}

/// A fact check's own words out of an entry's.
pub fn words_of(words: &Words) -> CheckWords {
    CheckWords::deserialize(&words.own).unwrap_or_default()
}
