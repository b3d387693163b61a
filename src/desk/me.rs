//! "Tài khoản của tôi": a person's own name, language, password, second step, passkeys and sessions.
//! Not for the accounts of others: that is `people.rs`.

use super::account_words::{Choice, Wrong, agent, here, moment, spoken, spoken_language, wrong};
use super::frame::{Toast, View, render_with, with_status};
use super::sent::Sent;
use super::session::{Signed, see_other};
use super::sign_in::told;
use crate::people::{self, Authenticator, Refusal, SecretHash, Set};
use crate::platform::i18n::Language;
use crate::platform::web::{Fault, Peer};
use crate::portal::Portal;
use axum::extract::{Extension, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const ME: &str = "/desk/me";

/// The routes of a person's own account.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/me", get(show).post(rename))
        .route("/desk/me/password", post(change_password))
        .route("/desk/me/codes", get(show_codes).post(set_codes))
        .route("/desk/me/codes/drop", post(drop_codes))
        .route("/desk/me/recovery", post(make_recovery))
        .route("/desk/me/passkeys/begin", post(begin_passkey))
        .route("/desk/me/passkeys/finish", post(finish_passkey))
        .route("/desk/me/passkeys/drop", post(drop_passkey))
        .route("/desk/me/sessions/end", post(end_session))
}

/// What was just done, said at the foot of the page that follows.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Done {
    Name,
    Password,
    Codes,
    Passkey,
    Gone,
    Session,
}

#[derive(Debug, Deserialize)]
struct Just {
    done: Option<Done>,
}

