//! What some records of one day add up to. Not for who came: that is `day/`.

use super::super::day::Way;
use super::super::ledger::{View, Why};
use super::super::reader::{Country, Device, SourceId};
use crate::platform::i18n::Language;
use ahash::AHashMap;

/// By what views are told apart within a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fact {
    /// The entry, 0 for a list, -1 for the front page.
    pub entry: i64,
    /// The language.
    pub language: Language,
    /// Where from.
    pub source: SourceId,
    /// Which country.
    pub country: Country,
    /// On what.
    pub device: Device,
}

impl Fact {
    /// The fact that views of an entry in one way add to.
    pub fn of(entry: i64, way: &Way) -> Fact {
        let Way { language, source, country, device } = *way;
        Fact { entry, language, source, country, device }
    }

    /// The fact that a view adds to.
    pub fn of_view(view: &View) -> Fact {
        Fact::of(view.count.entry, &Way::of(view))
    }
}

/// Sums of one day; a figure is negative where something is taken out again.
#[derive(Debug, Default)]
pub struct Sums {
    /// Views by fact.
    pub facts: AHashMap<Fact, i64>,
    /// All views.
    pub views: i64,
    /// Views of judged visitors.
    pub judged: i64,
    /// Pages that were not counted, all together.
    pub refused: i64,
    /// Of these, those fetched ahead.
    pub ahead: i64,
    /// Of these, the desk's own people.
    pub editors: i64,
    /// Of these, machines in data centres.
    pub networks: i64,
    /// Places of the ledger that could not be read.
    pub damaged: i64,
}

impl Sums {
    /// Adds views of a fact; takes them out again where they are below zero.
    pub fn add(&mut self, fact: Fact, views: i64) {
        *self.facts.entry(fact).or_default() += views;
        self.views += views;
    }

    /// Adds a page that was not counted.
    pub fn refuse(&mut self, why: Why) {
        self.refused += 1;
        match why {
            Why::Bot => {}
            Why::Ahead => self.ahead += 1,
            Why::Editor => self.editors += 1,
            Why::Network => self.networks += 1,
        }
    }

    /// Views by entry and language.
    pub fn entries(&self) -> AHashMap<(i64, Language), i64> {
        let mut entries = AHashMap::new();
        for (fact, views) in &self.facts {
            *entries.entry((fact.entry, fact.language)).or_default() += views;
        }
        entries
    }

    /// Views by facet and value, entries left out.
    pub fn facets(&self) -> AHashMap<(&'static str, String), i64> {
        let mut facets: AHashMap<(&'static str, String), i64> = AHashMap::new();
        let mut add =
            |facet, value: String, views| *facets.entry((facet, value)).or_default() += views;
        for ((language, source, country, device), views) in self.without_entries() {
            add("language", language.to_string(), views);
            add("source", source.number().to_string(), views);
            add("country", country.code().to_owned(), views);
            add("device", device.name().to_owned(), views);
        }
        facets
    }

    fn without_entries(&self) -> AHashMap<(Language, SourceId, Country, Device), i64> {
        let mut short = AHashMap::new();
        for (fact, views) in &self.facts {
            let key = (fact.language, fact.source, fact.country, fact.device);
            *short.entry(key).or_default() += views;
        }
        short
    }
}
