//! The library over the API: lists, handing a file in with one request, describing, replacing,
//! throwing away. Not for large films: those are handed in piece by piece at the desk.

use super::access::Caller;
use super::act::{Act, Keep, Nothing, Once, Sent};
use super::inputs::{Asked, At, Called, LONGEST_FILE, page_of, read};
use super::media_view::{
    FocalView, MediaSort, MediaView, SaidView, UseView, etag, reply, used, view,
};
use super::problem::{Answered, Problem, Stop, Why};
use super::reply::Reply;
use crate::media::{
    self, Added, Coming, Content, Credits, Description, Focal, Media, MediaId, MediaWords, Search,
};
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::routing::{get, post, put};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/media", get(list).post(add))
        .route("/media/{id}", get(show).put(describe).delete(remove))
        .route("/media/{id}/file", put(replace))
        .route("/media/{id}/put-back", post(put_back))
        .route("/media/{id}/uses", get(uses))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, add, show, describe, remove, replace, put_back, uses))]
pub struct Described;

/// Which files are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Sought {
    /// Words of its name, alternative texts, captions, author and credit.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Its kind.
    #[param(inline)]
    kind: Option<MediaSort>,
    /// Whether the list is of what was thrown away.
    thrown_away: Option<bool>,
    /// Only pictures that have no alternative text in this language.
    #[param(value_type = Option<String>, pattern = "^[a-z]{2,8}$")]
    without_alt: Option<Language>,
    /// The page, from 1.
    #[param(minimum = 1, maximum = 100_000)]
    page: Option<i64>,
    /// Files on a page: 1 to 100; 50 unless it is said.
    #[param(minimum = 1, maximum = 100)]
    per_page: Option<i64>,
}

/// Files of the library.
#[derive(Serialize, ToSchema)]
pub struct MediaList {
    /// The page, from 1.
    page: i64,
    /// Files on a page.
    per_page: i64,
    /// How many there are in all.
    total: i64,
    /// The files, the newest first.
    items: Vec<MediaView>,
}

const LONGEST_QUESTION: usize = 200;

/// Lists files of the library, the newest first.
#[utoipa::path(get, path = "/api/media", tag = "media", params(Sought),
    responses((status = 200, description = "Files, the newest first", body = MediaList)))]
pub async fn list(
    State(portal): State<Portal>,
    caller: Caller,
    Asked(sought): Asked<Sought>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let (page, per_page) = page_of(sought.page, sought.per_page)?;
    let text = sought.q.unwrap_or_default();
    if text.chars().count() > LONGEST_QUESTION {
        return Err(Problem::new(Why::Malformed).at("q", "api-question").into());
    }
    let search = Search {
        text,
        kind: sought.kind.map(Into::into),
        thrown_away: sought.thrown_away == Some(true),
        without_alt: sought.without_alt,
        ..Search::default()
    };
    let total = media::count(&portal.db, &search).await?;
    let found = media::list(&portal.db, &search, ((page - 1) * per_page, per_page)).await?;
    let items = found.iter().map(|media| view(&portal, media)).collect();
    Ok(Reply::of(&MediaList { page, per_page, total, items }))
}

async fn find(portal: &Portal, id: i64) -> Result<Media, Stop> {
    let found = media::newest_of(&portal.db, MediaId(id)).await?;
    found.ok_or_else(|| Why::NoSuch.into())
}

