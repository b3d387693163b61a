//! What can be done to accounts, and with them. Each verb checks the right and the state, writes,
//! and adds its row to the change log, in one transaction; no row holds a secret. Verbs that compare
//! or make a password open the transaction themselves: hashing must not hold the one writer up.

mod administer;
mod enter;
mod link;
mod own;
mod passkey;
mod provider;
mod token;

pub use administer::{disable, drop_second_factors, enable, end_sessions, set_grants};
pub use enter::{Entered, Half, enter, enter_with_code, leave};
pub use link::{Invitation, Link, LinkView, Purpose, add, invite, link, renew, take_up};
pub use own::{
    change_password, drop_totp, end_session, make_recovery_codes, recovery_codes_left, rename,
    set_totp,
};
pub use passkey::{
    Passkey, begin_passkey, begin_passkey_entry, drop_passkey, enter_with_passkey, finish_passkey,
    passkeys,
};
pub use provider::{enter_from_provider, leave_for_provider};
pub use token::{NewToken, add_token, revoke_token};

use super::gate::Gate;
use super::mail::MailFailure;
use super::model::{Actor, PersonId, Right, Scope};
use super::oidc::OidcFailure;
use super::password::{HashFailure, Weak};
use super::secret::{NoRandomness, SecretHash};
use super::session::{IDLE, LONGEST, millis};
use super::store;
use super::throttle::Held;
use crate::platform::changes::{Act, append};
use crate::platform::db::{Db, Failure, Tx};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

/// Where a verb happens, and when.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    /// The database.
    pub db: &'a Db,
    /// What letting people in needs.
    pub gate: &'a Gate,
    /// Now.
    pub now: Timestamp,
}

impl Here<'_> {
    fn ms(&self) -> i64 {
        self.now.as_millisecond()
    }

    fn day(&self) -> String {
        self.now.to_zoned(TimeZone::UTC).date().to_string()
    }
}

/// Why a verb was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor lacks the right.
    #[error("{0} may not do this")]
    NotAllowed(Actor),
    /// There is no such account, session, passkey or token.
    #[error("there is none such")]
    Missing,
    /// The address has an account already.
    #[error("this address has an account already")]
    EmailTaken,
    /// That is no address for mail.
    #[error("that is no address for mail")]
    NoEmail,
    /// A person needs a name.
    #[error("a name is needed")]
    NoName,
    /// The password is not accepted.
    #[error(transparent)]
    Weak(#[from] Weak),
    /// Address, password or code are not right; which of them is not said.
    #[error("that is not right")]
    Wrong,
    /// Too many failures: again from this moment on, in milliseconds since 1970.
    #[error("too many failed attempts")]
    Held(i64),
    /// The link or the step has ended.
    #[error("this has ended")]
    Ended,
    /// Nobody else could administer the site any more.
    #[error("somebody must be able to administer the site")]
    LastAdministrator,
    /// The account's state does not allow it.
    #[error("the account's state does not allow it")]
    WrongState,
    /// The portal is not set up for it.
    #[error("this portal is not set up for it")]
    NotSetUp,
    /// The passkey does not fit.
    #[error("the passkey does not fit: {0}")]
    Passkey(String),
    /// Nobody came from the provider; the cause is for the operator.
    #[error(transparent)]
    Provider(#[from] OidcFailure),
    /// The provider knows her, the portal does not.
    #[error("no account belongs to this person")]
    Unknown,
    /// No secret can be made.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// A password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashFailure),
    /// A mail was not taken.
    #[error(transparent)]
    Mail(#[from] MailFailure),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

impl From<Held> for Refusal {
    fn from(held: Held) -> Refusal {
        match held {
            Held::Until(free_at) => Refusal::Held(free_at),
            Held::Random(error) => error.into(),
            Held::Database(error) => error.into(),
        }
    }
}

impl Refusal {
    /// The Fluent key of what is said to the person; none for a failure of the program.
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Refusal::NotAllowed(_) => "people-refused-right",
            Refusal::Missing => "people-refused-missing",
            Refusal::EmailTaken => "people-refused-email-taken",
            Refusal::NoEmail => "people-refused-email",
            Refusal::NoName => "people-refused-name",
            Refusal::Weak(Weak::Short) => "people-refused-password-short",
            Refusal::Weak(Weak::Long) => "people-refused-password-long",
            Refusal::Weak(Weak::Breached) => "people-refused-password-breached",
            Refusal::Weak(Weak::Guessable) => "people-refused-password-guessable",
            Refusal::Wrong => "people-refused-wrong",
            Refusal::Held(_) => "people-refused-held",
            Refusal::Ended => "people-refused-ended",
            Refusal::LastAdministrator => "people-refused-last-administrator",
            Refusal::WrongState => "people-refused-state",
            Refusal::NotSetUp => "people-refused-not-set-up",
            Refusal::Passkey(_) => "people-refused-passkey",
            Refusal::Provider(_) => "people-refused-provider",
            Refusal::Unknown => "people-refused-unknown",
            Refusal::Random(_) | Refusal::Hash(_) | Refusal::Mail(_) | Refusal::Database(_) => {
                return None;
            }
        })
    }
}

/// Forgets what has ended by itself: sessions, links, steps, and the day's failed tries.
pub async fn sweep(db: &Db, now: Timestamp) -> Result<(), Failure> {
    let at = now.as_millisecond();
    let today = now.to_zoned(TimeZone::UTC).date().to_string();
    let mut tx = db.begin().await?;
    store::session::sweep(&mut tx, at, at.saturating_sub(millis(IDLE))).await?;
    store::secrets::sweep(&mut tx, at).await?;
    store::throttle::erase(&mut tx, &today).await?;
    tx.commit().await
}

fn must(actor: &Actor, right: Right) -> Result<(), Refusal> {
    if actor.may(right, &Scope::site()) { Ok(()) } else { Err(Refusal::NotAllowed(actor.clone())) }
}

async fn log(
    tx: &mut Tx,
    here: Here<'_>,
    actor: &str,
    verb: &str,
    (subject, detail): (&str, Value),
) -> Result<(), Failure> {
    let at = here.ms();
    append(tx, Act { at, actor, verb, subject, detail, touches: Vec::new() }).await?;
    Ok(())
}

fn subject(person: PersonId) -> String {
    format!("person/{person}")
}

fn name_of(person: PersonId) -> String {
    format!("person:{person}")
}

/// Begins a session in the transaction of whatever let its person in.
async fn begin_session(
    tx: &mut Tx,
    here: Here<'_>,
    person: PersonId,
    (agent, by): (&str, &str),
) -> Result<super::Secret, Refusal> {
    let secret = super::Secret::new()?;
    let hash: SecretHash = secret.hash();
    let at = here.ms();
    store::session::sweep(tx, at, at.saturating_sub(millis(IDLE))).await?;
    let agent = super::session::agent_label(agent);
    let ends_at = at.saturating_add(millis(LONGEST));
    store::session::begin(tx, &hash, person, (at, ends_at), &agent).await?;
    store::person::note_in(tx, person, &here.day()).await?;
    let detail = serde_json::json!({ "by": by });
    log(tx, here, &name_of(person), "enter", (&subject(person), detail)).await?;
    Ok(secret)
}
