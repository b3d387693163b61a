//! Counting readers honestly: one ledger of views, folded into day facts, from which every figure
//! shown anywhere is read. Not for anything about a person: no address and no agent is written.

mod balance;
mod bots;
mod counters;
mod day;
mod facts;
mod fold;
mod ledger;
mod live;
mod log;
mod measure;
mod month;
mod notes;
mod public;
mod questions;
mod reader;
mod report;
#[cfg(test)]
mod tests;
mod weekly;

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
pub use live::live;
pub use log::{Asked as LogsAsked, LogDay, NotRead, Pages, Told as LogsTold, import, log_days};
pub use measure::{BusyDay, BusyLedger};
pub use month::altered;
pub use notes::{NotNoted, Note, NoteId, add_note, notes, put_back_note, remove_note};
pub use public::{api, csv, show};
pub use questions::{Found, Searched};
pub use reader::{Class, Countries};
pub use report::{
    Against, Bucket, Depth, Grain, Line, Period, Report, Row, Rows, Shape, Table, Trend, Whole,
    WrongPeriod, lines, report, table, views_of, whole,
};
pub use weekly::{NotAsked, WEEKLY, Weekly, ask_weekly, asked_weekly, end_weekly, weekly_due};
