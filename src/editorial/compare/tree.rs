//! An edition as one tree of named values, whatever its kind: lists of things with a name become
//! branches by that name, so that a new first picture does not look like a change of all. Not for
//! showing (`fields.rs`).

use serde_json::{Map, Value};

/// Under which fields a thing of a list carries its name.
const NAMES: [&str; 4] = ["file", "key", "id", "at"];
/// Marks a branch that was a list.
pub(super) const LIST: &str = "@list";

/// Makes a tree of a value.
pub(super) fn grown(value: Value) -> Value {
    match value {
        Value::Array(items) => match name_of_all(&items) {
            Some(name) => named(items, name),
            None => Value::Array(items.into_iter().map(grown).collect()),
        },
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (key, grown(value))).collect())
        }
        plain => plain,
    }
}

/// The field by which all things of a list are told apart, if there is one.
fn name_of_all(items: &[Value]) -> Option<&'static str> {
    let distinct = |name: &&&str| {
        let mut found: Vec<String> = items.iter().filter_map(|item| name_of(item, name)).collect();
        found.sort();
        found.dedup();
        !found.is_empty() && found.len() == items.len()
    };
    NAMES.iter().find(distinct).copied()
}

fn name_of(item: &Value, name: &str) -> Option<String> {
    match item.get(name)? {
        Value::String(name) if !name.is_empty() && !name.starts_with('@') => Some(name.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn named(items: Vec<Value>, name: &str) -> Value {
    let mut branch = Map::new();
    let order: Vec<Value> =
        items.iter().filter_map(|item| name_of(item, name)).map(Value::String).collect();
    branch.insert(LIST.to_owned(), Value::Array(order));
    for item in items {
        if let Some(name) = name_of(&item, name) {
            branch.insert(name, grown(item));
        }
    }
    Value::Object(branch)
}

/// Makes a value of a tree again.
pub(super) fn felled(tree: Value) -> Value {
    match tree {
        Value::Object(mut fields) => match fields.shift_remove(LIST) {
            Some(Value::Array(order)) => {
                let mut items = Vec::new();
                for name in order.iter().filter_map(Value::as_str) {
                    items.extend(fields.shift_remove(name).map(felled));
                }
                // What one side added while the other changed the order comes last.
                items.extend(fields.into_iter().map(|(_, item)| felled(item)));
                Value::Array(items)
            }
            _ => Value::Object(fields.into_iter().map(|(key, it)| (key, felled(it))).collect()),
        },
        Value::Array(items) => Value::Array(items.into_iter().map(felled).collect()),
        plain => plain,
    }
}

/// What stands at the end of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    /// Words, compared word by word.
    Text(String),
    /// A list of names, in order.
    List(Vec<String>),
    /// A number, a day, yes or no.
    Value(String),
}

/// Reads every leaf below `path` with its whole path. An empty value is no leaf: absent and empty
/// are the same.
pub(super) fn leaves(path: &[String], tree: &Value) -> Vec<(Vec<String>, Leaf)> {
    let mut out = Vec::new();
    walk(tree, &mut path.to_vec(), &mut out);
    out
}

fn walk(tree: &Value, path: &mut Vec<String>, out: &mut Vec<(Vec<String>, Leaf)>) {
    let leaf = match tree {
        Value::Object(fields) => {
            for (key, value) in fields {
                path.push(key.clone());
                walk(value, path, out);
                path.pop();
            }
            return;
        }
        Value::Array(items) => {
            if let Some(names) = names(items) {
                (!names.is_empty()).then_some(Leaf::List(names))
            } else {
                for (at, item) in items.iter().enumerate() {
                    path.push((at + 1).to_string());
                    walk(item, path, out);
                    path.pop();
                }
                return;
            }
        }
        Value::String(text) if text.is_empty() || is_name(path, text) => None,
        Value::String(text) => Some(Leaf::Text(text.clone())),
        Value::Null => None,
        plain => {
            let text = plain.to_string();
            (!is_name(path, &text)).then_some(Leaf::Value(text))
        }
    };
    out.extend(leaf.map(|leaf| (path.clone(), leaf)));
}

/// Whether this is only the name by which a thing is known in its list.
fn is_name(path: &[String], text: &str) -> bool {
    let mut path = path.iter().rev();
    path.next().is_some_and(|last| NAMES.contains(&last.as_str()))
        && path.next().is_some_and(|parent| parent == text)
}

fn names(items: &[Value]) -> Option<Vec<String>> {
    let name = |item: &Value| match item {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    items.iter().map(name).collect()
}
