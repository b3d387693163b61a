//! Work that may wait: kept in the database from the transaction that asks for it until it is done,
//! tried again after failures, taken up again when a process was killed over it. Not for what must
//! be true with an act (that belongs into its transaction), nor for following the change log.

mod store;
mod work;

pub use store::{
    Standing, enqueue, forget_done, give_another_chance, of_kind, of_unique_key, standing,
    unfinished,
};
pub use work::{Jobs, work_off};

use crate::platform::clock::Clock;
use crate::platform::db::{Db, Failure};
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// How often a job is begun at most. A job that kills its process each time ends here too, because
/// an attempt is counted when it begins.
pub const MOST_ATTEMPTS: i64 = 6;

/// How long before the second attempt, the third and so on.
const WAITS: [Duration; 5] = [
    Duration::from_secs(30),
    Duration::from_mins(2),
    Duration::from_mins(10),
    Duration::from_hours(1),
    Duration::from_hours(6),
];

/// The wait after a number of attempts, in milliseconds.
fn wait_after(attempts: i64) -> i64 {
    let place = usize::try_from(attempts.max(1) - 1).unwrap_or(0).min(WAITS.len() - 1);
    let wait = WAITS.get(place).copied().unwrap_or_default();
    i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)
}

/// A job by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(pub i64);

/// Work to be kept.
#[derive(Clone, Debug)]
pub struct NewJob<'a> {
    /// Which handler does it, such as `render-picture`.
    pub kind: &'a str,
    /// What the handler needs to know.
    pub payload: Value,
    /// Of unfinished jobs with the same key only the first is kept. The payload must then say all:
    /// a handler reads what is true when it runs. Asked for while it runs, it runs once more.
    pub unique_key: Option<&'a str>,
    /// Now, in milliseconds since 1970.
    pub at: i64,
    /// Not before this moment, in milliseconds since 1970.
    pub run_at: i64,
}

/// Why a handler did not do its job.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// It may work another time.
    #[error("{0}")]
    Again(String),
    /// It will never work: trying again would only cost.
    #[error("{0}")]
    Never(String),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Whether a job keeps a processor busy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It waits more than it computes.
    Light,
    /// It computes: at most one for each processor but one at a time.
    Heavy,
    /// It computes too, and nobody waits for it: at least one worker is kept free of such jobs.
    Patient,
}

/// What a handler is given.
#[derive(Clone, Debug)]
pub struct JobContext {
    /// The job.
    pub id: JobId,
    /// What it is about.
    pub payload: Value,
    /// Which attempt this is, from 1.
    pub attempt: i64,
    db: Db,
    worker: String,
}

impl JobContext {
    /// Writes down how far the job is, in hundredths, for those who wait for it. Each call is a
    /// write: once a second is often enough.
    pub async fn progress(&self, hundredths: u8) -> Result<(), JobError> {
        Ok(store::progress(&self.db, self.id, &self.worker, i64::from(hundredths.min(100))).await?)
    }
}

/// What a handler answers.
pub type Handled = Pin<Box<dyn Future<Output = Result<(), JobError>> + Send>>;

/// Who does the jobs of a kind.
#[derive(Clone)]
pub struct Handler {
    /// The kind.
    pub kind: &'static str,
    /// Whether it keeps a processor busy.
    pub weight: Weight,
    /// Does the job. It may be begun again after a kill, so doing it twice must do no harm.
    pub run: Arc<dyn Fn(JobContext) -> Handled + Send + Sync>,
}

/// Every handler of the program, handed down by `app.rs`.
#[derive(Clone, Default)]
pub struct Handlers(pub Vec<Handler>);

impl Handlers {
    fn of(&self, kind: &str) -> Option<&Handler> {
        self.0.iter().find(|handler| handler.kind == kind)
    }

    /// The kinds of a weight, as a JSON list.
    fn kinds(&self, weight: Weight) -> String {
        let of_weight = self.0.iter().filter(|handler| handler.weight == weight);
        let kinds: Vec<_> = of_weight.map(|handler| handler.kind).collect();
        serde_json::to_string(&kinds).unwrap_or_else(|_| "[]".to_owned())
    }
}

/// What workers stand on.
#[derive(Clone)]
struct Shop {
    db: Db,
    handlers: Handlers,
    clock: Clock,
}
