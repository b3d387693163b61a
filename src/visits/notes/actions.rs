//! What an editor does with notes: adds one, takes it out, puts it back.

use super::model::{Note, NoteId, wrong};
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use jiff::civil::Date;
use serde_json::json;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum NotNoted {
    /// The actor reviews nothing on this site.
    #[error("{0} may not explain figures")]
    NotAllowed(Actor),
    /// Something is wrong with the note: the key of the sentence that says so.
    #[error("a note was not taken: {0}")]
    Wrong(&'static str),
    /// There is no such note, or it stands as it was to be made.
    #[error("there is no such note")]
    Missing,
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Adds a note to a day that has begun.
pub async fn add_note(
    tx: &mut Tx,
    actor: &Actor,
    (at, today): (i64, Date),
    (day, said): (Date, &str),
) -> Result<NoteId, NotNoted> {
    allowed(actor)?;
    let said = said.trim();
    if let Some(key) = wrong(day, today, said) {
        return Err(NotNoted::Wrong(key));
    }
    let id = store::add(tx, (at, &actor.name()), (day, said)).await?;
    let note = Note { id, day, said: said.to_owned(), made_by: actor.name() };
    log(tx, (actor, at), "add", &note).await?;
    Ok(id)
}

/// Takes a note out; answers the place in the change log.
pub async fn remove_note(tx: &mut Tx, actor: &Actor, at: i64, id: NoteId) -> Result<i64, NotNoted> {
    allowed(actor)?;
    let note = store::set_removed(tx, id, Some(at)).await?.ok_or(NotNoted::Missing)?;
    log(tx, (actor, at), "remove", &note).await
}

/// Puts a note back that was taken out.
pub async fn put_back_note(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    id: NoteId,
) -> Result<(), NotNoted> {
    allowed(actor)?;
    let note = store::set_removed(tx, id, None).await?.ok_or(NotNoted::Missing)?;
    log(tx, (actor, at), "put-back", &note).await?;
    Ok(())
}

fn allowed(actor: &Actor) -> Result<(), NotNoted> {
    let may = actor.may(Right::Review, &Scope::anywhere());
    if may { Ok(()) } else { Err(NotNoted::NotAllowed(actor.clone())) }
}

async fn log(
    tx: &mut Tx,
    (actor, at): (&Actor, i64),
    verb: &str,
    note: &Note,
) -> Result<i64, NotNoted> {
    let subject = format!("visits-note/{}", note.id.0);
    let detail = json!({ "day": note.day, "said": note.said });
    let act =
        Act { at, actor: &actor.name(), verb, subject: &subject, detail, touches: Vec::new() };
    Ok(append(tx, act).await?)
}
