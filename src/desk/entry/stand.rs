//! Where an entry stands, as the panel beside it says: stage, hours, flags, languages, the last
//! things that happened. Not for doing anything about it.

use super::{Opened, url};
use crate::desk::names::Names;
use crate::desk::session::Signed;
use crate::editorial::{self, Complaint, LanguageState, Stage, State};
use crate::people::Right;
use crate::platform::i18n::{Date, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use serde::Serialize;

/// The entry, for every page about it.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    pub id: i64,
    pub kind: String,
    pub kind_label: String,
    pub title: String,
    pub language: String,
    pub language_name: String,
    pub url: String,
    /// Where readers find it, when it is public in this language.
    pub public_url: Option<String>,
    /// Which editions this page shows.
    pub seen: String,
    pub original: bool,
}

/// Where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct StandView {
    pub badge: &'static str,
    pub step: u8,
    pub step_label: Option<String>,
    pub since: Option<Date>,
    pub by: Option<String>,
    pub public: bool,
    pub published: Option<Date>,
    pub goes_live: Option<Date>,
    pub expires: Option<Date>,
    pub forced: Option<ForcedView>,
    pub ended: Option<Date>,
    pub ended_reason: Option<String>,
    pub outdated: bool,
    pub owner: Option<String>,
    pub owner_id: Option<i64>,
    pub review_on: Option<String>,
    pub review: Option<Date>,
    pub overdue: bool,
}

/// A publication without a second pair of eyes.
#[derive(Clone, Debug, Serialize)]
pub struct ForcedView {
    pub by: String,
    pub at: Date,
    pub reason: String,
    pub own: bool,
}

/// What the person who looks may do here now.
#[derive(Clone, Copy, Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a template asks each by name")]
pub struct MayView {
    pub write: bool,
    pub hand_in: bool,
    pub review: bool,
    pub hand_back: bool,
    pub publish: bool,
    pub unschedule: bool,
    pub take_down: bool,
    pub approve: bool,
}

/// A language of the site, and how far the entry is in it.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageView {
    pub code: String,
    pub name: String,
    pub url: String,
    pub badge: &'static str,
    pub current: bool,
}

/// A line of what happened last.
#[derive(Clone, Debug, Serialize)]
pub struct Happened {
    pub clock: String,
    pub text: String,
}

/// A remark of a colleague.
#[derive(Clone, Debug, Serialize)]
pub struct RemarkView {
    pub at: Date,
    pub by: String,
    pub text: String,
    pub returned: bool,
}

/// The entry of a page.
pub fn entry(portal: &Portal, signed: &Signed, opened: &Opened) -> EntryView {
    let language = opened.language;
    let state = opened.stored.state(language);
    let live = state.filter(|state| state.state == State::Published);
    let kind = opened.rules.kind.name();
    EntryView {
        id: opened.id,
        kind: kind.to_owned(),
        kind_label: portal.say(signed.person.language, &format!("entry-kind-{kind}")),
        title: opened.title(),
        language: language.to_string(),
        language_name: portal.say(language, &format!("site-language-{language}")),
        url: opened.url(),
        public_url: live.map(|state| portal.addresses.entry(language, kind, &state.words.slug)),
        seen: super::seen_text(&opened.stored.seen()),
        original: opened.stored.original == Some(language),
    }
}

/// The word a language of an entry is shown by.
pub fn badge(state: Option<&LanguageState>, outdated: bool) -> &'static str {
    let Some(state) = state else { return "missing" };
    match (state.stage, state.state) {
        (Stage::Submitted, _) => "submitted",
        (Stage::Returned, _) => "returned",
        (Stage::Scheduled, _) => "scheduled",
        (Stage::Settled, State::Published) if state.forced.is_some() => "forced",
        (Stage::Settled, State::Published) if outdated => "outdated",
        (Stage::Settled | Stage::Writing, State::Draft) => "draft",
        (Stage::Settled, state) => state.name(),
        (Stage::Writing, _) => "writing",
    }
}

