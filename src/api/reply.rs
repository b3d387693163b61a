//! An answer that can be given twice: its status, its headers and its text. Not for problems.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, ETAG, LOCATION};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// The entity tag of what it shows.
    pub etag: Option<String>,
    /// Where what was made stands.
    pub location: Option<String>,
    /// Its JSON; empty for none.
    pub body: String,
    replayed: bool,
}

impl Reply {
    /// What was asked for.
    pub fn of(value: &impl Serialize) -> Reply {
        let body = serde_json::to_string(value).unwrap_or_default();
        Reply { status: StatusCode::OK, etag: None, location: None, body, replayed: false }
    }

    /// Nothing to show.
    pub fn nothing() -> Reply {
        Reply {
            status: StatusCode::NO_CONTENT,
            etag: None,
            location: None,
            body: String::new(),
            replayed: false,
        }
    }

    /// As it was kept.
    pub fn kept(
        status: StatusCode,
        etag: Option<String>,
        location: Option<String>,
        body: String,
    ) -> Reply {
        Reply { status, etag, location, body, replayed: true }
    }

    /// With an entity tag.
    #[must_use]
    pub fn tagged(mut self, etag: String) -> Reply {
        self.etag = Some(etag);
        self
    }

    /// Something was made.
    #[must_use]
    pub fn made(mut self, location: String) -> Reply {
        self.status = StatusCode::CREATED;
        self.location = Some(location);
        self
    }

    /// Marked as an answer given before.
    #[must_use]
    pub fn again(mut self) -> Reply {
        self.replayed = true;
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        let mut set = |name: HeaderName, value: Option<&str>| {
            if let Some(value) = value.and_then(|text| HeaderValue::from_str(text).ok()) {
                headers.insert(name, value);
            }
        };
        set(CONTENT_TYPE, (!self.body.is_empty()).then_some("application/json"));
        set(ETAG, self.etag.as_deref());
        set(LOCATION, self.location.as_deref());
        set(HeaderName::from_static("idempotency-replayed"), self.replayed.then_some("true"));
        *response.body_mut() = Body::from(self.body);
        response
    }
}
