//! Accounts: lists, inviting, roles, shutting and opening. Not for passwords: nobody's is set here.

use super::access::Caller;
use super::act::{Keep, Nothing, Once, Sent};
use super::inputs::At;
use super::moments::Moment;
use super::problem::{Answered, Problem, Stop, Why};
use super::reply::Reply;
use super::tokens::{GrantView, grant};
use crate::people::{
    self, Account, Email, Grant, Here, Invitation, PersonId, Purpose, Reach, Right, Role, Set,
};
use crate::platform::i18n::Language;
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/people", get(list).post(invite))
        .route("/people/{id}", get(show))
        .route("/people/{id}/grants", put(grants))
        .route("/people/{id}/disable", post(disable))
        .route("/people/{id}/enable", post(enable))
        .route("/people/{id}/end-sessions", post(end_sessions))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, show, invite, grants, disable, enable, end_sessions))]
pub struct Described;

/// An account.
#[derive(Serialize, ToSchema)]
#[schema(as = Person)]
pub struct PersonView {
    /// Its number.
    id: i64,
    /// The name colleagues see.
    name: String,
    /// The address it signs in with.
    email: String,
    /// The language the desk speaks to it in.
    #[schema(value_type = String)]
    language: Language,
    /// `invited`, `active` or `disabled`.
    state: &'static str,
    /// Its roles.
    grants: Vec<GrantView>,
    /// When it was made.
    made_at: Moment,
    /// The day of its last sign-in (UTC).
    #[schema(value_type = Option<String>, format = Date)]
    last_in: Option<jiff::civil::Date>,
    /// Whether codes of an authenticator app are asked for.
    totp: bool,
}

/// Accounts by name.
#[derive(Serialize, ToSchema)]
pub struct PersonList {
    /// The accounts.
    items: Vec<PersonView>,
}

fn view(account: &Account) -> PersonView {
    PersonView {
        id: account.person.id.0,
        name: account.person.name.clone(),
        email: account.person.email.clone(),
        language: account.person.language,
        state: account.state.name(),
        grants: account.person.grants.iter().map(grant).collect(),
        made_at: Moment(account.made_at),
        last_in: account.last_in,
        totp: account.totp == Set::Yes,
    }
}

/// Lists accounts by name.
#[utoipa::path(get, path = "/api/people", tag = "people",
    responses((status = 200, description = "Accounts by name", body = PersonList)))]
pub async fn list(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::People)?;
    caller.may(Right::Administer)?;
    let accounts = people::accounts(&portal.db).await?;
    Ok(Reply::of(&PersonList { items: accounts.iter().map(view).collect() }))
}

/// Shows an account.
#[utoipa::path(get, path = "/api/people/{id}", tag = "people",
    params(("id" = i64, Path, description = "The account", minimum = 1)),
    responses((status = 200, description = "The account", body = PersonView)))]
pub async fn show(State(portal): State<Portal>, caller: Caller, At(id): At<i64>) -> Answered {
    caller.reaches(Reach::People)?;
    caller.may(Right::Administer)?;
    reply(&portal, PersonId(id)).await
}

pub(super) async fn reply(portal: &Portal, id: PersonId) -> Answered {
    let account = people::account(&portal.db, id).await?;
    Ok(Reply::of(&view(&account.ok_or_else(|| Problem::new(Why::NoSuch))?)))
}

/// A role to give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// `author`, `translator`, `editor`, `publisher`, `coordinator`, `inspector` or `administrator`.
    role: RoleName,
    /// Only in the section of this key.
    section: Option<String>,
    /// Only for what the body of this key publishes.
    agency: Option<String>,
}

/// What somebody is in a newsroom.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RoleName {
    /// Writes entries of its own.
    Author,
    /// Writes other languages.
    Translator,
    /// Works on anybody's entries.
    Editor,
    /// Makes public and takes down.
    Publisher,
    /// Runs the action programme.
    Coordinator,
    /// Reads everything of the action programme, writes nothing.
    Inspector,
    /// Holds every right.
    Administrator,
}

impl RoleName {
    fn role(self) -> Role {
        match self {
            RoleName::Author => Role::Author,
            RoleName::Translator => Role::Translator,
            RoleName::Editor => Role::Editor,
            RoleName::Publisher => Role::Publisher,
            RoleName::Coordinator => Role::Coordinator,
            RoleName::Inspector => Role::Inspector,
            RoleName::Administrator => Role::Administrator,
        }
    }
}

const MOST_GRANTS: usize = 50;

fn given(portal: &Portal, list: Vec<Given>) -> Result<Vec<Grant>, Problem> {
    if list.len() > MOST_GRANTS {
        return Err(Problem::invalid("grants", "api-too-long"));
    }
    let known = portal.known();
    for grant in &list {
        if grant.section.as_deref().is_some_and(|key| known.site.section(key).is_none()) {
            return Err(Problem::invalid("grants.section", "editorial-unknown-section"));
        }
        if grant.agency.as_deref().is_some_and(|key| known.agencies.get(key).is_none()) {
            return Err(Problem::invalid("grants.agency", "editorial-unknown-agency"));
        }
    }
    let grant = |given: Given| Grant {
        role: given.role.role(),
        section: given.section,
        agency: given.agency,
    };
    Ok(list.into_iter().map(grant).collect())
}

