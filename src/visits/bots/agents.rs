//! Judging an agent string by the lists. Plain words, nine of ten patterns, are looked for all at once;
//! the others are one set of expressions. What was found of an agent is remembered by a hash of it,
//! whose key this process alone has: the string itself is kept nowhere.

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

    /// Whether an agent string is a machine's.
    pub fn is_machine(&self, agent: &[u8]) -> bool {
        self.known.judged(agent, || self.looks_like_one(agent))
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

/// What was found of agents: a hash each, whose last bit says whether it is a machine's. Where two
/// meet in one place the later stays; forgetting one only looks at it again.
#[derive(Debug)]
struct Known {
    hashes: RandomState,
    places: Vec<AtomicU64>,
}

impl Known {
    /// 128 KiB: more agents than come to a busy portal in an hour.
    const PLACES: u64 = 16_384;

    fn new() -> Known {
        let places = (0..Known::PLACES).map(|_| AtomicU64::new(0)).collect();
        Known { hashes: RandomState::new(), places }
    }

    fn judged(&self, agent: &[u8], look: impl FnOnce() -> bool) -> bool {
        // The last two bits are the verdict and a mark that there is one: nothing is taken for 0.
        let hash = self.hashes.hash_one(agent) & !3 | 2;
        let place = usize::try_from(hash >> 2 & (Known::PLACES - 1)).unwrap_or(0);
        let Some(place) = self.places.get(place) else { return look() };
        let kept = place.load(Ordering::Relaxed);
        if kept & !1 == hash {
            return kept & 1 == 1;
        }
        let machine = look();
        place.store(hash | u64::from(machine), Ordering::Relaxed);
        machine
    }
}
