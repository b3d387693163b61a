//! The list of jobs, for those who watch over the portal. Not for doing them.

use crate::platform::db::{Db, Result};
use crate::{args, sql};

/// A job in a list. What it is about stays with its handler.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct JobRow {
    /// Its number.
    pub id: i64,
    /// Which handler does it.
    pub kind: String,
    /// When it was asked for, in milliseconds since 1970.
    pub made_at: i64,
    /// When it may run next.
    pub run_at: i64,
    /// How often it was begun.
    pub attempts: i64,
    /// How far it is, in hundredths.
    pub progress: i64,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was done.
    pub done_at: Option<i64>,
    /// When it was given up.
    pub given_up_at: Option<i64>,
}

/// The newest jobs, of one kind or of all.
pub async fn jobs(db: &Db, kind: Option<&str>, before: i64, limit: i64) -> Result<Vec<JobRow>> {
    db.all(
        sql!(
            "select id, kind, made_at, run_at, attempts, progress, last_error, done_at, given_up_at \
               from job where id < $2 and (cast($1 as text) is null or kind = $1) \
              order by id desc limit $3"
        ),
        args![kind, before, limit],
    )
    .await
}
