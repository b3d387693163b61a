//! Coming in with a password and a code, and leaving.

use super::{Here, Refusal, begin_session, log, name_of, subject};
use crate::people::account::AccountState;
use crate::people::email::Email;
use crate::people::model::PersonId;
use crate::people::secret::Secret;
use crate::people::session::SessionKey;
use crate::people::store;
use crate::people::throttle;
use crate::people::totp::{Authenticator, recovery_hash};
use crate::platform::db::Tx;
use serde_json::json;
use std::net::IpAddr;

/// How long the second step may take, in milliseconds.
const CODE_WITHIN_MS: i64 = 10 * 60 * 1000;
const CODE: &str = "code";

/// How far somebody came with her password.
#[derive(Debug)]
pub enum Entered {
    /// In: the secret of her session.
    In(Secret),
    /// A code of her app is asked for: the secret of this step.
    Code(Secret),
}

/// The password was right; the code is asked for.
#[derive(Debug)]
pub struct Half<'a> {
    /// The secret of the step.
    pub secret: &'a Secret,
    /// What her app shows, or one of her recovery codes.
    pub code: &'a str,
}

/// Signs somebody in with her address and password. An unknown address and a wrong password are
/// answered alike and after the same time.
pub async fn enter(
    here: Here<'_>,
    (email, password): (&str, &str),
    (address, agent): (IpAddr, &str),
) -> Result<Entered, Refusal> {
    let mut tx = here.db.begin().await?;
    let tried = throttle::begin(&mut tx, email, address, here.now).await?;
    tx.commit().await?;
    let found = match Email::parse(email) {
        Ok(email) => store::person::standing_of(here.db, &email).await?,
        Err(_) => None,
    };
    let active = found.filter(|one| one.state() == AccountState::Active);
    let kept = active.as_ref().and_then(|one| one.password.as_deref());
    let right = here.gate.passwords.is(password, kept).await?;
    let Some(standing) = active.filter(|_| right) else { return Err(Refusal::Wrong) };
    let mut tx = here.db.begin().await?;
    let person = standing.person();
    if standing.totp_secret.is_some() {
        let secret = ask_for_code(&mut tx, here, person).await?;
        throttle::succeeded(&mut tx, &tried).await?;
        tx.commit().await?;
        return Ok(Entered::Code(secret));
    }
    throttle::succeeded(&mut tx, &tried).await?;
    let session = begin_session(&mut tx, here, person, (agent, "password")).await?;
    tx.commit().await?;
    Ok(Entered::In(session))
}

/// Begins the second step; answers its secret.
pub(super) async fn ask_for_code(
    tx: &mut Tx,
    here: Here<'_>,
    person: PersonId,
) -> Result<Secret, Refusal> {
    let secret = Secret::new()?;
    let lasts = (here.ms(), here.ms() + CODE_WITHIN_MS);
    store::secrets::put_half(tx, (&secret.hash(), CODE), Some(person), "", lasts).await?;
    Ok(secret)
}

/// Signs somebody in with the code of her app, or a recovery code, after her password.
pub async fn enter_with_code(
    here: Here<'_>,
    half: Half<'_>,
    (address, agent): (IpAddr, &str),
) -> Result<Secret, Refusal> {
    let mut tx = here.db.begin().await?;
    let key = (&half.secret.hash(), CODE);
    let step = store::secrets::half(&mut tx, key, here.ms()).await?.ok_or(Refusal::Ended)?;
    let person = step.person_id.map(PersonId).ok_or(Refusal::Ended)?;
    // Codes are guessed by the million: counted for the account like passwords, under another name
    // so that the password's success does not forget them.
    let tried = throttle::begin(&mut tx, &format!("code:{person}"), address, here.now).await;
    let tried = match tried {
        Ok(tried) => tried,
        Err(held) => return Err(held.into()),
    };
    let standing = store::person::standing(&mut tx, person).await?;
    let standing = standing.filter(|one| one.state() == AccountState::Active);
    let standing = standing.ok_or(Refusal::Ended)?;
    let Some(by) = fits(&mut tx, here, &standing, half.code).await? else {
        // The count of this failure must stay.
        tx.commit().await?;
        return Err(Refusal::Wrong);
    };
    throttle::succeeded(&mut tx, &tried).await?;
    store::secrets::take_half(&mut tx, key, here.ms()).await?;
    let session = begin_session(&mut tx, here, person, (agent, by)).await?;
    tx.commit().await?;
    Ok(session)
}

/// With what a code was right: a code of the app or a recovery code, either used up by this.
async fn fits(
    tx: &mut Tx,
    here: Here<'_>,
    standing: &store::person::Standing,
    code: &str,
) -> Result<Option<&'static str>, Refusal> {
    let person = standing.person();
    if let Some(hash) = recovery_hash(code) {
        let used = store::secrets::use_code(tx, person, &hash, here.ms()).await?;
        return Ok(used.then_some("recovery code"));
    }
    let app = standing
        .totp_secret
        .as_deref()
        .and_then(|secret| Authenticator::kept(secret, "", &standing.email));
    let step = app.and_then(|app| app.step(code, here.now));
    match step {
        Some(step) if store::person::take_step(tx, person, step).await? => Ok(Some("code")),
        Some(_) | None => Ok(None),
    }
}

/// Signs somebody out: her session is gone.
pub async fn leave(here: Here<'_>, person: PersonId, key: &SessionKey) -> Result<(), Refusal> {
    let mut tx = here.db.begin().await?;
    if store::session::end(&mut tx, person, key).await? {
        log(&mut tx, here, &name_of(person), "leave", (&subject(person), json!({}))).await?;
    }
    tx.commit().await?;
    Ok(())
}
