//! Who asks, how far her token reaches, and how often she may ask: the guard at the door of the API.
//! Cookies are not looked at: a browser that carries an editor's session asks here as a stranger.

use super::limits::{Buckets, Left, OF_STRANGER, OF_TOKEN, Rate};
use super::problem::{Problem, Why};
use crate::people::{self, Actor, Bearer, Reach, Right, Scope, TokenId};
use crate::platform::i18n::Language;
use crate::platform::web::Peer;
use crate::portal::Portal;
use axum::extract::{FromRequestParts, OriginalUri, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, RETRY_AFTER};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// What the guard remembers between requests; nothing of it is written down.
pub struct Gate {
    portal: Portal,
    tokens: Buckets<TokenId>,
    strangers: Buckets<IpAddr>,
    /// Requests with an idempotency key that are being done.
    under_way: Arc<UnderWay>,
}

impl Gate {
    /// A gate that has seen nobody yet.
    pub fn new(portal: Portal) -> Gate {
        Gate {
            portal,
            tokens: Buckets::new(OF_TOKEN),
            strangers: Buckets::new(OF_STRANGER),
            under_way: Arc::default(),
        }
    }
}

/// Requests with an idempotency key that this process is doing.
#[derive(Debug, Default)]
pub struct UnderWay(Mutex<HashSet<(TokenId, String)>>);

/// One of them, until it is dropped.
#[derive(Debug)]
pub struct Doing {
    all: Arc<UnderWay>,
    this: (TokenId, String),
}

impl UnderWay {
    /// Marks a request as being done; `None` when it already is.
    fn begin(self: &Arc<Self>, token: TokenId, key: &str) -> Option<Doing> {
        let this = (token, key.to_owned());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(this.clone()).then(|| Doing { all: Arc::clone(self), this })
    }
}

impl Drop for Doing {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.this);
    }
}

/// Who asks with a token that is good.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who acts.
    pub actor: Actor,
    /// With which token.
    pub token: TokenId,
    bearer: Bearer,
    under_way: Arc<UnderWay>,
}

impl Caller {
    /// Refuses a token without this scope.
    pub fn reaches(&self, reach: Reach) -> Result<(), Problem> {
        if self.bearer.reaches(reach) {
            return Ok(());
        }
        Err(Problem::new(Why::NoScope).with("scope", reach.name()))
    }

    /// Refuses a role without this right on the whole site.
    pub fn may(&self, right: Right) -> Result<(), Problem> {
        if self.actor.may(right, &Scope::site()) {
            return Ok(());
        }
        Err(Problem::new(Why::NotAllowed))
    }

    /// Marks a request with an idempotency key as being done.
    pub fn doing(&self, key: &str) -> Result<Doing, Problem> {
        self.under_way.begin(self.token, key).ok_or_else(|| Problem::new(Why::UnderWay))
    }
}

impl FromRequestParts<Portal> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Portal) -> Result<Caller, Problem> {
        parts.extensions.get::<Caller>().cloned().ok_or_else(|| Problem::new(Why::NoToken))
    }
}

/// Lets a request in, or says why not; puts every problem into words.
pub async fn guard(State(gate): State<Arc<Gate>>, mut request: Request, next: Next) -> Response {
    let language = language(&gate.portal, request.headers());
    let instance = whole_path(&request);
    let (rate, left, mut response) = match entered(&gate, &mut request).await {
        Ok(Some(left)) => (OF_TOKEN, Some(left), next.run(request).await),
        Ok(None) => (OF_TOKEN, None, next.run(request).await),
        Err((left, problem)) => {
            let rate = if problem.why() == Why::NoToken { OF_STRANGER } else { OF_TOKEN };
            (rate, left, problem.into_response())
        }
    };
    if let Some(problem) = response.extensions_mut().remove::<Arc<Problem>>() {
        let told = problem.told(&gate.portal, language, &instance);
        let mut headers = std::mem::take(response.headers_mut());
        headers.remove(http::header::CONTENT_LENGTH);
        headers.extend(told.headers().clone());
        response = told;
        *response.headers_mut() = headers;
    }
    if let Some(left) = left {
        tell_rate(response.headers_mut(), rate, left);
    }
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The one document that is open to everybody: it says how to ask, and tells nothing of the site.
fn is_open(request: &Request) -> bool {
    whole_path(request) == "/api/openapi.json"
}

/// The path as it was asked: within the nest of the API its beginning is cut off.
fn whole_path(request: &Request) -> String {
    let asked = request.extensions().get::<OriginalUri>().map_or(request.uri(), |uri| &uri.0);
    asked.path().to_owned()
}

type Refused = (Option<Left>, Problem);

async fn entered(gate: &Gate, request: &mut Request) -> Result<Option<Left>, Refused> {
    if is_open(request) {
        return Ok(None);
    }
    let now = gate.portal.clock.now();
    let ms = now.as_millisecond();
    let bearer = match token(request.headers()) {
        Some(text) => people::bearer(&gate.portal.db, text, now)
            .await
            .map_err(|failure| (None, Problem::from(failure)))?,
        None => None,
    };
    let Some(bearer) = bearer else {
        // Only those who come with a bad token are counted by their address, and only in memory: a
        // good token from the same office is never held up.
        let address = request.extensions().get::<Peer>().map(|peer| peer.0);
        let left = gate.strangers.take(address.unwrap_or(Ipv4Addr::UNSPECIFIED.into()), ms);
        let why = if matches!(left, Left::None { .. }) { Why::TooMany } else { Why::NoToken };
        return Err((Some(left), Problem::new(why)));
    };
    let left = gate.tokens.take(bearer.token, ms);
    if matches!(left, Left::None { .. }) {
        return Err((Some(left), Problem::new(Why::TooMany)));
    }
    let caller = Caller {
        actor: bearer.actor.clone(),
        token: bearer.token,
        bearer,
        under_way: Arc::clone(&gate.under_way),
    };
    request.extensions_mut().insert(caller);
    Ok(Some(left))
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The headers of draft-ietf-httpapi-ratelimit-headers-10, and `Retry-After` when it was too early.
fn tell_rate(headers: &mut HeaderMap, rate: Rate, left: Left) {
    let (remaining, seconds) = match left {
        Left::Some { remaining, full_in } => (remaining, full_in),
        Left::None { again_in } => {
            headers.insert(RETRY_AFTER, HeaderValue::from(again_in));
            (0, again_in)
        }
    };
    let policy = format!("\"burst\";q={};w={}", rate.burst, rate.window());
    let now = format!("\"burst\";r={remaining};t={seconds}");
    for (name, value) in [("ratelimit-policy", policy), ("ratelimit", now)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
}

/// The language of an answer's sentences: the one that is wanted most of those the program speaks
/// (RFC 9110, 12.5.4), else the site's.
fn language(portal: &Portal, headers: &HeaderMap) -> Language {
    let wanted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let known = |tag: &str| {
        let primary = tag.split('-').next()?.trim().to_ascii_lowercase();
        portal.words.languages().find(|language| language.code() == primary)
    };
    let mut best = (0.0, portal.addresses.default_language());
    for part in wanted.into_iter().flat_map(|list| list.split(',')).take(20) {
        let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        let weight: f32 = weight.trim().parse().unwrap_or(0.0);
        if let Some(language) = known(tag.trim()).filter(|_| weight > best.0) {
            best = (weight, language);
        }
    }
    best.1
}
