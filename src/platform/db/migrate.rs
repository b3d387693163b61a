//! Bringing a database's tables up to date from `migrations/<engine>/`. Not for moving content:
//! that is `import` and `export`.

use super::{Engine, OpenError};
use rust_embed::Embed;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyPool, AssertSqlSafe, SqlSafeStr};
use std::borrow::Cow;

#[derive(Embed)]
#[folder = "migrations/"]
struct Files;

/// The migrations of an engine in order: number, name, text.
pub fn migrations(engine: Engine) -> Vec<(i64, String, String)> {
    let folder = match engine {
        Engine::Sqlite => "sqlite/",
        Engine::Postgres => "postgres/",
    };
    let mut found: Vec<_> = Files::iter()
        .filter_map(|path| {
            let name = path.strip_prefix(folder)?.strip_suffix(".sql")?;
            let (number, name) = name.split_once('_')?;
            let text = String::from_utf8(Files::get(&path)?.data.into_owned()).ok()?;
            Some((number.parse().ok()?, name.to_owned(), text))
        })
        .collect();
    found.sort();
    found
}

pub(super) async fn run(pool: &AnyPool, engine: Engine) -> Result<(), OpenError> {
    let steps: Vec<Migration> = migrations(engine)
        .into_iter()
        .map(|(number, name, text)| {
            let text = AssertSqlSafe(text).into_sql_str();
            Migration::new(number, Cow::Owned(name), MigrationType::Simple, text, false)
        })
        .collect();
    let migrator = Migrator { migrations: Cow::Owned(steps), ..Migrator::DEFAULT };
    migrator.run(pool).await.map_err(|error| match error {
        MigrateError::VersionMissing(number) => OpenError::Newer(number),
        other => OpenError::Migration(other),
    })
}
