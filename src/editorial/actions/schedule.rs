//! What happens by itself at its hour: going public, and expiring. An hour is set by a person who
//! could do it at once; the scheduler only keeps it.

use super::publish::{approved, flag};
use super::ready::ready;
use super::tell::tell_not_done;
use super::{Of, Refusal, Release, find, log, may_become, release, take_down, unchanged};
use crate::editorial::kinds::Kinds;
use crate::editorial::life::{Approval, Change, Ending, Stage};
use crate::editorial::store::{self, Due, Edition, Seen};
use crate::people::{Actor, Right};
use crate::platform::db::{Db, Tx};
use jiff::tz::TimeZone;
use serde_json::json;

/// Approves the newest edition to go public at an hour, in milliseconds since 1970.
pub async fn schedule(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    seen: Option<&Seen>,
    hour: (i64, Change, Approval),
) -> Result<(), Refusal> {
    let (goes_live_at, change, approval) = hour;
    let found = find(tx, actor, Right::Publish, of).await?;
    unchanged(&found, seen)?;
    may_become(&found, Stage::Scheduled)?;
    if goes_live_at <= at {
        return Err(Refusal::Past(found.subject));
    }
    let forced = approved(actor, &found.stored, of, &approval)?;
    ready(tx, &found.stored, of).await?;
    let note = match &change {
        Change::Minor => None,
        Change::Major { note } => Some(super::reason(&found.subject, note)?),
    };
    let edition = Edition { entry: found.stored.id, at, by: &actor.name() };
    store::set_stage(tx, edition, of.language, Stage::Scheduled).await?;
    store::set_hour(tx, found.stored.id, of.language, goes_live_at, note).await?;
    flag(tx, edition, found.state()?, forced.as_deref()).await?;
    let detail =
        json!({ "entry": found.stored.id, "language": of.language, "goes_live_at": goes_live_at });
    log(tx, actor, at, "schedule", &found.subject, detail, Vec::new()).await
}

/// Takes the hour back; the edition is being written again.
pub async fn unschedule(tx: &mut Tx, actor: &Actor, at: i64, of: Of<'_>) -> Result<(), Refusal> {
    let found = find(tx, actor, Right::Publish, of).await?;
    if found.state()?.stage != Stage::Scheduled {
        return Ok(());
    }
    let edition = Edition { entry: found.stored.id, at, by: &actor.name() };
    store::set_stage(tx, edition, of.language, Stage::Writing).await?;
    let detail = json!({ "entry": found.stored.id, "language": of.language });
    log(tx, actor, at, "unschedule", &found.subject, detail, Vec::new()).await
}

/// Sets the moment at which a language is taken down by itself, or takes it back.
pub async fn expire_at(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    expires_at: Option<i64>,
) -> Result<(), Refusal> {
    let found = find(tx, actor, Right::Publish, of).await?;
    if expires_at.is_some_and(|moment| moment <= at) {
        return Err(Refusal::Past(found.subject));
    }
    store::set_expiry(tx, found.stored.id, of.language, expires_at).await?;
    let detail =
        json!({ "entry": found.stored.id, "language": of.language, "expires_at": expires_at });
    log(tx, actor, at, "set-expiry", &found.subject, detail, Vec::new()).await
}

/// Puts a refusal into words for whoever looks after the entry.
pub type Says<'a> = dyn Fn(&Refusal) -> String + Send + Sync + 'a;

/// Does what is due: publishes what was scheduled, takes down what has expired. What cannot go
/// public any more is handed back with a remark that `says` why, and those who look after it are told.
/// Answers how many.
pub async fn run_due(
    db: &Db,
    kinds: &Kinds,
    (zone, at): (&TimeZone, i64),
    says: &Says<'_>,
) -> Result<usize, Refusal> {
    let mut done = 0;
    for one in store::due(db, at).await? {
        let Some(rules) = kinds.named(&one.kind) else { continue };
        let of = Of { rules, key: &one.key, language: one.language };
        let mut tx = db.begin().await?;
        // Two nodes may see the same row: only one of them takes it.
        if !store::claim(&mut tx, &one, at).await? {
            continue;
        }
        match act(&mut tx, of, &one, zone, at).await {
            Ok(()) => tx.commit().await?,
            Err(Refusal::Database(failure)) => return Err(failure.into()),
            Err(refusal) => {
                drop(tx);
                give_back(db, of, &one, at, says(&refusal)).await?;
            }
        }
        done += 1;
    }
    Ok(done)
}

async fn act(tx: &mut Tx, of: Of<'_>, one: &Due, zone: &TimeZone, at: i64) -> Result<(), Refusal> {
    if one.expires {
        return take_down(tx, &Actor::Scheduler, at, of, Ending::Withdrawn { reason: None }).await;
    }
    let change = match &one.change_note {
        Some(note) => Change::Major { note: note.clone() },
        None => Change::Minor,
    };
    // Approved, or forced and flagged, when the hour was set.
    let approval = Approval::SecondPerson;
    release(tx, &Actor::Scheduler, at, Release { of, seen: None, change, approval, zone }).await
}

async fn give_back(db: &Db, of: Of<'_>, one: &Due, at: i64, remark: String) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let edition = Edition { entry: one.entry, at, by: &Actor::Scheduler.name() };
    if one.expires {
        store::set_expiry(&mut tx, one.entry, of.language, None).await?;
    } else {
        store::set_stage(&mut tx, edition, of.language, Stage::Returned).await?;
    }
    store::new_remark(&mut tx, edition, of.language, Stage::Returned, &remark).await?;
    let detail = json!({ "entry": one.entry, "language": of.language, "why": remark });
    log(&mut tx, &Actor::Scheduler, at, "return", &of.subject(), detail, Vec::new()).await?;
    tell_not_done(&mut tx, one, at, &remark).await?;
    tx.commit().await?;
    Ok(())
}
