//! Activities of a plan: added, written anew, moved on, explained when late.

use super::steps::StepList;
use super::{Room, measure_key};
use crate::action_programme::{
    self as programme, Activity, ActivityDraft, ActivityId, ActivityState, Budget, PlanId, Texts,
};
use crate::api::access::Caller;
use crate::api::act::{Begun, Once, Sent, etag_of};
use crate::api::inputs::At;
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::api::programmes::shapes::TextShape;
use crate::api::reply::Reply;
use crate::people::Reach;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes/{programme}/plans/{number}/activities", get(list).post(add))
        .route("/programmes/{programme}/activities/{number}", get(show).put(change))
        .route("/programmes/{programme}/activities/{number}/steps", get(steps).post(go_on))
        .route("/programmes/{programme}/activities/{number}/reasons", post(explain))
}

#[derive(OpenApi)]
#[openapi(paths(list, add, show, change, steps, go_on, explain))]
pub(super) struct Described;

/// An activity of a plan.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeActivity)]
pub struct View {
    /// Its number.
    id: i64,
    /// The plan it stands in.
    plan: i64,
    /// The agency that answers for it now.
    held_by: String,
    /// `planned`, `running`, `done`, `proven` or `stopped`.
    #[schema(value_type = String)]
    state: ActivityState,
    /// How often it was written.
    revision: i64,
    /// What it says.
    activity: Written,
}

/// What an activity says.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeActivityWritten)]
pub struct Written {
    /// The key of the measure it serves.
    measure: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    starts: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    ends: Date,
    /// What it may cost, in whole units.
    #[serde(default)]
    #[schema(minimum = 0)]
    budget: Option<i64>,
    /// The currency by ISO 4217; `VND` unless it is said.
    #[serde(default)]
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: Option<String>,
    /// What it is called, by language.
    #[schema(value_type = BTreeMap<String, TextShape>)]
    words: Texts,
}

/// Activities.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeActivityList)]
pub struct List {
    /// The activities, by their last day.
    items: Vec<View>,
}

fn view(room: &Room, one: &Activity) -> View {
    let draft = &one.draft;
    View {
        id: one.id.0,
        plan: one.plan.0,
        held_by: one.held_by.clone(),
        state: one.state,
        revision: one.revision,
        activity: Written {
            measure: measure_key(&room.programme, draft.measure),
            starts: draft.starts,
            ends: draft.ends,
            budget: draft.budget.as_ref().map(|budget| budget.amount),
            currency: draft.budget.as_ref().map(|budget| budget.currency.clone()),
            words: draft.words.clone(),
        },
    }
}

fn reply(room: &Room, one: &Activity) -> Reply {
    let reply = Reply::of(&view(room, one));
    let etag = etag_of(&reply.body);
    reply.tagged(etag)
}

fn draft(room: &Room, written: Written) -> Result<ActivityDraft, Problem> {
    let measure = room.programme.measure(&written.measure).and_then(|one| one.id);
    let measure = measure.ok_or_else(|| Problem::invalid("measure", "progdesk-no-measure"))?;
    let currency = written.currency.unwrap_or_else(|| "VND".to_owned());
    let budget = written.budget.map(|amount| Budget::new(amount, &currency));
    if budget == Some(None) {
        return Err(Problem::invalid("budget", "progdesk-bad-budget"));
    }
    let (starts, ends, words) = (written.starts, written.ends, written.words);
    Ok(ActivityDraft { measure, starts, ends, budget: budget.flatten(), words })
}

impl Room {
    /// The activity of a number, for whoever may see it.
    pub(super) async fn activity(&self, id: i64) -> Result<Activity, Stop> {
        let db = &self.portal.db;
        let plan = programme::plan_of_activity(db, ActivityId(id)).await?.ok_or(Why::NoSuch)?;
        let rows = programme::plans(db, self.programme.id).await?;
        let row = rows.into_iter().find(|row| row.id() == plan).ok_or(Why::NoSuch)?;
        let all = programme::activities_of_plan(db, plan).await?;
        let one = all.into_iter().find(|one| one.id.0 == id).ok_or(Why::NoSuch)?;
        // Who took an activity over sees it though its plan is another's.
        let seen = self.sees_plan(&row) || self.sees(&one.held_by);
        if seen { Ok(one) } else { Err(Why::NotAllowed.into()) }
    }
}

/// The activity as it stands within the act.
async fn now(begun: &mut Begun, room: &Room, id: ActivityId) -> Result<Reply, Stop> {
    let one = programme::activity_with_words(&mut begun.tx, id).await?.ok_or(Why::NoSuch)?;
    Ok(reply(room, &one))
}

