//! The verbs of an entry's life. Each checks the right, the state and the clash, writes, and adds
//! its row to the change log, in the caller's transaction. Not for reading: that is the store's.

mod care;
mod hand_in;
mod publish;
mod ready;
mod reclassify;
mod save;
mod schedule;
mod spread;
mod take_down;
mod tell;

pub use care::{Care, care, fill_lists, remark};
pub use hand_in::{hand_back, hand_in};
pub use publish::{Publication, Release, approve, is_own_work, publish, release};
pub use ready::surroundings;
pub use reclassify::{Class, Goes, Moved, bearing, reclassify, reclassify_back};
pub use save::{Draft, begin, save};
pub use schedule::{Says, expire_at, run_due, schedule, unschedule};
pub use spread::{Lent, Wish, end_preview, lend, wish};
pub use take_down::{take_down, withdraw};
pub use tell::{
    Arranged, CALLED_OFF, CalledOff, NOT_DONE, NotDone, Planned, READ_AGAIN, ReadAgain, remind_due,
};

use super::kinds::{Complaint, KindRules, Listing};
use super::life::{Stage, State};
use super::model::Facts;
use super::store::{self, LanguageState, Seen, Stored};
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use crate::platform::i18n::Language;
use serde_json::Value;

/// Why a verb was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor lacks the right.
    #[error("{0} may not do this")]
    NotAllowed(Actor),
    /// Someone else saved in between; nothing was written.
    #[error("{0} was changed by somebody else in the meantime")]
    Clash(String),
    /// The state does not allow it.
    #[error("{subject} is {} and cannot become {}", .from.name(), .to.name())]
    WrongState {
        /// Which entry and language.
        subject: String,
        /// Its state.
        from: State,
        /// What it was to become.
        to: State,
    },
    /// The stage does not allow it.
    #[error("{subject} is {} and cannot become {}", .from.name(), .to.name())]
    WrongStage {
        /// Which entry and language.
        subject: String,
        /// Its stage.
        from: Stage,
        /// What it was to become.
        to: Stage,
    },
    /// Another entry of the kind has this slug.
    #[error("{subject}: another entry already has the slug {slug:?}")]
    SlugTaken {
        /// Which entry and language.
        subject: String,
        /// The slug.
        slug: String,
    },
    /// The newest editions are the actor's own: a second pair of eyes is needed, or a reason.
    #[error("{0} was written by the same person who publishes it")]
    OwnWork(String),
    /// A reason, a remark or a note for readers is missing.
    #[error("{0}: a reason is needed")]
    NoReason(String),
    /// The hour lies in the past.
    #[error("{0}: the hour is past")]
    Past(String),
    /// Something the law or the kind demands is missing.
    #[error("{subject} is not ready: {}", .complaints.iter().map(|one| one.field.as_str()).collect::<Vec<_>>().join(", "))]
    NotReady {
        /// Which entry and language.
        subject: String,
        /// What is missing.
        complaints: Vec<Complaint>,
    },
    /// It holds what is never kept, such as a mark of a private person; nothing was written.
    #[error("{subject} is not kept: {}", .complaints.iter().map(|one| one.field.as_str()).collect::<Vec<_>>().join(", "))]
    NeverKept {
        /// Which entry.
        subject: String,
        /// What it holds.
        complaints: Vec<Complaint>,
    },
    /// There is no such entry, or no such language of it.
    #[error("there is no {0}")]
    Missing(String),
    /// The content cannot be written down.
    #[error("the entry cannot be kept: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// An entry in one language, as verbs are told of it.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// The kind's rules.
    pub rules: &'a KindRules,
    /// The entry's key within its kind.
    pub key: &'a str,
    /// The language.
    pub language: Language,
}

impl Of<'_> {
    /// The name in the change log, such as `news/khai-mac (vi)`.
    pub fn subject(&self) -> String {
        format!("{}/{} ({})", self.rules.kind, self.key, self.language)
    }
}

/// An entry found for a verb, with the language it is about.
struct Found {
    stored: Stored,
    subject: String,
    language: Language,
}

impl Found {
    /// Its state; `find` has seen that there is one.
    fn state(&self) -> Result<&LanguageState, Refusal> {
        self.stored.state(self.language).ok_or_else(|| Refusal::Missing(self.subject.clone()))
    }
}

/// Reads an entry, and refuses an actor without the right on it.
async fn find(tx: &mut Tx, actor: &Actor, right: Right, of: Of<'_>) -> Result<Found, Refusal> {
    let subject = of.subject();
    let missing = || Refusal::Missing(subject.clone());
    let stored = store::latest(tx, of.rules.kind.name(), of.key).await?.ok_or_else(missing)?;
    stored.state(of.language).ok_or_else(missing)?;
    if !actor.may(right, &stored.scope()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    Ok(Found { stored, subject, language: of.language })
}

impl Stored {
    /// Where this entry stands, for asking rights.
    pub fn scope(&self) -> Scope<'_> {
        let section = self.facts.own.get("section").and_then(Value::as_str);
        Scope::entry(&self.facts.publisher, section, self.owner)
    }
}

/// Refuses when somebody has saved since the actor looked.
fn unchanged(found: &Found, seen: Option<&Seen>) -> Result<(), Refusal> {
    match seen {
        Some(seen) if found.stored.seen() != *seen => Err(Refusal::Clash(found.subject.clone())),
        _ => Ok(()),
    }
}

fn may_become(found: &Found, to: Stage) -> Result<(), Refusal> {
    let from = found.state()?.stage;
    if from.may_become(to) {
        return Ok(());
    }
    Err(Refusal::WrongStage { subject: found.subject.clone(), from, to })
}

fn reason<'a>(subject: &str, text: &'a str) -> Result<&'a str, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::NoReason(subject.to_owned())) } else { Ok(text) }
}

/// The tokens of every page that may show an entry.
fn touched(stored: &Stored, kind: &str, listing: &Listing) -> Vec<String> {
    let mut touches = vec![format!("entry:{}", stored.id), format!("kind:{kind}")];
    touches.extend(shelves(&stored.facts, listing));
    touches
}

/// The tokens of the lists that facts put an entry in.
fn shelves(facts: &Facts, listing: &Listing) -> Vec<String> {
    let tags = facts.tags.iter().map(|tag| format!("tag:{tag}"));
    tags.chain(listing.section.iter().map(|section| format!("section:{section}"))).collect()
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    verb: &str,
    subject: &str,
    detail: Value,
    touches: Vec<String>,
) -> Result<(), Refusal> {
    append(tx, Act { at, actor: &actor.name(), verb, subject, detail, touches }).await?;
    Ok(())
}
