//! What a select offers and a key may be: sections, tags, bodies, places, the entry's own pictures and
//! files. Not for showing it: that is `view.rs`.

use super::Sheet;
use crate::agency::Agency;
use crate::desk::session::Signed;
use crate::editorial::body::LinkTarget;
use crate::editorial::{FieldKind, PictureFacts};
use crate::media::FileKey;
use crate::people::{PersonId, Right, Scope};
use crate::platform::files::content_type;
use crate::platform::i18n::Language;
use crate::portal::{Known, Portal};
use crate::site::{Named, text_in};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// One choice of a select or of boxes to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// The heading it stands under; empty for none.
    pub group: String,
}

impl Choice {
    /// A choice under no heading.
    pub fn plain(value: &str, label: &str) -> Choice {
        Choice { value: value.to_owned(), label: label.to_owned(), group: String::new() }
    }
}

/// The keys and names there are.
pub struct Choices<'a> {
    portal: &'a Portal,
    signed: &'a Signed,
    owner: Option<PersonId>,
    publisher: &'a str,
    section: Option<&'a str>,
    known: Arc<Known>,
    kind: &'static str,
    speaks: Language,
    pictures: Vec<String>,
    taken: HashSet<String>,
    files: BTreeMap<String, FileKey>,
}

impl<'a> Choices<'a> {
    /// Those of a form before anything is read: the stored pictures and files.
    pub fn of(sheet: &Sheet<'a>) -> Choices<'a> {
        Choices {
            portal: sheet.portal,
            signed: sheet.signed,
            owner: sheet.of.owner,
            publisher: &sheet.facts.publisher,
            section: sheet.facts.own.get("section").and_then(Value::as_str),
            known: sheet.portal.known(),
            kind: sheet.of.rules.kind.name(),
            speaks: sheet.speaks(),
            pictures: sheet.facts.pictures.iter().map(|one| one.file.clone()).collect(),
            taken: HashSet::new(),
            files: sheet.facts.files.clone(),
        }
    }

    /// The pictures and files a form leaves the entry with.
    pub fn leave(&mut self, pictures: &[PictureFacts], files: &BTreeMap<String, FileKey>) {
        self.pictures = pictures.iter().map(|one| one.file.clone()).collect();
        self.files.clone_from(files);
    }

    /// The pictures a form takes out of the entry.
    pub fn take(&mut self, taken: HashSet<String>) {
        self.taken = taken;
    }

    /// Pictures that a form that came back adds to the entry.
    pub fn add_pictures(&mut self, files: Vec<String>) {
        for file in files {
            if !self.pictures.contains(&file) {
                self.pictures.push(file);
            }
        }
    }

    /// The site's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.portal.zone
    }

    /// Whether a key is one of its kind.
    pub fn has(&self, kind: FieldKind, key: &str) -> bool {
        match kind {
            FieldKind::Section => self.known.site.section(key).is_some(),
            FieldKind::Agency => self.known.agencies.get(key).is_some(),
            FieldKind::Province => {
                self.known.agencies.get(key).is_some_and(|body| body.kind == "province")
            }
            FieldKind::Place => self.known.places.has(key),
            _ => false,
        }
    }

    /// Whether a key is a tag of the site.
    pub fn has_tag(&self, key: &str) -> bool {
        self.known.site.tag(key).is_some()
    }

    /// Whether a file is a picture of the entry.
    pub fn has_picture(&self, file: &str) -> bool {
        self.pictures.iter().any(|one| one == file)
    }

    /// Whether the form takes this picture out of the entry.
    pub fn is_taken(&self, file: &str) -> bool {
        self.taken.contains(file)
    }

    /// Whether a file of this type belongs to the entry.
    pub fn has_file(&self, file: &str, type_begins: &str) -> bool {
        self.files.contains_key(file) && content_type(file).starts_with(type_begins)
    }

    /// Whether a text names an entry by kind and key; whether there is one is asked before
    /// publishing.
    pub fn is_entry_key(&self, text: &str) -> bool {
        let kind = text.split_once('/').map(|(kind, _)| kind);
        kind.is_some_and(|kind| self.portal.kinds.named(kind).is_some())
            && LinkTarget::parse(&format!("entry:{text}")).is_ok()
    }

