//! Who is at the desk: the cookie, and the extractor every handler of the desk begins with. Not for
//! signing in: that is `sign_in.rs`.

use crate::people::{self, Actor, Person, Right, Scope, Secret, SessionKey};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT, CACHE_CONTROL, COOKIE, LOCATION, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use std::sync::Arc;

/// Where signing in begins.
pub const SIGN_IN: &str = "/desk/sign-in";

/// Somebody at the desk.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who acts: what verbs are given.
    pub actor: Actor,
    /// The same person.
    pub person: Arc<Person>,
    /// Her session.
    pub session: SessionKey,
}

impl Signed {
    /// Whether she holds a right on something.
    pub fn may(&self, right: Right, scope: &Scope<'_>) -> bool {
        self.actor.may(right, scope)
    }
}

/// Why a request of the desk was not let in.
#[derive(Debug)]
pub enum NotSigned {
    /// Nobody is signed in; a person is shown the way.
    Page {
        /// Where she wanted to go.
        next: String,
    },
    /// Nobody is signed in; a script is told so.
    Script,
    /// The session could not be looked up.
    Broken(Fault),
}

impl IntoResponse for NotSigned {
    fn into_response(self) -> Response {
        match self {
            NotSigned::Page { next } => {
                let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
                see_other(&format!("{SIGN_IN}?{query}"))
            }
            NotSigned::Script => StatusCode::UNAUTHORIZED.into_response(),
            NotSigned::Broken(fault) => fault.into_response(),
        }
    }
}

impl FromRequestParts<Portal> for Signed {
    type Rejection = NotSigned;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, NotSigned> {
        let secret = cookie(&parts.headers, session_cookie(portal));
        let found = match secret {
            Some(secret) => people::session(&portal.db, &secret, portal.clock.now())
                .await
                .map_err(|error| NotSigned::Broken(error.into()))?,
            None => None,
        };
        found
            .map(|found| Signed {
                actor: Actor::Person(Arc::clone(&found.person)),
                person: found.person,
                session: found.key,
            })
            .ok_or_else(|| refused(parts))
    }
}

fn refused(parts: &Parts) -> NotSigned {
    let json = parts.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok());
    let script = parts.headers.contains_key("hx-request")
        || json.is_some_and(|accept| accept.contains("application/json"));
    if script {
        return NotSigned::Script;
    }
    // What was sent cannot be sent again after signing in: only pages are come back to.
    let next = match parts.method {
        Method::GET | Method::HEAD => parts.uri.path_and_query().map(ToString::to_string),
        _ => None,
    };
    NotSigned::Page { next: next.unwrap_or_else(|| "/desk".to_owned()) }
}

/// The name of the session's cookie. `__Host-` makes browsers hold that it is sent over TLS and to
/// this host alone (RFC 6265bis, 4.1.3.2); a portal without TLS cannot have it.
pub fn session_cookie(portal: &Portal) -> &'static str {
    if over_tls(portal) { "__Host-mocban_desk" } else { "mocban_desk" }
}

/// The name of the cookie that holds a sign-in between its steps.
pub fn half_cookie(portal: &Portal) -> &'static str {
    if over_tls(portal) { "__Host-mocban_half" } else { "mocban_half" }
}

fn over_tls(portal: &Portal) -> bool {
    portal.origin.starts_with("https://")
}

/// The secret in a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let lists = headers.get_all(COOKIE).iter().filter_map(|list| list.to_str().ok());
    lists
        .flat_map(|list| list.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(given, value)| *given == name && !value.is_empty())
        .map(|(_, value)| Secret::presented(value))
}

/// What a cookie is set to.
#[derive(Clone, Copy, Debug)]
pub enum Crumbs<'a> {
    /// A secret, until the browser is closed or the server forgets it.
    Secret(&'a Secret),
    /// Nothing: the browser forgets it.
    Nothing,
}

/// Sets a cookie of the desk on an answer.
pub fn set_cookie(portal: &Portal, response: &mut Response, name: &str, crumbs: Crumbs<'_>) {
    let (value, age) = match crumbs {
        Crumbs::Secret(secret) => (secret.reveal(), ""),
        Crumbs::Nothing => ("", "; Max-Age=0"),
    };
    let secure = if over_tls(portal) { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// Sends a browser on to another page with a fresh GET.
pub fn see_other(to: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A place of the desk a person may be sent to after signing in; anything else becomes the desk's
/// first page, so that a link cannot lead elsewhere by way of us.
pub fn place_at_desk(next: Option<&str>) -> &str {
    let ours = |next: &&str| {
        let below = next
            .strip_prefix("/desk")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest.starts_with('?'));
        below && !next.starts_with(SIGN_IN) && !next.contains(['\\', '\r', '\n']) && next.is_ascii()
    };
    next.filter(ours).unwrap_or("/desk")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_desk_and_nowhere_else() {
        assert_eq!(place_at_desk(Some("/desk/news?page=2")), "/desk/news?page=2");
        for other in
            ["//elsewhere.example", "/deskelsewhere", "/vi", "https://a.example", "/desk/\\a"]
        {
            assert_eq!(place_at_desk(Some(other)), "/desk", "{other}");
        }
        assert_eq!(place_at_desk(Some("/desk/sign-in?next=/desk")), "/desk");
        assert_eq!(place_at_desk(None), "/desk");
    }
}
