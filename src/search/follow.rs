//! The follower that keeps the index true: it reads what a change says was published or withdrawn.

use super::index::{Leaf, SearchIndex};
use crate::editorial::{self, Live};
use crate::platform::changes::{Change, FollowError, Follower};
use crate::platform::db::Db;
use crate::site::Addresses;
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
}

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
        let entry =
            |change: &Change| change.detail.get("entry").and_then(serde_json::Value::as_i64);
        let public =
            changes.iter().filter(|change| change.verb == "publish" || change.verb == "withdraw");
        let entries: BTreeSet<i64> = public.filter_map(entry).collect();
        for entry in entries {
            let live = editorial::live_by_id(&self.db, entry).await?;
            self.index.remove(entry).map_err(keeping)?;
            let leaves: Vec<Leaf> = live.iter().map(|live| self.leaf(live)).collect();
            self.index.put(&leaves).map_err(keeping)?;
        }
        if let Some(newest) = changes.last() {
            self.index.commit(newest.seq).map_err(keeping)?;
        }
        Ok(())
    }

    fn leaf(&self, live: &Live) -> Leaf {
        Leaf {
            entry: live.id,
            language: live.language.to_string(),
            kind: live.kind.clone(),
            title: live.words.title.clone(),
            lead: live.words.lead.clone(),
            text: live.words.body.plain_text(),
            url: self.addresses.entry(live.language, &live.kind, &live.words.slug),
            published_ms: live.published_at,
        }
    }
}
