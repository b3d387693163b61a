//! Indicators: what each is and where it is to be, what was observed, measuring from our own ledger now.

use super::Room;
use crate::action_programme::{
    self as programme, Aggregation, AsOf, Direction, FedBy, Figure, Indicator, IndicatorDraft,
    Observation, Observing, Often, Texts,
};
use crate::api::access::Caller;
use crate::api::act::{Nothing, Once, Sent, etag_of};
use crate::api::inputs::At;
use crate::api::moments::Moment;
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
use std::collections::BTreeMap;
use utoipa::{OpenApi, ToSchema};

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/programmes/{programme}/indicators", get(list).post(create))
        .route("/programmes/{programme}/indicators/{indicator}", get(show).put(change))
        .route(
            "/programmes/{programme}/indicators/{indicator}/observations",
            get(observations).post(observe),
        )
        .route("/programmes/{programme}/measurement", post(measure))
}

#[derive(OpenApi)]
#[openapi(paths(list, create, show, change, observations, observe, measure))]
pub(super) struct Described;

/// What an indicator is.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeIndicatorWritten)]
pub struct Written {
    /// Its name inside the programme and in addresses.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")]
    key: String,
    /// The number of the task it belongs to.
    #[serde(default)]
    task: Option<i64>,
    /// `higher` or `lower` figures are better.
    #[schema(value_type = String, pattern = "^(higher|lower)$")]
    direction: Direction,
    /// How parts of a year come to one figure: `sum`, `mean` or `whole`.
    #[schema(value_type = String, pattern = "^(sum|mean|whole)$")]
    aggregation: Aggregation,
    /// The year it began in; with `baseline`.
    #[serde(default)]
    baseline_year: Option<i16>,
    /// The figure it began with, a decimal number as text.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    baseline: Option<Figure>,
    /// By what it is told apart, such as `language`.
    #[serde(default)]
    parts: String,
    /// What of our own ledger feeds it: `entries`, `views-abroad` or `translations`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    fed_by: Option<FedBy>,
    /// Where the definition is known from.
    #[serde(default)]
    source: String,
    /// Where it is to be, by year.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    targets: BTreeMap<i16, Figure>,
    /// Its name, and its definition as the note, by language.
    #[schema(value_type = BTreeMap<String, TextShape>)]
    words: Texts,
    /// Its unit as the title, its method as the note, by language.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, TextShape>)]
    method: Texts,
}

/// An indicator.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeIndicator)]
pub struct View {
    /// How often it was written.
    revision: i64,
    /// What it is.
    indicator: Written,
}

/// Indicators, in order.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeIndicatorList)]
pub struct List {
    /// The indicators.
    items: Vec<View>,
}

fn view(room: &Room, revision: i64, draft: &IndicatorDraft) -> View {
    let mut tasks = room.programme.outline.tasks.iter();
    let task = tasks.find(|task| task.id.is_some() && task.id == draft.task);
    let (baseline_year, baseline) = draft.baseline.clone().unzip();
    View {
        revision,
        indicator: Written {
            key: draft.key.clone(),
            task: task.map(|task| task.no),
            direction: draft.direction,
            aggregation: draft.aggregation,
            baseline_year,
            baseline,
            parts: draft.parts.clone(),
            fed_by: draft.fed_by,
            source: draft.source.clone(),
            targets: draft.targets.clone(),
            words: draft.words.clone(),
            method: draft.method.clone(),
        },
    }
}

fn reply(room: &Room, revision: i64, draft: &IndicatorDraft) -> Reply {
    let reply = Reply::of(&view(room, revision, draft));
    let etag = etag_of(&reply.body);
    reply.tagged(etag)
}

