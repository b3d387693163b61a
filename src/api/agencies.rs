//! The register of public bodies over time.

use super::access::Caller;
use super::act::{Once, Sent, etag_of};
use super::problem::{Answered, Problem, Stop, Why};
use super::reply::Reply;
use crate::agency::{self, Agency, AgencyName, Register};
use crate::editorial::{self, Wanted};
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new().route("/agencies", get(show).put(replace))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(show, replace))]
pub struct Described;

/// A public body with an identity of its own: a merger makes a new one.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Agency)]
pub struct AgencyView {
    /// The key other records refer to.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")]
    key: String,
    /// `ministry`, `province`, `department` …
    #[serde(default)]
    kind: String,
    /// The administrative code.
    #[serde(default)]
    code: String,
    /// The key of the body it belongs to.
    parent: Option<String>,
    /// Its official name in each language; one at least.
    #[schema(value_type = BTreeMap<String, String>)]
    names: BTreeMap<Language, String>,
    /// First day of its existence.
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<Date>,
    /// First day it no longer existed.
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    /// The key of the body that took over its work.
    successor: Option<String>,
    /// What happened to it.
    #[serde(default)]
    event: String,
    /// Where that is known from.
    #[serde(default)]
    source: String,
    /// How far it was checked.
    #[serde(default)]
    verified: String,
}

/// The whole register.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgencyList {
    /// The bodies.
    items: Vec<AgencyView>,
}

fn reply(register: &Register) -> Reply {
    let view = |agency: &Agency| AgencyView {
        key: agency.key.clone(),
        kind: agency.kind.clone(),
        code: agency.code.clone(),
        parent: agency.parent.clone(),
        names: agency.names.iter().map(|name| (name.language, name.name.clone())).collect(),
        valid_from: agency.valid_from,
        valid_to: agency.valid_to,
        successor: agency.successor.clone(),
        event: agency.event.clone(),
        source: agency.source.clone(),
        verified: agency.verified.clone(),
    };
    let reply = Reply::of(&AgencyList { items: register.all().map(view).collect() });
    let etag = etag_of(&reply.body);
    reply.tagged(etag)
}

/// Shows the register of public bodies.
#[utoipa::path(get, path = "/api/agencies", tag = "site",
    responses((status = 200, description = "The register", body = AgencyList,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(reply(&agency::register(&portal.db).await?))
}

/// Replaces the register of public bodies, whole.
#[utoipa::path(put, path = "/api/agencies", tag = "site", request_body = AgencyList,
    params(("If-Match" = String, Header, description = "The ETag of the register as it was read"),
        Once),
    responses((status = 200, description = "The register", body = AgencyList,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn replace(Sent(act, list): Sent<AgencyList>) -> Answered {
    let portal = act.portal.clone();
    let mut begun = act.begin(Reach::Site).await?;
    let old = agency::register(&portal.db).await?;
    begun.expect(&reply(&old).etag.unwrap_or_default())?;
    let keys: BTreeSet<String> = list.items.iter().map(|agency| agency.key.clone()).collect();
    let wrong = wrong(&list, &keys);
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    still_there(&portal, &old, &keys).await?;
    let register = Register::new(list.items.into_iter().map(agency_of)).with_past_of(&old);
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    agency::replace_all(&mut begun.tx, &actor, at, &register).await?;
    begun.end(reply(&register)).await
}

fn agency_of(view: AgencyView) -> Agency {
    // Vietnamese first, as the store reads them.
    let names = view.names.into_iter().rev();
    let name = |(language, name)| AgencyName { language, name };
    Agency {
        key: view.key,
        kind: view.kind,
        code: view.code,
        parent: view.parent,
        names: names.map(name).collect(),
        valid_from: view.valid_from,
        valid_to: view.valid_to,
        successor: view.successor,
        event: view.event,
        source: view.source,
        verified: view.verified,
        past: Vec::new(),
    }
}

fn wrong(list: &AgencyList, keys: &BTreeSet<String>) -> Problem {
    let mut wrong = Problem::new(Why::Invalid);
    if keys.len() != list.items.len() {
        wrong = wrong.at("items", "api-twice");
    }
    for agency in &list.items {
        let field = |name: &str| format!("{}: {name}", agency.key);
        if agency.key.is_empty() || slug(&agency.key) != agency.key {
            wrong = wrong.at(field("key"), "editorial-bad-slug");
        }
        if !agency.names.values().any(|name| !name.trim().is_empty()) {
            wrong = wrong.at(field("names"), "editorial-no-name");
        }
        let order = agency.valid_from.zip(agency.valid_to).is_some_and(|(from, to)| to < from);
        if order {
            wrong = wrong.at(field("valid_to"), "editorial-wrong-order");
        }
        let parent = agency.parent.as_deref();
        if parent.is_some_and(|key| !keys.contains(key) || key == agency.key) {
            wrong = wrong.at(field("parent"), "editorial-unknown-agency");
        }
        let successor = agency.successor.as_deref();
        if successor.is_some_and(|key| !keys.contains(key) || key == agency.key) {
            wrong = wrong.at(field("successor"), "editorial-unknown-agency");
        }
    }
    wrong
}

/// Refuses to drop a body that publishes something.
async fn still_there(portal: &Portal, old: &Register, keys: &BTreeSet<String>) -> Result<(), Stop> {
    let publisher = portal.known().site.publisher.clone();
    for agency in old.all().filter(|agency| !keys.contains(&agency.key)) {
        let wanted = Wanted { publisher: Some(agency.key.clone()), ..Wanted::default() };
        if agency.key == publisher || editorial::board_length(&portal.db, &wanted).await? > 0 {
            return Err(Problem::new(Why::InUse).with("subject", agency.key.as_str()).into());
        }
    }
    Ok(())
}
