//! Tokens of programs.

use super::{Here, Refusal, log, must};
use crate::people::model::{Actor, Grant, PersonId, Right};
use crate::people::secret::Secret;
use crate::people::store;
use crate::people::token::{Reach, TOKEN_PREFIX, Token, TokenId};
use serde_json::json;

/// A token to make.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// Whose rights it has; none means its own.
    pub person: Option<PersonId>,
    /// Its own roles, for a token of nobody.
    pub grants: Vec<Grant>,
    /// How far it reaches; empty means as far as its roles do.
    pub reach: Vec<Reach>,
    /// After how many days it ends.
    pub days: Option<u16>,
}

/// Makes a token; its text is shown this once.
pub async fn add_token(
    here: Here<'_>,
    actor: &Actor,
    new: NewToken,
) -> Result<(TokenId, String), Refusal> {
    must(actor, Right::Administer)?;
    let text = format!("{TOKEN_PREFIX}{}", Secret::new()?.reveal());
    let lasts = |days: u16| here.ms() + i64::from(days) * 24 * 60 * 60 * 1000;
    let token = Token {
        id: TokenId(0),
        name: new.name,
        person: new.person,
        grants: if new.person.is_some() { Vec::new() } else { new.grants },
        reach: new.reach,
        made_at: here.ms(),
        made_by: actor.name(),
        ends_at: new.days.map(lasts),
        used_on: None,
        revoked_at: None,
    };
    let mut tx = here.db.begin().await?;
    let id = store::token::put(&mut tx, &Secret::presented(&text).hash(), &token).await?;
    let detail = json!({ "name": token.name, "grants": token.grants, "reach": token.reach });
    let subject = format!("token/{}", id.0);
    log(&mut tx, here, &actor.name(), "add token", (&subject, detail)).await?;
    tx.commit().await?;
    Ok((id, text))
}

/// Ends a token.
pub async fn revoke_token(here: Here<'_>, actor: &Actor, id: TokenId) -> Result<(), Refusal> {
    must(actor, Right::Administer)?;
    let mut tx = here.db.begin().await?;
    if !store::token::revoke(&mut tx, id, here.ms()).await? {
        return Err(Refusal::Missing);
    }
    let subject = format!("token/{}", id.0);
    log(&mut tx, here, &actor.name(), "revoke token", (&subject, json!({}))).await?;
    Ok(tx.commit().await?)
}
