//! How the facts are kept and read, a room for each side: adding and closing, which the fold does,
//! and reading, which everybody else does.

mod add;
mod close;
mod figures;
mod place;
mod read;

pub use add::{add_day, add_entries, add_facets, add_facts, add_late, know_source, set_visitors};
pub use close::{close, closed_at, open_days};
pub use figures::{entry_views, sums};
pub use place::{folded, forget_fold, note_done, note_fold, unfinished};
pub use read::{
    DayRow, MonthRow, Span, days, entries, entry_days, entry_sums, facet_days, first_day, months,
    sources,
};
