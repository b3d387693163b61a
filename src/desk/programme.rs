//! The action programme at the desk: a coordinator's board, an agency's own desk, an inspector's look
//! at both. Rooms: `board` what waits and what is owed, `body` one body, `plan` one plan, `activity` one
//! activity, `task` one task, `proof` evidence, `begin` a new programme, `outline` what is set out, `part`
//! who has which part, `decide` decisions about bodies that end, `table` plans as a table, `indicators`
//! what is measured, `indicator` one of them, `report` what is issued, `making` one on its way. Not for
//! rules: those stand in `action_programme`.

mod activity;
mod begin;
mod board;
mod body;
mod decide;
mod indicator;
mod indicators;
mod making;
mod outline;
mod part;
mod plan;
mod proof;
mod report;
mod standing;
mod table;
mod task;

use super::frame::{Toast, View, render_with, with_status};
use super::names::Names;
use super::rows::Choice;
use super::sent::Sent;
use super::session::Signed;
use crate::action_programme::{
    self as programme, By, In, Programme, Refusal, Text, Texts, Titles, acts_for, coordinates,
    may_look,
};
use crate::agency::Register;
use crate::editorial;
use crate::people::{Right, Scope};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::{Known, Portal};
use axum::Router;
use axum::response::Response;
use http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const PROGRAMME: &str = "/desk/programme";

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .merge(board::routes())
        .merge(body::routes())
        .merge(plan::routes())
        .merge(activity::routes())
        .merge(proof::routes())
        .merge(outline::routes())
        .merge(begin::routes())
        .merge(part::routes())
        .merge(decide::routes())
        .merge(table::routes())
        .merge(task::routes())
        .merge(indicator::routes())
        .merge(report::routes())
        .merge(making::routes())
        .merge(indicators::routes())
}

/// Whether the door to the programme stands open for somebody.
pub(super) fn is_open_to(signed: &Signed) -> bool {
    may_look(&signed.actor)
}

/// One programme with who looks at it.
struct Room<'a> {
    portal: &'a Portal,
    signed: &'a Signed,
    known: Arc<Known>,
    programme: Programme,
}

/// A page with a form: what is wrong with what was sent comes back on it.
trait WithForm: Serialize {
    /// Its template.
    const TEMPLATE: &'static str;

    /// Its title.
    fn title(&self, room: &Room<'_>) -> String;

    /// Says what is to be mended.
    fn mend(&mut self, errors: Vec<Wrong>);
}

/// Something to mend.
#[derive(Clone, Debug, Serialize)]
struct Wrong {
    name: Option<String>,
    text: String,
}

/// What the page before said was done.
#[derive(Default, Deserialize)]
struct After {
    #[serde(default)]
    done: String,
}

/// What a page is called: the last of its crumbs.
fn own_name(crumbs: &[Link]) -> String {
    crumbs.last().map(|this| this.label.clone()).unwrap_or_default()
}

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
struct Link {
    label: String,
    url: String,
}

impl<'a> Room<'a> {
    async fn open(portal: &'a Portal, signed: &'a Signed, key: &str) -> Result<Room<'a>, Fault> {
        if !may_look(&signed.actor) {
            return Err(Fault::Forbidden);
        }
        let programme = programme::programme(&portal.db, key).await?.ok_or(Fault::NotFound)?;
        Ok(Room { portal, signed, known: portal.known(), programme })
    }

    fn language(&self) -> Language {
        self.signed.person.language
    }

    /// Every language of the site, that of the desk first.
    fn languages(&self) -> Vec<Language> {
        let own = self.language();
        let others = self.known.site.languages.iter().copied().filter(|one| *one != own);
        std::iter::once(own).chain(others).collect()
    }

    /// An entry by its name such as `news/khai-mac`, in any language in which readers can open it.
    async fn published(&self, entry: &str) -> Result<Option<editorial::Live>, Fault> {
        Ok(programme::published(&self.portal.db, &self.languages(), entry).await?)
    }

    fn register(&self) -> &Register {
        &self.known.agencies
    }

