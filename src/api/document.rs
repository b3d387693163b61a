//! The description of the API (`OpenAPI` 3.1) at `/api/openapi.json`: what stands beside the handlers,
//! and what holds for all of them alike. Not for any one address.

use super::problem::ProblemView;
use super::{
    agencies, agenda, entries, filters, jobs, kinds, links, log, media, people, places, programmes,
    rankings, search, sign_in, site, tokens, uploads, visits, webhooks,
};
use crate::portal::Portal;
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::schema::AdditionalProperties;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    Components, ContentBuilder, HeaderBuilder, Object, ObjectBuilder, OpenApi as Document, Ref,
    RefOr, Response, ResponseBuilder, Schema, Type,
};
use utoipa::{Modify, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new().route("/openapi.json", get(show))
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Mộc Bản",
        description = "Everything the desk can do, for programs. A token (`Authorization: Bearer mb_…`) is made at the desk or by `mocban token add`. See docs/operators/api.md.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    paths(visits, openapi),
    components(schemas(ProblemView)),
    tags(
        (name = "entries", description = "Entries: lists, content, remarks"),
        (name = "life", description = "The steps of an entry's life"),
        (name = "history", description = "Editions, comparing, restoring"),
        (name = "site", description = "The site's settings, sections, tags, blocks, redirects, bodies, places and links"),
        (name = "media", description = "The library of pictures, films and other files"),
        (name = "programmes", description = "Action programmes: outline, plans, activities, evidence, indicators, reports"),
        (name = "rankings", description = "The country's place in international rankings"),
        (name = "people", description = "Accounts and tokens"),
        (name = "webhooks", description = "Telling the operator's own systems of changes"),
        (name = "visits", description = "What a period of visits amounts to"),
        (name = "log", description = "The change log and jobs of the background"),
        (name = "open", description = "Open to everybody"),
    ),
)]
struct Whole;

/// The six figures of the counters.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes")]
struct Visits {
    /// When they were read.
    as_of: String,
    /// How many read now.
    online: i64,
    /// Views of each period.
    views: VisitsOfPeriods,
}

/// Views of each period.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes")]
struct VisitsOfPeriods {
    /// Today.
    today: i64,
    /// This week.
    week: i64,
    /// This month.
    month: i64,
    /// This year.
    year: i64,
    /// In all.
    total: i64,
}

/// The figures of the counters, open to everybody.
#[utoipa::path(get, path = "/api/visits", tag = "open", security(()),
    responses((status = 200, description = "The figures", body = Visits)))]
#[expect(dead_code, reason = "it only describes; the counters answer")]
fn visits() {}

/// This description, open to everybody.
#[utoipa::path(get, path = "/api/openapi.json", tag = "open", security(()),
    responses((status = 200, description = "The description", body = Object)))]
#[expect(dead_code, reason = "it only describes")]
fn openapi() {}

fn whole() -> Document {
    let rooms = vec![
        entries::Described::openapi(),
        kinds::Described::openapi(),
        search::Described::openapi(),
        site::Described::openapi(),
        agencies::Described::openapi(),
        places::Described::openapi(),
        programmes::Described::openapi(),
        rankings::Described::openapi(),
        agenda::Described::openapi(),
        filters::Described::openapi(),
        links::Described::openapi(),
        media::Described::openapi(),
        uploads::Described::openapi(),
        visits::Described::openapi(),
        people::Described::openapi(),
        sign_in::Described::openapi(),
        tokens::Described::openapi(),
        webhooks::Described::openapi(),
        log::Described::openapi(),
        jobs::Described::openapi(),
    ];
    let mut whole = Whole::openapi();
    for room in rooms {
        whole.merge(room);
    }
    Alike.modify(&mut whole);
    whole
}

async fn show() -> impl IntoResponse {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = TEXT.get_or_init(|| whole().to_json().unwrap_or_default());
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")], text.as_str())
}

/// What holds for every address alike: the token, and the problems that can come of any request.
struct Alike;

const TOKEN: &str = "token";

impl Modify for Alike {
    fn modify(&self, document: &mut Document) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token, `mb_` and 43 characters"))
            .build();
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme(TOKEN, SecurityScheme::Http(scheme));
        open_up(components);
        for item in document.paths.paths.values_mut() {
            let operations = [
                &mut item.get,
                &mut item.head,
                &mut item.put,
                &mut item.post,
                &mut item.patch,
                &mut item.delete,
            ];
            for operation in operations.into_iter().flatten() {
                complete(operation);
            }
        }
    }
}

/// A shape that holds all of another and more cannot refer to it where that takes nothing more: what is written
/// is refused with a part nobody knows, what is read has parts beside it. The reference becomes an open copy.
fn open_up(components: &mut Components) {
    let open = |(name, shape): (&String, &RefOr<Schema>)| match shape {
        RefOr::T(Schema::Object(closed)) => {
            let takes = closed.additional_properties.as_deref();
            let mut copy = closed.clone();
            copy.additional_properties = None;
            matches!(takes, Some(AdditionalProperties::FreeForm(false)))
                .then(|| (format!("#/components/schemas/{name}"), copy))
        }
        _ => None,
    };
    let copies: BTreeMap<String, Object> = components.schemas.iter().filter_map(open).collect();
    for shape in components.schemas.values_mut() {
        let RefOr::T(Schema::AllOf(whole)) = shape else { continue };
        for part in &mut whole.items {
            if let RefOr::Ref(to) = part
                && let Some(copy) = copies.get(&to.ref_location)
            {
                *part = RefOr::T(Schema::Object(copy.clone()));
            }
        }
    }
}

