//! Reads the pictures and the other files of an entry: their facts once, their words in the form's
//! language, what comes in from the library and what goes out. Not for the files' bytes: those are
//! `media`'s.

use super::problem::{Problem, short};
use super::reading::{Change, Reading};
use super::sent::mark;
use super::value;
use super::{FromLibrary, Hand};
use crate::editorial::{Field, FieldKind, PictureFacts, PictureWords};
use crate::media::FileKey;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// The most pictures an entry takes.
const MOST_PICTURES: usize = 1000;

/// The list of pictures, in names of inputs.
pub const PICTURES: &str = "picture";
/// The list of files that are no pictures.
pub const FILES: &str = "file";

impl Reading<'_> {
    /// Reads the pictures. One that the form does not name stays; only `remove` takes one out.
    pub fn pictures(&mut self) {
        if !self.sent.carries(PICTURES) {
            return;
        }
        let numbers = self.sent.numbers(&[PICTURES]);
        if numbers.len() > MOST_PICTURES {
            return self.wrong(&mark(PICTURES), &Problem::TooMany(MOST_PICTURES));
        }
        let mut left = std::mem::take(&mut self.facts.pictures);
        let (mut kept, mut taken) = (Vec::new(), HashSet::new());
        for number in numbers {
            let base = format!("{PICTURES}.{number}");
            let file = value::line(self.sent.get(&format!("{base}.file")).unwrap_or_default());
            match left.iter().position(|picture| picture.file == file) {
                Some(at) => {
                    let stored = left.remove(at);
                    if self.hand == Hand::Whole && self.sent.ticked(&format!("{base}.remove")) {
                        taken.insert(stored.file);
                        continue;
                    }
                    self.picture_words(&base, &stored.file);
                    kept.push(self.picture_facts(&base, stored));
                }
                None if self.hand == Hand::Whole => kept.extend(self.new_picture(&base, &file)),
                None => {}
            }
        }
        match self.hand {
            Hand::Whole => kept.append(&mut left),
            // Her form is in the order of the entry; she does not change it.
            Hand::WordsOnly => kept.clone_from(&self.sheet.facts.pictures),
        }
        self.facts.pictures = kept;
        self.take_out(taken);
    }

    /// Reads the files that are no pictures: what comes in, what goes out.
    pub fn files(&mut self) {
        if self.hand != Hand::Whole || !self.sent.carries(FILES) {
            return;
        }
        for number in self.sent.numbers(&[FILES]).into_iter().take(MOST_PICTURES) {
            let base = format!("{FILES}.{number}");
            let file = value::line(self.sent.get(&format!("{base}.file")).unwrap_or_default());
            let stored = self.facts.files.contains_key(&file);
            if self.sent.ticked(&format!("{base}.remove")) {
                self.facts.files.remove(&file);
            } else if !stored && let Some(found) = self.wanted(&format!("{base}.media")) {
                self.take_in(&base, &file, found);
            }
        }
        self.choices.leave(&self.facts.pictures, &self.facts.files);
    }

    /// The file a field takes from the library, if it asks for one.
    pub fn new_file(&mut self, name: &str) -> Option<String> {
        if self.hand != Hand::Whole {
            return None;
        }
        let found = self.wanted(&format!("{name}.media"))?;
        self.take_in(name, "", found)
    }

    fn picture_facts(&mut self, base: &str, stored: PictureFacts) -> PictureFacts {
        if self.hand != Hand::Whole {
            return stored;
        }
        let name = |part: &str| format!("{base}.{part}");
        let illustration = name("illustration");
        let illustration = match self.sent.get(&illustration) {
            Some(_) => self.sent.ticked(&illustration),
            None => stored.illustration,
        };
        let day = stored.taken_on.map(|day| day.to_string().into());
        let field = Field::optional("taken_on", FieldKind::Day);
        let taken_on = match self.field(&field, &name("taken_on"), day.as_ref()) {
            Change::Stays => stored.taken_on,
            Change::To(Value::String(day)) => day.parse().ok(),
            Change::To(_) | Change::Empty => None,
        };
        PictureFacts {
            credit: self.text(FieldKind::Line, &name("credit"), stored.credit.as_deref()),
            licence: self.text(FieldKind::Line, &name("licence"), stored.licence.as_deref()),
            illustration,
            taken_on,
            file: stored.file,
        }
    }

    fn picture_words(&mut self, base: &str, file: &str) {
        let stored = self.words.pictures.iter().find(|said| said.file == file).cloned();
        let before = |part: fn(&PictureWords) -> Option<&str>| stored.as_ref().and_then(part);
        let alt = self.text(FieldKind::Line, &format!("{base}.alt"), before(|one| Some(&one.alt)));
        let caption = format!("{base}.caption");
        let caption = self.text(FieldKind::Line, &caption, before(|one| one.caption.as_deref()));
        self.say(file, alt.unwrap_or_default(), caption);
    }

    /// Puts a picture's words in their place; silence is not written down.
    fn say(&mut self, file: &str, alt: String, caption: Option<String>) {
        let said = PictureWords { file: file.to_owned(), alt, caption };
        match self.words.pictures.iter_mut().find(|one| one.file == file) {
            Some(stored) => *stored = said,
            None if said.alt.is_empty() && said.caption.is_none() => {}
            None => self.words.pictures.push(said),
        }
    }

    /// A picture that was not there before: one of the library, or a row left empty.
    fn new_picture(&mut self, base: &str, file: &str) -> Option<PictureFacts> {
        let said = |part: &str| self.sent.get(&format!("{base}.{part}")).map(value::line);
        let (alt, caption) = (said("alt").unwrap_or_default(), said("caption").unwrap_or_default());
        if self.sent.ticked(&format!("{base}.remove")) {
            return None;
        }
        let media = format!("{base}.media");
        let asks = self.sent.get(&media).is_some_and(|id| !id.trim().is_empty());
        if !asks {
            if !file.is_empty() {
                self.wrong(&format!("{base}.alt"), &Problem::NoPicture(short(file)));
            } else if !(alt.is_empty() && caption.is_empty()) {
                self.wrong(&media, &Problem::PictureNotChosen);
            }
            return None;
        }
        let found = self.wanted(&media)?;
        let about = found.clone();
        let name = self.take_in(base, file, found)?;
        if self.facts.pictures.iter().any(|picture| picture.file == name) {
            return None;
        }
        let blank = PictureFacts {
            file: name.clone(),
            credit: None,
            licence: None,
            illustration: false,
            taken_on: None,
        };
        self.picture_words(base, &name);
        self.fill_in_words(&name, &about);
        let facts = self.picture_facts(base, blank);
        Some(PictureFacts {
            credit: facts.credit.or(about.credit),
            licence: facts.licence.or(about.licence),
            taken_on: facts.taken_on.or(about.taken_on),
            ..facts
        })
    }

    fn fill_in_words(&mut self, file: &str, about: &FromLibrary) {
        let said = self.words.pictures.iter().find(|one| one.file == file);
        let alt = said.map(|one| one.alt.clone()).filter(|alt| !alt.is_empty());
        let caption = said.and_then(|one| one.caption.clone());
        let alt = alt.or_else(|| about.alt.clone()).unwrap_or_default();
        self.say(file, alt, caption.or_else(|| about.caption.clone()));
    }

    /// The medium that an input names; an error when there is none of this number.
    fn wanted(&mut self, name: &str) -> Option<FromLibrary> {
        let id = self.sent.get(name)?.trim();
        if id.is_empty() {
            return None;
        }
        let number = id.parse::<i64>().ok();
        let found = number.and_then(|id| self.sheet.of.library?.get(&id)).cloned();
        if found.is_none() {
            self.wrong(name, &Problem::Media(short(id)));
        }
        found
    }

    /// Takes a file into the entry under the name the form gives it, else under its own; answers that
    /// name.
    fn take_in(&mut self, base: &str, wish: &str, found: FromLibrary) -> Option<String> {
        let named = if wish.is_empty() { &found.name } else { wish };
        let plain = plain_name(named);
        let same = |files: &BTreeMap<String, FileKey>, name: &str| {
            files.get(name).is_none_or(|key| *key == found.key)
        };
        let name = if same(&self.facts.files, &plain) {
            plain
        } else if wish.is_empty() {
            free_name(&plain, |name| same(&self.facts.files, name))
        } else {
            // The text already refers to it by this name.
            self.wrong(&format!("{base}.media"), &Problem::NameTaken(short(wish)));
            return None;
        };
        self.facts.files.insert(name.clone(), found.key);
        Some(name)
    }

    /// Takes pictures out: their words, and their files where nothing else of the entry names them.
    fn take_out(&mut self, taken: HashSet<String>) {
        self.words.pictures.retain(|said| !taken.contains(&said.file));
        for file in &taken {
            let linked = self.sheet.words.body.files().contains(&file.as_str());
            if !linked {
                self.facts.files.remove(file);
            }
        }
        self.choices.leave(&self.facts.pictures, &self.facts.files);
        self.choices.take(taken);
    }
}

/// A name without what no file of an entry may have: no folder, no scheme, nothing hidden.
fn plain_name(name: &str) -> String {
    let plain = value::line(name).replace(|c: char| "/\\:<>|\"?*".contains(c), "-");
    let plain = plain.trim_start_matches('.').trim();
    if plain.is_empty() { "file".to_owned() } else { plain.to_owned() }
}

fn free_name(plain: &str, is_free: impl Fn(&str) -> bool) -> String {
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) => (stem, format!(".{ending}")),
        None => (plain, String::new()),
    };
    let mut number = 2;
    loop {
        let name = format!("{stem}-{number}{ending}");
        if is_free(&name) {
            return name;
        }
        number += 1;
    }
}
