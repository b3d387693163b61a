//! Turning the day: the new day's key is at hand before its first view, the old one is destroyed.

use super::super::counters::Visits;
use super::super::day::store as day_store;
use super::super::reader::Key;
use super::FoldError;
use jiff::ToSpan;
use jiff::civil::Date;

/// How long before midnight nodes on one database agree on the next day's key.
const AHEAD_MS: i64 = 60 * 60 * 1000;

impl Visits {
    /// Turns to the day of `now` and sees to the keys.
    pub(super) async fn turn(&self, now: i64) -> Result<(), FoldError> {
        if let Err(error) = self.ledger.turn(now) {
            tracing::error!(%error, "the ledger of a new day cannot be begun; its views wait");
        }
        let waiting = self.ledger.write_refused();
        if waiting > 0 {
            tracing::error!(waiting, "the disk takes no views; they wait in memory");
        }
        let today = self.ledger.day();
        self.begin_day(today);
        if self.keys.shared() {
            self.share(today).await?;
            if self.ledger.begun(now + AHEAD_MS) > today {
                self.share(today.checked_add(1.day()).unwrap_or(today)).await?;
            }
            day_store::destroy_keys(&self.db, &today.to_string()).await?;
        }
        Ok(self.keys.destroy_before(today)?)
    }

    async fn share(&self, day: Date) -> Result<(), FoldError> {
        if self.keys.known(day).is_none()
            && let Some(key) =
                day_store::share_key(&self.db, &day.to_string(), Key::random()?).await?
        {
            self.keys.learn(day, key);
        }
        Ok(())
    }
}
