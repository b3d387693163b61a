//! Folding: each second the ledger's new records become day facts, and the place up to which they
//! were read is written in the same transaction, so nothing is counted twice or not at all.

use super::counters::Visits;
use super::ledger::{Record, Records};
use super::store;
use crate::platform::db::Failure;
use crate::platform::i18n::Language;
use ahash::AHashMap;
use jiff::Timestamp;
use jiff::civil::Date;
use std::io;
use std::sync::Arc;
use std::time::Duration;
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

/// What some records add up to.
#[derive(Default)]
struct Sums {
    entries: AHashMap<(Date, i64, Language), i64>,
    days: AHashMap<Date, (i64, i64)>,
}

impl Visits {
    /// Folds what is new and reads the figures again.
    pub async fn fold_and_refresh(&self) -> Result<(), FoldError> {
        self.fold().await?;
        self.refresh().await?;
        Ok(())
    }

    /// Folds every ledger file in the folder.
    pub(super) async fn fold(&self) -> Result<(), FoldError> {
        let _alone = self.folding.lock().await;
        for name in self.ledger.files()? {
            while self.fold_some(&name).await? {}
            if name != self.ledger.name() {
                self.finish(&name).await?;
            }
        }
        Ok(())
    }

    /// Folds the next records of a file; answers whether there were any.
    async fn fold_some(&self, name: &str) -> Result<bool, FoldError> {
        let mut tx = self.db.begin().await?;
        let folded = store::folded(&mut tx, name).await?;
        let records = self.ledger.records(name, u64::try_from(folded).unwrap_or(0))?;
        if records.bytes() == 0 {
            return Ok(false);
        }
        let sums = self.add_up(&records);
        let views: Vec<store::EntryViews> = sums
            .entries
            .iter()
            .map(|((day, entry, language), views)| {
                (day.to_string(), *entry, language.to_string(), *views)
            })
            .collect();
        store::add_views(&mut tx, &views).await?;
        for (day, (views, refused)) in &sums.days {
            store::add_day(&mut tx, &day.to_string(), *views, *refused).await?;
        }
        store::note_fold(&mut tx, name, folded + records.bytes()).await?;
        tx.commit().await?;
        for (_, entry, _, views) in &views {
            self.add_to_entry(*entry, *views);
        }
        Ok(true)
    }

    fn add_up(&self, records: &Records) -> Sums {
        let mut sums = Sums::default();
        let mut day_of = DayOf { visits: self, hour: i64::MIN, day: Date::ZERO };
        for record in records.read() {
            match record {
                Record::View { at, count } => {
                    let day = day_of.moment(at);
                    *sums.entries.entry((day, count.entry, count.language)).or_default() += 1;
                    sums.days.entry(day).or_default().0 += 1;
                }
                Record::Uncounted { at } => sums.days.entry(day_of.moment(at)).or_default().1 += 1,
            }
        }
        sums
    }

    /// Removes a folded file of an earlier process. The row goes last: killed in between, the next
    /// start finds a row without a file, which counts nothing.
    async fn finish(&self, name: &str) -> Result<(), FoldError> {
        self.ledger.remove(name)?;
        let mut tx = self.db.begin().await?;
        store::forget_fold(&mut tx, name).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The calendar day of a moment, asked of the time zone once a quarter of an hour only: no zone
/// moves its midnight within one.
struct DayOf<'a> {
    visits: &'a Visits,
    hour: i64,
    day: Date,
}

impl DayOf<'_> {
    fn moment(&mut self, at: i64) -> Date {
        const QUARTER_MS: i64 = 15 * 60 * 1000;
        let hour = at.div_euclid(QUARTER_MS);
        if hour != self.hour {
            self.hour = hour;
            let moment = Timestamp::from_millisecond(at).unwrap_or_default();
            self.day = moment.to_zoned(self.visits.zone.clone()).date();
        }
        self.day
    }
}
