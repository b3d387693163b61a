//! What an entry was: every edition, what differs between two of them, remarks between colleagues.

use super::described::InLanguage;
use super::shapes::{FactsShape, WordsShape};
use super::{find, stored};
use crate::api::access::Caller;
use crate::api::inputs::{Asked, At};
use crate::api::moments::Moment;
use crate::api::problem::{Answered, Problem, Stop, Why};
use crate::api::reply::Reply;
use crate::editorial::{self, Facts, Words};
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// An edition without its content.
#[derive(Serialize, ToSchema)]
#[schema(as = EditionLine)]
pub struct EditionView {
    /// Its number among all editions of this sort.
    id: i64,
    /// The language of its words; none for facts.
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
    /// Its number within its entry and language, from 1.
    number: i64,
    /// When it was made.
    made_at: Moment,
    /// Who made it.
    made_by: String,
    /// Whether it is what readers see.
    live: bool,
}

/// Editions, the newest first.
#[derive(Serialize, ToSchema)]
pub struct EditionList {
    /// The editions.
    items: Vec<EditionView>,
}

/// How much of a list is wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Most {
    /// At most so many: 1 to 500; 100 unless it is said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
}

/// Lists the editions of an entry's facts and of its words in one language.
#[utoipa::path(get, path = "/api/entries/{id}/{language}/editions", tag = "history",
    params(Most, InLanguage),
    responses((status = 200, description = "The editions, the newest first", body = EditionList)))]
pub async fn editions(
    State(portal): State<Portal>,
    caller: Caller,
    At((id, language)): At<(i64, Language)>,
    Asked(most): Asked<Most>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let limit = most.limit.unwrap_or(100);
    if !(1..=500).contains(&limit) {
        return Err(Problem::new(Why::Malformed).at("limit", "api-limit").into());
    }
    has(&portal, id, language).await?;
    let lines = editorial::editions(&portal.db, id, language, limit).await?;
    let view = |line: editorial::EditionLine| EditionView {
        id: line.id,
        language: line.language,
        number: line.number,
        made_at: Moment(line.made_at),
        made_by: line.made_by,
        live: line.live,
    };
    Ok(Reply::of(&EditionList { items: lines.into_iter().map(view).collect() }))
}

async fn has(portal: &Portal, id: i64, language: Language) -> Result<(), Stop> {
    let entry = find(portal, id).await?;
    let stored = stored(portal, &entry).await?;
    stored.state(language).map(|_| ()).ok_or_else(|| Problem::new(Why::NoSuch).into())
}

/// Shows the words of an edition.
#[utoipa::path(get, path = "/api/entries/{id}/{language}/editions/{edition}", tag = "history",
    params(InLanguage,
        ("edition" = i64, Path, description = "The edition's number among all", minimum = 1)),
    responses((status = 200, description = "The words", body = WordsShape)))]
pub async fn words(
    State(portal): State<Portal>,
    caller: Caller,
    At((id, language, edition)): At<(i64, Language, i64)>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(Reply::of(&words_of(&portal, id, language, edition).await?))
}

async fn words_of(
    portal: &Portal,
    id: i64,
    language: Language,
    edition: i64,
) -> Result<Words, Stop> {
    let found = editorial::words_edition(&portal.db, id, edition).await?;
    let found = found.filter(|(of, _)| *of == language).map(|(_, words)| words);
    found.ok_or_else(|| Problem::new(Why::NoSuch).into())
}

async fn facts_of(portal: &Portal, id: i64, edition: i64) -> Result<Facts, Stop> {
    let found = editorial::facts_edition(&portal.db, id, edition).await?;
    found.ok_or_else(|| Problem::new(Why::NoSuch).into())
}

/// Shows the facts of an edition.
#[utoipa::path(get, path = "/api/entries/{id}/facts/{edition}", tag = "history",
    params(("id" = i64, Path, description = "The entry", minimum = 1),
        ("edition" = i64, Path, description = "The edition's number among all", minimum = 1)),
    responses((status = 200, description = "The facts", body = FactsShape)))]
