//! Handing large files in piece by piece (tus 1.0) with a token, through the same door as the desk's. Not
//! for the protocol: that is `media/upload/`.

use super::access::{Caller, Gate, guard};
use super::problem::{Problem, Why};
use crate::media::upload::{self, Door};
use crate::people::{Actor, Reach};
use crate::portal::Portal;
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use utoipa::OpenApi;

/// Where uploads are answered.
const ADDRESS: &str = "/api/uploads";

/// The addresses, whole: each answer names the next.
pub fn routes(portal: &Portal, gate: Arc<Gate>) -> Router<Portal> {
    let door = Door::at(ADDRESS, portal.uploads.clone(), Arc::clone(&portal.words));
    upload::routes(door)
        .method_not_allowed_fallback(async || Problem::new(Why::NoMethod))
        .layer(from_fn(by_token))
        .layer(from_fn_with_state(gate, guard))
}

/// Tells the uploads who hands in.
async fn by_token(mut request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned();
    let Some(caller) = caller else { return Problem::new(Why::NoToken).into_response() };
    if let Err(problem) = caller.reaches(Reach::Media) {
        return problem.into_response();
    }
    request.extensions_mut().insert::<Actor>(caller.actor);
    next.run(request).await
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(create, stand, append, end))]
pub struct Described;

/// Begins an upload: its length is said here, its bytes come with `PATCH`.
#[utoipa::path(post, path = "/api/uploads", tag = "media",
    params(("Tus-Resumable" = String, Header, description = "`1.0.0`"),
        ("Upload-Length" = u64, Header, description = "The length of the file, in bytes"),
        ("Upload-Metadata" = Option<String>, Header, description = "`filename`, `filetype` and `alt`, each with its value in base64, parted by commas")),
    responses((status = 201, description = "It is begun",
            headers(("Location" = String, description = "Where its bytes go"),
                ("Upload-Expires" = String, description = "Until when it is kept"))),
        (status = 400, description = "A header cannot be read"),
        (status = 412, description = "Another version of tus"),
        (status = 413, description = "The file is too long, or of a kind that is not taken")))]
#[expect(dead_code, reason = "it only describes; `media/upload` answers")]
fn create() {}

/// Says how far an upload is.
#[utoipa::path(head, path = "/api/uploads/{id}", tag = "media",
    params(("id" = String, Path, description = "The upload"),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`")),
    responses((status = 200, description = "How far it is",
            headers(("Upload-Offset" = u64, description = "How many bytes have come"),
                ("Upload-Length" = u64, description = "How many there will be"),
                ("Library-Id" = i64, description = "Of a whole one: the file of the library it became"))),
        (status = 412, description = "Another version of tus")))]
#[expect(dead_code, reason = "it only describes; `media/upload` answers")]
fn stand() {}

/// Adds bytes to an upload where they left off; the last of them put the file into the library.
#[utoipa::path(patch, path = "/api/uploads/{id}", tag = "media",
    params(("id" = String, Path, description = "The upload"),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
        ("Upload-Offset" = u64, Header, description = "How many bytes have come"),
        ("Upload-Checksum" = Option<String>, Header, description = "`sha256` or `sha1` and the sum in base64")),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses((status = 204, description = "They are kept",
            headers(("Upload-Offset" = u64, description = "How many bytes have come"),
                ("Library-Id" = i64, description = "Of a whole one: the file of the library it became"))),
        (status = 400, description = "A header cannot be read"),
        (status = 409, description = "The upload is not that far"),
        (status = 412, description = "Another version of tus"),
        (status = 415, description = "The type of the bytes is not `application/offset+octet-stream`"),
        (status = 422, description = "The file is not what it seemed, and is not kept"),
        (status = 460, description = "The bytes do not fit their sum, and are not kept")))]
#[expect(dead_code, reason = "it only describes; `media/upload` answers")]
fn append() {}

/// Gives an upload up.
#[utoipa::path(delete, path = "/api/uploads/{id}", tag = "media",
    params(("id" = String, Path, description = "The upload"),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`")),
    responses((status = 204, description = "It is forgotten"),
        (status = 412, description = "Another version of tus")))]
#[expect(dead_code, reason = "it only describes; `media/upload` answers")]
fn end() {}