/// Where the entry stands in the opened language.
pub fn stand(portal: &Portal, signed: &Signed, opened: &Opened, names: &Names) -> StandView {
    let (speaks, stored) = (signed.person.language, &opened.stored);
    let own = stored.state(opened.language);
    let moment = |at: i64| portal.moment(speaks, at);
    let forced = own.and_then(|state| state.forced.as_ref());
    let outdated = stored.is_outdated(opened.language);
    let stage = own.map_or(Stage::Writing, |state| state.stage);
    StandView {
        badge: badge(own, outdated),
        step: match stage {
            _ if own.is_none() => 1,
            Stage::Writing | Stage::Returned => 2,
            Stage::Submitted => 3,
            Stage::Scheduled | Stage::Settled => 4,
        },
        step_label: (stage == Stage::Returned).then(|| portal.say(speaks, "desk-state-returned")),
        since: own.and_then(|state| state.stage_at).map(moment),
        by: own.map(|state| names.actor(&state.words_by)),
        public: own.is_some_and(|state| state.state == State::Published),
        published: own.and_then(|state| state.published_at).map(moment),
        goes_live: own.and_then(|state| state.goes_live_at).map(moment),
        expires: own.and_then(|state| state.expires_at).map(moment),
        forced: forced.map(|forced| ForcedView {
            by: names.actor(&forced.by),
            at: moment(forced.at),
            reason: forced.reason.clone(),
            own: forced.by == signed.actor.name(),
        }),
        ended: own.and_then(|state| state.ended.as_ref()).map(|(at, _)| moment(*at)),
        ended_reason: own.and_then(|state| state.ended.as_ref()).and_then(|(_, why)| why.clone()),
        outdated,
        owner: stored.owner.map(|owner| names.person(owner)),
        owner_id: stored.owner.map(|owner| owner.0),
        review_on: stored.review_on.map(|day| day.to_string()),
        review: stored.review_on.map(|day| portal.day(speaks, day)),
        overdue: stored.review_on.is_some_and(|day| day <= portal.today()),
    }
}

/// What the person who looks may do here now.
pub fn may(signed: &Signed, opened: &Opened) -> MayView {
    let scope = opened.stored.scope();
    let state = opened.stored.state(opened.language);
    let is = |wanted: Stage| state.is_some_and(|state| state.stage == wanted);
    let publish = signed.may(Right::Publish, &scope);
    let review = signed.may(Right::Review, &scope);
    let write = opened.may_write(signed);
    let forced = state.and_then(|state| state.forced.as_ref());
    MayView {
        write,
        hand_in: write && (is(Stage::Writing) || is(Stage::Returned)),
        review,
        hand_back: review && (is(Stage::Submitted) || is(Stage::Scheduled)),
        publish: publish && state.is_some(),
        unschedule: publish && is(Stage::Scheduled),
        take_down: publish && state.is_some_and(|state| state.state == State::Published),
        approve: publish && forced.is_some_and(|forced| forced.by != signed.actor.name()),
    }
}

/// The languages of the site, and those the entry has beyond them.
pub fn languages(portal: &Portal, opened: &Opened) -> Vec<LanguageView> {
    let mut all: Vec<Language> = portal.known().site.languages.clone();
    let more = opened.stored.languages.iter().map(|state| state.language);
    all.extend(more.filter(|language| !portal.known().site.languages.contains(language)));
    all.into_iter()
        .map(|language| LanguageView {
            code: language.to_string(),
            name: portal.say(language, &format!("site-language-{language}")),
            url: url(opened.id, language),
            badge: badge(opened.stored.state(language), opened.stored.is_outdated(language)),
            current: language == opened.language,
        })
        .collect()
}

/// The last editions, newest first.
pub async fn happened(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    names: &Names,
) -> Result<Vec<Happened>, Fault> {
    let speaks = signed.person.language;
    let editions = editorial::editions(&portal.db, opened.id, opened.language, 6).await?;
    let line = |edition: editorial::EditionLine| {
        let at = portal.moment(speaks, edition.made_at);
        let mut args = crate::platform::i18n::Args::new();
        args.set("number", edition.number);
        args.set("name", names.actor(&edition.made_by));
        let key = match edition.language {
            Some(_) => "entry-happened-words",
            None => "entry-happened-facts",
        };
        let clock = if portal.day_of(edition.made_at) == portal.today() {
            at.time.clone().unwrap_or_default()
        } else {
            at.numeric.chars().take(5).collect()
        };
        Happened { clock, text: portal.words.say_with(speaks, key, &args) }
    };
    Ok(editions.into_iter().map(line).collect())
}

/// What colleagues have said.
pub async fn remarks(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    names: &Names,
) -> Result<Vec<RemarkView>, Fault> {
    let all = editorial::remarks(&portal.db, opened.id, opened.language).await?;
    let view = |one: editorial::Remark| RemarkView {
        at: portal.moment(signed.person.language, one.made_at),
        by: names.actor(&one.made_by),
        returned: one.stage == Stage::Returned.name(),
        text: one.remark,
    };
    Ok(all.into_iter().take(20).map(view).collect())
}

/// What is missing before it may be published.
pub async fn lacking(portal: &Portal, opened: &Opened) -> Result<Vec<Complaint>, Fault> {
    let words = opened.words();
    let around = portal.around(opened.of(), &opened.stored.facts, &words).await?;
    let (rules, facts) = (&opened.rules, &opened.stored.facts);
    Ok(editorial::lacks(rules, facts, (opened.language, &words), &around))
}
