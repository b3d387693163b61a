//! An entry as it is sent, and the tag of what was sent. Not for reading it.

use super::Named;
use super::shapes::{FactsShape, StageName, StateName, WordsShape};
use crate::api::moments::Moment;
use crate::editorial::{Facts, LanguageState, Line, Stored, Words};
use crate::platform::files::hex;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// An entry with its newest editions in every language.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Entry)]
pub struct EntryView {
    /// Its number.
    id: i64,
    /// Its kind.
    kind: &'static str,
    /// Its key within its kind.
    key: String,
    /// The account that looks after it.
    owner: Option<i64>,
    /// The day on which it must be read again.
    #[schema(value_type = Option<String>, format = Date)]
    review_on: Option<Date>,
    /// The language it was first written in.
    #[schema(value_type = Option<String>)]
    original: Option<Language>,
    /// The newest edition of its facts.
    facts_edition: i64,
    /// Who made it: `person:` or `token:` and a number, `operator` or `scheduler`.
    facts_by: String,
    /// The edition of its facts that readers see.
    live_facts: Option<i64>,
    /// The newest facts.
    #[schema(value_type = FactsShape)]
    facts: Facts,
    /// Its languages.
    languages: Vec<LanguageView>,
}

/// An entry in one language.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EntryLanguage)]
pub struct LanguageView {
    /// The language.
    #[schema(value_type = String)]
    language: Language,
    /// What readers get.
    state: StateName,
    /// How far the newest edition has come.
    stage: StageName,
    /// Since when.
    stage_at: Option<Moment>,
    /// The newest edition of its words.
    words_edition: i64,
    /// Who made it.
    words_by: String,
    /// When it was made.
    words_at: Moment,
    /// The edition of the original it was translated from.
    based_on: Option<i64>,
    /// Whether the original has changed since.
    outdated: bool,
    /// The edition readers see.
    live_words: Option<i64>,
    /// When it was first published.
    published_at: Option<Moment>,
    /// When it was last changed in substance.
    updated_at: Option<Moment>,
    /// When it goes public by itself.
    goes_live_at: Option<Moment>,
    /// When it is taken down by itself.
    expires_at: Option<Moment>,
    /// When it was taken down, and what its notice says.
    ended: Option<EndedView>,
    /// Published by its author alone and not yet approved by anybody else.
    forced: Option<ForcedView>,
    /// Where readers find it.
    url: Option<String>,
    /// The newest words.
    #[schema(value_type = WordsShape)]
    words: Words,
}

/// How an entry stopped being public.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EntryEnded)]
pub struct EndedView {
    /// When.
    at: Moment,
    /// What its notice says.
    reason: Option<String>,
}

/// A publication without a second pair of eyes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EntryForced)]
pub struct ForcedView {
    /// When.
    at: Moment,
    /// Who.
    by: String,
    /// Why it could not wait.
    reason: String,
}

/// The entry as it is sent.
pub(super) fn entry(portal: &Portal, stored: &Stored, entry: &Named) -> EntryView {
    EntryView {
        id: entry.id,
        kind: entry.kind(),
        key: entry.key.clone(),
        owner: stored.owner.map(|owner| owner.0),
        review_on: stored.review_on,
        original: stored.original,
        facts_edition: stored.facts_edition,
        facts_by: stored.facts_by.clone(),
        live_facts: stored.live_facts,
        facts: tidy(&stored.facts),
        languages: stored
            .languages
            .iter()
            .map(|state| language(portal, stored, entry, state))
            .collect(),
    }
}

fn tidy(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    if facts.own.is_null() {
        facts.own = Value::Object(Map::new());
    }
    facts
}

fn language(
    portal: &Portal,
    stored: &Stored,
    entry: &Named,
    state: &LanguageState,
) -> LanguageView {
    let public = state.live_words.is_some();
    let address = || portal.addresses.entry(state.language, entry.kind(), &state.words.slug);
    let mut words = state.words.clone();
    if words.own.is_null() {
        words.own = Value::Object(Map::new());
    }
    LanguageView {
        language: state.language,
        state: state.state.into(),
        stage: state.stage.into(),
        stage_at: state.stage_at.map(Moment),
        words_edition: state.words_edition,
        words_by: state.words_by.clone(),
        words_at: Moment(state.words_at),
        based_on: state.based_on,
        outdated: stored.is_outdated(state.language),
        live_words: state.live_words,
        published_at: state.published_at.map(Moment),
        updated_at: state.updated_at.map(Moment),
        goes_live_at: state.goes_live_at.map(Moment),
        expires_at: state.expires_at.map(Moment),
        ended: state
            .ended
            .as_ref()
            .map(|(at, reason)| EndedView { at: Moment(*at), reason: reason.clone() }),
        forced: state.forced.as_ref().map(|forced| ForcedView {
            at: Moment(forced.at),
            by: forced.by.clone(),
            reason: forced.reason.clone(),
        }),
        url: public.then(|| portal.absolute(&address())),
        words,
    }
}