/// Who is invited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invited {
    /// The address for mail.
    #[schema(max_length = 254)]
    email: String,
    /// The name; she may write it otherwise herself.
    #[schema(max_length = 200)]
    name: String,
    /// The language the desk speaks at first.
    #[schema(value_type = String, pattern = "^[a-z]{2,8}$")]
    language: Language,
    /// What she may do.
    grants: Vec<Given>,
}

/// A fresh link by which an account is taken up; it is shown this once.
#[derive(Serialize, ToSchema)]
pub struct InvitationView {
    /// The account.
    person: i64,
    /// `invite` or `recover`.
    purpose: &'static str,
    /// The link.
    url: String,
    /// When it ends.
    ends_at: Moment,
}

const LONGEST_NAME: usize = 200;

/// Invites somebody; the account can be used once she has taken it up by the link.
#[utoipa::path(post, path = "/api/people", tag = "people", request_body = Invited,
    params(("Idempotency-Key" = Option<String>, Header, description = "Does this once however often it is sent; the link is not shown again")),
    responses((status = 201, description = "The link, shown this once", body = InvitationView,
        headers(("Location" = String, description = "Where the account stands")))))]
pub async fn invite(Sent(act, invited): Sent<Invited>) -> Answered {
    let portal = act.portal.clone();
    if invited.name.chars().count() > LONGEST_NAME {
        return Err(Problem::invalid("name", "api-too-long").into());
    }
    let email = Email::parse(&invited.email).map_err(|_| people::Refusal::NoEmail)?;
    let (name, language) = (invited.name, invited.language);
    if !portal.words.languages().any(|one| one == language) {
        return Err(Problem::invalid("language", "api-no-such-language").into());
    }
    let grants = given(&portal, invited.grants)?;
    let apart = act.begin_apart(Reach::People).await?;
    let here = Here { db: &portal.db, gate: &portal.gate, now: portal.clock.now() };
    let invitation = Invitation { email, name, language, grants };
    let done = people::invite(here, &apart.act.caller.actor, &invitation).await;
    apart.end(done.map_err(Stop::from).map(told), Keep::NotTheBody).await
}

/// A link just made, where its account stands.
pub(super) fn told(link: people::Link) -> Reply {
    let purpose = match link.purpose {
        Purpose::Invite => "invite",
        Purpose::Recover => "recover",
    };
    let view = InvitationView {
        person: link.person.0,
        purpose,
        url: link.url,
        ends_at: Moment(link.ends_at),
    };
    Reply::of(&view).made(format!("/api/people/{}", link.person))
}

/// Roles to give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Grants {
    /// These and no others.
    grants: Vec<Given>,
}

/// Gives an account these roles and no others.
#[utoipa::path(put, path = "/api/people/{id}/grants", tag = "people", request_body = Grants,
    params(("id" = i64, Path, description = "The account", minimum = 1),
        Once),
    responses((status = 200, description = "The account", body = PersonView)))]
pub async fn grants(At(id): At<i64>, Sent(act, sent): Sent<Grants>) -> Answered {
    let portal = act.portal.clone();
    let grants = given(&portal, sent.grants)?;
    let apart = act.begin_apart(Reach::People).await?;
    let here = Here { db: &portal.db, gate: &portal.gate, now: portal.clock.now() };
    let done = people::set_grants(here, &apart.act.caller.actor, PersonId(id), &grants).await;
    let done = match done {
        Ok(()) => reply(&portal, PersonId(id)).await,
        Err(refusal) => Err(refusal.into()),
    };
    apart.end(done, Keep::All).await
}

/// Does a verb on an account and shows it as it is then.
macro_rules! account {
    ($act:expr, $id:expr, |$here:ident, $actor:ident| $verb:expr) => {{
        let portal = $act.portal.clone();
        let apart = $act.begin_apart(Reach::People).await?;
        let $here = Here { db: &portal.db, gate: &portal.gate, now: portal.clock.now() };
        let $actor = &apart.act.caller.actor;
        let done = match $verb.await {
            Ok(()) => reply(&portal, PersonId($id)).await,
            Err(refusal) => Err(refusal.into()),
        };
        apart.end(done, Keep::All).await
    }};
}
pub(super) use account;

/// Shuts an account and ends its sessions.
#[utoipa::path(post, path = "/api/people/{id}/disable", tag = "people",
    params(("id" = i64, Path, description = "The account", minimum = 1),
        Once),
    responses((status = 200, description = "The account", body = PersonView)))]
pub async fn disable(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    account!(act, id, |here, actor| people::disable(here, actor, PersonId(id)))
}

/// Opens a shut account again.
#[utoipa::path(post, path = "/api/people/{id}/enable", tag = "people",
    params(("id" = i64, Path, description = "The account", minimum = 1),
        Once),
    responses((status = 200, description = "The account", body = PersonView)))]
pub async fn enable(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    account!(act, id, |here, actor| people::enable(here, actor, PersonId(id)))
}

/// Ends every session of an account.
#[utoipa::path(post, path = "/api/people/{id}/end-sessions", tag = "people",
    params(("id" = i64, Path, description = "The account", minimum = 1),
        Once),
    responses((status = 200, description = "The account", body = PersonView)))]
pub async fn end_sessions(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    account!(act, id, |here, actor| people::end_sessions(here, actor, PersonId(id), None))
}
