//! What a reading of logs goes by, and what it tells.

use super::pages::Pages;
use super::tally::{Read, Taken};
use crate::visits::bots::Bots;
use crate::visits::facts::Three;
use crate::visits::reader::Countries;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What a reading of logs goes by.
pub struct Asked<'a> {
    /// Where a day begins and ends.
    pub zone: TimeZone,
    /// The address of the site, to know its own pages as sources.
    pub origin: String,
    /// How machines are told from readers.
    pub bots: &'a Bots,
    /// Countries of addresses.
    pub countries: &'a Countries,
    /// Which addresses are entries of today's portal.
    pub pages: &'a Pages,
    /// The present day: it and what comes after it is not for logs either.
    pub today: Date,
}

/// What a reading of logs told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Lines that were read now, whatever they tell of.
    pub lines: u64,
    /// Of these, lines of no known form.
    pub unread: u64,
    /// Lines that were read in an earlier reading.
    pub known: u64,
    /// Pages of days this portal counted itself, passed over.
    pub own_days: u64,
    /// Views that were added; below zero where the new lines had more of the known ones taken out.
    pub views: i64,
    /// Pages taken out, because no reader behaves like whoever opened them.
    pub judged: i64,
    /// Pages of machines.
    pub refused: i64,
    /// The days views were added to: the first and the last.
    pub days: Option<(Date, Date)>,
}

impl Told {
    /// Notes what became of a line.
    pub fn take(&mut self, taken: Taken, read: Read) {
        if read == Read::Before {
            self.known += 1;
            return;
        }
        self.lines += 1;
        match taken {
            Taken::Machine => self.refused += 1,
            Taken::OwnDay => self.own_days += 1,
            Taken::Unread => self.unread += 1,
            Taken::View | Taken::Nothing => {}
        }
    }

    /// Notes that a view was of this day.
    pub fn on(&mut self, day: Date) {
        let (first, last) = self.days.unwrap_or((day, day));
        self.days = Some((first.min(day), last.max(day)));
    }
}

/// A day as logs tell it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LogDay {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// What was counted.
    #[serde(flatten)]
    pub three: Three,
    /// Pages of machines that say so.
    pub refused: i64,
    /// Pages of those who behave as no reader does.
    pub judged: i64,
}
