//! The register of bodies at the desk: the bodies of a day, what happened to one, and recording an
//! event with a look at what it changes. Not for rules: those stand in `agency`.

mod form;
mod told;

use super::frame::{View, render, with_status};
use super::sent::Sent;
use super::session::{Signed, see_other};
use crate::agency::{self, Agency, Checked, Event, EventFault, Happening, Refusal, Register};
use crate::editorial::{self, Wanted};
use crate::people::{Right, Scope};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use form::{EventForm, read_event};
use http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
pub(super) use told::event_in_words;
use told::{EventLine, event_line};

const BODIES: &str = "/desk/agencies";

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route(BODIES, get(list))
        .route("/desk/agencies/events/{what}", get(open).post(look))
        .route("/desk/agencies/events/{what}/record", post(record))
        .route("/desk/agencies/take-back/{number}", post(take_back))
        .route("/desk/agencies/{key}", get(show))
}

fn admitted(signed: &Signed) -> Result<(), Fault> {
    if signed.may(Right::Govern, &Scope::site()) { Ok(()) } else { Err(Fault::Forbidden) }
}

fn happening(name: &str) -> Result<Happening, Fault> {
    Happening::named(name).ok_or(Fault::NotFound)
}

#[derive(Serialize)]
struct Deed {
    label: String,
    icon: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Line {
    name: String,
    key: String,
    url: String,
    kind: String,
    code: String,
    from: String,
    until: String,
    verified: String,
}

#[derive(Serialize)]
struct ListPage {
    day: String,
    today: bool,
    bad_day: bool,
    deeds: Vec<Deed>,
    lines: Vec<Line>,
}

#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    day: String,
}

fn deeds(portal: &Portal, language: Language) -> Vec<Deed> {
    let deed = |what: Happening| Deed {
        label: portal.say(language, &format!("bodies-do-{}", what.name())),
        icon: sign(what),
        url: format!("{BODIES}/events/{}", what.name()),
    };
    Happening::ALL.into_iter().map(deed).collect()
}

fn checked(agency: &Agency) -> &'static str {
    match agency.checked() {
        Checked::Yes => "yes",
        Checked::Partly => "partly",
        Checked::No => "no",
    }
}

fn sign(what: Happening) -> &'static str {
    match what {
        Happening::Merged => "git-merge",
        Happening::Renamed => "pencil-line",
        Happening::Split => "git-compare",
        Happening::Became => "refresh-cw",
        Happening::Transferred => "corner-down-left",
        Happening::Formed => "plus",
        Happening::Ended => "archive",
    }
}

fn line(portal: &Portal, language: Language, agency: &Agency, day: Date) -> Line {
    let written = |day: Option<Date>| day.map(|day| portal.day(language, day).numeric);
    Line {
        name: agency.name_on(language, day).to_owned(),
        url: format!("{BODIES}/{}", agency.key),
        key: agency.key.clone(),
        kind: form::kind_name(portal, language, agency.on(day).kind),
        code: agency.on(day).code.to_owned(),
        from: written(agency.valid_from).unwrap_or_default(),
        until: written(agency.valid_to).unwrap_or_default(),
        verified: portal.say(language, &format!("bodies-checked-{}", checked(agency))),
    }
}

async fn list(
    State(portal): State<Portal>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let language = signed.person.language;
    let register = agency::register(&portal.db).await?;
    let given: Option<Date> = asked.day.parse().ok();
    let day = given.unwrap_or_else(|| portal.today());
    let own = ListPage {
        day: day.to_string(),
        today: day == portal.today(),
        bad_day: given.is_none() && !asked.day.is_empty(),
        deeds: deeds(&portal, language),
        lines: register.all_on(day).map(|one| line(&portal, language, one, day)).collect(),
    };
    let title = portal.say(language, "bodies-title");
    let view = View { template: "desk/agencies/list.html", title, current: "bodies", own };
    render(&portal, &signed, view).await
}

#[derive(Serialize)]
struct BodyPage {
    body: Line,
    names: Vec<String>,
    parent: Option<String>,
    heirs: Vec<Deed>,
    predecessors: Vec<Deed>,
    source: String,
    events: Vec<EventLine>,
    published: i64,
    public_url: String,
    errors: Vec<Wrong>,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path(key): Path<String>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    body(&portal, &signed, &key, (StatusCode::OK, Vec::new())).await
}

