//! What an account is entered by: its link, its second factors, its sessions. Not for what it may do
//! (`people.rs`), nor for tokens of programs (`tokens.rs`).

use super::access::Caller;
use super::act::{Keep, Nothing, Once, Sent};
use super::inputs::At;
use super::moments::Moment;
use super::people::{InvitationView, account, reply, told};
use super::problem::{Answered, Stop};
use super::reply::Reply;
use crate::people::{self, Here, PersonId, Reach, Right, SecretHash};
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{delete, get, post};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/people/{id}/link", post(renew))
        .route("/people/{id}/second-factors", delete(drop_second_factors))
        .route("/people/{id}/sessions", get(sessions))
        .route("/people/{id}/sessions/{key}", delete(end_session))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(renew, drop_second_factors, sessions, end_session))]
pub struct Described;

/// Makes a new link: the invitation again, or recovery of an account in use. Earlier links end.
#[utoipa::path(post, path = "/api/people/{id}/link", tag = "people",
    params(("id" = i64, Path, description = "The account", minimum = 1),
        ("Idempotency-Key" = Option<String>, Header, description = "Does this once however often it is sent; the link is not shown again")),
    responses((status = 201, description = "The link, shown this once", body = InvitationView)))]
pub async fn renew(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let portal = act.portal.clone();
    let apart = act.begin_apart(Reach::People).await?;
    let here = Here { db: &portal.db, gate: &portal.gate, now: portal.clock.now() };
    let done = people::renew(here, &apart.act.caller.actor, PersonId(id)).await;
    apart.end(done.map_err(Stop::from).map(told), Keep::NotTheBody).await
}

/// Takes codes of an app, recovery codes and passkeys away from somebody who has lost her phone; ends
/// her sessions.
#[utoipa::path(delete, path = "/api/people/{id}/second-factors", tag = "people",
    params(("id" = i64, Path, description = "The account", minimum = 1),
        Once),
    responses((status = 200, description = "The account", body = super::people::PersonView)))]
pub async fn drop_second_factors(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    account!(act, id, |here, actor| people::drop_second_factors(here, actor, PersonId(id)))
}

/// A session of an account.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionView {
    /// What it is ended by; nobody can sign in with it.
    key: String,
    /// Since when.
    made_at: Moment,
    /// When it was last used.
    seen_at: Moment,
    /// The browser in a word or two; no address and no version is kept.
    agent: String,
}

/// Sessions that still last, the last used first.
#[derive(Serialize, ToSchema)]
pub struct SessionList {
    /// The sessions.
    items: Vec<SessionView>,
}

/// Lists the sessions of an account.
#[utoipa::path(get, path = "/api/people/{id}/sessions", tag = "people",
    params(("id" = i64, Path, description = "The account", minimum = 1)),
    responses((status = 200, description = "Sessions that still last", body = SessionList)))]
pub async fn sessions(State(portal): State<Portal>, caller: Caller, At(id): At<i64>) -> Answered {
    caller.reaches(Reach::People)?;
    caller.may(Right::Administer)?;
    reply(&portal, PersonId(id)).await?;
    let lines = people::sessions(&portal.db, PersonId(id), portal.clock.now()).await?;
    let view = |line: people::SessionLine| SessionView {
        key: line.key.as_str().to_owned(),
        made_at: Moment(line.made_at),
        seen_at: Moment(line.seen_at),
        agent: line.agent,
    };
    Ok(Reply::of(&SessionList { items: lines.into_iter().map(view).collect() }))
}

/// Ends one session of an account.
#[utoipa::path(delete, path = "/api/people/{id}/sessions/{key}", tag = "people",
    params(("id" = i64, Path, description = "The account", minimum = 1),
        ("key" = String, Path, description = "The session"),
        Once),
    responses((status = 200, description = "The account", body = super::people::PersonView)))]
pub async fn end_session(
    At((id, key)): At<(i64, String)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    let key = SecretHash::kept(key);
    account!(act, id, |here, actor| people::end_sessions(here, actor, PersonId(id), Some(&key)))
}
