//! Agencies' plans and their stages: begun, written, handed in, returned, accepted, locked; one that came
//! on paper, another deadline, a reason for being late.

use super::Room;
use super::steps::StepList;
use crate::action_programme::{self as programme, PeriodId, PlanDraft, PlanId, PlanRow};
use crate::api::access::Caller;
use crate::api::act::{Begun, Once, Sent, etag_of};
use crate::api::inputs::{Asked, At};
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::api::reply::Reply;
use crate::people::Reach;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes/{programme}/plans", get(list).post(begin))
        .route("/programmes/{programme}/plans/{number}", get(show).put(change))
        .route("/programmes/{programme}/plans/{number}/steps", get(steps).post(step))
        .route("/programmes/{programme}/deadlines", post(grant))
        .route("/programmes/{programme}/reasons", post(explain))
}

#[derive(OpenApi)]
#[openapi(paths(list, begin, show, change, steps, step, grant, explain))]
pub(super) struct Described;

/// An agency's plan for a period.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammePlan)]
pub struct View {
    /// Its number.
    id: i64,
    /// The agency that wrote it; never changes.
    agency: String,
    /// The agency that answers for it now.
    held_by: String,
    /// The first day of its period.
    #[schema(value_type = String, format = Date)]
    period: Date,
    /// Its number and sign, cited; empty before it has one.
    reference: String,
    /// The day it was signed.
    signed: Option<String>,
    /// The entry that publishes it.
    entry: Option<String>,
    /// The key of the file that holds it.
    file: Option<String>,
    /// `draft`, `submitted`, `returned`, `accepted` or `locked`.
    stage: &'static str,
    /// The first day it was handed in.
    received: Option<String>,
    /// A deadline of its own.
    due: Option<String>,
    /// How often it was written.
    revision: i64,
}

/// Plans.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammePlanList)]
pub struct List {
    /// The plans, by period and agency.
    items: Vec<View>,
}

/// Which plans are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Of this agency only.
    agency: Option<String>,
    /// Of the period that begins on this day only.
    #[param(value_type = Option<String>, format = Date)]
    period: Option<Date>,
}

fn view(room: &Room, row: &PlanRow) -> View {
    let period = room.programme.period(row.period());
    View {
        id: row.id,
        agency: row.agency.clone(),
        held_by: row.held_by.clone(),
        period: period.map_or(room.programme.outline.starts, |period| period.starts),
        reference: row.reference.clone(),
        signed: row.signed_on.clone(),
        entry: row.entry.clone(),
        file: row.file.clone(),
        stage: row.stage().name(),
        received: row.received_on.clone(),
        due: row.due_on.clone(),
        revision: row.revision,
    }
}

fn reply(room: &Room, row: &PlanRow) -> Reply {
    let reply = Reply::of(&view(room, row));
    let etag = etag_of(&reply.body);
    reply.tagged(etag)
}

impl Room {
    /// The plan of a number, for whoever may see it.
    pub(super) async fn plan(&self, id: i64) -> Result<PlanRow, Stop> {
        let rows = programme::plans(&self.portal.db, self.programme.id).await?;
        let row = rows.into_iter().find(|row| row.id == id).ok_or(Why::NoSuch)?;
        if self.sees_plan(&row) { Ok(row) } else { Err(Why::NotAllowed.into()) }
    }

    /// The period that begins on a day.
    fn period_of(&self, day: Date) -> Result<(PeriodId, &programme::Period), Problem> {
        let periods = &self.programme.outline.periods;
        let period = periods.iter().find(|period| period.starts == day);
        let found = period.and_then(|period| Some((period.id?, period)));
        found.ok_or_else(|| Problem::invalid("period", "programme-sheet-period"))
    }
}

/// The plan as it stands within the act, for the answer.
async fn now(begun: &mut Begun, room: &Room, id: PlanId) -> Result<Reply, Stop> {
    let row = programme::plan(&mut begun.tx, id).await?.ok_or(Why::NoSuch)?;
    Ok(reply(room, &row))
}

