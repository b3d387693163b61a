//! "Người dùng": who has an account, what each may do, and the verbs of an administrator. Not for
//! one's own account: that is `me.rs`.

use super::account_words::{Choice, Wrong, here, moment, spoken, spoken_language, wrong};
use super::frame::{Toast, View, render_with, with_status};
use super::grants::{GrantRow, Offers, grant_rows, offers, role_names, sent_grants};
use super::me::{SessionView, session_views};
use super::sent::Sent;
use super::session::{Signed, see_other};
use crate::people::{
    self, Account, AccountState, Email, Grant, Invitation, Link, PersonId, Refusal, Right, Scope,
    SecretHash, Set,
};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

const PEOPLE: &str = "/desk/people";

/// The routes of the accounts.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/people", get(list))
        .route("/desk/people/invite", get(show_invite).post(invite))
        .route("/desk/people/{id}", get(show))
        .route("/desk/people/{id}/grants", post(set_grants))
        .route("/desk/people/{id}/link", post(renew))
        .route("/desk/people/{id}/disable", post(disable))
        .route("/desk/people/{id}/enable", post(enable))
        .route("/desk/people/{id}/factors", post(drop_factors))
        .route("/desk/people/{id}/sessions", post(end_sessions))
}

/// What the list is narrowed to.
#[derive(Debug, Default, Deserialize)]
struct Narrow {
    #[serde(default)]
    role: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    state: String,
    done: Option<Done>,
}

/// What was just done, said at the foot of the page that follows.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Done {
    Grants,
    Disabled,
    Enabled,
    Factors,
    Sessions,
}

#[derive(Serialize)]
struct ListPage {
    rows: Vec<Row>,
    role: String,
    section: String,
    state: String,
    roles: Vec<Choice>,
    sections: Vec<Choice>,
    states: Vec<Choice>,
    count: usize,
}

#[derive(Serialize)]
struct Row {
    url: String,
    name: String,
    email: String,
    roles: Vec<String>,
    state: String,
    usual: bool,
    last_in: Option<String>,
    second: bool,
}

