//! Reads a sent form over what is stored, field by field. What is the same as it was shown stays the
//! same value. Not for the order of rows (`order.rs`).

use super::choices::Choices;
use super::own::Own;
use super::problem::{Problem, short};
use super::sent::Sent;
use super::value::{self, Accepts, Shown};
use super::{FieldError, Filled, Hand, Pairs, Sheet};
use crate::desk::refused;
use crate::editorial::{Facts, Field, FieldKind, Need, Words};
use crate::platform::text::slug;
use serde_json::{Map, Value};

/// A form being read.
pub struct Reading<'a> {
    /// The form.
    pub sheet: &'a Sheet<'a>,
    /// What was sent.
    pub sent: Sent<'a>,
    /// How much of it may be changed.
    pub hand: Hand,
    /// The keys and names there are, once pictures and files are read those of the read entry.
    pub choices: Choices<'a>,
    /// The facts so far.
    pub facts: Facts,
    /// The words so far.
    pub words: Words,
    /// What must be mended.
    pub errors: Vec<FieldError>,
}

/// What becomes of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It stays as it is stored.
    Stays,
    /// It becomes empty.
    Empty,
    /// It becomes this.
    To(Value),
}

/// Reads a sent form.
pub fn read(sheet: &Sheet<'_>, pairs: &Pairs) -> Filled {
    let mut reading = Reading {
        sheet,
        sent: Sent::of(pairs),
        hand: sheet.hand(),
        choices: Choices::of(sheet),
        facts: sheet.facts.clone(),
        words: sheet.words.clone(),
        errors: Vec::new(),
    };
    reading.title_and_lead();
    reading.slug();
    reading.pictures();
    reading.files();
    reading.body();
    if reading.hand == Hand::Whole {
        reading.publication();
    }
    reading.own();
    reading.never_kept();
    let Reading { facts, words, errors, .. } = reading;
    Filled { facts, words, errors, pairs: None }
}

