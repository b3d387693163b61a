//! Taking a newer state of a public list: looked at as a whole, written beside the old one and moved
//! into its place, with a row of the change log: how readers are told from machines is part of what
//! the figures mean. One that cannot be used changes nothing.

use super::agents::{Agents, Readers};
use super::list::{List, Lists, WrongList, browsers};
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use ahash::AHashSet;
use jiff::civil::Date;
use regex::bytes::RegexBuilder;
use serde::Deserialize;
use serde_json::json;
use std::io;
use std::path::Path;

/// Why a list was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotUpdated {
    /// The actor lacks the right to govern the site.
    #[error("{0} may not change how readers are told from machines")]
    NotAllowed(Actor),
    /// It is not one of the two lists.
    #[error("it is neither COUNTER_Robots_list.json nor crawler-user-agents.json: {0}")]
    Unknown(serde_json::Error),
    /// A pattern is no expression.
    #[error("the pattern {0:?} cannot be understood: {1}")]
    Shape(String, regex::Error),
    /// It has far fewer patterns than the present one.
    #[error("it has {offered} patterns where the present list has {now}: it looks cut short")]
    Short {
        /// How many it has.
        offered: usize,
        /// How many the present one has.
        now: usize,
    },
    /// The lists together cannot be used.
    #[error(transparent)]
    List(#[from] WrongList),
    /// It cannot be written.
    #[error("the list cannot be written: {0}")]
    Write(#[from] io::Error),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// A newer state of a list beside the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newer {
    /// Which list.
    pub list: List,
    /// Its patterns, those left out not among them.
    pub patterns: Vec<String>,
    /// Patterns the present one does not have.
    pub new: Vec<String>,
    /// Patterns only the present one has.
    pub gone: Vec<String>,
    /// Patterns that are left out because they would take an ordinary browser for a machine.
    pub left_out: Vec<String>,
}

#[derive(Deserialize)]
struct Entry {
    pattern: String,
    /// Examples, which only crawler-user-agents gives.
    #[serde(default)]
    instances: Option<Vec<String>>,
}

/// Reads a list as its publishers give it out and compares it with the present one.
pub fn compare(lists: &Lists, text: &str) -> Result<Newer, NotUpdated> {
    let entries: Vec<Entry> = serde_json::from_str(text).map_err(NotUpdated::Unknown)?;
    let crawlers = entries.iter().any(|entry| entry.instances.is_some());
    let list = if crawlers { List::Crawlers } else { List::Counter };
    let now: AHashSet<&str> = lists.patterns(list).collect();
    let mut seen = AHashSet::new();
    let offered = entries.into_iter().map(|entry| entry.pattern);
    let offered: Vec<String> = offered.filter(|pattern| seen.insert(pattern.clone())).collect();
    if offered.len() * 2 < now.len() {
        return Err(NotUpdated::Short { offered: offered.len(), now: now.len() });
    }
    let (left_out, patterns) = in_doubt(list, offered)?;
    let kept: AHashSet<&str> = patterns.iter().map(String::as_str).collect();
    let new = patterns.iter().filter(|pattern| !now.contains(pattern.as_str())).cloned().collect();
    let gone = lists.patterns(list).filter(|pattern| !kept.contains(pattern));
    let gone = gone.map(str::to_owned).collect();
    Ok(Newer { list, patterns, new, gone, left_out })
}

/// Parts patterns into those that would take an ordinary browser for a machine, or that a file of
/// lines cannot hold, and the others.
fn in_doubt(list: List, patterns: Vec<String>) -> Result<(Vec<String>, Vec<String>), NotUpdated> {
    let readers = Readers::known()?;
    let browsers: Vec<_> = browsers().map(|one| readers.passed_over(one.as_bytes())).collect();
    let (mut doubtful, mut fit) = (Vec::new(), Vec::new());
    for pattern in patterns {
        let shape = RegexBuilder::new(&pattern)
            .unicode(false)
            .case_insensitive(list.any_case())
            .build()
            .map_err(|error| NotUpdated::Shape(pattern.clone(), error))?;
        let lines = pattern.contains(['\n', '\r']) || pattern.starts_with('#');
        if lines || browsers.iter().any(|browser| shape.is_match(browser)) {
            doubtful.push(pattern);
        } else {
            fit.push(pattern);
        }
    }
    Ok((doubtful, fit))
}

/// Puts a newer state of a list into a portal's folder, from its next start on. `from` says where it
/// was read.
pub async fn update(
    tx: &mut Tx,
    actor: &Actor,
    (at, today): (i64, Date),
    folder: &Path,
    (newer, from): (&Newer, &str),
) -> Result<(), NotUpdated> {
    if !actor.may(Right::Govern, &Scope::site()) {
        return Err(NotUpdated::NotAllowed(actor.clone()));
    }
    let (list, case) =
        (newer.list, if newer.list.any_case() { "in any case" } else { "as written" });
    let mut text = format!("# {}\n# read from {from} on {today}\n# matched {case}\n", list.name());
    for pattern in &newer.patterns {
        text.push_str(pattern);
        text.push('\n');
    }
    let mut lists = Lists::in_folder(folder)?;
    lists.put(list, text.clone());
    Agents::of(&lists)?;
    std::fs::create_dir_all(folder)?;
    let beside = folder.join(format!("{}.new", list.file()));
    std::fs::write(&beside, text)?;
    let detail = json!({ "list": list.name(), "patterns": newer.patterns.len(), "new": newer.new,
        "gone": newer.gone, "left_out": newer.left_out });
    let (actor, subject) = (actor.name(), format!("visits/bots/{}", list.file()));
    append(
        tx,
        Act { at, actor: &actor, verb: "update", subject: &subject, detail, touches: Vec::new() },
    )
    .await?;
    Ok(std::fs::rename(beside, folder.join(list.file()))?)
}
