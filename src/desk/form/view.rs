//! A form as its template shows it. Not for reading one back: that is `reading.rs`.

use super::choices::{Choice, Choices};
use super::own::RowFields;
use super::reading::object;
use super::sent::Sent;
use super::value::{self, Shown};
use super::view_files::{FilesView, PicturesView};
use super::{FieldError, Hand, Original, Pairs, Sheet};
use crate::editorial::{Field, FieldKind, Need};
use crate::platform::i18n::Language;
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;

/// A form.
#[derive(Clone, Debug, Serialize)]
pub struct FormView {
    /// What must be mended, in the order of the reading.
    pub errors: Vec<ErrorView>,
    /// Whether facts are only shown.
    pub locked: bool,
    /// The language of the words, for `lang`.
    pub language: String,
    /// The language of the original by its own name; empty when these words are the original.
    pub original_name: String,
    /// The language of the original, for `lang`.
    pub original_lang: String,
    /// The title.
    pub title: Box<FieldView>,
    /// The lead.
    pub lead: Box<FieldView>,
    /// The word in the address.
    pub slug: Box<FieldView>,
    /// The part of the address in front of it.
    pub slug_before: String,
    /// The body.
    pub body: BodyView,
    /// The body that publishes it.
    pub publisher: Box<FieldView>,
    /// Its tags.
    pub tags: Box<FieldView>,
    /// The picture at its title.
    pub lead_picture: Box<FieldView>,
    /// The kind's own facts.
    pub facts: Vec<FieldView>,
    /// The kind's own words.
    pub words: Vec<FieldView>,
    /// Its pictures.
    pub pictures: Box<PicturesView>,
    /// Its other files.
    pub files: Box<FilesView>,
}

/// Something to mend.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorView {
    /// The input; none for the whole form.
    pub name: Option<String>,
    /// What is wrong.
    pub text: String,
}

/// A field.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FieldView {
    /// The name of its input.
    pub name: String,
    /// Which part shows it: `line` `lines` `url` `email` `date` `moment` `number` `flag` `select` `file`
    /// `entries` `rows` `tags`.
    pub control: &'static str,
    /// Its label.
    pub label: String,
    /// What helps to fill it in; empty for nothing.
    pub hint: String,
    /// What is wrong with it; empty for nothing.
    pub error: String,
    /// Whether it may be left empty.
    pub optional: bool,
    /// Whether it is only shown.
    pub locked: bool,
    /// Its value as its input takes it; of a moment the day.
    pub value: String,
    /// Of a moment the time.
    pub time: String,
    /// Of a day the same day in the lunar calendar.
    pub lunar: String,
    /// Its value as people read it.
    pub read: String,
    /// What it offers.
    pub options: Vec<Choice>,
    /// What is ticked of that.
    pub values: Vec<String>,
    /// Up to how many characters are counted.
    pub max: Option<u32>,
    /// What the original says here.
    pub original: Option<String>,
    /// Its rows.
    pub rows: Vec<RowView>,
    /// A row that a script adds, numbered `__n__`.
    pub blank: Option<Box<RowView>>,
    /// What the button says that adds a row.
    pub add: String,
    /// Of a file the medium of the library that is to be it.
    pub media: String,
    /// What is wrong with that.
    pub media_error: String,
}

/// A row of a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RowView {
    /// Its number in names.
    pub number: String,
    /// Its number as people count, from 1.
    pub place: usize,
    /// Its id; empty when it is new.
    pub id: String,
    /// What such a row is called.
    pub label: String,
    /// What this one is called, for the buttons that move it.
    pub said: String,
    /// Its facts.
    pub facts: Vec<FieldView>,
    /// Its words.
    pub words: Vec<FieldView>,
}

/// The body.
#[derive(Clone, Debug, Serialize)]
pub struct BodyView {
    /// What its field is called.
    pub label: String,
    /// The Markdown.
    pub markdown: String,
    /// The document for the editor, safe in a script element, also one that was refused; none where what
    /// came back cannot be shown as one, so that an editor does not put an older text in its place.
    pub json: Option<String>,
    /// What is wrong with it.
    pub error: String,
    /// The original's body as HTML.
    pub original: Option<String>,
}

/// A form being shown.
pub struct Showing<'a> {
    /// The form.
    pub sheet: &'a Sheet<'a>,
    /// What came back.
    pub sent: Option<Sent<'a>>,
    /// How much may be changed.
    pub hand: Hand,
    /// The keys and names there are.
    pub choices: Choices<'a>,
    errors: HashMap<&'a str, String>,
}

