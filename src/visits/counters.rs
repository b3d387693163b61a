//! The live figures: the six counters and each shown entry's own, read from the day facts after each
//! fold. Who is online is known in memory only, by a key that ends with its day.

use super::bots::Bots;
use super::ledger::{Ledger, Record};
use super::store;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Result};
use crate::platform::web::{CountAs, Figure, Figures};
use ahash::AHashMap;
use http::HeaderMap;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::net::IpAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

const ONLINE_MS: i64 = 5 * 60 * 1000;

/// Today's visitors: the key of the day and when each was last seen. Never written anywhere.
#[derive(Debug)]
struct Present {
    day: Date,
    key: RandomState,
    seen: AHashMap<u64, i64>,
}

/// The counters of a portal.
#[derive(Debug)]
pub struct Visits {
    pub(super) db: Db,
    pub(super) ledger: Ledger,
    pub(super) clock: Clock,
    pub(super) zone: TimeZone,
    bots: Bots,
    present: Mutex<Present>,
    online: AtomicU64,
    periods: [AtomicU64; 5],
    entries: Mutex<AHashMap<i64, Arc<AtomicU64>>>,
    /// Held while facts are folded or an entry's figure is first read.
    pub(super) folding: tokio::sync::Mutex<()>,
}

/// The first days of the four calendar periods that hold `today`.
pub fn period_starts(today: &Zoned) -> [Date; 4] {
    let day = today.date();
    let monday =
        day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day);
    [day, monday, day.first_of_month(), day.first_of_year()]
}

impl Visits {
    /// Begins counting: opens a ledger in `folder` and reads the figures.
    pub async fn begin(db: Db, folder: &Path, clock: Clock, zone: TimeZone) -> io::Result<Visits> {
        let ledger = Ledger::begin(folder, clock.now_ms())?;
        let day = clock.wall(&zone).date();
        let visits = Visits {
            db,
            ledger,
            clock,
            zone,
            bots: Bots::declared().map_err(io::Error::other)?,
            present: Mutex::new(Present { day, key: RandomState::new(), seen: AHashMap::new() }),
            online: AtomicU64::new(0),
            periods: Default::default(),
            entries: Mutex::new(AHashMap::new()),
            folding: tokio::sync::Mutex::new(()),
        };
        visits.fold().await.map_err(io::Error::other)?;
        visits.refresh().await.map_err(io::Error::other)?;
        Ok(visits)
    }

    /// The live figure of an entry.
    pub async fn of_entry(&self, entry: i64) -> Result<Arc<AtomicU64>> {
        if let Some(known) = self.lock_entries().get(&entry) {
            return Ok(Arc::clone(known));
        }
        // No fold may fall between reading the facts and making the figure known: what it adds
        // would be counted twice or not at all.
        let _alone = self.folding.lock().await;
        let views = u64::try_from(store::entry_views(&self.db, entry).await?).unwrap_or(0);
        let figure = Arc::new(AtomicU64::new(views));
        Ok(Arc::clone(self.lock_entries().entry(entry).or_insert(figure)))
    }

    /// Adds what a fold has just written to an entry's live figure, if anybody shows it.
    pub(super) fn add_to_entry(&self, entry: i64, views: i64) {
        if let Some(figure) = self.lock_entries().get(&entry) {
            figure.fetch_add(u64::try_from(views).unwrap_or(0), Ordering::Relaxed);
        }
    }

    /// Reads the periods' figures from the facts, and forgets who has left.
    pub(super) async fn refresh(&self) -> Result<()> {
        let starts = period_starts(&self.clock.wall(&self.zone)).map(|day| day.to_string());
        let sums = store::sums(&self.db, starts.each_ref().map(String::as_str)).await?;
        for (figure, sum) in self.periods.iter().zip(sums) {
            figure.store(u64::try_from(sum).unwrap_or(0), Ordering::Relaxed);
        }
        self.forget_absent();
        Ok(())
    }

    fn forget_absent(&self) {
        let now = self.clock.now_ms();
        let today = self.clock.wall(&self.zone).date();
        let mut present = self.lock_present();
        if present.day != today {
            // The day's key ends with the day: yesterday's visitors cannot be known again.
            *present = Present { day: today, key: RandomState::new(), seen: AHashMap::new() };
        }
        present.seen.retain(|_, seen| now - *seen < ONLINE_MS);
        self.online.store(present.seen.len() as u64, Ordering::Relaxed);
    }

    fn lock_present(&self) -> std::sync::MutexGuard<'_, Present> {
        self.present.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_entries(&self) -> std::sync::MutexGuard<'_, AHashMap<i64, Arc<AtomicU64>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, record: Record) {
        if let Err(error) = self.ledger.write(record) {
            tracing::error!(%error, "a view could not be written to the ledger");
        }
    }
}

impl Figures for Visits {
    fn figure(&self, figure: Figure) -> u64 {
        let [today, week, month, year, total] = &self.periods;
        let figure = match figure {
            Figure::Online => &self.online,
            Figure::Today => today,
            Figure::Week => week,
            Figure::Month => month,
            Figure::Year => year,
            Figure::Total | Figure::Views => total,
        };
        figure.load(Ordering::Relaxed)
    }

    fn visitor(&self, address: IpAddr, headers: &HeaderMap) -> Option<u64> {
        let agent = self.bots.reader(headers)?;
        Some(self.lock_present().key.hash_one((address, agent)))
    }

    fn view(&self, count: CountAs, visitor: u64) {
        let at = self.clock.now_ms();
        self.write(Record::View { at, count });
        self.lock_present().seen.insert(visitor, at);
    }

    fn uncounted(&self) {
        self.write(Record::Uncounted { at: self.clock.now_ms() });
    }
}
