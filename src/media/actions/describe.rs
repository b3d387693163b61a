//! Saying what a file shows, whose it is and what matters in it.

use super::{Refusal, log, may_change, present, searched};
use crate::media::model::{Credits, Focal, Media, MediaId, MediaWords};
use crate::media::{store, works};
use crate::people::{Actor, Right, Scope};
use crate::platform::db::Tx;
use crate::platform::i18n::Language;
use serde_json::json;
use std::collections::BTreeMap;

/// What is said of a file.
#[derive(Clone, Debug)]
pub struct Description {
    /// The edition its author had seen.
    pub seen: i64,
    /// What is true whatever the language.
    pub credits: Credits,
    /// What is said in each language; languages left out stay as they are.
    pub words: BTreeMap<Language, MediaWords>,
}

/// The longest line, in letters.
const LINE: usize = 300;
/// The longest alternative text and caption, in letters.
const TEXT: usize = 2000;

/// Describes a file; answers its new edition. Describing it as it is writes nothing. Translators
/// may set words of files that are not theirs, and nothing else of them.
pub async fn describe(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    id: MediaId,
    said: &Description,
) -> Result<i64, Refusal> {
    let media = present(tx, id).await?;
    let only_words = media.credits == said.credits;
    if !(only_words && actor.may(Right::Translate, &Scope::anywhere())) {
        may_change(actor, &media)?;
    }
    well_formed(said)?;
    let other =
        |(language, words): &(&Language, &MediaWords)| media.words.get(language) != Some(words);
    let words: Vec<_> = said.words.iter().filter(other).collect();
    if media.edition != said.seen {
        return Err(Refusal::Clash(id));
    }
    if only_words && words.is_empty() {
        return Ok(media.edition);
    }
    if !store::describe(tx, id, said.seen, &said.credits).await? {
        return Err(Refusal::Clash(id));
    }
    for (language, words) in &words {
        store::say(tx, id, **language, words).await?;
    }
    let mut all = media.words.clone();
    all.extend(said.words.clone());
    let (author, credit) = (said.credits.author.as_deref(), said.credits.credit.as_deref());
    store::set_searched(tx, id, &searched(&media.name, author, credit, all.values())).await?;
    if must_be_cut_anew(&media, said.credits.focal) {
        works::ask_for(tx, id, media.kind, at).await?;
    }
    let languages: Vec<String> = words.iter().map(|(language, _)| language.to_string()).collect();
    let detail = json!({ "edition": media.edition + 1, "languages": languages });
    let moved = media.credits.focal != said.credits.focal;
    // Pages cut around the point themselves where no rendition is made for their place.
    let touches =
        if moved { store::touches(tx, id, &media.key).await? } else { vec![format!("media:{id}")] };
    log(tx, actor, at, ("describe", id), detail, touches).await?;
    Ok(media.edition + 1)
}

fn must_be_cut_anew(media: &Media, focal: Focal) -> bool {
    media.credits.focal != focal
        && !media.is_drawing()
        && media.kind == super::super::MediaKind::Picture
}

fn well_formed(said: &Description) -> Result<(), Refusal> {
    let wrong = |field| Err(Refusal::Wrong { field });
    let Credits { author, credit, licence, place, focal, .. } = &said.credits;
    let lines = [("author", author), ("credit", credit), ("licence", licence), ("place", place)];
    for (field, line) in lines {
        if line.as_ref().is_some_and(|line| line.chars().count() > LINE) {
            return wrong(field);
        }
    }
    if !(0..=1000).contains(&focal.x) || !(0..=1000).contains(&focal.y) {
        return wrong("focal");
    }
    for words in said.words.values() {
        if words.alt.chars().count() > TEXT {
            return wrong("alt");
        }
        if words.caption.chars().count() > TEXT {
            return wrong("caption");
        }
    }
    Ok(())
}
