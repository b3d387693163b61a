//! Every body the portal knows, and who does whose work on a day. Not for changing it: that is
//! `event.rs`.

use super::event::Event;
use super::model::{Agency, Past, ThenNow};
use crate::platform::i18n::Language;
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// Part of a body's work: the law moves it from one body to another without moving the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// The key, such as `external-information`.
    pub key: String,
    /// What it is called in each language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub name: BTreeMap<Language, String>,
}

impl Function {
    /// Its name in a language, else in any, else its key.
    pub fn named(&self, language: Language) -> &str {
        let name = self.name.get(&language).or_else(|| self.name.values().next());
        name.map_or(self.key.as_str(), String::as_str)
    }
}

/// A body's work passing to another, beyond what its one `successor` says: several heirs of a split,
/// or a single function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// The body that had it.
    pub from: String,
    /// The body that has it since.
    pub to: String,
    /// First day on which `to` has it.
    pub since: Date,
    /// What passed; `None` is all that was not named apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<Function>,
    /// Which share of it, or a note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub share: String,
}

/// What the table of bodies (`agencies.csv`) has no column for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// Parents and former names, by body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<BodyHistory>,
    /// What passed to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub succession: Vec<Succession>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub event: Vec<Event>,
}

/// What the table of bodies does not say of one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyHistory {
    /// Its key.
    pub key: String,
    /// The body it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// What it was before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<Past>,
}

/// Every body the portal knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    pub(super) agencies: IndexMap<String, Agency>,
    pub(super) successions: Vec<Succession>,
    pub(super) events: Vec<Event>,
}

impl Register {
    /// A register of these bodies.
    pub fn new(agencies: impl IntoIterator<Item = Agency>) -> Register {
        let agencies = agencies.into_iter().map(|agency| (agency.key.clone(), agency)).collect();
        Register { agencies, ..Register::default() }
    }

    /// The same with what happened; bodies the register lacks are left out.
    #[must_use]
    pub fn with_history(mut self, history: History) -> Register {
        for body in history.body {
            if let Some(agency) = self.agencies.get_mut(&body.key) {
                (agency.parent, agency.past) = (body.parent, body.past);
            }
        }
        (self.successions, self.events) = (history.succession, history.event);
        self.successions.retain(|one| {
            self.agencies.contains_key(&one.from) && self.agencies.contains_key(&one.to)
        });
        self
    }

    /// The same with what another register knows of the past of these bodies.
    #[must_use]
    pub fn with_past_of(mut self, other: &Register) -> Register {
        for agency in self.agencies.values_mut() {
            if let Some(known) = other.get(&agency.key) {
                agency.past.clone_from(&known.past);
            }
        }
        let body = self.history().body;
        let History { succession, event, .. } = other.history();
        self.with_history(History { body, succession, event })
    }

    /// What the table of bodies has no column for.
    pub fn history(&self) -> History {
        let told = self.all().filter(|agency| agency.parent.is_some() || !agency.past.is_empty());
        let body = told.map(|agency| BodyHistory {
            key: agency.key.clone(),
            parent: agency.parent.clone(),
            past: agency.past.clone(),
        });
        History {
            body: body.collect(),
            succession: self.successions.clone(),
            event: self.events.clone(),
        }
    }

    /// A body by its key.
    pub fn get(&self, key: &str) -> Option<&Agency> {
        self.agencies.get(key)
    }

    /// Every body, in the order of the register.
    pub fn all(&self) -> impl Iterator<Item = &Agency> {
        self.agencies.values()
    }

    /// Every body that exists on `day`, in the order of the register.
    pub fn all_on(&self, day: Date) -> impl Iterator<Item = &Agency> {
        self.all().filter(move |agency| agency.existed_on(day))
    }

    /// What happened, in the order in which it was recorded.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// What happened to a body, by the day on which it took effect.
    pub fn events_of(&self, key: &str) -> Vec<&Event> {
        let mut found: Vec<&Event> = self.events.iter().filter(|event| event.names(key)).collect();
        found.sort_by_key(|event| (event.operates_on, event.number));
        found
    }

    /// What passed to whom beyond each body's one successor.
    pub fn successions(&self) -> &[Succession] {
        &self.successions
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

    /// Every body that took over work of `key`: its successor first, then the other heirs, each once.
    pub fn heirs(&self, key: &str) -> Vec<&Agency> {
        let principal = self.get(key).and_then(|agency| agency.successor.as_deref());
        let others = self.successions.iter().filter(|one| one.from == key).map(|one| &*one.to);
        self.each_once(principal.into_iter().chain(others).filter(|heir| *heir != key))
    }

    /// Every body whose work `key` took over, in the order of the register.
    pub fn predecessors(&self, key: &str) -> Vec<&Agency> {
        let before = |agency: &&Agency| {
            agency.key != key && self.heirs(&agency.key).iter().any(|heir| heir.key == key)
        };
        self.all().filter(before).collect()
    }

    fn each_once<'a>(&'a self, keys: impl Iterator<Item = &'a str>) -> Vec<&'a Agency> {
        let mut seen = HashSet::new();
        keys.filter(|key| seen.insert(*key)).filter_map(|key| self.get(key)).collect()
    }

    /// The body that has a function on `day` which `key` once had: the function may have gone another
    /// way than the rest of the body's work.
    pub fn doing(&self, key: &str, function: &str, day: Date) -> Option<&Agency> {
        let mut agency = self.get(key)?;
        let mut passed = HashSet::new();
        while passed.insert(agency.key.as_str()) {
            let moved = self.successions.iter().find(|one| {
                let same = one.function.as_ref().is_some_and(|known| known.key == function);
                same && one.from == agency.key && one.since <= day
            });
            let next = match moved {
                Some(moved) => self.get(&moved.to),
                None if agency.existed_on(day) => None,
                None => agency.successor.as_deref().and_then(|next| self.get(next)),
            };
            match next.filter(|next| next.valid_from.is_none_or(|from| from <= day)) {
                Some(next) => agency = next,
                None => break,
            }
        }
        Some(agency)
    }

    /// The bodies to which a function that the law has moved belongs on `day`, each once.
    pub fn successors_of(&self, function: &str, day: Date) -> Vec<&Agency> {
        let moved = self.successions.iter().filter(|one| {
            one.function.as_ref().is_some_and(|known| known.key == function) && one.since <= day
        });
        let now = moved.filter_map(|one| self.doing(&one.to, function, day));
        self.each_once(now.map(|agency| agency.key.as_str()))
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
        let name = of_then.name_on(language, then).to_owned();
        let today = of_now.name_on(language, now);
        let now = (today != name).then(|| today.to_owned());
        Some(ThenNow { name, now })
    }
}