fn draft(room: &Room, written: Written) -> Result<IndicatorDraft, Problem> {
    let mut tasks = room.programme.outline.tasks.iter();
    let task = match written.task {
        Some(no) => {
            let known = tasks.find(|task| task.no == no).and_then(|task| task.id);
            Some(known.ok_or_else(|| Problem::invalid("task", "programme-fault-number"))?)
        }
        None => None,
    };
    if written.baseline_year.is_some() != written.baseline.is_some() {
        return Err(Problem::invalid("baseline", "progdesk-bad-baseline"));
    }
    Ok(IndicatorDraft {
        key: written.key,
        task,
        direction: written.direction,
        aggregation: written.aggregation,
        baseline: written.baseline_year.zip(written.baseline),
        parts: written.parts,
        fed_by: written.fed_by,
        source: written.source,
        targets: written.targets,
        words: written.words,
        method: written.method,
    })
}

impl Room {
    async fn indicator(&self, key: &str) -> Result<Indicator, Stop> {
        let all = programme::indicators(&self.portal.db, self.programme.id).await?;
        let one = all.into_iter().find(|one| one.draft.key == key);
        Ok(one.ok_or(Why::NoSuch)?)
    }
}

/// Lists the indicators.
#[utoipa::path(get, path = "/api/programmes/{programme}/indicators", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key")),
    responses((status = 200, description = "The indicators", body = List)))]
pub async fn list(State(portal): State<Portal>, caller: Caller, At(key): At<String>) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let all = programme::indicators(&portal.db, room.programme.id).await?;
    let items = all.iter().map(|one| view(&room, one.revision, &one.draft)).collect();
    Ok(Reply::of(&List { items }))
}

/// Sets a new indicator out.
#[utoipa::path(post, path = "/api/programmes/{programme}/indicators", tag = "programmes", request_body = Written,
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 201, description = "The indicator", body = View,
        headers(("Location" = String, description = "Where it stands"), ("ETag" = String, description = "Its strong entity tag")))))]
pub async fn create(At(key): At<String>, Sent(act, written): Sent<Written>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let draft = draft(&room, written)?;
    let all = programme::indicators(&room.portal.db, room.programme.id).await?;
    if all.iter().any(|one| one.draft.key == draft.key) {
        let subject = format!("indicator/{}", draft.key);
        return Err(Problem::new(Why::Exists).with("subject", subject).into());
    }
    programme::put_indicator(&mut begun.tx, room.by(), room.within(), 0, &draft).await?;
    let place = format!("{}/indicators/{}", room.url(), draft.key);
    begun.end(reply(&room, 1, &draft).made(place)).await
}

/// Shows an indicator.
#[utoipa::path(get, path = "/api/programmes/{programme}/indicators/{indicator}", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("indicator" = String, Path, description = "The indicator's key")),
    responses((status = 200, description = "The indicator", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, name)): At<(String, String)>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let one = room.indicator(&name).await?;
    Ok(reply(&room, one.revision, &one.draft))
}

/// Sets an indicator out anew, whole; its key stays.
#[utoipa::path(put, path = "/api/programmes/{programme}/indicators/{indicator}", tag = "programmes", request_body = Written,
    params(("programme" = String, Path, description = "The programme's key"),
        ("indicator" = String, Path, description = "The indicator's key"),
        ("If-Match" = String, Header, description = "The ETag of the indicator as it was read"),
        Once),
    responses((status = 200, description = "The indicator", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn change(
    At((key, name)): At<(String, String)>,
    Sent(act, written): Sent<Written>,
) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let old = room.indicator(&name).await?;
    begun.expect(&reply(&room, old.revision, &old.draft).etag.unwrap_or_default())?;
    let draft = IndicatorDraft { key: name, ..draft(&room, written)? };
    let (by, within) = (room.by(), room.within());
    programme::put_indicator(&mut begun.tx, by, within, old.revision, &draft).await?;
    begun.end(reply(&room, old.revision + 1, &draft)).await
}

/// What was observed of an indicator; a newer one of the same year and part takes its place.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeObservation)]
pub struct Seen {
    /// Its number.
    id: i64,
    /// The year it is of.
    year: i16,
    /// The part it is of; empty is the whole.
    part: String,
    /// The figure.
    #[schema(value_type = String)]
    value: Figure,
    /// The day it was observed.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// Where it was read.
    source: String,
    /// When it was put down.
    made_at: Moment,
    /// How many pieces of its evidence are accepted.
    accepted_evidence: i64,
    /// How its year stands: `no-target`, `no-figure`, `not-yet`, `unproven` or `achieved`.
    year_stands: &'static str,
}

/// Observations, by year and part.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeObservationList)]
pub struct SeenList {
    /// The newest of each year and part.
    items: Vec<Seen>,
}

/// Lists what was observed of an indicator.
#[utoipa::path(get, path = "/api/programmes/{programme}/indicators/{indicator}/observations", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        ("indicator" = String, Path, description = "The indicator's key")),
    responses((status = 200, description = "The observations", body = SeenList)))]
