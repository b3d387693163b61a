//! What some lines of one day tell of its visitors: who came when, who behaves as no reader does, and
//! what each of them opened, so that it can leave the sums again. It ends with the reading. Not for
//! sums: that is `tally`.

use crate::visits::day::{Beside, Judge, Seen, Visit};
use crate::visits::facts::Fact;
use crate::visits::ledger::View;
use crate::visits::reader::Visitor;
use ahash::AHashSet;

/// Whether a view counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// It does.
    Yes,
    /// It does not: its visitor was taken out.
    Judged,
}

/// What is known of a day's visitors. It depends on the lines and their order alone, so the same lines
/// in another reading come to the same.
#[derive(Debug, Default)]
pub struct Known {
    seen: Seen,
    judge: Judge,
    /// A log that leaves styles and pictures out says nothing of who fetched them.
    beside: Beside,
    /// Every view that counts.
    views: Vec<(Visitor, Fact)>,
}

impl Known {
    /// Takes a view of a second of the day in.
    pub fn take(&mut self, view: &View, second: u32) -> Counts {
        if self.judge.has_judged(view.visitor) {
            return Counts::Judged;
        }
        let added = self.seen.add(Visit::of(view.visitor, second));
        self.judge.looks(&added.visit, second, (&self.seen, self.beside));
        self.views.push((view.visitor, Fact::of_view(view)));
        Counts::Yes
    }

    /// Notes that a visitor's browser was seen at work.
    pub fn browsed(&mut self, visitor: Visitor) {
        if self.seen.visitors() > 0 {
            self.beside = Beside::Known;
            self.seen.browsed(visitor);
        }
    }

    /// Takes out whoever was judged since the last time; answers what they had opened.
    pub fn take_out_judged(&mut self) -> Vec<Fact> {
        let judged: AHashSet<Visitor> = self.judge.fresh().into_iter().collect();
        if judged.is_empty() {
            return Vec::new();
        }
        for visitor in &judged {
            self.judge.judge(*visitor);
            self.seen.take_out(*visitor);
        }
        let out = self.views.extract_if(.., |(visitor, _)| judged.contains(visitor));
        out.map(|(_, fact)| fact).collect()
    }

    /// How many visits and visitors.
    pub fn counted(&self) -> (i64, i64) {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        (number(self.seen.visits()), number(self.seen.visitors()))
    }
}
