//! Who is here now: how many visitors were last seen in which second of the day. Not for who they are:
//! the last second of each stands in `seen.rs`.

use super::super::reader::Visitor;
use super::Seen;
use ahash::AHashMap;

/// How long somebody is counted as online after a view, in seconds.
pub const ONLINE: u32 = 5 * 60;

/// When those were last here who may still be.
#[derive(Debug, Default)]
pub struct Present {
    /// How many visitors were last here in each second of the day.
    last: Vec<u32>,
    /// Who came again after the clock was stepped back, by their second.
    back: AHashMap<Visitor, u32>,
}

impl Present {
    /// A visitor who was last here at the second `before`, if at all, is now last here at `now`.
    pub fn moves(&mut self, before: Option<u32>, now: Option<u32>) {
        if before == now {
            return;
        }
        if let Some(number) = before.and_then(|second| self.at(second)) {
            *number = number.saturating_sub(1);
        }
        if let Some(number) = now.and_then(|second| self.at(second)) {
            *number += 1;
        }
    }

    /// A visitor came at `second`, and has been here long after it by an earlier reading of the clock.
    pub fn comes_back(&mut self, visitor: Visitor, second: u32) {
        self.back.insert(visitor, second);
    }

    /// Forgets a visitor who came when the clock was stepped back.
    pub fn take_out(&mut self, visitor: Visitor) {
        self.back.remove(&visitor);
    }

    /// How many visitors had a view near the second `now`.
    pub fn near(&mut self, now: u32, seen: &Seen) -> u64 {
        let near = |second: u32| now.abs_diff(second) < ONLINE;
        self.back.retain(|_, second| near(*second));
        let again = self.back.keys().filter(|who| !seen.last(**who).is_some_and(near)).count();
        let (from, past) = (now.saturating_sub(ONLINE - 1), now.saturating_add(ONLINE));
        let seconds = self.last.iter().skip(place(from)).take(place(past - from));
        seconds.map(|number| u64::from(*number)).sum::<u64>() + again as u64
    }

    fn at(&mut self, second: u32) -> Option<&mut u32> {
        let place = place(second);
        if self.last.len() <= place {
            self.last.resize(place + 1, 0);
        }
        self.last.get_mut(place)
    }
}

fn place(second: u32) -> usize {
    usize::try_from(second).unwrap_or(usize::MAX)
}
