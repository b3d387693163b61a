//! Which questions may be kept, and how often each was asked.

use crate::platform::i18n::Language;
use crate::platform::text::nfc;
use crate::visits::reader::Visitor;
use ahash::{AHashMap, AHashSet};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Whether the search found anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Something.
    Something,
    /// Nothing.
    Nothing,
}

/// So many readers of one day must ask for the same words before they are written down.
pub const ENOUGH: usize = 3;
/// So many different questions a day are told apart; a machine may make up any.
const MOST: usize = 5_000;
/// The longest question that is told apart, in letters.
const LONGEST: usize = 80;
/// More digits than a date has may be a telephone or an identity number.
const MOST_DIGITS: usize = 8;

/// The words of a question as they are compared: NFC, small letters, single spaces. `None` when they
/// look like somebody's address or number, which is not kept even if many ask for it.
pub fn words(text: &str) -> Option<String> {
    let text = nfc(text).to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = words.join(" ");
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let fits = !words.is_empty() && words.chars().count() <= LONGEST;
    (fits && digits <= MOST_DIGITS && !words.contains('@')).then_some(words)
}

/// What may be written of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The day.
    pub day: Date,
    /// By language: how often the search was asked, and how often it found nothing.
    pub sums: BTreeMap<Language, (i64, i64)>,
    /// By language and words: how often they were asked in vain since the last time.
    pub words: BTreeMap<(Language, String), i64>,
}

/// The questions of the day, in memory.
#[derive(Debug, Default)]
pub struct Questions(Mutex<Open>);

#[derive(Debug, Default)]
struct Open {
    day: Date,
    sums: BTreeMap<Language, (i64, i64)>,
    vain: AHashMap<(Language, String), Vain>,
    /// What days before left to be written.
    over: Vec<Kept>,
}

/// A question that found nothing.
#[derive(Debug, Default)]
struct Vain {
    times: i64,
    /// Those who asked, by their marks of the day, until they are enough.
    who: AHashSet<Visitor>,
    enough: bool,
}

impl Questions {
    /// Takes a question in.
    pub fn ask(&self, day: Date, (language, text): (Language, &str), who: Visitor, found: Found) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.turn(day);
        let nothing = i64::from(found == Found::Nothing);
        let (asked, in_vain) = open.sums.entry(language).or_default();
        (*asked, *in_vain) = (*asked + 1, *in_vain + nothing);
        let Some(words) = words(text).filter(|_| nothing == 1) else { return };
        let key = (language, words);
        if open.vain.len() >= MOST && !open.vain.contains_key(&key) {
            return;
        }
        open.vain.entry(key).or_default().ask(who);
    }

    /// What may be written by now; each is answered once.
    pub fn take(&self, day: Date) -> Vec<Kept> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.turn(day);
        let now = open.keep();
        let mut kept = std::mem::take(&mut open.over);
        kept.extend(now);
        kept
    }
}

impl Open {
    /// Ends the day before: whom it still remembers is forgotten.
    fn turn(&mut self, day: Date) {
        if self.day != day {
            let kept = self.keep();
            self.over.extend(kept);
            self.vain.clear();
            self.day = day;
        }
    }

    fn keep(&mut self) -> Option<Kept> {
        let enough = self.vain.iter_mut().filter(|(_, vain)| vain.enough && vain.times > 0);
        let words = enough.map(|(key, vain)| (key.clone(), std::mem::take(&mut vain.times)));
        let words: BTreeMap<_, _> = words.collect();
        let sums = std::mem::take(&mut self.sums);
        (!sums.is_empty() || !words.is_empty()).then_some(Kept { day: self.day, sums, words })
    }
}

impl Vain {
    fn ask(&mut self, who: Visitor) {
        self.times += 1;
        if !self.enough {
            self.who.insert(who);
            self.enough = self.who.len() >= ENOUGH;
        }
        if self.enough {
            self.who = AHashSet::new();
        }
    }
}
