//! Handing files in piece by piece over a line that may break: tus 1.0 (tus.io), with creation,
//! termination, expiration and checksum. Not for who may: the desk lets people in,
//! the API programs.

mod answer;
mod shelf;

pub use shelf::{Became, How, Pace, Progress, UploadFailure, Uploads};

use super::model::{MediaId, MediaWords};
use super::sniff;
use crate::people::{Actor, Right, Scope};
use crate::platform::i18n::Words;
use answer::{error, refused, tus};
use axum::Extension;
use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{head, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use shelf::{Beginning, Checksum};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the desk's uploads are answered.
pub const ADDRESS: &str = "/desk/uploads";

/// What the handlers stand on. Cheap to clone.
#[derive(Clone)]
pub struct Door(Arc<Inside>);

struct Inside {
    address: &'static str,
    uploads: Uploads,
    words: Arc<Words>,
}

impl Door {
    /// The desk's door to these uploads, which refuses in these words.
    pub fn new(uploads: Uploads, words: Arc<Words>) -> Door {
        Door::at(ADDRESS, uploads, words)
    }

    /// A door at another address.
    pub fn at(address: &'static str, uploads: Uploads, words: Arc<Words>) -> Door {
        Door(Arc::new(Inside { address, uploads, words }))
    }

    /// The uploads behind it.
    pub fn uploads(&self) -> &Uploads {
        &self.0.uploads
    }
}

/// The routes of uploads. Each handler takes `Extension<Actor>`, which whoever lets people in
/// must put around them.
pub fn routes<S: Clone + Send + Sync + 'static>(door: Door) -> Router<S> {
    let address = door.0.address;
    Router::new()
        .route(address, post(create).options(options))
        .route(&format!("{address}/{{id}}"), head(stand).patch(append).delete(end))
        .layer(Extension(door))
}

async fn options() -> Response {
    let mut response = tus(StatusCode::NO_CONTENT);
    let sent = response.headers_mut();
    sent.insert("tus-version", HeaderValue::from_static("1.0.0"));
    let extensions = "creation,termination,expiration,checksum";
    sent.insert("tus-extension", HeaderValue::from_static(extensions));
    sent.insert("tus-checksum-algorithm", HeaderValue::from_static("sha1,sha256"));
    sent.insert("tus-max-size", HeaderValue::from(sniff::LONGEST));
    response
}

async fn create(
    Extension(door): Extension<Door>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
) -> Response {
    if !speaks_tus(&headers) {
        return other_version();
    }
    if !actor.may(Right::Upload, &Scope::anywhere()) {
        let refusal = super::Refusal::NotAllowed(actor.clone());
        return refused(&door.0.words, &actor, StatusCode::FORBIDDEN, &refusal);
    }
    let Some(length) = number(&headers, "upload-length") else {
        return error(StatusCode::BAD_REQUEST);
    };
    let Some(said) = metadata(&headers) else { return error(StatusCode::BAD_REQUEST) };
    let beginning = Beginning {
        name: said.get("filename").cloned().unwrap_or_default(),
        declared: said.get("filetype").cloned().filter(|kind| !kind.is_empty()),
        alt: said.get("alt").cloned().filter(|alt| !alt.trim().is_empty()),
        replaces: said.get("replaces").and_then(|id| id.parse().ok()).map(MediaId),
        length,
        actor: actor.name(),
    };
    let foreseen = sniff::foresee(&beginning.name, beginning.declared.as_deref(), length);
    if let Err(reason) = foreseen {
        let refusal = super::Refusal::Unfit(reason);
        return refused(&door.0.words, &actor, StatusCode::PAYLOAD_TOO_LARGE, &refusal);
    }
    match door.0.uploads.begin(beginning).await {
        Ok((id, expires)) => {
            let mut response = tus(StatusCode::CREATED);
            let sent = response.headers_mut();
            if let Ok(address) = HeaderValue::from_str(&format!("{}/{id}", door.0.address)) {
                sent.insert(header::LOCATION, address);
            }
            sent.insert("upload-expires", answer::http_date(expires));
            response
        }
        Err(failure) => answer::failure(&door.0.words, &actor, &failure),
    }
}

