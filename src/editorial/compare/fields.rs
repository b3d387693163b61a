//! Every field of an edition but the body, by a name an editor knows. Not for the body
//! (`blocks.rs`).

use super::parts::{self, Part, PartKind};
use super::tree::{self, Leaf};
use crate::editorial::model::{Facts, Words};
use serde::Serialize;
use serde_json::Value;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A field by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Field {
    /// The Fluent key of its name; it speaks of `of`.
    pub key: &'static str,
    /// Of what: a picture's or a file's name, the milliseconds of a correction, the path of a
    /// kind's own field (`activities.khai-mac.start`). Empty when the key says all.
    pub of: String,
}

/// How a field is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldForm {
    /// Running words: parts follow each other without a gap.
    Text,
    /// Names: each part is one.
    List,
    /// One value instead of another.
    Value,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Which.
    pub field: Field,
    /// How it is shown.
    pub form: FieldForm,
    /// What it was and is.
    pub parts: Vec<Part>,
    /// Whether only the order of a list changed.
    pub moved: bool,
}

/// Which half of an edition a path belongs to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Half {
    Words,
    Facts,
}

impl Field {
    pub(super) const BODY: Field = Field { key: "editorial-field-body", of: String::new() };

    /// The field of a path; none for what is no field to an editor, such as the order in which
    /// alternative texts are kept.
    pub(super) fn of(half: Half, path: &[String]) -> Option<Field> {
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        let field = |key, of: &str| Some(Field { key, of: of.to_owned() });
        match (half, words.as_slice()) {
            (Half::Words, ["title"]) => field("editorial-field-title", ""),
            (Half::Words, ["lead"]) => field("editorial-field-lead", ""),
            (Half::Words, ["slug"]) => field("editorial-field-slug", ""),
            (Half::Words, ["pictures" | "corrections", last]) if last.starts_with('@') => None,
            (Half::Words, ["corrections", at, ..]) => field("editorial-field-correction", at),
            (Half::Words, ["pictures", file, "alt"]) => field("editorial-field-alt", file),
            (Half::Words, ["pictures", file, "caption"]) => field("editorial-field-caption", file),
            (Half::Facts, ["publisher"]) => field("editorial-field-publisher", ""),
            (Half::Facts, ["tags"]) => field("editorial-field-tags", ""),
            (Half::Facts, ["lead_picture"]) => field("editorial-field-lead-picture", ""),
            (Half::Facts, ["pictures"]) => field("editorial-field-picture-order", ""),
            (Half::Facts, ["pictures", last]) if last.starts_with('@') => {
                field("editorial-field-picture-order", "")
            }
            (Half::Facts, ["pictures", file, "credit"]) => field("editorial-field-credit", file),
            (Half::Facts, ["pictures", file, "licence"]) => field("editorial-field-licence", file),
            (Half::Facts, ["pictures", file, "illustration"]) => {
                field("editorial-field-illustration", file)
            }
            (Half::Facts, ["pictures", file, "taken_on"]) => {
                field("editorial-field-taken-on", file)
            }
            (Half::Facts, ["files", name]) => field("editorial-field-file", name),
            (_, ["pictures", file, ..]) => field("editorial-field-picture", file),
            (_, ["own", rest @ .., last]) if last.starts_with('@') => {
                field("editorial-field-own-order", &rest.join("."))
            }
            (_, ["own", rest @ ..] | rest) => field("editorial-field-own", &rest.join(".")),
        }
    }
}

/// The tree of the words, without the body.
pub(super) fn words_tree(words: &Words) -> Value {
    let mut tree = serde_json::to_value(words).unwrap_or_default();
    if let Value::Object(fields) = &mut tree {
        fields.shift_remove("body");
    }
    tree::grown(tree)
}

/// The tree of the facts.
pub(super) fn facts_tree(facts: &Facts) -> Value {
    let tree = serde_json::to_value(facts).unwrap_or_default();
    // Files are known by name already; a file that is called like a list's field is no list.
    match tree {
        Value::Object(fields) => Value::Object(fields.into_iter().map(grown_but_files).collect()),
        other => other,
    }
}

fn grown_but_files((key, value): (String, Value)) -> (String, Value) {
    let value = if key == "files" { value } else { tree::grown(value) };
    (key, value)
}

/// Compares the words of two editions, the body apart.
pub fn compare_words(old: &Words, new: &Words) -> Vec<FieldChange> {
    compare_trees(Half::Words, &words_tree(old), &words_tree(new))
}

/// Compares the facts of two editions.
pub fn compare_facts(old: &Facts, new: &Facts) -> Vec<FieldChange> {
    compare_trees(Half::Facts, &facts_tree(old), &facts_tree(new))
}

type Leaves = indexmap::IndexMap<Field, Leaf>;

fn fields(half: Half, tree: &Value) -> Leaves {
    let named = |(path, leaf): (Vec<String>, Leaf)| Some((Field::of(half, &path)?, leaf));
    tree::leaves(&[], tree).into_iter().filter_map(named).collect()
}

fn compare_trees(half: Half, old: &Value, new: &Value) -> Vec<FieldChange> {
    let (old, new) = (fields(half, old), fields(half, new));
    let gone = old.keys().filter(|field| !new.contains_key(*field));
    let differs = |field: &&Field| old.get(*field) != new.get(*field);
    let all = new.keys().chain(gone).filter(differs);
    all.map(|field| change(field.clone(), old.get(field), new.get(field))).collect()
}

fn change(field: Field, old: Option<&Leaf>, new: Option<&Leaf>) -> FieldChange {
    if let Some(Leaf::List(_)) = new.or(old) {
        let (old, new) = (list(old), list(new));
        let (mut one, mut other) = (old.clone(), new.clone());
        one.sort();
        other.sort();
        let (moved, parts) = (one == other, list_parts(&old, &new));
        return FieldChange { field, form: FieldForm::List, parts, moved };
    }
    let (old, new) = (text(old), text(new));
    // A day or a key is replaced as a whole.
    let is_value = ![old, new].iter().any(|text| text.contains(char::is_whitespace));
    let (form, parts) = if is_value {
        let old = parts::all(PartKind::Removed, &parts::whole(old));
        (FieldForm::Value, [old, parts::all(PartKind::Added, &parts::whole(new))].concat())
    } else {
        (FieldForm::Text, parts::diff(&parts::tokens(old), &parts::tokens(new)))
    };
    FieldChange { field, form, parts, moved: false }
}

fn text(leaf: Option<&Leaf>) -> &str {
    match leaf {
        Some(Leaf::Text(text) | Leaf::Value(text)) => text,
        Some(Leaf::List(_)) | None => "",
    }
}

fn list(leaf: Option<&Leaf>) -> Vec<String> {
    match leaf {
        Some(Leaf::List(names)) => names.clone(),
        Some(Leaf::Text(text) | Leaf::Value(text)) => vec![text.clone()],
        None => Vec::new(),
    }
}

fn list_parts(old: &[String], new: &[String]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut push = |kind, names: Option<&[String]>| {
        for name in names.unwrap_or_default() {
            parts.push(Part { kind, text: name.clone(), notes: Vec::new() });
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (tag, from, to) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            push(PartKind::Same, new.get(to));
        } else {
            push(PartKind::Removed, old.get(from));
            push(PartKind::Added, new.get(to));
        }
    }
    parts
}
