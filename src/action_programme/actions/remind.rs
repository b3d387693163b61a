//! Who is reminded of a plan that is due soon, is late, or was returned: each person who acts for the
//! body, once for each reason. Where nobody acts for a body, those who run the programme are told, once
//! for all such bodies of a deadline. Not for the letters: those are composed when they are sent.

use super::super::model::{AsOf, Body, Period, Programme, Standing, acts_for, coordinates};
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
    /// Plans are due or late of bodies that nobody acts for: the coordinator is told.
    Nobody,
}

impl Why {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Why::Soon => "soon",
            Why::Late => "late",
            Why::Returned => "returned",
            Why::Nobody => "nobody",
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
    /// The body that owes the plan; empty where several have nobody who acts for them.
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

/// Reminds everybody who is to be reminded on a day; answers how many letters are asked for.
pub async fn remind_due(db: &Db, register: &Register, (at, today): (i64, Date)) -> Result<usize> {
    let people = active(db).await?;
    let mut told = 0;
    for key in store::every_key(db).await? {
        let Some(programme) = store::programme(db, &key).await? else { continue };
        let Some(period) = programme.period_on(today) else { continue };
        for letter in letters(db, (&programme, period), register, (&people, today)).await? {
            let mut tx = db.begin().await?;
            told += usize::from(remind(&mut tx, at, period, &letter).await?);
            tx.commit().await?;
        }
    }
    Ok(told)
}

async fn active(db: &Db) -> Result<Vec<Arc<Person>>> {
    let accounts = people::accounts(db).await?.into_iter();
    let active = accounts.filter(|one| one.state == AccountState::Active);
    Ok(active.map(|one| one.person).collect())
}

/// Every letter a day asks for, whether it was asked for already or not.
async fn letters(
    db: &Db,
    (programme, period): (&Programme, &Period),
    register: &Register,
    (people, today): (&[Arc<Person>], Date),
) -> Result<Vec<Reminder>> {
    let covered = coverage_at(db, programme, period, register, AsOf::day(today)).await?;
    let letter = |agency: &str, (why, day), person: &Arc<Person>| Reminder {
        programme: programme.key.clone(),
        period: period.starts,
        agency: agency.to_owned(),
        why,
        day,
        person: person.id.0,
    };
    let mut asked = Vec::new();
    let mut nobody: Vec<Date> = Vec::new();
    for body in covered.bodies() {
        let Some((why, day)) = why(body, today) else { continue };
        let own = || people.iter().filter(|one| is_asked(one, &body.agency));
        asked.extend(own().map(|person| letter(&body.agency, (why, day), person)));
        if own().next().is_none() && !nobody.contains(&day) {
            nobody.push(day);
        }
    }
    let run = people.iter().filter(|one| coordinates(&Actor::Person(Arc::clone(one))));
    for person in run {
        asked.extend(nobody.iter().map(|day| letter("", (Why::Nobody, *day), person)));
    }
    Ok(asked)
}

/// The bodies whose plan is due soon, late or returned and for which nobody acts.
pub async fn bodies_of_nobody(
    db: &Db,
    (programme, period): (&Programme, &Period),
    register: &Register,
    today: Date,
) -> Result<Vec<Body>> {
    let people = active(db).await?;
    let covered = coverage_at(db, programme, period, register, AsOf::day(today)).await?;
    let alone = |body: &&Body| {
        why(body, today).is_some() && !people.iter().any(|one| is_asked(one, &body.agency))
    };
    Ok(covered.bodies().filter(alone).cloned().collect())
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
    if reminder.why == Why::Nobody {
        let alone = bodies_of_nobody(db, (&programme, &period), register, today).await?;
        return Ok((!alone.is_empty()).then_some(programme));
    }
    let as_of = AsOf::day(today);
    let covered = coverage_at(db, &programme, &period, register, as_of).await?;
    let own = covered.bodies().find(|body| body.agency == reminder.agency);
    let still = own.and_then(|body| why(body, today));
    Ok(still.is_some_and(|(_, day)| day == reminder.day).then_some(programme))
}
