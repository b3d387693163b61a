//! Copies of the sources of a fact check: handed in with one request, given back only to those who may
//! save the entry. Readers get the hash, never the copy.

use super::described::AsRead;
use super::{Work, find};
use crate::api::access::Caller;
use crate::api::copies::{HandedIn, given};
use crate::api::inputs::{At, Called};
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::factcheck;
use crate::people::{Reach, Right};
use crate::portal::Portal;
use axum::extract::State;
use axum::response::Response;

/// Keeps a copy of a source: its bytes are the body. Its SHA-256 is written beside the source.
#[utoipa::path(put, path = "/api/entries/{id}/findings/{finding}/copy", tag = "entries",
    request_body(content = String, content_type = "application/octet-stream", description = "The bytes of the copy, at most 50 MB"),
    params(Called, ("id" = i64, Path, description = "The fact check", minimum = 1),
        ("finding" = String, Path, description = "The id of the finding whose source it is"),
        AsRead),
    responses((status = 200, description = "The entry as it is now", body = super::view::EntryView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn keep(
    State(portal): State<Portal>,
    At((id, finding)): At<(i64, String)>,
    HandedIn { act, name, bytes }: HandedIn,
) -> Answered {
    let mut work = Work::open(act, id, Reach::Write).await?;
    if work.entry.kind() != factcheck::KIND.name() {
        return Err(Problem::new(Why::NoSuch).into());
    }
    let (actor, at) = (work.begun.act.caller.actor.clone(), work.begun.act.at);
    let copy = factcheck::Copy { key: &work.entry.key, finding: &finding, name: &name, bytes };
    let rules = work.entry.rules;
    factcheck::keep_copy(&mut work.begun.tx, &portal.files, &actor, at, &rules, copy).await?;
    work.end().await
}

/// Gives a kept copy back to those who may save the entry.
#[utoipa::path(get, path = "/api/entries/{id}/copies/{sha256}", tag = "entries",
    params(("id" = i64, Path, description = "The fact check", minimum = 1),
        ("sha256" = String, Path, description = "The SHA-256 of the copy")),
    responses((status = 200, description = "The bytes of the copy", content_type = "application/octet-stream")))]
pub async fn give(
    State(portal): State<Portal>,
    caller: Caller,
    At((id, sha256)): At<(i64, String)>,
) -> Result<Response, Stop> {
    caller.reaches(Reach::Read)?;
    let entry = find(&portal, id).await?;
    let stored = super::stored(&portal, &entry).await?;
    if !caller.actor.may(Right::Save, &stored.scope()) {
        return Err(Problem::new(Why::NotAllowed).into());
    }
    let kept = factcheck::kept_copy(&portal.db, id, &sha256).await?;
    let kept = kept.ok_or_else(|| Problem::new(Why::NoSuch))?;
    Ok(given(&sha256, portal.files.originals().get(&kept.sha256, None).await?))
}
