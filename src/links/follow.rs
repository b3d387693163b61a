//! Keeps true which entry leads where, by reading the change log. Not for asking.

use super::ask::ask_soon;
use super::store::{self, Use};
use crate::editorial::{self, links_away};
use crate::platform::changes::{Change, FollowError, Follower};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Failure};
use serde_json::Value;
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

/// Follows the change log and puts down the links of what was changed: of what readers see, and of
/// what is being written.
pub struct Gatherer {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
}

/// From where the gatherer follows.
pub async fn gathered(db: &Db) -> Result<i64, Failure> {
    store::head(db).await
}

impl Follower for Gatherer {
    fn name(&self) -> &'static str {
        "links to other sites"
    }

    fn take<'a>(
        &'a self,
        changes: &'a [Change],
    ) -> Pin<Box<dyn Future<Output = Result<(), FollowError>> + Send + 'a>> {
        Box::pin(async move { Ok(self.gather(changes).await?) })
    }
}

impl Gatherer {
    async fn gather(&self, changes: &[Change]) -> Result<(), Failure> {
        let Some(newest) = changes.last() else { return Ok(()) };
        let entry = |change: &Change| change.detail.get("entry").and_then(Value::as_i64);
        let entries: BTreeSet<i64> = changes.iter().filter_map(entry).collect();
        // A change of settings is no reason to write: the head is moved with the next entry.
        for entry in &entries {
            self.gather_entry(*entry).await?;
        }
        if entries.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        store::forget_unused(&mut tx).await?;
        store::move_head(&mut tx, newest.seq).await?;
        ask_soon(&mut tx, self.clock.now_ms()).await?;
        tx.commit().await
    }

    async fn gather_entry(&self, entry: i64) -> Result<(), Failure> {
        let found = self.links_of(entry).await?;
        let at = self.clock.now_ms();
        let mut tx = self.db.begin().await?;
        store::forget_uses(&mut tx, entry).await?;
        for (url, used) in &found {
            store::put_use(&mut tx, (url, host(url)), used, at).await?;
        }
        tx.commit().await
    }

    /// Every link of an entry: of what is being written first, then of what readers see.
    async fn links_of(&self, entry: i64) -> Result<Vec<(String, Use)>, Failure> {
        let Some((kind, key)) = editorial::named(&self.db, entry).await? else {
            return Ok(Vec::new());
        };
        let stored = editorial::read(&self.db, &kind, &key).await?;
        let live = editorial::live_by_id(&self.db, entry).await?;
        let written = stored.iter().flat_map(|stored| {
            let all = stored.languages.iter();
            all.map(|one| (one.language, &stored.facts, &one.words, false))
        });
        let all =
            written.chain(live.iter().map(|one| (one.language, &one.facts, &one.words, true)));
        let uses = all.flat_map(|(language, facts, words, live)| {
            let used = Use { entry, language, live, title: words.title.clone() };
            links_away(facts, words).into_iter().map(move |url| (url.to_owned(), used.clone()))
        });
        Ok(uses.collect())
    }
}

/// The site of an address, as written.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