pub async fn facts(
    State(portal): State<Portal>,
    caller: Caller,
    At((id, edition)): At<(i64, i64)>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(Reply::of(&facts_of(&portal, id, edition).await?))
}

/// Which editions are compared.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Pair {
    /// The older edition of the words.
    #[param(minimum = 1)]
    from: i64,
    /// The newer edition of the words; the newest unless it is said.
    #[param(minimum = 1)]
    to: Option<i64>,
    /// The older edition of the facts; the newest unless it is said.
    #[param(minimum = 1)]
    facts_from: Option<i64>,
    /// The newer edition of the facts; the newest unless it is said.
    #[param(minimum = 1)]
    facts_to: Option<i64>,
}

/// What differs between two editions, word by word.
#[derive(ToSchema)]
#[schema(as = Comparison)]
#[expect(dead_code, reason = "it only describes")]
pub struct ComparisonShape {
    /// The words' fields, the body apart.
    words: Vec<serde_json::Map<String, serde_json::Value>>,
    /// The body, block by block; same blocks too.
    body: Vec<serde_json::Map<String, serde_json::Value>>,
    /// The facts.
    facts: Vec<serde_json::Map<String, serde_json::Value>>,
}

/// Compares two editions.
#[utoipa::path(get, path = "/api/entries/{id}/{language}/compare", tag = "history",
    params(Pair, InLanguage),
    responses((status = 200, description = "What differs", body = ComparisonShape)))]
pub async fn compare(
    State(portal): State<Portal>,
    caller: Caller,
    At((id, language)): At<(i64, Language)>,
    Asked(pair): Asked<Pair>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let entry = find(&portal, id).await?;
    let stored = stored(&portal, &entry).await?;
    let newest = stored.words(language).ok_or_else(|| Problem::new(Why::NoSuch))?;
    let from = words_of(&portal, id, language, pair.from).await?;
    let to = match pair.to {
        Some(edition) => words_of(&portal, id, language, edition).await?,
        None => newest.clone(),
    };
    let facts_from = match pair.facts_from {
        Some(edition) => facts_of(&portal, id, edition).await?,
        None => stored.facts.clone(),
    };
    let facts_to = match pair.facts_to {
        Some(edition) => facts_of(&portal, id, edition).await?,
        None => stored.facts.clone(),
    };
    // Laying long texts beside each other is work for the processor, not for the server's tasks.
    let compared = tokio::task::spawn_blocking(move || {
        Reply::of(&editorial::compare((&facts_from, &from), (&facts_to, &to)))
    });
    Ok(compared.await.map_err(|error| crate::api::refusals::broken(&error))?)
}

/// A remark of a colleague.
#[derive(Serialize, ToSchema)]
pub struct RemarkView {
    /// When.
    made_at: Moment,
    /// Who.
    made_by: String,
    /// The stage it came with.
    stage: String,
    /// What it says.
    remark: String,
}

/// Remarks, the newest first.
#[derive(Serialize, ToSchema)]
pub struct RemarkList {
    /// The remarks.
    items: Vec<RemarkView>,
}

/// Lists the remarks beside an entry.
#[utoipa::path(get, path = "/api/entries/{id}/{language}/remarks", tag = "entries",
    params(InLanguage),
    responses((status = 200, description = "The remarks, the newest first", body = RemarkList)))]
pub async fn remarks(
    State(portal): State<Portal>,
    caller: Caller,
    At((id, language)): At<(i64, Language)>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    has(&portal, id, language).await?;
    let view = |remark: editorial::Remark| RemarkView {
        made_at: Moment(remark.made_at),
        made_by: remark.made_by,
        stage: remark.stage,
        remark: remark.remark,
    };
    let remarks = editorial::remarks(&portal.db, id, language).await?;
    Ok(Reply::of(&RemarkList { items: remarks.into_iter().map(view).collect() }))
}
