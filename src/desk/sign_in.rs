//! Coming in: address and password, the code, a passkey, a provider, a link; and leaving. Everything
//! but passkeys works without script. Not for an account once its person is in: that is `me.rs`.

use super::account_words::{Wrong, agent, here, wrong};
use super::frame::{View, plain, with_status};
use super::sent::Sent;
use super::session::{
    Crumbs, SIGN_IN, Signed, cookie, half_cookie, place_at_desk, see_other, session_cookie,
    set_cookie,
};
use crate::people::{self, Entered, Half, LinkView, Purpose, Refusal, Secret};
use crate::platform::i18n::Language;
use crate::platform::web::{Fault, Peer};
use crate::portal::Portal;
use axum::extract::{Extension, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The routes of coming in and leaving.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/sign-in", get(show).post(enter))
        .route("/desk/sign-in/code", get(show_code).post(enter_code))
        .route("/desk/sign-in/passkey/begin", post(begin_passkey))
        .route("/desk/sign-in/passkey/finish", post(finish_passkey))
        .route("/desk/sign-in/oidc", get(to_provider))
        .route("/desk/sign-in/oidc/back", get(from_provider))
        .route("/desk/sign-in/link/{secret}", get(show_link).post(take_up))
        .route("/desk/sign-out", post(leave))
}

/// The query of the pages that lead on after signing in.
#[derive(Debug, Deserialize)]
struct Onward {
    next: Option<String>,
}

#[derive(Serialize)]
struct SignInPage {
    email: String,
    next: String,
    errors: Vec<Wrong>,
    passkeys: bool,
    provider: Option<String>,
    provider_url: String,
}

#[derive(Serialize)]
struct CodePage {
    action: String,
    error: String,
}

#[derive(Serialize)]
struct LinkPage {
    purpose: &'static str,
    email: String,
    name: String,
    errors: Vec<Wrong>,
    ended: bool,
}

/// The language of a page for somebody nobody knows yet: the site's own, if the program speaks it.
fn language(portal: &Portal) -> Language {
    portal.addresses.default_language()
}

fn query(next: &str) -> String {
    serde_urlencoded::to_string([("next", next)]).unwrap_or_default()
}

/// Lets somebody in: her session's cookie, and on to where she wanted to go.
fn let_in(portal: &Portal, secret: &Secret, next: &str) -> Response {
    let mut response = see_other(place_at_desk(Some(next)));
    set_cookie(portal, &mut response, session_cookie(portal), Crumbs::Secret(secret));
    set_cookie(portal, &mut response, half_cookie(portal), Crumbs::Nothing);
    response
}

/// In, or on to the code.
fn onward(portal: &Portal, entered: &Entered, next: &str) -> Response {
    match entered {
        Entered::In(secret) => let_in(portal, secret, next),
        Entered::Code(secret) => {
            let mut response = see_other(&format!("{SIGN_IN}/code?{}", query(next)));
            set_cookie(portal, &mut response, half_cookie(portal), Crumbs::Secret(secret));
            response
        }
    }
}

