//! Both engines are brought to the same tables by migrations of the same numbers and names.

use crate::support::{Postgres, folder, wait};
use mocban::platform::db::{Db, Engine, migrations};
use mocban::sql;
use std::collections::BTreeSet;

/// Every table and view with its columns, those of the migrator left out.
pub async fn columns(db: &Db) -> BTreeSet<(String, String)> {
    let rows: Vec<(String, String)> = db
        .all(
            sql!(
                sqlite: "select cast(t.name as text), cast(c.name as text) \
                           from sqlite_master t join pragma_table_info(t.name) c \
                          where t.type in ('table', 'view') and t.name not like 'sqlite\\_%' escape '\\'",
                postgres: "select cast(table_name as text), cast(column_name as text) \
                             from information_schema.columns where table_schema = 'public'"
            ),
            vec![],
        )
        .await
        .expect("the schema can be read");
    rows.into_iter().filter(|(table, _)| table != "_sqlx_migrations").collect()
}

/// A fresh SQLite database.
pub async fn sqlite(folder: &std::path::Path) -> Db {
    let url = format!("sqlite:{}?mode=rwc", folder.join("test.db").display());
    Db::open(&url).await.expect("SQLite opens")
}

#[test]
fn both_folders_hold_the_same_numbers_and_names() {
    let named = |engine| -> Vec<(i64, String)> {
        migrations(engine).into_iter().map(|(number, name, _)| (number, name)).collect()
    };
    let steps = named(Engine::Sqlite);
    assert_eq!(steps, named(Engine::Postgres));
    let numbers: Vec<i64> = steps.iter().map(|(number, _)| *number).collect();
    assert!(numbers.windows(2).all(|two| two[0] < two[1]), "a number stands twice: {numbers:?}");
    for engine in ["sqlite", "postgres"] {
        let files = folder::files(&folder::project().join("migrations").join(engine));
        assert_eq!(files.len(), steps.len(), "a file in {engine} is no migration");
    }
}

#[test]
fn both_engines_end_with_the_same_tables_and_columns() {
    wait(async {
        let data = folder::new();
        let sqlite = columns(&sqlite(data.path()).await).await;
        let postgres = Postgres::start();
        let db = Db::open(&postgres.database().await).await.expect("PostgreSQL opens");
        assert!(sqlite.len() > 50, "{sqlite:?}");
        assert_eq!(sqlite, columns(&db).await);
        db.close().await;
    });
}

#[test]
fn opening_a_database_again_changes_nothing() {
    wait(async {
        let data = folder::new();
        let first = sqlite(data.path()).await;
        let before = columns(&first).await;
        first.close().await;
        assert_eq!(before, columns(&sqlite(data.path()).await).await);
    });
}
