//! Who has which part in one measure: given from a day on, ended on a day, never overwritten.

use super::board::crumbs;
use super::{After, Link, Room, WithForm, Wrong, must_day, own_name};
use crate::action_programme::{
    self as programme, AsOf, Assignment, In, Measure, Part, Refusal, Titles,
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
        .route("/desk/programme/{key}/measures/{measure}", get(show))
        .route("/desk/programme/{key}/measures/{measure}/assign", post(assign))
        .route("/desk/programme/{key}/measures/{measure}/release", post(release))
}

#[derive(Serialize)]
struct PartPage {
    crumbs: Vec<Link>,
    url: String,
    may_run: bool,
    rows: Vec<Row>,
    bodies: Vec<Choice>,
    today: String,
    agency: String,
    part: String,
    parts: Vec<Choice>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    name: String,
    part: String,
    from: String,
}

async fn held(room: &Room<'_>, measure: &Measure) -> Result<Vec<Assignment>, Fault> {
    let as_of = AsOf::day(jiff::civil::Date::MAX);
    let all = programme::assignments(&room.portal.db, room.programme.id, as_of).await?;
    Ok(all.into_iter().filter(|one| Some(one.measure) == measure.id).collect())
}

fn part_name(room: &Room<'_>, part: Part) -> String {
    room.say(match part {
        Part::Lead => "programme-part-lead",
        Part::Coordinating => "programme-part-coordinating",
    })
}

async fn page(room: &Room<'_>, key: &str) -> Result<PartPage, Fault> {
    let measure = room.programme.measure(key).ok_or(Fault::NotFound)?;
    let today = room.portal.today();
    let mut bodies: Vec<Choice> = room
        .register()
        .all_on(today)
        .map(|one| Choice::new(one.key.clone(), one.name(room.language()).to_owned()))
        .collect();
    bodies.sort_by_key(|one| crate::platform::text::fold(&one.label));
    let title = format!("{} {}", measure.key, measure.words.title_in(room.language()));
    let outline =
        Link { label: room.say("progdesk-outline"), url: format!("{}/outline", room.url()) };
    let this = Link { label: title, url: String::new() };
    let row = |one: &Assignment| Row {
        id: one.id.0,
        name: room.name(&one.agency),
        part: part_name(room, one.part),
        from: room.date(one.from),
    };
    Ok(PartPage {
        crumbs: crumbs(room, vec![outline, this]),
        url: format!("{}/measures/{key}", room.url()),
        may_run: room.coordinates(),
        rows: held(room, measure).await?.iter().map(row).collect(),
        bodies,
        today: today.to_string(),
        agency: String::new(),
        part: "lead".to_owned(),
        parts: [Part::Lead, Part::Coordinating]
            .map(|part| Choice::new(part.name(), part_name(room, part)))
            .into(),
        errors: Vec::new(),
    })
}

impl WithForm for PartPage {
    const TEMPLATE: &'static str = "desk/programme/part.html";

    fn title(&self, _room: &Room<'_>) -> String {
        own_name(&self.crumbs)
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, measure)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    room.shown(page(&room, &measure).await?, &after).await
}

async fn again(
    room: &Room<'_>,
    measure: &str,
    sent: &Sent,
    refusal: Refusal,
) -> Result<Response, Fault> {
    let mut own = page(room, measure).await?;
    own.agency = sent.get("agency").to_owned();
    own.part = sent.get("part").to_owned();
    room.again(own, refusal).await
}

async fn assign(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, measure)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    match assigned(&room, &measure, &sent).await {
        Ok(()) => Ok(see_other(&format!("{}/measures/{measure}?done=assign", room.url()))),
        Err(refusal) => again(&room, &measure, &sent, refusal).await,
    }
}

async fn assigned(room: &Room<'_>, key: &str, sent: &Sent) -> Result<(), Refusal> {
    let missing = || Refusal::Missing(key.to_owned());
    let measure = room.programme.measure(key).ok_or_else(missing)?;
    let part = Part::named(sent.get("part")).ok_or_else(missing)?;
    let from = must_day(sent, "from")?;
    let mut tx = room.portal.db.begin().await?;
    let part = (sent.get("agency"), part, from);
    programme::assign(&mut tx, room.by(), room.within(), measure, part).await?;
    tx.commit().await?;
    Ok(())
}

async fn release(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, measure)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let one = room.programme.measure(&measure).ok_or(Fault::NotFound)?;
    let all = held(&room, one).await?;
    let id: i64 = sent.get("assignment").parse().map_err(|_| Fault::Unclear)?;
    let one = all.into_iter().find(|one| one.id.0 == id).ok_or(Fault::NotFound)?;
    match released(&room, &one, &sent).await {
        Ok(()) => Ok(see_other(&format!("{}/measures/{measure}?done=release", room.url()))),
        Err(refusal) => again(&room, &measure, &sent, refusal).await,
    }
}

async fn released(room: &Room<'_>, one: &Assignment, sent: &Sent) -> Result<(), Refusal> {
    let to = must_day(sent, "to")?;
    let mut tx = room.portal.db.begin().await?;
    programme::release(&mut tx, room.by(), In::from(&room.programme), one, to).await?;
    tx.commit().await?;
    Ok(())
}
