//! Languages, words, dates and figures as a reader of each language writes them. Not for content:
//! what editors write stands in editions.

mod dates;
mod language;
mod numbers;
mod words;

pub use dates::{Calendar, Date, LunarWords};
pub use language::{Language, NoLanguage};
pub use numbers::{decimal, grouped};
pub use words::{Args, Words};