    /// What a select of this kind offers. `path` is the field within its kind, `value` what it has
    /// now: that is always offered, even where it is no longer a choice for others.
    pub fn offered(&self, kind: FieldKind, path: &str, value: &str) -> Vec<Choice> {
        let mut offered = match kind {
            FieldKind::Choice(values) => {
                let label = |value: &str| {
                    let name = path.replace('.', "-");
                    self.portal.say(self.speaks, &format!("form-{}-{name}-{value}", self.kind))
                };
                values.iter().map(|value| Choice::plain(value, &label(value))).collect()
            }
            FieldKind::Section => self.sections(value),
            FieldKind::Agency => self.agencies(|_| true),
            FieldKind::Province => self.agencies(|body| body.kind == "province"),
            FieldKind::Place => {
                let label = |key: &str, name| text_in(name, self.speaks).unwrap_or(key).to_owned();
                let places = self.known.places.all().iter();
                places.map(|one| Choice::plain(&one.key, &label(&one.key, &one.name))).collect()
            }
            FieldKind::Picture => {
                self.pictures.iter().map(|file| Choice::plain(file, file)).collect()
            }
            FieldKind::File(begins) => {
                let files = self.files.keys().filter(|file| self.has_file(file, begins));
                files.map(|file| Choice::plain(file, file)).collect()
            }
            _ => Vec::new(),
        };
        if !value.is_empty() && !offered.iter().any(|one| one.value == value) {
            offered.push(self.former(kind, value));
        }
        offered
    }

    /// The bodies of today for which the person may write; also the one that stands in the form, and
    /// the one that is stored.
    pub fn publishers(&self, value: &str) -> Vec<Choice> {
        let today = self.portal.today();
        let sections = || self.known.site.section.iter().map(|one| Some(one.key.as_str()));
        let writes = |body: &Agency| {
            let mut within = sections().chain([None, self.section]);
            exists(body, today) && within.any(|section| self.may_save(&body.key, section))
        };
        let stands = |key: &str| key == value || key == self.publisher;
        let bodies = self.known.agencies.all();
        let bodies = bodies.filter(|body| stands(&body.key) || writes(body));
        let mut offered: Vec<Choice> =
            bodies.map(|body| Choice::plain(&body.key, body.name(self.speaks))).collect();
        if !value.is_empty() && !offered.iter().any(|one| one.value == value) {
            offered.push(Choice::plain(value, value));
        }
        offered
    }

    /// The site's tags, and those of the entry that the site no longer has.
    pub fn tags(&self, values: &[String]) -> Vec<Choice> {
        let mut offered = self.named(&self.known.site.tag);
        let former = values.iter().filter(|key| !self.has_tag(key));
        offered.extend(former.map(|key| Choice::plain(key, key)));
        offered
    }

    /// The sections in which the person may write; also the one that stands in the form, and the one
    /// that is stored.
    fn sections(&self, value: &str) -> Vec<Choice> {
        let writes = |section: &str| {
            self.known.agencies.all().any(|body| self.may_save(&body.key, Some(section)))
        };
        let stands = |key: &str| key == value || self.section == Some(key);
        let mut offered = self.named(&self.known.site.section);
        offered.retain(|one| stands(&one.value) || writes(&one.value));
        offered
    }

    fn may_save(&self, publisher: &str, section: Option<&str>) -> bool {
        self.signed.may(Right::Save, &Scope::entry(publisher, section, self.owner))
    }

    fn named(&self, all: &[Named]) -> Vec<Choice> {
        all.iter().map(|one| Choice::plain(&one.key, one.name_in(self.speaks))).collect()
    }

    fn former(&self, kind: FieldKind, value: &str) -> Choice {
        let body = self.known.agencies.get(value);
        match (kind, body) {
            (FieldKind::Agency | FieldKind::Province, Some(body)) => {
                Choice::plain(value, body.name(self.speaks))
            }
            _ => Choice::plain(value, value),
        }
    }

    /// Bodies of today first, then those before them: a festival of the past was held by bodies of
    /// the past.
    fn agencies(&self, wanted: impl Fn(&Agency) -> bool) -> Vec<Choice> {
        let today = self.portal.today();
        let of = |group: &str, now: bool| -> Vec<Choice> {
            let group = self.portal.say(self.speaks, group);
            let all = self.known.agencies.all();
            all.filter(|body| wanted(body) && exists(body, today) == now)
                .map(|body| Choice {
                    value: body.key.clone(),
                    label: body.name(self.speaks).to_owned(),
                    group: group.clone(),
                })
                .collect()
        };
        let mut offered = of("form-agencies-now", true);
        offered.extend(of("form-agencies-before", false));
        offered
    }
}

fn exists(body: &Agency, day: Date) -> bool {
    body.valid_from.is_none_or(|from| from <= day) && body.valid_to.is_none_or(|to| day < to)
}
