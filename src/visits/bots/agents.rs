//! Judging an agent string by the lists. Plain words, nine of ten patterns, are looked for all at once;
//! the others are one set of expressions. What was found of an agent, and on what it says it runs, is
//! remembered by a hash of it, whose key this process alone has: the string itself is kept nowhere.

use super::super::reader::Device;
use super::list::{Lists, Pattern, WrongList, readers_words};
use ahash::RandomState;
use aho_corasick::AhoCorasick;
use regex::bytes::{RegexSet, RegexSetBuilder};
use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

/// Knows machines by what they say of themselves.
#[derive(Debug)]
pub struct Agents {
    readers: Readers,
    any_case: AhoCorasick,
    as_written: AhoCorasick,
    shapes: RegexSet,
    known: Known,
}

impl Agents {
    /// What these lists know.
    pub fn of(lists: &Lists) -> Result<Agents, WrongList> {
        let (mut any_case, mut as_written, mut shapes) = (Vec::new(), Vec::new(), Vec::new());
        for (list, line) in lists.lines() {
            match Pattern::of(line) {
                Pattern::Word(word) if list.any_case() => any_case.push(word),
                Pattern::Word(word) => as_written.push(word),
                Pattern::Shape(shape) if list.any_case() => shapes.push(format!("(?i){shape}")),
                Pattern::Shape(shape) => shapes.push(shape.to_owned()),
            }
        }
        let words = |words: &[String], any_case| {
            AhoCorasick::builder().ascii_case_insensitive(any_case).build(words)
        };
        Ok(Agents {
            readers: Readers::known()?,
            any_case: words(&any_case, true)?,
            as_written: words(&as_written, false)?,
            shapes: RegexSetBuilder::new(shapes).unicode(false).build()?,
            known: Known::new(),
        })
    }

    /// What an agent string tells.
    pub fn tell(&self, agent: &[u8]) -> Told {
        self.known.told(agent, || Told {
            machine: self.looks_like_one(agent),
            device: Device::in_agent(&String::from_utf8_lossy(agent)),
        })
    }

    fn looks_like_one(&self, agent: &[u8]) -> bool {
        let agent = self.readers.passed_over(agent);
        self.any_case.is_match(&*agent)
            || self.as_written.is_match(&*agent)
            || self.shapes.is_match(&agent)
    }
}

/// Words of readers' browsers in which a list would see a machine.
#[derive(Debug)]
pub struct Readers(AhoCorasick);

impl Readers {
    /// The words this program knows.
    pub fn known() -> Result<Readers, WrongList> {
        let words = AhoCorasick::builder().ascii_case_insensitive(true).build(readers_words());
        Ok(Readers(words?))
    }

    /// An agent string without these words.
    pub fn passed_over<'a>(&self, agent: &'a [u8]) -> Cow<'a, [u8]> {
        if !self.0.is_match(agent) {
            return Cow::Borrowed(agent);
        }
        let nothing = vec![""; self.0.patterns_len()];
        Cow::Owned(self.0.replace_all_bytes(agent, &nothing))
    }
}

/// What an agent string tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whether it is a machine's.
    pub machine: bool,
    /// On what a browser runs.
    pub device: Device,
}

impl Told {
    /// How many bits hold it.
    const BITS: u32 = 4;

    fn bits(self) -> u64 {
        u64::from(self.device.code()) << 1 | u64::from(self.machine)
    }

    fn of(bits: u64) -> Told {
        let device = u8::try_from(bits >> 1).unwrap_or(0);
        Told { machine: bits & 1 == 1, device: Device::of(device) }
    }
}

/// What was found of agents: a hash each, whose last bits say what. Two may stand in one place; of three the
/// one that was looked at first goes. Forgetting one only looks at it again.
#[derive(Debug)]
struct Known {
    hashes: RandomState,
    places: Vec<[AtomicU64; 2]>,
}

impl Known {
    /// 512 KiB: more agents than come to a busy portal in a day.
    const PLACES: u64 = 32_768;
    /// The bits that say what was found. A device has no number 0, so no place that holds anything is 0.
    const FOUND: u64 = (1 << Told::BITS) - 1;

    fn new() -> Known {
        let empty = || [AtomicU64::new(0), AtomicU64::new(0)];
        let places = (0..Known::PLACES).map(|_| empty()).collect();
        Known { hashes: RandomState::new(), places }
    }

    fn told(&self, agent: &[u8], look: impl FnOnce() -> Told) -> Told {
        let hash = self.hashes.hash_one(agent) & !Known::FOUND;
        let place = usize::try_from(hash >> Told::BITS & (Known::PLACES - 1)).unwrap_or(0);
        let Some([first, second]) = self.places.get(place) else { return look() };
        let found = |kept: u64| {
            let is = kept & !Known::FOUND == hash && kept & Known::FOUND != 0;
            is.then(|| Told::of(kept & Known::FOUND))
        };
        let kept = first.load(Ordering::Relaxed);
        if let Some(told) = found(kept).or_else(|| found(second.load(Ordering::Relaxed))) {
            return told;
        }
        let told = look();
        second.store(kept, Ordering::Relaxed);
        first.store(hash | told.bits(), Ordering::Relaxed);
        told
    }
}
