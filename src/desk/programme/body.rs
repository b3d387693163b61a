//! One body in a programme: how it stands, its plans, and what can be done: beginning a plan, putting
//! down one that came on paper, another deadline, a reason for being late.

use super::board::crumbs;
use super::standing::{self, StandingView};
use super::{After, Link, Room, WithForm, Wrong, badge, day_sent, must_day, own_name};
use crate::action_programme::{
    self as programme, AsOf, Period, PlanDraft, PlanId, PlanRow, Refusal, Titles,
};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Serialize;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/body/{agency}", get(show))
        .route("/desk/programme/{key}/body/{agency}/{verb}", post(act))
}

#[derive(Serialize)]
struct BodyPage {
    crumbs: Vec<Link>,
    url: String,
    register_url: String,
    may_run: bool,
    may_write: bool,
    ended: Option<String>,
    now: Option<Link>,
    periods: Vec<PeriodView>,
    errors: Vec<Wrong>,
    sent: SentView,
}

/// What was typed, so that nothing of it is lost.
#[derive(Default, Serialize)]
struct SentView {
    period: String,
    reference: String,
    received: String,
    signed: String,
    due: String,
    remark: String,
}

#[derive(Serialize)]
struct PeriodView {
    id: i64,
    title: String,
    due: Option<String>,
    standing: Option<StandingView>,
    reason: Option<String>,
    plan: Option<PlanView>,
}

#[derive(Serialize)]
struct PlanView {
    url: String,
    reference: String,
    stage: String,
    badge: &'static str,
    is_draft: bool,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, agency)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    room.shown(page(&room, &agency).await?, &after).await
}

impl WithForm for BodyPage {
    const TEMPLATE: &'static str = "desk/programme/body.html";

    fn title(&self, _room: &Room<'_>) -> String {
        own_name(&self.crumbs)
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

async fn page(room: &Room<'_>, agency: &str) -> Result<BodyPage, Fault> {
    if !room.sees(agency) {
        return Err(Fault::Forbidden);
    }
    let body = room.register().get(agency).ok_or(Fault::NotFound)?;
    let rows = programme::plans(&room.portal.db, room.programme.id).await?;
    let today = room.portal.today();
    let mut periods = Vec::new();
    for period in &room.programme.outline.periods {
        periods.push(period_view(room, period, (agency, &rows)).await?);
    }
    let now = room.register().on(agency, today).filter(|now| now.key != agency);
    let list = room.portal.addresses.list(room.language(), "agencies");
    let this = Link { label: room.name(agency), url: String::new() };
    Ok(BodyPage {
        crumbs: crumbs(room, vec![this]),
        url: format!("{}/body/{agency}", room.url()),
        register_url: format!("{list}/{agency}"),
        may_run: room.coordinates(),
        may_write: room.writes_for(agency),
        ended: body.valid_to.filter(|day| *day <= today).map(|day| room.date(day)),
        now: now.map(|now| Link {
            label: room.name(&now.key),
            url: format!("{}/body/{}", room.url(), now.key),
        }),
        periods,
        errors: Vec::new(),
        sent: SentView::default(),
    })
}

async fn period_view(
    room: &Room<'_>,
    period: &Period,
    (agency, rows): (&str, &[PlanRow]),
) -> Result<PeriodView, Fault> {
    let (db, today) = (&room.portal.db, room.portal.today());
    let as_of = AsOf::day(today);
    let register = room.register();
    let covered = programme::coverage_at(db, &room.programme, period, register, as_of).await?;
    let body = covered.bodies().find(|body| body.agency == agency);
    let plan = rows.iter().find(|row| Some(row.period()) == period.id && row.agency == agency);
    let own_due = plan.and_then(PlanRow::due).or(period.due);
    let reason = match period.id {
        Some(id) => programme::reasons(db, id, as_of).await?.remove(agency),
        None => None,
    };
    let stage = |row: &PlanRow| row.stage().name();
    Ok(PeriodView {
        id: period.id.map(|id| id.0).unwrap_or_default(),
        title: period.words.title_in(room.language()).to_owned(),
        due: own_due.map(|due| room.date(due)),
        standing: body.map(|body| standing::view(room, body.standing)),
        reason,
        plan: plan.map(|row| PlanView {
            url: format!("{}/plans/{}", room.url(), row.id),
            reference: row.reference.clone(),
            stage: room.say(&format!("programme-stage-{}", stage(row))),
            badge: badge(stage(row)),
            is_draft: row.stage() == programme::Stage::Draft,
        }),
    })
}

async fn act(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, agency, verb)): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let period = room.programme.outline.periods.iter();
    let chosen =
        |period: &&Period| period.id.is_some_and(|id| id.0.to_string() == sent.get("period"));
    let period = period.clone().find(chosen).ok_or(Fault::NotFound)?;
    match done(&room, (&agency, period), &verb, &sent).await {
        Ok(Some(plan)) => Ok(see_other(&format!("{}/plans/{plan}?done={verb}-plan", room.url()))),
        Ok(None) => Ok(see_other(&format!("{}/body/{agency}?done={verb}", room.url()))),
        Err(refusal) => {
            let own = BodyPage { sent: typed(&sent), ..page(&room, &agency).await? };
            room.again(own, refusal).await
        }
    }
}

fn typed(sent: &Sent) -> SentView {
    let text = |name: &str| sent.get(name).to_owned();
    SentView {
        period: text("period"),
        reference: text("reference"),
        received: text("received"),
        signed: text("signed"),
        due: text("due"),
        remark: text("remark"),
    }
}

/// Does what a form asks; answers the plan where one was begun or received.
async fn done(
    room: &Room<'_>,
    (agency, period): (&str, &Period),
    verb: &str,
    sent: &Sent,
) -> Result<Option<PlanId>, Refusal> {
    let (by, within) = (room.by(), room.within());
    let id = period.id.ok_or_else(|| Refusal::Missing("period".to_owned()))?;
    let mut tx = room.portal.db.begin().await?;
    let plan = match verb {
        "begin" => Some(programme::begin_plan(&mut tx, by, within, id, agency).await?),
        "receive" => {
            let draft = PlanDraft {
                reference: sent.text("reference").unwrap_or_default(),
                signed: day_sent(sent, "signed")?,
                ..PlanDraft::default()
            };
            let on = must_day(sent, "received")?;
            let of = (id, agency);
            Some(programme::record_received(&mut tx, by, within, of, (on, &draft)).await?)
        }
        "grant" => {
            let due = must_day(sent, "due")?;
            let of = (period, agency);
            programme::grant_due(&mut tx, by, within, of, (due, sent.get("remark"))).await?;
            None
        }
        "why" => {
            let of = (id, agency);
            programme::say_why(&mut tx, by, within, of, sent.get("remark")).await?;
            None
        }
        _ => return Err(Refusal::Missing(verb.to_owned())),
    };
    tx.commit().await?;
    Ok(plan)
}
