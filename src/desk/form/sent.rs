//! A sent form by its names. Not for what the values mean: that is `value.rs`.

use super::Pairs;
use std::collections::{BTreeSet, HashMap};

/// The largest number a row may have; beyond it nobody filled the form in by hand.
const LARGEST_NUMBER: u32 = 99_999;

/// A sent form, by name.
pub struct Sent<'a> {
    by_name: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Sent<'a> {
    /// The pairs of a form, by name.
    pub fn of(pairs: &'a Pairs) -> Sent<'a> {
        let mut by_name: HashMap<&str, Vec<&str>> = HashMap::new();
        for (name, value) in pairs {
            by_name.entry(name).or_default().push(value);
        }
        Sent { by_name }
    }

    /// The value of a name; the last one counts, so that a checkbox may stand behind its hidden
    /// "no".
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.all(name).last().copied()
    }

    /// Every value of a name, in order.
    pub fn all(&self, name: &str) -> &[&'a str] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a list was shown on this form; an empty one sends nothing but this mark.
    pub fn carries(&self, list: &str) -> bool {
        self.by_name.contains_key(mark(list).as_str())
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !matches!(value, "" | "0"))
    }

    /// The numbers of the rows whose names begin with one of these, in order.
    pub fn numbers(&self, beginnings: &[&str]) -> BTreeSet<u32> {
        let number = |name: &str| {
            let rest = beginnings.iter().find_map(|first| name.strip_prefix(first))?;
            number(rest.strip_prefix('.')?.split_once('.')?.0)
        };
        self.by_name.keys().filter_map(|name| number(name)).collect()
    }
}

/// The name that says that a list is on the form.
pub fn mark(list: &str) -> String {
    format!("list.{list}")
}

/// A row's number as a name holds it.
pub fn number(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| plain && *number <= LARGEST_NUMBER)
}

/// The ids of the library's media that a form wants to take in, each once.
pub fn media_wanted(pairs: &Pairs) -> BTreeSet<i64> {
    let media = pairs.iter().filter(|(name, _)| name.rsplit('.').next() == Some("media"));
    media.filter_map(|(_, id)| id.trim().parse().ok()).collect()
}
