//! The kinds of entries with the schema of their own fields, made from the forms of the desk. Not for
//! checking what is sent: the kind's own types have the last word.

use super::access::Caller;
use super::problem::Answered;
use super::reply::Reply;
use crate::editorial::{Field, FieldKind, KindRules, Need};
use crate::people::Reach;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new().route("/kinds", get(list))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list))]
pub struct Described;

/// A kind of entry.
#[derive(Serialize, ToSchema)]
pub struct KindView {
    /// Its name, such as `news`.
    name: &'static str,
    /// The JSON Schema (2020-12) of its own facts: `facts.own` of an entry.
    #[schema(value_type = Object)]
    facts: Value,
    /// The JSON Schema (2020-12) of its own words: `words.<language>.own` of an entry.
    #[schema(value_type = Object)]
    words: Value,
}

/// Every kind of entry.
#[derive(Serialize, ToSchema)]
pub struct KindList {
    /// The kinds.
    items: Vec<KindView>,
}

/// Lists the kinds of entries with the schemas of their own fields.
#[utoipa::path(get, path = "/api/kinds", tag = "entries",
    responses((status = 200, description = "The kinds", body = KindList)))]
pub async fn list(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    let view = |rules: &KindRules| KindView {
        name: rules.kind.name(),
        facts: object(rules.form.facts, Part::Facts),
        words: object(rules.form.words, Part::Words(rules.form.facts)),
    };
    Ok(Reply::of(&KindList { items: portal.kinds.0.iter().map(view).collect() }))
}

/// Which half of an entry a schema is of; words of rows stand under the rows' ids.
#[derive(Clone, Copy)]
enum Part {
    Facts,
    Words(&'static [Field]),
    Row,
}

fn object(fields: &[Field], part: Part) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in fields {
        properties.insert(field.name.to_owned(), schema(field));
        if field.need == Need::Required {
            required.push(field.name);
        }
    }
    if matches!(part, Part::Row) {
        let id = json!({ "type": "string", "description": "its id within the entry" });
        properties.insert("id".to_owned(), id);
        required.push("id");
    }
    if let Part::Words(facts) = part {
        for field in facts {
            if let FieldKind::Rows { words, .. } = field.kind {
                let row = object(words, Part::Words(&[]));
                let rows = json!({ "type": "object", "additionalProperties": row });
                properties.insert(field.name.to_owned(), rows);
            }
        }
    }
    json!({ "type": "object", "properties": Value::Object(properties), "required": required,
        "additionalProperties": false })
}

fn schema(field: &Field) -> Value {
    match field.kind {
        FieldKind::Line | FieldKind::Lines => json!({ "type": "string" }),
        FieldKind::WebAddress => json!({ "type": "string", "format": "uri" }),
        FieldKind::Mail => json!({ "type": "string", "format": "email" }),
        FieldKind::Day => json!({ "type": "string", "format": "date" }),
        FieldKind::Moment => json!({ "type": "string",
            "anyOf": [{ "format": "date" }, { "format": concat!("date", "-time") }] }),
        FieldKind::Whole => json!({ "type": "integer", "minimum": 0, "maximum": 999_999_999 }),
        FieldKind::Flag => json!({ "type": "boolean" }),
        FieldKind::Choice(of) => json!({ "enum": of }),
        FieldKind::Section => told("the key of a section"),
        FieldKind::Agency => told("the key of a body"),
        FieldKind::Province => told("the key of a body that is a province"),
        FieldKind::Place => told("the key of a place"),
        FieldKind::Picture => told("the name of one of the entry's pictures"),
        FieldKind::File(_) => told("the name of one of the entry's files"),
        FieldKind::Entries => json!({ "type": "array",
            "items": told("an entry by kind and key, such as news/some-key") }),
        FieldKind::Rows { facts, .. } => {
            json!({ "type": "array", "items": object(facts, Part::Row) })
        }
    }
}

fn told(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}
