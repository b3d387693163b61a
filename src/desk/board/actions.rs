//! Filters that people keep, each for herself or for everybody: kept, forgotten, put back. Not for filtering.

use super::asked::Asked;
pub use super::store::Saved;

use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, Change, append};
use crate::platform::db::{Db, Failure, Result as Read, Tx};
use serde_json::{Value, json};

/// Who sees a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Whoever keeps it.
    Herself,
    /// Everybody at the desk.
    Everybody,
}

/// A filter to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The query string of the list.
    pub query: &'a str,
    /// Who sees it.
    pub reader: Reader,
}

/// Why a filter was not kept or forgotten.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor may not keep or forget it.
    #[error("{0} may not do this")]
    NotAllowed(Actor),
    /// There is none of that number.
    #[error("there is no such filter")]
    Missing,
    /// It is there again already.
    #[error("the filter is there already")]
    There,
    /// It has no name.
    #[error("a filter needs a name")]
    NoName,
    /// It filters nothing.
    #[error("a filter must ask for something")]
    Empty,
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

const LONGEST_NAME: usize = 60;

/// The filters an actor sees: her own and everybody's, by name.
pub async fn saved(db: &Db, actor: &Actor) -> Read<Vec<Saved>> {
    store::saved(db, actor.person().map_or(-1, |person| person.id.0)).await
}

/// Her own, those she made for everybody, and everybody's for an administrator.
pub fn may_forget(actor: &Actor, saved: &Saved) -> bool {
    match saved.person_id {
        Some(id) => actor.person().is_some_and(|person| person.id.0 == id),
        None => saved.made_by == actor.name() || actor.may(Right::Administer, &Scope::site()),
    }
}

/// Keeps a filter under a name.
pub async fn keep(tx: &mut Tx, actor: &Actor, at: i64, kept: Kept<'_>) -> Result<Saved, Refusal> {
    let refused = || Refusal::NotAllowed(actor.clone());
    let person_id = match kept.reader {
        Reader::Herself => Some(actor.person().ok_or_else(refused)?.id.0),
        Reader::Everybody if actor.may(Right::Review, &Scope::anywhere()) => None,
        Reader::Everybody => return Err(refused()),
    };
    // Read and written again: nothing but filters is ever kept.
    let query = Asked::read(Some(kept.query)).query();
    let name: String = kept.name.trim().chars().take(LONGEST_NAME).collect();
    if name.is_empty() {
        return Err(Refusal::NoName);
    }
    if query.is_empty() {
        return Err(Refusal::Empty);
    }
    let mut saved = Saved { id: 0, person_id, name, query, made_by: actor.name() };
    saved.id = store::keep(tx, &saved, at).await?;
    let detail = json!({ "name": saved.name, "query": saved.query,
        "everybody": kept.reader == Reader::Everybody });
    log(tx, (actor, at), ("save-filter", saved.id), detail).await?;
    Ok(saved)
}

/// Forgets a filter; answers what it was, and the place in the change log.
pub async fn forget(tx: &mut Tx, actor: &Actor, at: i64, id: i64) -> Result<(Saved, i64), Refusal> {
    let saved = store::find(tx, id).await?.ok_or(Refusal::Missing)?;
    if !may_forget(actor, &saved) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    store::delete(tx, id).await?;
    let seq = log(tx, (actor, at), ("delete-filter", id), json!({ "was": saved })).await?;
    Ok((saved, seq))
}

/// Puts a filter back that was forgotten, under its number.
pub async fn put_back(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    forgotten: &Change,
) -> Result<Saved, Refusal> {
    let was = forgotten.detail.get("was").cloned();
    let saved: Saved =
        was.and_then(|was| serde_json::from_value(was).ok()).ok_or(Refusal::Missing)?;
    if !may_forget(actor, &saved) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    if !store::put_back(tx, &saved, at).await? {
        return Err(Refusal::There);
    }
    let detail = json!({ "name": saved.name, "query": saved.query });
    log(tx, (actor, at), ("put-back", saved.id), detail).await?;
    Ok(saved)
}

async fn log(
    tx: &mut Tx,
    (actor, at): (&Actor, i64),
    (verb, id): (&str, i64),
    detail: Value,
) -> Result<i64, Refusal> {
    let (by, subject) = (actor.name(), format!("filter/{id}"));
    let act = Act { at, actor: &by, verb, subject: &subject, detail, touches: Vec::new() };
    Ok(append(tx, act).await?)
}
