//! A request that changes something: which state of things it was made for (`If-Match`), and that it
//! is done once however often it is sent (`Idempotency-Key`,
//! draft-ietf-httpapi-idempotency-key-header-07). The key is kept in the transaction of the act: an
//! act that is done has its answer kept, one that is refused has none. Not for what is done.

use super::access::{Caller, Doing};
use super::inputs::{LONGEST_JSON, json, read};
use super::problem::{Answered, Problem, Stop, Why};
use super::reply::Reply;
use super::store::once::{self, Left};
use crate::people::Reach;
use crate::platform::db::Tx;
use crate::platform::files::hex;
use crate::portal::Portal;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts};
use bytes::Bytes;
use http::header::IF_MATCH;
use http::{HeaderMap, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

/// How long an answer is kept under its key, in milliseconds.
pub const KEPT_MS: i64 = 24 * 3_600_000;
const LONGEST_KEY: usize = 255;

/// A request that changes something, before it is begun.
pub struct Act {
    /// Who asks.
    pub caller: Caller,
    /// Where.
    pub portal: Portal,
    /// When, in milliseconds since 1970.
    pub at: i64,
    if_match: Option<String>,
    key: Option<String>,
    print: String,
}

/// Such a request with what it brings.
pub struct Sent<T>(pub Act, pub T);

/// The header of a request that is done once, for the description of the API.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it only describes")]
pub struct Once {
    /// Does this once however often it is sent
    #[param(rename = "Idempotency-Key")]
    idempotency_key: Option<String>,
}

/// A request that brings nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

impl<T: DeserializeOwned> FromRequest<Portal> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, portal: &Portal) -> Result<Sent<T>, Problem> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, portal).await?;
        let headers = parts.headers.clone();
        let target = format!("{} {}", parts.method, parts.uri);
        let bytes = read(Request::from_parts(parts, body), LONGEST_JSON).await?;
        let act = Act::of(caller, portal, &headers, &target, &bytes)?;
        Ok(Sent(act, json(&headers, &bytes)?))
    }
}

impl Act {
    /// What a request says of itself beside its body.
    pub fn of(
        caller: Caller,
        portal: &Portal,
        headers: &HeaderMap,
        target: &str,
        body: &Bytes,
    ) -> Result<Act, Problem> {
        let if_match = text(headers, IF_MATCH.as_str())?;
        let key = text(headers, "idempotency-key")?.map(|key| key_of(&key)).transpose()?;
        let mut print = Sha256::new();
        for part in [target.as_bytes(), if_match.as_deref().unwrap_or_default().as_bytes(), body] {
            print.update((part.len() as u64).to_be_bytes());
            print.update(part);
        }
        let (at, print) = (portal.clock.now_ms(), hex(&print.finalize()));
        Ok(Act { caller, portal: portal.clone(), at, if_match, key, print })
    }

    /// Begins the act, unless it was done before or is being done.
    pub async fn begin(self, reach: Reach) -> Result<Begun, Stop> {
        self.caller.reaches(reach)?;
        let doing = self.key.as_deref().map(|key| self.caller.doing(key)).transpose()?;
        let mut tx = self.portal.db.begin().await?;
        self.claim(&mut tx).await?;
        Ok(Begun { tx, act: self, _doing: doing })
    }

    /// The same for a verb that opens its transaction itself: the key is taken before it and the
    /// answer kept after it. Killed between the two, the key stays taken for its day.
    pub async fn begin_apart(self, reach: Reach) -> Result<Apart, Stop> {
        let Begun { tx, act, _doing: doing } = self.begin(reach).await?;
        if act.key.is_some() {
            tx.commit().await?;
        }
        Ok(Apart { act, _doing: doing })
    }

