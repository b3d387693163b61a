//! Tokens: which there are, and ending one. A token makes no other: that is done at the desk or at
//! the command line, by a person.

use super::access::Caller;
use super::act::{Keep, Nothing, Once, Sent};
use super::inputs::At;
use super::moments::Moment;
use super::problem::{Answered, Stop};
use super::reply::Reply;
use crate::people::{self, Grant, Here, Reach, Right, Token, TokenId};
use crate::portal::Portal;
use axum::Router;
use axum::extract::State;
use axum::routing::{delete, get};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new().route("/tokens", get(list)).route("/tokens/{id}", delete(revoke))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, revoke))]
pub struct Described;

/// A role, for the whole site or narrowed to a section, to a body, or to both.
#[derive(Serialize, ToSchema)]
#[schema(as = Grant)]
pub struct GrantView {
    /// `author`, `translator`, `editor`, `publisher`, `coordinator`, `inspector` or `administrator`.
    role: &'static str,
    /// Only in the section of this key.
    section: Option<String>,
    /// Only for what the body of this key publishes.
    agency: Option<String>,
}

/// A grant as it is sent.
pub fn grant(grant: &Grant) -> GrantView {
    GrantView {
        role: grant.role.name(),
        section: grant.section.clone(),
        agency: grant.agency.clone(),
    }
}

/// A token without its secret.
#[derive(Serialize, ToSchema)]
#[schema(as = Token)]
pub struct TokenView {
    /// Its number.
    id: i64,
    /// What it is for.
    name: String,
    /// The account whose rights it has; none for a token of its own.
    person: Option<i64>,
    /// Its own roles.
    grants: Vec<GrantView>,
    /// Its scopes; none means as far as its roles reach.
    scopes: Vec<&'static str>,
    /// When it was made.
    made_at: Moment,
    /// Who made it.
    made_by: String,
    /// When it ends.
    ends_at: Option<Moment>,
    /// The day it was last used.
    #[schema(value_type = Option<String>, format = Date)]
    used_on: Option<jiff::civil::Date>,
    /// When it was revoked.
    revoked_at: Option<Moment>,
}

/// Tokens, the newest first.
#[derive(Serialize, ToSchema)]
pub struct TokenList {
    /// The tokens.
    items: Vec<TokenView>,
}

/// Lists tokens without their secrets.
#[utoipa::path(get, path = "/api/tokens", tag = "people",
    responses((status = 200, description = "Tokens, the newest first", body = TokenList)))]
pub async fn list(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::People)?;
    caller.may(Right::Administer)?;
    let tokens = people::tokens(&portal.db).await?;
    Ok(Reply::of(&TokenList { items: tokens.into_iter().map(view).collect() }))
}

fn view(token: Token) -> TokenView {
    TokenView {
        id: token.id.0,
        name: token.name,
        person: token.person.map(|person| person.0),
        grants: token.grants.iter().map(grant).collect(),
        scopes: token.reach.iter().map(|reach| reach.name()).collect(),
        made_at: Moment(token.made_at),
        made_by: token.made_by,
        ends_at: token.ends_at.map(Moment),
        used_on: token.used_on,
        revoked_at: token.revoked_at.map(Moment),
    }
}

/// Ends a token.
#[utoipa::path(delete, path = "/api/tokens/{id}", tag = "people",
    params(("id" = i64, Path, description = "The token", minimum = 1),
        Once),
    responses((status = 204, description = "It opens nothing any more")))]
pub async fn revoke(At(id): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let portal = act.portal.clone();
    let apart = act.begin_apart(Reach::People).await?;
    let here = Here { db: &portal.db, gate: &portal.gate, now: portal.clock.now() };
    let done = people::revoke_token(here, &apart.act.caller.actor, TokenId(id)).await;
    let done = done.map(|()| Reply::nothing()).map_err(Stop::from);
    apart.end(done, Keep::All).await
}