/// Shows a form.
pub fn view<'a>(sheet: &'a Sheet<'a>, sent: Option<(&'a Pairs, &'a [FieldError])>) -> FormView {
    let (pairs, errors) = sent.unzip();
    let errors: &[FieldError] = errors.unwrap_or_default();
    let mut showing = Showing {
        sheet,
        sent: pairs.map(Sent::of),
        hand: sheet.hand(),
        choices: Choices::of(sheet),
        errors: by_field(errors),
    };
    let pictures = Box::new(showing.pictures());
    showing.choices.add_pictures(pictures.list.iter().map(|one| one.file.clone()).collect());
    let form = sheet.of.rules.form;
    let own = object(&sheet.facts.own);
    let facts = form.facts.iter().map(|field| match field.kind {
        FieldKind::Rows { facts, words } => showing.rows(field, (facts, words)),
        _ => showing.own(field, "own", own.get(field.name), Beside::Nothing),
    });
    let said = object(&sheet.words.own);
    let of_original = showing.original_own();
    let words = form.words.iter().map(|field| {
        let original =
            of_original.as_ref().map_or(Beside::Nothing, |own| Beside::Says(own.get(field.name)));
        showing.own(field, "said", said.get(field.name), original)
    });
    let language = sheet.of.language;
    let address = sheet.portal.addresses.entry(language, sheet.of.rules.kind.name(), "");
    FormView {
        errors: errors.iter().map(error_view).collect(),
        locked: showing.hand == Hand::WordsOnly,
        language: language.to_string(),
        original_name: showing.of_original(|one| own_name(sheet, one.language)),
        original_lang: showing.of_original(|one| one.language.to_string()),
        title: Box::new(showing.title()),
        lead: Box::new(showing.lead()),
        slug: Box::new(showing.slug()),
        slug_before: address,
        body: showing.body(),
        publisher: Box::new(showing.publisher()),
        tags: Box::new(showing.tags()),
        lead_picture: Box::new(showing.lead_picture()),
        facts: facts.collect(),
        words: words.collect(),
        files: Box::new(showing.files()),
        pictures,
    }
}

/// A language by its own name, or by its code when the program has none for it.
fn own_name(sheet: &Sheet<'_>, language: Language) -> String {
    let key = format!("site-language-{language}");
    let known = sheet.portal.words.has(&key);
    if known { sheet.portal.say(language, &key) } else { language.to_string() }
}

fn error_view(error: &FieldError) -> ErrorView {
    let name = Some(error.field.clone()).filter(|name| !name.is_empty());
    ErrorView { name, text: error.text.clone() }
}

/// What is said at each input; several faults of one input stand after each other.
fn by_field(errors: &[FieldError]) -> HashMap<&str, String> {
    let mut found: HashMap<&str, String> = HashMap::new();
    for error in errors {
        let said = found.entry(&error.field).or_default();
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&error.text);
    }
    found
}

