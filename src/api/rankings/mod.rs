//! The country's place in international rankings: indexes with their methods here, `editions` what each edition
//! said, `copies` private copies of the sources. Not for rules: those stand in `action_programme::rankings`.

mod copies;
mod editions;

use super::access::Caller;
use super::act::{Begun, Once, Sent, etag_of};
use super::inputs::At;
use super::problem::{Answered, Problem, Stop, Why};
use super::reply::Reply;
use crate::action_programme::rankings::{self, Index, IndexWords, Method, Unit};
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use editions::EditionView;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/rankings", get(list))
        .route("/rankings/{index}", get(show).put(put))
        .merge(editions::routes())
        .merge(copies::routes())
}

#[derive(OpenApi)]
#[openapi(paths(list, show, put))]
struct Whole;

/// What this room and those below it add to the description of the API.
pub struct Described;

impl OpenApi for Described {
    fn openapi() -> utoipa::openapi::OpenApi {
        let mut all = Whole::openapi();
        all.merge(editions::Described::openapi());
        all.merge(copies::Described::openapi());
        all
    }
}

/// What an index is called and how it works, in one language.
#[derive(ToSchema)]
#[schema(as = RankingWords)]
#[expect(dead_code, reason = "it only describes")]
pub struct WordsShape {
    /// Its name.
    #[schema(min_length = 1)]
    name: String,
    /// How often it comes out.
    #[schema(required = false)]
    cadence: String,
    /// What it rests on: a survey, statistics …
    #[schema(required = false)]
    basis: String,
}

/// What a method is called and what it changed, in one language.
#[derive(ToSchema)]
#[schema(as = RankingMethodWords)]
#[expect(dead_code, reason = "it only describes")]
pub struct MethodWordsShape {
    /// A few words that fit beside a line in a chart.
    name: String,
    /// One sentence: what is different from the method before.
    #[schema(required = false)]
    change: String,
}

/// A way of counting. Editions of two methods are not compared.
#[derive(ToSchema)]
#[schema(as = RankingMethod)]
#[expect(dead_code, reason = "it only describes")]
pub struct MethodShape {
    /// Its key within the index.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")]
    key: String,
    /// Which scores are better: `higher`, `lower` or `unsaid`. For a rank it is always the lower number.
    #[schema(pattern = "^(higher|lower|unsaid)$")]
    better_score: String,
    /// Its words, by language.
    words: BTreeMap<String, MethodWordsShape>,
}

/// What is said of an index.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RankingWritten)]
pub struct Written {
    /// Who publishes it.
    #[schema(min_length = 1)]
    publisher: String,
    /// Its first year, as far as known.
    #[serde(default)]
    since: String,
    /// What its scores are counted in.
    #[schema(value_type = String, pattern = "^(points-100|index-1|score-7|usd-billion|destinations|none)$")]
    unit: Unit,
    /// Its words, by language.
    #[schema(value_type = BTreeMap<String, WordsShape>)]
    words: BTreeMap<Language, IndexWords>,
    /// Its methods, oldest first. One that is left out stays: editions rest on it.
    #[schema(value_type = Vec<MethodShape>, min_items = 1)]
    methods: Vec<Method>,
}

/// An international index.
#[derive(Serialize, ToSchema)]
#[schema(as = Ranking)]
pub struct View {
    /// Its key.
    key: String,
    /// What is said of it.
    #[serde(flatten)]
    written: Written,
    /// Its editions, oldest first.
    editions: Vec<EditionView>,
}

/// Indexes, in the order of the public page.
#[derive(Serialize, ToSchema)]
#[schema(as = RankingList)]
pub struct List {
    /// The indexes.
    items: Vec<View>,
}

fn written(index: &Index) -> Written {
    Written {
        publisher: index.publisher.clone(),
        since: index.since.clone(),
        unit: index.unit,
        words: index.words.clone(),
        methods: index.methods.clone(),
    }
}

