//! The rows of a kind's lists as their template shows them. Not for reading them back: that is
//! `own.rs`.

use super::own::RowFields;
use super::reading::object;
use super::value;
use super::view::{At, Beside, FieldView, Holds, RowView, Showing};
use crate::editorial::{Field, FieldKind};
use serde_json::{Map, Value};

/// The number that a script writes into a row it adds.
pub const BLANK: &str = "__n__";

/// A row of what is stored, or one that was sent.
struct Row {
    number: String,
    id: String,
    facts: Map<String, Value>,
}

impl Showing<'_> {
    /// The rows of a list: those that came back, else the stored ones.
    pub fn rows_of(&self, list: &str, fields: RowFields) -> Vec<RowView> {
        let own = object(&self.sheet.facts.own);
        let stored: Vec<Map<String, Value>> =
            own.get(list).and_then(Value::as_array).into_iter().flatten().map(object).collect();
        let id_of = |row: &Map<String, Value>| {
            row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let sent = self.sent.as_ref().filter(|sent| sent.carries(list));
        let rows: Vec<Row> = if let Some(sent) = sent {
            let numbers = sent.numbers(&[&format!("own.{list}"), &format!("said.{list}")]);
            let row = |number: u32| {
                let id = sent.get(&format!("own.{list}.{number}.id")).map(value::line);
                let id = id.unwrap_or_default();
                let facts = stored.iter().find(|row| id_of(row) == id).cloned();
                Row { number: number.to_string(), id, facts: facts.unwrap_or_default() }
            };
            numbers.into_iter().map(row).collect()
        } else {
            let row = |(at, facts): (usize, Map<String, Value>)| Row {
                number: at.to_string(),
                id: id_of(&facts),
                facts,
            };
            stored.into_iter().enumerate().map(row).collect()
        };
        let place = |(at, row): (usize, Row)| self.row(list, fields, &row, at + 1);
        rows.into_iter().enumerate().map(place).collect()
    }

    /// A row as a script adds it.
    pub fn blank_row(&self, list: &str, fields: RowFields) -> RowView {
        let row = Row { number: BLANK.to_owned(), id: String::new(), facts: Map::new() };
        self.row(list, fields, &row, 1)
    }

    fn row(&self, list: &str, fields: RowFields, row: &Row, place: usize) -> RowView {
        let words = words_of(&self.sheet.words.own, list, &row.id);
        let original = self.sheet.of.original.map(|one| words_of(&one.words.own, list, &row.id));
        let name_of =
            |of: &str, field: &Field| format!("{of}.{list}.{}.{}", row.number, field.name);
        let facts = fields.0.iter().map(|field| {
            self.row_field(field, &name_of("own", field), list, row.facts.get(field.name))
        });
        let said: Vec<FieldView> = fields
            .1
            .iter()
            .map(|field| {
                let beside = original
                    .as_ref()
                    .map_or(Beside::Nothing, |words| Beside::Says(words.get(field.name)));
                let name = name_of("said", field);
                let view = self.row_field(field, &name, list, words.get(field.name));
                FieldView { original: self.beside(field.kind, beside), ..view }
            })
            .collect();
        RowView {
            number: row.number.clone(),
            place,
            id: row.id.clone(),
            label: self.say(&format!("{}-one", self.key(list))),
            said: said.first().map(|name| name.value.clone()).unwrap_or_default(),
            facts: facts.collect(),
            words: said,
        }
    }

    fn row_field(
        &self,
        field: &Field,
        name: &str,
        list: &str,
        stored: Option<&Value>,
    ) -> FieldView {
        let path = format!("{list}.{}", field.name);
        let holds = if name.starts_with("own.") { Holds::Facts } else { Holds::Words };
        let at = At { name, key: &self.key(&path), path: &path, holds };
        let mut view = self.field(field, at, stored);
        if matches!(field.kind, FieldKind::Choice(_)) {
            // A hint under each of fifty rows is noise; what a state means stands at the list.
            view.hint.clear();
        }
        view
    }
}

fn words_of(own: &Value, list: &str, id: &str) -> Map<String, Value> {
    own.get(list).and_then(|rows| rows.get(id)).map(object).unwrap_or_default()
}
