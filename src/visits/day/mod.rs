//! What is known of a day's visitors while the day lasts: who came when, who is here now, who behaves
//! as no reader does, and sketches of whom each entry, language, country had. All of it can be made
//! again from the day's ledger; none of it outlives the day. Not for views: those are `facts/`.

mod judge;
mod seen;
mod sketches;
pub(super) mod store;
#[cfg(test)]
mod tests;

pub use judge::{Beside, Judge};
pub use seen::{Seen, Visit};
pub use sketches::{Facet, Sketches, joined};

use super::ledger::View;
use super::reader::Visitor;
use ahash::AHashMap;

/// How long somebody is counted as online after a view, in milliseconds.
pub const ONLINE_MS: i64 = 5 * 60 * 1000;

/// When those were last here who may still be.
#[derive(Debug, Default)]
struct Present {
    seen: AHashMap<Visitor, i64>,
    /// How many were left when those were last forgotten who went.
    left: usize,
}

impl Present {
    /// A whole day read again at once would hold everybody who came.
    const MANY: usize = 65_536;

    fn see(&mut self, visitor: Visitor, at: i64) {
        self.seen.insert(visitor, at);
        if self.seen.len() > Present::MANY.max(2 * self.left) {
            self.forget(at);
        }
    }

    /// Forgets who was not here near the moment `now`.
    fn forget(&mut self, now: i64) {
        self.seen.retain(|_, seen| (now - *seen).abs() < ONLINE_MS);
        self.left = self.seen.len();
        self.seen.shrink_to(2 * self.left);
    }
}

/// A day's visitors.
#[derive(Debug, Default)]
pub struct Day {
    /// The first moment of the day, in milliseconds since 1970.
    begins: i64,
    /// Who came when.
    pub seen: Seen,
    /// Sketches of visitors by facet.
    pub sketches: Sketches,
    /// Who behaves as no reader does.
    pub judge: Judge,
    present: Present,
    /// Up to which batch of all nodes this day is known.
    pub heard: i64,
}

impl Day {
    /// A day of which nothing is known yet.
    pub fn new(begins: i64) -> Day {
        Day { begins, ..Day::default() }
    }

    /// The second of the day of a moment.
    pub fn second(&self, at: i64) -> u32 {
        u32::try_from((at - self.begins).div_euclid(1000)).unwrap_or(0)
    }

    /// Takes in a view. Answers whether it counts: those of a visitor who was taken out do not.
    pub fn take(&mut self, view: &View) -> bool {
        let second = self.second(view.at);
        if self.judge.has_judged(view.visitor) {
            return false;
        }
        let visit = self.seen.add(Visit::of(view.visitor, second));
        self.judge.looks(&visit, second, (&self.seen, Beside::Known));
        self.sketches.add(view);
        self.present.see(view.visitor, view.at);
        true
    }

    /// Takes in that a visitor's browser asked for what belongs to a page.
    pub fn browsed(&mut self, visitor: Visitor) {
        self.seen.browsed(visitor);
    }

    /// Takes in a visit that another node saw.
    pub fn hear(&mut self, visit: Visit) {
        if self.judge.has_judged(visit.visitor()) {
            return;
        }
        let last = self.begins + i64::from(visit.last()) * 1000;
        let known = self.present.seen.get(&visit.visitor()).copied();
        self.present.see(visit.visitor(), known.map_or(last, |known| known.max(last)));
        self.seen.add(visit);
    }

    /// Takes a judged visitor out of everything.
    pub fn take_out(&mut self, visitor: Visitor) {
        self.judge.judge(visitor);
        self.seen.take_out(visitor);
        self.present.seen.remove(&visitor);
    }

    /// How many visitors had a view in the five minutes before `now`.
    pub fn online(&mut self, now: i64) -> u64 {
        self.present.forget(now);
        self.present.seen.len() as u64
    }
}
