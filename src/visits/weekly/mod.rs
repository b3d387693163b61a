//! The weekly letter of figures: who of the desk asked for it, and when it is due. Not for what it
//! says: the desk writes it from the same tables as its dashboard.

mod actions;
mod store;

pub use actions::{NotAsked, WEEKLY, Weekly, ask_weekly, end_weekly, weekly_due};
pub use store::asked_weekly;
