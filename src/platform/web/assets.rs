//! The built style, scripts, fonts and icons (`assets/dist`, made by `make assets`): served under
//! addresses that hold their hash, so browsers keep them for good. Not for an entry's pictures.

use crate::platform::files::content_type;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Response, StatusCode};
use rust_embed::Embed;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Embed)]
#[folder = "assets/dist/"]
#[allow_missing = true]
struct Files;

type Named = HashMap<String, String>;

static MANIFEST: LazyLock<Named> = LazyLock::new(|| read_json("manifest.json"));
static ICONS: LazyLock<Named> = LazyLock::new(|| read_json("icons.json"));

fn read_json(name: &str) -> Named {
    Files::get(name).and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
}

/// The address of an asset by its plain name, such as `reader.css`.
pub fn address(name: &str) -> Result<String, String> {
    match MANIFEST.get(name) {
        Some(hashed) => Ok(format!("/assets/{hashed}")),
        None => Err(format!("no asset is named {name}; `make assets` builds them")),
    }
}

/// The bytes of an asset by its plain name, for what is made of it inside the program.
pub fn built(name: &str) -> Option<Cow<'static, [u8]>> {
    Some(Files::get(MANIFEST.get(name)?)?.data)
}

/// An icon as inline SVG.
pub fn icon(name: &str) -> Result<String, String> {
    ICONS
        .get(name)
        .cloned()
        .ok_or_else(|| format!("no icon is named {name}; `make assets` builds them"))
}

/// Answers a request for `/assets/<name>`: packed with Brotli or gzip where the build made that.
pub fn answer(name: &str, headers: &HeaderMap) -> Option<Response<Bytes>> {
    let offers =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let packed = [("br", ".br"), ("gzip", ".gz")].into_iter().find_map(|(coding, ending)| {
        let offered = offers.split(',').any(|offer| offer.trim() == coding);
        let file = offered.then(|| Files::get(&format!("{name}{ending}")))??;
        Some((Some(coding), file))
    });
    let (coding, file) = match packed {
        Some(found) => found,
        None => (None, Files::get(name)?),
    };
    let mut response = Response::new(Bytes::from(file.data.into_owned()));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Some(response)
}
