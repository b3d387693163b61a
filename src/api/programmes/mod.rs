//! Action programmes: what their desk can do, a room for each subject. The outline here; `parts` who has
//! which part, `plans`, `activities`, `steps` the way both went, `evidence`, `decisions`, `indicators`,
//! `tables` plans as a table, `reports` what is issued, `stratml` to take along, `standing` who has handed
//! in and how far it is. Not for rules: those stand in `action_programme`.

mod activities;
mod decisions;
mod evidence;
mod indicators;
mod parts;
mod plans;
mod reports;
mod shapes;
mod standing;
mod steps;
mod stratml;
mod tables;

use super::access::Caller;
use super::act::{Act, Once, Sent, etag_of};
use super::inputs::At;
use super::problem::{Answered, Problem, Stop, Why};
use super::reply::Reply;
use crate::action_programme::{
    self as programme, By, Changed, In, Outline, PlanRow, Programme, Titles, acts_for, coordinates,
    may_look,
};
use crate::agency::Register;
use crate::people::{Actor, Reach, Right, Scope};
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::portal::{Known, Portal};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shapes::OutlineShape;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes", get(list).post(create))
        .route("/programmes/{programme}", get(show).put(change))
        .merge(parts::routes())
        .merge(plans::routes())
        .merge(activities::routes())
        .merge(evidence::routes())
        .merge(decisions::routes())
        .merge(indicators::routes())
        .merge(reports::routes())
        .merge(standing::routes())
        .merge(stratml::routes())
        .merge(tables::routes())
}

#[derive(OpenApi)]
#[openapi(paths(list, create, show, change))]
struct Whole;

/// What this room and those below it add to the description of the API.
pub struct Described;

impl OpenApi for Described {
    fn openapi() -> utoipa::openapi::OpenApi {
        let mut all = Whole::openapi();
        let rooms = [
            parts::Described::openapi(),
            plans::Described::openapi(),
            activities::Described::openapi(),
            evidence::Described::openapi(),
            decisions::Described::openapi(),
            indicators::Described::openapi(),
            reports::Described::openapi(),
            standing::Described::openapi(),
            stratml::Described::openapi(),
            tables::Described::openapi(),
        ];
        for room in rooms {
            all.merge(room);
        }
        all
    }
}

/// One programme with who asks and when.
struct Room {
    portal: Portal,
    known: Arc<Known>,
    actor: Actor,
    at: i64,
    programme: Programme,
}

impl Room {
    /// A programme for whoever may look into one.
    async fn open(portal: &Portal, caller: &Caller, key: &str) -> Result<Room, Stop> {
        caller.reaches(Reach::Read)?;
        Room::of(portal, &caller.actor, (key, portal.clock.now_ms())).await
    }

    /// A programme in which something is done.
    async fn acting(act: &Act, key: &str) -> Result<Room, Stop> {
        Room::of(&act.portal, &act.caller.actor, (key, act.at)).await
    }

    async fn of(portal: &Portal, actor: &Actor, (key, at): (&str, i64)) -> Result<Room, Stop> {
        if !may_look(actor) {
            return Err(Problem::new(Why::NotAllowed).into());
        }
        let programme = programme::programme(&portal.db, key).await?;
        let programme = programme.ok_or(Why::NoSuch)?;
        let (portal, known, actor) = (portal.clone(), portal.known(), actor.clone());
        Ok(Room { portal, known, actor, at, programme })
    }

    fn by(&self) -> By<'_> {
        By { actor: &self.actor, at: self.at, today: self.portal.today() }
    }

    fn within(&self) -> In<'_> {
        In::from(&self.programme)
    }

    fn beside(&self) -> (In<'_>, &Register) {
        (self.within(), &self.known.agencies)
    }

    fn languages(&self) -> &[Language] {
        &self.known.site.languages
    }

    fn url(&self) -> String {
        format!("/api/programmes/{}", self.programme.key)
    }

    /// Sees what is not public of every body.
    fn sees_all(&self) -> bool {
        coordinates(&self.actor) || self.actor.may(Right::Inspect, &Scope::site())
    }

    fn sees(&self, agency: &str) -> bool {
        self.sees_all() || acts_for(&self.actor, agency)
    }

    /// Sees a plan: one's own, or one whose work one took over.
    fn sees_plan(&self, row: &PlanRow) -> bool {
        self.sees(&row.held_by) || self.sees(&row.agency)
    }

    fn must_see_all(&self) -> Result<(), Problem> {
        if self.sees_all() { Ok(()) } else { Err(Problem::new(Why::NotAllowed)) }
    }
}

/// A programme in one line.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeLine)]
pub struct Line {
    /// Its key.
    key: String,
    /// What it is called, in each language.
    #[schema(value_type = BTreeMap<String, String>)]
    title: BTreeMap<Language, String>,
    /// The number and sign of the act it rests on.
    act: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    starts: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    ends: Date,
}

