//! What the rules must know of the site around an entry: gathered before they are asked, so that a
//! rule stays a function of what it is shown.

use crate::editorial::life::State;
use crate::editorial::store::Stored;
use crate::platform::i18n::Language;
use std::collections::{HashMap, HashSet};

/// Where another entry stands, for one who links to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryIs {
    /// Readers can go there in this language.
    Published,
    /// It exists, and readers cannot go there.
    Unpublished,
    /// Readers cannot go there yet, and it leads back here: one of the two must go first.
    Mutual,
    /// There is none of that name.
    Missing,
}

/// What came of asking another site for a page that the text leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkIs {
    /// The site says that there is no such page: the status, and the day it was asked (ISO 8601).
    Gone(String, String),
    /// Nobody answered, last on that day (ISO 8601).
    Silent(String),
    /// The site says that it has moved there for good.
    Moved(String),
}

/// What the library keeps of a film for those who read it in one language. It keeps a poster of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilmIs {
    /// Its captions too.
    Captioned,
    /// No captions.
    Uncaptioned,
}

/// What the rules must know of the site.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Where the entries stand that the text leads to, by `kind/key`; one that is not named is missing.
    pub entries: HashMap<String, EntryIs>,
    /// The reusable blocks there are in this language, by slug.
    pub blocks: HashSet<String>,
    /// Pages of other sites that were asked for and not found in order, by address.
    pub links: HashMap<String, LinkIs>,
    /// The entry's files that are films of the library, by their name in the entry.
    pub films: HashMap<String, FilmIs>,
    /// Names that are often written wrong: the wrong form, and the right one.
    pub names: Vec<(String, String)>,
}

/// Where an entry stands for another (`from`, as `kind/key`) that leads to it in a language.
pub fn standing(stored: Option<&Stored>, from: &str, language: Language) -> EntryIs {
    let Some(stored) = stored else { return EntryIs::Missing };
    let Some(state) = stored.state(language) else { return EntryIs::Unpublished };
    if state.state == State::Published {
        return EntryIs::Published;
    }
    if state.words.body.entries().contains(&from) { EntryIs::Mutual } else { EntryIs::Unpublished }
}
