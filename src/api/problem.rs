//! What an answer says when a request was not done: `application/problem+json` (RFC 9457) in the
//! language of the one who asks. Not for which refusal of which verb it is: that is `refusals.rs`.

use super::reply::Reply;
use crate::platform::i18n::{Args, Language};
use crate::portal::Portal;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::sync::Arc;
use utoipa::ToSchema;

/// Why a request was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It cannot be read.
    Malformed,
    /// It brings no token that is good.
    NoToken,
    /// The role does not allow it.
    NotAllowed,
    /// The token's scopes do not allow it.
    NoScope,
    /// There is no such thing.
    NoSuch,
    /// Nothing is done here in this manner.
    NoMethod,
    /// The state or the stage does not allow it.
    WrongState,
    /// Another entry has the slug.
    SlugTaken,
    /// Something has this key already.
    Exists,
    /// A second person is needed.
    OwnWork,
    /// It is used elsewhere.
    InUse,
    /// The same request is being done just now.
    UnderWay,
    /// Somebody else saved meanwhile.
    Clash,
    /// It is too long.
    TooLarge,
    /// It is of a type that is not read here.
    MediaType,
    /// It can be read, but not done as it stands.
    Invalid,
    /// Something the law or the kind demands is missing.
    NotReady,
    /// Its idempotency key was used for something else.
    KeyReused,
    /// It does not say what it changes.
    NoIfMatch,
    /// It comes too early.
    TooMany,
    /// The program failed.
    Broken,
}