/// The strong tag of an entry: its editions in figures, so that a clash can name them, and a hash of
/// where each language stands, so that another state is another tag.
pub(super) fn etag(stored: &Stored, entry: &Named) -> String {
    let mut tag = format!("\"f{}", stored.facts_edition);
    let mut stands = Sha256::new();
    stands.update(format!("{}/{} {:?}", entry.kind(), entry.key, stored.review_on));
    stands.update(format!("{:?} {:?}", stored.owner, stored.live_facts));
    for state in &stored.languages {
        tag.extend([format!(".{}{}", state.language, state.words_edition)]);
        stands.update(format!(
            "{} {} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            state.language,
            state.state.name(),
            state.stage.name(),
            state.stage_at,
            state.live_words,
            state.published_at,
            state.updated_at,
            state.goes_live_at,
            state.expires_at,
            state.ended,
            state.forced
        ));
    }
    let stands: String = hex(&stands.finalize()).chars().take(12).collect();
    format!("{tag}-{stands}\"")
}

/// The editions a tag names.
pub(super) fn editions_of(tag: &str) -> Option<Value> {
    let bare = tag.trim().strip_prefix('"')?.strip_suffix('"')?;
    let (editions, _) = bare.rsplit_once('-')?;
    let mut parts = editions.split('.');
    let facts: i64 = parts.next()?.strip_prefix('f')?.parse().ok()?;
    let mut words = Map::new();
    for part in parts {
        let digits = part.find(|c: char| c.is_ascii_digit())?;
        let (language, edition) = part.split_at_checked(digits)?;
        words.insert(language.to_owned(), edition.parse::<i64>().ok()?.into());
    }
    Some(json!({ "facts": facts, "words": Value::Object(words) }))
}

/// An entry in one language, in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EntryLine)]
pub struct LineView {
    /// The entry.
    id: i64,
    /// Its kind.
    kind: String,
    /// Its key within its kind.
    key: String,
    /// The language.
    #[schema(value_type = String)]
    language: Language,
    /// The newest title.
    title: String,
    /// What readers get.
    state: StateName,
    /// How far the newest edition has come.
    stage: StageName,
    /// When the newest edition moved last.
    moved_at: Moment,
    /// Who moved it.
    moved_by: String,
    /// The body that publishes it.
    publisher: String,
    /// Its section.
    section: Option<String>,
    /// The account that looks after it.
    owner: Option<i64>,
    /// The day on which it must be read again.
    #[schema(value_type = Option<String>, format = Date)]
    review_on: Option<String>,
    /// When it goes public by itself.
    goes_live_at: Option<Moment>,
    /// When it is taken down by itself.
    expires_at: Option<Moment>,
    /// When it was first published.
    published_at: Option<Moment>,
    /// Whether it was published alone and is still flagged.
    forced: bool,
}

/// A line as it is sent.
pub fn line(line: Line) -> LineView {
    LineView {
        id: line.entry,
        kind: line.kind,
        key: line.key,
        language: line.language,
        title: line.title,
        state: line.state.into(),
        stage: line.stage.into(),
        moved_at: Moment(line.moved_at),
        moved_by: line.moved_by,
        publisher: line.publisher,
        section: line.section,
        owner: line.owner,
        review_on: line.review_on,
        goes_live_at: line.goes_live_at.map(Moment),
        expires_at: line.expires_at.map(Moment),
        published_at: line.published_at.map(Moment),
        forced: line.forced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_the_editions_somebody_has_seen() {
        let given = editions_of("\"f12.en34.zh-hant7-0123456789ab\"");
        assert_eq!(given, Some(json!({ "facts": 12, "words": { "en": 34, "zh-hant": 7 } })));
        for odd in ["", "*", "\"abc\"", "W/\"f1.vi2-0\"", "\"f1.vi-0\"", "\"f.vi2-0\""] {
            assert_eq!(editions_of(odd), None, "{odd}");
        }
    }
}
