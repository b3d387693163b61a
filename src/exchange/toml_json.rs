//! Between a file's TOML and the store's JSON. TOML has dates and no null; JSON has null and no
//! dates: a date becomes its text, and text that is exactly a date becomes a date again.

use serde_json::{Map, Value};

/// TOML as JSON.
pub fn to_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::from(flag),
        toml::Value::Datetime(moment) => Value::from(moment.to_string()),
        toml::Value::Array(items) => items.into_iter().map(to_json).collect(),
        toml::Value::Table(table) => table_to_json(table),
    }
}

/// A TOML table as a JSON object.
pub fn table_to_json(table: toml::Table) -> Value {
    Value::Object(table.into_iter().map(|(key, value)| (key, to_json(value))).collect())
}

/// JSON as TOML; a null is left out.
pub fn to_toml(value: Value) -> Option<toml::Value> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(flag) => toml::Value::Boolean(flag),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => toml::Value::Integer(whole),
            None => toml::Value::Float(number.as_f64()?),
        },
        Value::String(text) => text_to_toml(text),
        Value::Array(items) => toml::Value::Array(items.into_iter().filter_map(to_toml).collect()),
        Value::Object(fields) => toml::Value::Table(object_to_toml(fields)),
    })
}

/// A JSON object as a TOML table.
pub fn object_to_toml(fields: Map<String, Value>) -> toml::Table {
    fields.into_iter().filter_map(|(key, value)| Some((key, to_toml(value)?))).collect()
}

fn text_to_toml(text: String) -> toml::Value {
    let looks_dated = text.len() >= 10 && text.as_bytes().get(4) == Some(&b'-');
    match text.parse::<toml::value::Datetime>() {
        Ok(moment) if looks_dated && moment.to_string() == text => toml::Value::Datetime(moment),
        _ => toml::Value::String(text),
    }
}

/// A table's own scalars first, then its tables: the order TOML asks for, so that a file reads as
/// it was meant.
pub fn scalars_first(table: toml::Table) -> (toml::Table, toml::Table) {
    table.into_iter().partition(|(_, value)| match value {
        toml::Value::Table(_) => false,
        toml::Value::Array(items) => !items.iter().any(toml::Value::is_table),
        _ => true,
    })
}