impl Showing<'_> {
    /// A sentence in the person's language.
    pub fn say(&self, key: &str) -> String {
        self.sheet.portal.say(self.sheet.speaks(), key)
    }

    /// The same, empty where there is no such sentence.
    pub fn may_say(&self, key: &str) -> String {
        if self.sheet.portal.words.has(key) { self.say(key) } else { String::new() }
    }

    /// What is wrong with an input.
    pub fn error(&self, name: &str) -> String {
        self.errors.get(name).cloned().unwrap_or_default()
    }

    fn of_original(&self, part: impl Fn(Original<'_>) -> String) -> String {
        self.sheet.of.original.map(part).unwrap_or_default()
    }

    /// The original's own words of the kind.
    pub fn original_own(&self) -> Option<serde_json::Map<String, Value>> {
        self.sheet.of.original.map(|original| object(&original.words.own))
    }

    /// A field with the value that came back, else the stored one. `key` is its sentence, `path` its
    /// place within the kind.
    pub fn field(&self, field: &Field, at: At<'_>, stored: Option<&Value>) -> FieldView {
        let locked = at.holds == Holds::Facts && self.hand == Hand::WordsOnly;
        let sent = self.sent.as_ref().filter(|_| !locked);
        let stored = value::shown(field.kind, stored, self.choices.zone());
        let Shown { text, time } =
            sent.and_then(|sent| value::sent(sent, field.kind, at.name)).unwrap_or(stored);
        let options = self.choices.offered(field.kind, at.path, &text);
        let media = matches!(field.kind, FieldKind::File(_)).then(|| self.media(at.name));
        let (media, media_error) = media.unwrap_or_default();
        FieldView {
            control: control(field.kind),
            label: self.say(at.key),
            hint: self.may_say(&format!("{}-hint", at.key)),
            error: self.error(at.name),
            optional: field.need == Need::Optional,
            locked,
            lunar: self.lunar(field.kind, &text),
            read: self.read(field.kind, &text, &time, &options),
            name: at.name.to_owned(),
            value: text,
            time,
            options,
            media,
            media_error,
            ..FieldView::default()
        }
    }

    /// A field of the kind that stands alone.
    fn own(
        &self,
        field: &Field,
        of: &str,
        stored: Option<&Value>,
        original: Beside<'_>,
    ) -> FieldView {
        let key = self.key(field.name);
        let name = format!("{of}.{}", field.name);
        let holds = if of == "own" { Holds::Facts } else { Holds::Words };
        let at = At { name: &name, key: &key, path: field.name, holds };
        FieldView { original: self.beside(field.kind, original), ..self.field(field, at, stored) }
    }

    /// What the original says in a field of words.
    pub fn beside(&self, kind: FieldKind, original: Beside<'_>) -> Option<String> {
        let Beside::Says(original) = original else { return None };
        let file = matches!(kind, FieldKind::File(_));
        (!file).then(|| value::shown(kind, original, self.choices.zone()).text)
    }

    /// The key of a field's label.
    pub fn key(&self, path: &str) -> String {
        let name = path.replace(['.', '_'], "-");
        format!("form-{}-{name}", self.sheet.of.rules.kind)
    }

    fn lunar(&self, kind: FieldKind, text: &str) -> String {
        if !matches!(kind, FieldKind::Day | FieldKind::Moment) {
            return String::new();
        }
        let Ok(day) = text.parse() else { return String::new() };
        let day = self.sheet.portal.day(self.sheet.speaks(), day);
        day.lunar.map(|lunar| lunar.full).unwrap_or_default()
    }

    /// A value as people read it.
    fn read(&self, kind: FieldKind, text: &str, time: &str, options: &[Choice]) -> String {
        match kind {
            FieldKind::Flag => self.say(if text == "1" { "form-yes" } else { "form-no" }),
            FieldKind::Day | FieldKind::Moment => {
                let day = text.parse().map(|day| self.sheet.portal.day(self.sheet.speaks(), day));
                let day = day.map_or_else(|_| text.to_owned(), |day| day.numeric);
                if time.is_empty() { day } else { format!("{time} {day}") }
            }
            _ => {
                let chosen = options.iter().find(|one| one.value == text);
                chosen.map_or(text, |one| &one.label).to_owned()
            }
        }
    }

    /// A list of rows.
    fn rows(&self, field: &Field, fields: RowFields) -> FieldView {
        let rows = self.rows_of(field.name, fields);
        let key = self.key(field.name);
        let name = format!("own.{}", field.name);
        FieldView {
            control: "rows",
            label: self.say(&key),
            hint: self.may_say(&format!("{key}-hint")),
            error: self.error(&name),
            locked: self.hand == Hand::WordsOnly,
            optional: true,
            rows,
            blank: Some(Box::new(self.blank_row(field.name, fields))),
            add: self.say(&format!("{key}-add")),
            value: field.name.to_owned(),
            name,
            ..FieldView::default()
        }
    }
}

/// Where a field stands.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The name of its input.
    pub name: &'a str,
    /// The key of its label.
    pub key: &'a str,
    /// Its place within the kind, such as `activity.state`.
    pub path: &'a str,
    /// Whether it is of the facts or of the words.
    pub holds: Holds,
}

/// What stands beside a field.
#[derive(Clone, Copy)]
pub enum Beside<'a> {
    /// Nothing: these words are the original.
    Nothing,
    /// What the original says there, if it says anything.
    Says(Option<&'a Value>),
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// What is the same in every language.
    Facts,
    /// What is said in one.
    Words,
}

fn control(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Line => "line",
        FieldKind::Lines => "lines",
        FieldKind::WebAddress => "url",
        FieldKind::Mail => "email",
        FieldKind::Day => "date",
        FieldKind::Moment => "moment",
        FieldKind::Whole => "number",
        FieldKind::Flag => "flag",
        FieldKind::Choice(_)
        | FieldKind::Section
        | FieldKind::Agency
        | FieldKind::Province
        | FieldKind::Place
        | FieldKind::Picture => "select",
        FieldKind::File(_) => "file",
        FieldKind::Entries => "entries",
        FieldKind::Rows { .. } => "rows",
    }
}