#[derive(Serialize)]
struct InvitePage {
    email: String,
    name: String,
    language: String,
    languages: Vec<Choice>,
    grants: Vec<GrantRow>,
    offers: Offers,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct PersonPage {
    base: String,
    name: String,
    email: String,
    state: &'static str,
    state_words: String,
    made: String,
    last_in: Option<String>,
    codes: bool,
    passkeys: usize,
    grants: Vec<GrantRow>,
    offers: Offers,
    sessions: Vec<SessionView>,
    link: Option<LinkView>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct LinkView {
    url: String,
    ends: String,
    mailed: bool,
}

/// The pages are for those who may administer the whole site.
fn admitted(signed: &Signed) -> Result<(), Fault> {
    if signed.may(Right::Administer, &Scope::site()) { Ok(()) } else { Err(Fault::NotFound) }
}

fn state_words(portal: &Portal, language: Language, state: AccountState) -> String {
    portal.say(language, &format!("people-state-{}", state.name()))
}

fn row(portal: &Portal, language: Language, account: &Account) -> Row {
    Row {
        url: format!("{PEOPLE}/{}", account.person.id),
        name: account.person.name.clone(),
        email: account.person.email.clone(),
        roles: role_names(portal, language, &account.person.grants),
        state: state_words(portal, language, account.state),
        usual: account.state == AccountState::Active,
        last_in: account.last_in.map(|day| portal.day(language, day).numeric),
        second: account.totp == Set::Yes,
    }
}

fn wanted(account: &Account, narrow: &Narrow) -> bool {
    let grants = &account.person.grants;
    let role = narrow.role.is_empty() || grants.iter().any(|one| one.role.name() == narrow.role);
    let within = |one: &Grant| one.section.as_deref() == Some(&narrow.section);
    let section = narrow.section.is_empty() || grants.iter().any(within);
    role && section && (narrow.state.is_empty() || account.state.name() == narrow.state)
}

async fn list(
    State(portal): State<Portal>,
    signed: Signed,
    Query(narrow): Query<Narrow>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let language = signed.person.language;
    let accounts = people::accounts(&portal.db).await?;
    let rows: Vec<Row> = accounts
        .iter()
        .filter(|account| wanted(account, &narrow))
        .map(|account| row(&portal, language, account))
        .collect();
    let Offers { roles, sections, .. } = offers(&portal, language, &[]);
    let states = [AccountState::Active, AccountState::Invited, AccountState::Disabled];
    let state = |state: AccountState| Choice {
        value: state.name().to_owned(),
        label: state_words(&portal, language, state),
    };
    let own = ListPage {
        count: rows.len(),
        rows,
        role: narrow.role,
        section: narrow.section,
        state: narrow.state,
        roles,
        sections,
        states: states.into_iter().map(state).collect(),
    };
    let title = portal.say(language, "people-title");
    let view = View { template: "desk/people.html", title, current: "people", own };
    render_with(&portal, &signed, view, None).await
}

async fn invite_page(
    portal: &Portal,
    signed: &Signed,
    sent: &Sent,
    errors: Vec<Wrong>,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let chosen = sent.get("language");
    let grants = sent_grants(sent)?;
    let own = InvitePage {
        email: sent.get("email").to_owned(),
        name: sent.get("name").to_owned(),
        language: if chosen.is_empty() { language.to_string() } else { chosen.to_owned() },
        languages: spoken(portal),
        grants: grant_rows(&grants),
        offers: offers(portal, language, &grants),
        errors,
    };
    let title = portal.say(language, "people-invite");
    let view = View { template: "desk/people_invite.html", title, current: "people", own };
    render_with(portal, signed, view, None).await
}

async fn show_invite(State(portal): State<Portal>, signed: Signed) -> Result<Response, Fault> {
    admitted(&signed)?;
    invite_page(&portal, &signed, &Sent::default(), Vec::new()).await
}

async fn invite(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let made = match Email::parse(sent.get("email")) {
        Ok(email) => {
            let invitation = Invitation {
                name: sent.text("name").unwrap_or_else(|| email.to_string()),
                email,
                language: spoken_language(&portal, sent.get("language"))
                    .unwrap_or(signed.person.language),
                grants: sent_grants(&sent)?,
            };
            people::invite(here(&portal), &signed.actor, &invitation).await
        }
        Err(_) => Err(Refusal::NoEmail),
    };
    match made {
        Ok(link) => show_link(&portal, &signed, link).await,
        Err(refusal) => {
            let (status, wrong) = wrong(&portal, signed.person.language, refusal)?;
            Ok(with_status(invite_page(&portal, &signed, &sent, vec![wrong]).await?, status))
        }
    }
}

/// The page of a person with a fresh link on it, after it was mailed where the portal can mail.
async fn show_link(portal: &Portal, signed: &Signed, link: Link) -> Result<Response, Fault> {
    let account = people::account(&portal.db, link.person).await?.ok_or(Fault::NotFound)?;
    let mailed = mail(portal, &account, &link).await;
    let ends = moment(portal, signed.person.language, link.ends_at);
    let view = LinkView { url: link.url, ends, mailed };
    let beside = Beside { link: Some(view), ..Beside::default() };
    person_page(portal, signed, &account, beside).await
}

/// Mails a link; whether it went. A mail server that fails is no reason to withhold the link, which
/// the page shows in any case.
async fn mail(portal: &Portal, account: &Account, link: &Link) -> bool {
    let (subject, text) = letter(portal, account, link);
    match portal.gate.mail(&account.person.email, &subject, &text).await {
        Ok(mailed) => mailed,
        Err(error) => {
            tracing::warn!(%error, "a link could not be mailed");
            false
        }
    }
}

/// Subject and text of the mail that brings a link, in the language of whom it is for.
fn letter(portal: &Portal, account: &Account, link: &Link) -> (String, String) {
    let language = account.person.language;
    let known = portal.known();
    let site = crate::site::text_in(&known.site.name, language).unwrap_or_default();
    let mut args = Args::new();
    args.set("site", site.to_owned());
    args.set("name", account.person.name.clone());
    args.set("link", link.url.clone());
    args.set("ends", moment(portal, language, link.ends_at));
    let (subject, text) = match link.purpose {
        people::Purpose::Invite => ("people-mail-invite-subject", "people-mail-invite"),
        people::Purpose::Recover => ("people-mail-recover-subject", "people-mail-recover"),
    };
    let say = |key: &str| portal.words.say_with(language, key, &args);
    (say(subject), say(text))
}

/// What stands on the page of a person beside what is kept of her.
#[derive(Default)]
struct Beside {
    link: Option<LinkView>,
    /// The key of the sentence that says what was just done.
    done: Option<&'static str>,
    /// The roles as they were just sent, when they were refused.
    grants: Option<Vec<Grant>>,
    errors: Vec<Wrong>,
}

async fn person_page(
    portal: &Portal,
    signed: &Signed,
    account: &Account,
    beside: Beside,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let person = &account.person;
    let grants = beside.grants.as_ref().unwrap_or(&person.grants);
    let own = PersonPage {
        base: format!("{PEOPLE}/{}", person.id),
        name: person.name.clone(),
        email: person.email.clone(),
        state: account.state.name(),
        state_words: state_words(portal, language, account.state),
        made: moment(portal, language, account.made_at),
        last_in: account.last_in.map(|day| portal.day(language, day).numeric),
        codes: account.totp == Set::Yes,
        passkeys: people::passkeys(&portal.db, person.id).await?.len(),
        grants: grant_rows(grants),
        offers: offers(portal, language, grants),
        sessions: session_views(portal, language, person.id, &signed.session).await?,
        link: beside.link,
        errors: beside.errors,
    };
    let view = View {
        template: "desk/people_person.html",
        title: person.name.clone(),
        current: "people",
        own,
    };
    let done = beside.done;
    let toast = done.map(|key| Toast { text: portal.say(language, key), undo_url: None });
    render_with(portal, signed, view, toast).await
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    Query(narrow): Query<Narrow>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let account = people::account(&portal.db, PersonId(id)).await?.ok_or(Fault::NotFound)?;
    let done = narrow.done.map(|done| match done {
        Done::Grants => "people-done-grants",
        Done::Disabled => "people-done-disabled",
        Done::Enabled => "people-done-enabled",
        Done::Factors => "people-done-factors",
        Done::Sessions => "people-done-sessions",
    });
    person_page(&portal, &signed, &account, Beside { done, ..Beside::default() }).await
}

/// After a verb: on to the page that says so, or the same page with what was wrong.
async fn after(
    portal: &Portal,
    signed: &Signed,
    person: PersonId,
    (verb, done): (Result<(), Refusal>, &str),
) -> Result<Response, Fault> {
    match verb {
        Ok(()) => Ok(see_other(&format!("{PEOPLE}/{person}?done={done}"))),
        Err(refusal) => refused(portal, signed, person, (refusal, None)).await,
    }
}

async fn refused(
    portal: &Portal,
    signed: &Signed,
    person: PersonId,
    (refusal, grants): (Refusal, Option<Vec<Grant>>),
) -> Result<Response, Fault> {
    let (status, wrong) = wrong(portal, signed.person.language, refusal)?;
    let account = people::account(&portal.db, person).await?.ok_or(Fault::NotFound)?;
    let beside = Beside { grants, errors: vec![wrong], ..Beside::default() };
    let page = person_page(portal, signed, &account, beside).await?;
    Ok(with_status(page, status))
}

async fn set_grants(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let person = PersonId(id);
    let grants = sent_grants(&sent)?;
    match people::set_grants(here(&portal), &signed.actor, person, &grants).await {
        Err(refusal) => refused(&portal, &signed, person, (refusal, Some(grants))).await,
        done @ Ok(()) => after(&portal, &signed, person, (done, "grants")).await,
    }
}

async fn renew(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    match people::renew(here(&portal), &signed.actor, PersonId(id)).await {
        Ok(link) => show_link(&portal, &signed, link).await,
        Err(refusal) => refused(&portal, &signed, PersonId(id), (refusal, None)).await,
    }
}

async fn disable(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let verb = people::disable(here(&portal), &signed.actor, PersonId(id)).await;
    after(&portal, &signed, PersonId(id), (verb, "disabled")).await
}

async fn enable(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let verb = people::enable(here(&portal), &signed.actor, PersonId(id)).await;
    after(&portal, &signed, PersonId(id), (verb, "enabled")).await
}

async fn drop_factors(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let verb = people::drop_second_factors(here(&portal), &signed.actor, PersonId(id)).await;
    after(&portal, &signed, PersonId(id), (verb, "factors")).await
}

async fn end_sessions(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let key = sent.text("key").map(SecretHash::kept);
    let verb = people::end_sessions(here(&portal), &signed.actor, PersonId(id), key.as_ref()).await;
    after(&portal, &signed, PersonId(id), (verb, "sessions")).await
}
