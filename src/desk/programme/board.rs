//! What waits and what is owed: for a coordinator and an inspector the whole programme on a day, for
//! an agency its own plans and activities with their deadlines.

use super::standing::{self, StandingView};
use super::{After, Link, PROGRAMME, Room, badge};
use crate::action_programme::{
    self as programme, Activity, ActivityState, AsOf, Body, Coverage, Evidence, PlanRow, Standing,
    Titles, coordinates, may_look, own_agencies,
};
use crate::desk::frame::{View, render};
use crate::desk::session::Signed;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Router<Portal> {
    Router::new().route(PROGRAMME, get(show))
}

/// How many pieces of evidence stand on the board.
const WAITING: i64 = 100;

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
    let mut tabs = Vec::new();
    for key in keys {
        let named = programme::programme(&room.portal.db, key).await?;
        let title = named.map(|one| one.outline.words.title_in(room.language()).to_owned());
        tabs.push(Tab {
            label: title.unwrap_or_else(|| key.clone()),
            url: format!("{PROGRAMME}?programme={key}"),
            current: *key == room.programme.key,
        });
    }
    Ok(tabs)
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
    let held: Vec<&PlanRow> = rows.iter().filter(|row| row.held_by == agency).collect();
    let mut activities = Vec::new();
    for row in &held {
        activities.extend(programme::activities_of_plan(&room.portal.db, row.id()).await?);
    }
    let open = |one: &Activity| {
        matches!(one.state, ActivityState::Planned | ActivityState::Running | ActivityState::Done)
            && one.held_by == agency
    };
    activities.retain(open);
    activities.sort_by_key(|one| (one.draft.ends, one.id));
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
        plans: held.into_iter().map(|row| plan_line(room, row)).collect(),
        activities: activities.iter().map(|one| activity_line(room, one)).collect(),
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
        evidence: waiting.iter().map(|one| evidence_line(room, one)).collect(),
        groups: covered.map(|all| groups(room, all)).unwrap_or_default(),
    })
}

fn evidence_line(room: &Room<'_>, one: &Evidence) -> EvidenceLine {
    let url = match one.subject.as_str() {
        "activity" => format!("{}/activities/{}#evidence-{}", room.url(), one.subject_id, one.id),
        _ => format!("{}/outline", room.url()),
    };
    EvidenceLine {
        label: super::proof::proof_label(room, &one.proof),
        kind: room.say(&format!("progdesk-proof-{}", one.proof.kind())),
        note: one.note.clone(),
        url,
    }
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