/// Shows a file of the library.
#[utoipa::path(get, path = "/api/media/{id}", tag = "media",
    params(("id" = i64, Path, description = "The file", minimum = 1)),
    responses((status = 200, description = "The file", body = MediaView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(State(portal): State<Portal>, caller: Caller, At(id): At<i64>) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(reply(&portal, &find(&portal, id).await?))
}

/// A file that comes in one request.
async fn coming(portal: &Portal, request: Request<Body>) -> Result<(Act, Coming), Problem> {
    let (mut parts, body) = request.into_parts();
    let caller = Caller::from_request_parts(&mut parts, portal).await?;
    caller.reaches(Reach::Media)?;
    let Asked(file) = Asked::<Called>::from_request_parts(&mut parts, portal).await?;
    let name = file.name()?;
    let declared = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let declared = declared.map(|kind| kind.split(';').next().unwrap_or_default().trim());
    let declared = declared.filter(|kind| *kind != "application/octet-stream" && !kind.is_empty());
    let declared = declared.map(str::to_owned);
    let (headers, target) = (parts.headers.clone(), format!("{} {}", parts.method, parts.uri));
    let bytes: Bytes = read(Request::from_parts(parts, body), LONGEST_FILE).await?;
    let act = Act::of(caller, portal, &headers, &target, &bytes)?;
    Ok((act, Coming { name, declared, content: Content::Memory(bytes), words: None }))
}

/// Hands a file in: its bytes are the body. One that is in the library already is answered with 200.
#[utoipa::path(post, path = "/api/media", tag = "media",
    request_body(content = String, content_type = "application/octet-stream", description = "The file's bytes, at most 50 MB; another Content-Type says what it is"),
    params(Called, Once),
    responses(
        (status = 200, description = "It was in the library already", body = MediaView,
            headers(("ETag" = String, description = "Its strong entity tag"))),
        (status = 201, description = "It is in the library", body = MediaView,
            headers(("Location" = String, description = "Where it stands"), ("ETag" = String, description = "Its strong entity tag")))))]
pub async fn add(State(portal): State<Portal>, request: Request<Body>) -> Answered {
    let (act, coming) = coming(&portal, request).await?;
    let apart = act.begin_apart(Reach::Media).await?;
    let added = media::add(&portal.library(), &apart.act.caller.actor, coming).await;
    let done = match added {
        Ok(added) => find(&portal, added.id().0).await.map(|media| {
            let reply = reply(&portal, &media);
            match added {
                Added::New(id) => reply.made(format!("/api/media/{id}")),
                Added::Known(_) | Added::PutBack(_) => reply,
            }
        }),
        Err(refusal) => Err(refusal.into()),
    };
    apart.end(done, Keep::All).await
}

