//! Freezing a month, and looking whether a frozen one is still what it was. No right is asked for:
//! time freezes months, nobody else can.

use super::model::Frozen;
use super::store;
use crate::people::Actor;
use crate::platform::changes::{Act, about, append};
use crate::platform::db::{Db, Result, Tx};
use crate::visits::report::sum_facets;
use serde_json::json;

/// Freezes a month whose days are closed. Answers whether it was not frozen yet.
pub async fn freeze(tx: &mut Tx, at: i64, month: &str) -> Result<bool> {
    store::hold(tx).await?;
    if store::is_frozen(tx, month).await? {
        return Ok(false);
    }
    let frozen = Frozen::of(month, &store::month(tx, month).await?);
    store::put(tx, at, &frozen).await?;
    sum_facets(tx, month).await?;
    store::forget_sketches(tx, month).await?;
    let (sum, digest) = (frozen.sum, frozen.digest);
    let detail = json!({ "views": sum.views, "visits": sum.visits, "visitors": sum.visitors,
        "digest": digest });
    let (actor, subject) = (Actor::Scheduler.name(), subject(month));
    append(
        tx,
        Act { at, actor: &actor, verb: "freeze", subject: &subject, detail, touches: Vec::new() },
    )
    .await?;
    Ok(true)
}

/// The first frozen month whose figures are no longer those the change log has of it.
pub async fn altered(db: &Db) -> Result<Option<String>> {
    let mut tx = db.begin().await?;
    for frozen in store::all(db).await? {
        let now = Frozen::of(&frozen.month, &store::month(&mut tx, &frozen.month).await?);
        let written = about(db, &subject(&frozen.month), 100).await?;
        let written = written.iter().find(|change| change.verb == "freeze");
        let written = written.and_then(|change| change.detail.get("digest")?.as_str());
        if now != frozen || written.is_some_and(|digest| digest != now.digest) {
            return Ok(Some(frozen.month));
        }
    }
    Ok(None)
}

fn subject(month: &str) -> String {
    format!("visits/{month}")
}
