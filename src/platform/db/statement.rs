//! A statement of a store, in the one text both engines take or in two where they differ.
//! Not for building SQL: a statement is always a literal, so a test can find and prepare each one.

use super::Engine;

/// One SQL statement, made by [`sql!`](crate::sql).
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL; the same unless the dialects differ.
    pub postgres: &'static str,
}

impl Statement {
    pub(super) fn text(self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// A statement for both engines: `sql!("select …")`, or `sql!(sqlite: "…", postgres: "…")` where
/// the dialects differ. Parameters are `$1`, `$2` … on both. `sql!(held: "select …")` reads rows that nobody else
/// changes until the transaction ends: on PostgreSQL others wait for them, on SQLite there is one writer anyway.
#[macro_export]
macro_rules! sql {
    ($text:literal) => {
        $crate::platform::db::Statement { sqlite: $text, postgres: $text }
    };
    (held: $text:literal) => {
        $crate::platform::db::Statement { sqlite: $text, postgres: concat!($text, " for update") }
    };
    (sqlite: $sqlite:literal, postgres: $postgres:literal) => {
        $crate::platform::db::Statement { sqlite: $sqlite, postgres: $postgres }
    };
}

/// The parameters of a statement, in order.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::platform::db::Value::from($value)),*]
    };
}