fn view(index: &Index) -> View {
    View {
        key: index.key.clone(),
        written: written(index),
        editions: index.editions.iter().map(|one| EditionView::of(&index.key, one)).collect(),
    }
}

/// An index with the tag of what is said of it; its editions have tags of their own.
fn reply(index: &Index) -> Reply {
    let own = serde_json::to_string(&written(index)).unwrap_or_default();
    Reply::of(&view(index)).tagged(etag_of(&own))
}

async fn found(portal: &Portal, key: &str) -> Result<Index, Stop> {
    Ok(rankings::index(&portal.db, key).await?.ok_or(Why::NoSuch)?)
}

/// Lists the indexes with every edition.
#[utoipa::path(get, path = "/api/rankings", tag = "rankings",
    responses((status = 200, description = "The indexes", body = List)))]
pub async fn list(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    let all = rankings::indexes(&portal.db).await?;
    Ok(Reply::of(&List { items: all.iter().map(view).collect() }))
}

/// Shows an index with every edition.
#[utoipa::path(get, path = "/api/rankings/{index}", tag = "rankings",
    params(("index" = String, Path, description = "The key of the index")),
    responses((status = 200, description = "The index", body = View,
        headers(("ETag" = String, description = "The strong entity tag of what is said of it, without its editions")))))]
pub async fn show(State(portal): State<Portal>, caller: Caller, At(key): At<String>) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(reply(&found(&portal, &key).await?))
}

/// Sets an index up, or changes what is said of it. `If-Match` is asked for where it is there already.
#[utoipa::path(put, path = "/api/rankings/{index}", tag = "rankings", request_body = Written,
    params(("index" = String, Path, description = "The key of the index"),
        ("If-Match" = Option<String>, Header, description = "The ETag of the index as it was read"),
        Once),
    responses((status = 200, description = "The index", body = View,
        headers(("ETag" = String, description = "The strong entity tag of what is said of it"))),
        (status = 201, description = "The index is new", body = View,
        headers(("Location" = String, description = "Where it stands"), ("ETag" = String, description = "The strong entity tag of what is said of it")))))]
pub async fn put(At(key): At<String>, Sent(act, said): Sent<Written>) -> Answered {
    let mut begun = act.begin(Reach::Programme).await?;
    if key.is_empty() || slug(&key) != key {
        return Err(Problem::invalid("index", "editorial-bad-slug").into());
    }
    let all = rankings::indexes(&begun.act.portal.db).await?;
    let place = all.iter().position(|one| one.key == key);
    let before = place.and_then(|place| all.get(place));
    if let Some(before) = before {
        begun.expect(&reply(before).etag.unwrap_or_default())?;
    }
    let index = read(key, said, before);
    let place = i64::try_from(place.unwrap_or(all.len())).unwrap_or(i64::MAX);
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let db = begun.act.portal.db.clone();
    rankings::put_index((&mut begun.tx, &db), &actor, at, (place, &index), before).await?;
    let reply = reply(&index);
    let made = before.is_none().then(|| format!("/api/rankings/{}", index.key));
    end(begun, reply, made).await
}

/// The index as it will stand: methods that were left out come first, as they did.
fn read(key: String, said: Written, before: Option<&Index>) -> Index {
    let Written { publisher, since, unit, words, methods } = said;
    let left_out = |method: &&Method| methods.iter().all(|one| one.key != method.key);
    let known = before.map_or(&[][..], |before| before.methods.as_slice());
    let mut all: Vec<Method> = known.iter().filter(left_out).cloned().collect();
    all.extend(methods);
    let editions = before.map(|before| before.editions.clone()).unwrap_or_default();
    Index { key, publisher, since, unit, words, methods: all, editions }
}

async fn end(begun: Begun, reply: Reply, made: Option<String>) -> Answered {
    let reply = match made {
        Some(place) => reply.made(place),
        None => reply,
    };
    begun.end(reply).await
}
