//! Ways: in which language, from where, from which country and on what pages of a day were read, each
//! such way under a number that lasts as long as the day is open. A visit keeps the number of its last
//! way, so a reader who goes on as before need not be told to four sketches again. Not for entries.

use super::super::ledger::View;
use super::super::reader::{Country, Device, SourceId};
use crate::platform::i18n::Language;
use ahash::AHashMap;

/// How a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Way {
    /// In which language.
    pub language: Language,
    /// Where from.
    pub source: SourceId,
    /// From which country.
    pub country: Country,
    /// On what.
    pub device: Device,
}

impl Way {
    /// The way of a view.
    pub fn of(view: &View) -> Way {
        let View { count, source, country, device, .. } = *view;
        Way { language: count.language, source, country, device }
    }
}

/// A way's number within its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WayId(u32);

/// The number a visit keeps, in 9 bits: 0 where it knows none, or one too high to be kept. Most views are of
/// the first few hundred ways of a day; those of others are told to their sketches each time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastWay(u32);

impl LastWay {
    /// How many bits hold it.
    pub const BITS: u32 = 9;

    /// As a visit keeps it.
    pub fn of(WayId(number): WayId) -> LastWay {
        let kept = number.saturating_add(1);
        LastWay(if kept >> LastWay::BITS == 0 { kept } else { 0 })
    }

    /// What a row keeps.
    pub fn number(self) -> u32 {
        self.0
    }

    /// What a row has kept.
    pub fn kept(number: u32) -> LastWay {
        LastWay(number)
    }

    /// Whether it is known.
    pub fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// The ways of a day.
#[derive(Debug, Default)]
pub struct Ways {
    numbers: AHashMap<Way, WayId>,
    all: Vec<Way>,
}

impl Ways {
    /// The number of a way.
    pub fn number(&mut self, way: Way) -> WayId {
        if let Some(known) = self.numbers.get(&way) {
            return *known;
        }
        let next = WayId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(way);
        self.numbers.insert(way, next);
        next
    }

    /// The way of a number.
    pub fn get(&self, WayId(number): WayId) -> Option<&Way> {
        self.all.get(usize::try_from(number).ok()?)
    }
}
