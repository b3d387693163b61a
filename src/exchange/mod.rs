//! The site folder: content as files that people can read, one folder an entry, in and out. What
//! goes out comes back the same, byte for byte. Not for other programs' formats.

mod entry_file;
mod export;
mod generate;
mod import;
mod library;
mod library_file;
mod log_pages;
mod opening;
mod opening_file;
mod programme_work;
mod programme_work_file;
mod programmes;
mod programmes_file;
mod rankings;
mod rankings_file;
mod reports;
mod reports_file;
mod site_file;
mod site_parts;
#[cfg(test)]
mod tests;
mod toml_json;

pub use export::{ExportError, export};
pub use generate::{NoScale, Plan, Scale, generate, generate_programme};
pub use import::{ImportError, Imported, import};
pub use log_pages::{NoPages, log_pages};
pub use opening::{NoOpening, bring_in};
pub use opening_file::{OpeningLine, read_opening};

use crate::editorial::Kinds;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::files::Files;

/// What import and export work on.
#[derive(Clone)]
pub struct Exchange {
    /// The database.
    pub db: Db,
    /// The file store.
    pub files: Files,
    /// The clock.
    pub clock: Clock,
    /// The kinds.
    pub kinds: Kinds,
}