/// Says on an answer how long to wait (RFC 9110, 10.2.3).
fn waiting(mut response: Response, seconds: Option<i64>) -> Response {
    if let Some(seconds) = seconds {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn wait(portal: &Portal, refusal: &Refusal) -> Option<i64> {
    match refusal {
        Refusal::Held(free_at) => Some((free_at - portal.clock.now_ms()).max(0) / 1000 + 1),
        _ => None,
    }
}

fn page(
    portal: &Portal,
    (email, next): (&str, &str),
    errors: Vec<Wrong>,
) -> Result<Response, Fault> {
    let language = language(portal);
    let own = SignInPage {
        email: email.to_owned(),
        next: next.to_owned(),
        errors,
        passkeys: portal.gate.has_passkeys(),
        provider: portal.gate.provider_name().map(str::to_owned),
        provider_url: format!("{SIGN_IN}/oidc?{}", query(next)),
    };
    let title = portal.say(language, "people-sign-in");
    plain(portal, language, View { template: "desk/sign_in.html", title, current: "", own })
}

async fn show(
    State(portal): State<Portal>,
    signed: Result<Signed, super::session::NotSigned>,
    Query(onward): Query<Onward>,
) -> Result<Response, Fault> {
    let next = place_at_desk(onward.next.as_deref());
    if signed.is_ok() {
        return Ok(see_other(next));
    }
    page(&portal, ("", next), Vec::new())
}

async fn enter(
    State(portal): State<Portal>,
    Extension(Peer(address)): Extension<Peer>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Fault> {
    let next = place_at_desk(Some(sent.get("next")));
    let (email, password) = (sent.get("email"), sent.get("password"));
    let from = (address, agent(&headers));
    match people::enter(here(&portal), (email, password), from).await {
        Ok(entered) => Ok(onward(&portal, &entered, next)),
        Err(refusal) => refused(&portal, refusal, (email, next)),
    }
}

fn refused(portal: &Portal, refusal: Refusal, sent: (&str, &str)) -> Result<Response, Fault> {
    let seconds = wait(portal, &refusal);
    let (status, wrong) = wrong(portal, language(portal), refusal)?;
    Ok(waiting(with_status(page(portal, sent, vec![wrong])?, status), seconds))
}

fn code_page(portal: &Portal, next: &str, error: String) -> Result<Response, Fault> {
    let language = language(portal);
    let own = CodePage { action: format!("{SIGN_IN}/code?{}", query(next)), error };
    let title = portal.say(language, "people-code");
    plain(portal, language, View { template: "desk/sign_in_code.html", title, current: "", own })
}

async fn show_code(
    State(portal): State<Portal>,
    headers: HeaderMap,
    Query(onward): Query<Onward>,
) -> Result<Response, Fault> {
    let next = place_at_desk(onward.next.as_deref());
    if cookie(&headers, half_cookie(&portal)).is_none() {
        return Ok(see_other(&format!("{SIGN_IN}?{}", query(next))));
    }
    code_page(&portal, next, String::new())
}

async fn enter_code(
    State(portal): State<Portal>,
    Extension(Peer(address)): Extension<Peer>,
    headers: HeaderMap,
    Query(onward): Query<Onward>,
    sent: Sent,
) -> Result<Response, Fault> {
    let next = place_at_desk(onward.next.as_deref());
    let Some(secret) = cookie(&headers, half_cookie(&portal)) else {
        return refused(&portal, Refusal::Ended, ("", next));
    };
    let half = Half { secret: &secret, code: sent.get("code") };
    match people::enter_with_code(here(&portal), half, (address, agent(&headers))).await {
        Ok(session) => Ok(let_in(&portal, &session, next)),
        Err(refusal @ Refusal::Ended) => refused(&portal, refusal, ("", next)),
        Err(refusal) => {
            let seconds = wait(&portal, &refusal);
            let (status, wrong) = wrong(&portal, language(&portal), refusal)?;
            Ok(waiting(with_status(code_page(&portal, next, wrong.text)?, status), seconds))
        }
    }
}

/// What a script is told about a refusal.
pub fn told(portal: &Portal, language: Language, refusal: Refusal) -> Result<Response, Fault> {
    let (status, wrong) = wrong(portal, language, refusal)?;
    Ok((status, Json(json!({ "detail": wrong.text }))).into_response())
}

async fn begin_passkey(State(portal): State<Portal>) -> Result<Response, Fault> {
    match people::begin_passkey_entry(here(&portal)).await {
        Ok((secret, asked)) => {
            let mut response = Json(asked).into_response();
            set_cookie(&portal, &mut response, half_cookie(&portal), Crumbs::Secret(&secret));
            Ok(response)
        }
        Err(refusal) => told(&portal, language(&portal), refusal),
    }
}

/// What the script sends once the browser has answered.
#[derive(Debug, Deserialize)]
struct Shown {
    credential: Value,
}

async fn finish_passkey(
    State(portal): State<Portal>,
    headers: HeaderMap,
    Query(onward): Query<Onward>,
    Json(Shown { credential }): Json<Shown>,
) -> Result<Response, Fault> {
    let entered = match cookie(&headers, half_cookie(&portal)) {
        Some(half) => {
            people::enter_with_passkey(here(&portal), &half, credential, agent(&headers)).await
        }
        None => Err(Refusal::Ended),
    };
    match entered {
        Ok(secret) => {
            let next = place_at_desk(onward.next.as_deref());
            let mut response = Json(json!({ "next": next })).into_response();
            set_cookie(&portal, &mut response, session_cookie(&portal), Crumbs::Secret(&secret));
            set_cookie(&portal, &mut response, half_cookie(&portal), Crumbs::Nothing);
            Ok(response)
        }
        Err(refusal) => told(&portal, language(&portal), refusal),
    }
}

async fn to_provider(
    State(portal): State<Portal>,
    Query(onward): Query<Onward>,
) -> Result<Response, Fault> {
    let next = place_at_desk(onward.next.as_deref());
    match people::leave_for_provider(here(&portal), next).await {
        Ok((secret, url)) => {
            let mut response = see_other(&url);
            set_cookie(&portal, &mut response, half_cookie(&portal), Crumbs::Secret(&secret));
            Ok(response)
        }
        Err(refusal) => refused(&portal, refusal, ("", next)),
    }
}

/// What a provider sends a browser back with (RFC 6749, 4.1.2).
#[derive(Debug, Deserialize)]
struct Back {
    code: Option<String>,
    state: Option<String>,
}

async fn from_provider(
    State(portal): State<Portal>,
    headers: HeaderMap,
    Query(back): Query<Back>,
) -> Result<Response, Fault> {
    let half = cookie(&headers, half_cookie(&portal));
    let (Some(half), Some(code), Some(state)) = (half, back.code, back.state) else {
        return refused(&portal, Refusal::Ended, ("", "/desk"));
    };
    let who = (agent(&headers), language(&portal));
    let entered = people::enter_from_provider(here(&portal), &half, (&state, &code), who).await;
    match entered {
        Ok((secret, next)) => Ok(let_in(&portal, &secret, &next)),
        Err(refusal) => refused(&portal, refusal, ("", "/desk")),
    }
}

fn link_page(
    portal: &Portal,
    seen: Option<&LinkView>,
    name: Option<&str>,
    errors: Vec<Wrong>,
) -> Result<Response, Fault> {
    let language = seen.map_or_else(|| language(portal), |seen| seen.language);
    let (purpose, title) = match seen.map(|seen| seen.purpose) {
        Some(Purpose::Invite) => ("invite", "people-link-invite"),
        Some(Purpose::Recover) => ("recover", "people-link-recover"),
        None => ("", "people-link-ended"),
    };
    let ended = seen.is_none();
    let known = seen.map(|seen| (seen.email.clone(), seen.name.clone()));
    let (email, known_name) = known.unwrap_or_default();
    let name = name.map_or(known_name, str::to_owned);
    let own = LinkPage { purpose, email, name, errors, ended };
    let title = portal.say(language, title);
    plain(portal, language, View { template: "desk/sign_in_link.html", title, current: "", own })
}

async fn show_link(
    State(portal): State<Portal>,
    Path(secret): Path<String>,
) -> Result<Response, Fault> {
    let secret = Secret::presented(&secret);
    let seen = people::link(&portal.db, &secret, portal.clock.now()).await?;
    let status = if seen.is_some() { StatusCode::OK } else { StatusCode::GONE };
    Ok(with_status(link_page(&portal, seen.as_ref(), None, Vec::new())?, status))
}

async fn take_up(
    State(portal): State<Portal>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Response, Fault> {
    let secret = Secret::presented(&secret);
    let (name, password) = (sent.get("name"), sent.get("password"));
    let taken = people::take_up(here(&portal), &secret, (name, password), agent(&headers)).await;
    match taken {
        Ok(entered) => Ok(onward(&portal, &entered, "/desk")),
        Err(refusal) => {
            let seen = people::link(&portal.db, &secret, portal.clock.now()).await?;
            let language = seen.as_ref().map_or_else(|| language(&portal), |seen| seen.language);
            let (status, wrong) = wrong(&portal, language, refusal)?;
            let sent = (!name.is_empty()).then_some(name);
            Ok(with_status(link_page(&portal, seen.as_ref(), sent, vec![wrong])?, status))
        }
    }
}

async fn leave(State(portal): State<Portal>, signed: Signed) -> Result<Response, Fault> {
    people::leave(here(&portal), signed.person.id, &signed.session).await?;
    let mut response = see_other(SIGN_IN);
    set_cookie(&portal, &mut response, session_cookie(&portal), Crumbs::Nothing);
    Ok(response)
}
