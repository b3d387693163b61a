//! What a portal stands on: the web, the database, files, words, the change log, the clock.
//! It knows nothing of the subject: no kind, no agency, no programme is named here.

pub mod changes;
pub mod clock;
pub mod db;
pub mod files;
pub mod i18n;
pub mod jobs;
pub mod outward;
pub mod paper;
pub mod text;
pub mod web;