/// Every programme, the newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeList)]
pub struct List {
    /// The programmes.
    items: Vec<Line>,
}

/// Lists the programmes.
#[utoipa::path(get, path = "/api/programmes", tag = "programmes",
    responses((status = 200, description = "The programmes", body = List)))]
pub async fn list(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    if !may_look(&caller.actor) {
        return Err(Problem::new(Why::NotAllowed).into());
    }
    let mut items = Vec::new();
    for key in programme::every_key(&portal.db).await? {
        let Some(one) = programme::programme(&portal.db, &key).await? else { continue };
        let words = one.outline.words;
        items.push(Line {
            key,
            title: words.into_iter().map(|(language, text)| (language, text.title)).collect(),
            act: one.outline.act.number,
            starts: one.outline.starts,
            ends: one.outline.ends,
        });
    }
    Ok(Reply::of(&List { items }))
}

/// A programme as it is set out.
#[derive(Serialize, ToSchema)]
#[schema(as = Programme)]
pub struct View {
    /// Its key.
    key: String,
    /// How often it was set out.
    revision: i64,
    /// What is set out.
    #[schema(value_type = OutlineShape)]
    outline: Outline,
}

fn reply(key: &str, revision: i64, outline: &Outline) -> Reply {
    let view = View { key: key.to_owned(), revision, outline: outline.bare() };
    let reply = Reply::of(&view);
    let etag = etag_of(&reply.body);
    reply.tagged(etag)
}

/// Shows a programme as it is set out: act, who owes plans, periods, tasks and measures.
#[utoipa::path(get, path = "/api/programmes/{programme}", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key")),
    responses((status = 200, description = "The programme", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(State(portal): State<Portal>, caller: Caller, At(key): At<String>) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    Ok(reply(&key, room.programme.revision, &room.programme.outline))
}

/// A new programme.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeNew)]
pub struct New {
    /// Its key; made from the number of its act unless said.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 1, max_length = 80)]
    key: Option<String>,
    /// What is set out.
    #[schema(value_type = OutlineShape)]
    outline: Outline,
}

/// Sets a new programme out.
#[utoipa::path(post, path = "/api/programmes", tag = "programmes", request_body = New,
    params(Once),
    responses((status = 201, description = "The programme", body = View,
        headers(("Location" = String, description = "Where it stands"), ("ETag" = String, description = "Its strong entity tag")))))]
pub async fn create(Sent(act, new): Sent<New>) -> Answered {
    let portal = act.portal.clone();
    let mut begun = act.begin(Reach::Programme).await?;
    let key = new.key.unwrap_or_else(|| slug(&new.outline.act.number));
    if key.is_empty() || key.len() > 80 || slug(&key) != key {
        return Err(Problem::invalid("key", "editorial-bad-slug").into());
    }
    if programme::programme(&portal.db, &key).await?.is_some() {
        return Err(Problem::new(Why::Exists).with("subject", format!("programme/{key}")).into());
    }
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let by = By { actor: &actor, at, today: portal.today() };
    programme::set_out(&mut begun.tx, &portal.db, by, (&key, None), &new.outline).await?;
    let place = format!("/api/programmes/{key}");
    begun.end(reply(&key, 1, &new.outline).made(place)).await
}

/// Sets a programme out anew, whole. What agencies work on cannot be left out.
#[utoipa::path(put, path = "/api/programmes/{programme}", tag = "programmes", request_body = OutlineShape,
    params(("programme" = String, Path, description = "The programme's key"),
        ("If-Match" = String, Header, description = "The ETag of the programme as it was read"),
        Once),
    responses((status = 200, description = "The programme", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn change(At(key): At<String>, Sent(act, outline): Sent<Outline>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let old = &room.programme;
    begun.expect(&reply(&key, old.revision, &old.outline).etag.unwrap_or_default())?;
    let named = (key.as_str(), Some(old.revision));
    let db = &room.portal.db;
    let (_, changed) = programme::set_out(&mut begun.tx, db, room.by(), named, &outline).await?;
    let revision = old.revision + i64::from(changed == Changed::Yes);
    begun.end(reply(&key, revision, &outline)).await
}

/// The measure of a number by its key.
fn measure_key(programme: &Programme, id: programme::MeasureId) -> String {
    let mut measures = programme.measures().map(|(_, measure)| measure);
    measures.find(|one| one.id == Some(id)).map(|one| one.key.clone()).unwrap_or_default()
}

/// What something is called, in the site's first language.
fn title(words: &programme::Texts, room: &Room) -> String {
    words.title_in(room.portal.addresses.default_language()).to_owned()
}
