//! Entries change their tag or section because it was merged into another, and change back when the
//! merger is taken back. Not for one entry: an editor changes its facts with a save.

use super::{Refusal, log};
use crate::editorial::kinds::{Kinds, Listing};
use crate::editorial::model::Facts;
use crate::editorial::store::{self, Bearing, Edition};
use crate::people::{Actor, Right, Scope};
use crate::platform::db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What entries are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Sections of the news.
    Section,
    /// Tags.
    Tag,
}

impl Class {
    /// Its name in tokens and in the change log.
    pub fn name(self) -> &'static str {
        match self {
            Class::Section => "section",
            Class::Tag => "tag",
        }
    }
}

/// An entry that changed its tag or section, with the numbers of the facts it had before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The entry.
    pub entry: i64,
    /// Its newest facts.
    pub newest: i64,
    /// Those readers saw.
    pub live: Option<i64>,
}

/// A tag or section that goes into another: `from` into `to`.
pub type Goes<'a> = (Class, &'a str, &'a str);

/// Gives every entry of `from` to `to`, in the newest facts and in those readers see; answers which
/// entries that were.
///
/// What is live stays live, under the approval it has: nothing changes but the name of the shelf it
/// stands on, and whoever may govern the site decides on shelves. So the pointer moves to the new
/// edition, no stage is touched, and each new edition stays in the name of whoever made the one it
/// repeats: a second pair of eyes is still wanted for exactly what it was wanted for before. Who
/// merged stands in the change log. All of it is one transaction: readers never see half a merge,
/// and a thousand entries take about a second.
pub async fn reclassify(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    kinds: &Kinds,
    goes: Goes<'_>,
) -> Result<Vec<Moved>, Refusal> {
    let (class, from, to) = goes;
    allowed(actor)?;
    let found = bearing(tx, class, from).await?;
    for one in &found {
        let live = one.live.as_ref().map(|(facts, _)| changed(facts, goes));
        rewrite(tx, at, kinds, one, (changed(&one.newest.0, goes), live)).await?;
    }
    match class {
        Class::Section => store::relist_section(tx, from, to).await?,
        Class::Tag => store::relist_tag(tx, from, to).await?,
    }
    told(tx, actor, at, "reclassify", goes, &found).await?;
    Ok(found.iter().map(Bearing::moved).collect())
}

