//! Asking for the weekly letter, ending it, and handing each due one to the queue once.

use super::store;
use crate::people::{Actor, PersonId};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Db, Failure, Tx};
use crate::platform::jobs::{NewJob, enqueue};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The job that writes and sends a letter.
pub const WEEKLY: &str = "weekly-figures";

/// What the job knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weekly {
    /// Whose letter it is.
    pub person: i64,
    /// The Monday of the week it tells of.
    pub week: Date,
}

/// From this hour of Monday on, in the site's time: whoever comes to the office finds it.
const HOUR: i8 = 7;

/// Why nothing was put down.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
    /// Only a person has a letterbox.
    #[error("{0} gets no letters")]
    Nobody(Actor),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Somebody asks for her own weekly letter; the first tells of the week that is running now.
pub async fn ask_weekly(
    tx: &mut Tx,
    actor: &Actor,
    (at, today): (i64, Date),
) -> Result<(), NotAsked> {
    let person = own(actor)?;
    let told = before(monday(today));
    if store::ask(tx, person, at, &told.to_string()).await? {
        log(tx, (actor, at), "ask-weekly", person).await?;
    }
    Ok(())
}

/// She wants it no more.
pub async fn end_weekly(tx: &mut Tx, actor: &Actor, at: i64) -> Result<(), NotAsked> {
    let person = own(actor)?;
    if store::end(tx, person).await? {
        log(tx, (actor, at), "end-weekly", person).await?;
    }
    Ok(())
}

/// Hands every letter that is due to the queue. Answers how many.
pub async fn weekly_due(db: &Db, (zone, at): (&TimeZone, i64)) -> Result<usize, Failure> {
    let now = Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(zone.clone());
    let this_week = monday(now.date());
    // Early on Monday the week before last is the last that is told of.
    let early = now.date() == this_week && now.hour() < HOUR;
    let week = if early { before(before(this_week)) } else { before(this_week) };
    let mut due = 0;
    for person in store::untold(db, &week.to_string()).await? {
        let mut tx = db.begin().await?;
        // Two portals may look at once: only one of them writes the week down.
        if store::tell(&mut tx, person, &week.to_string()).await? {
            let payload = json!(Weekly { person: person.0, week });
            let key = format!("{WEEKLY}/{}/{week}", person.0);
            let job = NewJob { kind: WEEKLY, payload, unique_key: Some(&key), at, run_at: at };
            due += usize::from(enqueue(&mut tx, &job).await?.is_some());
        }
        tx.commit().await?;
    }
    Ok(due)
}

fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(since.days()).unwrap_or(day)
}

fn before(monday: Date) -> Date {
    monday.checked_sub(1.week()).unwrap_or(monday)
}

fn own(actor: &Actor) -> Result<PersonId, NotAsked> {
    match actor {
        Actor::Person(person) => Ok(person.id),
        other => Err(NotAsked::Nobody(other.clone())),
    }
}

async fn log(
    tx: &mut Tx,
    (actor, at): (&Actor, i64),
    verb: &str,
    PersonId(person): PersonId,
) -> Result<(), NotAsked> {
    let subject = format!("person/{person}");
    let (actor, detail) = (actor.name(), json!({}));
    append(tx, Act { at, actor: &actor, verb, subject: &subject, detail, touches: Vec::new() })
        .await?;
    Ok(())
}
