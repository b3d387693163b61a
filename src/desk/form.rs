//! The form of an entry: one generic form over facts and words, with a schema per kind
//! (`editorial::Form`). Shows an entry as a form and reads a sent form over what is stored. Not for the
//! page around it nor for saving: those are `entries.rs` and `editorial::save`.
//!
//! Names of inputs: `title` `lead` `slug` `body` (Markdown) or `body_json` (the editor's document, wins)
//! · `publisher` `tags` `lead_picture` · `picture.<n>.…` `file.<n>.…` · `own.<name>` facts and
//! `said.<name>` words of the kind · `own.<list>.<n>.<name>` and `said.<list>.<n>.<name>` in its rows.
//! An input that is not sent leaves what is stored as it was; one that comes back as it was shown
//! leaves the stored value untouched, letter for letter.

mod body;
mod choices;
mod order;
mod own;
mod pictures;
mod problem;
mod reading;
mod sent;
#[cfg(test)]
mod tests;
mod value;
mod view;
mod view_files;
mod view_head;
mod view_rows;

pub use body::{for_editor, read_document, refused_document};
pub use sent::media_wanted;
pub use value::day;
pub use view::FormView;

use super::session::Signed;
use crate::editorial::{Facts, KindRules, Words};
use crate::media::FileKey;
use crate::people::{PersonId, Right, Scope};
use crate::platform::i18n::Language;
use crate::portal::Portal;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// The pairs of a sent form (`application/x-www-form-urlencoded`), in order.
pub type Pairs = Vec<(String, String)>;

/// Of which entry a form is, and in which language.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// The kind's rules.
    pub rules: &'a KindRules,
    /// The language of the words.
    pub language: Language,
    /// Who looks after the entry.
    pub owner: Option<PersonId>,
    /// The words to translate from; none when these are the original themselves.
    pub original: Option<Original<'a>>,
    /// The media of the library that the form may ask for; none when it only shows.
    pub library: Option<&'a Library>,
}

/// The words an entry was first written in, shown beside those of another language.
#[derive(Clone, Copy, Debug)]
pub struct Original<'a> {
    /// Their language.
    pub language: Language,
    /// The words.
    pub words: &'a Words,
}

/// How much of a form a person may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Facts and words.
    Whole,
    /// The words of this language alone: she translates.
    WordsOnly,
}

/// A sent form, read.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The facts.
    pub facts: Facts,
    /// The words.
    pub words: Words,
    /// What must be mended; nothing is to be saved while there is any.
    pub errors: Vec<FieldError>,
    /// The form as it is to be shown again, when a row was only moved, added or taken away.
    pub pairs: Option<Pairs>,
}

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the input; empty for an error of the whole form.
    pub field: String,
    /// What is wrong and what is accepted, in the person's language.
    pub text: String,
}

/// A medium of the library that a form takes into its entry. Credit and the others stand in only where
/// the form leaves their inputs empty.
#[derive(Clone, Debug)]
pub struct FromLibrary {
    /// The name of its file.
    pub name: String,
    /// Its file.
    pub key: FileKey,
    /// What it shows, in the form's language.
    pub alt: Option<String>,
    /// What is said under it, in the form's language.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under what licence it may be used.
    pub licence: Option<String>,
    /// The day it was taken.
    pub taken_on: Option<Date>,
}

/// The media a sent form takes in, by their ids ([`media_wanted`]): the database is asked once, before
/// the form is read.
pub type Library = BTreeMap<i64, FromLibrary>;

/// What the editor page shows. The values of a form that came back win over the stored ones: nothing a
/// person typed is thrown away.
pub fn view(
    portal: &Portal,
    signed: &Signed,
    of: Of<'_>,
    (facts, words): (&Facts, &Words),
    sent: Option<(&Pairs, &[FieldError])>,
) -> FormView {
    view::view(&Sheet { portal, signed, of, facts, words }, sent)
}

/// Reads a sent form over the facts and words it was shown with. What it does not carry stays as it
/// was. A form that only moves, adds or takes away a row (`move=activity.2.up`) has no errors and comes
/// back as [`Filled::pairs`], to be shown again.
pub fn read(
    portal: &Portal,
    signed: &Signed,
    of: Of<'_>,
    (facts, words): (&Facts, &Words),
    pairs: &Pairs,
) -> Filled {
    let mut filled = reading::read(&Sheet { portal, signed, of, facts, words }, pairs);
    filled.pairs = order::rearranged(of.rules, pairs);
    if filled.pairs.is_some() {
        filled.errors.clear();
    }
    filled
}

/// A form with all it stands on.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    portal: &'a Portal,
    signed: &'a Signed,
    of: Of<'a>,
    facts: &'a Facts,
    words: &'a Words,
}

impl Sheet<'_> {
    /// How much of the form its person may change.
    pub fn hand(&self) -> Hand {
        let section = self.facts.own.get("section").and_then(Value::as_str);
        let scope = Scope::entry(&self.facts.publisher, section, self.of.owner);
        let translates = self.signed.may(Right::Translate, &scope);
        let writes = self.signed.may(Right::Save, &scope);
        if translates && !writes { Hand::WordsOnly } else { Hand::Whole }
    }

    /// The language of labels and errors.
    fn speaks(&self) -> Language {
        self.signed.person.language
    }
}
