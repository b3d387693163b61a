//! What a programme is to achieve, measured: where it began, where it is to be in which year, what was
//! observed, and whether that is achieved. A figure that reaches its target is achieved only with
//! accepted evidence, or when the portal's own ledger is the evidence. Not for international
//! rankings: those are others' figures.

use super::{IndicatorId, ObservationId, TaskId, Text, Texts};
use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A figure as it was given: a decimal number with a point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Figure(String);

/// Not a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number")]
pub struct NoFigure;

impl FromStr for Figure {
    type Err = NoFigure;

    /// Vietnamese keyboards write the decimal sign as a comma.
    fn from_str(text: &str) -> Result<Figure, NoFigure> {
        let text = text.trim().replace(',', ".");
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let number = text.parse::<f64>().is_ok_and(f64::is_finite);
        if plain && number && digits.len() <= 18 { Ok(Figure(text)) } else { Err(NoFigure) }
    }
}

impl TryFrom<String> for Figure {
    type Error = NoFigure;

    fn try_from(text: String) -> Result<Figure, NoFigure> {
        text.parse()
    }
}

impl From<Figure> for String {
    fn from(figure: Figure) -> String {
        figure.0
    }
}

impl From<i64> for Figure {
    fn from(number: i64) -> Figure {
        Figure(number.to_string())
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Figure {
    /// A number that was computed, to two decimals.
    pub fn rounded(value: f64) -> Figure {
        let text = format!("{value:.2}");
        Figure(text.trim_end_matches('0').trim_end_matches('.').to_owned())
    }

    /// As a number to compare and draw.
    pub fn number(&self) -> f64 {
        self.0.parse().unwrap_or(0.0)
    }
}

/// Which figures are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// How the parts of a year come to one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aggregation {
    /// They are added up.
    Sum,
    /// The mean of them.
    Mean,
    /// The whole is observed by itself; parts only explain it.
    Whole,
}

/// What of our own ledger feeds an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FedBy {
    /// Entries public in each language.
    Entries,
    /// Views of the year from countries other than Viet Nam.
    ViewsAbroad,
    /// Per cent of public translations that are as new as their original.
    Translations,
}

/// Names in the store and back.
macro_rules! named {
    ($type:ident { $($one:ident = $name:literal),* $(,)? }) => {
        impl $type {
            /// Every one, in order.
            pub const ALL: &[$type] = &[$($type::$one),*];

            /// The name in the store.
            pub fn name(self) -> &'static str {
                match self { $($type::$one => $name),* }
            }

            /// The one of a name.
            pub fn named(name: &str) -> Option<$type> {
                $type::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named!(Direction { Higher = "higher", Lower = "lower" });
named!(Aggregation { Sum = "sum", Mean = "mean", Whole = "whole" });
named!(FedBy { Entries = "entries", ViewsAbroad = "views-abroad", Translations = "translations" });

/// An indicator as it is set out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorDraft {
    /// Its name inside the programme and in addresses, such as `views-abroad`.
    pub key: String,
    /// The task it belongs to.
    pub task: Option<TaskId>,
    /// Which figures are better.
    pub direction: Direction,
    /// How parts come to one figure.
    pub aggregation: Aggregation,
    /// Where it began: the year and the figure.
    pub baseline: Option<(i16, Figure)>,
    /// By what it is told apart, such as `language`; empty for nothing.
    pub parts: String,
    /// What of our own ledger feeds it; none is observed by hand.
    pub fed_by: Option<FedBy>,
    /// Where the definition is known from.
    pub source: String,
    /// Where it is to be, by year.
    pub targets: BTreeMap<i16, Figure>,
    /// Its name, and its definition as the note.
    pub words: Texts,
    /// Its unit as the title, its method as the note.
    pub method: Texts,
}

/// An indicator as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Its number.
    pub id: IndicatorId,
    /// How often it was written; a change names the one it was made on.
    pub revision: i64,
    /// What is set out.
    pub draft: IndicatorDraft,
}

/// What was observed; never changed, a newer one takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Its number.
    pub id: ObservationId,
    /// The year it is of.
    pub year: i16,
    /// The part it is of; empty is the whole.
    pub part: String,
    /// The figure.
    pub value: Figure,
    /// The day it was observed.
    pub day: Date,
    /// Where it was read.
    pub source: String,
    /// When it was put down, in milliseconds since 1970.
    pub made_at: i64,
    /// How many pieces of its evidence are accepted.
    pub accepted: i64,
}

/// How a year stands against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reached {
    /// Nothing was to be reached in this year.
    NoTarget,
    /// Nothing was observed yet.
    NoFigure,
    /// The figure does not reach the target.
    NotYet,
    /// The figure reaches it, without accepted evidence yet.
    Unproven,
    /// It reaches it, with accepted evidence.
    Achieved,
}

