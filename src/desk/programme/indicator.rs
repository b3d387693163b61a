//! Indicators at the desk: what each is and where it is to be, what was observed, and the evidence of
//! each figure. Not for when one is achieved: that is `action_programme`.

use super::board::crumbs;
use super::{After, Link, Room, WithForm, WordsView, Wrong, badge, must_day, words_sent};
use crate::action_programme::{
    self as programme, Aggregation, AsOf, Claim, Direction, EvidenceId, EvidenceOf, EvidenceState,
    FedBy, Figure, In, Indicator, IndicatorDraft, Observation, ObservationId, Observing, Offer,
    Refusal, Text, Texts, Titles,
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
use std::collections::BTreeMap;

pub(super) fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/programme/{key}/indicators/of/{name}", get(open).post(put))
        .route("/desk/programme/{key}/indicators/of/{name}/observe", post(observe))
        .route("/desk/programme/{key}/indicators/of/{name}/{verb}/{id}", post(prove))
}

#[derive(Serialize)]
struct OnePage {
    crumbs: Vec<Link>,
    url: String,
    public_url: String,
    may_run: bool,
    new: bool,
    form: Form,
    directions: Vec<Choice>,
    aggregations: Vec<Choice>,
    feeds: Vec<Choice>,
    tasks: Vec<Choice>,
    rows: Vec<Seen>,
    entries: Vec<Choice>,
    observing: Observed,
    errors: Vec<Wrong>,
}

#[derive(Default, Serialize)]
struct Form {
    revision: i64,
    key: String,
    task: String,
    direction: String,
    aggregation: String,
    baseline_year: String,
    baseline: String,
    parts: String,
    fed_by: String,
    source: String,
    targets: String,
    words: Vec<WordsView>,
    method: Vec<WordsView>,
}

#[derive(Default, Serialize)]
struct Observed {
    year: String,
    part: String,
    value: String,
    day: String,
    source: String,
}

#[derive(Serialize)]
struct Seen {
    id: i64,
    year: i16,
    part: String,
    value: String,
    day: String,
    source: String,
    proofs: Vec<ProofView>,
}

#[derive(Serialize)]
struct ProofView {
    id: i64,
    label: String,
    state: String,
    badge: &'static str,
    is_offered: bool,
}

pub(super) type Observations = BTreeMap<programme::IndicatorId, Vec<Observation>>;

pub(super) async fn known(room: &Room<'_>) -> Result<(Vec<Indicator>, Observations), Fault> {
    if !room.sees_all() {
        return Err(Fault::Forbidden);
    }
    let db = &room.portal.db;
    let all = programme::indicators(db, room.programme.id).await?;
    let as_of = AsOf::day(room.portal.today());
    Ok((all, programme::observations(db, room.programme.id, as_of).await?))
}

pub(super) fn url(room: &Room<'_>) -> String {
    format!("{}/indicators", room.url())
}

