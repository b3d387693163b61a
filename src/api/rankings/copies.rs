//! Private copies of the sources of editions: handed in with one request, taken off, given back only to those who
//! may change rankings. Readers get the hash and the day, never the copy.

use super::editions::{EditionView, label, now, reply};
use super::found;
use crate::action_programme::rankings::{self, Seen};
use crate::api::access::Caller;
use crate::api::act::{Nothing, Once, Sent};
use crate::api::copies::{HandedIn, given};
use crate::api::inputs::{At, Called};
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::people::Reach;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, put};
use utoipa::OpenApi;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/rankings/{index}/editions/{edition}/copy", put(keep).delete(remove))
        .route("/rankings/{index}/editions/{edition}/copies/{sha256}", get(give))
}

#[derive(OpenApi)]
#[openapi(paths(keep, remove, give))]
pub(super) struct Described;

/// Keeps a private copy of an edition's source: its bytes are the body. Its SHA-256 and the day are written
/// beside the source.
#[utoipa::path(put, path = "/api/rankings/{index}/editions/{edition}/copy", tag = "rankings",
    request_body(content = String, content_type = "application/octet-stream", description = "The bytes of the copy, at most 50 MB"),
    params(Called, ("index" = String, Path, description = "The key of the index"),
        ("edition" = String, Path, description = "What its publisher calls it"),
        ("If-Match" = String, Header, description = "The ETag of the edition as it was read"),
        Once),
    responses((status = 200, description = "The edition as it is now", body = EditionView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn keep(
    At((key, edition)): At<(String, String)>,
    HandedIn { act, name, bytes }: HandedIn,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let label = label(&edition)?;
    let portal = begun.act.portal.clone();
    let index = found(&portal, &key).await?;
    let one = index.edition(&label).ok_or(Why::NoSuch)?;
    begun.expect(&reply(&key, one).etag.unwrap_or_default())?;
    let (actor, when) = (begun.act.caller.actor.clone(), (begun.act.at, portal.today()));
    let seen = Seen { index: &key, label: &label, revision: one.revision };
    let copy = rankings::Copy { name: &name, bytes };
    rankings::keep_copy(&mut begun.tx, &portal.files, &actor, when, seen, copy).await?;
    let reply = now(&mut begun, &key, &label).await?;
    begun.end(reply).await
}

/// Takes the copy off an edition: readers are no longer told of it. It is still given by its hash to those who may
/// change rankings.
#[utoipa::path(delete, path = "/api/rankings/{index}/editions/{edition}/copy", tag = "rankings",
    params(("index" = String, Path, description = "The key of the index"),
        ("edition" = String, Path, description = "What its publisher calls it"),
        ("If-Match" = String, Header, description = "The ETag of the edition as it was read"),
        Once),
    responses((status = 200, description = "The edition as it is now", body = EditionView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn remove(
    At((key, edition)): At<(String, String)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let label = label(&edition)?;
    let index = found(&begun.act.portal, &key).await?;
    let one = index.edition(&label).ok_or(Why::NoSuch)?;
    begun.expect(&reply(&key, one).etag.unwrap_or_default())?;
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let seen = Seen { index: &key, label: &label, revision: one.revision };
    rankings::remove_copy(&mut begun.tx, &actor, at, seen).await?;
    let reply = now(&mut begun, &key, &label).await?;
    begun.end(reply).await
}

/// Gives a kept copy back to those who may change rankings.
#[utoipa::path(get, path = "/api/rankings/{index}/editions/{edition}/copies/{sha256}", tag = "rankings",
    params(("index" = String, Path, description = "The key of the index"),
        ("edition" = String, Path, description = "What its publisher calls it"),
        ("sha256" = String, Path, description = "The SHA-256 of the copy")),
    responses((status = 200, description = "The bytes of the copy", content_type = "application/octet-stream")))]
pub async fn give(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, edition, sha256)): At<(String, String, String)>,
) -> Result<Response, Stop> {
    caller.reaches(Reach::Read)?;
    if !rankings::may_have_copies(&caller.actor) {
        return Err(Problem::new(Why::NotAllowed).into());
    }
    let kept = rankings::kept_copy(&portal.db, (&key, &label(&edition)?), &sha256).await?;
    let kept = kept.ok_or(Why::NoSuch)?;
    Ok(given(&sha256, portal.files.originals().get(&kept.sha256, None).await?))
}
