//! Editions of facts and of words put together as they stood at each save. Not for reading them.

use crate::editorial::{self, EditionLine, Facts, Stored, Words};
use crate::platform::db::{Db, Result};
use crate::platform::i18n::Language;

/// An edition of the words with the edition of the facts it stood with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The edition of the words.
    pub words: i64,
    /// The edition of the facts.
    pub facts: i64,
}

impl Pair {
    /// Reads `15-7`.
    pub fn read(text: &str) -> Option<Pair> {
        let (words, facts) = text.split_once('-')?;
        Some(Pair { words: words.parse().ok()?, facts: facts.parse().ok()? })
    }

    /// The name in addresses and forms.
    pub fn key(self) -> String {
        format!("{}-{}", self.words, self.facts)
    }

    /// What was saved last.
    pub fn newest(stored: &Stored, language: Language) -> Option<Pair> {
        let state = stored.state(language)?;
        Some(Pair { words: state.words_edition, facts: stored.facts_edition })
    }

    /// What readers see.
    pub fn live(stored: &Stored, language: Language) -> Option<Pair> {
        Some(Pair { words: stored.state(language)?.live_words?, facts: stored.live_facts? })
    }

    /// Reads a pair by its name, or `live`, or `latest`.
    pub fn named(name: &str, stored: &Stored, language: Language) -> Option<Pair> {
        match name {
            "live" => Pair::live(stored, language),
            "latest" => Pair::newest(stored, language),
            key => Pair::read(key),
        }
    }

    /// Its content; `None` when it is no edition of this entry in this language.
    pub async fn content(
        self,
        db: &Db,
        entry: i64,
        language: Language,
    ) -> Result<Option<(Facts, Words)>> {
        let words = editorial::words_edition(db, entry, self.words).await?;
        let facts = editorial::facts_edition(db, entry, self.facts).await?;
        let words = words.filter(|(of, _)| *of == language).map(|(_, words)| words);
        Ok(facts.zip(words))
    }
}

/// What a save changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Words,
    Facts,
    Both,
}

impl What {
    /// The end of its key.
    pub fn name(self) -> &'static str {
        match self {
            What::Words => "words",
            What::Facts => "facts",
            What::Both => "both",
        }
    }
}

/// An entry as it stood after a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its editions.
    pub pair: Pair,
    /// Its number, from 1.
    pub number: i64,
    /// When it was saved, in milliseconds since 1970.
    pub at: i64,
    /// By whom, as the change log names actors.
    pub by: String,
    /// What the save changed.
    pub what: What,
    /// Whether it is what readers see.
    pub live: bool,
}

/// The most editions that are read.
const MOST: i64 = 2000;

/// The versions of an entry in a language, newest first.
pub async fn of(db: &Db, stored: &Stored, language: Language) -> Result<Vec<Version>> {
    let editions = editorial::editions(db, stored.id, language, MOST).await?;
    Ok(together(&editions, Pair::live(stored, language)))
}

fn together(editions: &[EditionLine], live: Option<Pair>) -> Vec<Version> {
    let (mut words, mut facts) = (None, None);
    let mut found: Vec<Version> = Vec::new();
    let mut open: Option<(i64, &str)> = None;
    for edition in editions.iter().rev() {
        let is_words = edition.language.is_some();
        if is_words {
            words = Some(edition.id);
        } else {
            facts = Some(edition.id);
        }
        let (Some(words), Some(facts)) = (words, facts) else {
            open = Some((edition.made_at, &edition.made_by));
            continue;
        };
        let what = if is_words { What::Words } else { What::Facts };
        let pair = Pair { words, facts };
        let same_save = open == Some((edition.made_at, edition.made_by.as_str()));
        open = Some((edition.made_at, &edition.made_by));
        // One save writes the facts and then the words.
        if let Some(last) = found
            .last_mut()
            .filter(|last| same_save && last.what != What::Both && last.what != what)
        {
            (last.pair, last.what, last.live) = (pair, What::Both, live == Some(pair));
            continue;
        }
        found.push(Version {
            pair,
            number: i64::try_from(found.len() + 1).unwrap_or(1),
            at: edition.made_at,
            by: edition.made_by.clone(),
            what: if same_save && found.is_empty() { What::Both } else { what },
            live: live == Some(pair),
        });
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(id: i64, language: Option<&str>, made_at: i64) -> EditionLine {
        let language = language.map(|code| code.parse().unwrap());
        EditionLine {
            id,
            language,
            number: id,
            made_at,
            made_by: "person:1".to_owned(),
            live: false,
        }
    }

    #[test]
    fn a_save_of_facts_and_words_is_one_version() {
        // Newest first, as the store gives them.
        let editions = [
            edition(9, Some("vi"), 300),
            edition(4, None, 200),
            edition(8, Some("vi"), 100),
            edition(3, None, 100),
        ];
        let versions = together(&editions, Some(Pair { words: 8, facts: 3 }));
        let told: Vec<_> =
            versions.iter().map(|one| (one.number, one.pair.key(), one.what, one.live)).collect();
        assert_eq!(
            told,
            [
                (3, "9-4".to_owned(), What::Words, false),
                (2, "8-4".to_owned(), What::Facts, false),
                (1, "8-3".to_owned(), What::Both, true),
            ]
        );
    }

    #[test]
    fn facts_from_before_a_language_began_are_no_version_of_it() {
        let editions = [edition(9, Some("en"), 300), edition(4, None, 200), edition(3, None, 100)];
        let versions = together(&editions, None);
        assert_eq!(versions.len(), 1);
        assert_eq!(versions[0].pair.key(), "9-4");
        assert_eq!(versions[0].what, What::Words);
    }

    #[test]
    fn a_pair_is_read_as_it_is_written() {
        let pair = Pair { words: 15, facts: 7 };
        assert_eq!(Pair::read(&pair.key()), Some(pair));
        for other in ["15", "-7", "15-", "a-b", ""] {
            assert_eq!(Pair::read(other), None, "{other}");
        }
    }
}
