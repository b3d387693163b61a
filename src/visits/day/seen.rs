//! Who came when: one small row a visit. A visit is a run of views of one visitor in which no two
//! neighbours are more than half an hour apart; that does not depend on the order in which views
//! become known, so two nodes, or a ledger read again, give the same visits as one.

use super::super::reader::Visitor;
use super::ways::LastWay;
use ahash::AHashSet;
use std::ops::Range;

/// After so many seconds of silence a view begins another visit.
pub const SILENCE: u32 = 30 * 60;

/// A visit in 11 bytes: 36 bits of the visitor (the list it stands in tells the first twelve); in 52 bits its
/// first and last second of the day, how many pages, whether a browser was seen at work, and the last way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row([u8; ROW]);

const ROW: usize = 11;
const SECONDS: u32 = 17;
/// More than anybody is judged by; further ones are not told apart.
const PAGES: u32 = 8;
const MOST_PAGES: u32 = (1 << PAGES) - 1;
const BROWSED_AT: u32 = 2 * SECONDS + PAGES;
const WAY_AT: u32 = BROWSED_AT + 1;
const TOLD: u32 = WAY_AT + LastWay::BITS;
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

    /// The same visit with nothing more read, its visitor's browser seen at work.
    pub fn again(self) -> Visit {
        Visit { pages: 0, browsed: true, ..self }
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
        let told = u64::from(self.first)
            | u64::from(self.last) << SECONDS
            | u64::from(self.pages.min(MOST_PAGES)) << (2 * SECONDS)
            | u64::from(self.browsed) << BROWSED_AT
            | u64::from(self.way.number()) << WAY_AT;
        let bits = u128::from(who(self.visitor)) << TOLD | u128::from(told);
        let [_, _, _, _, _, row @ ..] = bits.to_be_bytes();
        Row(row)
    }
}

impl Row {
    fn visit(self, list: u16) -> Visit {
        let Row([r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11]) = self;
        let told = u64::from_be_bytes([0, r5 & 0x0f, r6, r7, r8, r9, r10, r11]);
        let part = |from: u32, bits: u32| {
            u32::try_from((told >> from) & ((1 << bits) - 1)).unwrap_or(u32::MAX)
        };
        let who = u64::from_be_bytes([0, 0, 0, r1, r2, r3, r4, r5]) >> 4;
        let [_, _, mark @ ..] = (u64::from(list) << WHO | who).to_be_bytes();
        Visit {
            visitor: Visitor::of(mark),
            first: part(0, SECONDS),
            last: part(SECONDS, SECONDS),
            pages: part(2 * SECONDS, PAGES),
            browsed: part(BROWSED_AT, 1) == 1,
            way: LastWay::kept(part(WAY_AT, LastWay::BITS)),
        }
    }

    /// What is kept of the visitor's mark, as a number.
    fn who(&self) -> u64 {
        let Row([r1, r2, r3, r4, r5, ..]) = *self;
        u64::from_be_bytes([0, 0, 0, r1, r2, r3, r4, r5]) >> 4
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
        let who = who(visitor);
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
    /// Whose browser was seen at work before any page of theirs: with a picture, a file, or a page it had a
    /// copy of.
    browsing: AHashSet<Visitor>,
}

/// So many of them are remembered: pictures may be shown by pages of others.
const BROWSING: usize = 65_536;

/// How many bits of a mark number its list; the rows keep the others.
const LIST_BITS: u32 = 12;
const WHO: u32 = 48 - LIST_BITS;
const _: () =
    assert!(WHO == 36 && TOLD == 52 && ROW == 11, "where bytes are shared stands in `Row`");

impl Default for Seen {
    fn default() -> Seen {
        let lists = vec![List::default(); 1 << LIST_BITS];
        Seen { lists, visits: 0, visitors: 0, browsing: AHashSet::new() }
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
        let browsed = !self.browsing.is_empty() && self.browsing.remove(&visit.visitor);
        self.join(Visit { browsed: visit.browsed || browsed, ..visit })
    }

    fn join(&mut self, visit: Visit) -> Added {
        let (number, mut added) = (list_of(visit.visitor), Added::alone(visit));
        let Some(list) = self.lists.get_mut(usize::from(number)) else { return added };
        let Range { start, mut end } = list.place(visit.visitor);
        self.visitors += u64::from(start == end);
        let (mut at, mut kept) = (start, None);
        while let Some(known) = list.row(at, end).map(|row| row.visit(number)) {
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
        let Some(list) = self.lists.get_mut(usize::from(list_of(visitor))) else { return };
        let place = list.place(visitor);
        if let Some(row) = list.0.get_mut(place).and_then(|rows| rows.first_mut()) {
            *row = Visit { browsed: true, ..row.visit(list_of(visitor)) }.row();
        } else if self.browsing.len() < BROWSING {
            self.browsing.insert(visitor);
        }
    }

    /// The visits of a visitor.
    pub fn of(&self, visitor: Visitor) -> impl Iterator<Item = Visit> + '_ {
        let list = self.lists.get(usize::from(list_of(visitor)));
        let rows = list.map_or(&[][..], |list| list.rows(list.place(visitor)));
        rows.iter().map(move |row| row.visit(list_of(visitor)))
    }

    /// Takes a visitor out.
    pub fn take_out(&mut self, visitor: Visitor) {
        let Some(list) = self.lists.get_mut(usize::from(list_of(visitor))) else { return };
        let place = list.place(visitor);
        let gone = list.0.drain(place).count() as u64;
        self.visits -= gone;
        self.visitors -= u64::from(gone > 0);
    }

    /// Every visit, in the order of the marks.
    pub fn all(&self) -> impl Iterator<Item = Visit> + '_ {
        let numbered = self.lists.iter().zip(0_u16..);
        numbered.flat_map(|(list, number)| list.0.iter().map(move |row| row.visit(number)))
    }
}

/// A mark as a number that is in the order of its bytes.
fn mark(visitor: Visitor) -> u64 {
    let [v1, v2, v3, v4, v5, v6] = visitor.bytes();
    u64::from_be_bytes([0, 0, v1, v2, v3, v4, v5, v6])
}

/// What a row keeps of a mark.
fn who(visitor: Visitor) -> u64 {
    mark(visitor) & ((1 << WHO) - 1)
}

fn list_of(visitor: Visitor) -> u16 {
    u16::try_from(mark(visitor) >> WHO).unwrap_or(0)
}
