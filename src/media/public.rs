//! Serving files: under their hash they never change, and players may ask for pieces.

use super::store;
use crate::platform::db::Db;
use crate::platform::files::Files;
use crate::platform::web::Fault;
use crate::platform::web::ranges::{Asked, asked};
use axum::body::Body;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Response, StatusCode};

/// Answers a request for `/files/<key>/<name>`.
pub async fn serve(
    db: &Db,
    files: &Files,
    key: &str,
    headers: &HeaderMap,
) -> Result<Response<Body>, Fault> {
    let file = store::find(db, key).await?.ok_or(Fault::NotFound)?;
    let length = u64::try_from(file.bytes).unwrap_or(0);
    let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let mut response = Response::new(Body::empty());
    let (status, body) = match asked(range, length) {
        Asked::Whole => (StatusCode::OK, Some(files.get(key, None).await?)),
        Asked::Piece(piece) => {
            let span = format!("bytes {}-{}/{length}", piece.start, piece.end - 1);
            response.headers_mut().insert(header::CONTENT_RANGE, text(&span));
            (StatusCode::PARTIAL_CONTENT, Some(files.get(key, Some(piece)).await?))
        }
        Asked::Outside => {
            response
                .headers_mut()
                .insert(header::CONTENT_RANGE, text(&format!("bytes */{length}")));
            (StatusCode::RANGE_NOT_SATISFIABLE, None)
        }
    };
    *response.status_mut() = status;
    let sent = response.headers_mut();
    sent.insert(header::CONTENT_TYPE, text(&file.content_type));
    sent.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    sent.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    // A drawing opened by itself may style itself and nothing more.
    sent.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    );
    sent.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Some(bytes) = body {
        *response.body_mut() = Body::from(bytes);
    }
    Ok(response)
}

fn text(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
