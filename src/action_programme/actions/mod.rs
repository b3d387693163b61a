//! What can be done to a programme, a room for each subject: setting it out, parts in measures,
//! plans, decisions about bodies that end, activities, evidence. Each verb checks the right, the
//! state and the clash, writes, and adds a row to the change log, in the caller's transaction.

mod activity;
mod assign;
mod claim;
mod decide;
mod evidence;
mod indicator;
mod outline;
mod plan;
mod remind;
mod sheet;

pub use activity::{change_activity, move_activity, new_activity, say_why_activity};
pub use assign::{assign, release};
pub use claim::{Claim, holds, look_up, published};
pub use decide::{HandedOver, Taking, count_for, hand_over};
pub use evidence::{accept_evidence, offer, refuse_evidence};
pub use indicator::{
    Observing, Often, ledger_figures, measure, measure_daily, observe, put_indicator, recall,
};
pub use outline::{Changed, set_out};
pub use plan::{
    PlanDraft, accept_plan, begin_plan, change_plan, grant_due, lock_plan, record_received,
    return_plan, say_why, submit_plan,
};

pub use remind::{REMIND, Reminder, Why, bodies_of_nobody, is_still_due, remind_due};
pub use sheet::{
    Effect, LookedLine, LookedPlan, SheetDone, bring_in_sheet, look_at_sheet, sheets,
    take_back_sheet,
};

use super::model::{Programme, ProgrammeId, acts_for, coordinates};
use crate::people::Actor;
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use crate::platform::files::FileFailure;
use crate::platform::paper::NotSet;
use jiff::civil::Date;
use serde_json::Value;

/// Who does something, and when.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// The moment, in milliseconds since 1970.
    pub at: i64,
    /// The day of that moment in the site's time zone.
    pub today: Date,
}

/// A programme as verbs name it: its number for the store, its key for the change log.
#[derive(Clone, Copy, Debug)]
pub struct In<'a> {
    /// Its number.
    pub id: ProgrammeId,
    /// Its key.
    pub key: &'a str,
}

impl<'a> From<&'a Programme> for In<'a> {
    fn from(programme: &'a Programme) -> In<'a> {
        In { id: programme.id, key: &programme.key }
    }
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The actor lacks the right.
    #[error("{0} may not do this")]
    NotAllowed(Actor),
    /// Somebody else changed it since; nothing was written.
    #[error("{0} was changed by somebody else in the meantime")]
    Clash(String),
    /// It cannot stay so: fields and the keys of the sentences that say why.
    #[error("it cannot stay so: {}", .0.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>().join(", "))]
    Faulty(Vec<(String, &'static str)>),
    /// In its present state it cannot be done.
    #[error("{subject} is {state}")]
    WrongState {
        /// What.
        subject: String,
        /// The name of its state.
        state: &'static str,
    },
    /// A return, a refusal or a stop says why.
    #[error("a remark must say why")]
    NoRemark,
    /// There is none.
    #[error("there is no {0}")]
    Missing(String),
    /// Something still hangs on it.
    #[error("{0} is still in use")]
    InUse(String),
    /// There is one already.
    #[error("there is already {0}")]
    Taken(String),
    /// A letter could not be set.
    #[error(transparent)]
    NotSet(#[from] NotSet),
    /// The file store did not answer.
    #[error(transparent)]
    Files(#[from] FileFailure),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

fn faulty(field: &str, key: &'static str) -> Refusal {
    Refusal::Faulty(vec![(field.to_owned(), key)])
}

pub(super) fn coordinator(by: By<'_>) -> Result<(), Refusal> {
    if coordinates(by.actor) { Ok(()) } else { Err(Refusal::NotAllowed(by.actor.clone())) }
}

/// The agency's own people, or who runs the programme for them.
fn agency_or_coordinator(by: By<'_>, agency: &str) -> Result<(), Refusal> {
    if acts_for(by.actor, agency) || coordinates(by.actor) {
        return Ok(());
    }
    Err(Refusal::NotAllowed(by.actor.clone()))
}

/// A remark that says something.
pub(super) fn said(remark: &str) -> Result<&str, Refusal> {
    let remark = remark.trim();
    if remark.is_empty() { Err(Refusal::NoRemark) } else { Ok(remark) }
}

pub(super) async fn log(
    tx: &mut Tx,
    by: By<'_>,
    (verb, key, below): (&str, &str, &str),
    detail: Value,
) -> Result<(), Refusal> {
    let subject = if below.is_empty() {
        format!("programme/{key}")
    } else {
        format!("programme/{key}/{below}")
    };
    let act = Act {
        at: by.at,
        actor: &by.actor.name(),
        verb,
        subject: &subject,
        detail,
        touches: vec!["programme".to_owned(), Programme::token(key)],
    };
    append(tx, act).await?;
    Ok(())
}
