//! The pictures and other files of an entry as their template shows them. Not for reading them back:
//! that is `pictures.rs`.

use super::pictures::{FILES, PICTURES};
use super::sent::Sent;
use super::value;
use super::view::{At, Beside, FieldView, Holds, Showing};
use super::view_rows::BLANK;
use crate::editorial::{Field, FieldKind, PictureFacts, PictureWords};
use serde::Serialize;
use serde_json::Value;

/// The pictures of an entry.
#[derive(Clone, Debug, Serialize)]
pub struct PicturesView {
    /// In order.
    pub list: Vec<PictureView>,
    /// An empty one with the next number, for browsers without script.
    pub extra: PictureView,
    /// An empty one for the script.
    pub blank: PictureView,
    /// What is wrong with all of them.
    pub error: String,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct PictureView {
    /// Its number in names.
    pub number: String,
    /// Its file's name within the entry.
    pub file: String,
    /// Where it is shown from; empty when it is not known yet.
    pub src: String,
    /// The medium of the library it comes from; empty when the entry already has it.
    pub media: String,
    /// What is wrong with that.
    pub media_error: String,
    /// Whether it is to be taken out.
    pub remove: bool,
    /// What it shows and what is said under it.
    pub words: Vec<FieldView>,
    /// Credit, licence, whether it is a drawing, the day it was taken.
    pub facts: Vec<FieldView>,
}

/// The other files of an entry.
#[derive(Clone, Debug, Serialize)]
pub struct FilesView {
    /// By name.
    pub list: Vec<FileView>,
    /// An empty one with the next number, for browsers without script.
    pub extra: FileView,
    /// An empty one for the script.
    pub blank: FileView,
}

/// A file that is no picture.
#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    /// Its number in names.
    pub number: String,
    /// Its name within the entry.
    pub file: String,
    /// Where it is served; empty when it is not known yet.
    pub src: String,
    /// The medium of the library it comes from; empty when the entry already has it.
    pub media: String,
    /// What is wrong with that.
    pub media_error: String,
    /// Whether it is to be taken out.
    pub remove: bool,
}

const WORDS: [Field; 2] =
    [Field::optional("alt", FieldKind::Line), Field::optional("caption", FieldKind::Line)];
const FACTS: [Field; 4] = [
    Field::optional("credit", FieldKind::Line),
    Field::optional("licence", FieldKind::Line),
    Field::optional("taken_on", FieldKind::Day),
    Field::optional("illustration", FieldKind::Flag),
];

