//! One plan: what it says, the way it went, its activities, and what each side can do with it now.

use super::board::crumbs;
use super::{After, Link, Room, WithForm, Wrong, badge, day_sent};
use crate::action_programme::{
    self as programme, Activity, In, PlanDraft, PlanId, PlanRow, Refusal, Stage, Step, Titles,
};
use crate::desk::rows::Choice;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial;
use crate::platform::i18n::grouped;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Serialize;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/plans/{id}", get(show))
        .route("/desk/programme/{key}/plans/{id}/{verb}", post(act))
}

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a template asks each by name")]
struct PlanPage {
    crumbs: Vec<Link>,
    url: String,
    body: Link,
    held_by: Option<Link>,
    period: String,
    stage: &'static str,
    stage_said: String,
    badge: &'static str,
    received: Option<String>,
    due: Option<String>,
    form: Form,
    entry: Option<Link>,
    may_write: bool,
    may_submit: bool,
    may_judge: bool,
    may_lock: bool,
    may_add: bool,
    /// Why it was returned, while it is.
    remark: Option<String>,
    steps: Vec<StepView>,
    activities: Vec<ActivityView>,
    tally: String,
    entries: Vec<Choice>,
    errors: Vec<Wrong>,
    typed: String,
}

#[derive(Serialize)]
struct Form {
    revision: i64,
    reference: String,
    signed: String,
    entry: String,
    file: String,
}

#[derive(Serialize)]
pub(super) struct StepView {
    day: String,
    clock: String,
    text: String,
    person: String,
    note: String,
}

#[derive(Serialize)]
struct ActivityView {
    title: String,
    url: String,
    measure: String,
    starts: String,
    ends: String,
    budget: String,
    state: String,
    badge: &'static str,
    overdue: bool,
}

async fn row(room: &Room<'_>, id: i64) -> Result<PlanRow, Fault> {
    let rows = programme::plans(&room.portal.db, room.programme.id).await?;
    let row = rows.into_iter().find(|row| row.id == id).ok_or(Fault::NotFound)?;
    if room.sees(&row.held_by) || room.sees(&row.agency) { Ok(row) } else { Err(Fault::Forbidden) }
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id)): Path<(String, i64)>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let row = row(&room, id).await?;
    room.shown(page(&room, &row).await?, &after).await
}

impl WithForm for PlanPage {
    const TEMPLATE: &'static str = "desk/programme/plan.html";

