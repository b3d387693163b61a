//! Accounts begin, and are recovered, by a link that is good once: it is shown to whoever made it
//! and mailed where the portal can mail.

use super::enter::{Entered, ask_for_code};
use super::{Here, Refusal, begin_session, log, must, name_of, subject};
use crate::people::account::AccountState;
use crate::people::email::Email;
use crate::people::model::{Actor, Grant, PersonId, Right};
use crate::people::secret::Secret;
use crate::people::store;
use crate::platform::db::{Db, Failure};
use crate::platform::i18n::Language;
use crate::platform::text::nfc;
use jiff::Timestamp;
use serde_json::json;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Taking up an account: good for a week.
    Invite,
    /// Setting a new password: good for a day.
    Recover,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Purpose::Invite => "invite",
            Purpose::Recover => "recover",
        }
    }

    fn lasts_ms(self) -> i64 {
        match self {
            Purpose::Invite => 7 * DAY_MS,
            Purpose::Recover => DAY_MS,
        }
    }
}

/// Who is invited.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Her address.
    pub email: Email,
    /// Her name; she may write it otherwise herself.
    pub name: String,
    /// The language she is spoken to in at first.
    pub language: Language,
    /// What she may do.
    pub grants: Vec<Grant>,
}

/// A fresh link.
#[derive(Debug)]
pub struct Link {
    /// Whose.
    pub person: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// Its address under the portal's origin.
    pub url: String,
    /// When it ends, in milliseconds since 1970.
    pub ends_at: i64,
}

/// What somebody who opens a link is shown.
#[derive(Clone, Debug)]
pub struct LinkView {
    /// What it is for.
    pub purpose: Purpose,
    /// Whose address it was made for.
    pub email: String,
    /// Her name so far.
    pub name: String,
    /// Her language.
    pub language: Language,
}

/// Invites somebody; the account can be used once she has taken it up.
pub async fn invite(
    here: Here<'_>,
    actor: &Actor,
    invitation: &Invitation,
) -> Result<Link, Refusal> {
    must(actor, Right::Administer)?;
    let mut tx = here.db.begin().await?;
    let made = (here.ms(), actor.name());
    let who = (invitation.name.trim(), invitation.language);
    let state = AccountState::Invited;
    let person =
        store::person::insert(&mut tx, &invitation.email, who, state, (made.0, &made.1)).await?;
    let person = person.ok_or(Refusal::EmailTaken)?;
    store::person::set_grants(&mut tx, person, &invitation.grants).await?;
    let link = put_link(&mut tx, here, person, Purpose::Invite).await?;
    let detail = json!({ "grants": invitation.grants });
    log(&mut tx, here, &actor.name(), "invite", (&subject(person), detail)).await?;
    tx.commit().await?;
    Ok(link)
}

/// Makes a new link for an account: the invitation again, or recovery. Earlier links end.
pub async fn renew(here: Here<'_>, actor: &Actor, person: PersonId) -> Result<Link, Refusal> {
    must(actor, Right::Administer)?;
    let mut tx = here.db.begin().await?;
    let standing = store::person::standing(&mut tx, person).await?.ok_or(Refusal::Missing)?;
    let purpose = match standing.state() {
        AccountState::Invited => Purpose::Invite,
        AccountState::Active => Purpose::Recover,
        AccountState::Disabled => return Err(Refusal::WrongState),
    };
    let link = put_link(&mut tx, here, person, purpose).await?;
    let detail = json!({ "purpose": purpose.name() });
    log(&mut tx, here, &actor.name(), "link", (&subject(person), detail)).await?;
    tx.commit().await?;
    Ok(link)
}

async fn put_link(
    tx: &mut crate::platform::db::Tx,
    here: Here<'_>,
    person: PersonId,
    purpose: Purpose,
) -> Result<Link, Refusal> {
    let secret = Secret::new()?;
    let ends_at = here.ms() + purpose.lasts_ms();
    let lasts = (here.ms(), ends_at);
    store::secrets::put_link(tx, &secret.hash(), person, purpose.name(), lasts).await?;
    let url = format!("{}/desk/sign-in/link/{}", here.gate.origin, secret.reveal());
    Ok(Link { person, purpose, url, ends_at })
}