impl Showing<'_> {
    /// The pictures: those that came back, else the stored ones.
    pub fn pictures(&self) -> PicturesView {
        let stored = &self.sheet.facts.pictures;
        let list: Vec<PictureView> = match self.carrying(PICTURES) {
            Some(sent) => {
                let numbers = sent.numbers(&[PICTURES]).into_iter();
                let shown = numbers.filter_map(|number| self.sent_picture(sent, number));
                shown.collect()
            }
            None => stored
                .iter()
                .enumerate()
                .map(|(at, one)| self.picture(&at.to_string(), &one.file, Some(one)))
                .collect(),
        };
        let next = next(list.iter().map(|one| one.number.as_str()));
        PicturesView {
            extra: self.picture(&next, "", None),
            blank: self.picture(BLANK, "", None),
            error: self.error(&super::sent::mark(PICTURES)),
            list,
        }
    }

    fn carrying(&self, list: &str) -> Option<&Sent<'_>> {
        self.sent.as_ref().filter(|sent| sent.carries(list))
    }

    /// A picture that came back; nothing of an empty one.
    fn sent_picture(&self, sent: &Sent<'_>, number: u32) -> Option<PictureView> {
        let text = |part: &str| {
            let text = sent.get(&format!("{PICTURES}.{number}.{part}"));
            text.map(value::line).unwrap_or_default()
        };
        let empty = ["file", "media", "alt", "caption", "credit"].map(text).concat().is_empty();
        let file = text("file");
        let stored = self.sheet.facts.pictures.iter().find(|one| one.file == file);
        (!empty).then(|| self.picture(&number.to_string(), &file, stored))
    }

    fn picture(&self, number: &str, file: &str, stored: Option<&PictureFacts>) -> PictureView {
        let base = format!("{PICTURES}.{number}");
        let said = self.sheet.words.pictures.iter().find(|one| one.file == file);
        let original = self
            .sheet
            .of
            .original
            .map(|original| original.words.pictures.iter().find(|one| one.file == file));
        let words = WORDS.iter().map(|field| {
            let before = said.and_then(|said| word(said, field.name));
            let view = self.picture_field(field, &base, Holds::Words, before.as_ref());
            let said = original.map(|said| said.and_then(|said| word(said, field.name)));
            let beside = said.as_ref().map_or(Beside::Nothing, |said| Beside::Says(said.as_ref()));
            FieldView { original: self.beside(field.kind, beside), ..view }
        });
        let facts = FACTS.iter().map(|field| {
            let before = stored.and_then(|stored| fact(stored, field.name));
            self.picture_field(field, &base, Holds::Facts, before.as_ref())
        });
        let (media, media_error) = self.media(&base);
        PictureView {
            number: number.to_owned(),
            file: file.to_owned(),
            src: self.address(file, &media),
            remove: self.ticked(&format!("{base}.remove")),
            words: words.collect(),
            facts: facts.collect(),
            media,
            media_error,
        }
    }

    fn picture_field(
        &self,
        field: &Field,
        base: &str,
        holds: Holds,
        stored: Option<&Value>,
    ) -> FieldView {
        let name = format!("{base}.{}", field.name);
        let key = format!("form-picture-{}", field.name.replace('_', "-"));
        let at = At { name: &name, key: &key, path: field.name, holds };
        self.field(field, at, stored)
    }

    /// The files that are no pictures.
    pub fn files(&self) -> FilesView {
        let pictures = &self.sheet.facts.pictures;
        let is_picture = |file: &str| pictures.iter().any(|one| one.file == file);
        let mut list: Vec<FileView> = self
            .sheet
            .facts
            .files
            .keys()
            .filter(|file| !is_picture(file))
            .enumerate()
            .map(|(at, file)| self.file(&at.to_string(), file))
            .collect();
        if let Some(sent) = self.carrying(FILES) {
            let came: Vec<FileView> = sent
                .numbers(&[FILES])
                .into_iter()
                .map(|number| {
                    let file = sent.get(&format!("{FILES}.{number}.file")).map(value::line);
                    self.file(&number.to_string(), &file.unwrap_or_default())
                })
                .filter(|file| !file.media.is_empty() || !file.file.is_empty())
                .collect();
            list = came;
        }
        let next = next(list.iter().map(|one| one.number.as_str()));
        FilesView { extra: self.file(&next, ""), blank: self.file(BLANK, ""), list }
    }

    fn file(&self, number: &str, file: &str) -> FileView {
        let base = format!("{FILES}.{number}");
        let (media, media_error) = self.media(&base);
        FileView {
            number: number.to_owned(),
            file: file.to_owned(),
            src: self.address(file, &media),
            remove: self.ticked(&format!("{base}.remove")),
            media,
            media_error,
        }
    }

    /// The medium that came back with a row or a field, and what is wrong with it.
    pub fn media(&self, base: &str) -> (String, String) {
        let name = format!("{base}.media");
        let sent = self.sent.as_ref().and_then(|sent| sent.get(&name));
        (sent.map(value::line).unwrap_or_default(), self.error(&name))
    }

    fn ticked(&self, name: &str) -> bool {
        self.sent.as_ref().is_some_and(|sent| sent.ticked(name))
    }

    /// Where a file of the entry is served, or one that is to come from the library.
    fn address(&self, file: &str, media: &str) -> String {
        if let Some(key) = self.sheet.facts.files.get(file) {
            return format!("/files/{key}/{file}");
        }
        let found = media.parse().ok().and_then(|id: i64| self.sheet.of.library?.get(&id));
        found.map(|found| format!("/files/{}/{}", found.key, found.name)).unwrap_or_default()
    }
}

/// The number after the largest.
fn next<'a>(numbers: impl Iterator<Item = &'a str>) -> String {
    let largest = numbers.filter_map(|number| number.parse::<u32>().ok()).max();
    largest.map_or(0, |largest| largest + 1).to_string()
}

fn word(said: &PictureWords, name: &str) -> Option<Value> {
    match name {
        "alt" => Some(said.alt.as_str().into()),
        _ => said.caption.as_deref().map(Value::from),
    }
}

fn fact(stored: &PictureFacts, name: &str) -> Option<Value> {
    match name {
        "credit" => stored.credit.as_deref().map(Value::from),
        "licence" => stored.licence.as_deref().map(Value::from),
        "taken_on" => stored.taken_on.map(|day| day.to_string().into()),
        _ => Some(stored.illustration.into()),
    }
}
