//! What can be done with rankings: an index is set up, an edition is put down or taken out. Each
//! change is a row of the change log with what stood there before, so a value cannot move unseen.

use super::model::{Checked, Edition, EditionLabel, Fault, Index};
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, Change, append};
use crate::platform::db::{Failure, Tx};
use jiff::civil::Date;
use serde_json::{Value, json};

/// Why a ranking was not changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor does not coordinate the whole site's programme.
    #[error("{0} may not change rankings")]
    NotAllowed(Actor),
    /// There is no such index or edition.
    #[error("there is no ranking {0}")]
    Missing(String),
    /// Somebody else put this edition down in the meantime; nothing was written.
    #[error("{0} was changed by somebody else in the meantime")]
    Clash(String),
    /// What is wrong with the value.
    #[error("{}", .0.iter().map(|fault| fault.field).collect::<Vec<_>>().join(", "))]
    Faulty(Vec<Fault>),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Sets an index up, or changes what is said of it. Its editions are not touched.
pub async fn put_index(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (place, index): (i64, &Index),
) -> Result<(), Refusal> {
    allowed(actor)?;
    store::put_index(tx, place, index).await?;
    let detail = json!({ "publisher": index.publisher, "methods": index.methods.len() });
    log(tx, actor, at, ("put", &format!("ranking/{}", index.key)), detail).await?;
    Ok(())
}

/// Puts an edition down. `seen` is the revision the actor had before her, 0 for a new edition.
pub async fn put_edition(
    tx: &mut Tx,
    actor: &Actor,
    (at, today): (i64, Date),
    (index, seen): (&Index, i64),
    edition: &Edition,
) -> Result<(), Refusal> {
    allowed(actor)?;
    let faults = edition.faults(index, today);
    if !faults.is_empty() {
        return Err(Refusal::Faulty(faults));
    }
    let subject = format!("ranking/{}/{}", index.key, edition.label);
    let before = store::edition(tx, &index.key, &edition.label).await?;
    if before.as_ref().map_or(0, |before| before.revision) != seen {
        return Err(Refusal::Clash(subject));
    }
    store::put_edition(tx, &index.key, edition, seen + 1).await?;
    let detail = json!({ "was": before.as_ref().map(told), "is": told(edition) });
    log(tx, actor, at, ("put", &subject), detail).await?;
    Ok(())
}

/// Takes an edition out, such as one that was put down under a wrong name; answers the place in the
/// change log, by which it is put back.
pub async fn remove_edition(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (index, label): (&str, &EditionLabel),
) -> Result<i64, Refusal> {
    allowed(actor)?;
    let subject = format!("ranking/{index}/{label}");
    let before = store::edition(tx, index, label).await?;
    let Some(before) = before else { return Err(Refusal::Missing(subject)) };
    store::remove_edition(tx, index, label).await?;
    log(tx, actor, at, ("remove", &subject), json!({ "was": told(&before) })).await
}

/// Puts an edition back that was taken out; answers the key of its index.
pub async fn put_back_edition(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    change: &Change,
) -> Result<String, Refusal> {
    allowed(actor)?;
    let missing = || Refusal::Missing(change.subject.clone());
    let place = change.subject.strip_prefix("ranking/").and_then(|rest| rest.rsplit_once('/'));
    let (index, label) = place.ok_or_else(missing)?;
    let label: EditionLabel = label.parse().map_err(|_| missing())?;
    if store::edition(tx, index, &label).await?.is_some() {
        return Err(Refusal::Clash(change.subject.clone()));
    }
    let was = change.detail.get("was").and_then(|was| read(label, was)).ok_or_else(missing)?;
    store::put_edition(tx, index, &was, was.revision).await?;
    log(tx, actor, at, ("put-back", &change.subject), json!({ "is": told(&was) })).await?;
    Ok(index.to_owned())
}

fn allowed(actor: &Actor) -> Result<(), Refusal> {
    let may = actor.may(Right::Coordinate, &Scope::site());
    if may { Ok(()) } else { Err(Refusal::NotAllowed(actor.clone())) }
}

fn told(edition: &Edition) -> Value {
    json!({
        "rank": edition.rank, "out_of": edition.out_of, "score": edition.score,
        "method": edition.method, "source": edition.source,
        "verified": edition.checked == Checked::Yes, "retrieved_on": edition.retrieved_on,
        "notes": edition.notes, "revision": edition.revision,
    })
}

/// An edition out of what was told of it; `None` for rows of earlier versions, which did not tell all.
fn read(label: EditionLabel, told: &Value) -> Option<Edition> {
    let text = |name: &str| told.get(name).and_then(Value::as_str).map(str::to_owned);
    let number = |name: &str| told.get(name).and_then(Value::as_i64);
    let checked = if told.get("verified")?.as_bool()? { Checked::Yes } else { Checked::NotYet };
    Some(Edition {
        label,
        method: text("method")?,
        rank: number("rank"),
        out_of: number("out_of"),
        score: text("score"),
        source: text("source")?,
        retrieved_on: text("retrieved_on").and_then(|day| day.parse().ok()),
        checked,
        notes: serde_json::from_value(told.get("notes")?.clone()).ok()?,
        revision: number("revision")?,
    })
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (verb, subject): (&str, &str),
    detail: Value,
) -> Result<i64, Refusal> {
    let (name, touches) = (actor.name(), vec!["ranking".to_owned()]);
    Ok(append(tx, Act { at, actor: &name, verb, subject, detail, touches }).await?)
}
