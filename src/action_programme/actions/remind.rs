//! Who is reminded of a plan that is due soon, is late, or was returned: each person who acts for the
//! body, once for each reason. Not for the letters: those are composed when they are sent.

use super::super::model::{AsOf, Body, Period, Programme, Standing, acts_for};
use super::super::{coverage_at, store};
use crate::agency::Register;
use crate::people::{self, AccountState, Actor, Person};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::jobs::{NewJob, enqueue};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;

/// The kind of the job that writes a letter.
pub const REMIND: &str = "tell-programme-plan";

/// How many days before its deadline a plan is asked for.
const DAYS_BEFORE: i64 = 14;

/// Why somebody is reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// The deadline is within two weeks.
    Soon,
    /// The deadline is over.
    Late,
    /// The plan went back with a remark.
    Returned,
}

impl Why {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Why::Soon => "soon",
            Why::Late => "late",
            Why::Returned => "returned",
        }
    }
}

/// What a letter is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The key of the programme.
    pub programme: String,
    /// The first day of the period.
    pub period: Date,
    /// The body that owes the plan.
    pub agency: String,
    /// Why.
    pub why: Why,
    /// The deadline, or the day the returned plan was first handed in.
    pub day: Date,
    /// The account that is told.
    pub person: i64,
}

/// Why a body is to be reminded on a day, and of which day.
pub fn why(body: &Body, today: Date) -> Option<(Why, Date)> {
    match body.standing {
        Standing::Late { due, .. } => Some((Why::Late, due)),
        Standing::Awaited { due } => {
            let first = due.saturating_sub(jiff::Span::new().days(DAYS_BEFORE));
            (first <= today).then_some((Why::Soon, due))
        }
        Standing::Returned { on } => Some((Why::Returned, on)),
        Standing::Received { .. } | Standing::Missing => None,
    }
}

/// Reminds everybody who is to be reminded on a day; answers how many letters are asked for. A body
/// without anybody who acts for it is the coordinator's to call.
pub async fn remind_due(db: &Db, register: &Register, (at, today): (i64, Date)) -> Result<usize> {
    let accounts = people::accounts(db).await?;
    let active = accounts.into_iter().filter(|one| one.state == AccountState::Active);
    let people: Vec<Arc<Person>> = active.map(|one| one.person).collect();
    let mut told = 0;
    for key in store::every_key(db).await? {
        let Some(programme) = store::programme(db, &key).await? else { continue };
        let Some(period) = programme.period_on(today) else { continue };
        let as_of = AsOf::day(today);
        let covered = coverage_at(db, &programme, period, register, as_of).await?;
        for body in covered.bodies() {
            let Some((why, day)) = why(body, today) else { continue };
            for person in people.iter().filter(|one| is_asked(one, &body.agency)) {
                let reminder = Reminder {
                    programme: programme.key.clone(),
                    period: period.starts,
                    agency: body.agency.clone(),
                    why,
                    day,
                    person: person.id.0,
                };
                let mut tx = db.begin().await?;
                told += usize::from(remind(&mut tx, at, period, &reminder).await?);
                tx.commit().await?;
            }
        }
    }
    Ok(told)
}

fn is_asked(person: &Arc<Person>, agency: &str) -> bool {
    acts_for(&Actor::Person(Arc::clone(person)), agency)
}

/// Asks for one letter, unless it was asked for already.
async fn remind(tx: &mut Tx, at: i64, period: &Period, reminder: &Reminder) -> Result<bool> {
    let Some(period) = period.id else { return Ok(false) };
    let said = (reminder.agency.as_str(), reminder.why.name(), reminder.day);
    if !store::new_reminder(tx, period, said, (reminder.person, at)).await? {
        return Ok(false);
    }
    let payload = json!(reminder);
    let job = NewJob { kind: REMIND, payload, unique_key: None, at, run_at: at };
    enqueue(tx, &job).await?;
    Ok(true)
}

/// Whether a letter still says what is so: the plan may have come meanwhile.
pub async fn is_still_due(
    db: &Db,
    register: &Register,
    reminder: &Reminder,
    today: Date,
) -> Result<Option<Programme>> {
    let Some(programme) = store::programme(db, &reminder.programme).await? else { return Ok(None) };
    let periods = programme.outline.periods.iter();
    let period = periods.clone().find(|one| one.starts == reminder.period).cloned();
    let Some(period) = period else { return Ok(None) };
    let as_of = AsOf::day(today);
    let covered = coverage_at(db, &programme, &period, register, as_of).await?;
    let own = covered.bodies().find(|body| body.agency == reminder.agency);
    let still = own.and_then(|body| why(body, today));
    Ok(still.is_some_and(|(_, day)| day == reminder.day).then_some(programme))
}
