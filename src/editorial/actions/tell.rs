//! What those who look after entries are told beside the desk, kept as jobs with what they are told
//! of. Not for the words, and not for the mail: those are the desk's.

use super::Refusal;
use crate::editorial::life::Stage;
use crate::editorial::store::{self, Due, Edition, LanguageState, Stored};
use crate::people::{PersonId, person_of};
use crate::platform::db::{Db, Tx};
use crate::platform::i18n::Language;
use crate::platform::jobs::{NewJob, enqueue, of_unique_key};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;

/// The job that tells somebody what did not happen at its hour.
pub const NOT_DONE: &str = "tell-not-done";
/// The job that tells somebody what was called off that she had arranged.
pub const CALLED_OFF: &str = "tell-called-off";
/// The job that tells somebody what must be read again.
pub const READ_AGAIN: &str = "tell-read-again";

/// How many days back a day of reading again is still told of, after the portal stood still. Less
/// than finished jobs are kept: they are how it is known who was told.
const LOOKS_BACK_DAYS: i64 = 13;

/// What was to happen at an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Planned {
    /// Going public.
    Publish,
    /// Being taken down.
    TakeDown,
}

/// Something did not happen at its hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotDone {
    /// The account that is told.
    pub person: i64,
    /// The entry.
    pub entry: i64,
    /// In which language.
    pub language: Language,
    /// What did not happen.
    pub planned: Planned,
    /// Why, in the words of the remark beside the entry.
    pub why: String,
}

/// What was arranged for a text and holds no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Arranged {
    /// The hour at which it was to go public.
    Hour,
    /// That somebody reads what was handed in.
    Reading,
}

/// Somebody changed a text for which something was arranged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalledOff {
    /// The account that is told.
    pub person: i64,
    /// The entry.
    pub entry: i64,
    /// In which language.
    pub language: Language,
    /// What holds no longer.
    pub arranged: Arranged,
    /// Who changed it, as the change log names actors.
    pub by: String,
}

/// A day has come on which entries must be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadAgain {
    /// The account that is told: their owner.
    pub person: i64,
    /// The day.
    pub review_on: Date,
}

/// Tells the owner, and whoever set the hour, that it passed in vain.
pub(super) async fn tell_not_done(
    tx: &mut Tx,
    one: &Due,
    at: i64,
    why: &str,
) -> Result<(), Refusal> {
    let told: BTreeSet<PersonId> = one.owner.into_iter().chain(one.set_by).collect();
    for PersonId(person) in told {
        let not_done = NotDone {
            person,
            entry: one.entry,
            language: one.language,
            planned: if one.expires { Planned::TakeDown } else { Planned::Publish },
            why: why.to_owned(),
        };
        let payload = json!(not_done);
        enqueue(tx, &NewJob { kind: NOT_DONE, payload, unique_key: None, at, run_at: at }).await?;
    }
    Ok(())
}

/// Tells the owner, and whoever handed it in or set its hour, that this edition calls that off. Who makes
/// the edition knows. Asked before the stage moves; answers whether anything was called off.
pub(super) async fn tell_called_off(
    tx: &mut Tx,
    edition: Edition<'_>,
    stored: &Stored,
    state: &LanguageState,
) -> Result<bool, Refusal> {
    let arranged = match state.stage {
        Stage::Scheduled => Arranged::Hour,
        Stage::Submitted => Arranged::Reading,
        Stage::Writing | Stage::Returned | Stage::Settled => return Ok(false),
    };
    let moved_by = store::stage_by(tx, stored.id, state.language).await?;
    let mover = moved_by.as_deref().and_then(person_of);
    let mut told: BTreeSet<PersonId> = stored.owner.into_iter().chain(mover).collect();
    if let Some(knows) = person_of(edition.by) {
        told.remove(&knows);
    }
    for PersonId(person) in told {
        let (entry, language, by) = (stored.id, state.language, edition.by.to_owned());
        let payload = json!(CalledOff { person, entry, language, arranged, by });
        let (at, run_at) = (edition.at, edition.at);
        enqueue(tx, &NewJob { kind: CALLED_OFF, payload, unique_key: None, at, run_at }).await?;
    }
    Ok(true)
}

/// Tells each owner once of the published entries whose day of reading again has come. Answers how
/// many are told.
pub async fn remind_due(db: &Db, (zone, at): (&TimeZone, i64)) -> Result<usize, Refusal> {
    let now = Timestamp::from_millisecond(at).unwrap_or_default();
    let today = now.to_zoned(zone.clone()).date();
    let first = today.saturating_sub(Span::new().days(LOOKS_BACK_DAYS));
    let mut told = 0;
    for (PersonId(person), review_on) in store::owners_to_remind(db, first, today).await? {
        let key = format!("{READ_AGAIN}/{person}/{review_on}");
        if of_unique_key(db, &key).await?.is_some() {
            continue;
        }
        let payload = json!(ReadAgain { person, review_on });
        let job = NewJob { kind: READ_AGAIN, payload, unique_key: Some(&key), at, run_at: at };
        let mut tx = db.begin().await?;
        // Two portals may look at once: only one of them keeps the job.
        told += usize::from(enqueue(&mut tx, &job).await?.is_some());
        tx.commit().await?;
    }
    Ok(told)
}
