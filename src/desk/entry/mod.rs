//! One entry at the desk: writing it, and every step of its life. Not for lists of entries, nor for
//! its history: those are pages of their own.

mod begin;
mod clash;
mod edit;
mod life;
mod pick;
mod publish;
mod save;
mod sheet;
mod stand;
mod take_down;
mod work;

use super::Signed;
use crate::editorial::{self, Facts, KindRules, Of, Seen, Stored, Words};
use crate::people::Right;
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// A long article with many pictures is far below; what is above was not written by a person.
const LONGEST_FORM: usize = 12 << 20;

/// The routes of this room.
pub fn routes() -> Router<Portal> {
    const ENTRY: &str = "/desk/entries/{id}/{language}";
    let at = |verb: &str| format!("{ENTRY}/{verb}");
    Router::new()
        .route("/desk/new", get(begin::choose).post(begin::begin))
        .route("/desk/entries/{id}", get(edit::original))
        .route(ENTRY, get(edit::show).post(save::save))
        .route(&at("autosave"), post(work::autosave))
        .route(&at("autosave/discard"), post(work::discard))
        .route("/desk/entries/{id}/presence", post(work::presence))
        .route(&at("checks"), get(work::checks))
        .route(&at("submit"), post(life::submit))
        .route(&at("return"), post(life::hand_back))
        .route(&at("remark"), post(life::remark))
        .route(&at("unschedule"), post(life::unschedule))
        .route(&at("approve"), post(life::approve))
        .route(&at("care"), post(life::care))
        .route(&at("publish"), get(publish::show).post(publish::publish))
        .route(&at("expiry"), post(publish::expiry))
        .route(&at("take-down"), get(take_down::show).post(take_down::take_down))
        .route("/desk/pick/entries", get(pick::entries))
        .route("/desk/pick/lunar", get(pick::lunar))
        .route("/desk/text/legacy", post(pick::legacy))
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
}

/// An entry opened at the desk in one language.
pub(super) struct Opened {
    pub id: i64,
    pub key: String,
    pub rules: KindRules,
    pub language: Language,
    pub stored: Stored,
}

/// Opens an entry in a language of the site, whether words of it exist yet or not.
pub(super) async fn open(portal: &Portal, id: i64, language: &str) -> Result<Opened, Fault> {
    let (kind, key) = editorial::named(&portal.db, id).await?.ok_or(Fault::NotFound)?;
    let rules = *portal.kinds.named(&kind).ok_or(Fault::NotFound)?;
    let language: Language = language.parse().map_err(|_| Fault::NotFound)?;
    let stored = editorial::read(&portal.db, &kind, &key).await?.ok_or(Fault::NotFound)?;
    let spoken = portal.known().site.languages.contains(&language);
    if !spoken && stored.state(language).is_none() {
        return Err(Fault::NotFound);
    }
    Ok(Opened { id, key, rules, language, stored })
}

impl Opened {
    /// The entry as verbs are told of it.
    pub fn of(&self) -> Of<'_> {
        Of { rules: &self.rules, key: &self.key, language: self.language }
    }

    /// Its address at the desk.
    pub fn url(&self) -> String {
        url(self.id, self.language)
    }

    /// Its newest words; empty ones in a language nobody has begun.
    pub fn words(&self) -> Words {
        self.stored.words(self.language).cloned().unwrap_or_else(|| Words::titled("", ""))
    }

    /// What it is called: in this language, else in its first.
    pub fn title(&self) -> String {
        let original = self.stored.original.and_then(|language| self.stored.words(language));
        let words = self.stored.words(self.language).filter(|words| !words.title.is_empty());
        words.or(original).map_or_else(|| self.key.clone(), |words| words.title.clone())
    }

    /// Whether somebody may write here: every field, or the words of a translation.
    pub fn may_write(&self, signed: &Signed) -> bool {
        let translation = self.stored.original != Some(self.language);
        signed.may(Right::Save, &self.stored.scope())
            || translation && signed.may(Right::Translate, &self.stored.scope())
    }
}

/// The address of an entry at the desk.
pub(super) fn url(id: i64, language: Language) -> String {
    format!("/desk/entries/{id}/{language}")
}

/// The editions somebody had before her, as a form carries them: `12;en=35;vi=34`.
pub(super) fn seen_text(seen: &Seen) -> String {
    let words = seen.1.iter().map(|(language, edition)| format!(";{language}={edition}"));
    format!("{}{}", seen.0, words.collect::<String>())
}

/// Reads what [`seen_text`] wrote.
pub(super) fn seen_of(text: &str) -> Option<Seen> {
    let mut parts = text.split(';');
    let facts = parts.next()?.parse().ok()?;
    let words = parts.map(|part| {
        let (language, edition) = part.split_once('=')?;
        Some((language.parse().ok()?, edition.parse().ok()?))
    });
    Some((facts, words.collect::<Option<Vec<_>>>()?))
}

/// The facts and words that somebody had before her who has seen these editions.
pub(super) async fn as_seen(
    portal: &Portal,
    opened: &Opened,
    seen: &Seen,
) -> Result<(Facts, Words), Fault> {
    let facts = editorial::facts_edition(&portal.db, opened.id, seen.0).await?;
    let edition = seen.1.iter().find(|(language, _)| *language == opened.language);
    let words = match edition {
        Some((_, edition)) => editorial::words_edition(&portal.db, opened.id, *edition).await?,
        None => None,
    };
    let words = words.map_or_else(|| Words::titled("", ""), |(_, words)| words);
    Ok((facts.unwrap_or_else(|| opened.stored.facts.clone()), words))
}

/// Whether what somebody writes here is still as she had it before her: other languages are not hers, nor are
/// the facts of who translates, and public corrections are added by publishing.
pub(super) async fn untouched(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    seen: &Seen,
) -> Result<bool, Fault> {
    if opened.stored.seen() == *seen {
        return Ok(true);
    }
    let (facts, words) = as_seen(portal, opened, seen).await?;
    let words = opened.stored.corrected(opened.language, words);
    let writes_facts = signed.may(Right::Save, &opened.stored.scope());
    Ok(words == opened.words() && (!writes_facts || facts == opened.stored.facts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editions_a_form_carries_are_read_as_they_were_written() {
        let languages = ["en", "vi"].map(|code| code.parse().unwrap()).into_iter().zip(34..);
        for seen in [(12, Vec::new()), (7, languages.collect())] {
            assert_eq!(seen_of(&seen_text(&seen)), Some(seen));
        }
        for text in ["", "a", "1;vi", "1;vi=", "1;=2", "1;vi=2;"] {
            assert_eq!(seen_of(text), None, "{text}");
        }
    }
}
