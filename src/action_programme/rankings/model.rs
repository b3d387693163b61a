//! What is true of an international ranking. A rank is never shown without "of how many", values
//! of two methods are never compared, and what nobody has checked says so.

use crate::platform::i18n::Language;
use crate::platform::text::slug;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// The most places an index may have; the longest of today count the world's states and territories.
pub const MOST_PLACES: i64 = 300;

/// Which scores are the better ones. For a rank it is always the lower number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// A higher score is better.
    Higher,
    /// A lower score is better.
    Lower,
    /// The index publishes no score, or does not say.
    Unsaid,
}

impl Better {
    /// The name in the store and in files.
    pub fn name(self) -> &'static str {
        match self {
            Better::Higher => "higher",
            Better::Lower => "lower",
            Better::Unsaid => "unsaid",
        }
    }

    /// The direction of a name.
    pub fn named(name: &str) -> Option<Better> {
        [Better::Higher, Better::Lower, Better::Unsaid].into_iter().find(|one| one.name() == name)
    }
}

/// What a score is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Points from 0 to 100.
    #[serde(rename = "points-100")]
    Points100,
    /// An index from 0 to 1.
    #[serde(rename = "index-1")]
    Index1,
    /// A score from 1 to 7.
    #[serde(rename = "score-7")]
    Score7,
    /// Thousand million dollars of the United States.
    UsdBillion,
    /// Destinations that ask for no visa before the journey.
    Destinations,
    /// The index publishes no score.
    None,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Unit; 6] = [
        Unit::Points100,
        Unit::Index1,
        Unit::Score7,
        Unit::UsdBillion,
        Unit::Destinations,
        Unit::None,
    ];

    /// The name in the store, in files and at the end of the Fluent key `rankings-unit-…`.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Points100 => "points-100",
            Unit::Index1 => "index-1",
            Unit::Score7 => "score-7",
            Unit::UsdBillion => "usd-billion",
            Unit::Destinations => "destinations",
            Unit::None => "none",
        }
    }

    /// The unit of a name.
    pub fn named(name: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.name() == name)
    }
}

/// What an edition is called by its publisher: `2024`, `2021-Q4` or `2023-07`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionLabel {
    year: i16,
    /// The month it begins with, from 1; a year's edition has none.
    month: u8,
    text: String,
}

/// A label that is none of the three forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an edition is called 2024, 2021-Q4 or 2023-07")]
pub struct NoLabel;

impl FromStr for EditionLabel {
    type Err = NoLabel;

    fn from_str(text: &str) -> Result<EditionLabel, NoLabel> {
        let (year, rest) =
            text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
        let digits = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let year = Some(year).filter(|year| digits(year, 4)).and_then(|year| year.parse().ok());
        let month = match rest {
            None => Some(0),
            Some("Q1") => Some(1),
            Some("Q2") => Some(4),
            Some("Q3") => Some(7),
            Some("Q4") => Some(10),
            Some(month) => Some(month)
                .filter(|month| digits(month, 2))
                .and_then(|month| month.parse().ok())
                .filter(|month| (1..=12).contains(month)),
        };
        let year = year.filter(|year| (1900..=2199).contains(year)).ok_or(NoLabel)?;
        Ok(EditionLabel { year, month: month.ok_or(NoLabel)?, text: text.to_owned() })
    }
}

impl EditionLabel {
    /// Its year.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// Where it stands on an axis of years: July 2023 is 2023.5.
    pub fn position(&self) -> f64 {
        f64::from(self.year) + f64::from(self.month.saturating_sub(1)) / 12.0
    }
}

impl fmt::Display for EditionLabel {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

/// Whether somebody has read a value in a published page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// It was read there.
    Yes,
    /// It is to be confirmed before it is quoted.
    NotYet,
}

/// What an index is called and how it works, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexWords {
    /// Its name.
    pub name: String,
    /// How often it comes out.
    #[serde(default)]
    pub cadence: String,
    /// What it rests on: a survey, statistics …
    #[serde(default)]
    pub basis: String,
}

/// What a method is called and what it changed, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodWords {
    /// A few words that fit beside a line in a chart.
    pub name: String,
    /// One sentence: what is different from the method before.
    #[serde(default)]
    pub change: String,
}

/// A way of counting. Editions of two methods are not compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Its key within the index.
    pub key: String,
    /// Which scores are better.
    pub better_score: Better,
    /// Its words.
    pub words: BTreeMap<Language, MethodWords>,
}

/// That a private copy of a source is kept: the page as it was read. The copy itself is never public, for
/// its rights are another's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceCopy {
    /// The SHA-256 of the copy's bytes, in hexadecimal.
    pub sha256: String,
    /// The day it was kept.
    pub kept_on: Date,
}

/// One edition of an index, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// What its publisher calls it; not when it came out.
    pub label: EditionLabel,
    /// The key of its method.
    pub method: String,
    /// The country's place, from 1; `None` where it was not found.
    pub rank: Option<i64>,
    /// How many were ranked.
    pub out_of: Option<i64>,
    /// The score as published, with a decimal point.
    pub score: Option<String>,
    /// Where it was read.
    pub source: String,
    /// The day it was read there.
    pub retrieved_on: Option<Date>,
    /// The newest private copy of the source.
    pub copy: Option<SourceCopy>,
    /// Whether it was checked.
    pub checked: Checked,
    /// What a reader must know of it.
    pub notes: BTreeMap<Language, String>,
    /// How often it was put down; a form carries it, so that two people do not overwrite each other.
    pub revision: i64,
}

