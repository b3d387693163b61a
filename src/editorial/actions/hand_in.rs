//! Handing in for a second pair of eyes, and handing back with a remark.

use super::{Of, Refusal, find, log, may_become, reason, unchanged};
use crate::editorial::life::Stage;
use crate::editorial::store::{self, Edition, Seen};
use crate::people::{Actor, Right};
use crate::platform::db::Tx;
use serde_json::json;

/// Hands the newest edition in; a remark tells the reader at the desk what to look at.
pub async fn hand_in(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    seen: Option<&Seen>,
    remark: Option<&str>,
) -> Result<(), Refusal> {
    let found = match find(tx, actor, Right::Save, of).await {
        Err(Refusal::NotAllowed(_)) => find(tx, actor, Right::Translate, of).await?,
        found => found?,
    };
    unchanged(&found, seen)?;
    may_become(&found, Stage::Submitted)?;
    let edition = Edition { entry: found.stored.id, at, by: &actor.name() };
    store::set_stage(tx, edition, of.language, Stage::Submitted).await?;
    if let Some(remark) = remark.map(str::trim).filter(|remark| !remark.is_empty()) {
        store::new_remark(tx, edition, of.language, Stage::Submitted, remark).await?;
    }
    let detail = json!({ "entry": found.stored.id, "language": of.language });
    log(tx, actor, at, "submit", &found.subject, detail, Vec::new()).await
}

/// Hands what was handed in or scheduled back to its author; the remark says what to mend.
pub async fn hand_back(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    remark: &str,
) -> Result<(), Refusal> {
    let found = find(tx, actor, Right::Review, of).await?;
    let remark = reason(&found.subject, remark)?;
    may_become(&found, Stage::Returned)?;
    let edition = Edition { entry: found.stored.id, at, by: &actor.name() };
    store::set_stage(tx, edition, of.language, Stage::Returned).await?;
    store::new_remark(tx, edition, of.language, Stage::Returned, remark).await?;
    let detail = json!({ "entry": found.stored.id, "language": of.language });
    log(tx, actor, at, "return", &found.subject, detail, Vec::new()).await
}