fn choices<T: Copy>(
    room: &Room<'_>,
    all: &[T],
    named: impl Fn(T) -> (&'static str, String),
) -> Vec<Choice> {
    let choice = |one: &T| {
        let (name, key) = named(*one);
        Choice::new(name, room.say(&key))
    };
    all.iter().map(choice).collect()
}

fn form_of(room: &Room<'_>, one: &Indicator) -> Form {
    let draft = &one.draft;
    let lines = draft.targets.iter().map(|(year, value)| format!("{year}: {value}"));
    let tasks = room.programme.outline.tasks.iter();
    let task = tasks.clone().find(|task| task.id.is_some() && task.id == draft.task);
    Form {
        revision: one.revision,
        key: draft.key.clone(),
        task: task.map(|task| task.no.to_string()).unwrap_or_default(),
        direction: draft.direction.name().to_owned(),
        aggregation: draft.aggregation.name().to_owned(),
        baseline_year: draft.baseline.as_ref().map(|one| one.0.to_string()).unwrap_or_default(),
        baseline: draft.baseline.as_ref().map(|one| one.1.to_string()).unwrap_or_default(),
        parts: draft.parts.clone(),
        fed_by: draft.fed_by.map(FedBy::name).unwrap_or_default().to_owned(),
        source: draft.source.clone(),
        targets: lines.collect::<Vec<_>>().join("\n"),
        words: room.spoken(&draft.words),
        method: room.spoken(&draft.method),
    }
}

async fn page(room: &Room<'_>, name: &str) -> Result<OnePage, Fault> {
    let (all, mut observed) = known(room).await?;
    let one = all.into_iter().find(|one| one.draft.key == name);
    let new = name == "new";
    if one.is_none() && !new {
        return Err(Fault::NotFound);
    }
    let own = one.as_ref().and_then(|one| observed.remove(&one.id)).unwrap_or_default();
    let nobody = Texts::new();
    let blank =
        || Form { words: room.spoken(&nobody), method: room.spoken(&nobody), ..Form::default() };
    let list = Link { label: room.say("programme-indicators"), url: url(room) };
    let label = one.as_ref().map(|one| one.draft.words.title_in(room.language()).to_owned());
    let label = label.unwrap_or_else(|| room.say("progdesk-new-indicator"));
    let public = room.portal.addresses.list(room.language(), "programme");
    let word = room.portal.addresses.word(room.language(), "indicator");
    let task = |task: &programme::Task| {
        let title = task.words.title_in(room.language());
        Choice::new(task.no.to_string(), format!("{} {title}", task.no))
    };
    Ok(OnePage {
        crumbs: crumbs(room, vec![list, Link { label, url: String::new() }]),
        url: format!("{}/of/{name}", url(room)),
        public_url: format!("{public}/{}/{word}/{name}", room.programme.key),
        may_run: room.coordinates(),
        new,
        form: one.as_ref().map_or_else(blank, |one| form_of(room, one)),
        directions: choices(room, Direction::ALL, |one| {
            (one.name(), format!("programme-direction-{}", one.name()))
        }),
        aggregations: choices(room, Aggregation::ALL, |one| {
            (one.name(), format!("programme-aggregation-{}", one.name()))
        }),
        feeds: choices(room, FedBy::ALL, |one| {
            (one.name(), format!("programme-fed-{}", one.name()))
        }),
        tasks: room.programme.outline.tasks.iter().map(task).collect(),
        rows: seen(room, one.as_ref().map(|one| &one.draft), &own).await?,
        entries: room.entries().await?,
        observing: Observed {
            year: room.portal.today().year().to_string(),
            day: room.portal.today().to_string(),
            ..Observed::default()
        },
        errors: Vec::new(),
    })
}

async fn seen(
    room: &Room<'_>,
    draft: Option<&IndicatorDraft>,
    own: &[Observation],
) -> Result<Vec<Seen>, Fault> {
    let mut found = Vec::new();
    for one in own.iter().rev() {
        let all = programme::evidence_of(&room.portal.db, "observation", one.id.0).await?;
        let mut proofs = Vec::new();
        for evidence in &all {
            proofs.push(ProofView {
                id: evidence.id.0,
                label: super::proof::proof_label(room, &evidence.proof).await?,
                state: room.say(&format!("progdesk-evidence-{}", evidence.state.name())),
                badge: badge(evidence.state.name()),
                is_offered: evidence.state == EvidenceState::Offered,
            });
        }
        found.push(Seen {
            id: one.id.0,
            year: one.year,
            part: draft.map_or_else(
                || one.part.clone(),
                |draft| programme::part_name(room.portal, room.language(), draft, &one.part),
            ),
            value: one.value.to_string(),
            day: room.date(one.day),
            source: one.source.clone(),
            proofs,
        });
    }
    Ok(found)
}

impl WithForm for OnePage {
    const TEMPLATE: &'static str = "desk/programme/indicator.html";

    fn title(&self, _: &Room<'_>) -> String {
        self.crumbs.last().map(|one| one.label.clone()).unwrap_or_default()
    }

    fn mend(&mut self, errors: Vec<Wrong>) {
        self.errors = errors;
    }
}

async fn open(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, name)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    room.shown(page(&room, &name).await?, &after).await
}

fn faulty(field: &str, key: &'static str) -> Refusal {
    Refusal::Faulty(vec![(field.to_owned(), key)])
}

fn method_sent(portal: &Portal, sent: &Sent) -> Texts {
    let languages = portal.known().site.languages.clone();
    let text = |language| {
        let title = sent.text(&format!("unit.{language}")).unwrap_or_default();
        let note = sent.text(&format!("method.{language}")).unwrap_or_default();
        let said = !title.is_empty() || !note.is_empty();
        said.then_some((language, Text { title, note }))
    };
    languages.into_iter().filter_map(text).collect()
}

fn targets(text: &str) -> Result<BTreeMap<i16, Figure>, Refusal> {
    let bad = || faulty("targets", "progdesk-bad-targets");
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let (year, value) = line.split_once(':').ok_or_else(bad)?;
            let year = year.trim().parse().map_err(|_| bad())?;
            Ok((year, value.parse::<Figure>().map_err(|_| bad())?))
        })
        .collect()
}

fn read(room: &Room<'_>, sent: &Sent) -> Result<IndicatorDraft, Refusal> {
    let year = sent.text("baseline_year");
    let baseline = match (year, sent.text("baseline")) {
        (None, None) => None,
        (Some(year), Some(figure)) => {
            let bad = || faulty("baseline", "progdesk-bad-figure");
            let year = year.parse().map_err(|_| bad())?;
            Some((year, figure.parse::<Figure>().map_err(|_| bad())?))
        }
        _ => return Err(faulty("baseline", "progdesk-bad-baseline")),
    };
    let tasks = room.programme.outline.tasks.iter();
    let task = tasks.clone().find(|task| task.no.to_string() == sent.get("task"));
    Ok(IndicatorDraft {
        key: sent.text("key").unwrap_or_default(),
        task: task.and_then(|task| task.id),
        direction: Direction::named(sent.get("direction")).unwrap_or(Direction::Higher),
        aggregation: Aggregation::named(sent.get("aggregation")).unwrap_or(Aggregation::Whole),
        baseline,
        parts: sent.text("parts").unwrap_or_default(),
        fed_by: FedBy::named(sent.get("fed_by")),
        source: sent.text("source").unwrap_or_default(),
        targets: targets(sent.get("targets"))?,
        words: words_sent(room.portal, sent),
        method: method_sent(room.portal, sent),
    })
}

