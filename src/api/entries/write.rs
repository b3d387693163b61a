//! Making entries and saving them: new editions of what differs. Restoring is a save of what stands
//! in an old edition.

use super::described::{AsRead, InLanguage, Now};
use super::shapes::{FactsShape, WordsShape};
use super::view::EntryView;
use super::{Named, Work, check, shown};
use crate::api::act::{Begun, Once, Sent};
use crate::api::inputs::At;
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::editorial::{self, Draft, Facts, KindRules, Words};
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

const LONGEST_KEY: usize = 80;

/// A new entry.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEntry {
    /// Its kind, such as `news`.
    kind: String,
    /// Its key within its kind: small letters, figures and hyphens; made from the title unless said.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 1, max_length = 80)]
    key: Option<String>,
    /// The language it is first written in; the site's first language that has words unless said.
    #[schema(value_type = Option<String>)]
    original: Option<Language>,
    /// Its facts.
    #[schema(value_type = FactsShape)]
    facts: Facts,
    /// Its words in each language; one at least.
    #[schema(value_type = BTreeMap<String, WordsShape>)]
    words: BTreeMap<Language, Words>,
}

/// Makes an entry.
#[utoipa::path(post, path = "/api/entries", tag = "entries", request_body = NewEntry,
    params(Once),
    responses((status = 201, description = "The entry", body = EntryView,
        headers(("Location" = String, description = "Where it stands"), ("ETag" = String, description = "Its strong entity tag")))))]
pub async fn create(Sent(act, new): Sent<NewEntry>) -> Answered {
    let portal = act.portal.clone();
    let mut begun = act.begin(Reach::Write).await?;
    let rules = portal.kinds.named(&new.kind);
    let rules = *rules.ok_or_else(|| Problem::invalid("kind", "api-no-such-kind"))?;
    let facts = check::facts(&portal, &rules, new.facts).await?;
    let mut words = Vec::new();
    for (language, said) in new.words {
        words.push((language, check::words(&portal, &rules, language, said)?));
    }
    let original = new.original.or_else(|| {
        let has = |language: &&Language| words.iter().any(|(one, _)| one == *language);
        portal.known().site.languages.iter().find(has).copied()
    });
    words.sort_by_key(|(language, _)| (Some(*language) != original, *language));
    let first = words.first().filter(|(language, _)| Some(*language) == original);
    let title = &first.ok_or_else(|| Problem::invalid("words", "api-no-words"))?.1.title;
    let key = key(&mut begun, &rules, new.key, title).await?;
    let borrowed: Vec<_> = words.iter().map(|(language, said)| (*language, said)).collect();
    let draft = Draft { rules: &rules, key: &key, seen: None, facts: &facts, words: &borrowed };
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let id = editorial::save(&mut begun.tx, &actor, at, draft).await?;
    let entry = Named { id, rules, key };
    let stored = editorial::latest(&mut begun.tx, entry.kind(), &entry.key).await?;
    let stored = stored.ok_or_else(|| Problem::new(Why::NoSuch))?;
    let reply = shown(&portal, &stored, &entry).made(format!("/api/entries/{id}"));
    begun.end(reply).await
}

/// The key that is wished and free, or one made from the title.
async fn key(
    begun: &mut Begun,
    rules: &KindRules,
    wished: Option<String>,
    title: &str,
) -> Result<String, Stop> {
    let kind = rules.kind.name();
    if let Some(key) = wished {
        if key.is_empty() || key.len() > LONGEST_KEY || slug(&key) != key {
            return Err(Problem::invalid("key", "editorial-bad-slug").into());
        }
        if editorial::latest(&mut begun.tx, kind, &key).await?.is_some() {
            return Err(Problem::new(Why::Exists).with("subject", format!("{kind}/{key}")).into());
        }
        return Ok(key);
    }
    let made: String = slug(title).chars().take(LONGEST_KEY - 10).collect();
    let made = made.trim_matches('-');
    let made = if made.is_empty() { kind } else { made };
    let (mut key, mut number) = (made.to_owned(), 1);
    while editorial::latest(&mut begun.tx, kind, &key).await?.is_some() {
        number += 1;
        key = format!("{made}-{number}");
    }
    Ok(key)
}

/// What is saved: what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// The facts, whole.
    #[schema(value_type = Option<FactsShape>)]
    facts: Option<Facts>,
    /// The words of some languages, each whole.
    #[serde(default)]
    #[schema(value_type = Option<BTreeMap<String, WordsShape>>)]
    words: Option<BTreeMap<Language, Words>>,
}

/// Saves new editions of what differs.
#[utoipa::path(put, path = "/api/entries/{id}", tag = "entries", request_body = Saved,
    params(("id" = i64, Path, description = "The entry", minimum = 1),
        AsRead),
    responses(Now))]
pub async fn save(At(id): At<i64>, Sent(act, saved): Sent<Saved>) -> Answered {
    let portal = act.portal.clone();
    let mut work = Work::open(act, id, Reach::Write).await?;
    let rules = work.entry.rules;
    let facts = match saved.facts {
        Some(facts) => check::facts(&portal, &rules, facts).await?,
        None => work.stored.facts.clone(),
    };
    let mut words = Vec::new();
    for (language, said) in saved.words.unwrap_or_default() {
        words.push((language, check::words(&portal, &rules, language, said)?));
    }
    keep(&mut work, &facts, &words).await?;
    work.end().await
}

async fn keep(work: &mut Work, facts: &Facts, words: &[(Language, Words)]) -> Result<(), Stop> {
    let borrowed: Vec<_> = words.iter().map(|(language, said)| (*language, said)).collect();
    let draft = Draft {
        rules: &work.entry.rules,
        key: &work.entry.key,
        seen: Some(work.stored.seen()),
        facts,
        words: &borrowed,
    };
    let (actor, at) = (work.begun.act.caller.actor.clone(), work.begun.act.at);
    editorial::save(&mut work.begun.tx, &actor, at, draft).await?;
    Ok(())
}

/// Which old editions are brought back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Restored {
    /// An edition of the words in this language.
    #[schema(minimum = 1)]
    words: Option<i64>,
    /// An edition of the facts.
    #[schema(minimum = 1)]
    facts: Option<i64>,
}

/// Saves what stands in old editions as new ones.
#[utoipa::path(post, path = "/api/entries/{id}/{language}/restore", tag = "history",
    request_body = Restored,
    params(InLanguage, AsRead), responses(Now))]
pub async fn restore(
    At((id, language)): At<(i64, Language)>,
    Sent(act, restored): Sent<Restored>,
) -> Answered {
    let portal = act.portal.clone();
    let mut work = Work::open(act, id, Reach::Write).await?;
    if restored.words.is_none() && restored.facts.is_none() {
        return Err(Problem::invalid("words", "api-nothing-to-restore").into());
    }
    let missing = |field: &str| Problem::invalid(field, "api-no-such-edition");
    let facts = match restored.facts {
        Some(edition) => editorial::facts_edition(&portal.db, id, edition)
            .await?
            .ok_or_else(|| missing("facts"))?,
        None => work.stored.facts.clone(),
    };
    let mut words = Vec::new();
    if let Some(edition) = restored.words {
        let found = editorial::words_edition(&portal.db, id, edition).await?;
        let found = found.filter(|(of, _)| *of == language);
        let (_, said) = found.ok_or_else(|| missing("words"))?;
        words.push((language, work.stored.corrected(language, said)));
    }
    keep(&mut work, &facts, &words).await?;
    work.end().await
}
