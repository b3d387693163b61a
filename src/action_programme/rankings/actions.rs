//! What can be done with rankings: an index is set up, an edition is put down or taken out. Each
//! change is a row of the change log with what stood there before, so a value cannot move unseen.

use super::model::{Checked, Edition, EditionLabel, Fault, Index};
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
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
    log(tx, actor, at, ("put", &format!("ranking/{}", index.key)), detail).await
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
    log(tx, actor, at, ("put", &subject), detail).await
}

/// Takes an edition out, such as one that was put down under a wrong name.
pub async fn remove_edition(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (index, label): (&str, &EditionLabel),
) -> Result<(), Refusal> {
    allowed(actor)?;
    let subject = format!("ranking/{index}/{label}");
    let before = store::edition(tx, index, label).await?;
    let Some(before) = before else { return Err(Refusal::Missing(subject)) };
    store::remove_edition(tx, index, label).await?;
    log(tx, actor, at, ("remove", &subject), json!({ "was": told(&before) })).await
}

fn allowed(actor: &Actor) -> Result<(), Refusal> {
    let may = actor.may(Right::Coordinate, &Scope::site());
    if may { Ok(()) } else { Err(Refusal::NotAllowed(actor.clone())) }
}

fn told(edition: &Edition) -> Value {
    json!({
        "rank": edition.rank, "out_of": edition.out_of, "score": edition.score,
        "method": edition.method, "source": edition.source,
        "verified": edition.checked == Checked::Yes,
    })
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (verb, subject): (&str, &str),
    detail: Value,
) -> Result<(), Refusal> {
    let (name, touches) = (actor.name(), vec!["ranking".to_owned()]);
    append(tx, Act { at, actor: &name, verb, subject, detail, touches }).await?;
    Ok(())
}
