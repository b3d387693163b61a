//! Failures, designed like pages: a status and the name of the words that explain it. Not for
//! refusals of a verb: those are each slice's own.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use std::sync::Arc;

/// Why a request was not answered with what it asked for.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nothing stands at this address.
    NotFound,
    /// Something stood here and was taken down; the notice says what became of it.
    Gone(Notice),
    /// Whoever asks may not have it.
    Forbidden,
    /// What was sent is longer than is taken here.
    TooLong,
    /// Asked too often.
    TooMany,
    /// The request cannot be understood.
    Unclear,
    /// The program failed; the cause is for the operator only.
    Broken(Arc<dyn std::error::Error + Send + Sync>),
}

/// What a page says that stands where something was taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It was withdrawn, or its time was over.
    Withdrawn {
        /// When, in milliseconds since 1970.
        at: Option<i64>,
        /// Why.
        reason: Option<String>,
    },
    /// It should never have been public.
    InError {
        /// When that was said, in milliseconds since 1970.
        at: Option<i64>,
        /// What was wrong.
        reason: Option<String>,
    },
}

impl Fault {
    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Fault::NotFound => StatusCode::NOT_FOUND,
            Fault::Gone(_) => StatusCode::GONE,
            Fault::Forbidden => StatusCode::FORBIDDEN,
            Fault::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Fault::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Fault::Unclear => StatusCode::BAD_REQUEST,
            Fault::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The Fluent key of its title.
    pub fn title(&self) -> &'static str {
        match self {
            Fault::NotFound => "web-fault-404-title",
            Fault::Gone(Notice::InError { .. }) => "web-fault-error-title",
            Fault::Gone(Notice::Withdrawn { .. }) => "web-fault-410-title",
            Fault::Forbidden => "web-fault-403-title",
            Fault::TooLong => "web-fault-413-title",
            Fault::TooMany => "web-fault-429-title",
            Fault::Unclear => "web-fault-other-title",
            Fault::Broken(_) => "web-fault-500-title",
        }
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for Fault {
    fn from(cause: E) -> Fault {
        Fault::Broken(Arc::new(cause))
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        if let Fault::Broken(cause) = &self {
            let mut causes = cause.to_string();
            let mut below = cause.source();
            while let Some(error) = below {
                causes = format!("{causes}: {error}");
                below = error.source();
            }
            tracing::error!(%causes, "a page could not be made");
        }
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status();
        response.extensions_mut().insert(self);
        response
    }
}
