//! Saving: every save makes immutable editions of what differs from the newest ones, and leads the
//! entry back to writing. Not for what a person types from second to second: that is an autosave.

use super::tell::tell_called_off;
use super::{Refusal, log};
use crate::editorial::kinds::KindRules;
use crate::editorial::life::Stage;
use crate::editorial::model::{Facts, Words};
use crate::editorial::store::{self, Edition, LanguageState, Seen, Stored};
use crate::people::{Actor, Right, Scope};
use crate::platform::db::Tx;
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use serde_json::json;
use std::collections::BTreeMap;

/// What is saved: facts, words of some languages, or both.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The kind's rules.
    pub rules: &'a KindRules,
    /// The entry's key within its kind.
    pub key: &'a str,
    /// The newest editions the author had seen; `None` for a new entry.
    pub seen: Option<Seen>,
    /// The facts.
    pub facts: &'a Facts,
    /// The words in each language that is saved; of a new entry the first is its original.
    pub words: &'a [(Language, &'a Words)],
}

/// Saves new editions of what differs from the newest ones; answers the entry's id. Saving what is
/// already there writes nothing.
pub async fn save(tx: &mut Tx, actor: &Actor, at: i64, draft: Draft<'_>) -> Result<i64, Refusal> {
    let kind = draft.rules.kind.name();
    let subject = format!("{kind}/{}", draft.key);
    let newest = store::latest(tx, kind, draft.key).await?;
    if !may_save(actor, newest.as_ref(), &draft) {
        return Err(Refusal::NotAllowed(actor.clone()));
    }
    if newest.as_ref().map(Stored::seen) != draft.seen {
        return Err(Refusal::Clash(subject));
    }
    let said: Vec<&Words> = draft.words.iter().map(|(_, words)| *words).collect();
    let complaints = (draft.rules.refuses)(draft.facts, &said);
    if !complaints.is_empty() {
        return Err(Refusal::NeverKept { subject, complaints });
    }
    let id = if let Some(stored) = &newest {
        stored.id
    } else {
        let original = draft.words.first().map(|(language, _)| *language);
        let owner = actor.person().map(|person| person.id);
        store::new_entry(tx, kind, draft.key, at, owner, original).await?
    };
    let by = actor.name();
    let edition = Edition { entry: id, at, by: &by };
    let saved = write(tx, edition, newest.as_ref(), &draft).await?;
    if saved.is_empty() {
        return Ok(id);
    }
    let called_off = reopen(tx, edition, newest.as_ref(), (&draft, saved.as_slice())).await?;
    let mut detail = json!({ "entry": id, "saved": saved });
    if let Some(fields) = detail.as_object_mut().filter(|_| !called_off.is_empty()) {
        fields.insert("called_off".to_owned(), json!(called_off));
    }
    log(tx, actor, at, "save", &subject, detail, Vec::new()).await?;
    Ok(id)
}

/// Writes what differs; answers what that was.
async fn write(
    tx: &mut Tx,
    edition: Edition<'_>,
    newest: Option<&Stored>,
    draft: &Draft<'_>,
) -> Result<Vec<String>, Refusal> {
    let mut saved = Vec::new();
    if newest.map(|stored| &stored.facts) != Some(draft.facts) {
        let section = (draft.rules.listing)(draft.facts).section;
        store::new_facts(tx, edition, draft.facts, section.as_deref()).await?;
        saved.push("facts".to_owned());
    }
    for (language, words) in draft.words {
        let old = newest.and_then(|stored| stored.words(*language));
        if old != Some(*words) {
            let original = newest.filter(|stored| stored.original != Some(*language));
            let based_on = original.and_then(Stored::original_edition);
            store::new_words(tx, edition, *language, words, based_on).await?;
            saved.push(language.to_string());
        }
    }
    Ok(saved)
}

/// Leads back to writing what a save concerns; answers what held no longer, by language.
async fn reopen(
    tx: &mut Tx,
    edition: Edition<'_>,
    newest: Option<&Stored>,
    (draft, saved): (&Draft<'_>, &[String]),
) -> Result<BTreeMap<String, &'static str>, Refusal> {
    let mut called_off = BTreeMap::new();
    let Some(stored) = newest else { return Ok(called_off) };
    for state in &stored.languages {
        if reopened(saved, stored, draft, state) {
            if tell_called_off(tx, edition, stored, state).await? {
                called_off.insert(state.language.to_string(), state.stage.name());
            }
            store::set_stage(tx, edition, state.language, Stage::Writing).await?;
        }
    }
    Ok(called_off)
}

/// Whether a language goes back to writing. New facts are news in every language. What was settled stays
/// so until its words change, but in the languages the facts were saved with: somebody must be able to hand
/// them in.
fn reopened(saved: &[String], stored: &Stored, draft: &Draft<'_>, state: &LanguageState) -> bool {
    let language = state.language;
    if saved.iter().any(|what| what == language.code()) {
        return true;
    }
    let first = || stored.original.or(stored.languages.first().map(|state| state.language));
    let with_facts = match draft.words {
        [] => first() == Some(language),
        words => words.iter().any(|(with, _)| *with == language),
    };
    let of_facts = saved.first().is_some_and(|what| what == "facts");
    of_facts && (with_facts || state.stage != Stage::Settled)
}

/// A translator saves the words of other languages than the first and leaves the facts alone;
/// everybody else must hold the right both where the entry stands and where the save puts it.
fn may_save(actor: &Actor, newest: Option<&Stored>, draft: &Draft<'_>) -> bool {
    let section = (draft.rules.listing)(draft.facts).section;
    let agency = &draft.facts.publisher;
    let Some(stored) = newest else {
        let scope = Scope::entry(agency, section.as_deref(), None);
        return actor.may(Right::Begin, &scope) || actor.may(Right::Save, &scope);
    };
    let there = Scope::entry(agency, section.as_deref(), stored.owner);
    if actor.may(Right::Save, &stored.scope()) && actor.may(Right::Save, &there) {
        return true;
    }
    let translates = stored.facts == *draft.facts
        && draft.words.iter().all(|(language, words)| {
            stored.original != Some(*language) || stored.words(*language) == Some(*words)
        });
    translates && actor.may(Right::Translate, &stored.scope())
}

/// Begins an entry with a title and nothing else; answers its key, made from the title.
pub async fn begin(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    rules: &KindRules,
    first: (Language, &Facts, &str),
) -> Result<String, Refusal> {
    let (language, facts, title) = first;
    let kind = rules.kind.name();
    let wish = match slug(title) {
        made if made.is_empty() => kind.to_owned(),
        made => made.chars().take(80).collect::<String>().trim_end_matches('-').to_owned(),
    };
    let mut key = wish.clone();
    let mut number = 1;
    while store::latest(tx, kind, &key).await?.is_some()
        || store::slug_holder(tx, kind, language, &key).await?.is_some()
    {
        number += 1;
        key = format!("{wish}-{number}");
    }
    let words = Words::titled(title, &key);
    let draft = Draft { rules, key: &key, seen: None, facts, words: &[(language, &words)] };
    save(tx, actor, at, draft).await?;
    Ok(key)
}
