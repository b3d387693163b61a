//! Folding: each second the ledger's new records become day facts, and the place up to which they
//! were read is written in the same transaction, so nothing is counted twice or not at all. When a
//! day is over and folded it is closed, and all that identified its visitors is gone.

mod close;
mod keys;
mod part;
mod take_out;

use super::counters::Visits;
use super::day::Day;
use crate::platform::db::Failure;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

/// The facts could not be folded; the ledger keeps its records and the next fold tries again.
#[derive(Debug, thiserror::Error)]
pub enum FoldError {
    /// The ledger could not be read.
    #[error("the ledger of visits cannot be read: {0}")]
    Ledger(#[from] io::Error),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// The task that folds each second.
#[derive(Debug)]
pub struct Folding(JoinHandle<()>);

impl Folding {
    /// Begins folding each second.
    pub fn begin(visits: Arc<Visits>) -> Folding {
        Folding(tokio::spawn(async move {
            let mut seconds = tokio::time::interval(Duration::from_secs(1));
            seconds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                seconds.tick().await;
                if let Err(error) = visits.fold_and_refresh().await {
                    tracing::error!(%error, "the ledger of visits could not be folded");
                }
            }
        }))
    }
}

impl Drop for Folding {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What is known of the days that are not closed.
#[derive(Debug, Default)]
pub struct Open {
    pub(super) days: BTreeMap<Date, Day>,
    /// When sketches were last written to the database, in milliseconds since 1970.
    saved_at: i64,
    /// Until when nobody is taken out: a long ledger read again each second costs more than all counting.
    rests_until: Option<Instant>,
}

/// Sketches are written once in so many milliseconds: they can be made again from the ledger.
const SAVE_MS: i64 = 60_000;

impl Visits {
    /// Folds what is new and reads the figures again.
    pub async fn fold_and_refresh(&self) -> Result<(), FoldError> {
        self.fold().await?;
        self.keep_questions().await?;
        self.refresh().await?;
        Ok(())
    }

    /// Folds every ledger file in the folder, and closes days that are over.
    pub(super) async fn fold(&self) -> Result<(), FoldError> {
        let mut open = self.open.lock().await;
        let now = self.clock.now_ms();
        self.turn(now).await?;
        for (day, name) in self.ledger.files()? {
            while self.fold_some(&mut open, day, &name).await? {}
        }
        self.hear_all(&mut open).await?;
        self.take_out_judged(&mut open).await?;
        if (now - open.saved_at).abs() >= SAVE_MS {
            self.save_sketches(&mut open).await?;
            open.saved_at = now;
        }
        self.close_days(&mut open, now).await
    }

    /// Writes what the next start would have to make again from the ledger, and takes out whoever is judged:
    /// it may come after midnight, when the day is over.
    pub async fn settle(&self) -> Result<(), FoldError> {
        self.open.lock().await.rests_until = None;
        self.fold_and_refresh().await?;
        Ok(self.write_visitors().await?)
    }

    /// Writes how many visitors each entry, language, source, country and device has had so far. By
    /// itself that is done once a minute; whoever reads a table asks for it before. What other nodes
    /// know is still up to a minute old.
    pub async fn write_visitors(&self) -> Result<(), Failure> {
        self.save_sketches(&mut *self.open.lock().await).await
    }
}
