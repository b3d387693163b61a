//! What waits and what is owed: for a coordinator and an inspector the whole programme on a day, for
//! an agency its own plans and activities with their deadlines.

use super::standing::{self, StandingView};
use super::{After, Link, PROGRAMME, Room, badge};
use crate::action_programme::{
    self as programme, Activity, ActivityState, AsOf, Body, Coverage, Evidence, Held, PlanRow,
    Standing, Titles, coordinates, may_look, own_agencies,
};
use crate::desk::frame::{View, render};
use crate::desk::session::{Signed, see_other};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route(PROGRAMME, get(show))
        // Where a longer address is cut off by hand.
        .route("/desk/programme/{key}", get(of_one))
}

async fn of_one(Path(key): Path<String>) -> Response {
    let asked = serde_urlencoded::to_string([("programme", key)]).unwrap_or_default();
    see_other(&format!("{PROGRAMME}?{asked}"))
}

/// How many pieces of evidence stand on the board.
const WAITING: i64 = 100;

/// How many activities stand on an agency's desk; its plans have them all.
const OWED: i64 = 60;

/// How many of its plans stand there, the newest first.
const NEWEST_PLANS: usize = 12;

#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    programme: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    done: String,
}

#[derive(Serialize)]
struct EmptyPage {
    may_begin: bool,
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a template asks each by name")]
struct BoardPage {
    key: String,
    tabs: Vec<Tab>,
    public_url: String,
    url: String,
    log_url: Option<String>,
    may_run: bool,
    sees_all: bool,
    day: String,
    today: bool,
    bad_day: bool,
    mine: Vec<Own>,
    all: Option<Whole>,
}

#[derive(Serialize)]
struct Tab {
    label: String,
    url: String,
    current: bool,
}

/// What one agency owes.
#[derive(Serialize)]
struct Own {
    name: String,
    url: String,
    standing: Option<StandingView>,
    due: Option<String>,
    plans: Vec<PlanLine>,
    activities: Vec<ActivityLine>,
    /// How many activities it has still to do, on this page or not.
    activities_of: i64,
}

#[derive(Serialize)]
struct PlanLine {
    name: String,
    url: String,
    reference: String,
    period: String,
    received: String,
    stage: String,
    badge: &'static str,
}

#[derive(Serialize)]
struct ActivityLine {
    title: String,
    url: String,
    ends: String,
    state: String,
    badge: &'static str,
    overdue: bool,
}

/// The whole programme on a day.
#[derive(Serialize)]
struct Whole {
    received: usize,
    of: usize,
    late: usize,
    missing: usize,
    plans: Vec<PlanLine>,
    evidence: Vec<EvidenceLine>,
    groups: Vec<Group>,
    /// Bodies that ended with work in their hands.
    ended: Vec<EndedLine>,
}

#[derive(Serialize)]
struct EndedLine {
    name: String,
    url: String,
    /// What it has still in its hands.
    said: String,
    /// Who took over its work by the register.
    now: Option<String>,
    /// Where the decision is recorded.
    decide_url: String,
}

#[derive(Serialize)]
struct EvidenceLine {
    label: String,
    kind: String,
    note: String,
    url: String,
}

#[derive(Serialize)]
struct Group {
    title: String,
    received: usize,
    of: usize,
    lacking: Vec<Lacking>,
}

#[derive(Serialize)]
struct Lacking {
    name: String,
    url: String,
    standing: StandingView,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    if !may_look(&signed.actor) {
        return Err(Fault::Forbidden);
    }
    let keys = programme::every_key(&portal.db).await?;
    let chosen = keys.iter().find(|key| **key == asked.programme).or_else(|| keys.first());
    let Some(key) = chosen else { return empty(&portal, &signed).await };
    let room = Room::open(&portal, &signed, key).await?;
    let given: Option<Date> = asked.day.parse().ok();
    let day = given.unwrap_or_else(|| portal.today());
    let mut own = page(&room, day).await?;
    own.bad_day = given.is_none() && !asked.day.is_empty();
    own.tabs = tabs(&room, &keys).await?;
    let toast = room.toast(&After { done: asked.done });
    let named = ("desk/programme/board.html", room.title());
    room.page(named, own, (StatusCode::OK, toast)).await
}

async fn empty(portal: &Portal, signed: &Signed) -> Result<Response, Fault> {
    let title = portal.say(signed.person.language, "programme-title");
    let own = EmptyPage { may_begin: coordinates(&signed.actor) };
    let template = "desk/programme/none.html";
    render(portal, signed, View { template, title, current: "programme", own }).await
}

async fn tabs(room: &Room<'_>, keys: &[String]) -> Result<Vec<Tab>, Fault> {
    let db = &room.portal.db;
    let known = programme::programme_keys(db).await?;
    let ids: Vec<i64> = known.keys().map(|id| id.0).collect();
    let words = programme::texts(db, "programme", &ids).await?;
    let title = |key: &String| {
        let id = known.iter().find(|(_, known)| *known == key).map(|(id, _)| id.0)?;
        words.get(&id).map(|words| words.title_in(room.language()).to_owned())
    };
    let tab = |key: &String| Tab {
        label: title(key).unwrap_or_else(|| key.clone()),
        url: format!("{PROGRAMME}?programme={key}"),
        current: *key == room.programme.key,
    };
    Ok(keys.iter().map(tab).collect())
}

async fn page(room: &Room<'_>, day: Date) -> Result<BoardPage, Fault> {
    let (portal, key) = (room.portal, room.programme.key.clone());
    let rows = programme::plans(&portal.db, room.programme.id).await?;
    let covered = match room.programme.period_on(day) {
        Some(period) => {
            let (own, register) = (&room.programme, room.register());
            let as_of = AsOf::day(day);
            Some(programme::coverage_at(&portal.db, own, period, register, as_of).await?)
        }
        None => None,
    };
    let mut mine = Vec::new();
    for agency in own_agencies(&room.signed.actor) {
        mine.push(own(room, agency, (&rows, covered.as_ref())).await?);
    }
    let all =
        if room.sees_all() { Some(whole(room, &rows, covered.as_ref()).await?) } else { None };
    let list = portal.addresses.list(room.language(), "programme");
    let log = format!("/desk/log?subject=programme%2F{key}");
    Ok(BoardPage {
        public_url: format!("{list}/{key}"),
        url: room.url(),
        log_url: room.sees_all().then_some(log),
        may_run: room.coordinates(),
        sees_all: room.sees_all(),
        day: day.to_string(),
        today: day == portal.today(),
        bad_day: false,
        tabs: Vec::new(),
        key,
        mine,
        all,
    })
}

fn plan_line(room: &Room<'_>, row: &PlanRow) -> PlanLine {
    let period = room.programme.period(row.period());
    let stage = row.stage().name();
    PlanLine {
        name: room.name(&row.agency),
        url: format!("{}/plans/{}", room.url(), row.id),
        reference: row.reference.clone(),
        period: period
            .map(|period| period.words.title_in(room.language()).to_owned())
            .unwrap_or_default(),
        received: row.received().map(|day| room.date(day)).unwrap_or_default(),
        stage: room.say(&format!("programme-stage-{stage}")),
        badge: badge(stage),
    }
}

async fn own(
    room: &Room<'_>,
    agency: &str,
    (rows, covered): (&[PlanRow], Option<&Coverage>),
) -> Result<Own, Fault> {
    let held = rows.iter().rev().filter(|row| row.held_by == agency).take(NEWEST_PLANS);
    let (db, id) = (&room.portal.db, room.programme.id);
    let (activities, activities_of) = programme::owed_activities(db, id, agency, OWED).await?;
    let body = covered.and_then(|all| all.bodies().find(|body| body.agency == agency));
    let due = body.and_then(|body| match body.standing {
        Standing::Late { due, .. } | Standing::Awaited { due } => Some(room.date(due)),
        Standing::Received { .. } | Standing::Returned { .. } | Standing::Missing => None,
    });
    Ok(Own {
        name: room.name(agency),
        url: format!("{}/body/{agency}", room.url()),
        standing: body.map(|body| standing::view(room, body.standing)),
        due,
        plans: held.map(|row| plan_line(room, row)).collect(),
        activities: activities.iter().map(|one| activity_line(room, one)).collect(),
        activities_of,
    })
}

fn activity_line(room: &Room<'_>, one: &Activity) -> ActivityLine {
    let state = one.state.name();
    let open = matches!(one.state, ActivityState::Planned | ActivityState::Running);
    ActivityLine {
        title: one.draft.words.title_in(room.language()).to_owned(),
        url: format!("{}/activities/{}", room.url(), one.id),
        ends: room.date(one.draft.ends),
        state: room.say(&format!("programme-activity-{state}")),
        badge: badge(state),
        overdue: open && one.draft.ends < room.portal.today(),
    }
}

async fn whole(
    room: &Room<'_>,
    rows: &[PlanRow],
    covered: Option<&Coverage>,
) -> Result<Whole, Fault> {
    let waiting = programme::waiting(&room.portal.db, room.programme.id, WAITING).await?;
    let mut evidence = Vec::new();
    for one in &waiting {
        evidence.push(evidence_line(room, one).await?);
    }
    let submitted = rows.iter().filter(|row| row.stage() == programme::Stage::Submitted);
    let many = |test: fn(Standing) -> bool| {
        covered.map_or(0, |all| all.bodies().filter(|body| test(body.standing)).count())
    };
    Ok(Whole {
        received: covered.map_or(0, Coverage::received),
        of: covered.map_or(0, Coverage::of),
        late: many(|standing| matches!(standing, Standing::Late { .. })),
        missing: many(|standing| !standing.counts()),
        plans: submitted.map(|row| plan_line(room, row)).collect(),
        evidence,
        groups: covered.map(|all| groups(room, all)).unwrap_or_default(),
        ended: ended(room).await?,
    })
}

async fn ended(room: &Room<'_>) -> Result<Vec<EndedLine>, Fault> {
    let (db, id, today) = (&room.portal.db, room.programme.id, room.portal.today());
    let held = programme::to_hand_over(db, id, room.register(), today).await?;
    let line = |one: &Held| {
        let now = room.register().on(&one.agency, today).filter(|now| now.key != one.agency);
        let mut args = crate::platform::i18n::Args::new();
        args.set("parts", one.parts);
        args.set("plans", one.plans);
        args.set("activities", one.activities);
        let to = now.map(|now| format!("&to={}", now.key)).unwrap_or_default();
        EndedLine {
            name: room.name(&one.agency),
            url: format!("{}/body/{}", room.url(), one.agency),
            said: room.portal.words.say_with(room.language(), "progdesk-still-held", &args),
            now: now.map(|now| room.name(&now.key)),
            decide_url: format!("{}/decisions?from={}{to}#hand-over", room.url(), one.agency),
        }
    };
    Ok(held.iter().map(line).collect())
}

async fn evidence_line(room: &Room<'_>, one: &Evidence) -> Result<EvidenceLine, Fault> {
    let url = match one.subject.as_str() {
        "activity" => format!("{}/activities/{}#evidence-{}", room.url(), one.subject_id, one.id),
        "task" => {
            let mut tasks = room.programme.outline.tasks.iter();
            let task = tasks.find(|task| task.id.is_some_and(|id| id.0 == one.subject_id));
            let number = task.map(|task| task.no).unwrap_or_default();
            format!("{}/tasks/{number}#evidence-{}", room.url(), one.id)
        }
        _ => format!("{}/indicators", room.url()),
    };
    Ok(EvidenceLine {
        label: super::proof::proof_label(room, &one.proof).await?,
        kind: room.say(&format!("progdesk-proof-{}", one.proof.kind())),
        note: one.note.clone(),
        url,
    })
}

fn groups(room: &Room<'_>, covered: &Coverage) -> Vec<Group> {
    let lacking = |body: &Body| Lacking {
        name: room.name(&body.agency),
        url: format!("{}/body/{}", room.url(), body.agency),
        standing: standing::view(room, body.standing),
    };
    let groups = covered.groups.iter().map(|group| Group {
        title: group.words.title_in(room.language()).to_owned(),
        received: group.received(),
        of: group.bodies.len(),
        lacking: group.bodies.iter().filter(|body| !body.standing.counts()).map(lacking).collect(),
    });
    groups.collect()
}

/// The way back to the board.
pub(super) fn crumbs(room: &Room<'_>, more: Vec<Link>) -> Vec<Link> {
    std::iter::once(room.board()).chain(more).collect()
}
