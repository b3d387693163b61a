//! Who came when: one small row a visit. A visit is a run of views of one visitor in which no two
//! neighbours are more than half an hour apart; that does not depend on the order in which views
//! become known, so two nodes, or a ledger read again, give the same visits as one.

use super::super::reader::Visitor;
use super::ways::LastWay;
use std::ops::Range;

/// After so many seconds of silence a view begins another visit.
pub const SILENCE: u32 = 30 * 60;

/// A visit in 12 bytes: five of the visitor (the list it stands in tells the first); in 56 bits its first
/// and last second of the day, how many pages, whether a browser was seen at work, and the last way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row([u8; ROW]);

const ROW: usize = 12;
const SECONDS: u32 = 17;
/// More than anybody is judged by; further ones are not told apart.
const PAGES: u32 = 8;
const MOST_PAGES: u32 = (1 << PAGES) - 1;
const BROWSED_AT: u32 = 2 * SECONDS + PAGES;
const WAY_AT: u32 = BROWSED_AT + 1;
/// The last second of a day that a row can hold: 36 hours and more, no day has as many.
pub const LAST_SECOND: u32 = (1 << SECONDS) - 1;

/// A visit, spelled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    visitor: Visitor,
    first: u32,
    last: u32,
    pages: u32,
    browsed: bool,
    way: LastWay,
}

impl Visit {
    /// A visit of one page, read in a way that nobody needs to know again.
    pub fn of(visitor: Visitor, second: u32) -> Visit {
        Visit::by(visitor, second, LastWay::default())
    }

    /// A visit of one page.
    pub fn by(visitor: Visitor, second: u32, way: LastWay) -> Visit {
        let second = second.min(LAST_SECOND);
        Visit { visitor, first: second, last: second, pages: 1, browsed: false, way }
    }

    /// A visit as another node tells it: seconds of the day, pages, whether a browser was at work.
    pub fn told(visitor: Visitor, [first, last]: [u32; 2], pages: u32, browsed: bool) -> Visit {
        let (first, last) = (first.min(LAST_SECOND), last.max(first).min(LAST_SECOND));
        Visit { visitor, first, last, pages, browsed, way: LastWay::default() }
    }

    /// Whose visit.
    pub fn visitor(&self) -> Visitor {
        self.visitor
    }

    /// Its first second of the day.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// Its last second of the day.
    pub fn last(&self) -> u32 {
        self.last
    }

    /// How many pages.
    pub fn pages(&self) -> u32 {
        self.pages
    }

    /// Whether the visitor's browser was seen at work.
    pub fn has_browsed(&self) -> bool {
        self.browsed
    }

    fn touches(&self, other: &Visit) -> bool {
        self.visitor == other.visitor
            && self.first <= other.last.saturating_add(SILENCE)
            && other.first <= self.last.saturating_add(SILENCE)
    }

    fn join(&mut self, other: &Visit) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.pages = (self.pages + other.pages).min(MOST_PAGES);
        self.browsed |= other.browsed;
        if !self.way.is_known() {
            self.way = other.way;
        }
    }

    fn row(&self) -> Row {
        let [_, w2, w3, w4, w5, w6] = self.visitor.bytes();
        let told = u64::from(self.first)
            | u64::from(self.last) << SECONDS
            | u64::from(self.pages.min(MOST_PAGES)) << (2 * SECONDS)
            | u64::from(self.browsed) << BROWSED_AT
            | u64::from(self.way.number()) << WAY_AT;
        let [t1, t2, t3, t4, t5, t6, t7, _] = told.to_le_bytes();
        Row([w2, w3, w4, w5, w6, t1, t2, t3, t4, t5, t6, t7])
    }
}

impl Row {
    fn visit(self, first: u8) -> Visit {
        let Row([w2, w3, w4, w5, w6, t1, t2, t3, t4, t5, t6, t7]) = self;
        let told = u64::from_le_bytes([t1, t2, t3, t4, t5, t6, t7, 0]);
        let part = |from: u32, bits: u32| {
            u32::try_from((told >> from) & ((1 << bits) - 1)).unwrap_or(u32::MAX)
        };
        Visit {
            visitor: Visitor::of([first, w2, w3, w4, w5, w6]),
            first: part(0, SECONDS),
            last: part(SECONDS, SECONDS),
            pages: part(2 * SECONDS, PAGES),
            browsed: part(BROWSED_AT, 1) == 1,
            way: LastWay::kept(part(WAY_AT, LastWay::BITS)),
        }
    }

    /// The visitor's last five bytes, as a number that is in the order of the marks.
    fn who(&self) -> u64 {
        let Row([w2, w3, w4, w5, w6, ..]) = *self;
        u64::from_be_bytes([0, 0, 0, w2, w3, w4, w5, w6])
    }
}

/// What a visit has become once it is added.
#[derive(Clone, Copy, Debug)]
pub struct Added {
    /// The visit, with all that it was joined to.
    pub visit: Visit,
    /// When the visitor was last known to be here.
    pub before: Option<u32>,
    /// Whether the visitor is known to have read in this way.
    pub same_way: bool,
}

impl Added {
    fn alone(visit: Visit) -> Added {
        Added { visit, before: None, same_way: false }
    }

    fn knows(&mut self, known: &Visit, way: LastWay) {
        self.before = self.before.max(Some(known.last));
        self.same_way |= way.is_known() && way == known.way;
    }

    /// When the visitor is now last known to be here.
    pub fn last(&self) -> u32 {
        self.before.unwrap_or(0).max(self.visit.last)
    }
}

