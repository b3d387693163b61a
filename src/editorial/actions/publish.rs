//! Making public: the pointer moves to the newest editions, the lists are filled, the slug is
//! remembered. Two pairs of eyes by default; alone only with a reason, and flagged.

use super::ready::ready;
use super::{Of, Refusal, find, log, reason, shelves, touched, unchanged};
use crate::editorial::kinds::KindRules;
use crate::editorial::life::{Approval, Change, Stage, State};
use crate::editorial::model::{Correction, Words};
use crate::editorial::store::{self, Edition, LanguageState, Seen, Stored};
use crate::people::{Actor, Right};
use crate::platform::db::Tx;
use crate::platform::i18n::Language;
use jiff::tz::TimeZone;
use serde_json::json;

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

impl Publication<'_> {
    fn of(&self) -> Of<'_> {
        Of { rules: self.rules, key: self.key, language: self.language }
    }
}

/// Publishes the newest editions of an entry in one language. Answers whether anything changed.
/// For what was approved elsewhere, such as an import, which has asked the checks of its whole folder
/// before it began; the desk's verb is [`release`].
pub async fn publish(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    publication: Publication<'_>,
) -> Result<bool, Refusal> {
    let found = find(tx, actor, Right::Publish, publication.of()).await?;
    go_public(tx, actor, at, &found.stored, &publication, "publish").await
}

/// What an editor makes public at the desk.
#[derive(Debug)]
pub struct Release<'a> {
    /// Which entry, in which language.
    pub of: Of<'a>,
    /// The editions the publisher has read; `None` for the scheduler, who publishes what was
    /// approved.
    pub seen: Option<&'a Seen>,
    /// What it changes for readers.
    pub change: Change,
    /// Who stands behind it.
    pub approval: Approval,
    /// The site's time zone: an entry is listed under the year of its own calendar.
    pub zone: &'a TimeZone,
}

/// Publishes at the desk: complete, unchanged since it was read, and seen by a second person or
/// forced with a reason.
pub async fn release(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    release: Release<'_>,
) -> Result<(), Refusal> {
    let of = release.of;
    let found = find(tx, actor, Right::Publish, of).await?;
    unchanged(&found, release.seen)?;
    let forced = approved(actor, &found.stored, of, &release.approval)?;
    ready(tx, &found.stored, of).await?;
    let first = found.state()?.published_at;
    let mut updated_at = found.state()?.updated_at;
    let mut stored = found.stored;
    if let Change::Major { note } = &release.change
        && first.is_some()
    {
        let note = reason(&found.subject, note)?;
        updated_at = Some(at);
        stored = with_note(tx, actor, at, of, stored, note).await?;
    }
    let published_at = first.unwrap_or(at);
    let year = year(of.rules, &stored, published_at, release.zone);
    let Of { rules, key, language } = of;
    let publication = Publication { rules, key, language, published_at, updated_at, year };
    let verb = if forced.is_some() { "force-publish" } else { "publish" };
    let went = go_public(tx, actor, at, &stored, &publication, verb).await?;
    let Some(state) = stored.state(language) else { return Ok(()) };
    // A flag from when the hour was set stays.
    if *actor == Actor::Scheduler {
        return Ok(());
    }
    let others = state.forced.as_ref().is_some_and(|forced| forced.by != actor.name());
    // To publish what is public already is to approve it, and the log says so.
    if !went && forced.is_none() && others {
        return approve(tx, actor, at, of, None).await;
    }
    let edition = Edition { entry: stored.id, at, by: &actor.name() };
    flag(tx, edition, state, forced.as_deref()).await
}

/// Flags what was forced. Whoever forced it does not take the flag away by publishing once more: that is
/// for somebody else.
pub(super) async fn flag(
    tx: &mut Tx,
    edition: Edition<'_>,
    state: &LanguageState,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    let own = state.forced.as_ref().is_some_and(|forced| forced.by == edition.by);
    if reason.is_some() || !own {
        store::set_forced(tx, edition, state.language, reason).await?;
    }
    Ok(())
}

/// Two pairs of eyes: who made the newest editions that readers do not have yet does not approve
/// them. Answers the reason of a forced publication.
pub(super) fn approved(
    actor: &Actor,
    stored: &Stored,
    of: Of<'_>,
    approval: &Approval,
) -> Result<Option<String>, Refusal> {
    match approval {
        Approval::Forced { reason: text } => Ok(Some(reason(&of.subject(), text)?.to_owned())),
        Approval::SecondPerson if made_by(stored, of.language, &actor.name()) => {
            Err(Refusal::OwnWork(of.subject()))
        }
        Approval::SecondPerson => Ok(None),
    }
}

/// Whether somebody made an edition that would go public now. The operator and the scheduler have
/// nobody beside them.
fn made_by(stored: &Stored, language: Language, name: &str) -> bool {
    let facts = stored.live_facts != Some(stored.facts_edition) && stored.facts_by == name;
    let words = |state: &LanguageState| {
        state.live_words != Some(state.words_edition) && state.words_by == name
    };
    let alone = ["operator", "scheduler"].contains(&name);
    !alone && (facts || stored.state(language).is_some_and(words))
}

