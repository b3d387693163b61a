//! An account as it is administered: its state and what it signs in with. Not for what its person
//! may do: that is `model.rs`.

use super::model::Person;
use std::sync::Arc;

/// Whether an account can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// A link was made; nobody has taken it up.
    Invited,
    /// Can sign in.
    Active,
    /// Cannot sign in until an administrator says otherwise.
    Disabled,
}

impl AccountState {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            AccountState::Invited => "invited",
            AccountState::Active => "active",
            AccountState::Disabled => "disabled",
        }
    }

    /// The state of a name.
    pub fn named(name: &str) -> Option<AccountState> {
        [AccountState::Invited, AccountState::Active, AccountState::Disabled]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// An account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its person.
    pub person: Arc<Person>,
    /// Whether it can be used.
    pub state: AccountState,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// The day of its last sign-in (UTC); the hour is nobody's business.
    pub last_in: Option<jiff::civil::Date>,
    /// Whether a password is set.
    pub password: Set,
    /// Whether codes of an authenticator app are asked for.
    pub totp: Set,
}

/// Whether an account has a means of signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// It has.
    Yes,
    /// It has not.
    No,
}

impl From<bool> for Set {
    fn from(set: bool) -> Set {
        if set { Set::Yes } else { Set::No }
    }
}
