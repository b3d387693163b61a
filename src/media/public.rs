//! Serving files: under their hash they never change, and players may ask for pieces.

use super::actions::{Library, may_change};
use super::model::{Media, MediaFile};
use super::store::{self, Served};
use crate::people::Actor;
use crate::platform::db::Db;
use crate::platform::files::{FileFailure, Files};
use crate::platform::web::Fault;
use crate::platform::web::ranges::{Asked, asked};
use axum::body::Body;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Response, StatusCode};
use http_body::{Frame, SizeHint};
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc;

// Up to here a file is handed over at once; a longer one piece by piece.
const AT_ONCE: u64 = 1 << 20;

/// Answers a request for `/files/<key>/<name>`.
pub async fn serve(
    db: &Db,
    files: &Files,
    key: &str,
    headers: &HeaderMap,
) -> Result<Response<Body>, Fault> {
    match store::served(db, key).await?.ok_or(Fault::NotFound)? {
        Served::File(file) => whole_or_piece(files, &file, headers).await,
        Served::Elsewhere(media) => {
            let newest = store::newest_of(db, media).await?.ok_or(Fault::NotFound)?;
            let key = newest.public.as_ref().ok_or(Fault::NotFound)?;
            Ok(led_on(&format!("/files/{key}/{}", newest.file_name())))
        }
    }
}

/// What was handed in, for those who may change the file: with everything it says of itself, such as
/// where it was taken, so nobody else gets it and nothing on the way keeps it.
pub async fn original(
    library: &Library,
    actor: &Actor,
    media: &Media,
    headers: &HeaderMap,
) -> Result<Response<Body>, Fault> {
    may_change(actor, media).map_err(|_| Fault::Forbidden)?;
    let kind = "application/octet-stream";
    let file = MediaFile::new(media.original.clone(), kind, media.bytes, None);
    let mut response = whole_or_piece(&library.store_of(media), &file, headers).await?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// A file that was replaced: its address leads to the newest, which may change again.
fn led_on(address: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::FOUND;
    let sent = response.headers_mut();
    sent.insert(header::LOCATION, text(address));
    sent.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

async fn whole_or_piece(
    files: &Files,
    file: &MediaFile,
    headers: &HeaderMap,
) -> Result<Response<Body>, Fault> {
    let length = u64::try_from(file.bytes).unwrap_or(0);
    let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let mut response = Response::new(Body::empty());
    let (status, body) = match asked(range, length) {
        Asked::Whole => (StatusCode::OK, Some(content(files, file, 0..length).await?)),
        Asked::Piece(piece) => {
            let span = format!("bytes {}-{}/{length}", piece.start, piece.end - 1);
            response.headers_mut().insert(header::CONTENT_RANGE, text(&span));
            (StatusCode::PARTIAL_CONTENT, Some(content(files, file, piece).await?))
        }
        Asked::Outside => {
            response
                .headers_mut()
                .insert(header::CONTENT_RANGE, text(&format!("bytes */{length}")));
            (StatusCode::RANGE_NOT_SATISFIABLE, None)
        }
    };
    *response.status_mut() = status;
    describe(response.headers_mut(), file);
    if let Some(body) = body {
        *response.body_mut() = body;
    }
    Ok(response)
}

fn describe(sent: &mut HeaderMap, file: &MediaFile) {
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
    // A document is kept by the reader and opened by a program of hers, never by this site's page.
    if file.content_type.starts_with("application/") && !file.content_type.ends_with("mpegurl") {
        sent.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
}

/// The bytes, in memory when they are few.
async fn content(files: &Files, file: &MediaFile, range: Range<u64>) -> Result<Body, FileFailure> {
    let length = range.end - range.start;
    if length <= AT_ONCE {
        return Ok(Body::from(files.get(&file.key.0, Some(range)).await?));
    }
    let mut pieces = files.pieces(&file.key.0, range);
    let (sender, received) = mpsc::channel(2);
    tokio::spawn(async move {
        while let Some(piece) = pieces.next().await {
            if sender.send(piece).await.is_err() {
                // The reader went away.
                return;
            }
        }
    });
    Ok(Body::new(Sent { received, left: length }))
}

/// A body that is read while it is sent.
struct Sent {
    received: mpsc::Receiver<Result<Bytes, FileFailure>>,
    left: u64,
}

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = FileFailure;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, FileFailure>>> {
        let piece = std::task::ready!(self.received.poll_recv(context));
        if let Some(Ok(bytes)) = &piece {
            self.left = self.left.saturating_sub(bytes.len() as u64);
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

fn text(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
