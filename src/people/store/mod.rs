//! How people are kept: accounts, and what each signs in with. Not for what may be done with them:
//! those are the verbs in `actions/`.

pub(super) mod person;
pub(super) mod secrets;
pub(super) mod session;
pub(super) mod throttle;
pub(super) mod token;
