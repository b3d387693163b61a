//! Passkeys (Web Authentication, level 3): something a person has, opened by her finger, face or
//! PIN, so no code is asked for besides.

use super::{Here, Refusal, begin_session, log, name_of, subject};
use crate::people::account::AccountState;
use crate::people::model::{Person, PersonId};
use crate::people::secret::Secret;
use crate::people::session::SessionKey;
use crate::people::store;
use crate::platform::db::{Db, Failure};
use crate::platform::files::hex;
use crate::platform::text::nfc;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey as Key, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Uuid, Webauthn,
};

const WITHIN_MS: i64 = 5 * 60 * 1000;
const REGISTERING: &str = "passkey registration";
const ENTERING: &str = "passkey entry";

/// A passkey in a list.
#[derive(Clone, Debug)]
pub struct Passkey {
    /// Its number.
    pub id: i64,
    /// What its person calls it.
    pub name: String,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// The day it was last used (UTC).
    pub used_on: Option<jiff::civil::Date>,
}

/// The passkeys of a person.
pub async fn passkeys(db: &Db, person: PersonId) -> Result<Vec<Passkey>, Failure> {
    let rows = store::secrets::passkeys(db, person).await?;
    let passkey = |row: store::secrets::PasskeyRow| Passkey {
        id: row.id,
        name: row.name,
        made_at: row.made_at,
        used_on: row.used_day.and_then(|day| day.parse().ok()),
    };
    Ok(rows.into_iter().map(passkey).collect())
}

fn set_up(here: Here<'_>) -> Result<&Webauthn, Refusal> {
    here.gate.passkeys.as_ref().ok_or(Refusal::NotSetUp)
}

fn unfit(error: impl std::fmt::Display) -> Refusal {
    Refusal::Passkey(error.to_string())
}

fn written(value: &impl Serialize) -> Result<String, Refusal> {
    serde_json::to_string(value).map_err(unfit)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    serde_json::from_str(text).map_err(unfit)
}

/// Begins to register a passkey; answers what the browser is asked (`navigator.credentials.create`).
pub async fn begin_passkey(
    here: Here<'_>,
    person: &Person,
    session: &SessionKey,
) -> Result<Value, Refusal> {
    let webauthn = set_up(here)?;
    let rows = store::secrets::passkeys(here.db, person.id).await?;
    let keys = rows.iter().filter_map(|row| read::<Key>(&row.credential).ok());
    let known = keys.map(|key| key.cred_id().clone()).collect();
    let handle = Uuid::from_u128(u128::from(person.id.0.unsigned_abs()));
    let (asked, state) = webauthn
        .start_passkey_registration(handle, &person.email, &person.name, Some(known))
        .map_err(unfit)?;
    let mut asked = serde_json::to_value(asked).map_err(unfit)?;
    // Kept on the device with its account, so that the sign-in page need not ask for an address.
    if let Some(selection) = asked.pointer_mut("/publicKey/authenticatorSelection") {
        selection["residentKey"] = json!("required");
        selection["requireResidentKey"] = json!(true);
    }
    let mut tx = here.db.begin().await?;
    let lasts = (here.ms(), here.ms() + WITHIN_MS);
    let key = (session, REGISTERING);
    store::secrets::put_half(&mut tx, key, Some(person.id), &written(&state)?, lasts).await?;
    tx.commit().await?;
    Ok(asked)
}

/// Keeps the passkey that the browser has made.
pub async fn finish_passkey(
    here: Here<'_>,
    (person, session): (PersonId, &SessionKey),
    (name, made): (&str, Value),
) -> Result<(), Refusal> {
    let webauthn = set_up(here)?;
    let made: RegisterPublicKeyCredential = serde_json::from_value(made).map_err(unfit)?;
    let mut tx = here.db.begin().await?;
    let state = store::secrets::take_half(&mut tx, (session, REGISTERING), here.ms()).await?;
    let state = state.filter(|state| state.person_id == Some(person.0)).ok_or(Refusal::Ended)?;
    let state: PasskeyRegistration = read(&state.kept)?;
    let key = webauthn.finish_passkey_registration(&made, &state).map_err(unfit)?;
    let id = hex(key.cred_id().as_ref());
    let name: String = nfc(name.trim()).chars().take(60).collect();
    let kept = written(&key)?;
    if !store::secrets::put_passkey(&mut tx, person, &name, (&id, &kept), here.ms()).await? {
        return Err(unfit("it is registered already"));
    }
    log(&mut tx, here, &name_of(person), "add passkey", (&subject(person), json!({}))).await?;
    Ok(tx.commit().await?)
}

/// Takes one of her passkeys away.
pub async fn drop_passkey(here: Here<'_>, person: PersonId, id: i64) -> Result<(), Refusal> {
    let mut tx = here.db.begin().await?;
    if !store::secrets::drop_passkey(&mut tx, person, id).await? {
        return Err(Refusal::Missing);
    }
    log(&mut tx, here, &name_of(person), "take passkey away", (&subject(person), json!({})))
        .await?;
    Ok(tx.commit().await?)
}

/// Begins to sign in with a passkey: the secret of this step, and what the browser is asked
/// (`navigator.credentials.get`).
pub async fn begin_passkey_entry(here: Here<'_>) -> Result<(Secret, Value), Refusal> {
    let (mut asked, state) = set_up(here)?.start_discoverable_authentication().map_err(unfit)?;
    // A button was pressed: the browser asks at once instead of waiting inside a field.
    asked.mediation = None;
    let secret = Secret::new()?;
    let mut tx = here.db.begin().await?;
    let lasts = (here.ms(), here.ms() + WITHIN_MS);
    let key = (&secret.hash(), ENTERING);
    store::secrets::put_half(&mut tx, key, None, &written(&state)?, lasts).await?;
    tx.commit().await?;
    Ok((secret, serde_json::to_value(asked).map_err(unfit)?))
}

/// Signs in whoever holds the passkey.
pub async fn enter_with_passkey(
    here: Here<'_>,
    half: &Secret,
    shown: Value,
    agent: &str,
) -> Result<Secret, Refusal> {
    let webauthn = set_up(here)?;
    let shown: PublicKeyCredential = serde_json::from_value(shown).map_err(unfit)?;
    let mut tx = here.db.begin().await?;
    let state = store::secrets::take_half(&mut tx, (&half.hash(), ENTERING), here.ms()).await?;
    let state: DiscoverableAuthentication = read(&state.ok_or(Refusal::Ended)?.kept)?;
    let id = hex(shown.get_credential_id());
    let row = store::secrets::passkey(&mut tx, &id).await?.ok_or(Refusal::Wrong)?;
    let person = PersonId(row.person_id);
    let standing = store::person::standing(&mut tx, person).await?.ok_or(Refusal::Wrong)?;
    if standing.state() != AccountState::Active {
        return Err(Refusal::Wrong);
    }
    let mut key: Key = read(&row.credential)?;
    let found = webauthn
        .finish_discoverable_authentication_v2(&shown, state, DiscoverableKey::from(&key))
        .map_err(unfit)?;
    key.update_credential(&found);
    store::secrets::used_passkey(&mut tx, row.id, &written(&key)?, &here.day()).await?;
    let session = begin_session(&mut tx, here, person, (agent, "passkey")).await?;
    tx.commit().await?;
    Ok(session)
}
