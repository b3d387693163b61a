//! Closing a day: once it is over and every ledger of it folded, its visits and visitors stand for
//! good, and what identified its visitors is gone: the ledger files, the batches, the judgements. Its
//! key went at midnight.

use super::super::counters::Visits;
use super::super::day::store as day_store;
use super::super::facts::store;
use super::super::ledger::begins;
use super::super::month::{self, month_of, store as month_store};
use super::{FoldError, Open};
use crate::platform::db::{Failure, Tx};
use jiff::ToSpan;
use jiff::civil::Date;

/// How long after midnight nodes that have not finished a day are waited for.
const WAIT_MS: i64 = 60 * 60 * 1000;
/// So many sketches are written at once.
const SKETCHES: usize = 250;

impl Visits {
    /// Closes days that are over.
    pub(super) async fn close_days(&self, open: &mut Open, now: i64) -> Result<(), FoldError> {
        let today = self.ledger.day();
        let over = store::open_days(&self.db, &today.to_string()).await?;
        let over: Vec<Date> = over.iter().filter_map(|date| date.parse().ok()).collect();
        for day in &over {
            self.close(open, *day, now).await?;
        }
        // Those that another node has closed: nothing of their visitors may be kept.
        let known = open.days.keys().copied();
        let gone: Vec<Date> = known.filter(|day| *day < today && !over.contains(day)).collect();
        for day in gone {
            self.save_sketches_of(open, day).await?;
            open.days.remove(&day);
        }
        for (day, name) in self.ledger.files()? {
            if day < today && !self.ledger.writes(&name) {
                self.finish(day, &name).await?;
            }
        }
        self.freeze_months(today, now).await
    }

    /// Freezes every month that is over for good.
    async fn freeze_months(&self, today: Date, now: i64) -> Result<(), FoldError> {
        let this_month = today.first_of_month().to_string();
        while let Some(month) = month_store::next(&self.db, &this_month).await? {
            let mut tx = self.db.begin().await?;
            month::freeze(&mut tx, now, &month).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn close(&self, open: &mut Open, day: Date, now: i64) -> Result<(), FoldError> {
        let date = day.to_string();
        self.judge_again(open, day).await?;
        self.save_sketches_of(open, day).await?;
        let mut tx = self.db.begin().await?;
        for (of, name) in self.ledger.files()? {
            if of == day && !self.ledger.writes(&name) {
                store::note_done(&mut tx, &name).await?;
            }
        }
        if self.keys.shared() && self.others_at_work(&mut tx, day, now).await? {
            return Ok(tx.commit().await?);
        }
        day_store::forget(&mut tx, &date).await?;
        store::close(&mut tx, &date, now).await?;
        tx.commit().await?;
        open.days.remove(&day);
        Ok(())
    }

    /// A day of which nothing is known any more, after a restart or a failure, may hold views of somebody who
    /// was judged and not taken out yet.
    async fn judge_again(&self, open: &mut Open, day: Date) -> Result<(), FoldError> {
        if open.days.contains_key(&day) {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        let mut state = self.day_again(&mut tx, day).await?;
        tx.commit().await?;
        let fresh = state.judge.fresh();
        if !fresh.is_empty() {
            self.take_out(day, &mut state, fresh).await?;
        }
        open.days.insert(day, state);
        Ok(())
    }

    /// Whether another node may still have records of a day.
    async fn others_at_work(&self, tx: &mut Tx, day: Date, now: i64) -> Result<bool, FoldError> {
        let next = day.checked_add(1.day()).map_or(i64::MAX, |next| begins(next, &self.zone));
        let late = now.saturating_sub(next);
        let just_over = late < 10_000;
        Ok(just_over || (late < WAIT_MS && store::unfinished(tx, &day.to_string()).await? > 0))
    }

    /// Removes a folded file of a closed day. The row goes last: killed in between, the next start
    /// finds a row without a file, which counts nothing.
    async fn finish(&self, day: Date, name: &str) -> Result<(), FoldError> {
        let mut tx = self.db.begin().await?;
        let date = day.to_string();
        let frozen = month_store::is_frozen(&mut tx, month_of(&date)).await?;
        if !frozen && store::closed_at(&mut tx, &date).await?.is_none() {
            let folded = store::folded(&mut tx, name).await?;
            let empty =
                self.ledger.part(name, u64::try_from(folded).unwrap_or(0))?.bytes.is_empty();
            // A day without a single record has no row to close.
            if folded > 0 || !empty {
                return Ok(());
            }
        }
        self.ledger.remove(name)?;
        store::forget_fold(&mut tx, name).await?;
        Ok(tx.commit().await?)
    }

    /// Writes sketches that the database has not seen yet.
    pub(super) async fn save_sketches(&self, open: &mut Open) -> Result<(), Failure> {
        let days: Vec<Date> = open.days.keys().copied().collect();
        for day in days {
            self.save_sketches_of(open, day).await?;
        }
        Ok(())
    }

    async fn save_sketches_of(&self, open: &mut Open, day: Date) -> Result<(), Failure> {
        let Some(state) = open.days.get_mut(&day) else { return Ok(()) };
        // Few in one statement: until it ends, SQLite keeps each page it changes a second time. What was broken
        // off is written the next time: a sketch joined twice is as one joined once.
        loop {
            let some = state.sketches.next(SKETCHES);
            if some.is_empty() {
                return Ok(());
            }
            let (count, mut tx) = (some.len(), self.db.begin().await?);
            day_store::save_sketches(&mut tx, &day.to_string(), some).await?;
            tx.commit().await?;
            state.sketches.written(count);
        }
    }
}
