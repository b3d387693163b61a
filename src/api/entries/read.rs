//! Looking at entries: lists with filters, one entry, what it lacks before it may be public.

use super::described::InLanguage;
use super::shapes::{StageName, StateName};
use super::view::{self, EntryView, LineView};
use super::{find, shown, stored};
use crate::api::access::Caller;
use crate::api::inputs::{Asked, At, page_of};
use crate::api::problem::{Answered, Problem, Why};
use crate::api::reply::Reply;
use crate::editorial::checks::{Finding, Weight, check};
use crate::editorial::{self, Complaint, Stage, State as Standing, Wanted};
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::IF_NONE_MATCH;
use http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// What is looked for; what is not said is anything.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Sought {
    /// A kind, such as `news`.
    kind: Option<String>,
    /// What readers get.
    #[param(inline)]
    state: Option<StateName>,
    /// How far the newest edition has come.
    #[param(inline)]
    stage: Option<StageName>,
    /// A language.
    #[param(value_type = Option<String>, pattern = "^[a-z]{2,8}$")]
    language: Option<Language>,
    /// The key of a section.
    section: Option<String>,
    /// The key of a body.
    publisher: Option<String>,
    /// The account that looks after it.
    owner: Option<i64>,
    /// Words of the title, in any case and with or without marks.
    q: Option<String>,
    /// Only what was published alone and is still flagged.
    forced: Option<bool>,
    /// Only what must be read again on or before this day.
    #[param(value_type = Option<String>, format = Date)]
    review_by: Option<Date>,
    /// The page, from 1.
    #[param(minimum = 1, maximum = 100_000)]
    page: Option<i64>,
    /// Lines on a page: 1 to 100; 50 unless it is said.
    #[param(minimum = 1, maximum = 100)]
    per_page: Option<i64>,
}

/// Lines of entries.
#[derive(Serialize, ToSchema)]
pub struct EntryList {
    /// The page, from 1.
    page: i64,
    /// Lines on a page.
    per_page: i64,
    /// How many lines there are in all.
    total: i64,
    /// The lines, the last moved first.
    items: Vec<LineView>,
}

/// Lists entries, a line for each language.
#[utoipa::path(get, path = "/api/entries", tag = "entries", params(Sought),
    responses((status = 200, description = "Lines of entries", body = EntryList)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    Asked(sought): Asked<Sought>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let (page, per_page) = page_of(sought.page, sought.per_page)?;
    let wanted = Wanted {
        kind: sought.kind,
        state: sought.state.map(|state| Standing::from(state).name().to_owned()),
        stage: sought.stage.map(|stage| Stage::from(stage).name().to_owned()),
        language: sought.language.map(String::from),
        section: sought.section,
        publisher: sought.publisher,
        owner: sought.owner,
        title: sought.q,
        forced: sought.forced.filter(|forced| *forced).map(i64::from),
        review_by: sought.review_by.map(|day| day.to_string()),
        ..Wanted::default()
    };
    let total = editorial::board_length(&portal.db, &wanted).await?;
    let lines = editorial::board(&portal.db, &wanted, (page - 1) * per_page, per_page).await?;
    let items = lines.into_iter().map(view::line).collect();
    Ok(Reply::of(&EntryList { page, per_page, total, items }))
}

/// Shows an entry with its newest editions. The answer's `ETag` is what changes of it ask for in
/// `If-Match`.
#[utoipa::path(get, path = "/api/entries/{id}", tag = "entries",
    params(("id" = i64, Path, description = "The entry", minimum = 1),
        ("If-None-Match" = Option<String>, Header, description = "The tag of what is known already")),
    responses(
        (status = 200, description = "The entry", body = EntryView,
            headers(("ETag" = String, description = "Its strong entity tag"))),
        (status = 304, description = "Nothing has changed")))]
pub async fn show(
    State(portal): State<Portal>,
    caller: Caller,
    At(id): At<i64>,
    headers: HeaderMap,
) -> Result<Response, crate::api::problem::Stop> {
    caller.reaches(Reach::Read)?;
    let entry = find(&portal, id).await?;
    let stored = stored(&portal, &entry).await?;
    let mut reply = shown(&portal, &stored, &entry);
    let known = headers.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let same = |tag: &str| {
        let tag = tag.trim();
        tag == "*" || Some(tag.strip_prefix("W/").unwrap_or(tag)) == reply.etag.as_deref()
    };
    if known.split(',').any(same) {
        reply.status = StatusCode::NOT_MODIFIED;
        reply.body = String::new();
    }
    Ok(reply.into_response())
}

/// Something an entry lacks, or a reader may stumble over.
#[derive(Serialize, ToSchema)]
pub struct Lack {
    /// Where.
    field: String,
    /// What, in the language of the answer.
    detail: String,
    /// The law, standard or rule behind it.
    why: Option<String>,
    /// The name of the rule.
    rule: &'static str,
}

/// What an entry lacks before it may be published.
#[derive(Serialize, ToSchema)]
pub struct Checked {
    /// Whether it may be published as it is.
    ready: bool,
    /// What it lacks: each of these stops it from going public.
    lacks: Vec<Lack>,
    /// What readers may stumble over: the editor decides.
    warns: Vec<Lack>,
}

/// Says what an entry lacks before it may be published in a language.
#[utoipa::path(get, path = "/api/entries/{id}/{language}/checks", tag = "entries",
    params(InLanguage),
    responses((status = 200, description = "What it lacks", body = Checked)))]
pub async fn checks(
    State(portal): State<Portal>,
    caller: Caller,
    At((id, language)): At<(i64, Language)>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let entry = find(&portal, id).await?;
    let stored = stored(&portal, &entry).await?;
    let words = stored.words(language).ok_or_else(|| Problem::new(Why::NoSuch))?;
    let around = portal.around(entry.of(language), &stored.facts, words).await?;
    let (rules, facts) = (&entry.rules, &stored.facts);
    let stops = editorial::lacks(rules, facts, (language, words), &around);
    let all = BTreeMap::from([(language, words.clone())]);
    let mut found = check(facts, &all, language, &around);
    found.retain(|one: &Finding| one.weight == Weight::Warns);
    let warns = found.into_iter().map(Complaint::from).chain((rules.warns)(facts, &[words]));
    let said = |complaint: Complaint| Lack {
        detail: portal.say_complaint(language, &complaint),
        why: portal.say_why(language, &complaint),
        rule: complaint.key,
        field: complaint.field,
    };
    let lacks: Vec<Lack> = stops.into_iter().map(said).collect();
    let warns = warns.map(said).collect();
    Ok(Reply::of(&Checked { ready: lacks.is_empty(), lacks, warns }))
}