/// Puts another file of the same kind in its place; entries that use it show the new one.
#[utoipa::path(put, path = "/api/media/{id}/file", tag = "media",
    request_body(content = String, content_type = "application/octet-stream", description = "The file's bytes, at most 50 MB; another Content-Type says what it is"),
    params(Called, ("id" = i64, Path, description = "The file", minimum = 1),
        ("If-Match" = String, Header, description = "The ETag of the file as it was read"),
        Once),
    responses((status = 200, description = "The file", body = MediaView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn replace(
    State(portal): State<Portal>,
    At(id): At<i64>,
    request: Request<Body>,
) -> Answered {
    let (act, coming) = coming(&portal, request).await?;
    act.expect(&etag(&find(&portal, id).await?))?;
    let apart = act.begin_apart(Reach::Media).await?;
    let actor = &apart.act.caller.actor;
    let done = match media::replace(&portal.library(), actor, MediaId(id), coming).await {
        Ok(()) => find(&portal, id).await.map(|media| reply(&portal, &media)),
        Err(refusal) => Err(refusal.into()),
    };
    apart.end(done, Keep::All).await
}

/// What is said of a file; languages left out stay as they are, everything else is as it is sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediaDescription {
    /// The day it was taken.
    #[schema(value_type = Option<String>, format = Date)]
    taken_on: Option<Date>,
    /// Who made it.
    #[schema(max_length = 300)]
    author: Option<String>,
    /// Who is named under it.
    #[schema(max_length = 300)]
    credit: Option<String>,
    /// Under what licence it may be used.
    #[schema(max_length = 300)]
    licence: Option<String>,
    /// The key of the place it shows.
    #[schema(max_length = 300)]
    place: Option<String>,
    /// What matters in it; the middle unless it is said.
    focal: Option<FocalView>,
    /// What is said of it in each language.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, SaidView>, required = false)]
    words: BTreeMap<Language, SaidView>,
}

/// Describes a file.
#[utoipa::path(put, path = "/api/media/{id}", tag = "media", request_body = MediaDescription,
    params(("id" = i64, Path, description = "The file", minimum = 1),
        ("If-Match" = String, Header, description = "The ETag of the file as it was read"),
        Once),
    responses((status = 200, description = "The file", body = MediaView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn describe(At(id): At<i64>, Sent(act, said): Sent<MediaDescription>) -> Answered {
    let portal = act.portal.clone();
    let old = find(&portal, id).await?;
    let known = portal.known();
    if said.place.as_deref().is_some_and(|place| !known.places.has(place)) {
        return Err(Problem::invalid("place", "editorial-unknown-place").into());
    }
    if said.words.keys().any(|language| !known.site.languages.contains(language)) {
        return Err(Problem::invalid("words", "api-no-such-language").into());
    }
    let mut begun = act.begin(Reach::Media).await?;
    begun.expect(&etag(&old))?;
    let focal = said.focal.map_or(Focal::MIDDLE, |focal| Focal { x: focal.x, y: focal.y });
    let words = |(language, said): (Language, SaidView)| {
        (language, MediaWords { alt: said.alt, caption: said.caption })
    };
    let description = Description {
        // The verb refuses when somebody described it between the look and the transaction.
        seen: old.edition,
        credits: Credits {
            taken_on: said.taken_on,
            author: said.author,
            credit: said.credit,
            licence: said.licence,
            place: said.place,
            focal,
        },
        words: said.words.into_iter().map(words).collect(),
    };
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    let edition = media::describe(&mut begun.tx, &actor, at, old.id, &description).await?;
    let mut now = old;
    now.edition = edition;
    now.credits = description.credits;
    now.words.extend(description.words);
    begun.end(reply(&portal, &now)).await
}

/// Throws a file away that nothing uses; it can be put back for a while.
#[utoipa::path(delete, path = "/api/media/{id}", tag = "media",
    params(("id" = i64, Path, description = "The file", minimum = 1),
        ("If-Match" = String, Header, description = "The ETag of the file as it was read"),
        Once),
    responses((status = 204, description = "It lies in the bin")))]
pub async fn remove(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let old = find(&act.portal, id).await?;
    let mut begun = act.begin(Reach::Media).await?;
    begun.expect(&etag(&old))?;
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    media::remove(&mut begun.tx, &actor, at, old.id).await?;
    begun.end(Reply::nothing()).await
}

/// Takes a file out of the bin.
#[utoipa::path(post, path = "/api/media/{id}/put-back", tag = "media",
    params(("id" = i64, Path, description = "The file", minimum = 1),
        Once),
    responses((status = 200, description = "The file", body = MediaView,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn put_back(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let portal = act.portal.clone();
    let mut old = find(&portal, id).await?;
    let mut begun = act.begin(Reach::Media).await?;
    let (actor, at) = (begun.act.caller.actor.clone(), begun.act.at);
    media::put_back(&mut begun.tx, &actor, at, old.id).await?;
    old.removed_at = None;
    begun.end(reply(&portal, &old)).await
}

/// Entries that use a file.
#[derive(Serialize, ToSchema)]
pub struct UseList {
    /// The entries, live ones first.
    items: Vec<UseView>,
}

/// Lists the entries that use a file.
#[utoipa::path(get, path = "/api/media/{id}/uses", tag = "media",
    params(("id" = i64, Path, description = "The file", minimum = 1)),
    responses((status = 200, description = "The entries", body = UseList)))]
pub async fn uses(State(portal): State<Portal>, caller: Caller, At(id): At<i64>) -> Answered {
    caller.reaches(Reach::Read)?;
    let found = find(&portal, id).await?;
    let mut tx = portal.db.begin().await?;
    let uses = media::where_used(&mut tx, &found.key).await?;
    Ok(Reply::of(&UseList { items: uses.into_iter().map(used).collect() }))
}
