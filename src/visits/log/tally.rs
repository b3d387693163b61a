//! What the lines of a log add up to, day by day. Lines that were read before are taken in once more as
//! what was known already: so a day's figures stay exact over several readings, and who behaves as no
//! reader does leaves them, although nothing that could tell visitors apart was kept in between.

use super::known::{Counts, Known};
use super::line::Line;
use super::model::Asked;
use super::pages::For;
use crate::visits::facts::{Fact, Sums};
use crate::visits::ledger::{View, Why, begins, day_at};
use crate::visits::reader::{Device, Key, Origin, Source, Visitor, came_from};
use ahash::AHashSet;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
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
    /// What was known from lines that were read before.
    before: Known,
    /// That and what came now.
    all: Known,
    /// What was added since it was last written.
    sums: Sums,
    written: (i64, i64),
}

impl Tally {
    fn new(begins: i64) -> io::Result<Tally> {
        let (before, all) = (Known::default(), Known::default());
        let key = Key::random()?;
        Ok(Tally { begins, key, before, all, sums: Sums::default(), written: (0, 0) })
    }

    /// Adds a view to what is known now, and to what was known before where its line was read before:
    /// the sums are the difference between the two.
    fn take(&mut self, view: &View, read: Read) {
        let second = u32::try_from((view.at - self.begins) / 1000).unwrap_or(0);
        let counts = self.all.take(view, second);
        count(&mut self.sums, Fact::of_view(view), counts, 1);
        if read == Read::Before {
            let counted = self.before.take(view, second);
            count(&mut self.sums, Fact::of_view(view), counted, -1);
        }
    }

    /// Notes that somebody's browser was seen at work.
    fn browsed(&mut self, visitor: Visitor, read: Read) {
        self.all.browsed(visitor);
        if read == Read::Before {
            self.before.browsed(visitor);
        }
    }

    /// What is to be added to the views that are written.
    pub fn take_sums(&mut self) -> Sums {
        for (known, times) in [(&mut self.all, 1), (&mut self.before, -1)] {
            for fact in known.take_out_judged() {
                self.sums.add(fact, -times);
                self.sums.judged += times;
            }
        }
        std::mem::take(&mut self.sums)
    }

    /// Visits and visitors to be added to what is written; below zero where a new line joined two
    /// visits, or somebody was taken out.
    pub fn take_difference(&mut self) -> (i64, i64) {
        let (all, before) = (self.all.counted(), self.before.counted());
        let now = (all.0 - before.0, all.1 - before.1);
        let difference = (now.0 - self.written.0, now.1 - self.written.1);
        self.written = now;
        difference
    }
}

/// Adds views of a fact where they count, and to the views of judged visitors where they do not.
fn count(sums: &mut Sums, fact: Fact, counts: Counts, times: i64) {
    match counts {
        Counts::Yes => sums.add(fact, times),
        Counts::Judged => sums.judged += times,
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
        let count = match self.asked.pages.asked_for(line) {
            For::Page(count) => count,
            For::Beside => {
                self.browsed(line, read);
                return Ok(Taken::Nothing);
            }
            For::Nothing => return Ok(Taken::Nothing),
        };
        let date = self.day(line.at);
        if date >= self.own_from {
            return Ok(Taken::OwnDay);
        }
        let address = line.address();
        if self.asked.bots.in_log(line.agent, address).is_some() {
            if read == Read::Now {
                self.tally(date)?.sums.refuse(Why::Bot);
            }
            return Ok(Taken::Machine);
        }
        let source = self.source(line);
        let country = address.map(|address| self.asked.countries.of(address)).unwrap_or_default();
        let device = Device::in_agent(&String::from_utf8_lossy(line.agent));
        let tally = self.tally(date)?;
        let visitor = mark(tally.key, line, address);
        let source_id = source.id();
        tally.take(&View { at: line.at, count, visitor, source: source_id, country, device }, read);
        self.sources.insert(source);
        Ok(Taken::View)
    }

    /// Somebody's browser fetched what belongs to a page; of whoever opened none that is nothing.
    fn browsed(&mut self, line: &Line<'_>, read: Read) {
        let date = self.day(line.at);
        if let Some(tally) = self.tallies.get_mut(&date) {
            tally.browsed(mark(tally.key, line, line.address()), read);
        }
    }

    fn tally(&mut self, date: Date) -> io::Result<&mut Tally> {
        Ok(match self.tallies.entry(date) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(Tally::new(begins(date, &self.asked.zone))?),
        })
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