/// An international index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// Its key.
    pub key: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its first year, as far as known.
    pub since: String,
    /// What its scores are counted in.
    pub unit: Unit,
    /// Its words.
    pub words: BTreeMap<Language, IndexWords>,
    /// Its methods, oldest first.
    pub methods: Vec<Method>,
    /// Its editions, oldest first.
    pub editions: Vec<Edition>,
}

/// What is wrong with a value: the field, and the Fluent key that says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's name.
    pub field: &'static str,
    /// The key of the sentence.
    pub key: &'static str,
}

/// The words in a language, else in any.
fn spoken<T>(words: &BTreeMap<Language, T>, language: Language) -> Option<&T> {
    words.get(&language).or_else(|| words.values().next())
}

impl Index {
    /// Its words in a language, else in any.
    pub fn words_in(&self, language: Language) -> IndexWords {
        let none = || IndexWords { name: self.key.clone(), ..IndexWords::default() };
        spoken(&self.words, language).cloned().unwrap_or_else(none)
    }

    /// Whether the same is said of it as of another, whatever their editions say.
    pub fn says_the_same(&self, other: &Index) -> bool {
        let bare = |index: &Index| Index { editions: Vec::new(), ..index.clone() };
        bare(self) == bare(other)
    }

    /// An edition of this index.
    pub fn edition(&self, label: &EditionLabel) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.label == *label)
    }

    /// Everything that is wrong with what is said of it; its editions say what is wrong with them.
    pub fn faults(&self) -> Vec<Fault> {
        let unnamed = self.words.values().all(|words| words.name.trim().is_empty());
        let keys: BTreeSet<&str> = self.methods.iter().map(|method| method.key.as_str()).collect();
        let odd = |key: &&str| key.is_empty() || slug(key) != **key;
        let checks = [
            (self.publisher.trim().is_empty(), "publisher", "rankings-wrong-publisher"),
            (unnamed, "words", "rankings-wrong-name"),
            (keys.is_empty(), "methods", "rankings-wrong-methods"),
            (keys.len() < self.methods.len(), "methods", "rankings-wrong-methods"),
            (keys.iter().any(odd), "methods", "rankings-wrong-methods"),
        ];
        let wrong = checks.into_iter().filter(|(wrong, ..)| *wrong);
        let mut faults: Vec<Fault> = wrong.map(|(_, field, key)| Fault { field, key }).collect();
        faults.dedup();
        faults
    }

    /// A method of this index.
    pub fn method(&self, key: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.key == key)
    }

    /// The newest edition whose rank is known.
    pub fn newest_rank(&self) -> Option<&Edition> {
        self.editions.iter().rev().find(|edition| edition.rank.is_some())
    }

    /// The places won (above 0) or lost since the edition before, when both are of one method,
    /// known and checked; otherwise the two say nothing about each other.
    pub fn places_won(&self, edition: &Edition) -> Option<i64> {
        let at = self.editions.iter().position(|one| one.label == edition.label)?;
        let before = self.editions.get(at.checked_sub(1)?)?;
        let comparable = before.method == edition.method
            && before.checked == Checked::Yes
            && edition.checked == Checked::Yes;
        comparable.then_some(())?;
        Some(before.rank? - edition.rank?)
    }
}

impl Method {
    /// Its words in a language, else in any.
    pub fn words_in(&self, language: Language) -> MethodWords {
        let none = || MethodWords { name: self.key.clone(), ..MethodWords::default() };
        spoken(&self.words, language).cloned().unwrap_or_else(none)
    }
}

impl Edition {
    /// The note in a language, else in any.
    pub fn note_in(&self, language: Language) -> &str {
        spoken(&self.notes, language).map_or("", String::as_str)
    }

    /// Everything that is wrong with it as an edition of `index` on the day `today`.
    pub fn faults(&self, index: &Index, today: Date) -> Vec<Fault> {
        let places = 1..=MOST_PLACES;
        let within = |number: Option<i64>| number.is_none_or(|number| places.contains(&number));
        let above = matches!((self.rank, self.out_of), (Some(rank), Some(of)) if rank > of);
        let score = self.score.as_deref();
        let no_number = |text: &str| !text.parse::<f64>().is_ok_and(f64::is_finite);
        let unread = self.checked == Checked::Yes && self.source.trim().is_empty();
        let checks = [
            (index.method(&self.method).is_none(), "method", "rankings-wrong-method"),
            (!within(self.rank), "rank", "rankings-wrong-rank"),
            (!within(self.out_of), "out_of", "rankings-wrong-rank"),
            (above, "rank", "rankings-wrong-above"),
            (score.is_some_and(no_number), "score", "rankings-wrong-score"),
            (
                self.retrieved_on.is_some_and(|day| day > today),
                "retrieved_on",
                "rankings-wrong-day",
            ),
            (unread, "source", "rankings-wrong-source"),
        ];
        let wrong = checks.into_iter().filter(|(wrong, ..)| *wrong);
        wrong.map(|(_, field, key)| Fault { field, key }).collect()
    }
}
