//! Plans as a table: taken along, looked at, brought in whole or not at all, taken back.

use super::Room;
use crate::action_programme::{
    self as programme, Effect, LookedPlan, PlanRow, SheetFault, SheetPlan, headings, read_sheet,
    write_line,
};
use crate::api::access::Caller;
use crate::api::act::{Once, Sent};
use crate::api::inputs::At;
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::api::refusals::broken;
use crate::api::reply::Reply;
use crate::people::Reach;
use crate::platform::text::table::read_table;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::CONTENT_TYPE;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes/{programme}/plans.csv", get(export))
        .route("/programmes/{programme}/tables/look", post(look))
        .route("/programmes/{programme}/tables", post(bring_in))
        .route("/programmes/{programme}/tables/{number}/take-back", post(take_back))
}

#[derive(OpenApi)]
#[openapi(paths(export, look, bring_in, take_back))]
pub(super) struct Described;

/// Every activity whoever asks may see, a line each.
fn table(
    room: &Room,
    plans: &[(PlanRow, Vec<programme::Activity>)],
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let languages = room.languages();
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(headings(languages))?;
    for (row, activities) in plans {
        let Some(period) = room.programme.period(row.period()) else { continue };
        let plan = SheetPlan {
            period: period.starts,
            agency: &row.agency,
            reference: &row.reference,
            signed: row.signed(),
        };
        for activity in activities {
            lines.write_record(write_line(&room.programme, languages, plan, activity))?;
        }
    }
    Ok(lines.into_inner()?)
}

/// Gives plans as a table that can be brought in again.
#[utoipa::path(get, path = "/api/programmes/{programme}/plans.csv", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key")),
    responses((status = 200, description = "The table, CSV (RFC 4180)", body = String,
        content_type = "text/csv")))]
pub async fn export(
    State(portal): State<Portal>,
    caller: Caller,
    At(key): At<String>,
) -> Result<Response, Stop> {
    let room = Room::open(&portal, &caller, &key).await?;
    let rows = programme::plans(&portal.db, room.programme.id).await?;
    let mut plans = Vec::new();
    for row in rows {
        if room.sees_plan(&row) {
            let activities = programme::activities_of_plan(&portal.db, row.id()).await?;
            plans.push((row, activities));
        }
    }
    let bytes = table(&room, &plans).map_err(|cause| broken(cause.as_ref()))?;
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response())
}

/// A table of plans.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeTable)]
pub struct Table {
    /// Its lines, the head first, with the columns of `plans.csv`.
    #[schema(min_length = 1)]
    table: String,
}

/// What a line would do.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeTableLine)]
pub struct LineView {
    /// Its number in the table, the head being 1.
    line: usize,
    /// The agency.
    agency: String,
    /// `new`, `changes` or `same`.
    effect: &'static str,
}

/// What a table would do.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeTableLooked)]
pub struct Looked {
    /// How many activities are new.
    new: usize,
    /// How many change.
    changes: usize,
    /// How many say what is there already.
    same: usize,
    /// Line by line.
    items: Vec<LineView>,
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::New => "new",
        Effect::Changes => "changes",
        Effect::Same => "same",
    }
}

fn looked(plans: &[LookedPlan]) -> Looked {
    let lines = || plans.iter().flat_map(|plan| plan.lines.iter().map(move |line| (plan, line)));
    let many = |wanted| lines().filter(|(_, line)| line.effect == wanted).count();
    let view = |(plan, line): (&LookedPlan, &programme::LookedLine)| LineView {
        line: line.line.line,
        agency: plan.agency.clone(),
        effect: effect(line.effect),
    };
    let mut items: Vec<LineView> = lines().map(view).collect();
    items.sort_by_key(|line| line.line);
    Looked {
        new: many(Effect::New),
        changes: many(Effect::Changes),
        same: many(Effect::Same),
        items,
    }
}

fn faulty(faults: &[SheetFault]) -> Problem {
    faults.iter().fold(Problem::new(Why::Invalid), |problem, fault| {
        problem.at(format!("{}: {}", fault.line, fault.column), fault.key)
    })
}

async fn plans(room: &Room, table: &Table) -> Result<Vec<LookedPlan>, Stop> {
    let unread = |_| Problem::invalid("table", "progdesk-table-unread");
    let rows = read_table(table.table.as_bytes()).map_err(unread)?;
    let lines = read_sheet(&room.programme, &room.known.agencies, &rows);
    let lines = lines.map_err(|faults| faulty(&faults))?;
    let db = &room.portal.db;
    let looked = programme::look_at_sheet(db, room.by(), &room.programme, lines).await?;
    Ok(looked.map_err(|faults| faulty(&faults))?)
}

/// Shows what a table would change; nothing is written.
#[utoipa::path(post, path = "/api/programmes/{programme}/tables/look", tag = "programmes", request_body = Table,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 200, description = "What it would do", body = Looked)))]
pub async fn look(At(key): At<String>, Sent(act, table): Sent<Table>) -> Answered {
    let begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let reply = Reply::of(&looked(&plans(&room, &table).await?));
    begun.end(reply).await
}

/// What a table has done.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeTableDone)]
pub struct Done {
    /// The number under which it can be taken back.
    number: i64,
    /// Plans begun.
    begun: usize,
    /// Activities added.
    added: usize,
    /// Activities changed.
    changed: usize,
}

/// Brings a table in, whole or not at all.
#[utoipa::path(post, path = "/api/programmes/{programme}/tables", tag = "programmes", request_body = Table,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 200, description = "What it has done", body = Done)))]
pub async fn bring_in(At(key): At<String>, Sent(act, table): Sent<Table>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let plans = plans(&room, &table).await?;
    let (by, beside) = (room.by(), room.beside());
    let (number, done) = programme::bring_in_sheet(&mut begun.tx, by, beside, &plans).await?;
    let (added, changed) = (done.added.len(), done.changed.len());
    let done = Done { number, begun: done.begun, added, changed };
    begun.end(Reply::of(&done)).await
}

/// Why a table is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeTableBack)]
pub struct Back {
    /// Why: it stands beside each activity that is stopped.
    #[schema(min_length = 1)]
    reason: String,
}

/// Takes a table back, unless something of it was written since.
#[utoipa::path(post, path = "/api/programmes/{programme}/tables/{number}/take-back", tag = "programmes", request_body = Back,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The table", minimum = 1),
        Once),
    responses((status = 204, description = "It is taken back")))]
pub async fn take_back(
    At((key, number)): At<(String, i64)>,
    Sent(act, back): Sent<Back>,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (by, within, what) = (room.by(), room.within(), (number, back.reason.as_str()));
    programme::take_back_sheet(&mut begun.tx, by, within, what).await?;
    begun.end(Reply::nothing()).await
}
