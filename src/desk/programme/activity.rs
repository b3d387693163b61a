//! One activity: what it is, how far it is, why it is late. It is proven by accepted evidence and by
//! nothing else: that is `proof.rs`.

use super::board::crumbs;
use super::proof::{Offers, ProofOf, ProofPart, proof_part};
use super::{After, Link, Room, WithForm, WordsView, Wrong, badge, must_day, own_name, words_sent};
use crate::action_programme::{
    self as programme, Activity, ActivityDraft, ActivityId, ActivityState, Budget, In, PlanId,
    PlanRow, Refusal, Stage, Titles,
};
use crate::desk::rows::Choice;
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
        .route("/desk/programme/{key}/plans/{id}/activities/new", get(begin).post(add))
        .route("/desk/programme/{key}/activities/{id}", get(show))
        .route("/desk/programme/{key}/activities/{id}/{verb}", post(act))
}

#[derive(Serialize)]
pub(super) struct ActivityPage {
    crumbs: Vec<Link>,
    /// Where the form is sent.
    form_url: String,
    url: String,
    body: String,
    new: bool,
    form: Form,
    measures: Vec<Choice>,
    may_write: bool,
    may_explain: bool,
    state: String,
    badge: &'static str,
    moves: Vec<Choice>,
    pub(super) proof: ProofPart,
    steps: Vec<super::plan::StepView>,
    errors: Vec<Wrong>,
    /// The remark that was typed.
    remark: String,
}

#[derive(Default, Serialize)]
struct Form {
    revision: i64,
    measure: String,
    starts: String,
    ends: String,
    budget: String,
    currency: String,
    words: Vec<WordsView>,
}

/// An activity with its plan, if whoever asks may see it.
async fn found(room: &Room<'_>, id: i64) -> Result<(Activity, PlanRow), Fault> {
    let db = &room.portal.db;
    let plan = programme::plan_of_activity(db, ActivityId(id)).await?.ok_or(Fault::NotFound)?;
    let rows = programme::plans(db, room.programme.id).await?;
    let row = rows.into_iter().find(|row| row.id() == plan).ok_or(Fault::NotFound)?;
    let all = programme::activities_of_plan(db, plan).await?;
    let one = all.into_iter().find(|one| one.id.0 == id).ok_or(Fault::NotFound)?;
    let sees = room.sees(&one.held_by) || room.sees(&row.agency);
    if sees { Ok((one, row)) } else { Err(Fault::Forbidden) }
}

/// Refuses whoever may not see an activity.
pub(super) async fn must_see(room: &Room<'_>, id: i64) -> Result<(), Fault> {
    found(room, id).await.map(|_| ())
}

fn plan_link(room: &Room<'_>, row: &PlanRow) -> Link {
    let label = room.with("progdesk-plan-title", "name", room.name(&row.agency));
    Link { label, url: format!("{}/plans/{}", room.url(), row.id) }
}

fn measures(room: &Room<'_>) -> Vec<Choice> {
    let choice = |(_, measure): (_, &programme::Measure)| {
        let title = measure.words.title_in(room.language());
        Choice::new(measure.key.clone(), format!("{} {title}", measure.key))
    };
    room.programme.measures().map(choice).collect()
}

fn form_of(room: &Room<'_>, activity: &Activity) -> Form {
    let draft = &activity.draft;
    let mut measures = room.programme.measures().map(|(_, measure)| measure);
    let measure = measures.find(|measure| measure.id == Some(draft.measure));
    Form {
        revision: activity.revision,
        measure: measure.map(|measure| measure.key.clone()).unwrap_or_default(),
        starts: draft.starts.to_string(),
        ends: draft.ends.to_string(),
        budget: draft.budget.as_ref().map(|one| one.amount.to_string()).unwrap_or_default(),
        currency: draft.budget.as_ref().map(|one| one.currency.clone()).unwrap_or_default(),
        words: room.spoken(&draft.words),
    }
}

/// The form as it was sent.
fn form_sent(room: &Room<'_>, sent: &Sent) -> Form {
    let text = |name: &str| sent.get(name).to_owned();
    Form {
        revision: sent.get("revision").parse().unwrap_or(0),
        measure: text("measure"),
        starts: text("starts"),
        ends: text("ends"),
        budget: text("budget"),
        currency: text("currency"),
        words: room.spoken(&words_sent(room.portal, sent)),
    }
}

/// Reads a sent activity; what cannot be read is named by its field, all at once.
fn read(room: &Room<'_>, sent: &Sent) -> Result<ActivityDraft, Refusal> {
    let mut wrong: Vec<(String, &'static str)> = Vec::new();
    let measure = room.programme.measure(sent.get("measure")).and_then(|measure| measure.id);
    if measure.is_none() {
        wrong.push(("measure".to_owned(), "progdesk-no-measure"));
    }
    let mut day = |name: &str| match must_day(sent, name) {
        Ok(day) => Some(day),
        Err(Refusal::Faulty(faults)) => {
            wrong.extend(faults);
            None
        }
        Err(_) => None,
    };
    let (starts, ends) = (day("starts"), day("ends"));
    let budget = match read_budget(sent) {
        Ok(budget) => budget,
        Err(fault) => {
            wrong.push(fault);
            None
        }
    };
    match (measure, starts, ends) {
        (Some(measure), Some(starts), Some(ends)) if wrong.is_empty() => {
            let words = words_sent(room.portal, sent);
            Ok(ActivityDraft { measure, starts, ends, budget, words })
        }
        _ => Err(Refusal::Faulty(wrong)),
    }
}

fn read_budget(sent: &Sent) -> Result<Option<Budget>, (String, &'static str)> {
    let Some(text) = sent.text("budget") else { return Ok(None) };
    let currency = sent.text("currency").unwrap_or_else(|| "VND".to_owned());
    let budget = programme::read_budget(&text, &currency);
    budget.map(Some).ok_or_else(|| ("budget".to_owned(), "progdesk-bad-budget"))
}

async fn begin(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id)): Path<(String, i64)>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let form = Form {
        currency: "VND".to_owned(),
        words: room.spoken(&programme::Texts::new()),
        ..Form::default()
    };
    room.shown(blank(&room, id, form).await?, &After::default()).await
}

