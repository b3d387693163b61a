//! How fast uploads come in, all of them together. A line that brings more than the disk and two
//! cores take beside their readers would make those wait; a sender waits instead, as on a slower
//! line. Not for who may send how often.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// What was not used in so long a time is not used later. Longer than the runtime's clock is coarse.
const SAVED: Duration = Duration::from_millis(20);

/// The pace of all uploads of a portal.
#[derive(Debug)]
pub struct Pace {
    per_second: u64,
    /// The moment at which all that came has been paid for (GCRA, ITU-T I.371).
    paid: Mutex<Instant>,
}

impl Pace {
    /// So many megabytes (2^20 bytes) a second; 0 counts as 1.
    pub fn megabytes(per_second: u32) -> Pace {
        Pace { per_second: u64::from(per_second.max(1)) << 20, paid: Mutex::new(Instant::now()) }
    }

    /// Waits until so many bytes more may be taken.
    pub(super) async fn take(&self, bytes: usize) {
        let due = self.due(Instant::now(), bytes as u64);
        sleep_until(due).await;
    }

    fn due(&self, now: Instant, bytes: u64) -> Instant {
        let mut paid = self.paid.lock().unwrap_or_else(PoisonError::into_inner);
        let earliest = now.checked_sub(SAVED).unwrap_or(now);
        let due = (*paid).max(earliest);
        *paid = due + Duration::from_nanos(bytes.saturating_mul(1_000_000_000) / self.per_second);
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn many_senders_together_are_as_fast_as_the_pace_allows_and_no_faster() {
        let (pace, begun) = (Pace::megabytes(100), Instant::now());
        let sender = async || {
            for _ in 0..400 {
                pace.take(64 << 10).await;
            }
        };
        tokio::join!(sender(), sender(), sender(), sender());
        // 100 megabytes, of which 20 ms are free at the beginning.
        let took = begun.elapsed().as_millis();
        assert!((975..=1_000).contains(&took), "{took} ms");
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_rest_nothing_but_a_moment_is_saved_up() {
        let pace = Pace::megabytes(1);
        tokio::time::advance(Duration::from_hours(1)).await;
        let begun = Instant::now();
        for _ in 0..3 {
            pace.take(1 << 20).await;
        }
        assert!(begun.elapsed() > Duration::from_millis(1900), "{:?}", begun.elapsed());
    }
}
