//! Counting readers honestly: one ledger of views, folded into day facts, from which every figure
//! shown anywhere is read. Not for anything about a person: no address and no agent is written.

mod balance;
mod bots;
mod counters;
mod day;
mod facts;
mod fold;
mod ledger;
mod log;
mod measure;
mod month;
mod public;
mod reader;
#[cfg(test)]
mod tests;

pub use balance::{
    Correction, NotKept, Opening, Wrong, bring_in, correct, corrections, opening_of, openings,
};
pub use bots::{Bots, List, Lists, Newer, NoBots, NotUpdated, WrongList, compare, update};
pub use counters::{Beginning, CountViews, Visits};
pub use facts::{
    DayRow, MonthRow, Span, Three, days, entries, entry_days, entry_sums, facet_days, first_day,
    months, sources,
};
pub use fold::Folding;
pub use log::{Asked as LogsAsked, LogDay, NotRead, Pages, Told as LogsTold, import, log_days};
pub use measure::{BusyDay, busy_day};
pub use month::altered;
pub use public::{api, csv, show};
pub use reader::{Class, Countries};
