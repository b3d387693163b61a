//! What a period amounts to: its trend, and its views by entry, section, language, country, source,
//! device and campaign. The desk's dashboard, its files, the API and the weekly letter all read these
//! tables, so none can say something else. Not for live figures: those are `counters.rs`.

mod lines;
mod model;
mod period;
mod read;
mod store;
#[cfg(test)]
mod tests;
mod trend;

pub use lines::{Line, lines};
pub use model::{Row, Table, Whole};
pub use period::{Against, Period, Shape, WrongPeriod};
pub use read::{Depth, Report, Rows, report, table, views_of, whole};
pub(super) use store::sum_facets;
pub use trend::{Bucket, Grain, Trend};
