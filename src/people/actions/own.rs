//! What a person does with her own account.

use super::{Here, Refusal, log, name_of, subject};
use crate::people::model::PersonId;
use crate::people::session::SessionKey;
use crate::people::store;
use crate::people::totp::{Authenticator, recovery_codes, recovery_hash};
use crate::platform::db::{Db, Failure, Tx};
use crate::platform::i18n::Language;
use crate::platform::text::nfc;
use serde_json::{Value, json};
use std::net::IpAddr;

async fn own(tx: &mut Tx, here: Here<'_>, person: PersonId, verb: &str) -> Result<(), Refusal> {
    let nothing: Value = json!({});
    Ok(log(tx, here, &name_of(person), verb, (&subject(person), nothing)).await?)
}

/// Changes her name and the language the desk speaks to her.
pub async fn rename(
    here: Here<'_>,
    person: PersonId,
    name: &str,
    language: Language,
) -> Result<(), Refusal> {
    let name = nfc(name.trim());
    if name.is_empty() || name.chars().count() > 120 {
        return Err(Refusal::NoName);
    }
    let mut tx = here.db.begin().await?;
    store::person::set_name(&mut tx, person, &name, language).await?;
    own(&mut tx, here, person, "rename").await?;
    Ok(tx.commit().await?)
}

/// Whether a password is hers. Wrong ones are counted like those of signing in: a session left open
/// is no way to guess. An account without a password (it comes in by a passkey or a provider) has
/// nothing to ask for.
async fn knows(
    here: Here<'_>,
    person: PersonId,
    password: &str,
    address: IpAddr,
) -> Result<store::person::Standing, Refusal> {
    let mut tx = here.db.begin().await?;
    let standing = store::person::standing(&mut tx, person).await?.ok_or(Refusal::Missing)?;
    if standing.password.is_none() {
        return Ok(standing);
    }
    let tried = crate::people::throttle::begin(&mut tx, &standing.email, address, here.now).await?;
    tx.commit().await?;
    if !here.gate.passwords.is(password, standing.password.as_deref()).await? {
        return Err(Refusal::Wrong);
    }
    let mut tx = here.db.begin().await?;
    crate::people::throttle::succeeded(&mut tx, &tried).await?;
    tx.commit().await?;
    Ok(standing)
}

/// Changes her password; every session but this one ends.
pub async fn change_password(
    here: Here<'_>,
    (person, session): (PersonId, &SessionKey),
    (old, new): (&str, &str),
    address: IpAddr,
) -> Result<(), Refusal> {
    let standing = knows(here, person, old, address).await?;
    here.gate.passwords.check(new, &[&standing.name, &standing.email]).await?;
    let hash = here.gate.passwords.hash(new).await?;
    let mut tx = here.db.begin().await?;
    store::person::set_password(&mut tx, person, &hash).await?;
    store::session::end_all(&mut tx, person, Some(session)).await?;
    store::secrets::end_links(&mut tx, person).await?;
    own(&mut tx, here, person, "change password").await?;
    Ok(tx.commit().await?)
}

/// Sets up codes of an app, once a first code shows that the app has the secret.
pub async fn set_totp(
    here: Here<'_>,
    person: PersonId,
    secret: &str,
    code: &str,
) -> Result<Vec<String>, Refusal> {
    let app = Authenticator::kept(secret, "", "").ok_or(Refusal::Wrong)?;
    let step = app.step(code, here.now).ok_or(Refusal::Wrong)?;
    let mut tx = here.db.begin().await?;
    store::person::set_totp(&mut tx, person, Some(&app.secret()), Some(step)).await?;
    let codes = put_codes(&mut tx, here, person).await?;
    own(&mut tx, here, person, "set up codes").await?;
    tx.commit().await?;
    Ok(codes)
}

/// Takes codes of an app away, recovery codes with them.
pub async fn drop_totp(
    here: Here<'_>,
    person: PersonId,
    password: &str,
    address: IpAddr,
) -> Result<(), Refusal> {
    knows(here, person, password, address).await?;
    let mut tx = here.db.begin().await?;
    store::person::set_totp(&mut tx, person, None, None).await?;
    store::secrets::drop_codes(&mut tx, person).await?;
    own(&mut tx, here, person, "take codes away").await?;
    Ok(tx.commit().await?)
}

/// Makes new recovery codes; the old ones end. They are shown this once.
pub async fn make_recovery_codes(here: Here<'_>, person: PersonId) -> Result<Vec<String>, Refusal> {
    let mut tx = here.db.begin().await?;
    let standing = store::person::standing(&mut tx, person).await?.ok_or(Refusal::Missing)?;
    if standing.totp_secret.is_none() {
        return Err(Refusal::WrongState);
    }
    let codes = put_codes(&mut tx, here, person).await?;
    own(&mut tx, here, person, "make recovery codes").await?;
    tx.commit().await?;
    Ok(codes)
}

async fn put_codes(tx: &mut Tx, here: Here<'_>, person: PersonId) -> Result<Vec<String>, Refusal> {
    let codes = recovery_codes()?;
    store::secrets::drop_codes(tx, person).await?;
    for hash in codes.iter().filter_map(|code| recovery_hash(code)) {
        store::secrets::put_code(tx, person, &hash, here.ms()).await?;
    }
    Ok(codes)
}

/// How many recovery codes she has left.
pub async fn recovery_codes_left(db: &Db, person: PersonId) -> Result<i64, Failure> {
    store::secrets::codes_left(db, person).await
}

/// Ends one of her sessions.
pub async fn end_session(
    here: Here<'_>,
    person: PersonId,
    key: &SessionKey,
) -> Result<(), Refusal> {
    let mut tx = here.db.begin().await?;
    if !store::session::end(&mut tx, person, key).await? {
        return Err(Refusal::Missing);
    }
    own(&mut tx, here, person, "end session").await?;
    Ok(tx.commit().await?)
}
