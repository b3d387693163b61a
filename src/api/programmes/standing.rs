//! Who has handed in a plan on a day and who has not, and how far each task is: the figures of the public
//! page.

use super::{Room, title};
use crate::action_programme::{self as programme, AsOf, METHOD, Standing, Tally, share};
use crate::api::access::Caller;
use crate::api::inputs::{Asked, At};
use crate::api::problem::Answered;
use crate::api::programmes::parts::OnDay;
use crate::api::reply::Reply;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes/{programme}/coverage", get(coverage))
        .route("/programmes/{programme}/progress", get(progress))
}

#[derive(OpenApi)]
#[openapi(paths(coverage, progress))]
pub(super) struct Described;

/// A body of the denominator.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeCoverageBody)]
pub struct BodyView {
    /// Its key.
    agency: String,
    /// `received`, `returned`, `late`, `awaited` or `missing`.
    standing: &'static str,
    /// The day its plan was first handed in.
    #[schema(value_type = Option<String>, format = Date)]
    received: Option<Date>,
    /// The deadline, where it is over or to come.
    #[schema(value_type = Option<String>, format = Date)]
    due: Option<Date>,
    /// How many days late it is or was.
    days_late: i32,
    /// The plan that counts.
    plan: Option<i64>,
    /// The decision by which a plan of another body counts.
    decision: Option<i64>,
}

/// The bodies of a group.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeCoverageGroup)]
pub struct GroupView {
    /// The group's name inside the programme.
    group: String,
    /// How many have handed in.
    received: usize,
    /// How many owe a plan on the day.
    of: usize,
    /// Each by name.
    bodies: Vec<BodyView>,
}

/// Who has handed in a plan on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeCoverage)]
pub struct CoverageView {
    /// The day of the denominator.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// The first day of the period looked at; none where no period is set out.
    #[schema(value_type = Option<String>, format = Date)]
    period: Option<Date>,
    /// Group by group.
    groups: Vec<GroupView>,
}

fn body(one: &programme::Body) -> BodyView {
    let (standing, received, due, days_late) = match one.standing {
        Standing::Received { on, days_late } => ("received", Some(on), None, days_late),
        Standing::Returned { on } => ("returned", Some(on), None, 0),
        Standing::Late { due, days } => ("late", None, Some(due), days),
        Standing::Awaited { due } => ("awaited", None, Some(due), 0),
        Standing::Missing => ("missing", None, None, 0),
    };
    BodyView {
        agency: one.agency.clone(),
        standing,
        received,
        due,
        days_late,
        plan: one.handed.map(|handed| handed.plan.0),
        decision: one.handed.and_then(|handed| handed.by).map(|by| by.0),
    }
}

/// Shows who has handed in a plan on a day, body by body.
#[utoipa::path(get, path = "/api/programmes/{programme}/coverage", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"), OnDay),
    responses((status = 200, description = "Who has and who has not", body = CoverageView)))]
pub async fn coverage(
    State(portal): State<Portal>,
    caller: Caller,
    At(key): At<String>,
    Asked(asked): Asked<OnDay>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let day = asked.or_today(&portal);
    let (own, register) = (&room.programme, &room.known.agencies);
    let period = own.period_on(day);
    let groups = match period {
        Some(period) => {
            let as_of = AsOf::day(day);
            programme::coverage_at(&portal.db, own, period, register, as_of).await?.groups
        }
        None => Vec::new(),
    };
    let group = |one: &programme::GroupCoverage| GroupView {
        group: one.group.clone(),
        received: one.received(),
        of: one.bodies.len(),
        bodies: one.bodies.iter().map(body).collect(),
    };
    Ok(Reply::of(&CoverageView {
        day,
        period: period.map(|period| period.starts),
        groups: groups.iter().map(group).collect(),
    }))
}

/// Activities counted.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeTally)]
pub struct TallyView {
    /// Done, with accepted evidence.
    proven: i64,
    /// Done by the agency's own word.
    done: i64,
    /// All that count.
    all: i64,
    /// Proven among all in whole hundredths, rounded down; none where there is none.
    share: Option<i64>,
}

impl From<Tally> for TallyView {
    fn from(tally: Tally) -> TallyView {
        let Tally { proven, done, all } = tally;
        TallyView { proven, done, all, share: share(tally) }
    }
}

/// How far a task is.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeTaskProgress)]
pub struct TaskView {
    /// Its number in the act.
    no: i64,
    /// What it says, in the site's first language.
    title: String,
    /// Its activities.
    tally: TallyView,
}

/// How far a programme is on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeProgress)]
pub struct ProgressView {
    /// The day looked at.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// The name of the public method it is computed by.
    method: &'static str,
    /// The whole programme.
    whole: TallyView,
    /// Task by task.
    tasks: Vec<TaskView>,
}

/// Shows how far each task is on a day.
#[utoipa::path(get, path = "/api/programmes/{programme}/progress", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"), OnDay),
    responses((status = 200, description = "How far it is", body = ProgressView)))]
pub async fn progress(
    State(portal): State<Portal>,
    caller: Caller,
    At(key): At<String>,
    Asked(asked): Asked<OnDay>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let (today, id) = (portal.today(), room.programme.id);
    let day = asked.or_today(&portal);
    let found = programme::progress_on(&portal.db, id, (AsOf::day(day), today)).await?;
    let task = |one: &programme::Task| TaskView {
        no: one.no,
        title: title(&one.words, &room),
        tally: one.id.map(|id| found.of(id)).unwrap_or_default().into(),
    };
    Ok(Reply::of(&ProgressView {
        day,
        method: METHOD,
        whole: found.whole().into(),
        tasks: room.programme.outline.tasks.iter().map(task).collect(),
    }))
}