async fn stand(
    Extension(door): Extension<Door>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    if !speaks_tus(&headers) {
        return other_version();
    }
    match door.0.uploads.progress(&actor, &id).await {
        Ok(progress) => {
            let mut response = told(StatusCode::OK, &progress);
            let sent = response.headers_mut();
            sent.insert("upload-length", HeaderValue::from(progress.length));
            sent.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(failure) => answer::failure(&door.0.words, &actor, &failure),
    }
}

async fn append(
    Extension(door): Extension<Door>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if !speaks_tus(&headers) {
        return other_version();
    }
    let kind = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    if kind != Some(b"application/offset+octet-stream") {
        return error(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let Some(offset) = number(&headers, "upload-offset") else {
        return error(StatusCode::BAD_REQUEST);
    };
    let Ok(checksum) = checksum(&headers) else { return error(StatusCode::BAD_REQUEST) };
    match door.0.uploads.append(&actor, &id, offset, checksum, body).await {
        Ok(progress) => told(StatusCode::NO_CONTENT, &progress),
        Err(failure) => answer::failure(&door.0.words, &actor, &failure),
    }
}

async fn end(
    Extension(door): Extension<Door>,
    Extension(actor): Extension<Actor>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    if !speaks_tus(&headers) {
        return other_version();
    }
    match door.0.uploads.end(&actor, &id).await {
        Ok(()) => tus(StatusCode::NO_CONTENT),
        Err(failure) => answer::failure(&door.0.words, &actor, &failure),
    }
}

/// How far an upload is; of a whole one also which file of the library it became.
fn told(status: StatusCode, progress: &Progress) -> Response {
    let mut response = tus(status);
    let sent = response.headers_mut();
    sent.insert("upload-offset", HeaderValue::from(progress.offset));
    sent.insert("upload-expires", answer::http_date(progress.expires));
    if let Some(Became(how, id)) = progress.became {
        sent.insert("library-id", HeaderValue::from(id.0));
        sent.insert("library-was", HeaderValue::from_static(how.name()));
    }
    response
}

fn speaks_tus(headers: &HeaderMap) -> bool {
    headers.get("tus-resumable").is_some_and(|version| version == "1.0.0")
}

fn other_version() -> Response {
    let mut response = error(StatusCode::PRECONDITION_FAILED);
    response.headers_mut().insert("tus-version", HeaderValue::from_static("1.0.0"));
    response
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    let text = headers.get(name)?.to_str().ok()?;
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// `Upload-Metadata`: names with values in base64, parted by commas.
fn metadata(headers: &HeaderMap) -> Option<BTreeMap<String, String>> {
    let Some(value) = headers.get("upload-metadata") else { return Some(BTreeMap::new()) };
    let pairs = value.to_str().ok()?.split(',').map(str::trim).filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once(' ').unwrap_or((pair, ""));
            let value = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
            Some((name.to_owned(), value))
        })
        .collect()
}

fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, ()> {
    let Some(value) = headers.get("upload-checksum") else { return Ok(None) };
    let (name, sum) = value.to_str().ok().and_then(|text| text.split_once(' ')).ok_or(())?;
    let sum = STANDARD.decode(sum.trim()).map_err(|_| ())?;
    match name {
        "sha1" => Ok(Some(Checksum::Sha1(sum))),
        "sha256" => Ok(Some(Checksum::Sha256(sum))),
        _ => Err(()),
    }
}

/// What the sender said of a file, in the sender's language.
fn words_of(
    actor: &Actor,
    alt: Option<String>,
) -> Option<(crate::platform::i18n::Language, MediaWords)> {
    let language = actor.person()?.language;
    Some((language, MediaWords { alt: alt?, caption: String::new() }))
}
