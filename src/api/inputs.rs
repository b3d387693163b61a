//! What a request brings, read once and strictly: its address, its question, its JSON. Not for what
//! it means.

use super::problem::{Problem, Why};
use crate::platform::text::nfc;
use crate::portal::Portal;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Path};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::IntoParams;

/// The most a request of JSON may weigh, in bytes.
pub const LONGEST_JSON: usize = 4 << 20;
/// The most a file may weigh that comes in one request, in bytes.
pub const LONGEST_FILE: usize = 50 << 20;
/// How deep JSON may nest: a table in a list in a box is far less.
const DEEPEST: usize = 64;

/// The variable parts of an address.
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<Portal> for At<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<At<T>, Problem> {
        // An address that cannot be read leads nowhere.
        let nowhere = |_| Problem::new(Why::NoSuch);
        if parts.uri.path().contains("%00") {
            return Err(Problem::new(Why::NoSuch));
        }
        Path::from_request_parts(parts, portal).await.map(|Path(at)| At(at)).map_err(nowhere)
    }
}

/// The question after an address; a name it does not know is refused rather than overheard.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Portal> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Portal) -> Result<Asked<T>, Problem> {
        let text = parts.uri.query().unwrap_or_default();
        if text.contains("%00") {
            return Err(Problem::new(Why::Malformed));
        }
        serde_urlencoded::from_str(text)
            .map(Asked)
            .map_err(|error| Problem::new(Why::Malformed).because("query", error))
    }
}

/// What a file is called whose bytes are the body of a request.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Called {
    /// Its name with its ending.
    #[param(min_length = 1, max_length = 200)]
    name: String,
}

impl Called {
    const LONGEST: usize = 200;

    /// The name in Unicode's composed form. One with a folder in it is no name.
    pub fn name(self) -> Result<String, Problem> {
        let name = nfc(self.name.trim()).into_owned();
        let long = name.chars().count() > Called::LONGEST;
        if name.is_empty() || long || name.contains(['/', '\\']) {
            return Err(Problem::new(Why::Malformed).at("name", "api-file-name"));
        }
        Ok(name)
    }
}

/// Reads a body of at most `most` bytes.
pub async fn read(request: Request<Body>, most: usize) -> Result<Bytes, Problem> {
    let said = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    let said: Option<u64> = said.and_then(|length| length.parse().ok());
    if said.is_some_and(|length| length > most as u64) {
        return Err(Problem::new(Why::TooLarge));
    }
    to_bytes(request.into_body(), most).await.map_err(|_| Problem::new(Why::TooLarge))
}

/// Reads JSON: no deeper than it need be, its texts composed (NFC) and without the character that
/// no text of a database may hold. Nothing at all is read as `{}`.
pub fn json<T: DeserializeOwned>(headers: &HeaderMap, bytes: &Bytes) -> Result<T, Problem> {
    let mut value = if bytes.is_empty() {
        Value::Object(serde_json::Map::new())
    } else {
        if !is_json(headers) {
            return Err(Problem::new(Why::MediaType));
        }
        let unclear = |error| Problem::new(Why::Malformed).because("body", error);
        serde_json::from_slice(bytes).map_err(unclear)?
    };
    tidy(&mut value, DEEPEST)?;
    T::deserialize(value).map_err(|error| Problem::new(Why::Invalid).because("body", error))
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || kind.starts_with("application/") && kind.ends_with("+json")
}

fn tidy(value: &mut Value, depth: usize) -> Result<(), Problem> {
    let Some(below) = depth.checked_sub(1) else {
        return Err(Problem::new(Why::Malformed).at("body", "api-too-deep"));
    };
    match value {
        Value::String(text) => *text = plain(text)?,
        Value::Array(items) => {
            for item in items {
                tidy(item, below)?;
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                plain(name)?;
                tidy(field, below)?;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Ok(())
}

fn plain(text: &str) -> Result<String, Problem> {
    if text.contains('\0') {
        return Err(Problem::new(Why::Malformed).at("body", "api-nul"));
    }
    Ok(nfc(text).into_owned())
}

/// The page of a list and its length, or what is wrong with them.
pub fn page_of(page: Option<i64>, per_page: Option<i64>) -> Result<(i64, i64), Problem> {
    let (page, per_page) = (page.unwrap_or(1), per_page.unwrap_or(50));
    if !(1..=100_000).contains(&page) {
        return Err(Problem::new(Why::Malformed).at("page", "api-page"));
    }
    if !(1..=100).contains(&per_page) {
        return Err(Problem::new(Why::Malformed).at("per_page", "api-per-page"));
    }
    Ok((page, per_page))
}