/// What a link is for, if it still leads somewhere.
pub async fn link(db: &Db, secret: &Secret, now: Timestamp) -> Result<Option<LinkView>, Failure> {
    let row = store::secrets::link(db, &secret.hash(), now.as_millisecond()).await?;
    let Some(row) = row else { return Ok(None) };
    let account = store::person::account(db, PersonId(row.person_id)).await?;
    Ok(account.map(|account| LinkView {
        purpose: purpose(&row.purpose),
        email: account.person.email.clone(),
        name: account.person.name.clone(),
        language: account.person.language,
    }))
}

fn purpose(name: &str) -> Purpose {
    if name == Purpose::Invite.name() { Purpose::Invite } else { Purpose::Recover }
}

/// Takes a link up: sets the password (and the name, for an invitation), ends every session there
/// was, and lets its person in. Where a second step is set up it is asked for here, too: who has the
/// link need not have the phone.
pub async fn take_up(
    here: Here<'_>,
    secret: &Secret,
    (name, password): (&str, &str),
    agent: &str,
) -> Result<Entered, Refusal> {
    let seen = link(here.db, secret, here.now).await?.ok_or(Refusal::Ended)?;
    let name = nfc(name.trim()).into_owned();
    let name = if seen.purpose == Purpose::Recover { seen.name } else { name };
    if name.is_empty() {
        return Err(Refusal::NoName);
    }
    here.gate.passwords.check(password, &[&name, &seen.email]).await?;
    let hash = here.gate.passwords.hash(password).await?;
    let mut tx = here.db.begin().await?;
    let used = store::secrets::use_link(&mut tx, &secret.hash(), here.ms()).await?;
    let used = used.ok_or(Refusal::Ended)?;
    let person = PersonId(used.person_id);
    let standing = store::person::standing(&mut tx, person).await?.ok_or(Refusal::Ended)?;
    match (standing.state(), seen.purpose) {
        (AccountState::Invited, Purpose::Invite) => {
            store::person::set_state(&mut tx, person, AccountState::Active).await?;
            store::person::set_name(&mut tx, person, &name, seen.language).await?;
        }
        (AccountState::Active, Purpose::Recover) => {}
        _ => return Err(Refusal::Ended),
    }
    store::person::set_password(&mut tx, person, &hash).await?;
    store::session::end_all(&mut tx, person, None).await?;
    let detail = json!({ "purpose": seen.purpose.name() });
    log(&mut tx, here, &name_of(person), "take up", (&subject(person), detail)).await?;
    let entered = if standing.totp_secret.is_some() {
        Entered::Code(ask_for_code(&mut tx, here, person).await?)
    } else {
        Entered::In(begin_session(&mut tx, here, person, (agent, "link")).await?)
    };
    tx.commit().await?;
    Ok(entered)
}

/// Makes an account that can be used at once, as the operator does at the command line.
pub async fn add(
    here: Here<'_>,
    actor: &Actor,
    invitation: &Invitation,
    password: &str,
) -> Result<PersonId, Refusal> {
    must(actor, Right::Administer)?;
    let about = [invitation.name.as_str(), invitation.email.as_str()];
    here.gate.passwords.check(password, &about).await?;
    let hash = here.gate.passwords.hash(password).await?;
    let mut tx = here.db.begin().await?;
    let made = (here.ms(), actor.name());
    let who = (invitation.name.trim(), invitation.language);
    let state = AccountState::Active;
    let person =
        store::person::insert(&mut tx, &invitation.email, who, state, (made.0, &made.1)).await?;
    let person = person.ok_or(Refusal::EmailTaken)?;
    store::person::set_password(&mut tx, person, &hash).await?;
    store::person::set_grants(&mut tx, person, &invitation.grants).await?;
    let detail = json!({ "grants": invitation.grants });
    log(&mut tx, here, &actor.name(), "add", (&subject(person), detail)).await?;
    tx.commit().await?;
    Ok(person)
}
