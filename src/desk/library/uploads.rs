//! Who may hand files in piece by piece: whoever is signed in at the desk. Not for the protocol
//! (`media/upload/`), and not for the right to upload, which the library's verbs ask for.

use crate::desk::session::{NotSigned, Signed};
use crate::media::upload::{self, Door};
use crate::people::Actor;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Request, StatusCode, header};
use serde_json::json;
use std::sync::Arc;

pub fn routes(portal: &Portal) -> Router<Portal> {
    let door = Door::new(portal.uploads.clone(), Arc::clone(&portal.words));
    upload::routes(door).layer(from_fn_with_state(portal.clone(), signed_in))
}

/// Tells the uploads who hands in.
async fn signed_in(
    State(portal): State<Portal>,
    request: Request<Body>,
    next: Next,
) -> Result<Response, Fault> {
    let (mut parts, body) = request.into_parts();
    match Signed::from_request_parts(&mut parts, &portal).await {
        Ok(signed) => {
            parts.extensions.insert::<Actor>(signed.actor);
            Ok(next.run(Request::from_parts(parts, body)).await)
        }
        Err(NotSigned::Broken(fault)) => Err(fault),
        Err(NotSigned::Page { .. } | NotSigned::Script) => Ok(signed_out(&portal)),
    }
}

/// The session ended while files were on their way: what came is kept, a script is told why the rest
/// is not taken.
fn signed_out(portal: &Portal) -> Response {
    let key = "mediadesk-signed-out";
    let detail = portal.say(portal.addresses.default_language(), key);
    let status = StatusCode::UNAUTHORIZED;
    let problem =
        json!({ "type": format!("urn:mocban:{key}"), "status": status.as_u16(), "detail": detail });
    let mut response = (status, problem.to_string()).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