async fn body(
    portal: &Portal,
    signed: &Signed,
    key: &str,
    (status, errors): (StatusCode, Vec<Wrong>),
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let register = agency::register(&portal.db).await?;
    let agency = register.get(key).ok_or(Fault::NotFound)?;
    let last = agency.valid_to.and_then(|day| day.yesterday().ok());
    let day = last.unwrap_or_else(|| portal.today());
    let named = |one: &Agency| Deed {
        label: one.name(language).to_owned(),
        icon: "landmark",
        url: format!("{BODIES}/{}", one.key),
    };
    let own = BodyPage {
        body: line(portal, language, agency, day),
        names: agency.names.iter().map(|name| name.name.clone()).collect(),
        parent: agency.parent.clone(),
        heirs: register.heirs(key).into_iter().map(named).collect(),
        predecessors: register.predecessors(key).into_iter().map(named).collect(),
        source: agency.source.clone(),
        events: register
            .events_of(key)
            .into_iter()
            .map(|event| event_line(portal, language, &register, event))
            .collect(),
        published: published(portal, key).await?,
        public_url: format!("{}/{key}", portal.addresses.list(language, "agencies")),
        errors,
    };
    let title = own.body.name.clone();
    let view = View { template: "desk/agencies/show.html", title, current: "bodies", own };
    Ok(with_status(render(portal, signed, view).await?, status))
}

async fn published(portal: &Portal, key: &str) -> Result<i64, Fault> {
    let wanted = Wanted { publisher: Some(key.to_owned()), ..Wanted::default() };
    Ok(editorial::board_length(&portal.db, &wanted).await?)
}

/// Something to mend.
#[derive(Clone, Debug, Serialize)]
struct Wrong {
    name: Option<String>,
    text: String,
}

/// One line of what an event changes.
#[derive(Serialize)]
struct Effect {
    body: String,
    text: String,
}

#[derive(Serialize)]
struct EventPage {
    url: String,
    form: EventForm,
    seen: usize,
    effects: Vec<Effect>,
    errors: Vec<Wrong>,
}

fn event_page(
    portal: &Portal,
    language: Language,
    register: &Register,
    (what, sent): (Happening, &Sent),
) -> EventPage {
    EventPage {
        url: format!("{BODIES}/events/{}", what.name()),
        form: EventForm::of(portal, language, register, (what, sent)),
        seen: register.events().len(),
        effects: Vec::new(),
        errors: Vec::new(),
    }
}

async fn send(
    portal: &Portal,
    signed: &Signed,
    what: Happening,
    (status, own): (StatusCode, EventPage),
) -> Result<Response, Fault> {
    let title = portal.say(signed.person.language, &format!("bodies-do-{}", what.name()));
    let view = View { template: "desk/agencies/event.html", title, current: "bodies", own };
    Ok(with_status(render(portal, signed, view).await?, status))
}

async fn open(
    State(portal): State<Portal>,
    signed: Signed,
    Path(what): Path<String>,
    Query(given): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let what = happening(&what)?;
    let register = agency::register(&portal.db).await?;
    let sent = Sent(given);
    let own = event_page(&portal, signed.person.language, &register, (what, &sent));
    send(&portal, &signed, what, (StatusCode::OK, own)).await
}

/// Shows what an event would change, without changing anything.
async fn look(
    State(portal): State<Portal>,
    signed: Signed,
    Path(what): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let (what, language) = (happening(&what)?, signed.person.language);
    let register = agency::register(&portal.db).await?;
    let mut own = event_page(&portal, language, &register, (what, &sent));
    let event = match read_event(&register, what, &sent) {
        Ok(event) => event,
        Err(faults) => {
            own.errors = wrong(&portal, language, &register, &faults);
            return send(&portal, &signed, what, (StatusCode::UNPROCESSABLE_ENTITY, own)).await;
        }
    };
    match register.after(&event) {
        Ok(after) => {
            own.effects = effects(&portal, language, (&register, &after), &event).await?;
            send(&portal, &signed, what, (StatusCode::OK, own)).await
        }
        Err(faults) => {
            own.errors = wrong(&portal, language, &register, &faults);
            send(&portal, &signed, what, (StatusCode::UNPROCESSABLE_ENTITY, own)).await
        }
    }
}

async fn effects(
    portal: &Portal,
    language: Language,
    (before, after): (&Register, &Register),
    event: &Event,
) -> Result<Vec<Effect>, Fault> {
    let day = portal.day(language, event.operates_on).numeric;
    let mut found: Vec<Effect> = Vec::new();
    let mut keys: Vec<&str> = event.bodies().collect();
    keys.dedup();
    for key in keys {
        let Some(new) = after.get(key) else { continue };
        let old = before.get(key);
        let kept = published(portal, key).await?;
        for what in told(old, new, event) {
            let mut args = Args::new();
            args.set("date", day.clone());
            args.set("name", new.name(language).to_owned());
            args.set("old", old.unwrap_or(new).name(language).to_owned());
            args.set("count", kept);
            let heirs: Vec<&str> =
                after.heirs(key).into_iter().map(|heir| heir.name(language)).collect();
            args.set("heir", heirs.join(", "));
            let function = event.function.as_ref().map(|one| one.named(language).to_owned());
            args.set("function", function.unwrap_or_default());
            found.push(Effect {
                body: old.unwrap_or(new).name(language).to_owned(),
                text: portal.words.say_with(language, what, &args),
            });
        }
    }
    Ok(found)
}