    fn by(&self) -> By<'_> {
        let portal = self.portal;
        By { actor: &self.signed.actor, at: portal.clock.now_ms(), today: portal.today() }
    }

    fn within(&self) -> (In<'_>, &Register) {
        (In::from(&self.programme), self.register())
    }

    fn say(&self, key: &str) -> String {
        self.portal.say(self.language(), key)
    }

    fn with(&self, key: &str, name: &'static str, value: impl Into<String>) -> String {
        let mut args = Args::new();
        args.set(name, value.into());
        self.portal.words.say_with(self.language(), key, &args)
    }

    fn date(&self, day: Date) -> String {
        self.portal.day(self.language(), day).numeric
    }

    fn title(&self) -> String {
        self.programme.outline.words.title_in(self.language()).to_owned()
    }

    /// What a body is called; one that ended under its last name.
    fn name(&self, key: &str) -> String {
        let agency = self.register().get(key);
        agency.map_or_else(|| key.to_owned(), |agency| agency.name(self.language()).to_owned())
    }

    fn url(&self) -> String {
        format!("{PROGRAMME}/{}", self.programme.key)
    }

    fn board(&self) -> Link {
        let url = format!("{PROGRAMME}?programme={}", self.programme.key);
        Link { label: self.title(), url }
    }

    /// Runs the programme.
    fn coordinates(&self) -> bool {
        coordinates(&self.signed.actor)
    }

    /// Sees what is not public of every body.
    fn sees_all(&self) -> bool {
        self.coordinates() || self.signed.may(Right::Inspect, &Scope::site())
    }

    /// Sees what is not public of one body.
    fn sees(&self, agency: &str) -> bool {
        self.sees_all() || acts_for(&self.signed.actor, agency)
    }

    fn writes_for(&self, agency: &str) -> bool {
        self.coordinates() || acts_for(&self.signed.actor, agency)
    }

    async fn names(&self) -> Result<Names, Fault> {
        Ok(Names::read(self.portal, self.language()).await?)
    }

    fn toast(&self, after: &After) -> Option<Toast> {
        let key = format!("progdesk-done-{}", after.done);
        let known = !after.done.is_empty() && self.portal.words.has(&key);
        known.then(|| Toast { text: self.say(&key), undo_url: None })
    }

    async fn page<C: Serialize>(
        &self,
        (template, title): (&'static str, String),
        own: C,
        (status, toast): (StatusCode, Option<Toast>),
    ) -> Result<Response, Fault> {
        let view = View { template, title, current: "programme", own };
        Ok(with_status(render_with(self.portal, self.signed, view, toast).await?, status))
    }

    /// A page with a form as it stands.
    async fn shown<P: WithForm>(&self, own: P, after: &After) -> Result<Response, Fault> {
        let (title, toast) = (own.title(self), self.toast(after));
        self.page((P::TEMPLATE, title), own, (StatusCode::OK, toast)).await
    }

    /// The same page after a refusal, with what is to be mended.
    async fn again<P: WithForm>(&self, own: P, refusal: Refusal) -> Result<Response, Fault> {
        let told = self.told(refusal)?;
        self.again_told(own, told).await
    }

    /// The same, of a refusal that was put into words already.
    async fn again_told<P: WithForm>(
        &self,
        mut own: P,
        (status, errors): (StatusCode, Vec<Wrong>),
    ) -> Result<Response, Fault> {
        own.mend(errors);
        let title = own.title(self);
        self.page((P::TEMPLATE, title), own, (status, None)).await
    }

    /// A refusal in words with its status; a failure of the program is a fault.
    fn told(&self, refusal: Refusal) -> Result<(StatusCode, Vec<Wrong>), Fault> {
        let alone = |text: String| vec![Wrong { name: None, text }];
        Ok(match refusal {
            Refusal::NotAllowed(_) => return Err(Fault::Forbidden),
            Refusal::Missing(_) => return Err(Fault::NotFound),
            Refusal::Database(error) => return Err(error.into()),
            Refusal::NotSet(error) => return Err(error.into()),
            Refusal::Files(error) => return Err(error.into()),
            Refusal::Clash(_) => (StatusCode::CONFLICT, alone(self.say("progdesk-clash"))),
            Refusal::WrongState { state, .. } => {
                let said = state_key(state).map_or_else(|| state.to_owned(), |key| self.say(&key));
                (StatusCode::CONFLICT, alone(self.with("progdesk-wrong-state", "state", said)))
            }
            Refusal::InUse(what) => {
                (StatusCode::CONFLICT, alone(self.with("progdesk-in-use", "what", what)))
            }
            Refusal::Taken(_) => (StatusCode::CONFLICT, alone(self.say("progdesk-taken"))),
            Refusal::NoRemark => {
                let text = self.say("progdesk-no-remark");
                let wrong = Wrong { name: Some("remark".to_owned()), text };
                (StatusCode::UNPROCESSABLE_ENTITY, vec![wrong])
            }
            Refusal::Faulty(faults) => {
                let wrong = |(field, key): (String, &'static str)| Wrong {
                    name: Some(field),
                    text: self.say(key),
                };
                (StatusCode::UNPROCESSABLE_ENTITY, faults.into_iter().map(wrong).collect())
            }
        })
    }

    /// The languages of the site, with what something is called in each.
    fn spoken(&self, words: &Texts) -> Vec<WordsView> {
        spoken(self.portal, words)
    }

    /// Published entries to choose from, the newest of each kind, in the language of the desk.
    async fn entries(&self) -> Result<Vec<Choice>, Fault> {
        let (filter, order) = (editorial::Filter::default(), editorial::Order::Newest);
        let mut found = Vec::new();
        for rules in &self.portal.kinds.0 {
            let (db, kind) = (&self.portal.db, rules.kind);
            let live =
                editorial::list(db, kind, self.language(), &filter, order, (0, NEWEST)).await?;
            let choice = |one: &editorial::Live| {
                Choice::new(format!("{}/{}", one.kind, one.key), one.words.title.clone())
            };
            found.extend(live.iter().map(choice));
        }
        Ok(found)
    }
}

