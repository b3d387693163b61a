//! Reading records back. A record that was cut short or damaged must not shift those behind it: the
//! next whole one is looked for byte by byte. Not for what records add up to.

use super::record::{MAGIC, RECORD, Record};

/// What was found in some bytes of a ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scanned {
    /// How many bytes were read and need not be read again.
    pub used: usize,
    /// At how many places something stood that is no record.
    pub damaged: i64,
}

/// Whether more may be written behind the bytes that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// A process may still write: what looks damaged at the end may be half a record on its way.
    Growing,
    /// Nobody writes any more, and more of the file follows: its end may be half of a record.
    FollowedByMore,
    /// Nobody writes any more.
    Ended,
}

/// Hands every whole record of `bytes` to `each`, in order.
pub fn scan(bytes: &[u8], tail: Tail, mut each: impl FnMut(Record)) -> Scanned {
    let mut found = Scanned::default();
    while let Some(next) = bytes.get(found.used..found.used + RECORD) {
        if let Some(record) = Record::read(next) {
            each(record);
            found.used += RECORD;
            continue;
        }
        let rest = bytes.get(found.used + 1..).unwrap_or_default();
        match next_whole(rest) {
            Some(skipped) => {
                found.damaged += 1;
                found.used += 1 + skipped;
            }
            None => break,
        }
    }
    let left = without_room(bytes.get(found.used..).unwrap_or_default()).len();
    match tail {
        Tail::Ended => {
            found.damaged += i64::from(left > 0);
            found.used = bytes.len();
        }
        // What a power cut left empty, however long it is: all but what may be a record's beginning.
        Tail::FollowedByMore => {
            found.damaged += i64::from(left >= 2 * RECORD);
            found.used = found.used.max(bytes.len().saturating_sub(RECORD - 1));
        }
        // More than a record without a whole one in it: damaged, but its end may be a beginning.
        Tail::Growing if left >= 2 * RECORD => {
            found.damaged += 1;
            found.used += left - (RECORD - 1);
        }
        Tail::Growing => {}
    }
    found
}

/// Some bytes without the zeros behind them: room that was taken and not written yet, or never was because
/// the process was killed.
fn without_room(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or_default()
}

/// How far into `bytes` the next whole record begins.
fn next_whole(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, &MAGIC)
        .filter_map(|magic| magic.checked_sub(4))
        .find(|at| bytes.get(*at..*at + RECORD).is_some_and(|next| Record::read(next).is_some()))
}