    fn title(&self, room: &Room<'_>) -> String {
        room.with("progdesk-plan-title", "name", self.body.label.clone())
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

fn body_link(room: &Room<'_>, agency: &str) -> Link {
    Link { label: room.name(agency), url: format!("{}/body/{agency}", room.url()) }
}

async fn page(room: &Room<'_>, row: &PlanRow) -> Result<PlanPage, Fault> {
    let (db, stage) = (&room.portal.db, row.stage());
    let steps = programme::steps(db, "plan", row.id).await?;
    let returned = steps.iter().rev().find(|step| step.state == "returned");
    let activities = programme::activities_of_plan(db, row.id()).await?;
    let tally = programme::progress_of_plan(db, row.id()).await?;
    let period = room.programme.period(row.period());
    let writes = room.writes_for(&row.held_by);
    let entry = match &row.entry {
        Some(entry) => editorial::find(db, entry, room.language()).await?,
        None => None,
    };
    let this = Link { label: row.reference.clone(), url: String::new() };
    let body = body_link(room, &row.agency);
    Ok(PlanPage {
        crumbs: crumbs(room, vec![body.clone(), this]),
        url: format!("{}/plans/{}", room.url(), row.id),
        body,
        held_by: (row.held_by != row.agency).then(|| body_link(room, &row.held_by)),
        period: period
            .map(|period| period.words.title_in(room.language()).to_owned())
            .unwrap_or_default(),
        stage: stage.name(),
        stage_said: room.say(&format!("programme-stage-{}", stage.name())),
        badge: badge(stage.name()),
        received: row.received().map(|day| room.date(day)),
        due: row.due().or(period.and_then(|one| one.due)).map(|day| room.date(day)),
        form: Form {
            revision: row.revision,
            reference: row.reference.clone(),
            signed: row.signed().map(|day| day.to_string()).unwrap_or_default(),
            entry: row.entry.clone().unwrap_or_default(),
            file: row.file.clone().unwrap_or_default(),
        },
        entry: entry
            .map(|live| Link { label: live.words.title.clone(), url: room.portal.address(&live) }),
        may_write: writes && stage.is_open(),
        may_submit: writes && stage.is_open(),
        may_judge: room.coordinates() && matches!(stage, Stage::Submitted | Stage::Accepted),
        may_lock: room.coordinates() && stage == Stage::Accepted,
        may_add: writes && stage != Stage::Locked,
        remark: returned.filter(|_| stage == Stage::Returned).and_then(|step| step.remark.clone()),
        steps: step_views(room, &steps).await?,
        activities: activities.iter().map(|one| activity_view(room, one)).collect(),
        tally: tally_said(room, tally),
        entries: if writes { room.entries().await? } else { Vec::new() },
        errors: Vec::new(),
        typed: String::new(),
    })
}

pub(super) fn tally_said(room: &Room<'_>, tally: programme::Tally) -> String {
    let mut args = crate::platform::i18n::Args::new();
    args.set("proven", tally.proven);
    args.set("all", tally.all);
    room.portal.words.say_with(room.language(), "programme-proven-of", &args)
}

/// The way something went, newest first.
pub(super) async fn step_views(
    room: &Room<'_>,
    steps: &[Step<String>],
) -> Result<Vec<StepView>, Fault> {
    let names = room.names().await?;
    let view = |step: &Step<String>| StepView {
        day: room.date(step.day),
        clock: room.portal.moment(room.language(), step.made_at).time.unwrap_or_default(),
        text: super::state_key(&step.state)
            .map_or_else(|| step.state.clone(), |key| room.say(&key)),
        person: names.actor(&step.made_by),
        note: step.remark.clone().unwrap_or_default(),
    };
    Ok(steps.iter().rev().map(view).collect())
}

fn activity_view(room: &Room<'_>, one: &Activity) -> ActivityView {
    let mut measures = room.programme.measures().map(|(_, measure)| measure);
    let measure = measures.find(|measure| measure.id == Some(one.draft.measure));
    let separator = room.portal.words.separator(room.language());
    let budget = one.draft.budget.as_ref().map(|budget| {
        format!("{} {}", grouped(budget.amount.unsigned_abs(), separator), budget.currency)
    });
    let state = one.state.name();
    let open = matches!(one.state.name(), "planned" | "running");
    ActivityView {
        title: one.draft.words.title_in(room.language()).to_owned(),
        url: format!("{}/activities/{}", room.url(), one.id),
        measure: measure.map(|measure| measure.key.clone()).unwrap_or_default(),
        starts: room.date(one.draft.starts),
        ends: room.date(one.draft.ends),
        budget: budget.unwrap_or_default(),
        state: room.say(&format!("programme-activity-{state}")),
        badge: badge(state),
        overdue: open && one.draft.ends < room.portal.today(),
    }
}

async fn act(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id, verb)): Path<(String, i64, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let row = row(&room, id).await?;
    match done(&room, row.id(), &verb, &sent).await {
        Ok(()) => Ok(see_other(&format!("{}/plans/{id}?done={verb}-plan", room.url()))),
        Err(refusal) => {
            let mut own = page(&room, &row).await?;
            if verb == "change" {
                own.form.reference = sent.get("reference").to_owned();
                own.form.signed = sent.get("signed").to_owned();
                own.form.entry = sent.get("entry").to_owned();
                own.form.file = sent.get("file").to_owned();
            }
            own.typed = sent.get("remark").to_owned();
            room.again(own, refusal).await
        }
    }
}

async fn done(room: &Room<'_>, id: PlanId, verb: &str, sent: &Sent) -> Result<(), Refusal> {
    let (by, within) = (room.by(), In::from(&room.programme));
    let draft = if verb == "change" { Some(draft(room, sent).await?) } else { None };
    let mut tx = room.portal.db.begin().await?;
    match (verb, draft) {
        ("change", Some(draft)) => {
            let seen = sent.get("revision").parse().unwrap_or(0);
            programme::change_plan(&mut tx, by, within, (id, seen), &draft).await?;
        }
        ("submit", _) => programme::submit_plan(&mut tx, by, within, id).await?,
        ("accept", _) => programme::accept_plan(&mut tx, by, within, id).await?,
        ("return", _) => {
            programme::return_plan(&mut tx, by, within, id, sent.get("remark")).await?;
        }
        ("lock", _) => programme::lock_plan(&mut tx, by, within, id).await?,
        _ => return Err(Refusal::Missing(verb.to_owned())),
    }
    tx.commit().await?;
    Ok(())
}

/// What was sent, looked up: an entry must be public and a file in the library.
async fn draft(room: &Room<'_>, sent: &Sent) -> Result<PlanDraft, Refusal> {
    let draft = PlanDraft {
        reference: sent.text("reference").unwrap_or_default(),
        signed: day_sent(sent, "signed")?,
        entry: sent.text("entry"),
        file: sent.text("file"),
    };
    programme::holds(&room.portal.db, &room.languages(), &draft).await?;
    Ok(draft)
}
