//! Sections and tags as they stand in the settings: their lists, their keys, and the words they had in
//! addresses before. Not for doing anything to them: that is `actions/classes.rs`.

use super::addresses::Addresses;
use super::model::{Named, Settings, Texts};
use super::part::Part;
use crate::editorial::Class;
use crate::platform::i18n::Language;

impl Settings {
    /// The sections, or the tags.
    pub fn named(&self, class: Class) -> &[Named] {
        match class {
            Class::Section => &self.section,
            Class::Tag => &self.tag,
        }
    }

    /// The same, to be changed.
    pub fn named_mut(&mut self, class: Class) -> &mut Vec<Named> {
        match class {
            Class::Section => &mut self.section,
            Class::Tag => &mut self.tag,
        }
    }
}

impl Part {
    /// The part that holds the sections, or the tags.
    pub fn of(class: Class) -> Part {
        match class {
            Class::Section => Part::Sections,
            Class::Tag => Part::Tags,
        }
    }
}

/// A key that none of the list has: the one that is wished for, else that one with a number.
pub fn free_key(all: &[Named], wish: &str) -> String {
    // `new` is a word of the desk's own addresses.
    let taken = |key: &str| key == "new" || all.iter().any(|one| one.key == key);
    if !taken(wish) {
        return wish.to_owned();
    }
    let numbered = (2..).map(|number| format!("{wish}-{number}"));
    numbered.into_iter().find(|key| !taken(key)).unwrap_or_default()
}

impl Named {
    /// The same section or tag under other words; a word of its address that it no longer has leads on.
    #[must_use]
    pub fn renamed(&self, languages: &[Language], [name, slug, about]: [Texts; 3]) -> Named {
        let mut new = Named { name, slug, about, ..self.clone() };
        for language in languages {
            let (before, now) =
                (self.slug_in(*language).to_owned(), new.slug_in(*language).to_owned());
            let former = new.former.entry(*language).or_default();
            former.retain(|slug| *slug != now);
            if before != now && !former.contains(&before) {
                former.push(before);
            }
        }
        new.former.retain(|_, slugs| !slugs.is_empty());
        new
    }
}

/// The addresses that lead on once one section or tag has gone into another: from where to where, in
/// each language, former ones too.
pub fn moves(
    addresses: &Addresses,
    languages: &[Language],
    class: Class,
    (from, into): (&Named, &Named),
) -> Vec<(String, String)> {
    let mut moves = Vec::new();
    for language in languages {
        let address = |slug: &str| addresses.selection(*language, "news", class.name(), slug);
        let former = from.former.get(language).into_iter().flatten().map(String::as_str);
        for slug in std::iter::once(from.slug_in(*language)).chain(former) {
            moves.push((address(slug), address(into.slug_in(*language))));
        }
    }
    moves
}
