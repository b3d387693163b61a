//! The change log: who did what, whether the chain is whole, and taking a merger or a deletion back.

use super::access::Caller;
use super::act::{Nothing, Once, Sent};
use super::inputs::{Asked, At};
use super::moments::Moment;
use super::problem::{Answered, Problem, Why};
use super::reply::Reply;
use crate::desk;
use crate::people::{Reach, Right};
use crate::platform::changes::{self, Change};
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/log", get(list))
        .route("/log/verification", get(verify))
        .route("/log/{seq}/undo", post(undo))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, verify, undo))]
pub struct Described;

/// Which part of the log is wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// Rows after this place; 0 unless it is said.
    #[param(minimum = 0)]
    after: Option<i64>,
    /// At most so many: 1 to 500; 100 unless it is said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
}

/// A row of the change log.
#[derive(Serialize, ToSchema)]
#[schema(as = Change)]
pub struct ChangeView {
    /// Its place, from 1, without gaps.
    seq: i64,
    /// When.
    at: Moment,
    /// Who: `person:` or `token:` and a number, `operator` or `scheduler`.
    actor: String,
    /// What was done.
    verb: String,
    /// To what.
    subject: String,
    /// What a later reader needs to understand it.
    #[schema(value_type = Object)]
    detail: Value,
    /// SHA-256 over the previous row's hash and this row.
    hash: String,
}

/// Rows of the change log.
#[derive(Serialize, ToSchema)]
pub struct ChangeList {
    /// The place of the newest row of the whole log.
    newest: i64,
    /// The rows in order.
    items: Vec<ChangeView>,
}

/// Lists rows of the change log in order.
#[utoipa::path(get, path = "/api/log", tag = "log", params(Part),
    responses((status = 200, description = "Rows in order", body = ChangeList)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    Asked(part): Asked<Part>,
) -> Answered {
    caller.reaches(Reach::Log)?;
    caller.may(Right::ReadLog)?;
    let (after, limit) = (part.after.unwrap_or(0), part.limit.unwrap_or(100));
    if after < 0 {
        return Err(Problem::new(Why::Malformed).at("after", "api-limit").into());
    }
    if !(1..=500).contains(&limit) {
        return Err(Problem::new(Why::Malformed).at("limit", "api-limit").into());
    }
    let rows = changes::after(&portal.db, after, limit).await?;
    let view = |change: Change| ChangeView {
        seq: change.seq,
        at: Moment(change.at),
        actor: change.actor,
        verb: change.verb,
        subject: change.subject,
        detail: change.detail,
        hash: change.hash,
    };
    let newest = changes::last(&portal.db).await?;
    Ok(Reply::of(&ChangeList { newest, items: rows.into_iter().map(view).collect() }))
}

/// Whether the chain of the log is whole.
#[derive(Serialize, ToSchema)]
pub struct Verification {
    /// Whether every row fits the one before it.
    whole: bool,
    /// How many rows there are.
    rows: i64,
    /// The first place that does not fit.
    first_wrong: Option<i64>,
}

/// Recomputes the chain of the change log.
#[utoipa::path(get, path = "/api/log/verification", tag = "log",
    responses((status = 200, description = "Whether it is whole", body = Verification)))]
pub async fn verify(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Log)?;
    caller.may(Right::ReadLog)?;
    let first_wrong = changes::verify(&portal.db).await?;
    let rows = changes::last(&portal.db).await?;
    Ok(Reply::of(&Verification { whole: first_wrong.is_none(), rows, first_wrong }))
}

/// Where what was just done is taken back.
#[derive(Serialize, ToSchema)]
pub struct Undo {
    /// An address: a POST to it takes the act back.
    undo: String,
}

impl Undo {
    /// Of the change at a place of the log.
    pub fn of(seq: i64) -> Undo {
        Undo { undo: format!("/api/log/{seq}/undo") }
    }
}

/// Takes a merger, a deletion or a removal back; refused when something else stands in its place by now.
#[utoipa::path(post, path = "/api/log/{seq}/undo", tag = "log",
    params(("seq" = i64, Path, description = "The place in the log", minimum = 1),
        Once),
    responses((status = 204, description = "It stands as it stood before")))]
pub async fn undo(At(seq): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let found = desk::undoable(&act.portal.db, seq).await?.ok_or(Why::NoSuch)?;
    let mut begun = act.begin(found.reach()).await?;
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let portal = begun.act.portal.clone();
    found.take_back(&mut begun.tx, &portal, (&actor, at)).await?;
    begun.end(Reply::nothing()).await
}
