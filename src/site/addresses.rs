//! The addresses of everything on a site, in each language's own words (`locales/*/path.ftl`).
//! Not for routing: each slice routes its own, with the same words.

use crate::platform::i18n::{Language, Words};
use std::sync::Arc;

/// Writes addresses.
#[derive(Clone, Debug)]
pub struct Addresses {
    words: Arc<Words>,
    default: Language,
}

impl Addresses {
    /// Addresses of a site whose default language is `default`.
    pub fn new(words: Arc<Words>, default: Language) -> Addresses {
        Addresses { words, default }
    }

    /// The language of the front page at `/`.
    pub fn default_language(&self) -> Language {
        self.default
    }

    /// One word of an address, such as `news` in Vietnamese: `tin-tuc`.
    pub fn word(&self, language: Language, name: &str) -> String {
        self.words.say(language, &format!("path-{name}"))
    }

    /// The front page: `/` in the default language.
    pub fn front(&self, language: Language) -> String {
        if language == self.default { "/".to_owned() } else { format!("/{language}") }
    }

    /// A kind's list or a page of its own, such as `news`, `visits`, `search`.
    pub fn list(&self, language: Language, name: &str) -> String {
        format!("/{language}/{}", self.word(language, name))
    }

    /// An entry.
    pub fn entry(&self, language: Language, kind: &str, slug: &str) -> String {
        format!("{}/{slug}", self.list(language, kind))
    }

    /// A selection from a list, such as the news of a section, a tag or a year.
    pub fn selection(&self, language: Language, list: &str, by: &str, what: &str) -> String {
        format!("{}/{}/{what}", self.list(language, list), self.word(language, by))
    }

    /// A page below an entry, such as its print view.
    pub fn below(&self, entry: &str, language: Language, name: &str) -> String {
        format!("{entry}/{}", self.word(language, name))
    }

    /// A numbered page of a list; the first has the list's own address.
    pub fn numbered(&self, list: &str, language: Language, number: u32) -> String {
        if number <= 1 {
            list.to_owned()
        } else {
            format!("{list}?{}={number}", self.word(language, "number"))
        }
    }
}
