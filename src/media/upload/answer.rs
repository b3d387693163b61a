//! How uploads are answered: the headers of tus, and refusals as problems (RFC 9457) with a
//! sentence in the sender's language.

use super::UploadFailure;
use crate::media::Refusal;
use crate::people::Actor;
use crate::platform::i18n::{Args, Words};
use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

/// What tus calls a body that is not what its checksum says.
const CHECKSUM_MISMATCH: u16 = 460;

/// An answer without a body.
pub fn tus(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert("tus-resumable", HeaderValue::from_static("1.0.0"));
    response
}

/// An answer to a program that does not keep to the protocol.
pub fn error(status: StatusCode) -> Response {
    tus(status)
}

/// A no with its sentence.
pub fn refused(words: &Words, actor: &Actor, status: StatusCode, refusal: &Refusal) -> Response {
    let Some(key) = refusal.key() else {
        tracing::error!(error = %refusal, "a file could not be taken in");
        return error(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let mut args = Args::new();
    for (name, number) in refusal.numbers() {
        args.set(name, number);
    }
    for (name, text) in refusal.texts() {
        args.set(name, text.to_owned());
    }
    let language = actor.person().map(|person| person.language);
    let language = language.or_else(|| words.languages().next());
    let detail = language.map(|language| words.say_with(language, key, &args));
    let problem =
        json!({ "type": format!("urn:mocban:{key}"), "status": status.as_u16(), "detail": detail });
    let mut response = tus(status);
    *response.body_mut() = Body::from(problem.to_string());
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// An answer to a piece that could not be taken.
pub fn failure(words: &Words, actor: &Actor, failure: &UploadFailure) -> Response {
    match failure {
        UploadFailure::Missing => error(StatusCode::NOT_FOUND),
        UploadFailure::OtherOffset => error(StatusCode::CONFLICT),
        UploadFailure::TooMuch => error(StatusCode::PAYLOAD_TOO_LARGE),
        UploadFailure::Busy => error(StatusCode::LOCKED),
        UploadFailure::Checksum => {
            error(StatusCode::from_u16(CHECKSUM_MISMATCH).unwrap_or(StatusCode::BAD_REQUEST))
        }
        UploadFailure::Refused(refusal) => {
            refused(words, actor, StatusCode::UNPROCESSABLE_ENTITY, refusal)
        }
        UploadFailure::Disk(cause) => {
            tracing::error!(%cause, "an upload could not be written");
            error(StatusCode::INSUFFICIENT_STORAGE)
        }
    }
}

/// A moment in milliseconds since 1970 as HTTP writes it (RFC 9110, 5.6.7).
pub fn http_date(at: i64) -> HeaderValue {
    let moment = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
    let text = moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}
