//! How often somebody may ask: a bucket each, kept in memory and nowhere else. Not for who may do
//! what.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// How fast a bucket fills and how much it holds.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Requests in a minute on the long run.
    pub per_minute: i64,
    /// Requests at once after a rest.
    pub burst: i64,
}

/// What a token may ask.
pub const OF_TOKEN: Rate = Rate { per_minute: 600, burst: 100 };
/// How often one address may come with a token that is none.
pub const OF_STRANGER: Rate = Rate { per_minute: 30, burst: 20 };

/// More buckets than this are not kept: those that are full again are forgotten first.
const MOST: usize = 10_000;

impl Rate {
    /// Milliseconds in which one request comes back.
    fn each(self) -> i64 {
        60_000 / self.per_minute.max(1)
    }

    /// Seconds in which an empty bucket is full again.
    pub fn window(self) -> i64 {
        (self.burst * self.each() + 999) / 1000
    }
}

/// What is left to somebody after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// The request may pass.
    Some {
        /// Requests left at once.
        remaining: i64,
        /// Seconds until the bucket is full again.
        full_in: i64,
    },
    /// The request comes too early.
    None {
        /// Seconds until the next one may come.
        again_in: i64,
    },
}

/// The buckets of many.
#[derive(Debug)]
pub struct Buckets<K> {
    rate: Rate,
    // For each the moment at which its bucket is full again (GCRA, ITU-T I.371).
    full_at: Mutex<HashMap<K, i64>>,
}

impl<K: Eq + Hash> Buckets<K> {
    /// Full buckets for everybody.
    pub fn new(rate: Rate) -> Buckets<K> {
        Buckets { rate, full_at: Mutex::new(HashMap::new()) }
    }

    /// Takes one request out of a bucket at a moment in milliseconds.
    pub fn take(&self, whose: K, now: i64) -> Left {
        let each = self.rate.each();
        let most = each * self.rate.burst;
        let mut all = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, full_at| *full_at > now);
        }
        let full_at = all.entry(whose).or_insert(now);
        let next = (*full_at).max(now) + each;
        let over = next - now - most;
        if over > 0 {
            return Left::None { again_in: (over + 999) / 1000 };
        }
        *full_at = next;
        Left::Some { remaining: -over / each, full_in: (next - now + 999) / 1000 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_empty_after_its_burst_and_fills_again() {
        let buckets = Buckets::new(Rate { per_minute: 60, burst: 3 });
        assert_eq!(buckets.take("a", 0), Left::Some { remaining: 2, full_in: 1 });
        assert_eq!(buckets.take("a", 0), Left::Some { remaining: 1, full_in: 2 });
        assert_eq!(buckets.take("a", 0), Left::Some { remaining: 0, full_in: 3 });
        assert_eq!(buckets.take("a", 0), Left::None { again_in: 1 });
        assert_eq!(buckets.take("b", 0), Left::Some { remaining: 2, full_in: 1 });
        assert_eq!(buckets.take("a", 999), Left::None { again_in: 1 });
        assert_eq!(buckets.take("a", 1000), Left::Some { remaining: 0, full_in: 3 });
        assert_eq!(buckets.take("a", 60_000), Left::Some { remaining: 2, full_in: 1 });
    }

    #[test]
    fn a_token_has_six_hundred_requests_a_minute() {
        let buckets = Buckets::new(OF_TOKEN);
        let passed = (0..60_000).filter(|now| matches!(buckets.take(1, *now), Left::Some { .. }));
        assert_eq!(passed.count(), 100 + 599);
    }
}
