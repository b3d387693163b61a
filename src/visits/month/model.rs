//! What a month is made of, and the digest that an auditor can make again.

use crate::platform::files::hex;
use crate::visits::facts::Three;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A closed day as it was measured, without corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// What was counted.
    pub three: Three,
    /// What was not: all of it; of these fetched ahead, editors, data centres; taken out; damaged.
    pub others: [i64; 6],
}

/// What a month is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// Its days, in order.
    days: Vec<Measured>,
    /// Views by entry and language, in order.
    entries: Vec<(i64, String, i64)>,
}

impl Month {
    /// A month of its days and of what its entries had, in whatever order.
    pub fn of(mut days: Vec<Measured>, mut entries: Vec<(i64, String, i64)>) -> Month {
        days.sort_unstable_by(|one, other| one.day.cmp(&other.day));
        entries.sort_unstable();
        Month { days, entries }
    }

    /// What its days add up to.
    pub fn sum(&self) -> Three {
        self.days.iter().map(|day| day.three).sum()
    }

    /// SHA-256, in hexadecimal, of a line for each day and then for each entry and language, figures
    /// separated by tabs. `docs/operators/visits.md` says how to make it again.
    pub fn digest(&self) -> String {
        let mut text = String::new();
        for day in &self.days {
            let Three { views, visits, visitors } = day.three;
            let figures = [views, visits, visitors].into_iter().chain(day.others);
            text.push_str(&day.day);
            for figure in figures {
                let _ = write!(text, "\t{figure}");
            }
            text.push('\n');
        }
        for (entry, language, views) in &self.entries {
            let _ = writeln!(text, "{entry}\t{language}\t{views}");
        }
        hex(&Sha256::digest(text.as_bytes()))
    }
}

/// A month as it was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// What its days added up to.
    pub sum: Three,
    /// See [`Month::digest`].
    pub digest: String,
}

impl Frozen {
    /// A month on the way into its frozen row.
    pub fn of(month: &str, made: &Month) -> Frozen {
        Frozen { month: month.to_owned(), sum: made.sum(), digest: made.digest() }
    }
}