/// Lists the activities of a plan.
#[utoipa::path(get, path = "/api/programmes/{programme}/plans/{number}/activities", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The plan", minimum = 1)),
    responses((status = 200, description = "The activities", body = List)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, id)): At<(String, i64)>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let row = room.plan(id).await?;
    let all = programme::activities_of_plan(&portal.db, row.id()).await?;
    Ok(Reply::of(&List { items: all.iter().map(|one| view(&room, one)).collect() }))
}

/// Adds an activity to a plan that is not locked.
#[utoipa::path(post, path = "/api/programmes/{programme}/plans/{number}/activities", tag = "programmes", request_body = Written,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The plan", minimum = 1),
        Once),
    responses((status = 201, description = "The activity", body = View,
        headers(("Location" = String, description = "Where it stands"), ("ETag" = String, description = "Its strong entity tag")))))]
pub async fn add(
    At((key, plan)): At<(String, i64)>,
    Sent(act, written): Sent<Written>,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let draft = draft(&room, written)?;
    let (by, within) = (room.by(), room.within());
    let id = programme::new_activity(&mut begun.tx, by, within, PlanId(plan), &draft).await?;
    let made = now(&mut begun, &room, id).await?.made(format!("{}/activities/{id}", room.url()));
    begun.end(made).await
}

/// Shows an activity.
#[utoipa::path(get, path = "/api/programmes/{programme}/activities/{number}", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The activity", minimum = 1)),
    responses((status = 200, description = "The activity", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, id)): At<(String, i64)>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let one = room.activity(id).await?;
    Ok(reply(&room, &one))
}

/// Writes an activity anew, as long as it is neither proven nor stopped.
#[utoipa::path(put, path = "/api/programmes/{programme}/activities/{number}", tag = "programmes", request_body = Written,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The activity", minimum = 1),
        ("If-Match" = String, Header, description = "The ETag of the activity as it was read"),
        Once),
    responses((status = 200, description = "The activity", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn change(
    At((key, id)): At<(String, i64)>,
    Sent(act, written): Sent<Written>,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let one = room.activity(id).await?;
    begun.expect(&reply(&room, &one).etag.unwrap_or_default())?;
    let draft = draft(&room, written)?;
    let seen = (one.id, one.revision);
    programme::change_activity(&mut begun.tx, room.by(), room.within(), seen, &draft).await?;
    let reply = now(&mut begun, &room, one.id).await?;
    begun.end(reply).await
}

/// Lists the steps an activity took.
#[utoipa::path(get, path = "/api/programmes/{programme}/activities/{number}/steps", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The activity", minimum = 1)),
    responses((status = 200, description = "The steps", body = StepList)))]
pub async fn steps(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, id)): At<(String, i64)>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    room.activity(id).await?;
    room.way("activity", id).await
}

/// Where an activity can be moved; proven it is by accepted evidence alone.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ProgrammeActivityState)]
pub enum To {
    /// It is to come.
    Planned,
    /// It is going on.
    Running,
    /// It is done.
    Done,
    /// It will not be done; the remark says why.
    Stopped,
}

impl From<To> for ActivityState {
    fn from(to: To) -> ActivityState {
        match to {
            To::Planned => ActivityState::Planned,
            To::Running => ActivityState::Running,
            To::Done => ActivityState::Done,
            To::Stopped => ActivityState::Stopped,
        }
    }
}

/// A step to be taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeActivityStep)]
pub struct Move {
    /// To which state.
    to: To,
    /// What is said with it; asked for when it is stopped.
    #[serde(default)]
    remark: String,
}

/// Moves an activity into another state.
#[utoipa::path(post, path = "/api/programmes/{programme}/activities/{number}/steps", tag = "programmes", request_body = Move,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The activity", minimum = 1),
        Once),
    responses((status = 200, description = "The activity", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn go_on(At((key, id)): At<(String, i64)>, Sent(act, step): Sent<Move>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (by, within, to) = (room.by(), room.within(), (ActivityId(id), step.to.into()));
    programme::move_activity(&mut begun.tx, by, within, to, &step.remark).await?;
    let reply = now(&mut begun, &room, ActivityId(id)).await?;
    begun.end(reply).await
}

/// Why an activity is late.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeActivityReason)]
pub struct Late {
    /// Why; readers see it beside the days.
    #[schema(min_length = 1)]
    reason: String,
}

/// Says why an activity is late.
#[utoipa::path(post, path = "/api/programmes/{programme}/activities/{number}/reasons", tag = "programmes", request_body = Late,
    params(("programme" = String, Path, description = "The programme's key"),
        ("number" = i64, Path, description = "The activity", minimum = 1),
        Once),
    responses((status = 204, description = "It is said")))]
pub async fn explain(At((key, id)): At<(String, i64)>, Sent(act, said): Sent<Late>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (by, within, id) = (room.by(), room.within(), ActivityId(id));
    programme::say_why_activity(&mut begun.tx, by, within, id, &said.reason).await?;
    begun.end(Reply::nothing()).await
}