/// Lists the plans whoever asks may see.
#[utoipa::path(get, path = "/api/programmes/{programme}/plans", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"), Filter),
    responses((status = 200, description = "The plans", body = List)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    At(key): At<String>,
    Asked(filter): Asked<Filter>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let rows = programme::plans(&portal.db, room.programme.id).await?;
    let seen = rows.iter().filter(|row| room.sees_plan(row));
    let views = seen.map(|row| view(&room, row));
    let wanted = |one: &View| {
        filter.agency.as_ref().is_none_or(|agency| one.agency == *agency)
            && filter.period.is_none_or(|period| one.period == period)
    };
    Ok(Reply::of(&List { items: views.filter(wanted).collect() }))
}

/// Shows a plan.
#[utoipa::path(get, path = "/api/programmes/{programme}/plans/{number}", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The plan", minimum = 1)),
    responses((status = 200, description = "The plan", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, id)): At<(String, i64)>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let row = room.plan(id).await?;
    Ok(reply(&room, &row))
}

/// A plan to be begun, or one that came on paper.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammePlanNew)]
pub struct New {
    /// The agency whose it is.
    agency: String,
    /// The first day of its period.
    #[schema(value_type = String, format = Date)]
    period: Date,
    /// The day it came on paper or by mail: then it is recorded as handed in. Only for the coordinator.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    received: Option<Date>,
    /// What it says of itself; asked for where it came on paper.
    #[serde(default)]
    plan: Written,
}

/// What a plan says of itself.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = ProgrammePlanWritten)]
pub struct Written {
    /// Its number and sign, cited.
    reference: String,
    /// The day it was signed.
    #[schema(value_type = Option<String>, format = Date)]
    signed: Option<Date>,
    /// The entry that publishes it, such as `document/ke-hoach-2025`.
    entry: Option<String>,
    /// The key of the file of the library that holds it.
    file: Option<String>,
}

async fn looked_up(room: &Room, written: Written) -> Result<PlanDraft, Stop> {
    let Written { reference, signed, entry, file } = written;
    let draft = PlanDraft { reference, signed, entry, file };
    programme::holds(&room.portal.db, room.languages(), &draft).await?;
    Ok(draft)
}

/// Begins a plan, or records one that came on paper.
#[utoipa::path(post, path = "/api/programmes/{programme}/plans", tag = "programmes", request_body = New,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 201, description = "The plan", body = View,
        headers(("Location" = String, description = "Where it stands"), ("ETag" = String, description = "Its strong entity tag")))))]
pub async fn begin(At(key): At<String>, Sent(act, new): Sent<New>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (period, _) = room.period_of(new.period)?;
    let draft = looked_up(&room, new.plan).await?;
    let (by, beside, of) = (room.by(), room.beside(), (period, new.agency.as_str()));
    let id = if let Some(on) = new.received {
        programme::record_received(&mut begun.tx, by, beside, of, (on, &draft)).await?
    } else {
        let id = programme::begin_plan(&mut begun.tx, by, beside, of.0, of.1).await?;
        if draft != PlanDraft::default() {
            programme::change_plan(&mut begun.tx, by, room.within(), (id, 1), &draft).await?;
        }
        id
    };
    let made = now(&mut begun, &room, id).await?.made(format!("{}/plans/{id}", room.url()));
    begun.end(made).await
}