/// The visits of some visitors, each one's beside each other, in the order of their marks.
#[derive(Clone, Debug, Default)]
struct List(Vec<Row>);

impl List {
    /// Where a visitor's visits stand, or would.
    fn place(&self, visitor: Visitor) -> Range<usize> {
        let [_, w2, w3, w4, w5, w6] = visitor.bytes();
        let who = u64::from_be_bytes([0, 0, 0, w2, w3, w4, w5, w6]);
        let begins = self.0.partition_point(|row| row.who() < who);
        let of = self.0.get(begins..).unwrap_or_default();
        begins..begins + of.iter().take_while(|row| row.who() == who).count()
    }

    fn rows(&self, place: Range<usize>) -> &[Row] {
        self.0.get(place).unwrap_or_default()
    }

    fn row(&self, at: usize, end: usize) -> Option<Row> {
        (at < end).then(|| self.0.get(at).copied()).flatten()
    }

    /// Lists grow by an eighth: doubled, a million visits would take half as much memory again.
    fn insert(&mut self, at: usize, row: Row) {
        if self.0.len() == self.0.capacity() {
            self.0.reserve_exact(4 + self.0.len() / 8);
        }
        self.0.insert(at, row);
    }
}

/// A day's visits: 4,096 lists by the first bits of the mark, which is a hash. At a million visits one has
/// some hundred, so finding is quick and inserting moves two kilobytes.
#[derive(Debug)]
pub struct Seen {
    lists: Vec<List>,
    visits: u64,
    visitors: u64,
}

/// How many bits of a mark number its list; the first eight of them are not kept in the rows.
const LIST_BITS: u32 = 12;

impl Default for Seen {
    fn default() -> Seen {
        Seen { lists: vec![List::default(); 1 << LIST_BITS], visits: 0, visitors: 0 }
    }
}

impl Seen {
    /// How many visits.
    pub fn visits(&self) -> u64 {
        self.visits
    }

    /// How many visitors.
    pub fn visitors(&self) -> u64 {
        self.visitors
    }

    /// How many bytes the lists hold.
    #[cfg(test)]
    pub fn bytes(&self) -> usize {
        let held = |list: &List| size_of::<List>() + list.0.capacity() * size_of::<Row>();
        self.lists.iter().map(held).sum()
    }

    /// Adds a visit, joining those it touches. One second more of a visit is written where it stands.
    pub fn add(&mut self, visit: Visit) -> Added {
        let (first, mut added) = (first_of(visit.visitor), Added::alone(visit));
        let Some(list) = self.lists.get_mut(list_of(visit.visitor)) else { return added };
        let Range { start, mut end } = list.place(visit.visitor);
        self.visitors += u64::from(start == end);
        let (mut at, mut kept) = (start, None);
        while let Some(known) = list.row(at, end).map(|row| row.visit(first)) {
            added.knows(&known, visit.way);
            // Those that are known touch no other, so what touches the new one is joined to it alone.
            if !known.touches(&visit) {
                at += 1;
                continue;
            }
            added.visit.join(&known);
            if kept.is_none() {
                kept = Some(at);
                at += 1;
            } else {
                list.0.remove(at);
                self.visits -= 1;
                end -= 1;
            }
        }
        if let Some(row) = kept.and_then(|at| list.0.get_mut(at)) {
            *row = added.visit.row();
        } else {
            list.insert(start, added.visit.row());
            self.visits += 1;
        }
        added
    }

    /// The last second at which a visitor is known to have been here.
    pub fn last(&self, visitor: Visitor) -> Option<u32> {
        self.of(visitor).map(|visit| visit.last).max()
    }

    /// Notes that a visitor's browser was seen at work.
    pub fn browsed(&mut self, visitor: Visitor) {
        let Some(list) = self.lists.get_mut(list_of(visitor)) else { return };
        let place = list.place(visitor);
        if let Some(row) = list.0.get_mut(place).and_then(|rows| rows.first_mut()) {
            *row = Visit { browsed: true, ..row.visit(first_of(visitor)) }.row();
        }
    }

    /// The visits of a visitor.
    pub fn of(&self, visitor: Visitor) -> impl Iterator<Item = Visit> + '_ {
        let list = self.lists.get(list_of(visitor));
        let rows = list.map_or(&[][..], |list| list.rows(list.place(visitor)));
        rows.iter().map(move |row| row.visit(first_of(visitor)))
    }

    /// Takes a visitor out.
    pub fn take_out(&mut self, visitor: Visitor) {
        let Some(list) = self.lists.get_mut(list_of(visitor)) else { return };
        let place = list.place(visitor);
        let gone = list.0.drain(place).count() as u64;
        self.visits -= gone;
        self.visitors -= u64::from(gone > 0);
    }

    /// Every visit, in the order of the marks.
    pub fn all(&self) -> impl Iterator<Item = Visit> + '_ {
        let firsts = (0..=u8::MAX).flat_map(|first| [first; 1 << (LIST_BITS - 8)]);
        let numbered = self.lists.iter().zip(firsts);
        numbered.flat_map(|(list, first)| list.0.iter().map(move |row| row.visit(first)))
    }
}

fn first_of(visitor: Visitor) -> u8 {
    let [first, ..] = visitor.bytes();
    first
}

fn list_of(visitor: Visitor) -> usize {
    let [first, second, ..] = visitor.bytes();
    usize::from(u16::from_be_bytes([first, second]) >> (16 - LIST_BITS))
}
