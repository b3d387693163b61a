//! A letter as PDF, set by Typst from `letter.typ`: tagged, with its language and title, fit to be
//! archived (PDF/A-2a) and read aloud (PDF/UA-1). It knows no other day than the letter's own.

use super::fonts::{fonts, with_known_signs};
use super::{Letter, NotSet};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::LazyLock;
use typst::comemo::evict;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const FORM: &str = include_str!("letter.typ");

/// Sets a letter. A long one takes the processor for a second: call it where nobody waits for the thread.
pub fn pdf(letter: &Letter) -> Result<Vec<u8>, NotSet> {
    let desk = Desk::of(letter)?;
    let set = typst::compile::<PagedDocument>(&desk).output.map_err(|found| said(&found));
    let written = set
        .and_then(|pages| typst_pdf::pdf(&pages, &options(letter)?).map_err(|found| said(&found)));
    // What was set is remembered for the next run of the same letter, which never comes.
    evict(0);
    written
}

fn options(letter: &Letter) -> Result<PdfOptions, NotSet> {
    let wanted = [PdfStandard::A_2a, PdfStandard::Ua_1];
    let standards =
        PdfStandards::new(&wanted).map_err(|refused| NotSet::because(refused.message()))?;
    let ident = format!("{} {} {}", letter.title, letter.number, letter.day);
    Ok(PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(None),
        standards,
        ..PdfOptions::default()
    })
}

fn said(found: &[SourceDiagnostic]) -> NotSet {
    let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    NotSet::because(messages.join("; "))
}

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(fonts().unwrap_or_default())));

/// What Typst may see: the form, the letter, the faces. No disk, no network, no clock.
struct Desk {
    form: Source,
    letter: (FileId, Bytes),
    faces: &'static [Font],
}

impl Desk {
    fn of(letter: &Letter) -> Result<Desk, NotSet> {
        let mut value = serde_json::to_value(letter).map_err(NotSet::because)?;
        spell(&mut value);
        let bytes = serde_json::to_vec(&value).map_err(NotSet::because)?;
        Ok(Desk {
            form: Source::new(named("letter.typ")?, FORM.to_owned()),
            letter: (named("letter.json")?, Bytes::new(bytes)),
            faces: fonts()?,
        })
    }
}

fn named(name: &str) -> Result<FileId, NotSet> {
    let path = VirtualPath::new(name).map_err(|_| NotSet::because(name))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn spell(value: &mut Value) {
    match value {
        Value::String(text) => *text = with_known_signs(text),
        Value::Array(all) => all.iter_mut().for_each(spell),
        Value::Object(all) => all.values_mut().for_each(spell),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.form.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.form.id() { Ok(self.form.clone()) } else { Err(absent(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let (letter, bytes) = &self.letter;
        if id == *letter { Ok(bytes.clone()) } else { Err(absent(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_without_slash()))
}
