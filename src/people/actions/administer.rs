//! What an administrator does with the accounts of others.

use super::{Here, Refusal, log, must, subject};
use crate::people::account::AccountState;
use crate::people::model::{Actor, Grant, PersonId, Right, Role};
use crate::people::session::SessionKey;
use crate::people::store;
use crate::platform::db::Tx;
use serde_json::{Value, json};

async fn done(
    mut tx: Tx,
    here: Here<'_>,
    (actor, person): (&Actor, PersonId),
    (verb, detail): (&str, Value),
) -> Result<(), Refusal> {
    log(&mut tx, here, &actor.name(), verb, (&subject(person), detail)).await?;
    Ok(tx.commit().await?)
}

/// Nothing may leave the site without an active administrator.
async fn still_administered(tx: &mut Tx, person: PersonId) -> Result<(), Refusal> {
    let administrators = store::person::administrators(tx).await?;
    if administrators == [person] {
        return Err(Refusal::LastAdministrator);
    }
    Ok(())
}

/// Keeps an account from being used: its sessions and links end at once.
pub async fn disable(here: Here<'_>, actor: &Actor, person: PersonId) -> Result<(), Refusal> {
    must(actor, Right::Administer)?;
    let mut tx = here.db.begin().await?;
    let standing = store::person::standing(&mut tx, person).await?.ok_or(Refusal::Missing)?;
    if standing.state() == AccountState::Disabled {
        return Err(Refusal::WrongState);
    }
    still_administered(&mut tx, person).await?;
    store::person::set_state(&mut tx, person, AccountState::Disabled).await?;
    store::session::end_all(&mut tx, person, None).await?;
    store::secrets::end_links(&mut tx, person).await?;
    done(tx, here, (actor, person), ("disable", json!({}))).await
}

/// Lets an account be used again. One that was never taken up needs a new link.
pub async fn enable(here: Here<'_>, actor: &Actor, person: PersonId) -> Result<(), Refusal> {
    must(actor, Right::Administer)?;
    let mut tx = here.db.begin().await?;
    let standing = store::person::standing(&mut tx, person).await?.ok_or(Refusal::Missing)?;
    if standing.state() != AccountState::Disabled {
        return Err(Refusal::WrongState);
    }
    let taken_up = standing.password.is_some() || store::secrets::has_door(&mut tx, person).await?;
    let state = if taken_up { AccountState::Active } else { AccountState::Invited };
    store::person::set_state(&mut tx, person, state).await?;
    done(tx, here, (actor, person), ("enable", json!({}))).await
}

/// Gives a person these roles and no others.
pub async fn set_grants(
    here: Here<'_>,
    actor: &Actor,
    person: PersonId,
    grants: &[Grant],
) -> Result<(), Refusal> {
    must(actor, Right::Administer)?;
    let mut tx = here.db.begin().await?;
    store::person::standing(&mut tx, person).await?.ok_or(Refusal::Missing)?;
    if !grants.contains(&Grant::everywhere(Role::Administrator)) {
        still_administered(&mut tx, person).await?;
    }
    store::person::set_grants(&mut tx, person, grants).await?;
    done(tx, here, (actor, person), ("grant", json!({ "grants": grants }))).await
}

/// Takes the codes of an app, recovery codes and passkeys of somebody away who has lost her phone.
pub async fn drop_second_factors(
    here: Here<'_>,
    actor: &Actor,
    person: PersonId,
) -> Result<(), Refusal> {
    must(actor, Right::Administer)?;
    let mut tx = here.db.begin().await?;
    store::person::standing(&mut tx, person).await?.ok_or(Refusal::Missing)?;
    store::person::set_totp(&mut tx, person, None, None).await?;
    store::secrets::drop_codes(&mut tx, person).await?;
    store::secrets::drop_passkeys(&mut tx, person).await?;
    store::session::end_all(&mut tx, person, None).await?;
    done(tx, here, (actor, person), ("take second factors away", json!({}))).await
}

/// Ends a session of somebody, or all of them.
pub async fn end_sessions(
    here: Here<'_>,
    actor: &Actor,
    person: PersonId,
    only: Option<&SessionKey>,
) -> Result<(), Refusal> {
    must(actor, Right::Administer)?;
    let mut tx = here.db.begin().await?;
    let ended = match only {
        Some(key) => u64::from(store::session::end(&mut tx, person, key).await?),
        None => store::session::end_all(&mut tx, person, None).await?,
    };
    if ended == 0 {
        return Err(Refusal::Missing);
    }
    done(tx, here, (actor, person), ("end sessions", json!({ "sessions": ended }))).await
}