/// A problem's status, its name, and the sentences of its title and its detail.
type Told = (StatusCode, &'static str, &'static str, &'static str);

impl Why {
    fn told(self) -> Told {
        use StatusCode as S;
        match self {
            Why::Malformed => {
                (S::BAD_REQUEST, "malformed", "api-malformed", "api-malformed-detail")
            }
            Why::NoToken => (S::UNAUTHORIZED, "no-token", "api-no-token", "api-no-token-detail"),
            Why::NotAllowed => {
                (S::FORBIDDEN, "not-allowed", "api-not-allowed", "api-not-allowed-detail")
            }
            Why::NoScope => (S::FORBIDDEN, "no-scope", "api-no-scope", "api-no-scope-detail"),
            Why::NoSuch => (S::NOT_FOUND, "not-found", "api-not-found", "api-not-found-detail"),
            Why::NoMethod => {
                (S::METHOD_NOT_ALLOWED, "no-method", "api-no-method", "api-no-method-detail")
            }
            Why::WrongState => {
                (S::CONFLICT, "wrong-state", "api-wrong-state", "api-wrong-state-detail")
            }
            Why::SlugTaken => {
                (S::CONFLICT, "slug-taken", "api-slug-taken", "api-slug-taken-detail")
            }
            Why::Exists => (S::CONFLICT, "exists", "api-exists", "api-exists-detail"),
            Why::OwnWork => (S::CONFLICT, "own-work", "api-own-work", "api-own-work-detail"),
            Why::InUse => (S::CONFLICT, "in-use", "api-in-use", "api-in-use-detail"),
            Why::UnderWay => (S::CONFLICT, "under-way", "api-under-way", "api-under-way-detail"),
            Why::Clash => (S::PRECONDITION_FAILED, "clash", "api-clash", "api-clash-detail"),
            Why::TooLarge => {
                (S::PAYLOAD_TOO_LARGE, "too-large", "api-too-large", "api-too-large-detail")
            }
            Why::MediaType => {
                (S::UNSUPPORTED_MEDIA_TYPE, "other-type", "api-media-type", "api-media-type-detail")
            }
            Why::Invalid => {
                (S::UNPROCESSABLE_ENTITY, "invalid", "api-invalid", "api-invalid-detail")
            }
            Why::NotReady => {
                (S::UNPROCESSABLE_ENTITY, "not-ready", "api-not-ready", "api-not-ready-detail")
            }
            Why::KeyReused => {
                (S::UNPROCESSABLE_ENTITY, "key-reused", "api-key-reused", "api-key-reused-detail")
            }
            Why::NoIfMatch => (
                S::PRECONDITION_REQUIRED,
                "no-if-match",
                "api-no-if-match",
                "api-no-if-match-detail",
            ),
            Why::TooMany => {
                (S::TOO_MANY_REQUESTS, "too-many", "api-too-many", "api-too-many-detail")
            }
            Why::Broken => (S::INTERNAL_SERVER_ERROR, "broken", "api-broken", "api-broken-detail"),
        }
    }

    /// The status it is answered with.
    pub fn status(self) -> StatusCode {
        self.told().0
    }
}

/// One thing that is wrong in a request.
#[derive(Clone, Debug)]
struct Wrong {
    field: String,
    said: Said,
}

#[derive(Clone, Debug)]
enum Said {
    Key(&'static str, Vec<(&'static str, i64)>, Vec<(&'static str, String)>),
    Text(String),
}

/// A problem on its way to whoever asked.
#[derive(Clone, Debug)]
pub struct Problem {
    why: Why,
    detail: Option<&'static str>,
    wrong: Vec<Wrong>,
    more: Map<String, Value>,
}

/// A problem as it is sent (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemView {
    /// What kind of problem: `urn:mocban:problem:` and a name that stays the same.
    #[serde(rename = "type")]
    kind: String,
    /// What kind of problem, in words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What is the matter here and what can be done.
    detail: String,
    /// The address that was asked.
    instance: String,
    /// Each thing that is wrong.
    errors: Vec<ErrorView>,
    /// What the problem's kind adds: at a clash `current_etag`, `current` and `given`, at a key or
    /// a state `subject`.
    #[serde(flatten)]
    #[schema(ignore)]
    more: Map<String, Value>,
}

/// One thing that is wrong.
#[derive(Serialize, ToSchema)]
#[schema(as = ProblemError)]
pub struct ErrorView {
    /// Where: a field of the request or of the entry.
    field: String,
    /// What is wrong with it.
    detail: String,
}

impl Problem {
    /// A problem that needs no more words.
    pub fn new(why: Why) -> Problem {
        Problem { why, detail: None, wrong: Vec::new(), more: Map::new() }
    }

    /// What cannot be done as it stands, because of one field.
    pub fn invalid(field: impl Into<String>, key: &'static str) -> Problem {
        Problem::new(Why::Invalid).at(field, key)
    }

    /// Adds a field that is wrong and the key of the sentence that says how.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>, key: &'static str) -> Problem {
        self.wrong
            .push(Wrong { field: field.into(), said: Said::Key(key, Vec::new(), Vec::new()) });
        self
    }

    /// The same, of a sentence that speaks of numbers and texts.
    #[must_use]
    pub fn at_with(
        mut self,
        field: impl Into<String>,
        key: &'static str,
        numbers: Vec<(&'static str, i64)>,
        texts: Vec<(&'static str, String)>,
    ) -> Problem {
        self.wrong.push(Wrong { field: field.into(), said: Said::Key(key, numbers, texts) });
        self
    }

    /// Adds a field that is wrong, in words for programmers.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "errors are handed over as they were caught")]
    pub fn because(mut self, field: impl Into<String>, text: impl ToString) -> Problem {
        let said = Said::Text(text.to_string());
        self.wrong.push(Wrong { field: field.into(), said });
        self
    }

    /// Says another sentence than the usual one.
    #[must_use]
    pub fn saying(mut self, key: &'static str) -> Problem {
        self.detail = Some(key);
        self
    }

    /// Adds a member.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Problem {
        self.more.insert(name.to_owned(), value.into());
        self
    }

    /// Whether nothing is wrong after all.
    pub fn is_empty(&self) -> bool {
        self.wrong.is_empty()
    }

    /// Why.
    pub fn why(&self) -> Why {
        self.why
    }

    /// The answer in a language.
    pub fn told(&self, portal: &Portal, language: Language, instance: &str) -> Response {
        let (status, name, title, detail) = self.why.told();
        let error = |wrong: &Wrong| ErrorView {
            field: wrong.field.clone(),
            detail: match &wrong.said {
                Said::Key(key, numbers, texts) => {
                    let mut args = Args::new();
                    for (name, number) in numbers {
                        args.set(*name, *number);
                    }
                    for (name, text) in texts {
                        args.set(*name, text.as_str());
                    }
                    portal.words.say_with(language, key, &args)
                }
                Said::Text(text) => text.clone(),
            },
        };
        let mut args = Args::new();
        args.set("errors", i64::try_from(self.wrong.len()).unwrap_or(i64::MAX));
        let view = ProblemView {
            kind: format!("urn:mocban:problem:{name}"),
            title: portal.say(language, title),
            status: status.as_u16(),
            detail: portal.words.say_with(language, self.detail.unwrap_or(detail), &args),
            instance: instance.to_owned(),
            errors: self.wrong.iter().map(error).collect(),
            more: self.more.clone(),
        };
        let body = serde_json::to_string(&view).unwrap_or_else(|_| json!({}).to_string());
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let kind = http::HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(http::header::CONTENT_TYPE, kind);
        if let Ok(tag) = http::HeaderValue::from_str(language.code()) {
            response.headers_mut().insert(http::header::CONTENT_LANGUAGE, tag);
        }
        if status == StatusCode::UNAUTHORIZED {
            let asked = http::HeaderValue::from_static("Bearer realm=\"mocban\"");
            response.headers_mut().insert(http::header::WWW_AUTHENTICATE, asked);
        }
        response
    }
}

/// The guard at the door of the API puts it into words: it knows the language.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.why.status();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Why a handler ended before its work.
#[derive(Debug)]
pub enum Stop {
    /// Something is the matter.
    Problem(Box<Problem>),
    /// The same request was done before: its answer again.
    Again(Box<Reply>),
}

impl<E: Into<Problem>> From<E> for Stop {
    fn from(cause: E) -> Stop {
        Stop::Problem(Box::new(cause.into()))
    }
}

impl From<Why> for Problem {
    fn from(why: Why) -> Problem {
        Problem::new(why)
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        match self {
            Stop::Problem(problem) => problem.into_response(),
            Stop::Again(reply) => reply.again().into_response(),
        }
    }
}

/// What a handler answers.
pub type Answered = Result<Reply, Stop>;
