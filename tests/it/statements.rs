//! Every statement of every store, found in the source and prepared on both engines.

use crate::support::source::{Code, code, line, sources};
use crate::support::{Postgres, folder, wait};
use mocban::platform::db::Db;

/// A statement and where it stands.
struct Found {
    place: String,
    sqlite: String,
    postgres: String,
}

/// Where `sql!(` stands in code, the macro's own definition left out.
fn uses(code: &Code) -> Vec<usize> {
    code.code.match_indices("sql!(").map(|(at, _)| at).collect()
}

fn statements() -> (Vec<Found>, usize) {
    let (mut found, mut count) = (Vec::new(), 0);
    for file in sources(&["src"], &["rs"]) {
        let code = code(&file.text);
        for at in uses(&code) {
            count += 1;
            let end = closing(&code.code, at + "sql!(".len());
            let inside: Vec<&str> = code
                .literals
                .iter()
                .filter(|literal| literal.at > at && literal.end <= end)
                .map(|literal| literal.text.as_str())
                .collect();
            let place = format!("{}:{}", file.path, line(&file.text, at));
            let held = code.code.get(at..end).is_some_and(|text| text.contains("held:"));
            let (sqlite, postgres) = match inside.as_slice() {
                [both] if held => (*both, format!("{both} for update")),
                [both] => (*both, (*both).to_owned()),
                [sqlite, postgres] => (*sqlite, (*postgres).to_owned()),
                _ => panic!("{place}: not one literal for each engine"),
            };
            found.push(Found { place, sqlite: sqlite.to_owned(), postgres });
        }
    }
    (found, count)
}

/// Where the bracket opened just before `from` is closed.
fn closing(code: &str, from: usize) -> usize {
    let mut depth = 1;
    for (at, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    code.len()
}

async fn refused(db: &Db, texts: impl Iterator<Item = (&String, &String)>) -> Vec<String> {
    let mut refused = Vec::new();
    for (place, text) in texts {
        if let Err(error) = db.prepares(String::leak(text.clone())).await {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            refused.push(format!("{place}: {}\n    {text}", cause.unwrap_or_default()));
        }
    }
    refused
}

#[test]
fn no_statement_is_made_in_any_other_way_than_by_the_macro() {
    let (found, count) = statements();
    assert_eq!(found.len(), count);
    assert!(count > 40, "only {count} statements were found");
    let mut made = Vec::new();
    for file in sources(&["src"], &["rs"]) {
        if file.path.starts_with("src/platform/db/") {
            continue;
        }
        let code = code(&file.text);
        for other in ["sql![", "sql! ", "sql!{", "Statement {", "sqlx::query", "QueryBuilder"] {
            let places = code.code.match_indices(other);
            made.extend(places.map(|(at, _)| format!("{}:{}", file.path, line(&file.text, at))));
        }
    }
    assert!(made.is_empty(), "statements no test can find:\n{}", made.join("\n"));
}

#[test]
fn sqlite_understands_every_statement() {
    wait(async {
        let data = folder::new();
        let url = format!("sqlite:{}?mode=rwc", data.path().join("test.db").display());
        let db = Db::open(&url).await.expect("SQLite opens");
        let (found, _) = statements();
        let refused = refused(&db, found.iter().map(|one| (&one.place, &one.sqlite))).await;
        assert!(refused.is_empty(), "{}", refused.join("\n"));
    });
}

#[test]
fn postgresql_understands_every_statement() {
    wait(async {
        let postgres = Postgres::start();
        let db = Db::open(&postgres.database().await).await.expect("PostgreSQL opens");
        let (found, _) = statements();
        let refused = refused(&db, found.iter().map(|one| (&one.place, &one.postgres))).await;
        assert!(refused.is_empty(), "{}", refused.join("\n"));
        db.close().await;
    });
}
