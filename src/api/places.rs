//! Places: coordinates that stay, addresses that change.

use super::access::Caller;
use super::act::{Once, Sent, etag_of};
use super::problem::{Answered, Problem, Why};
use super::reply::Reply;
use crate::people::Reach;
use crate::place::{self, Address, Gazetteer, Place};
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
    Router::new().route("/places", get(show).put(replace))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(show, replace))]
pub struct Described;

/// A place.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Place)]
pub struct PlaceView {
    /// The key other records refer to.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")]
    key: String,
    /// Degrees north, as decimal text.
    latitude: Option<String>,
    /// Degrees east, as decimal text.
    longitude: Option<String>,
    /// Its name in each language; one at least.
    #[schema(value_type = BTreeMap<String, String>)]
    name: BTreeMap<Language, String>,
    /// Its addresses, oldest first.
    #[serde(default)]
    address: Vec<AddressView>,
}

/// An address a place had for a time.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlaceAddress)]
pub struct AddressView {
    /// First day of the address.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// First day it was no longer the address.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Date>,
    /// The address in each language.
    #[schema(value_type = BTreeMap<String, String>)]
    text: BTreeMap<Language, String>,
}

/// Every place.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceList {
    /// The places.
    items: Vec<PlaceView>,
}

fn reply(gazetteer: &Gazetteer) -> Reply {
    let address =
        |one: &Address| AddressView { from: one.from, until: one.until, text: one.text.clone() };
    let view = |place: &Place| PlaceView {
        key: place.key.clone(),
        latitude: place.latitude.clone(),
        longitude: place.longitude.clone(),
        name: place.name.clone(),
        address: place.address.iter().map(address).collect(),
    };
    let reply = Reply::of(&PlaceList { items: gazetteer.all().iter().map(view).collect() });
    let etag = etag_of(&reply.body);
    reply.tagged(etag)
}

/// Shows every place.
#[utoipa::path(get, path = "/api/places", tag = "site",
    responses((status = 200, description = "The places", body = PlaceList,
        headers(("ETag" = String, description = "Their strong entity tag")))))]
pub async fn show(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(reply(&place::gazetteer(&portal.db).await?))
}

/// Replaces every place.
#[utoipa::path(put, path = "/api/places", tag = "site", request_body = PlaceList,
    params(("If-Match" = String, Header, description = "The ETag of the places as they were read"),
        Once),
    responses((status = 200, description = "The places", body = PlaceList,
        headers(("ETag" = String, description = "Their strong entity tag")))))]
pub async fn replace(Sent(act, list): Sent<PlaceList>) -> Answered {
    let portal = act.portal.clone();
    let mut begun = act.begin(Reach::Site).await?;
    let old = place::gazetteer(&portal.db).await?;
    begun.expect(&reply(&old).etag.unwrap_or_default())?;
    let wrong = wrong(&list);
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let gazetteer = Gazetteer::new(list.items.into_iter().map(place_of).collect());
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    place::replace_all(&mut begun.tx, &actor, at, &gazetteer).await?;
    begun.end(reply(&gazetteer)).await
}

fn place_of(view: PlaceView) -> Place {
    let address = |one: AddressView| Address { from: one.from, until: one.until, text: one.text };
    Place {
        key: view.key,
        latitude: view.latitude,
        longitude: view.longitude,
        name: view.name,
        address: view.address.into_iter().map(address).collect(),
    }
}

fn wrong(list: &PlaceList) -> Problem {
    let mut wrong = Problem::new(Why::Invalid);
    let mut keys = BTreeSet::new();
    for place in &list.items {
        let field = |name: &str| format!("{}: {name}", place.key);
        if place.key.is_empty() || slug(&place.key) != place.key {
            wrong = wrong.at(field("key"), "editorial-bad-slug");
        }
        if !keys.insert(&place.key) {
            wrong = wrong.at(field("key"), "api-twice");
        }
        if !place.name.values().any(|name| !name.trim().is_empty()) {
            wrong = wrong.at(field("name"), "editorial-no-name");
        }
        for (name, degrees, most) in
            [("latitude", &place.latitude, 90.0), ("longitude", &place.longitude, 180.0)]
        {
            if degrees.as_deref().is_some_and(|text| !is_degrees(text, most)) {
                wrong = wrong.at(field(name), "api-degrees");
            }
        }
        let mut spans = BTreeSet::new();
        for address in &place.address {
            let order = address.from.zip(address.until).is_some_and(|(from, until)| until < from);
            let twice = !spans.insert((address.from, address.until));
            if order || twice || address.text.is_empty() {
                wrong = wrong.at(field("address"), "editorial-wrong-order");
            }
        }
    }
    wrong
}

fn is_degrees(text: &str, most: f64) -> bool {
    let decimal = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    decimal && text.len() <= 20 && text.parse().is_ok_and(|degrees: f64| degrees.abs() <= most)
}