pub async fn observations(
    State(portal): State<Portal>,
    caller: Caller,
    At((key, name)): At<(String, String)>,
) -> Answered {
    let room = Room::open(&portal, &caller, &key).await?;
    let one = room.indicator(&name).await?;
    let today = AsOf::day(portal.today());
    let mut known = programme::observations(&portal.db, room.programme.id, today).await?;
    let own = known.remove(&one.id).unwrap_or_default();
    let seen = |seen: &Observation| Seen {
        id: seen.id.0,
        year: seen.year,
        part: seen.part.clone(),
        value: seen.value.clone(),
        day: seen.day,
        source: seen.source.clone(),
        made_at: Moment(seen.made_at),
        accepted_evidence: seen.accepted,
        year_stands: one.draft.reached(&own, seen.year).name(),
    };
    Ok(Reply::of(&SeenList { items: own.iter().map(seen).collect() }))
}

/// What is to be put down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProgrammeObservationNew)]
pub struct New {
    /// The year it is of.
    year: i16,
    /// The part it is of; empty is the whole.
    #[serde(default)]
    part: String,
    /// The figure, a decimal number as text.
    #[schema(value_type = String)]
    value: Figure,
    /// The day it was observed.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// Where it was read.
    #[schema(min_length = 1)]
    source: String,
}

/// The number of what was put down.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeObservationMade)]
pub struct Made {
    /// The number, under which evidence can be put forward.
    id: i64,
}

/// Puts an observation down.
#[utoipa::path(post, path = "/api/programmes/{programme}/indicators/{indicator}/observations", tag = "programmes", request_body = New,
    params(("programme" = String, Path, description = "The programme's key"),
        ("indicator" = String, Path, description = "The indicator's key"),
        Once),
    responses((status = 201, description = "Its number", body = Made,
        headers(("Location" = String, description = "Where observations are listed")))))]
pub async fn observe(At((key, name)): At<(String, String)>, Sent(act, new): Sent<New>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let one = room.indicator(&name).await?;
    let New { year, part, value, day, source } = new;
    let seen = Observing { year, part: &part, value, day, source: &source };
    let (by, within) = (room.by(), room.within());
    let id = programme::observe(&mut begun.tx, by, within, &one, seen).await?;
    let place = format!("{}/indicators/{name}/observations", room.url());
    begun.end(Reply::of(&Made { id: id.0 }).made(place)).await
}

/// How much was measured.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgrammeMeasured)]
pub struct Measured {
    /// How many figures were put down; what has not moved is not written again.
    written: usize,
}

/// Measures now the indicators that our own ledger feeds.
#[utoipa::path(post, path = "/api/programmes/{programme}/measurement", tag = "programmes",
    params(("programme" = String, Path, description = "The programme's key"),
        Once),
    responses((status = 200, description = "How much was measured", body = Measured)))]
pub async fn measure(At(key): At<String>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    let room = Room::acting(&begun.act, &key).await?;
    let (db, own) = (&room.portal.db, (&room.programme, Often::Now));
    let written = programme::measure(&mut begun.tx, db, room.by(), own).await?;
    begun.end(Reply::of(&Measured { written })).await
}