/// The page of a new activity.
async fn blank(room: &Room<'_>, plan: i64, form: Form) -> Result<ActivityPage, Fault> {
    let rows = programme::plans(&room.portal.db, room.programme.id).await?;
    let row = rows.into_iter().find(|row| row.id == plan).ok_or(Fault::NotFound)?;
    if !room.writes_for(&row.held_by) {
        return Err(Fault::Forbidden);
    }
    let this = Link { label: room.say("progdesk-new-activity"), url: String::new() };
    Ok(ActivityPage {
        crumbs: crumbs(room, vec![plan_link(room, &row), this]),
        form_url: format!("{}/plans/{plan}/activities/new", room.url()),
        url: String::new(),
        body: room.name(&row.held_by),
        new: true,
        form,
        measures: measures(room),
        may_write: true,
        may_explain: false,
        state: String::new(),
        badge: "draft",
        moves: Vec::new(),
        proof: ProofPart::default(),
        steps: Vec::new(),
        errors: Vec::new(),
        remark: String::new(),
    })
}

async fn add(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id)): Path<(String, i64)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    match added(&room, id, &sent).await {
        Ok(()) => Ok(see_other(&format!("{}/plans/{id}?done=add-activity", room.url()))),
        Err(refusal) => {
            let own = blank(&room, id, form_sent(&room, &sent)).await?;
            room.again(own, refusal).await
        }
    }
}

async fn added(room: &Room<'_>, plan: i64, sent: &Sent) -> Result<(), Refusal> {
    let draft = read(room, sent)?;
    let mut tx = room.portal.db.begin().await?;
    let within = In::from(&room.programme);
    programme::new_activity(&mut tx, room.by(), within, PlanId(plan), &draft).await?;
    tx.commit().await?;
    Ok(())
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id)): Path<(String, i64)>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    room.shown(page(&room, id).await?, &after).await
}

impl WithForm for ActivityPage {
    const TEMPLATE: &'static str = "desk/programme/activity.html";

    fn title(&self, _room: &Room<'_>) -> String {
        own_name(&self.crumbs)
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

pub(super) async fn page(room: &Room<'_>, id: i64) -> Result<ActivityPage, Fault> {
    let (activity, row) = found(room, id).await?;
    let writes = room.writes_for(&activity.held_by);
    let locked = row.stage() == Stage::Locked;
    let state = activity.state;
    let title = activity.draft.words.title_in(room.language()).to_owned();
    let this = Link { label: title, url: String::new() };
    let open = matches!(state, ActivityState::Planned | ActivityState::Running);
    let changes = !matches!(state, ActivityState::Proven | ActivityState::Stopped);
    let moves = ActivityState::ALL.into_iter().filter(|to| writes && state.may_become(*to));
    let choice = |to: ActivityState| {
        Choice::new(to.name(), room.say(&format!("programme-activity-{}", to.name())))
    };
    let steps = programme::steps(&room.portal.db, "activity", id).await?;
    let url = ProofOf::Activity(id).url(room);
    let may_offer = writes && state != ActivityState::Stopped;
    let offers = if may_offer { Offers::Yes } else { Offers::No };
    Ok(ActivityPage {
        crumbs: crumbs(room, vec![plan_link(room, &row), this]),
        form_url: format!("{url}/change"),
        url,
        body: room.name(&activity.held_by),
        new: false,
        form: form_of(room, &activity),
        measures: measures(room),
        may_write: writes && changes && !locked,
        may_explain: writes && open && activity.draft.ends < room.portal.today(),
        state: room.say(&format!("programme-activity-{}", state.name())),
        badge: badge(state.name()),
        moves: moves.map(choice).collect(),
        proof: proof_part(room, ProofOf::Activity(id), offers).await?,
        steps: super::plan::step_views(room, &steps).await?,
        errors: Vec::new(),
        remark: String::new(),
    })
}

async fn act(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, id, verb)): Path<(String, i64, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let mut own = page(&room, id).await?;
    match done(&room, ActivityId(id), &verb, &sent).await {
        Ok(()) => Ok(see_other(&format!("{}?done={verb}-activity", own.url))),
        Err(refusal) => {
            if verb == "change" {
                own.form = form_sent(&room, &sent);
            }
            own.remark = sent.get("remark").to_owned();
            room.again(own, refusal).await
        }
    }
}

async fn done(room: &Room<'_>, id: ActivityId, verb: &str, sent: &Sent) -> Result<(), Refusal> {
    let (by, within) = (room.by(), In::from(&room.programme));
    let mut tx = room.portal.db.begin().await?;
    match verb {
        "change" => {
            let seen = sent.get("revision").parse().unwrap_or(0);
            let draft = read(room, sent)?;
            programme::change_activity(&mut tx, by, within, (id, seen), &draft).await?;
        }
        "move" => {
            let to = ActivityState::named(sent.get("to"));
            let to = to.ok_or_else(|| Refusal::Missing("state".to_owned()))?;
            programme::move_activity(&mut tx, by, within, (id, to), sent.get("remark")).await?;
        }
        "why" => {
            programme::say_why_activity(&mut tx, by, within, id, sent.get("remark")).await?;
        }
        _ => return Err(Refusal::Missing(verb.to_owned())),
    }
    tx.commit().await?;
    Ok(())
}
