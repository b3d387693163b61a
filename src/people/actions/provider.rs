//! Coming in from the operator's sign-in provider.

use super::{Here, Refusal, begin_session, log, subject};
use crate::people::account::AccountState;
use crate::people::email::Email;
use crate::people::model::{Grant, PersonId};
use crate::people::oidc::{Arrived, Leaving, Provider};
use crate::people::secret::Secret;
use crate::people::store;
use crate::platform::db::Tx;
use crate::platform::i18n::Language;
use serde_json::json;

const WITHIN_MS: i64 = 10 * 60 * 1000;
const AWAY: &str = "provider";

fn set_up(here: Here<'_>) -> Result<&Provider, Refusal> {
    here.gate.provider.as_ref().ok_or(Refusal::NotSetUp)
}

/// Sends somebody to the provider: the secret of this step, and the address.
pub async fn leave_for_provider(here: Here<'_>, next: &str) -> Result<(Secret, String), Refusal> {
    let (url, leaving) = set_up(here)?.leave(next).await?;
    let kept = serde_json::to_string(&leaving).map_err(|_| Refusal::NotSetUp)?;
    let secret = Secret::new()?;
    let mut tx = here.db.begin().await?;
    let lasts = (here.ms(), here.ms() + WITHIN_MS);
    store::secrets::put_half(&mut tx, (&secret.hash(), AWAY), None, &kept, lasts).await?;
    tx.commit().await?;
    Ok((secret, url))
}

/// Signs in whoever the provider sent back; answers her session's secret and where she wanted to go.
/// An account is found by what the provider said before, else by an address the provider has made
/// sure of; nobody new is let in unless the operator's settings say so.
pub async fn enter_from_provider(
    here: Here<'_>,
    half: &Secret,
    (state, code): (&str, &str),
    (agent, language): (&str, Language),
) -> Result<(Secret, String), Refusal> {
    let provider = set_up(here)?;
    let mut tx = here.db.begin().await?;
    let kept = store::secrets::take_half(&mut tx, (&half.hash(), AWAY), here.ms()).await?;
    tx.commit().await?;
    let leaving: Leaving =
        serde_json::from_str(&kept.ok_or(Refusal::Ended)?.kept).map_err(|_| Refusal::Ended)?;
    let next = leaving.next.clone();
    // The provider is asked outside of any transaction: it may take its time.
    let arrived = provider.arrive(leaving, state, code).await?;
    let mut tx = here.db.begin().await?;
    let known = store::secrets::at_provider(&mut tx, &arrived.issuer, &arrived.subject).await?;
    let person = match known {
        Some(person) => person,
        None => met(&mut tx, here, provider, &arrived, language).await?,
    };
    let standing = store::person::standing(&mut tx, person).await?.ok_or(Refusal::Unknown)?;
    match standing.state() {
        AccountState::Active => {}
        AccountState::Invited => {
            store::person::set_state(&mut tx, person, AccountState::Active).await?;
            store::secrets::end_links(&mut tx, person).await?;
        }
        AccountState::Disabled => return Err(Refusal::Unknown),
    }
    let session = begin_session(&mut tx, here, person, (agent, "provider")).await?;
    tx.commit().await?;
    Ok((session, next))
}

/// The account of somebody who comes from the provider for the first time.
async fn met(
    tx: &mut Tx,
    here: Here<'_>,
    provider: &Provider,
    arrived: &Arrived,
    language: Language,
) -> Result<PersonId, Refusal> {
    let email = arrived.email.as_ref().ok_or(Refusal::Unknown)?;
    let person = if let Some(person) = store::person::by_email(tx, email).await? {
        person
    } else {
        welcome(tx, here, provider, (arrived, email), language).await?
    };
    let (issuer, sub) = (&arrived.issuer, &arrived.subject);
    store::secrets::put_at_provider(tx, issuer, sub, person, here.ms()).await?;
    let detail = json!({ "issuer": issuer });
    log(tx, here, "provider", "meet", (&subject(person), detail)).await?;
    Ok(person)
}

/// A fresh account for somebody whom the provider knows and the portal did not.
async fn welcome(
    tx: &mut Tx,
    here: Here<'_>,
    provider: &Provider,
    (arrived, email): (&Arrived, &Email),
    language: Language,
) -> Result<PersonId, Refusal> {
    let role = provider.allow_new().ok_or(Refusal::Unknown)?;
    let name = arrived.name.as_deref().unwrap_or_else(|| email.as_str());
    let made = (here.ms(), "provider");
    let active = AccountState::Active;
    let person = store::person::insert(tx, email, (name, language), active, made).await?;
    let person = person.ok_or(Refusal::Unknown)?;
    store::person::set_grants(tx, person, &[Grant::everywhere(role)]).await?;
    let detail = json!({ "role": role, "issuer": arrived.issuer });
    log(tx, here, "provider", "add", (&subject(person), detail)).await?;
    Ok(person)
}
