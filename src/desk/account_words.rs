//! What the pages of accounts share: where their verbs happen, and refusals in words. Not for the
//! pages themselves.

use crate::people::{Here, Refusal};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use http::header::USER_AGENT;
use http::{HeaderMap, StatusCode};
use serde::Serialize;

/// Where a verb on an account happens: here and now.
pub fn here(portal: &Portal) -> Here<'_> {
    Here { db: &portal.db, gate: &portal.gate, now: portal.clock.now() }
}

/// Why a verb was refused, as a page shows it at the top of its form.
#[derive(Clone, Debug, Serialize)]
pub struct Wrong {
    /// The field, if one is to blame.
    pub name: Option<&'static str>,
    /// The sentence.
    pub text: String,
}

/// A refusal in words with the status it is answered with; a failure of the program is a fault.
pub fn wrong(
    portal: &Portal,
    language: Language,
    refusal: Refusal,
) -> Result<(StatusCode, Wrong), Fault> {
    let Some(key) = refusal.key() else { return Err(refusal.into()) };
    let mut args = Args::new();
    if let Refusal::Held(free_at) = &refusal {
        args.set("time", clock(portal, *free_at));
    }
    if let Refusal::Provider(cause) = &refusal {
        tracing::warn!(%cause, "nobody came from the OpenID provider");
    }
    let status = match &refusal {
        Refusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        Refusal::Missing => StatusCode::NOT_FOUND,
        Refusal::Held(_) => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Ended => StatusCode::GONE,
        Refusal::EmailTaken | Refusal::WrongState | Refusal::LastAdministrator => {
            StatusCode::CONFLICT
        }
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let name = match &refusal {
        Refusal::EmailTaken | Refusal::NoEmail => Some("email"),
        Refusal::NoName => Some("name"),
        Refusal::Weak(_) => Some("password"),
        _ => None,
    };
    Ok((status, Wrong { name, text: portal.words.say_with(language, key, &args) }))
}

/// A moment with its second, in the site's time zone: a wait may be four seconds long.
fn clock(portal: &Portal, at: i64) -> String {
    // Rounded up: whoever tries at the second that is named must not be too early.
    let at = jiff::Timestamp::from_millisecond(at.saturating_add(999)).unwrap_or_default();
    at.to_zoned(portal.zone.clone()).strftime("%H:%M:%S").to_string()
}

/// A moment as the lists of accounts show it: `20/11/2026, 10:15`.
pub fn moment(portal: &Portal, language: Language, at: i64) -> String {
    let at = portal.moment(language, at);
    match at.time {
        Some(time) => format!("{}, {time}", at.numeric),
        None => at.numeric,
    }
}

/// What a browser calls itself; only a word or two of it is kept.
pub fn agent(headers: &HeaderMap) -> &str {
    headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default()
}

/// The languages the desk itself speaks, as a choice.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// The languages the desk speaks.
pub fn spoken(portal: &Portal) -> Vec<Choice> {
    let name = |language: Language| Choice {
        value: language.to_string(),
        label: portal.say(language, &format!("site-language-{language}")),
    };
    portal.words.languages().map(name).collect()
}

/// The language of a code, if the desk speaks it.
pub fn spoken_language(portal: &Portal, code: &str) -> Option<Language> {
    let language: Language = code.parse().ok()?;
    portal.words.languages().find(|one| *one == language)
}
