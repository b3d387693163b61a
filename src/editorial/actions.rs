//! The verbs of an entry's life. Each checks the right, the state and the clash, writes, and adds
//! its row to the change log, in the caller's transaction.

use super::kinds::{KindRules, Listing};
use super::model::{Facts, State, Words};
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use crate::platform::i18n::Language;
use serde_json::json;

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
    /// Another entry of the kind has this slug.
    #[error("{subject}: another entry already has the slug {slug:?}")]
    SlugTaken {
        /// Which entry and language.
        subject: String,
        /// The slug.
        slug: String,
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

/// What is saved: facts, words of some languages, or both.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The kind's rules.
    pub rules: &'a KindRules,
    /// The entry's key within its kind.
    pub key: &'a str,
    /// The newest editions the author had seen; `None` for a new entry.
    pub seen: Option<store::Seen>,
    /// The facts.
    pub facts: &'a Facts,
    /// The words in each language that is saved.
    pub words: &'a [(Language, &'a Words)],
}

/// Saves new editions of what differs from the newest ones; answers the entry's id. Saving what is
/// already there writes nothing.
pub async fn save(tx: &mut Tx, actor: &Actor, at: i64, draft: Draft<'_>) -> Result<i64, Refusal> {
    if !actor.may(Right::Save, &Scope::site()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    let kind = draft.rules.kind.name();
    let subject = format!("{kind}/{}", draft.key);
    let newest = store::latest(tx, kind, draft.key).await?;
    if newest.as_ref().map(store::Stored::seen) != draft.seen {
        return Err(Refusal::Clash(subject));
    }
    let (id, old_facts) = match &newest {
        Some(stored) => (stored.id, Some(&stored.facts)),
        None => (store::new_entry(tx, kind, draft.key, at).await?, None),
    };
    let mut saved = Vec::new();
    if old_facts != Some(draft.facts) {
        store::new_facts(tx, id, at, &actor.name(), &serde_json::to_string(draft.facts)?).await?;
        saved.push("facts".to_owned());
    }
    for (language, words) in draft.words {
        let old = newest.as_ref().and_then(|stored| stored.words(*language));
        if old != Some(*words) {
            let text = serde_json::to_string(words)?;
            store::new_words(tx, id, *language, at, &actor.name(), &text).await?;
            saved.push(language.to_string());
        }
    }
    if !saved.is_empty() {
        let detail = json!({ "entry": id, "saved": saved });
        log(tx, actor, at, "save", &subject, detail, Vec::new()).await?;
    }
    Ok(id)
}

/// What is made public.
#[derive(Debug)]
pub struct Publication<'a> {
    /// The kind's rules.
    pub rules: &'a KindRules,
    /// The entry's key within its kind.
    pub key: &'a str,
    /// The language that goes public.
    pub language: Language,
    /// The moment readers see, in milliseconds since 1970.
    pub published_at: i64,
    /// The moment of the last change in substance.
    pub updated_at: Option<i64>,
    /// The year readers find it under.
    pub year: String,
}

/// Publishes the newest editions of an entry in one language: moves the pointer, fills the lists,
/// remembers the slug. Answers whether anything changed.
pub async fn publish(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    publication: Publication<'_>,
) -> Result<bool, Refusal> {
    if !actor.may(Right::Publish, &Scope::site()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    let (kind, language) = (publication.rules.kind.name(), publication.language);
    let subject = format!("{kind}/{} ({language})", publication.key);
    let missing = || Refusal::Missing(subject.clone());
    let stored = store::latest(tx, kind, publication.key).await?.ok_or_else(missing)?;
    let state = stored.state(language).ok_or_else(missing)?;
    let words = stored.words(language).ok_or_else(missing)?;
    if state.is_live_as(&stored, &publication) {
        return Ok(false);
    }
    if !state.state.may_become(State::Published) {
        return Err(Refusal::WrongState { subject, from: state.state, to: State::Published });
    }
    if store::slug_holder(tx, kind, language, &words.slug)
        .await?
        .is_some_and(|holder| holder != stored.id)
    {
        return Err(Refusal::SlugTaken { subject, slug: words.slug.clone() });
    }
    let listing = (publication.rules.listing)(&stored.facts);
    let before = store::touching(tx, stored.id, language).await?;
    store::go_live(tx, &stored, &publication, &listing).await?;
    let mut touches = touched(&stored, kind, &listing);
    touches.extend(before);
    touches.extend(store::touching(tx, stored.id, language).await?);
    touches.sort();
    touches.dedup();
    let detail = json!({ "entry": stored.id, "language": language, "facts": stored.facts_edition,
        "words": state.words_edition, "slug": words.slug });
    log(tx, actor, at, "publish", &subject, detail, touches).await?;
    Ok(true)
}

/// Takes an entry down in one language; its address will say that it was withdrawn.
pub async fn withdraw(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    rules: &KindRules,
    key: &str,
    language: Language,
) -> Result<(), Refusal> {
    if !actor.may(Right::Publish, &Scope::site()) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    let kind = rules.kind.name();
    let subject = format!("{kind}/{key} ({language})");
    let missing = || Refusal::Missing(subject.clone());
    let stored = store::latest(tx, kind, key).await?.ok_or_else(missing)?;
    let from = stored.state(language).ok_or_else(missing)?.state;
    if !from.may_become(State::Withdrawn) {
        return Err(Refusal::WrongState { subject, from, to: State::Withdrawn });
    }
    let mut touches = touched(&stored, kind, &(rules.listing)(&stored.facts));
    touches.extend(store::touching(tx, stored.id, language).await?);
    store::take_down(tx, stored.id, language).await?;
    let detail = json!({ "entry": stored.id, "language": language });
    log(tx, actor, at, "withdraw", &subject, detail, touches).await
}

/// The tokens of every page that may show an entry.
fn touched(stored: &store::Stored, kind: &str, listing: &Listing) -> Vec<String> {
    let mut touches = vec![format!("entry:{}", stored.id), format!("kind:{kind}")];
    touches.extend(stored.facts.tags.iter().map(|tag| format!("tag:{tag}")));
    touches.extend(listing.section.iter().map(|section| format!("section:{section}")));
    touches
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    verb: &str,
    subject: &str,
    detail: serde_json::Value,
    touches: Vec<String>,
) -> Result<(), Refusal> {
    append(tx, Act { at, actor: &actor.name(), verb, subject, detail, touches }).await?;
    Ok(())
}