fn complete(operation: &mut Operation) {
    if operation.security.is_some() {
        return;
    }
    let none: [&str; 0] = [];
    operation.security = Some(vec![SecurityRequirement::new(TOKEN, none)]);
    let parameters = operation.parameters.iter_mut().flatten();
    let (mut at, mut asked, mut seen, mut acts) = (false, false, false, false);
    for parameter in parameters {
        let RefOr::T(parameter) = parameter else { continue };
        at |= parameter.parameter_in == ParameterIn::Path;
        asked |= parameter.parameter_in == ParameterIn::Query;
        seen |= parameter.name == "If-Match";
        if parameter.name == "Idempotency-Key" {
            acts = true;
            parameter.schema = Some(RefOr::T(Schema::Object(key_shape())));
        }
    }
    let mut problems = vec![
        ("401", "The token is missing or no longer good"),
        ("403", "The token or its role does not reach this far"),
        ("429", "Too early; `Retry-After` says when"),
        ("500", "The program failed; the operator's log says why"),
    ];
    if asked || acts {
        problems.push(("400", "The request cannot be read"));
        problems.push(("422", "It cannot be done as it stands; `errors` says why"));
    }
    if at {
        problems.push(("404", "There is no such thing"));
    }
    if acts {
        problems.push(("409", "The state does not allow it, or the same request is being done"));
        problems.push(("413", "The request is too long"));
        problems.push(("415", "The request is not JSON"));
    }
    if seen {
        problems
            .push(("412", "Somebody else changed it meanwhile; `current_etag` is the tag of now"));
        problems.push(("428", "The request does not say what it changes: `If-Match` is missing"));
    }
    for (status, description) in problems {
        let known = &mut operation.responses.responses;
        known.entry(status.to_owned()).or_insert_with(|| RefOr::T(problem(status, description)));
    }
}

/// A key is a string of visible characters, between quotation marks or not.
fn key_shape() -> Object {
    let pattern = r#"^([!#-\[\]-~]{1,255}|"[!#-\[\]-~]{1,255}")$"#;
    ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).build()
}

fn problem(status: &str, description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let response = ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content);
    if status != "429" {
        return response.build();
    }
    let seconds = ObjectBuilder::new().schema_type(Type::Integer).build();
    let header = HeaderBuilder::new()
        .schema(Some(seconds))
        .description(Some("Seconds until a request may come again"))
        .build();
    response.header("Retry-After", header).build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeSet;

    #[test]
    fn every_address_says_which_problems_can_come_of_it() {
        let document = serde_json::to_value(whole()).unwrap();
        assert_eq!(document["openapi"], "3.1.0");
        let paths = document["paths"].as_object().unwrap();
        assert!(paths.len() > 35, "{}", paths.len());
        for (path, item) in paths.iter().filter(|(_, item)| item["get"]["tags"][0] != "open") {
            for (method, operation) in item.as_object().unwrap() {
                let responses = operation["responses"].as_object().unwrap();
                for status in ["401", "403", "429"] {
                    assert!(responses.contains_key(status), "{method} {path}: {status}");
                }
                assert_eq!(operation["security"][0]["token"], serde_json::json!([]), "{path}");
            }
        }
        let save = &paths["/api/entries/{id}"]["put"]["responses"];
        for status in ["200", "400", "404", "409", "412", "413", "415", "422", "428"] {
            assert!(save.get(status).is_some(), "{status}");
        }
    }

    /// Hands every object in a description to `each`, with where it stands.
    fn walk(value: &Value, place: &str, each: &mut impl FnMut(&str, &Value)) {
        each(place, value);
        match value {
            Value::Object(fields) => {
                fields
                    .iter()
                    .for_each(|(name, field)| walk(field, &format!("{place}/{name}"), each));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, place, each)),
            _ => {}
        }
    }

    #[test]
    fn every_shape_that_is_named_is_described_and_none_contradicts_itself() {
        let document = serde_json::to_value(whole()).unwrap();
        walk(&document, "", &mut |place, value| {
            if let Some(name) = value["$ref"].as_str() {
                let there = name.strip_prefix('#').and_then(|at| document.pointer(at));
                assert!(there.is_some(), "{place} names {name}, which is nowhere");
            }
            let kinds: BTreeSet<&str> = value["allOf"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|one| one["type"].as_str())
                .collect();
            assert!(kinds.len() < 2, "{place} is to be {kinds:?} at once");
            for part in value["allOf"].as_array().into_iter().flatten() {
                let named = part["$ref"].as_str().and_then(|name| name.strip_prefix('#'));
                let part = named.and_then(|at| document.pointer(at)).unwrap_or(part);
                assert_ne!(
                    part["additionalProperties"], false,
                    "{place} has more than a part takes"
                );
            }
        });
    }
}