/// What becomes of a body, as keys of sentences.
fn told(old: Option<&Agency>, new: &Agency, event: &Event) -> Vec<&'static str> {
    let Some(old) = old else { return vec!["bodies-effect-begins"] };
    let mut found = Vec::new();
    if old.valid_to != new.valid_to {
        found.push("bodies-effect-ends");
        if new.successor.is_some() {
            found.push("bodies-effect-heir");
        }
        found.push("bodies-effect-kept");
    }
    if old.past != new.past {
        found.push("bodies-effect-renamed");
    }
    if event.function.is_some() {
        let gives = event.before.contains(&new.key);
        found.push(if gives { "bodies-effect-gives" } else { "bodies-effect-takes" });
    }
    if found.is_empty() {
        found.push("bodies-effect-goes-on");
    }
    found
}

fn wrong(
    portal: &Portal,
    language: Language,
    register: &Register,
    faults: &[EventFault],
) -> Vec<Wrong> {
    let one = |fault: &EventFault| {
        let about =
            register.get(&fault.about).map_or(fault.about.as_str(), |one| one.name(language));
        let text = portal.say(language, fault.key);
        let text = if about.is_empty() { text } else { format!("{about}: {text}") };
        Wrong { name: Some(form::field_of(fault.field).to_owned()), text }
    };
    faults.iter().map(one).collect()
}

async fn record(
    State(portal): State<Portal>,
    signed: Signed,
    Path(what): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let (what, language) = (happening(&what)?, signed.person.language);
    let register = agency::register(&portal.db).await?;
    let refused = match read_event(&register, what, &sent) {
        Err(faults) => Refusal::Faulty(faults),
        Ok(event) => match done(&portal, &signed, &sent, &event).await {
            Ok(_) => {
                let first = event.bodies().next().unwrap_or_default();
                return Ok(see_other(&format!("{BODIES}/{first}")));
            }
            Err(refusal) => refusal,
        },
    };
    let mut own = event_page(&portal, language, &register, (what, &sent));
    let (status, errors) = refusal(&portal, language, &register, refused)?;
    own.errors = errors;
    send(&portal, &signed, what, (status, own)).await
}

async fn done(
    portal: &Portal,
    signed: &Signed,
    sent: &Sent,
    event: &Event,
) -> Result<i64, Refusal> {
    let seen = sent.get("seen").parse().unwrap_or(usize::MAX);
    let mut tx = portal.db.begin().await?;
    let at = portal.clock.now_ms();
    let number = agency::record(&mut tx, &signed.actor, at, seen, event).await?;
    tx.commit().await?;
    Ok(number)
}

/// A refusal in words with its status; a failure of the program is a fault.
fn refusal(
    portal: &Portal,
    language: Language,
    register: &Register,
    refusal: Refusal,
) -> Result<(StatusCode, Vec<Wrong>), Fault> {
    let alone = |key: &str| vec![Wrong { name: None, text: portal.say(language, key) }];
    Ok(match refusal {
        Refusal::NotAllowed(_) => return Err(Fault::Forbidden),
        Refusal::Clash => (StatusCode::CONFLICT, alone("bodies-clash")),
        Refusal::Followed(_) => (StatusCode::CONFLICT, alone("bodies-followed")),
        Refusal::Missing(_) => (StatusCode::CONFLICT, alone("bodies-missing")),
        Refusal::NoReason => (StatusCode::UNPROCESSABLE_ENTITY, alone("bodies-no-reason")),
        Refusal::Faulty(faults) => {
            (StatusCode::UNPROCESSABLE_ENTITY, wrong(portal, language, register, &faults))
        }
        broken @ (Refusal::Unwritable(_) | Refusal::Database(_)) => return Err(broken.into()),
    })
}

async fn take_back(
    State(portal): State<Portal>,
    signed: Signed,
    Path(number): Path<i64>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let (language, key) = (signed.person.language, sent.get("key").to_owned());
    let register = agency::register(&portal.db).await?;
    let mut tx = portal.db.begin().await?;
    let at = portal.clock.now_ms();
    match agency::take_back(&mut tx, &signed.actor, at, number, sent.get("reason")).await {
        Ok(()) => {
            tx.commit().await?;
            let there = agency::register(&portal.db).await?.get(&key).is_some();
            Ok(see_other(&if there { format!("{BODIES}/{key}") } else { BODIES.to_owned() }))
        }
        Err(refused) => {
            drop(tx);
            let told = refusal(&portal, language, &register, refused)?;
            body(&portal, &signed, &key, told).await
        }
    }
}
