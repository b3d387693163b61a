//! Filters of the desk's list that people keep: each for herself, or for everybody. Not for filtering:
//! that is `GET /api/entries`.

use super::access::Caller;
use super::act::{Nothing, Once, Sent};
use super::inputs::At;
use super::log::Undo;
use super::problem::Answered;
use super::reply::Reply;
use crate::desk::filters::{self, Kept, Reader, Saved};
use crate::people::Reach;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{delete, get};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new().route("/filters", get(list).post(keep)).route("/filters/{id}", delete(forget))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, keep, forget))]
pub struct Described;

/// A saved filter.
#[derive(Serialize, ToSchema)]
#[schema(as = SavedFilter)]
pub struct View {
    /// Its number.
    id: i64,
    /// What it is called.
    name: String,
    /// What it asks for, such as `kind=news&state=published`.
    query: String,
    /// Whether everybody sees it.
    everybody: bool,
}

/// Saved filters, by name.
#[derive(Serialize, ToSchema)]
#[schema(as = SavedFilterList)]
pub struct List {
    /// One's own and everybody's.
    items: Vec<View>,
}

/// A filter to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SavedFilterNew)]
pub struct New {
    /// What it is called; 60 characters at most are kept.
    #[schema(min_length = 1)]
    name: String,
    /// What it asks for, as in the address of the desk's list: `kind`, `state`, `stage`, `language`,
    /// `section`, `publisher`, `owner`, `whose`, `q`, `forced`, `overdue`.
    query: String,
    /// Whether everybody sees it; else only the person of the token.
    #[serde(default)]
    everybody: bool,
}

fn view(saved: Saved) -> View {
    View {
        id: saved.id,
        everybody: saved.person_id.is_none(),
        name: saved.name,
        query: saved.query,
    }
}

/// Lists the filters whoever asks sees beside the desk's list.
#[utoipa::path(get, path = "/api/filters", tag = "entries",
    responses((status = 200, description = "The filters, by name", body = List)))]
pub async fn list(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    let found = filters::saved(&portal.db, &caller.actor).await?;
    Ok(Reply::of(&List { items: found.into_iter().map(view).collect() }))
}

/// Keeps a filter.
#[utoipa::path(post, path = "/api/filters", tag = "entries", request_body = New,
    params(Once),
    responses((status = 201, description = "The filter", body = View,
        headers(("Location" = String, description = "Where it can be forgotten")))))]
pub async fn keep(Sent(act, new): Sent<New>) -> Answered {
    let mut begun = act.begin(Reach::Write).await?;
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let reader = if new.everybody { Reader::Everybody } else { Reader::Herself };
    let kept = Kept { name: &new.name, query: &new.query, reader };
    let saved = filters::keep(&mut begun.tx, &actor, at, kept).await?;
    let place = format!("/api/filters/{}", saved.id);
    begun.end(Reply::of(&view(saved)).made(place)).await
}

/// Forgets a filter.
#[utoipa::path(delete, path = "/api/filters/{id}", tag = "entries",
    params(("id" = i64, Path, description = "The filter", minimum = 1),
        Once),
    responses((status = 200, description = "It is forgotten", body = Undo)))]
pub async fn forget(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Write).await?;
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let (_, change) = filters::forget(&mut begun.tx, &actor, at, id).await?;
    begun.end(Reply::of(&Undo::of(change))).await
}
