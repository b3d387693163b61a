//! Who came when: one small row a visit. A visit is a run of views of one visitor in which no two
//! neighbours are more than half an hour apart; that does not depend on the order in which views
//! become known, so two nodes, or a ledger read again, give the same visits as one.

use super::super::reader::Visitor;
use hashbrown::HashTable;

/// After so many seconds of silence a view begins another visit.
pub const SILENCE: u32 = 30 * 60;

/// A visit in 11 bytes: five of the visitor (the sixth is the shard's number), and in 48 bits its
/// first and last second of the day, how many pages, and whether a browser was seen at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row([u8; 11]);

const SECONDS: u32 = 17;
const PAGES: u32 = 13;
/// 2^64 over the golden ratio: spreads what differs in a few bits only.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
const MOST_PAGES: u32 = (1 << PAGES) - 1;

/// A visit, spelled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    visitor: Visitor,
    first: u32,
    last: u32,
    pages: u32,
    browsed: bool,
}

impl Visit {
    /// A visit of one page.
    pub fn of(visitor: Visitor, second: u32) -> Visit {
        Visit { visitor, first: second, last: second, pages: 1, browsed: false }
    }

    /// A visit as another node tells it: seconds of the day, pages, whether a browser was at work.
    pub fn told(visitor: Visitor, [first, last]: [u32; 2], pages: u32, browsed: bool) -> Visit {
        Visit { visitor, first, last: last.max(first), pages, browsed }
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
    }

    fn row(&self) -> Row {
        let [_, who @ ..] = self.visitor.bytes();
        let most = (1 << SECONDS) - 1;
        let told = u64::from(self.first.min(most))
            | u64::from(self.last.min(most)) << SECONDS
            | u64::from(self.pages.min(MOST_PAGES)) << (2 * SECONDS)
            | u64::from(self.browsed) << (2 * SECONDS + PAGES);
        let mut row = [0; 11];
        for (byte, part) in row.iter_mut().zip(who.iter().chain(&told.to_le_bytes())) {
            *byte = *part;
        }
        Row(row)
    }
}

impl Row {
    fn visit(self, shard: u8) -> Visit {
        let (who, told) = self.parts();
        let mut mark = [shard; 6];
        mark.iter_mut().skip(1).zip(who).for_each(|(kept, byte)| *kept = byte);
        let part = |from: u32, bits: u32| {
            u32::try_from((told >> from) & ((1 << bits) - 1)).unwrap_or(u32::MAX)
        };
        Visit {
            visitor: Visitor::of(mark),
            first: part(0, SECONDS),
            last: part(SECONDS, SECONDS),
            pages: part(2 * SECONDS, PAGES),
            browsed: part(2 * SECONDS + PAGES, 1) == 1,
        }
    }

    fn hash(self) -> u64 {
        // The mark is a hash already; the table wants its high bits to vary too.
        self.parts().0.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)).wrapping_mul(GOLDEN)
    }

    /// The visitor's last five bytes, and the bits that tell of the visit.
    fn parts(self) -> ([u8; 5], u64) {
        let (who, told) = self.0.split_at(5);
        let told = told.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
        (who.first_chunk().copied().unwrap_or_default(), told)
    }
}

/// A day's visits. In 256 tables, because one large table doubles all at once.
#[derive(Debug)]
pub struct Seen {
    shards: Vec<HashTable<Row>>,
    visits: u64,
    visitors: u64,
}

impl Default for Seen {
    fn default() -> Seen {
        let shards = (0..=u8::MAX).map(|_| HashTable::new()).collect();
        Seen { shards, visits: 0, visitors: 0 }
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

    /// How many bytes the tables hold.
    #[cfg(test)]
    pub fn bytes(&self) -> usize {
        self.shards.iter().map(HashTable::allocation_size).sum()
    }

    /// Adds a visit, joining those it touches; answers what it has become.
    pub fn add(&mut self, visit: Visit) -> Visit {
        let mut joined = visit;
        let number = shard_of(visit.visitor);
        let hash = visit.row().hash();
        let Some(shard) = self.shards.get_mut(usize::from(number)) else { return joined };
        let mut known =
            shard.find(hash, |row| row.visit(number).visitor == visit.visitor).is_some();
        while let Ok(found) = shard.find_entry(hash, |row| row.visit(number).touches(&joined)) {
            joined.join(&found.remove().0.visit(number));
            self.visits -= 1;
            known = true;
        }
        shard.insert_unique(hash, joined.row(), |row| row.hash());
        self.visits += 1;
        self.visitors += u64::from(!known);
        joined
    }

    /// Notes that a visitor's browser was seen at work.
    pub fn browsed(&mut self, visitor: Visitor) {
        let number = shard_of(visitor);
        let hash = Visit::of(visitor, 0).row().hash();
        let Some(shard) = self.shards.get_mut(usize::from(number)) else { return };
        if let Some(row) = shard.find_mut(hash, |row| row.visit(number).visitor == visitor) {
            *row = Visit { browsed: true, ..row.visit(number) }.row();
        }
    }

    /// The visits of a visitor.
    pub fn of(&self, visitor: Visitor) -> impl Iterator<Item = Visit> + '_ {
        let number = shard_of(visitor);
        let hash = Visit::of(visitor, 0).row().hash();
        let shard = self.shards.get(usize::from(number));
        let rows = shard.into_iter().flat_map(move |shard| shard.iter_hash(hash));
        rows.map(move |row| row.visit(number)).filter(move |visit| visit.visitor == visitor)
    }

    /// Takes a visitor out.
    pub fn take_out(&mut self, visitor: Visitor) {
        let number = shard_of(visitor);
        let hash = Visit::of(visitor, 0).row().hash();
        let Some(shard) = self.shards.get_mut(usize::from(number)) else { return };
        let mut gone = 0;
        while let Ok(found) = shard.find_entry(hash, |row| row.visit(number).visitor == visitor) {
            found.remove();
            gone += 1;
        }
        self.visits -= gone;
        self.visitors -= u64::from(gone > 0);
    }

    /// Every visit, in no order.
    pub fn all(&self) -> impl Iterator<Item = Visit> + '_ {
        self.shards
            .iter()
            .zip(0..=u8::MAX)
            .flat_map(|(shard, number)| shard.iter().map(move |row| row.visit(number)))
    }
}

fn shard_of(visitor: Visitor) -> u8 {
    let [first, ..] = visitor.bytes();
    first
}
