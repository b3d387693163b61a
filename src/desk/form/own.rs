//! Reads the rows of a kind's lists, such as a festival's activities: facts and words of one row
//! together, told from others by the row's id. Not for fields that stand alone.

use super::Hand;
use super::problem::Problem;
use super::reading::{Change, Reading, apply, object};
use super::value;
use crate::editorial::{Field, FieldKind, Need};
use crate::platform::text::slug;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// The most rows a list takes.
const MOST_ROWS: usize = 500;

/// The kind's own facts and words, being read.
pub struct Own {
    /// The facts.
    pub facts: Map<String, Value>,
    /// The words.
    pub words: Map<String, Value>,
}

/// The fields of a row: facts, then words.
pub type RowFields = (&'static [Field], &'static [Field]);

/// A row that was sent.
struct Row<'a> {
    list: &'a str,
    number: u32,
    fields: RowFields,
}

impl Row<'_> {
    fn fact(&self, name: &str) -> String {
        format!("own.{}.{}.{name}", self.list, self.number)
    }

    fn word(&self, name: &str) -> String {
        format!("said.{}.{}.{name}", self.list, self.number)
    }
}

impl Reading<'_> {
    /// Reads a list. A row that is not sent any more was taken away.
    pub fn rows(&mut self, list: &str, fields: RowFields, own: &mut Own) {
        if !self.sent.carries(list) {
            return;
        }
        let numbers = self.sent.numbers(&[&format!("own.{list}"), &format!("said.{list}")]);
        if numbers.len() > MOST_ROWS {
            return self.wrong(&format!("own.{list}"), &Problem::TooMany(MOST_ROWS));
        }
        let stored: Vec<Map<String, Value>> = own
            .facts
            .get(list)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(object)
            .collect();
        let mut words = object(own.words.get(list).unwrap_or(&Value::Null));
        let (mut rows, mut left) = (Vec::new(), stored);
        let mut ids: HashSet<String> = words.keys().cloned().collect();
        ids.extend(left.iter().filter_map(|row| id_of(row).map(str::to_owned)));
        for number in numbers {
            let row = Row { list, number, fields };
            let id = value::line(self.sent.get(&row.fact("id")).unwrap_or_default());
            let at = left.iter().position(|stored| id_of(stored) == Some(id.as_str()));
            let stored = at.map(|at| left.remove(at));
            if self.hand == Hand::Whole {
                rows.extend(self.row(&row, &id, stored, &mut words, &mut ids));
            } else if stored.is_some() {
                self.row_words(&row, &id, &mut words);
            }
        }
        if self.hand == Hand::Whole {
            for id in left.iter().filter_map(id_of) {
                words.shift_remove(id);
            }
            put(&mut own.facts, list, rows.is_empty(), rows.into());
        }
        put(&mut own.words, list, words.is_empty(), words.into());
    }

    /// Reads a row's facts and words; nothing of a new row that was left empty.
    fn row(
        &mut self,
        row: &Row<'_>,
        sent_id: &str,
        stored: Option<Map<String, Value>>,
        words: &mut Map<String, Value>,
        ids: &mut HashSet<String>,
    ) -> Option<Value> {
        if self.sent.ticked(&row.fact("remove")) {
            words.shift_remove(sent_id).filter(|_| stored.is_some());
            return None;
        }
        let is_new = stored.is_none();
        if is_new && self.is_blank(row) {
            return None;
        }
        let id = if is_new { self.new_id(row, sent_id, ids) } else { sent_id.to_owned() };
        let mut facts = stored
            .unwrap_or_else(|| Map::from_iter([("id".to_owned(), Value::String(id.clone()))]));
        for field in row.fields.0 {
            let change = self.field(field, &row.fact(field.name), facts.get(field.name));
            apply(&mut facts, field.name, change);
        }
        if is_new {
            self.ask_for_what_was_not_sent(row);
            words.entry(id.clone()).or_insert_with(|| Value::Object(Map::new()));
        }
        self.row_words(row, &id, words);
        Some(facts.into())
    }

    /// A new row has nothing stored that could stand in for what its form left out.
    fn ask_for_what_was_not_sent(&mut self, row: &Row<'_>) {
        let facts = row.fields.0.iter().map(|field| (field, row.fact(field.name)));
        let words = row.fields.1.iter().map(|field| (field, row.word(field.name)));
        for (field, name) in facts.chain(words) {
            if field.need == Need::Required && value::sent(&self.sent, field.kind, &name).is_none()
            {
                self.wrong(&name, &Problem::Missing);
            }
        }
    }

    /// Reads a row's words. A row may be without any in a language: it is not yet translated.
    fn row_words(&mut self, row: &Row<'_>, id: &str, words: &mut Map<String, Value>) {
        let stored = words.get(id).cloned();
        if stored.is_none() && self.words_are_blank(row) {
            return;
        }
        let mut said = object(&stored.unwrap_or_default());
        for field in row.fields.1 {
            let change = self.field(field, &row.word(field.name), said.get(field.name));
            apply(&mut said, field.name, change);
        }
        words.insert(id.to_owned(), said.into());
    }

    fn is_blank(&self, row: &Row<'_>) -> bool {
        let blank = |field: &Field| self.field_is_blank(field.kind, &row.fact(field.name));
        row.fields.0.iter().all(blank) && self.words_are_blank(row)
    }

    fn words_are_blank(&self, row: &Row<'_>) -> bool {
        let blank = |field: &Field| self.field_is_blank(field.kind, &row.word(field.name));
        row.fields.1.iter().all(blank)
    }

    fn field_is_blank(&self, kind: FieldKind, name: &str) -> bool {
        value::sent(&self.sent, kind, name).is_none_or(|sent| sent.is_blank(kind))
    }

    /// The id of a new row: the one it came with if that is a slug no other row has (two people may
    /// add rows at once), else one made from its name.
    fn new_id(&self, row: &Row<'_>, sent: &str, ids: &mut HashSet<String>) -> String {
        let name = row.fields.1.first().and_then(|field| self.sent.get(&row.word(field.name)));
        let wish = match slug(name.unwrap_or_default()) {
            _ if !sent.is_empty() && slug(sent) == sent => sent.to_owned(),
            made if made.is_empty() => row.list.to_owned(),
            made => made,
        };
        let mut id = wish.clone();
        let mut number = 1;
        while !ids.insert(id.clone()) {
            number += 1;
            id = format!("{wish}-{number}");
        }
        id
    }
}

/// Puts a list back; an empty one is left out.
fn put(own: &mut Map<String, Value>, list: &str, is_empty: bool, value: Value) {
    apply(own, list, if is_empty { Change::Empty } else { Change::To(value) });
}

fn id_of(row: &Map<String, Value>) -> Option<&str> {
    row.get("id").and_then(Value::as_str)
}
