//! Tokens: what a program shows instead of signing in. Not for people at the desk: those have
//! sessions.

use super::model::{Actor, Grant, PersonId, Program};
use super::secret::Secret;
use super::store;
use crate::platform::db::{Db, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What every token begins with, so that one in a wrong place is recognised.
pub const TOKEN_PREFIX: &str = "mb_";

/// A token's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenId(pub i64);

/// How far a token reaches within the rights of its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// Reads what the role may see.
    Read,
    /// Saves entries.
    Write,
    /// Makes public and takes down.
    Publish,
    /// Adds files to the library and describes them.
    Media,
    /// Sees and changes accounts and tokens.
    People,
    /// Changes the site's settings, agencies, places and webhooks.
    Site,
    /// Reads the change log and the list of jobs.
    Log,
    /// Writes plans, activities and evidence of action programmes, and what their coordinator decides.
    Programme,
}

impl Reach {
    /// Every reach.
    pub const ALL: [Reach; 8] = [
        Reach::Read,
        Reach::Write,
        Reach::Publish,
        Reach::Media,
        Reach::People,
        Reach::Site,
        Reach::Log,
        Reach::Programme,
    ];

    /// The name in the API and at the command line.
    pub fn name(self) -> &'static str {
        match self {
            Reach::Read => "read",
            Reach::Write => "write",
            Reach::Publish => "publish",
            Reach::Media => "media",
            Reach::People => "people",
            Reach::Site => "site",
            Reach::Log => "log",
            Reach::Programme => "programme",
        }
    }

    /// The reach of a name.
    pub fn named(name: &str) -> Option<Reach> {
        Reach::ALL.into_iter().find(|reach| reach.name() == name)
    }
}

/// A token as it is kept.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its number.
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// Whose rights it has; a token of nobody has its own.
    pub person: Option<PersonId>,
    /// Its own roles; empty for a person's.
    pub grants: Vec<Grant>,
    /// How far it reaches; empty means as far as its roles do.
    pub reach: Vec<Reach>,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// Who made it, as the change log names actors.
    pub made_by: String,
    /// When it ends, in milliseconds since 1970; none means when it is revoked.
    pub ends_at: Option<i64>,
    /// The day it was last used (UTC).
    pub used_on: Option<jiff::civil::Date>,
    /// When it was revoked, in milliseconds since 1970.
    pub revoked_at: Option<i64>,
}

/// Somebody who came with a token.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// Who acts.
    pub actor: Actor,
    /// With which token.
    pub token: TokenId,
    reach: Vec<Reach>,
}

impl Bearer {
    /// Whether the token reaches this far. What its roles allow is asked of the actor besides.
    pub fn reaches(&self, reach: Reach) -> bool {
        self.reach.is_empty() || self.reach.contains(&reach)
    }
}

/// Whose token this is (`mb_…`), if it may still be used. Its use is noted by the day.
pub async fn bearer(db: &Db, text: &str, now: Timestamp) -> Result<Option<Bearer>> {
    if !text.starts_with(TOKEN_PREFIX) {
        return Ok(None);
    }
    let hash = Secret::presented(text).hash();
    let Some(token) = store::token::find(db, &hash, now.as_millisecond()).await? else {
        return Ok(None);
    };
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    if token.used_on != Some(today) {
        let mut tx = db.begin().await?;
        store::token::note(&mut tx, token.id, &today.to_string()).await?;
        tx.commit().await?;
    }
    let actor = match token.person {
        Some(person) => store::token::person(db, person).await?.map(Actor::Person),
        None => Some(Actor::Program(Arc::new(Program {
            token: token.id.0,
            name: token.name.clone(),
            grants: token.grants.clone(),
        }))),
    };
    Ok(actor.map(|actor| Bearer { actor, token: token.id, reach: token.reach }))
}

/// Every token, the newest first.
pub async fn tokens(db: &Db) -> Result<Vec<Token>> {
    store::token::all(db).await
}
