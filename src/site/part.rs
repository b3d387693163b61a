//! The settings in parts: each is changed on its own at the desk, so two people at different parts
//! do not stand in each other's way. Not for what the parts hold: that is `model.rs`.

use super::model::Settings;
use crate::platform::text::slug;
use std::collections::BTreeSet;

/// A part of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The menu and the footer.
    Menu,
    /// The front page.
    Front,
    /// The sections.
    Sections,
    /// The tags.
    Tags,
    /// Name, publisher, languages.
    General,
    /// The names often written wrong.
    Names,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 6] =
        [Part::Menu, Part::Front, Part::Sections, Part::Tags, Part::General, Part::Names];

    /// Its name in the store and in the change log.
    pub fn name(self) -> &'static str {
        match self {
            Part::Menu => "menu",
            Part::Front => "front",
            Part::Sections => "sections",
            Part::Tags => "tags",
            Part::General => "general",
            Part::Names => "names",
        }
    }

    /// The part of a name.
    pub fn named(name: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Whether two settings say the same here.
    pub fn is_same(self, one: &Settings, other: &Settings) -> bool {
        let mut moved = one.clone();
        self.put(&mut moved, other);
        moved == *one
    }

    /// Puts this part of `given` into `settings`.
    pub fn put(self, settings: &mut Settings, given: &Settings) {
        match self {
            Part::Menu => {
                settings.menu.clone_from(&given.menu);
                settings.footer.clone_from(&given.footer);
            }
            Part::Front => settings.front.clone_from(&given.front),
            Part::Sections => settings.section.clone_from(&given.section),
            Part::Tags => settings.tag.clone_from(&given.tag),
            Part::General => {
                settings.publisher.clone_from(&given.publisher);
                settings.languages.clone_from(&given.languages);
                settings.name.clone_from(&given.name);
                settings.tagline.clone_from(&given.tagline);
            }
            Part::Names => settings.names.clone_from(&given.names),
        }
    }
}

/// Something in the settings that cannot stay so: where, and the Fluent key of the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field, such as `section.le-hoi.slug.vi`.
    pub field: String,
    /// What people call the row it stands in, such as a section's name; empty where there is only one.
    pub of: String,
    /// The key of the sentence that explains it.
    pub key: &'static str,
}

impl Fault {
    /// A fault of a field.
    pub fn new(field: impl Into<String>, key: &'static str) -> Fault {
        Fault { field: field.into(), of: String::new(), key }
    }

    /// The input of the desk's form that it stands in, such as `slug.vi`; `None` where there is no single one.
    pub fn input(&self) -> Option<&str> {
        match self.field.split_once('.') {
            Some(("section" | "tag", row)) => {
                row.split_once('.').map(|(_, input)| input).filter(|input| *input != "key")
            }
            Some(("names", _)) => None,
            _ => Some(self.field.as_str()).filter(|field| !["menu", "languages"].contains(field)),
        }
    }
}

/// What in the settings cannot stay so.
pub fn faults(settings: &Settings) -> Vec<Fault> {
    let mut found = Vec::new();
    let main = settings.default_language();
    if main.is_none() {
        found.push(Fault::new("languages", "siteadmin-fault-no-language"));
    }
    let named = main.and_then(|main| settings.name.get(&main));
    if named.is_none_or(|name| name.trim().is_empty()) {
        let field = main.map_or("name".to_owned(), |main| format!("name.{main}"));
        found.push(Fault::new(field, "siteadmin-fault-no-name"));
    }
    let twice: BTreeSet<&str> = settings.menu.iter().map(|item| item.target.as_str()).collect();
    if twice.len() < settings.menu.len() {
        found.push(Fault::new("menu", "siteadmin-fault-menu-twice"));
    }
    for name in settings.names.iter().filter(|name| name.wrong == name.right) {
        let fault = Fault::new(format!("names.{}", name.wrong), "siteadmin-fault-name-same");
        found.push(Fault { of: name.wrong.clone(), ..fault });
    }
    found.extend(named_faults("section", &settings.section, settings));
    found.extend(named_faults("tag", &settings.tag, settings));
    found
}

fn named_faults(list: &str, all: &[super::Named], settings: &Settings) -> Vec<Fault> {
    let (mut found, main) = (Vec::new(), settings.default_language());
    let mut keys = BTreeSet::new();
    let mut slugs = BTreeSet::new();
    for one in all {
        let fault = |input: String, key: &'static str| Fault {
            field: format!("{list}.{}.{input}", one.key),
            of: main.map_or("", |main| one.name_in(main)).to_owned(),
            key,
        };
        let bad = |text: &str| text.is_empty() || slug(text) != *text;
        if bad(&one.key) {
            found.push(fault("key".to_owned(), "siteadmin-fault-slug"));
        }
        if !keys.insert(one.key.as_str()) {
            found.push(fault("key".to_owned(), "siteadmin-fault-key-twice"));
        }
        if one.name.values().all(|name| name.trim().is_empty()) {
            let input = main.map_or("name".to_owned(), |main| format!("name.{main}"));
            found.push(fault(input, "siteadmin-fault-name"));
        }
        for language in &settings.languages {
            let word = one.slug_in(*language);
            if bad(word) {
                found.push(fault(format!("slug.{language}"), "siteadmin-fault-slug"));
            }
            if !slugs.insert((*language, word)) {
                found.push(fault(format!("slug.{language}"), "siteadmin-fault-slug-twice"));
            }
        }
    }
    found
}
