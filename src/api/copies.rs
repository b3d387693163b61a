//! A private copy of somebody else's page on its way in and out: its bytes are the body of a request, its
//! name stands in the address. Not for what it is a copy of: fact checks and rankings say that themselves.

use super::access::Caller;
use super::act::Act;
use super::inputs::{Asked, Called, LONGEST_FILE, read};
use super::problem::Problem;
use crate::portal::Portal;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

/// A copy that is handed in with one request.
pub struct HandedIn {
    /// The request.
    pub act: Act,
    /// What the copy is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

impl FromRequest<Portal> for HandedIn {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, portal: &Portal) -> Result<HandedIn, Problem> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, portal).await?;
        let Asked(file) = Asked::<Called>::from_request_parts(&mut parts, portal).await?;
        let name = file.name()?;
        let (headers, target) = (parts.headers.clone(), format!("{} {}", parts.method, parts.uri));
        let bytes = read(Request::from_parts(parts, body), LONGEST_FILE).await?;
        let act = Act::of(caller, portal, &headers, &target, &bytes)?;
        Ok(HandedIn { act, name, bytes })
    }
}

/// A copy given back, named by its hash. It is never shown in a browser as a page of this portal: it is the
/// work of others.
pub fn given(sha256: &str, bytes: Bytes) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{sha256}\"")),
    ];
    (headers, Body::from(bytes)).into_response()
}
