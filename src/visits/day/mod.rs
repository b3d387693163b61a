//! What is known of a day's visitors while the day lasts: who came when, who is here now, who behaves
//! as no reader does, and sketches of whom each entry, language, country had. All of it can be made
//! again from the day's ledger; none of it outlives the day. Not for views: those are `facts/`.

mod judge;
mod present;
mod seen;
mod sketches;
pub(super) mod store;
#[cfg(test)]
mod tests;
mod ways;

pub use judge::{Beside, Judge};
pub use seen::{Seen, Visit};
pub use sketches::{Facet, Sketches, joined};
pub use ways::{Way, WayId, Ways};

use super::ledger::View;
use super::reader::Visitor;
use present::Present;
use seen::{Added, LAST_SECOND};
use ways::LastWay;

/// A day's visitors.
#[derive(Debug, Default)]
pub struct Day {
    /// The first moment of the day, in milliseconds since 1970.
    begins: i64,
    /// Who came when.
    pub seen: Seen,
    /// In which ways pages were read.
    pub ways: Ways,
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

    /// The second of the day of a moment; the first or the last one for moments of other days.
    pub fn second(&self, at: i64) -> u32 {
        let second = (at - self.begins).div_euclid(1000).max(0);
        u32::try_from(second).unwrap_or(LAST_SECOND).min(LAST_SECOND)
    }

    /// Takes in a view. Answers in which way it was read, if it counts: those of a visitor who was taken
    /// out do not.
    pub fn take(&mut self, view: &View) -> Option<WayId> {
        if self.judge.has_judged(view.visitor) {
            return None;
        }
        let (second, way) = (self.second(view.at), self.ways.number(Way::of(view)));
        let visit = Visit::by(view.visitor, second, LastWay::of(way));
        let added = self.seen.add(visit);
        self.judge.looks(&added.visit, second, (&self.seen, Beside::Known));
        self.sketches.add_entry(view);
        if !added.same_way {
            self.sketches.add_way(view);
        }
        self.was_here(&added, second);
        Some(way)
    }

    /// Notes that the visitor of a visit was here at a second of it.
    fn was_here(&mut self, added: &Added, second: u32) {
        self.present.moves(added.before, Some(added.last()));
        if second.saturating_add(present::ONLINE) < added.last() {
            self.present.comes_back(added.visit.visitor(), second);
        }
    }

    /// Takes in that a visitor's browser asked for what belongs to a page.
    pub fn browsed(&mut self, visitor: Visitor) {
        self.seen.browsed(visitor);
    }

    /// Takes in a visit that another node saw.
    pub fn hear(&mut self, visit: Visit) {
        if !self.judge.has_judged(visit.visitor()) {
            let added = self.seen.add(visit);
            self.was_here(&added, visit.last());
        }
    }

    /// Takes a judged visitor out of everything.
    pub fn take_out(&mut self, visitor: Visitor) {
        self.judge.judge(visitor);
        self.present.moves(self.seen.last(visitor), None);
        self.present.take_out(visitor);
        self.seen.take_out(visitor);
    }

    /// How many visitors had a view in the five minutes before `now`.
    pub fn online(&mut self, now: i64) -> u64 {
        self.present.near(self.second(now), &self.seen)
    }
}
