//! One door to SQLite and PostgreSQL: connections, transactions and running the statements of the
//! slices' `store.rs`. Not for SQL of any subject: those statements stand in their slices.

mod connect;
mod migrate;
mod statement;
mod tx;
mod value;
mod wake;

pub use connect::{Db, Engine, Failure, OpenError};
pub use migrate::migrations;
pub use statement::Statement;
pub use tx::Tx;
pub use value::Value;

/// A row any statement can be read into.
pub trait Row: for<'r> sqlx::FromRow<'r, sqlx::any::AnyRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> sqlx::FromRow<'r, sqlx::any::AnyRow> + Send + Unpin {}

/// What a store answers: its value or a [`Failure`].
pub type Result<T> = std::result::Result<T, Failure>;