/// How many published entries of a kind are offered to choose from.
const NEWEST: i64 = 30;

/// The words of a language in a form.
#[derive(Serialize)]
struct WordsView {
    lang: String,
    language: String,
    title: String,
    note: String,
}

fn spoken(portal: &Portal, words: &Texts) -> Vec<WordsView> {
    let languages = portal.known().site.languages.clone();
    let view = |language: Language| {
        let text = words.get(&language).cloned().unwrap_or_default();
        WordsView {
            lang: language.to_string(),
            language: super::rows::language_name(portal, language),
            title: text.title,
            note: text.note,
        }
    };
    languages.into_iter().map(view).collect()
}

/// What was sent as `title.<language>` and `note.<language>`; a language without a title is left out.
fn words_sent(portal: &Portal, sent: &Sent) -> Texts {
    let languages = portal.known().site.languages.clone();
    let text = |language: Language| {
        let title = sent.text(&format!("title.{language}"))?;
        let note = sent.text(&format!("note.{language}")).unwrap_or_default();
        Some((language, Text { title, note }))
    };
    languages.into_iter().filter_map(text).collect()
}

/// A day that was sent: none when the field is empty, the fault when it cannot be read.
fn day_sent(sent: &Sent, name: &str) -> Result<Option<Date>, Refusal> {
    let unread = |_| Refusal::Faulty(vec![(name.to_owned(), "progdesk-bad-day")]);
    sent.text(name).map(|text| text.parse()).transpose().map_err(unread)
}

/// A day that must be there.
fn must_day(sent: &Sent, name: &str) -> Result<Date, Refusal> {
    day_sent(sent, name)?
        .ok_or_else(|| Refusal::Faulty(vec![(name.to_owned(), "progdesk-bad-day")]))
}

/// The key of the sentence that names a state of a plan or an activity.
fn state_key(state: &str) -> Option<String> {
    if programme::Stage::named(state).is_some() {
        return Some(format!("programme-stage-{state}"));
    }
    if programme::ActivityState::named(state).is_some() {
        return Some(format!("programme-activity-{state}"));
    }
    programme::EvidenceState::named(state).map(|_| format!("progdesk-evidence-{state}"))
}

/// The badge a state wears at the desk.
fn badge(state: &str) -> &'static str {
    match state {
        "submitted" | "offered" => "submitted",
        "returned" | "refused" => "returned",
        "accepted" | "locked" | "proven" => "published",
        "running" => "writing",
        "stopped" => "withdrawn",
        "done" => "scheduled",
        "late" => "error",
        "received" => "original",
        _ => "draft",
    }
}