impl Reading<'_> {
    /// Notes what is wrong with an input.
    pub fn wrong(&mut self, name: &str, problem: &Problem) {
        let text = problem.said(self.sheet.portal, self.sheet.speaks());
        self.errors.push(FieldError { field: name.to_owned(), text });
    }

    /// Reads a field of which `stored` is kept.
    pub fn field(&mut self, field: &Field, name: &str, stored: Option<&Value>) -> Change {
        let Some(sent) = value::sent(&self.sent, field.kind, name) else { return Change::Stays };
        let blank = sent.is_blank(field.kind);
        if self.stays(field, &sent, stored) && !(blank && field.need != Need::Optional) {
            return Change::Stays;
        }
        if blank {
            return self.blank(field, name);
        }
        let accepts = Accepts { choices: &self.choices, need: field.need };
        match value::parse(field.kind, &sent, &accepts) {
            Ok(Value::Null) => Change::Empty,
            Ok(value) => Change::To(value),
            Err(problem) => {
                self.wrong(name, &problem);
                Change::Stays
            }
        }
    }

    /// Whether a field comes back as it was shown. A picture that goes out of the entry goes out of
    /// its fields too.
    fn stays(&self, field: &Field, sent: &Shown, stored: Option<&Value>) -> bool {
        let gone = field.kind == FieldKind::Picture && self.choices.is_taken(&sent.text);
        let shown = value::shown(field.kind, stored, self.choices.zone());
        let shown = Shown { text: value::unix(&shown.text), ..shown };
        // An input of one line drops line ends that a stored text may have.
        let one_line = Shown { text: shown.text.replace('\n', ""), ..shown.clone() };
        !gone && (shown == *sent || one_line == *sent)
    }

    fn blank(&mut self, field: &Field, name: &str) -> Change {
        match (field.need, field.kind) {
            (Need::Optional, _) => Change::Empty,
            // The kind's types want a value; an empty one is kept until there is one.
            (Need::ToPublish, FieldKind::Whole) => Change::To(0.into()),
            (Need::ToPublish, _) => Change::To("".into()),
            (Need::Required, kind) => {
                let problem = match kind {
                    FieldKind::Choice(_) | FieldKind::Section | FieldKind::Agency => {
                        Problem::NotChosen
                    }
                    FieldKind::Day => Problem::Day,
                    _ => Problem::Missing,
                };
                self.wrong(name, &problem);
                Change::Stays
            }
        }
    }

    /// Reads one text of which `stored` is kept.
    pub fn text(&mut self, kind: FieldKind, name: &str, stored: Option<&str>) -> Option<String> {
        let field = Field::optional("", kind);
        let before = stored.map(|text| Value::String(text.to_owned()));
        match self.field(&field, name, before.as_ref()) {
            Change::Stays => stored.map(str::to_owned),
            Change::To(Value::String(text)) => Some(text),
            Change::To(_) | Change::Empty => None,
        }
    }

    fn title_and_lead(&mut self) {
        let (title, field) = (&self.sheet.words.title, Field::required("title", FieldKind::Line));
        let change = self.field(&field, "title", Some(&title.as_str().into()));
        if let Change::To(Value::String(title)) = change {
            self.words.title = title;
        }
        let lead = self.sheet.words.lead.as_str();
        self.words.lead = self.text(FieldKind::Line, "lead", Some(lead)).unwrap_or_default();
    }

    /// The word in the address: what was typed, else what the title makes.
    fn slug(&mut self) {
        let Some(sent) = self.sent.get("slug") else { return };
        let typed = value::line(sent);
        if typed == self.words.slug && !typed.is_empty() {
            return;
        }
        let made = if typed.is_empty() { slug(&self.words.title) } else { slug(&typed) };
        // A title in another script makes no address; the one there is stays.
        if !made.is_empty() {
            self.words.slug = made;
        } else if !typed.is_empty() || self.words.slug.is_empty() && !self.words.title.is_empty() {
            self.wrong("slug", &Problem::Slug);
        }
    }

    /// Who publishes it, under which tags, with which picture at its title.
    fn publication(&mut self) {
        let publisher = self.sheet.facts.publisher.as_str();
        let field = Field::optional("publisher", FieldKind::Agency);
        match self.field(&field, "publisher", Some(&publisher.into())) {
            Change::To(Value::String(key)) => self.facts.publisher = key,
            Change::Empty => self.facts.publisher.clear(),
            _ => {}
        }
        self.tags();
        let lead = self.sheet.facts.lead_picture.as_deref();
        self.facts.lead_picture = self.text(FieldKind::Picture, "lead_picture", lead);
    }

    fn tags(&mut self) {
        let sent = self.sent.all("tags");
        if sent.is_empty() {
            return;
        }
        let keys = sent.iter().flat_map(|list| list.split(',')).map(value::line);
        let keys: Vec<String> = keys.filter(|key| !key.is_empty()).collect();
        let stored = &self.sheet.facts.tags;
        for key in keys.iter().filter(|key| !stored.contains(key)) {
            if !self.choices.has_tag(key) {
                let problem = Problem::Unknown(short(key));
                return self.wrong("tags", &problem);
            }
        }
        // Boxes come in their own order; the order of the entry is its editor's.
        let mut kept: Vec<String> =
            stored.iter().filter(|key| keys.contains(key)).cloned().collect();
        for key in keys {
            if !kept.contains(&key) {
                kept.push(key);
            }
        }
        self.facts.tags = kept;
    }

    fn own(&mut self) {
        let form = self.sheet.of.rules.form;
        let mut own =
            Own { facts: object(&self.sheet.facts.own), words: object(&self.sheet.words.own) };
        for field in form.facts {
            match field.kind {
                FieldKind::Rows { facts, words } => {
                    self.rows(field.name, (facts, words), &mut own);
                }
                _ if self.hand == Hand::Whole => {
                    let change = self.own_field(field, "own", own.facts.get(field.name));
                    apply(&mut own.facts, field.name, change);
                }
                _ => {}
            }
        }
        for field in form.words {
            let change = self.own_field(field, "said", own.words.get(field.name));
            apply(&mut own.words, field.name, change);
        }
        self.accepted(own);
    }

    fn own_field(&mut self, field: &Field, of: &str, stored: Option<&Value>) -> Change {
        let name = format!("{of}.{}", field.name);
        match (field.kind, self.new_file(&name)) {
            (FieldKind::File(_), Some(file)) => Change::To(file.into()),
            _ => self.field(field, &name, stored),
        }
    }

    /// The kind's own types have the last word.
    fn accepted(&mut self, own: Own) {
        let rules = self.sheet.of.rules;
        let facts = match self.hand {
            Hand::Whole => (rules.facts)(Value::Object(own.facts)),
            Hand::WordsOnly => Ok(self.sheet.facts.own.clone()),
        };
        let words = (rules.words)(Value::Object(own.words));
        for refused in [facts.as_ref().err(), words.as_ref().err()].into_iter().flatten() {
            // What a field already said need not be said again in other words.
            if self.errors.is_empty() {
                self.wrong("", &Problem::Refused(refused.to_string()));
            }
        }
        self.facts.own = facts.unwrap_or_else(|_| self.sheet.facts.own.clone());
        self.words.own = words.unwrap_or_else(|_| self.sheet.words.own.clone());
    }
}

impl Reading<'_> {
    /// What is never kept comes back to be mended, before any verb is asked.
    fn never_kept(&mut self) {
        let rules = self.sheet.of.rules;
        for complaint in (rules.refuses)(&self.facts, &[&self.words]) {
            let text = refused::complaint(self.sheet.portal, self.sheet.speaks(), &complaint);
            self.errors.push(FieldError { field: String::new(), text });
        }
    }
}

/// Puts a change into a kind's own fields.
pub fn apply(own: &mut Map<String, Value>, name: &str, change: Change) {
    match change {
        Change::Stays => {}
        Change::Empty => {
            own.shift_remove(name);
        }
        Change::To(value) => {
            own.insert(name.to_owned(), value);
        }
    }
}

/// A kind's own fields as they are stored; an entry that begins has none.
pub fn object(own: &Value) -> Map<String, Value> {
    own.as_object().cloned().unwrap_or_default()
}