impl Reached {
    /// The name in keys of sentences.
    pub fn name(self) -> &'static str {
        match self {
            Reached::NoTarget => "no-target",
            Reached::NoFigure => "no-figure",
            Reached::NotYet => "not-yet",
            Reached::Unproven => "unproven",
            Reached::Achieved => "achieved",
        }
    }
}

/// A year's figure with whether it is proven.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearFigure {
    /// The figure.
    pub value: f64,
    /// Whether everything it is made of has accepted evidence.
    pub proven: bool,
}

/// How an indicator stands in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct InYear<'a> {
    /// The newest year up to it with a figure, and the figure.
    pub latest: Option<(i16, YearFigure)>,
    /// The target of that year or the next that has one.
    pub target: Option<(i16, &'a Figure)>,
    /// How the newest figure stands against the target of its own year.
    pub reached: Reached,
}

impl IndicatorDraft {
    /// How it stands in a year.
    pub fn in_year(&self, observed: &[Observation], this_year: i16) -> InYear<'_> {
        let years = self.years(observed).into_iter().filter(|year| *year <= this_year);
        let latest = years.rev().find_map(|year| Some((year, self.of_year(observed, year)?)));
        let year = latest.map_or(this_year, |(year, _)| year);
        let target = self.targets.range(year..).next().or_else(|| self.targets.iter().next_back());
        InYear {
            latest,
            target: target.map(|(year, figure)| (*year, figure)),
            reached: self.reached(observed, year),
        }
    }

    /// What a year comes to, by the aggregation rule; `observations` are the newest of each part.
    pub fn of_year(&self, observations: &[Observation], year: i16) -> Option<YearFigure> {
        let own: Vec<&Observation> = observations.iter().filter(|one| one.year == year).collect();
        let whole = own.iter().copied().find(|one| one.part.is_empty());
        let has_proof = |one: &Observation| self.fed_by.is_some() || one.accepted > 0;
        let parts: Vec<&Observation> = own.into_iter().filter(|one| !one.part.is_empty()).collect();
        let sum: f64 = parts.iter().map(|one| one.value.number()).sum();
        let proven = !parts.is_empty() && parts.iter().all(|one| has_proof(one));
        match (self.aggregation, whole) {
            (Aggregation::Whole, None) => None,
            (_, Some(whole)) => {
                Some(YearFigure { value: whole.value.number(), proven: has_proof(whole) })
            }
            (_, None) if parts.is_empty() => None,
            (Aggregation::Sum, None) => Some(YearFigure { value: sum, proven }),
            (Aggregation::Mean, None) => {
                let many = u32::try_from(parts.len()).unwrap_or(1);
                Some(YearFigure { value: sum / f64::from(many), proven })
            }
        }
    }

    /// How a year stands.
    pub fn reached(&self, observations: &[Observation], year: i16) -> Reached {
        let Some(target) = self.targets.get(&year) else { return Reached::NoTarget };
        let Some(found) = self.of_year(observations, year) else { return Reached::NoFigure };
        let enough = match self.direction {
            Direction::Higher => found.value >= target.number(),
            Direction::Lower => found.value <= target.number(),
        };
        match (enough, found.proven) {
            (false, _) => Reached::NotYet,
            (true, false) => Reached::Unproven,
            (true, true) => Reached::Achieved,
        }
    }

    /// Whether its parts are languages, named by their codes.
    pub fn told_by_language(&self) -> bool {
        self.parts == "language" || self.fed_by == Some(FedBy::Entries)
    }

    /// Every year that is spoken of.
    pub fn years(&self, observations: &[Observation]) -> Vec<i16> {
        let mut years: Vec<i16> = self
            .targets
            .keys()
            .copied()
            .chain(observations.iter().map(|one| one.year))
            .chain(self.baseline.iter().map(|(year, _)| *year))
            .collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// What is wrong with it: the field and the key of the sentence that says it.
    pub fn faults(&self) -> Vec<(String, &'static str)> {
        let mut found = Vec::new();
        let mut wrong = |field: &str, key| found.push((field.to_owned(), key));
        if crate::platform::text::slug(&self.key) != self.key || self.key.is_empty() {
            wrong("key", "programme-indicator-key");
        }
        if self.words.values().all(|text| text.title.trim().is_empty()) {
            wrong("title", "programme-fault-title");
        }
        let years = self.targets.keys().chain(self.baseline.iter().map(|(year, _)| year));
        if years.into_iter().any(|year| !(1900..=2199).contains(year)) {
            wrong("targets", "programme-indicator-year");
        }
        found
    }

    /// Its unit in a language, else in any.
    pub fn unit(&self, language: Language) -> &str {
        let text: Option<&Text> =
            self.method.get(&language).or_else(|| self.method.values().next_back());
        text.map_or("", |text| text.title.as_str())
    }
}