/// Writes what a plan says of itself, while its agency works on it.
#[utoipa::path(put, path = "/api/programmes/{programme}/plans/{number}", tag = "programmes", request_body = Written,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The plan", minimum = 1),
        ("If-Match" = String, Header, description = "The ETag of the plan as it was read"),
        Once),
    responses((status = 200, description = "The plan", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn change(
    At((key, id)): At<(String, i64)>,
    Sent(act, written): Sent<Written>,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let row = room.plan(id).await?;
    begun.expect(&reply(&room, &row).etag.unwrap_or_default())?;
    let draft = looked_up(&room, written).await?;
    let seen = (row.id(), row.revision);
    programme::change_plan(&mut begun.tx, room.by(), room.within(), seen, &draft).await?;
    let reply = now(&mut begun, &room, row.id()).await?;
    begun.end(reply).await
}

/// Lists the steps a plan took.
#[utoipa::path(get, path = "/api/programmes/{programme}/plans/{number}/steps", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The plan", minimum = 1)),
    responses((status = 200, description = "The steps", body = StepList)))]
pub async fn steps(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, id)): At<(String, i64)>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    room.plan(id).await?;
    room.way("plan", id).await
}

/// Where a plan can be moved.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ProgrammePlanStage)]
pub enum To {
    /// Handed in, by its agency.
    Submitted,
    /// Back to its agency with a remark, by the coordinator.
    Returned,
    /// Accepted, by the coordinator.
    Accepted,
    /// Closed for good, by the coordinator.
    Locked,
}

/// A step to be taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammePlanStep)]
pub struct Move {
    /// To which stage.
    to: To,
    /// What is to be mended; asked for when it goes back.
    #[serde(default)]
    remark: String,
}

/// Hands a plan in, sends it back, accepts or locks it.
#[utoipa::path(post, path = "/api/programmes/{programme}/plans/{number}/steps", tag = "programmes", request_body = Move,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The plan", minimum = 1),
        Once),
    responses((status = 200, description = "The plan", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn step(At((key, id)): At<(String, i64)>, Sent(act, step): Sent<Move>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (by, within, id) = (room.by(), room.within(), PlanId(id));
    let tx = &mut begun.tx;
    match step.to {
        To::Submitted => programme::submit_plan(tx, by, within, id).await?,
        To::Returned => programme::return_plan(tx, by, within, id, &step.remark).await?,
        To::Accepted => programme::accept_plan(tx, by, within, id).await?,
        To::Locked => programme::lock_plan(tx, by, within, id).await?,
    }
    let reply = now(&mut begun, &room, id).await?;
    begun.end(reply).await
}

/// Another deadline for a plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeDeadline)]
pub struct Deadline {
    /// The agency whose plan it is.
    agency: String,
    /// The first day of its period.
    #[schema(value_type = String, format = Date)]
    period: Date,
    /// The last day on which it is in time.
    #[schema(value_type = String, format = Date)]
    due: Date,
    /// Why.
    #[schema(min_length = 1)]
    reason: String,
}

/// Gives an agency another deadline; a body that has no plan yet begins one.
#[utoipa::path(post, path = "/api/programmes/{programme}/deadlines", tag = "programmes", request_body = Deadline,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 204, description = "It holds")))]
pub async fn grant(At(key): At<String>, Sent(act, given): Sent<Deadline>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (_, period) = room.period_of(given.period)?;
    let (of, due) = ((period, given.agency.as_str()), (given.due, given.reason.as_str()));
    programme::grant_due(&mut begun.tx, room.by(), room.beside(), of, due).await?;
    begun.end(Reply::nothing()).await
}

/// Why a plan is late.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeReason)]
pub struct Late {
    /// The agency whose plan it is.
    agency: String,
    /// The first day of its period.
    #[schema(value_type = String, format = Date)]
    period: Date,
    /// Why; readers see it beside the days.
    #[schema(min_length = 1)]
    reason: String,
}

/// Says why a plan is late; a body that has no plan yet begins one.
#[utoipa::path(post, path = "/api/programmes/{programme}/reasons", tag = "programmes", request_body = Late,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 204, description = "It is said")))]
pub async fn explain(At(key): At<String>, Sent(act, said): Sent<Late>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (period, _) = room.period_of(said.period)?;
    let of = (period, said.agency.as_str());
    programme::say_why(&mut begun.tx, room.by(), room.beside(), of, &said.reason).await?;
    begun.end(Reply::nothing()).await
}
