//! Reports of a programme: put together from the rows the board and the public page read, kept whole
//! when issued, set as an official letter (PDF, DOCX) with its tables (XLSX). Not for plans and what
//! agencies report of themselves: those have their own workflow.

mod actions;
mod annexes;
mod compose;
mod letter;
mod model;
mod order;
mod press;
mod span;
mod store;
#[cfg(test)]
mod tests;
mod voice;
mod workbook;

pub use actions::{
    issue_report, look_at_report, recall_report, recall_withdrawal, withdraw_report,
};
pub use compose::Asked;
pub use model::{
    ActivityLine, Before, BodyLine, Covered, FileForm, GroupLine, IndicatorLine, Issued, KeptFile,
    KeptReport, MadeFile, MeasureLine, Names, OverdueLine, Paper, Report, Subject, TaskLine,
    Totals, Withdrawal, in_language, offered,
};
pub use order::{Making, Ordered, handlers, order_report, ordered};
pub use press::{Press, Wanted, report_files};
pub use span::{Every, NoPeriod, ReportPeriod};
pub use store::{issued, issued_one, value};
pub use voice::Voice;
