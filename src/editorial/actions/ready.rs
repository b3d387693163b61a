//! What the checks ask before an entry goes public: the same rules the editor saw beside the text,
//! with the site as it is now. Not for the rules: those are `checks`.

use super::{Of, Refusal};
use crate::editorial::checks::{EntryIs, FilmIs, Surroundings, lacks, standing};
use crate::editorial::model::{Facts, Words};
use crate::editorial::store::{self, Stored};
use crate::media::{self, FileKey};
use crate::platform::db::{Db, Failure, Tx};
use std::collections::HashMap;

/// Refuses what lacks something a law, a standard, the portal or its kind demands. No reason and no
/// second person stands above it.
pub(super) async fn ready(tx: &mut Tx, stored: &Stored, of: Of<'_>) -> Result<(), Refusal> {
    let Some(words) = stored.words(of.language) else { return Ok(()) };
    let mut around = Surroundings::default();
    for (name, kind, key) in led_to(words) {
        let there = store::latest(tx, kind, key).await?;
        let stands = seen_from(of, name, there.as_ref());
        around.entries.insert(name.to_owned(), stands);
    }
    for block in words.body.reusables() {
        if store::has_block(tx, block, of.language).await? {
            around.blocks.insert(block.to_owned());
        }
    }
    let films = media::films_in(tx, &files(&stored.facts), of.language).await?;
    around.films = named(&stored.facts, &films);
    let lacking = lacks(of.rules, &stored.facts, (of.language, words), &around);
    if lacking.is_empty() {
        return Ok(());
    }
    Err(Refusal::NotReady { subject: of.subject(), complaints: lacking })
}

/// Where the entries stand that a text leads to, and what the library keeps of its films; the rest of
/// what is around it is for the caller.
pub async fn surroundings(
    db: &Db,
    of: Of<'_>,
    facts: &Facts,
    words: &Words,
) -> Result<Surroundings, Failure> {
    let mut around = Surroundings::default();
    for (name, kind, key) in led_to(words) {
        let there = store::read(db, kind, key).await?;
        let stands = seen_from(of, name, there.as_ref());
        around.entries.insert(name.to_owned(), stands);
    }
    let films = media::films(db, &files(facts), of.language).await?;
    around.films = named(facts, &films);
    Ok(around)
}

fn files(facts: &Facts) -> Vec<FileKey> {
    facts.files.values().cloned().collect()
}

/// The films by the names they have in the entry.
fn named(facts: &Facts, films: &HashMap<FileKey, bool>) -> HashMap<String, FilmIs> {
    let film = |(name, key): (&String, &FileKey)| {
        let is = if *films.get(key)? { FilmIs::Captioned } else { FilmIs::Uncaptioned };
        Some((name.clone(), is))
    };
    facts.files.iter().filter_map(film).collect()
}

/// Where an entry stands for another; an entry may lead to itself before it is public.
fn seen_from(of: Of<'_>, name: &str, there: Option<&Stored>) -> EntryIs {
    let own = format!("{}/{}", of.rules.kind, of.key);
    if name == own { EntryIs::Published } else { standing(there, &own, of.language) }
}

fn led_to(words: &Words) -> impl Iterator<Item = (&str, &str, &str)> {
    let parts = |name| str::split_once(name, '/').map(|(kind, key)| (name, kind, key));
    words.body.entries().into_iter().filter_map(parts)
}