    async fn claim(&self, tx: &mut Tx) -> Result<(), Stop> {
        let Some(key) = &self.key else { return Ok(()) };
        let whose = (self.caller.token, key.as_str());
        once::forget(tx, self.at - KEPT_MS).await?;
        let Some(before) = once::claim(tx, whose, &self.print, self.at).await? else {
            return Ok(());
        };
        if before.print != self.print {
            return Err(Problem::new(Why::KeyReused).into());
        }
        Err(match before.left {
            Left::Answer(reply) => Stop::Again(Box::new(reply)),
            Left::Nothing => Problem::new(Why::Exists).saying("api-done-with-secret").into(),
            Left::Open => Problem::new(Why::UnderWay).into(),
        })
    }
}

/// An act whose verb opens its transaction itself.
pub struct Apart {
    /// The request.
    pub act: Act,
    _doing: Option<Doing>,
}

impl Apart {
    /// Keeps the answer of a verb that was done, or gives the key of a refused one free.
    pub async fn end(self, done: Result<Reply, Stop>, keep: Keep) -> Answered {
        let Some(key) = &self.act.key else { return done };
        let whose = (self.act.caller.token, key.as_str());
        let mut tx = self.act.portal.db.begin().await?;
        match &done {
            Ok(reply) => once::keep(&mut tx, whose, reply, keep).await?,
            Err(_) => once::free(&mut tx, whose).await?,
        }
        tx.commit().await?;
        done
    }
}

impl Act {
    /// Refuses when what stands there now is not what the request was made for (RFC 9110, 13.1.1).
    pub fn expect(&self, current: &str) -> Result<(), Problem> {
        let Some(given) = &self.if_match else { return Err(Problem::new(Why::NoIfMatch)) };
        // Strong comparison: a weak tag never fits.
        let fits = |tag: &str| tag == "*" || tag == current;
        if given.split(',').any(|tag| fits(tag.trim())) {
            return Ok(());
        }
        let clash = Problem::new(Why::Clash);
        Err(clash.with("current_etag", current).with("given_etag", given.as_str()))
    }

    /// The tag the request was made for.
    pub fn given(&self) -> Option<&str> {
        self.if_match.as_deref()
    }
}

fn text(headers: &HeaderMap, name: &str) -> Result<Option<String>, Problem> {
    let unclear = |_| Problem::new(Why::Malformed).at(name, "api-header");
    headers.get(name).map(|value| value.to_str().map(str::to_owned).map_err(unclear)).transpose()
}

/// A key is a string between quotation marks; one without them is taken too.
fn key_of(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let fits = !bare.is_empty()
        && bare.len() <= LONGEST_KEY
        && bare.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\');
    if fits {
        return Ok(bare.to_owned());
    }
    Err(Problem::new(Why::Malformed).at("idempotency-key", "api-header"))
}

/// An act under way, in its transaction.
pub struct Begun {
    /// The transaction.
    pub tx: Tx,
    /// The request.
    pub act: Act,
    _doing: Option<Doing>,
}

/// Whether an answer may be kept for a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// All of it.
    All,
    /// All but its body, which holds a secret.
    NotTheBody,
}

impl Begun {
    /// Refuses when what stands there now is not what the request was made for.
    pub fn expect(&self, current: &str) -> Result<(), Problem> {
        self.act.expect(current)
    }

    /// Commits the act together with its answer.
    pub async fn end(self, reply: Reply) -> Answered {
        self.end_keeping(reply, Keep::All).await
    }

    /// The same, of an answer that is not kept whole.
    pub async fn end_keeping(mut self, reply: Reply, keep: Keep) -> Answered {
        if let Some(key) = &self.act.key {
            let whose = (self.act.caller.token, key.as_str());
            once::keep(&mut self.tx, whose, &reply, keep).await?;
        }
        self.tx.commit().await?;
        Ok(reply)
    }
}

/// The entity tag of a thing that has no editions: a hash of what is shown of it.
pub fn etag_of(body: &str) -> String {
    let hash = hex(&Sha256::digest(body.as_bytes()));
    format!("\"{}\"", hash.chars().take(24).collect::<String>())
}
