//! The follower that keeps the index true: it reads what a change says was published or withdrawn.

use super::index::{Leaf, SearchIndex};
use crate::editorial::{self, Live};
use crate::platform::changes::{Change, FollowError, Follower};
use crate::platform::db::Db;
use crate::site::Addresses;
use serde_json::Value;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// Keeps the search index true.
pub struct IndexFollower {
    /// The database the entries are read from.
    pub db: Db,
    /// The index.
    pub index: Arc<SearchIndex>,
    /// Where entries stand.
    pub addresses: Addresses,
    /// What can be found beside entries.
    pub others: Vec<Others>,
}

/// Something other than entries that readers find: what of it the changes make new, each with a number
/// below nought of its own and its leaves, none where it is gone. `app.rs` hands these down.
pub type Others = for<'a> fn(
    &'a Db,
    &'a Addresses,
    &'a [Change],
) -> Pin<Box<dyn Future<Output = Found> + Send + 'a>>;

/// Numbers with their leaves.
pub type Found = Result<Vec<(i64, Vec<Leaf>)>, crate::platform::db::Failure>;

impl Follower for IndexFollower {
    fn name(&self) -> &'static str {
        "search index"
    }

    fn take<'a>(
        &'a self,
        changes: &'a [Change],
    ) -> Pin<Box<dyn Future<Output = Result<(), FollowError>> + Send + 'a>> {
        Box::pin(self.index_changed(changes))
    }
}

impl IndexFollower {
    async fn index_changed(&self, changes: &[Change]) -> Result<(), FollowError> {
        let keeping = |error: super::index::IndexError| FollowError::Keeping(error.to_string());
        let entries: BTreeSet<i64> = changes.iter().filter_map(public).collect();
        // A commit costs some milliseconds and a trip to the disk. What no reader finds is read once
        // more after a restart instead: that costs nothing.
        let mut beside = Vec::new();
        for others in &self.others {
            beside.extend(others(&self.db, &self.addresses, changes).await?);
        }
        let moved = !entries.is_empty() || !beside.is_empty();
        let Some(newest) = changes.last().filter(|_| moved) else { return Ok(()) };
        for (number, leaves) in beside {
            self.index.remove(number).map_err(keeping)?;
            self.index.put(&leaves).map_err(keeping)?;
        }
        for entry in entries {
            let live = editorial::live_by_id(&self.db, entry).await?;
            self.index.remove(entry).map_err(keeping)?;
            let leaves: Vec<Leaf> = live.iter().map(|live| self.leaf(live)).collect();
            self.index.put(&leaves).map_err(keeping)?;
        }
        let (index, seq) = (Arc::clone(&self.index), newest.seq);
        // Off the threads that answer readers.
        let committed = tokio::task::spawn_blocking(move || index.commit(seq)).await;
        committed.map_err(|error| FollowError::Keeping(error.to_string()))?.map_err(keeping)
    }

    fn leaf(&self, live: &Live) -> Leaf {
        Leaf {
            entry: live.id,
            language: live.language.to_string(),
            kind: live.kind.clone(),
            title: live.words.title.clone(),
            lead: live.words.lead.clone(),
            text: text(live),
            url: self.addresses.entry(live.language, &live.kind, &live.words.slug),
            published_ms: live.published_at,
        }
    }
}

/// The entry of a change, when readers get something else of it now: such a change touches the pages that
/// show the entry.
fn public(change: &Change) -> Option<i64> {
    let entry = change.detail.get("entry").and_then(Value::as_i64)?;
    let token = format!("entry:{entry}");
    change.touches().any(|touched| touched == token).then_some(entry)
}

/// The body, and the kind's own words that are sentences: a claim, the name of an activity. Names of files
/// are none.
fn text(live: &Live) -> String {
    let mut text = live.words.body.plain_text();
    let mut waiting = vec![&live.words.own];
    while let Some(value) = waiting.pop() {
        match value {
            Value::String(said) if !live.facts.files.contains_key(said) => {
                text.push('\n');
                text.push_str(said);
            }
            Value::Array(items) => waiting.extend(items.iter().rev()),
            Value::Object(fields) => waiting.extend(fields.values().rev()),
            _ => {}
        }
    }
    text
}
