//! Official letters on A4 in the form of Decree 30/2020/NĐ-CP, Annex I: as PDF and as DOCX, from one
//! value, the same bytes each time. Not for what a letter says, and not for a site's pages.

mod docx;
mod fonts;
mod model;
mod pdf;
#[cfg(test)]
mod tests;

pub use docx::docx;
pub use model::{Annex, Block, Column, Letter, NotSet, Row, Side, Table};
pub use pdf::pdf;
