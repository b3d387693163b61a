//! Who behaves as no reader does: hundreds of pages a minute, or page after page all day without
//! ever fetching a style, a picture, or asking whether a copy is still good. Not for clients that
//! say what they are: those are `bots/`.

use super::super::reader::Visitor;
use super::{Seen, Visit};
use ahash::{AHashMap, AHashSet};

/// From so many pages in one visit on, those of each minute of the clock are counted ...
pub const PAGES_BEFORE: u32 = 100;
/// ... and so many within one are more than anybody turns: whoever opens 200 pages in a minute is met by
/// this, and the other visits need no count.
pub const PAGES_A_MINUTE: u32 = 100;
/// So many pages in one visit, and all day nothing that a browser fetches beside pages. Many people behind one
/// address with one browser fetch at least the pictures of what is new.
pub const PAGES_WITHOUT_BROWSING: u32 = 150;
/// Counts of minutes are forgotten when so many are kept, or twice as many as were left the last time:
/// looking through all of them at each view of a busy minute would cost more than anything else.
const MINUTES: usize = 32_768;

/// Whether it would be known if a browser fetched what belongs to a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beside {
    /// It would: whoever never did is blind to what a page looks like.
    Known,
    /// It would not, as in a log without styles and pictures: that says nothing of anybody.
    #[default]
    Unknown,
}

/// Judges visitors by what they do.
#[derive(Debug, Default)]
pub struct Judge {
    judged: AHashSet<Visitor>,
    /// Judged, but still in the sums until they are taken out of them.
    fresh: AHashSet<Visitor>,
    minutes: AHashMap<(Visitor, u32), u32>,
    /// How many minutes were left when they were last looked through.
    left: usize,
    latest: u32,
}

impl Judge {
    /// Whether a visitor was judged and taken out.
    pub fn has_judged(&self, visitor: Visitor) -> bool {
        !self.judged.is_empty() && self.judged.contains(&visitor)
    }

    /// Looks at a view of the second `second` and the visit it belongs to.
    pub fn looks(&mut self, visit: &Visit, second: u32, (seen, beside): (&Seen, Beside)) {
        if visit.pages() <= PAGES_BEFORE {
            return;
        }
        let visitor = visit.visitor();
        let hurried = self.turns(visitor, second / 60) >= PAGES_A_MINUTE;
        let browsed = || seen.of(visitor).any(|visit| visit.has_browsed());
        let blind = || beside == Beside::Known && !browsed();
        if hurried || (visit.pages() >= PAGES_WITHOUT_BROWSING && blind()) {
            self.fresh.insert(visitor);
        }
    }

    /// Counts a page of a minute; answers how many it has now.
    fn turns(&mut self, visitor: Visitor, minute: u32) -> u32 {
        let pages = self.minutes.entry((visitor, minute)).or_default();
        *pages += 1;
        let pages = *pages;
        self.latest = self.latest.max(minute);
        if self.minutes.len() > MINUTES.max(2 * self.left) {
            let latest = self.latest;
            self.minutes.retain(|(_, minute), _| *minute + 1 >= latest);
            self.left = self.minutes.len();
        }
        pages
    }

    /// Notes that a visitor is taken out, here or by another node or an earlier process.
    pub fn judge(&mut self, visitor: Visitor) {
        self.judged.insert(visitor);
        self.fresh.remove(&visitor);
    }

    /// Those judged who are still in the sums.
    pub fn fresh(&self) -> Vec<Visitor> {
        self.fresh.iter().copied().collect()
    }

    /// Everybody who was judged and taken out.
    pub fn judged(&self) -> impl Iterator<Item = Visitor> + '_ {
        self.judged.iter().copied()
    }
}
