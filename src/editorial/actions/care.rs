//! Who looks after an entry and when it must be read again; remarks between colleagues.

use super::{Of, Refusal, find, log, reason};
use crate::editorial::kinds::Kinds;
use crate::editorial::store::{self, Edition};
use crate::people::{Actor, PersonId, Right};
use crate::platform::db::{Db, Result as Stored, Tx};
use jiff::civil::Date;
use serde_json::json;

/// Who looks after an entry, and until when its content is vouched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Care {
    /// Its owner.
    pub owner: Option<PersonId>,
    /// The day on which it must be read again.
    pub review_on: Option<Date>,
}

/// Hands an entry into somebody's care.
pub async fn care(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    care: Care,
) -> Result<(), Refusal> {
    let found = find(tx, actor, Right::Review, of).await?;
    store::set_care(tx, found.stored.id, care.owner, care.review_on).await?;
    let detail = json!({ "entry": found.stored.id, "owner": care.owner,
        "review_on": care.review_on.map(|day| day.to_string()) });
    log(tx, actor, at, "care", &found.subject, detail, Vec::new()).await
}

/// Fills what lists at the desk read, for entries saved before there was a desk. Answers how many.
pub async fn fill_lists(db: &Db, kinds: &Kinds) -> Stored<usize> {
    let mut filled = 0;
    loop {
        let mut tx = db.begin().await?;
        let unlisted = store::unlisted(&mut tx, 200).await?;
        let mut progress = 0;
        for (kind, key) in &unlisted {
            let Some(rules) = kinds.named(kind) else { continue };
            let Some(stored) = store::latest(&mut tx, kind, key).await? else { continue };
            let section = (rules.listing)(&stored.facts).section;
            store::fill_line(&mut tx, &stored, section.as_deref()).await?;
            progress += 1;
        }
        tx.commit().await?;
        filled += progress;
        if progress == 0 {
            return Ok(filled);
        }
    }
}

/// Leaves a remark for colleagues beside an entry.
pub async fn remark(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    text: &str,
) -> Result<(), Refusal> {
    let found = match find(tx, actor, Right::Save, of).await {
        Err(Refusal::NotAllowed(_)) => find(tx, actor, Right::Translate, of).await?,
        found => found?,
    };
    let text = reason(&found.subject, text)?;
    let edition = Edition { entry: found.stored.id, at, by: &actor.name() };
    store::new_remark(tx, edition, of.language, found.state()?.stage, text).await?;
    let detail = json!({ "entry": found.stored.id, "language": of.language });
    log(tx, actor, at, "remark", &found.subject, detail, Vec::new()).await
}
