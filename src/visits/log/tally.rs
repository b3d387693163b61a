//! What the lines of a log add up to, day by day. Lines that were read before are taken in once more as
//! those who were known already: so visits and visitors of a day stay exact over several readings,
//! although nothing that could tell them apart was kept in between.

use super::line::Line;
use super::model::Asked;
use crate::visits::day::{Seen, Visit};
use crate::visits::facts::Sums;
use crate::visits::ledger::{View, Why, begins, day_at};
use crate::visits::reader::{Device, Key, Origin, Source, Visitor, came_from};
use ahash::AHashSet;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv6Addr};

/// Whether a line was read in an earlier reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// Its view is in the figures.
    Before,
    /// It is new.
    Now,
}

/// A day under way.
pub struct Tally {
    begins: i64,
    key: Key,
    /// Who was known from lines that were read before.
    before: Seen,
    /// They and whoever came now.
    all: Seen,
    /// What was added since it was last written.
    pub sums: Sums,
    written: (i64, i64),
}

impl Tally {
    fn new(begins: i64) -> io::Result<Tally> {
        let (before, all) = (Seen::default(), Seen::default());
        let key = Key::random()?;
        Ok(Tally { begins, key, before, all, sums: Sums::default(), written: (0, 0) })
    }

    /// Visits and visitors to be added to what is written; below zero where a new line joined two
    /// visits.
    pub fn take_difference(&mut self) -> (i64, i64) {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let now = (
            number(self.all.visits()) - number(self.before.visits()),
            number(self.all.visitors()) - number(self.before.visitors()),
        );
        let difference = (now.0 - self.written.0, now.1 - self.written.1);
        self.written = now;
        difference
    }
}

/// The days under way.
pub struct Days<'a> {
    asked: &'a Asked<'a>,
    origin: Origin,
    tallies: BTreeMap<Date, Tally>,
    sources: AHashSet<Source>,
    own_from: Date,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A view.
    View,
    /// A page, but a machine's.
    Machine,
    /// A page of a day this portal counted itself.
    OwnDay,
    /// No page.
    Nothing,
    /// A line of no known form.
    Unread,
}

/// So many sources are told apart between two writings: a client may claim any.
const SOURCES: usize = 2_000;
/// A day is forgotten once the lines are so many days past it.
const KEEP: i32 = 2;

impl<'a> Days<'a> {
    /// No day yet; what is from `own_from` on is for the ledger alone.
    pub fn new(asked: &'a Asked<'a>, own_from: Date) -> Days<'a> {
        let origin = Origin::of(&asked.origin);
        Days { asked, origin, tallies: BTreeMap::new(), sources: AHashSet::new(), own_from }
    }

    /// Takes a line in.
    pub fn take(&mut self, line: &Line<'_>, read: Read) -> io::Result<Taken> {
        if line.method != b"GET" || line.status != 200 {
            return Ok(Taken::Nothing);
        }
        let Some(count) = self.asked.pages.count_as(line.target) else {
            return Ok(Taken::Nothing);
        };
        let date = self.day(line.at);
        if date >= self.own_from {
            return Ok(Taken::OwnDay);
        }
        let address = line.address();
        let machine = self.asked.bots.in_log(line.agent, address).is_some();
        if machine && read == Read::Before {
            return Ok(Taken::Machine);
        }
        let source = self.source(line);
        let tally = match self.tallies.entry(date) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(Tally::new(begins(date, &self.asked.zone))?)
            }
        };
        if machine {
            tally.sums.refuse(Why::Bot);
            return Ok(Taken::Machine);
        }
        let visitor = mark(tally.key, line, address);
        let second = u32::try_from((line.at - tally.begins) / 1000).unwrap_or(0);
        tally.all.add(Visit::of(visitor, second));
        if read == Read::Before {
            tally.before.add(Visit::of(visitor, second));
            return Ok(Taken::View);
        }
        let country = address.map(|address| self.asked.countries.of(address)).unwrap_or_default();
        let device = Device::in_agent(&String::from_utf8_lossy(line.agent));
        let source_id = source.id();
        let view = View { at: line.at, count, visitor, source: source_id, country, device };
        tally.sums.add(&view, 1);
        self.sources.insert(source);
        Ok(Taken::View)
    }

    fn source(&self, line: &Line<'_>) -> Source {
        let text = |bytes: &'_ [u8]| std::str::from_utf8(bytes).unwrap_or_default().to_owned();
        let target = text(line.target);
        let query = target.split_once('?').map(|(_, query)| query);
        let source = came_from(Some(&text(line.referrer)), None, query, &self.origin);
        let room = self.sources.len() < SOURCES || self.sources.contains(&source);
        if room { source } else { Source::new(source.class(), "") }
    }

    /// The day of a moment.
    pub fn day(&self, at: i64) -> Date {
        day_at(at, &self.asked.zone)
    }

    /// The days, to be written.
    pub fn each(&mut self) -> impl Iterator<Item = (&Date, &mut Tally)> {
        self.tallies.iter_mut()
    }

    /// The sources met since the last time.
    pub fn take_sources(&mut self) -> AHashSet<Source> {
        std::mem::take(&mut self.sources)
    }

    /// Forgets days that lie far enough behind the moment `at`; they must be written.
    pub fn forget(&mut self, at: i64) {
        let now = self.day(at);
        self.tallies.retain(|day, _| day.duration_until(now).as_hours() / 24 < i64::from(KEEP));
    }
}

/// A client that is a name and no address is told apart by that name.
fn mark(key: Key, line: &Line<'_>, address: Option<IpAddr>) -> Visitor {
    if let Some(address) = address {
        return Visitor::marked(key, address, line.agent);
    }
    let both = [line.client, b"\0", line.agent].concat();
    Visitor::marked(key, Ipv6Addr::UNSPECIFIED.into(), &both)
}
