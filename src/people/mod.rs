//! Who acts, and what they may do: accounts, signing in, rights. Not for readers: of them nothing
//! is known.

mod account;
mod actions;
mod breached;
mod email;
mod gate;
mod mail;
mod model;
mod oidc;
mod password;
mod secret;
mod session;
mod store;
mod sweeping;
#[cfg(test)]
mod tests;
mod throttle;
mod token;
mod totp;

pub use account::{Account, AccountState, Set};
pub use actions::*;
pub use breached::NoList;
pub use email::{Email, NoEmail};
pub use gate::{Gate, GateSettings, NoGate};
pub use mail::{MailFailure, MailSettings};
pub use model::{Actor, Grant, Person, PersonId, Program, Right, Role, Scope, person_of};
pub use oidc::{OidcFailure, OidcSettings};
pub use password::{FEWEST, HashFailure, Weak};
pub use secret::{NoRandomness, Secret, SecretHash};
pub use session::{Session, SessionKey, SessionLine, agent_label, session, sessions};
pub use store::person::{account, accounts};
pub use sweeping::Sweeping;
pub use token::{Bearer, Reach, Token, TokenId, bearer, tokens};
pub use totp::Authenticator;