/// Whether the newest editions that readers do not have yet are this actor's own.
pub fn is_own_work(stored: &Stored, language: Language, actor: &Actor) -> bool {
    made_by(stored, language, &actor.name())
}

/// Adds the note for readers to the words, as an edition of its own.
async fn with_note(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    stored: Stored,
    note: &str,
) -> Result<Stored, Refusal> {
    let Some(state) = stored.state(of.language) else { return Ok(stored) };
    let mut words: Words = state.words.clone();
    words.corrections.push(Correction { at, text: note.to_owned() });
    let edition = Edition { entry: stored.id, at, by: &actor.name() };
    store::new_words(tx, edition, of.language, &words, state.based_on).await?;
    let again = store::latest(tx, of.rules.kind.name(), of.key).await?;
    again.ok_or_else(|| Refusal::Missing(of.subject()))
}

/// Somebody else approves what was published alone, having `seen` it: the flag goes.
pub async fn approve(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    of: Of<'_>,
    seen: Option<&Seen>,
) -> Result<(), Refusal> {
    let found = find(tx, actor, Right::Publish, of).await?;
    unchanged(&found, seen)?;
    let Some(forced) = &found.state()?.forced else { return Ok(()) };
    if forced.by == actor.name() {
        return Err(Refusal::OwnWork(found.subject));
    }
    let edition = Edition { entry: found.stored.id, at, by: &actor.name() };
    store::set_forced(tx, edition, of.language, None).await?;
    let detail = json!({ "entry": found.stored.id, "language": of.language });
    log(tx, actor, at, "approve", &found.subject, detail, Vec::new()).await
}

async fn go_public(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    stored: &Stored,
    publication: &Publication<'_>,
    verb: &str,
) -> Result<bool, Refusal> {
    let (kind, language) = (publication.rules.kind.name(), publication.language);
    let subject = publication.of().subject();
    let missing = || Refusal::Missing(subject.clone());
    let state = stored.state(language).ok_or_else(missing)?;
    let edition = Edition { entry: stored.id, at, by: &actor.name() };
    if state.is_live_as(stored, publication) {
        // It waits for nothing any more.
        if state.stage != Stage::Settled {
            store::set_stage(tx, edition, language, Stage::Settled).await?;
        }
        return Ok(false);
    }
    if !state.state.may_become(State::Published) {
        return Err(Refusal::WrongState { subject, from: state.state, to: State::Published });
    }
    let slug = &state.words.slug;
    let holder = store::slug_holder(tx, kind, language, slug).await?;
    if holder.is_some_and(|holder| holder != stored.id) {
        return Err(Refusal::SlugTaken { subject, slug: slug.clone() });
    }
    let listing = (publication.rules.listing)(&stored.facts);
    let before = store::touching(tx, stored.id, language).await?;
    store::go_live(tx, stored, publication, &listing).await?;
    let mut touches = touched(stored, kind, &listing);
    touches.extend(before);
    touches.extend(store::touching(tx, stored.id, language).await?);
    touches.extend(facts_went(tx, edition, stored, publication).await?);
    if store::enter_corrections(tx, stored.id, language, kind, &state.words).await? {
        touches.push("corrections".to_owned());
    }
    touches.sort();
    touches.dedup();
    let detail = json!({ "entry": stored.id, "language": language, "facts": stored.facts_edition,
        "words": state.words_edition, "slug": slug });
    log(tx, actor, at, verb, &subject, detail, touches).await?;
    Ok(true)
}

/// Facts have one live edition: when they change, the entry moves in the lists of every language readers
/// have it in, and a language that waited for them alone waits no longer. Answers the tokens of the lists it
/// has left.
async fn facts_went(
    tx: &mut Tx,
    edition: Edition<'_>,
    stored: &Stored,
    publication: &Publication<'_>,
) -> Result<Vec<String>, Refusal> {
    let Some(was) = stored.live_facts.filter(|live| *live != stored.facts_edition) else {
        return Ok(Vec::new());
    };
    let listing = publication.rules.listing;
    store::relist_entry(tx, stored.id, &listing(&stored.facts), &stored.facts.tags).await?;
    for state in &stored.languages {
        let live = state.state == State::Published && state.live_words == Some(state.words_edition);
        // An hour may bring a note for readers with it.
        let waits = live && !matches!(state.stage, Stage::Settled | Stage::Scheduled);
        if waits && state.language != publication.language {
            store::set_stage(tx, edition, state.language, Stage::Settled).await?;
        }
    }
    let was = store::facts_numbered(tx, was).await?;
    Ok(was.map_or_else(Vec::new, |was| shelves(&was, &listing(&was))))
}

/// The year readers find an entry under: of what happens, else of its publication.
fn year(rules: &KindRules, stored: &Stored, published_at: i64, zone: &TimeZone) -> String {
    let published = jiff::Timestamp::from_millisecond(published_at).unwrap_or_default();
    let happens = (rules.listing)(&stored.facts).happens;
    let day = happens.map_or_else(|| published.to_zoned(zone.clone()).date(), |(from, _)| from);
    day.year().to_string()
}