/// Takes `reclassify` back, entry by entry: what nobody has changed since stands as it stood before. Who
/// has since given an entry another tag or section meant that, and it stays. Answers how many entries
/// changed.
pub async fn reclassify_back(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    kinds: &Kinds,
    (goes, moved): (Goes<'_>, &[Moved]),
) -> Result<usize, Refusal> {
    allowed(actor)?;
    let mut found = Vec::new();
    for before in moved {
        let Some(one) = store::bearing_of(tx, before.entry).await? else { continue };
        let newest = given_back(tx, &one.newest.0, before.newest, goes).await?;
        let live = match &one.live {
            Some((facts, _)) => {
                let was = before.live.unwrap_or(before.newest);
                Some(given_back(tx, facts, was, goes).await?)
            }
            None => None,
        };
        let same = newest == one.newest.0
            && live.as_ref().is_none_or(|live| one.live.as_ref().is_some_and(|was| was.0 == *live));
        if same {
            continue;
        }
        let seen = live.as_ref().or(one.settled.then_some(&newest)).cloned();
        rewrite(tx, at, kinds, &one, (newest, live)).await?;
        if let Some(seen) = seen {
            let listing = listed(kinds, &one, &seen);
            store::relist_entry(tx, one.entry, &listing, &seen.tags).await?;
        }
        found.push(one);
    }
    told(tx, actor, at, "reclassify-back", goes, &found).await?;
    Ok(found.len())
}

fn allowed(actor: &Actor) -> Result<(), Refusal> {
    let may = actor.may(Right::Govern, &Scope::site());
    if may { Ok(()) } else { Err(Refusal::NotAllowed(actor.clone())) }
}

fn listed(kinds: &Kinds, one: &Bearing, facts: &Facts) -> Listing {
    kinds.named(&one.kind).map(|kind| (kind.listing)(facts)).unwrap_or_default()
}

fn section(kinds: &Kinds, one: &Bearing, facts: &Facts) -> Option<String> {
    listed(kinds, one, facts).section
}

/// Puts facts in the place of an entry's newest, and of those readers see where these are others; each
/// stays in the name of whoever made the one it follows.
async fn rewrite(
    tx: &mut Tx,
    at: i64,
    kinds: &Kinds,
    one: &Bearing,
    (newest, live): (Facts, Option<Facts>),
) -> Result<(), Refusal> {
    if let (Some(facts), Some((_, by))) = (live, &one.live) {
        let edition = Edition { entry: one.entry, at, by };
        store::new_facts(tx, edition, &facts, section(kinds, one, &facts).as_deref()).await?;
        store::settle_facts(tx, one.entry).await?;
    }
    let edition = Edition { entry: one.entry, at, by: &one.newest.1 };
    store::new_facts(tx, edition, &newest, section(kinds, one, &newest).as_deref()).await?;
    if one.settled {
        store::settle_facts(tx, one.entry).await?;
    }
    Ok(())
}

async fn told(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    verb: &str,
    (class, from, to): Goes<'_>,
    found: &[Bearing],
) -> Result<(), Refusal> {
    let mut touches: Vec<String> = [from, to].map(|key| format!("{}:{key}", class.name())).to_vec();
    let of = |one: &Bearing| [format!("entry:{}", one.entry), format!("kind:{}", one.kind)];
    touches.extend(found.iter().flat_map(of));
    touches.sort();
    touches.dedup();
    let entries: Vec<i64> = found.iter().map(|one| one.entry).collect();
    let subject = format!("{}/{from}", class.name());
    let detail = json!({ "into": to, "entries": entries });
    log(tx, actor, at, verb, &subject, detail, touches).await
}

/// Every entry that bears a tag or stands in a section, drafts too.
pub async fn bearing(tx: &mut Tx, class: Class, key: &str) -> Result<Vec<Bearing>, Refusal> {
    Ok(match class {
        Class::Section => store::sectioned(tx, key).await?,
        Class::Tag => store::tagged(tx, key).await?,
    })
}

/// Facts with the tag or section back that they bore in an edition before.
async fn given_back(
    tx: &mut Tx,
    facts: &Facts,
    before: i64,
    goes: Goes<'_>,
) -> Result<Facts, Refusal> {
    let was = store::facts_numbered(tx, before).await?;
    Ok(was.map_or_else(|| facts.clone(), |was| returned(facts, &was, goes)))
}

fn returned(facts: &Facts, was: &Facts, (class, from, to): Goes<'_>) -> Facts {
    let mut facts = facts.clone();
    let merged = changed(was, (class, from, to));
    let has = |tags: &[String], tag: &str| tags.iter().any(|one| one == tag);
    match class {
        // Nobody has touched them since: they stand in their old order.
        Class::Tag if facts.tags == merged.tags => facts.tags.clone_from(&was.tags),
        Class::Tag if has(&was.tags, from) && has(&facts.tags, to) => {
            if !has(&was.tags, to) {
                facts.tags.retain(|tag| tag != to);
            }
            facts.tags.push(from.to_owned());
        }
        Class::Tag => {}
        Class::Section => {
            let of =
                |facts: &Facts| facts.own.get("section").and_then(Value::as_str).map(str::to_owned);
            let moved = of(was).as_deref() == Some(from) && of(&facts).as_deref() == Some(to);
            if moved && let Some(section) = facts.own.get_mut("section") {
                *section = Value::from(from);
            }
        }
    }
    facts
}

fn changed(facts: &Facts, (class, from, to): Goes<'_>) -> Facts {
    let mut facts = facts.clone();
    match class {
        Class::Tag => {
            let mut tags: Vec<String> = Vec::new();
            for tag in facts.tags {
                let tag = if tag == from { to.to_owned() } else { tag };
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
            facts.tags = tags;
        }
        Class::Section => {
            if let Some(section) = facts.own.get_mut("section")
                && section.as_str() == Some(from)
            {
                *section = Value::from(to);
            }
        }
    }
    facts
}
