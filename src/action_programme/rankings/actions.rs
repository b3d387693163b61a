//! What can be done with rankings: an index is set up, an edition is put down or taken out, a copy of its
//! source is kept. Each change is a row of the change log with what stood there before, so a value cannot move
//! unseen. Each holds its index first, so that of two at once the second sees what the first one wrote.

use super::model::{Checked, Edition, EditionLabel, Fault, Index, SourceCopy};
use super::store::{self, KeptCopy};
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, Change, append};
use crate::platform::db::{Db, Failure, Tx};
use crate::platform::files::{FileFailure, Files, Kept};
use bytes::Bytes;
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
    /// The file store did not answer.
    #[error(transparent)]
    Files(#[from] FileFailure),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// An edition as somebody had it before her.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The key of its index.
    pub index: &'a str,
    /// What its publisher calls it.
    pub label: &'a EditionLabel,
    /// Its revision.
    pub revision: i64,
}

/// Sets an index up, or changes what is said of it. `seen` is the index as the actor had it before her, none
/// for a new one. Its editions are not touched.
pub async fn put_index(
    (tx, db): (&mut Tx, &Db),
    actor: &Actor,
    at: i64,
    (place, index): (i64, &Index),
    seen: Option<&Index>,
) -> Result<(), Refusal> {
    allowed(actor)?;
    let faults = index.faults();
    if !faults.is_empty() {
        return Err(Refusal::Faulty(faults));
    }
    let subject = format!("ranking/{}", index.key);
    store::hold(tx, &index.key).await?;
    let now = store::index(db, &index.key).await?;
    let unmoved = match (&now, seen) {
        (Some(now), Some(seen)) => now.says_the_same(seen),
        (None, None) => store::add_index(tx, place, &index.key).await?,
        _ => false,
    };
    if !unmoved {
        return Err(Refusal::Clash(subject));
    }
    store::put_index(tx, place, index).await?;
    let detail = json!({ "publisher": index.publisher, "methods": index.methods.len() });
    log(tx, actor, at, ("put", &subject), detail).await?;
    Ok(())
}

/// An edition as it stands, held until the transaction ends, if it is still as it was seen.
async fn held(tx: &mut Tx, seen: Seen<'_>) -> Result<(Edition, String), Refusal> {
    let subject = format!("ranking/{}/{}", seen.index, seen.label);
    store::hold(tx, seen.index).await?;
    match store::edition(tx, seen.index, seen.label).await? {
        None => Err(Refusal::Missing(subject)),
        Some(now) if now.revision != seen.revision => Err(Refusal::Clash(subject)),
        Some(now) => Ok((now, subject)),
    }
}

/// Puts an edition down. `seen` is the revision the actor had before her, 0 for a new edition. The copy of
/// its source stays with it as long as the source does.
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
    store::hold(tx, &index.key).await?;
    let before = store::edition(tx, &index.key, &edition.label).await?;
    if before.as_ref().map_or(0, |before| before.revision) != seen {
        return Err(Refusal::Clash(subject));
    }
    let copied = before.as_ref().filter(|before| before.source == edition.source);
    let copy = edition.copy.clone().or_else(|| copied.and_then(|before| before.copy.clone()));
    let edition = Edition { copy, ..edition.clone() };
    store::put_edition(tx, &index.key, &edition, seen + 1).await?;
    let detail = json!({ "was": before.as_ref().map(told), "is": told(&edition) });
    log(tx, actor, at, ("put", &subject), detail).await?;
    Ok(())
}

/// Takes an edition out, such as one that was put down under a wrong name; answers the place in the
/// change log, by which it is put back.
pub async fn remove_edition(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    seen: Seen<'_>,
) -> Result<i64, Refusal> {
    allowed(actor)?;
    let (before, subject) = held(tx, seen).await?;
    store::remove_edition(tx, seen.index, seen.label).await?;
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
    store::hold(tx, index).await?;
    if store::edition(tx, index, &label).await?.is_some() {
        return Err(Refusal::Clash(change.subject.clone()));
    }
    let was = change.detail.get("was").and_then(|was| read(label, was)).ok_or_else(missing)?;
    store::put_edition(tx, index, &was, was.revision).await?;
    log(tx, actor, at, ("put-back", &change.subject), json!({ "is": told(&was) })).await?;
    Ok(index.to_owned())
}

/// A copy of a source as it was read.
#[derive(Debug)]
pub struct Copy<'a> {
    /// What the file is called.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Keeps a private copy of an edition's source and writes its SHA-256 and the day beside the source. It is
/// never served to readers: its rights are another's.
pub async fn keep_copy(
    tx: &mut Tx,
    files: &Files,
    actor: &Actor,
    (at, today): (i64, Date),
    seen: Seen<'_>,
    copy: Copy<'_>,
) -> Result<SourceCopy, Refusal> {
    allowed(actor)?;
    let (before, subject) = held(tx, seen).await?;
    if copy.bytes.is_empty() {
        return Err(Refusal::Faulty(vec![Fault { field: "body", key: "rankings-wrong-copy" }]));
    }
    let Kept { sha256, bytes } = files.originals().keep(copy.bytes).await?;
    let kept = KeptCopy { sha256: sha256.clone(), name: copy.name.to_owned(), bytes, at };
    store::keep_copy(tx, (seen.index, seen.label), &kept, &actor.name()).await?;
    let copy = SourceCopy { sha256, kept_on: today };
    let edition = Edition { copy: Some(copy.clone()), ..before.clone() };
    store::put_edition(tx, seen.index, &edition, before.revision + 1).await?;
    let detail = json!({ "was": told(&before), "is": told(&edition) });
    log(tx, actor, at, ("keep-copy", &subject), detail).await?;
    Ok(copy)
}

/// Takes the copy off an edition: readers are no longer told of it. The log keeps its hash and the private store
/// its bytes, as of a copy another one took the place of.
pub async fn remove_copy(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    seen: Seen<'_>,
) -> Result<(), Refusal> {
    allowed(actor)?;
    let (before, subject) = held(tx, seen).await?;
    if before.copy.is_none() {
        return Err(Refusal::Missing(subject));
    }
    let edition = Edition { copy: None, ..before.clone() };
    store::put_edition(tx, seen.index, &edition, before.revision + 1).await?;
    let detail = json!({ "was": told(&before), "is": told(&edition) });
    log(tx, actor, at, ("remove-copy", &subject), detail).await?;
    Ok(())
}

/// Whether somebody may have a kept copy.
pub fn may_have_copies(actor: &Actor) -> bool {
    allowed(actor).is_ok()
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
        "copy": edition.copy,
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
        copy: told.get("copy").and_then(|copy| serde_json::from_value(copy.clone()).ok()),
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
