//! What is true of bodies over time. Dates are inclusive at their start and exclusive at their end,
//! as the register gives them; no date means unbounded.

use crate::platform::i18n::Language;
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashSet;

/// A body's name in one language and when it bore it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyName {
    /// The language of the name.
    pub language: Language,
    /// The official name.
    pub name: String,
}

/// A body with an identity of its own: a merger makes a new one, even under the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The key other records refer to.
    pub key: String,
    /// `ministry`, `province`, `department` …
    pub kind: String,
    /// The administrative code; reused by law, so never an identity.
    pub code: String,
    /// Its names.
    pub names: Vec<AgencyName>,
    /// First day of its existence.
    pub valid_from: Option<Date>,
    /// First day it no longer existed.
    pub valid_to: Option<Date>,
    /// The body that took over its work.
    pub successor: Option<String>,
    /// What happened to it.
    pub event: String,
    /// Where that is known from.
    pub source: String,
    /// How far it was checked.
    pub verified: String,
}

/// A body as a page of a day shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThenNow {
    /// What it was called on that day.
    pub name: String,
    /// What the body that does its work today is called, when that differs.
    pub now: Option<String>,
}

impl Agency {
    /// The name in a language, else in any.
    pub fn name(&self, language: Language) -> &str {
        let spoken = self.names.iter().find(|name| name.language == language);
        spoken.or_else(|| self.names.first()).map_or(self.key.as_str(), |name| &name.name)
    }

    fn existed_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day < to)
    }
}

/// Every body the portal knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register(IndexMap<String, Agency>);

impl Register {
    /// A register of these bodies.
    pub fn new(agencies: impl IntoIterator<Item = Agency>) -> Register {
        Register(agencies.into_iter().map(|agency| (agency.key.clone(), agency)).collect())
    }

    /// A body by its key.
    pub fn get(&self, key: &str) -> Option<&Agency> {
        self.0.get(key)
    }

    /// Every body, by key.
    pub fn all(&self) -> impl Iterator<Item = &Agency> {
        self.0.values()
    }

    /// Every body that exists on `day`, by key.
    pub fn all_on(&self, day: Date) -> impl Iterator<Item = &Agency> {
        self.all().filter(move |agency| agency.existed_on(day))
    }

    /// The body that does the work of `key` on `day`: itself, or the last of its successors that
    /// has begun by then.
    pub fn on(&self, key: &str, day: Date) -> Option<&Agency> {
        let mut passed = HashSet::new();
        let mut agency = self.get(key)?;
        while !agency.existed_on(day) && passed.insert(agency.key.as_str()) {
            match agency.successor.as_deref().and_then(|next| self.get(next)) {
                Some(next) if next.valid_from.is_none_or(|from| from <= day) => agency = next,
                _ => break,
            }
        }
        Some(agency)
    }

    /// A body as a page of the day `then` shows it to a reader of `now`.
    pub fn then_now(
        &self,
        key: &str,
        language: Language,
        then: Date,
        now: Date,
    ) -> Option<ThenNow> {
        let of_then = self.on(key, then)?;
        let of_now = self.on(&of_then.key, now)?;
        let name = of_then.name(language).to_owned();
        let today = of_now.name(language);
        let now = (today != name).then(|| today.to_owned());
        Some(ThenNow { name, now })
    }
}
