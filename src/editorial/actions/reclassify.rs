//! Entries change their tag or section because it was merged into another. Not for one entry: an
//! editor changes its facts with a save.

use super::{Refusal, log};
use crate::editorial::kinds::Kinds;
use crate::editorial::model::Facts;
use crate::editorial::store::{self, Bearing, Edition};
use crate::people::{Actor, Right, Scope};
use crate::platform::db::Tx;
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

/// Gives every entry of `from` to `to`, in the newest facts and in those readers see; answers how
/// many entries that were.
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
    (class, from, to): (Class, &str, &str),
) -> Result<usize, Refusal> {
    if !actor.may(Right::Govern, &Scope::site()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    let found = bearing(tx, class, from).await?;
    let change = |facts: &Facts| changed(facts, class, from, to);
    let mut touches: Vec<String> = [from, to].map(|key| format!("{}:{key}", class.name())).to_vec();
    for one in &found {
        let section =
            |facts: &Facts| kinds.named(&one.kind).and_then(|kind| (kind.listing)(facts).section);
        if let Some((live, by)) = &one.live {
            let facts = change(live);
            let edition = Edition { entry: one.entry, at, by };
            store::new_facts(tx, edition, &facts, section(&facts).as_deref()).await?;
            store::settle_facts(tx, one.entry).await?;
        }
        let (newest, by) = &one.newest;
        let facts = change(newest);
        let edition = Edition { entry: one.entry, at, by };
        store::new_facts(tx, edition, &facts, section(&facts).as_deref()).await?;
        if one.settled {
            store::settle_facts(tx, one.entry).await?;
        }
        touches.push(format!("entry:{}", one.entry));
        touches.push(format!("kind:{}", one.kind));
    }
    match class {
        Class::Section => store::relist_section(tx, from, to).await?,
        Class::Tag => store::relist_tag(tx, from, to).await?,
    }
    touches.sort();
    touches.dedup();
    let entries: Vec<i64> = found.iter().map(|one| one.entry).collect();
    let subject = format!("{}/{from}", class.name());
    let detail = json!({ "into": to, "entries": entries });
    log(tx, actor, at, "reclassify", &subject, detail, touches).await?;
    Ok(found.len())
}

/// Every entry that bears a tag or stands in a section, drafts too.
pub async fn bearing(tx: &mut Tx, class: Class, key: &str) -> Result<Vec<Bearing>, Refusal> {
    Ok(match class {
        Class::Section => store::sectioned(tx, key).await?,
        Class::Tag => store::tagged(tx, key).await?,
    })
}

fn changed(facts: &Facts, class: Class, from: &str, to: &str) -> Facts {
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
