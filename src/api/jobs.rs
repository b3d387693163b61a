//! Work that waits or was done in the background. Not for doing it.

use super::access::Caller;
use super::inputs::Asked;
use super::moments::Moment;
use super::problem::{Answered, Problem, Why};
use super::reply::Reply;
use super::store::jobs::{JobRow, jobs};
use crate::people::{Reach, Right};
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new().route("/jobs", get(list))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list))]
pub struct Described;

/// Which jobs are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// Of this kind only.
    kind: Option<String>,
    /// Before this number.
    #[param(minimum = 1)]
    before: Option<i64>,
    /// At most so many: 1 to 500; 100 unless it is said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
}

/// A job.
#[derive(Serialize, ToSchema)]
#[schema(as = Job)]
pub struct JobView {
    /// Its number.
    id: i64,
    /// Which handler does it.
    kind: String,
    /// `waiting`, `done` or `given-up`.
    state: &'static str,
    /// When it was asked for.
    made_at: Moment,
    /// When it may run next.
    run_at: Moment,
    /// How often it was begun.
    attempts: i64,
    /// How far it is, in hundredths.
    progress: i64,
    /// Why the last attempt failed.
    last_error: Option<String>,
    /// When it was done.
    done_at: Option<Moment>,
    /// When it was given up.
    given_up_at: Option<Moment>,
}

/// Jobs, the newest first.
#[derive(Serialize, ToSchema)]
pub struct JobList {
    /// The jobs.
    items: Vec<JobView>,
}

/// Lists jobs of the background, the newest first.
#[utoipa::path(get, path = "/api/jobs", tag = "log", params(Part),
    responses((status = 200, description = "Jobs, the newest first", body = JobList)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    Asked(part): Asked<Part>,
) -> Answered {
    caller.reaches(Reach::Log)?;
    caller.may(Right::Administer)?;
    let (before, limit) = (part.before.unwrap_or(i64::MAX), part.limit.unwrap_or(100));
    if before < 1 || !(1..=500).contains(&limit) {
        return Err(Problem::new(Why::Malformed).at("limit", "api-limit").into());
    }
    let rows = jobs(&portal.db, part.kind.as_deref(), before, limit).await?;
    Ok(Reply::of(&JobList { items: rows.into_iter().map(view).collect() }))
}

fn view(row: JobRow) -> JobView {
    let state = match (row.done_at, row.given_up_at) {
        (Some(_), _) => "done",
        (None, Some(_)) => "given-up",
        (None, None) => "waiting",
    };
    JobView {
        id: row.id,
        kind: row.kind,
        state,
        made_at: Moment(row.made_at),
        run_at: Moment(row.run_at),
        attempts: row.attempts,
        progress: row.progress,
        last_error: row.last_error,
        done_at: row.done_at.map(Moment),
        given_up_at: row.given_up_at.map(Moment),
    }
}