async fn put(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, name)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    match written(&room, &sent).await {
        Ok(key) => Ok(see_other(&format!("{}/of/{key}?done=put-indicator", url(&room)))),
        Err(refusal) => {
            let mut own = page(&room, &name).await?;
            let text = |name: &str| sent.get(name).to_owned();
            own.form = Form {
                revision: sent.get("revision").parse().unwrap_or(0),
                key: text("key"),
                task: text("task"),
                direction: text("direction"),
                aggregation: text("aggregation"),
                baseline_year: text("baseline_year"),
                baseline: text("baseline"),
                parts: text("parts"),
                fed_by: text("fed_by"),
                source: text("source"),
                targets: text("targets"),
                words: room.spoken(&words_sent(&portal, &sent)),
                method: room.spoken(&method_sent(&portal, &sent)),
            };
            room.again(own, refusal).await
        }
    }
}

async fn written(room: &Room<'_>, sent: &Sent) -> Result<String, Refusal> {
    let draft = read(room, sent)?;
    let seen = sent.get("revision").parse().unwrap_or(0);
    let mut tx = room.portal.db.begin().await?;
    let within = In::from(&room.programme);
    programme::put_indicator(&mut tx, room.by(), within, seen, &draft).await?;
    tx.commit().await?;
    Ok(draft.key)
}

async fn observe(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, name)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let mut own = page(&room, &name).await?;
    match observed(&room, &name, &sent).await {
        Ok(()) => Ok(see_other(&format!("{}?done=observe", own.url))),
        Err(refusal) => {
            let text = |name: &str| sent.get(name).to_owned();
            own.observing = Observed {
                year: text("year"),
                part: text("part"),
                value: text("value"),
                day: text("day"),
                source: text("source"),
            };
            room.again(own, refusal).await
        }
    }
}

async fn observed(room: &Room<'_>, name: &str, sent: &Sent) -> Result<(), Refusal> {
    let all = programme::indicators(&room.portal.db, room.programme.id).await?;
    let missing = || Refusal::Missing(name.to_owned());
    let indicator = all.into_iter().find(|one| one.draft.key == name).ok_or_else(missing)?;
    let seen = Observing {
        year: sent.get("year").trim().parse().map_err(|_| faulty("year", "progdesk-bad-year"))?,
        part: sent.get("part"),
        value: sent.get("value").parse().map_err(|_| faulty("value", "progdesk-bad-figure"))?,
        day: must_day(sent, "day")?,
        source: sent.get("source"),
    };
    let mut tx = room.portal.db.begin().await?;
    let within = In::from(&room.programme);
    programme::observe(&mut tx, room.by(), within, &indicator, seen).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts an entry forward as evidence of an observation, or accepts a piece of evidence.
async fn prove(
    State(portal): State<Portal>,
    signed: Signed,
    Path((key, name, verb, id)): Path<(String, String, String, i64)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = Room::open(&portal, &signed, &key).await?;
    let own = page(&room, &name).await?;
    match proven(&room, (&verb, id), &sent).await {
        Ok(()) => Ok(see_other(&format!("{}?done={verb}-evidence", own.url))),
        Err(refusal) => room.again(own, refusal).await,
    }
}

async fn proven(room: &Room<'_>, (verb, id): (&str, i64), sent: &Sent) -> Result<(), Refusal> {
    let (by, within) = (room.by(), In::from(&room.programme));
    match verb {
        "offer" => {
            let entry = sent.text("entry").unwrap_or_default();
            let (languages, today) = (room.languages(), room.portal.today());
            let (db, claim) = (&room.portal.db, Claim::Entry { entry });
            let offer = Offer {
                of: EvidenceOf::observation(ObservationId(id)),
                proof: programme::look_up(db, (&languages, today), claim).await?,
                note: sent.text("note").unwrap_or_default(),
            };
            let mut tx = room.portal.db.begin().await?;
            programme::offer(&mut tx, by, within, &offer).await?;
            tx.commit().await?;
        }
        "accept" => {
            let mut tx = room.portal.db.begin().await?;
            programme::accept_evidence(&mut tx, by, within, EvidenceId(id)).await?;
            tx.commit().await?;
        }
        _ => return Err(Refusal::Missing(verb.to_owned())),
    }
    Ok(())
}
