//! One question over what the desk holds, whatever its state: titles of entries in every language.
//! Not for readers' search, which knows only what is live.

use super::access::Caller;
use super::entries::{LineView, line};
use super::inputs::{Asked, page_of};
use super::problem::{Answered, Problem, Why};
use super::reply::Reply;
use crate::editorial::{self, Wanted};
use crate::people::Reach;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new().route("/search", get(search))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(search))]
pub struct Described;

/// A question.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Words, in any case and with or without marks.
    #[param(min_length = 1, max_length = 200)]
    q: String,
    /// The page, from 1.
    #[param(minimum = 1, maximum = 100_000)]
    page: Option<i64>,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub struct Found {
    /// How many lines there are in all.
    total: i64,
    /// Entries whose title has the words, the last moved first.
    entries: Vec<LineView>,
}

const LONGEST: usize = 200;

/// Looks for words in the titles of entries, whatever their state.
#[utoipa::path(get, path = "/api/search", tag = "entries", params(Question),
    responses((status = 200, description = "What was found", body = Found)))]
pub async fn search(
    State(portal): State<Portal>,
    caller: Caller,
    Asked(question): Asked<Question>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let (page, per_page) = page_of(question.page, None)?;
    let q = question.q;
    if q.is_empty() || q.chars().count() > LONGEST {
        return Err(Problem::new(Why::Malformed).at("q", "api-question").into());
    }
    let wanted = Wanted { title: Some(q), ..Wanted::default() };
    let total = editorial::board_length(&portal.db, &wanted).await?;
    let lines = editorial::board(&portal.db, &wanted, (page - 1) * per_page, per_page).await?;
    Ok(Reply::of(&Found { total, entries: lines.into_iter().map(line).collect() }))
}
