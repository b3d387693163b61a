//! Decisions about bodies that end: that a plan counts for a successor, and that open work goes to it.
//! Nothing follows from a merger by itself.

use super::board::crumbs;
use super::{After, Link, Room, WithForm, Wrong, must_day};
use crate::action_programme::{
    self as programme, Decision, PlanId, PlanRow, Refusal, Ruling, Taking,
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
use serde::{Deserialize, Serialize};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/decisions", get(show))
        .route("/desk/programme/{key}/decisions/{what}", post(decide))
}

#[derive(Serialize)]
struct DecisionPage {
    crumbs: Vec<Link>,
    url: String,
    may_run: bool,
    decisions: Vec<Line>,
    /// Plans of bodies that ended, for which no decision is recorded yet.
    plans: Vec<Choice>,
    ended: Vec<Choice>,
    bodies: Vec<Choice>,
    errors: Vec<Wrong>,
    typed: Typed,
}

#[derive(Default, Serialize)]
struct Typed {
    what: String,
    plan: String,
    from: String,
    to: String,
    day: String,
    citation: String,
}

#[derive(Serialize)]
struct Line {
    what: String,
    from: String,
    to: String,
    day: String,
    citation: String,
    person: String,
}

async fn page(room: &Room<'_>) -> Result<DecisionPage, Fault> {
    let (db, today) = (&room.portal.db, room.portal.today());
    let decisions = programme::decisions(db, room.programme.id).await?;
    let rows = programme::plans(db, room.programme.id).await?;
    let names = room.names().await?;
    let line = |one: &Decision| Line {
        what: room.say(&format!("progdesk-ruling-{}", one.what.name())),
        from: room.name(&one.from),
        to: room.name(&one.to),
        day: room.date(one.day),
        citation: one.citation.clone(),
        person: names.actor(&one.made_by),
    };
    let is_over = |key: &str| {
        let body = room.register().get(key);
        body.is_some_and(|body| !body.existed_on(today))
    };
    let decided = |row: &PlanRow| {
        decisions.iter().any(|one| one.what == Ruling::CountsFor && one.plan == Some(row.id()))
    };
    let open = rows.iter().filter(|row| is_over(&row.agency) && !decided(row));
    let plan = |row: &PlanRow| {
        Choice::new(row.id.to_string(), format!("{}: {}", room.name(&row.agency), row.reference))
    };
    let choice = |one: &crate::agency::Agency| {
        Choice::new(one.key.clone(), one.name(room.language()).to_owned())
    };
    let gone = room.register().all().filter(|one| is_over(&one.key));
    // A body that took over may itself have ended since: the decision holds for the days it had.
    let mut bodies: Vec<Choice> = room.register().all().map(|one| dated(room, one)).collect();
    bodies.sort_by_key(|one| crate::platform::text::fold(&one.label));
    let this = Link { label: room.say("progdesk-decisions"), url: String::new() };
    Ok(DecisionPage {
        crumbs: crumbs(room, vec![this]),
        url: format!("{}/decisions", room.url()),
        may_run: room.coordinates(),
        decisions: decisions.iter().rev().map(line).collect(),
        plans: open.map(plan).collect(),
        ended: gone.map(choice).collect(),
        bodies,
        errors: Vec::new(),
        typed: Typed { day: today.to_string(), ..Typed::default() },
    })
}

/// A body with the days it had, for two of one name may follow each other.
fn dated(room: &Room<'_>, one: &crate::agency::Agency) -> Choice {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| room.date(day)).unwrap_or_default();
    let name = one.name(room.language());
    let label = match (one.valid_from, one.valid_to) {
        (None, None) => name.to_owned(),
        (from, to) => format!("{name} ({} – {})", day(from), day(to)),
    };
    Choice::new(one.key.clone(), label)
}

/// Whose work is to be handed over to whom, as the board names them.
#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    done: String,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    if !room.sees_all() {
        return Err(Fault::Forbidden);
    }
    let mut own = page(&room).await?;
    (own.typed.from, own.typed.to) = (asked.from, asked.to);
    room.shown(own, &After { done: asked.done }).await
}

impl WithForm for DecisionPage {
    const TEMPLATE: &'static str = "desk/programme/decisions.html";

    fn title(&self, room: &Room<'_>) -> String {
        room.say("progdesk-decisions")
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

async fn decide(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, what)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    match decided(&room, &what, &sent).await {
        Ok(()) => Ok(see_other(&format!("{}/decisions?done={what}", room.url()))),
        Err(refusal) => {
            let text = |name: &str| sent.get(name).to_owned();
            let mut own = page(&room).await?;
            own.typed = Typed {
                plan: text("plan"),
                from: text("from"),
                to: text("to"),
                day: text("day"),
                citation: text("citation"),
                what,
            };
            room.again(own, refusal).await
        }
    }
}

async fn decided(room: &Room<'_>, what: &str, sent: &Sent) -> Result<(), Refusal> {
    let (by, within) = (room.by(), room.within());
    let day = must_day(sent, "day")?;
    let (to, citation) = (sent.get("to"), sent.text("citation").unwrap_or_default());
    let mut tx = room.portal.db.begin().await?;
    match what {
        "count" => {
            let missing = |_| Refusal::Faulty(vec![("plan".to_owned(), "progdesk-no-plan")]);
            let plan = PlanId(sent.get("plan").parse().map_err(missing)?);
            programme::count_for(&mut tx, by, within, plan, (to, day, &citation)).await?;
        }
        "hand-over" => {
            let from = sent.get("from");
            let taking = Taking { from, to, day, citation: &citation, entry: None };
            programme::hand_over(&mut tx, by, within, &taking).await?;
        }
        _ => return Err(Refusal::Missing(what.to_owned())),
    }
    tx.commit().await?;
    Ok(())
}