#[derive(Serialize)]
struct MePage {
    name: String,
    email: String,
    language: String,
    languages: Vec<Choice>,
    roles: Vec<String>,
    has_password: bool,
    codes: bool,
    recovery_left: i64,
    passkeys_possible: bool,
    passkeys: Vec<PasskeyView>,
    sessions: Vec<SessionView>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct PasskeyView {
    id: i64,
    name: String,
    made: String,
    used: Option<String>,
}

/// A session in a list.
#[derive(Serialize)]
pub struct SessionView {
    /// Its key, for the button that ends it.
    pub key: String,
    /// The browser in words.
    pub agent: String,
    /// Since when.
    pub since: String,
    /// Last used.
    pub seen: String,
    /// Whether it is the one that looks.
    pub own: bool,
}

#[derive(Serialize)]
struct CodesPage {
    picture: String,
    secret: String,
    shown: String,
    error: String,
}

#[derive(Serialize)]
struct RecoveryPage {
    codes: Vec<String>,
}

/// The sessions of a person as a list shows them.
pub async fn session_views(
    portal: &Portal,
    language: Language,
    person: people::PersonId,
    own: &SecretHash,
) -> Result<Vec<SessionView>, Fault> {
    let lines = people::sessions(&portal.db, person, portal.clock.now()).await?;
    let nameless = portal.say(language, "people-session-unnamed");
    let view = |line: people::SessionLine| SessionView {
        own: line.key == *own,
        key: line.key.as_str().to_owned(),
        agent: if line.agent.is_empty() { nameless.clone() } else { line.agent },
        since: moment(portal, language, line.made_at),
        seen: moment(portal, language, line.seen_at),
    };
    Ok(lines.into_iter().map(view).collect())
}

async fn page(
    portal: &Portal,
    signed: &Signed,
    errors: Vec<Wrong>,
    toast: Option<&'static str>,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let person = signed.person.id;
    let account = people::account(&portal.db, person).await?.ok_or(Fault::NotFound)?;
    let passkeys = people::passkeys(&portal.db, person).await?;
    let day = |day: jiff::civil::Date| portal.day(language, day).numeric;
    let own = MePage {
        name: account.person.name.clone(),
        email: account.person.email.clone(),
        language: account.person.language.to_string(),
        languages: spoken(portal),
        roles: super::grants::role_names(portal, language, &account.person.grants),
        has_password: account.password == Set::Yes,
        codes: account.totp == Set::Yes,
        recovery_left: people::recovery_codes_left(&portal.db, person).await?,
        passkeys_possible: portal.gate.has_passkeys(),
        passkeys: passkeys
            .into_iter()
            .map(|one| PasskeyView {
                id: one.id,
                name: one.name,
                made: moment(portal, language, one.made_at),
                used: one.used_on.map(day),
            })
            .collect(),
        sessions: session_views(portal, language, person, &signed.session).await?,
        errors,
    };
    let title = portal.say(language, "people-me");
    let toast = toast.map(|key| Toast { text: portal.say(language, key), undo_url: None });
    render_with(portal, signed, View { template: "desk/me.html", title, current: "me", own }, toast)
        .await
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Query(just): Query<Just>,
) -> Result<Response, Fault> {
    let toast = just.done.map(|done| match done {
        Done::Name => "people-done-name",
        Done::Password => "people-done-password",
        Done::Codes => "people-done-codes-gone",
        Done::Passkey => "people-done-passkey",
        Done::Gone => "people-done-passkey-gone",
        Done::Session => "people-done-session",
    });
    page(&portal, &signed, Vec::new(), toast).await
}

/// After a verb: on to the page that says so, or the same page with what was wrong.
async fn after(
    portal: &Portal,
    signed: &Signed,
    done: Result<(), Refusal>,
    name: &str,
) -> Result<Response, Fault> {
    match done {
        Ok(()) => Ok(see_other(&format!("{ME}?done={name}"))),
        Err(refusal) => {
            let (status, wrong) = wrong(portal, signed.person.language, refusal)?;
            Ok(with_status(page(portal, signed, vec![wrong], None).await?, status))
        }
    }
}

async fn rename(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let language = spoken_language(&portal, sent.get("language"));
    let language = language.unwrap_or(signed.person.language);
    let done = people::rename(here(&portal), signed.person.id, sent.get("name"), language).await;
    after(&portal, &signed, done, "name").await
}

async fn change_password(
    State(portal): State<Portal>,
    signed: Signed,
    Extension(Peer(address)): Extension<Peer>,
    sent: Sent,
) -> Result<Response, Fault> {
    let who = (signed.person.id, &signed.session);
    let words = (sent.get("old"), sent.get("password"));
    let done = people::change_password(here(&portal), who, words, address).await;
    after(&portal, &signed, done, "password").await
}

async fn codes_page(
    portal: &Portal,
    signed: &Signed,
    app: Authenticator,
    error: String,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let secret = app.secret();
    let groups: Vec<String> = secret
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect();
    let own = CodesPage {
        picture: app.picture().unwrap_or_default(),
        shown: groups.join(" "),
        secret,
        error,
    };
    let title = portal.say(language, "people-codes-set-up");
    let view = View { template: "desk/me_codes.html", title, current: "me", own };
    render_with(portal, signed, view, None).await
}

/// The site's name as an app shows it above the code.
fn site_name(portal: &Portal, language: Language) -> String {
    let known = portal.known();
    crate::site::text_in(&known.site.name, language).unwrap_or("Mộc Bản").to_owned()
}

async fn show_codes(State(portal): State<Portal>, signed: Signed) -> Result<Response, Fault> {
    let site = site_name(&portal, signed.person.language);
    let app = Authenticator::new(&site, &signed.person.email)?.ok_or(Fault::NotFound)?;
    codes_page(&portal, &signed, app, String::new()).await
}

async fn set_codes(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let (secret, code) = (sent.get("secret"), sent.get("code"));
    match people::set_totp(here(&portal), signed.person.id, secret, code).await {
        Ok(codes) => recovery_page(&portal, &signed, codes).await,
        Err(refusal) => {
            let language = signed.person.language;
            let site = site_name(&portal, language);
            let app = Authenticator::kept(secret, &site, &signed.person.email);
            let app = app.ok_or(Fault::Unclear)?;
            let (status, wrong) = wrong(&portal, language, refusal)?;
            Ok(with_status(codes_page(&portal, &signed, app, wrong.text).await?, status))
        }
    }
}

async fn recovery_page(
    portal: &Portal,
    signed: &Signed,
    codes: Vec<String>,
) -> Result<Response, Fault> {
    let title = portal.say(signed.person.language, "people-recovery");
    let own = RecoveryPage { codes };
    let view = View { template: "desk/me_recovery.html", title, current: "me", own };
    render_with(portal, signed, view, None).await
}

async fn make_recovery(State(portal): State<Portal>, signed: Signed) -> Result<Response, Fault> {
    match people::make_recovery_codes(here(&portal), signed.person.id).await {
        Ok(codes) => recovery_page(&portal, &signed, codes).await,
        Err(refusal) => after(&portal, &signed, Err(refusal), "codes").await,
    }
}

async fn drop_codes(
    State(portal): State<Portal>,
    signed: Signed,
    Extension(Peer(address)): Extension<Peer>,
    sent: Sent,
) -> Result<Response, Fault> {
    let password = sent.get("current");
    let done = people::drop_totp(here(&portal), signed.person.id, password, address).await;
    after(&portal, &signed, done, "codes").await
}

async fn begin_passkey(State(portal): State<Portal>, signed: Signed) -> Result<Response, Fault> {
    match people::begin_passkey(here(&portal), &signed.person, &signed.session).await {
        Ok(asked) => Ok(Json(asked).into_response()),
        Err(refusal) => told(&portal, signed.person.language, refusal),
    }
}

/// What the script sends once the browser has made a passkey.
#[derive(Debug, Deserialize)]
struct Made {
    name: Option<String>,
    credential: Value,
}

async fn finish_passkey(
    State(portal): State<Portal>,
    signed: Signed,
    headers: http::HeaderMap,
    Json(made): Json<Made>,
) -> Result<Response, Fault> {
    let named = made.name.filter(|name| !name.trim().is_empty());
    // Without a name of its own it is called after the browser that made it.
    let name = named.unwrap_or_else(|| people::agent_label(agent(&headers)));
    let who = (signed.person.id, &signed.session);
    match people::finish_passkey(here(&portal), who, (&name, made.credential)).await {
        Ok(()) => {
            let next = format!("{ME}?done=passkey");
            Ok((StatusCode::OK, Json(json!({ "next": next }))).into_response())
        }
        Err(refusal) => told(&portal, signed.person.language, refusal),
    }
}

async fn drop_passkey(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let id = sent.get("id").parse().unwrap_or_default();
    let done = people::drop_passkey(here(&portal), signed.person.id, id).await;
    after(&portal, &signed, done, "gone").await
}

async fn end_session(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let key = SecretHash::kept(sent.get("key").to_owned());
    let done = people::end_session(here(&portal), signed.person.id, &key).await;
    after(&portal, &signed, done, "session").await
}
