//! The only source of the present moment, so that tests can set it. Not for time zones or formats:
//! those are `i18n`'s.

use jiff::{Timestamp, Zoned, tz::TimeZone};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock: the system's, or one that stands where a test put it.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The system's clock.
    pub fn system() -> Clock {
        Clock(None)
    }

    /// A clock that stands at `at` until it is set again.
    pub fn standing(at: Timestamp) -> Clock {
        Clock(Some(Arc::new(AtomicI64::new(at.as_millisecond()))))
    }

    /// Moves a standing clock; the system's clock is left alone.
    pub fn set(&self, at: Timestamp) {
        if let Some(stand) = &self.0 {
            stand.store(at.as_millisecond(), Ordering::SeqCst);
        }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            None => Timestamp::now(),
            Some(stand) => {
                Timestamp::from_millisecond(stand.load(Ordering::SeqCst)).unwrap_or_default()
            }
        }
    }

    /// The present moment in milliseconds since 1970, as the database keeps it.
    pub fn now_ms(&self) -> i64 {
        self.now().as_millisecond()
    }

    /// The present moment in milliseconds since 1970, up to ten of them late (`CLOCK_REALTIME_COARSE`,
    /// `clock_gettime(2)`). For what happens a hundred thousand times a second: it costs a fifth.
    pub fn about_now_ms(&self) -> i64 {
        if self.0.is_some() {
            return self.now_ms();
        }
        let coarse = rustix::time::clock_gettime(rustix::time::ClockId::RealtimeCoarse);
        coarse.tv_sec * 1000 + coarse.tv_nsec / 1_000_000
    }

    /// The present moment as a wall shows it in `zone`.
    pub fn wall(&self, zone: &TimeZone) -> Zoned {
        self.now().to_zoned(zone.clone())
    }
}
