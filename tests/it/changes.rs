//! The change log: whole, tamper-evident, and written only with the act it tells of.

use crate::support::folder::{Site, demo};
use crate::support::{import, imported, wait};
use mocban::platform::changes::{after, last, verify};
use mocban::platform::db::Db;
use mocban::{args, sql};

#[test]
fn the_chain_of_an_imported_site_verifies() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let newest = last(&exchange.db).await.expect("the log");
        assert!(newest > 60, "{newest}");
        assert_eq!(verify(&exchange.db).await.expect("the log"), None);
        let rows = after(&exchange.db, 0, 10_000).await.expect("the log");
        let places: Vec<i64> = rows.iter().map(|row| row.seq).collect();
        assert_eq!(places, (1..=newest).collect::<Vec<_>>(), "the log has no gaps");
        assert!(rows.iter().all(|row| row.hash.len() == 64 && row.actor == "operator"));
    });
}

async fn by_hand(db: &Db, statement: mocban::platform::db::Statement) {
    let mut tx = db.begin().await.expect("a transaction");
    tx.run(statement, args![]).await.expect("the row is altered");
    tx.commit().await.expect("it is committed");
}

#[test]
fn a_row_altered_by_hand_is_found() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let db = &exchange.db;
        by_hand(db, sql!("update change set actor = 'nobody' where seq = 17")).await;
        assert_eq!(verify(db).await.expect("the log"), Some(17));
        by_hand(db, sql!("update change set actor = 'operator' where seq = 17")).await;
        assert_eq!(verify(db).await.expect("the log"), None);
        by_hand(db, sql!("update change set at = at + 1 where seq = 30")).await;
        assert_eq!(verify(db).await.expect("the log"), Some(30));
        by_hand(db, sql!("update change set at = at - 1 where seq = 30")).await;
        by_hand(db, sql!("update change set detail = '{}' where seq = 5")).await;
        assert_eq!(verify(db).await.expect("the log"), Some(5));
    });
}

#[test]
fn a_row_taken_out_of_the_middle_or_the_end_is_found() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let db = &exchange.db;
        let newest = last(db).await.expect("the log");
        by_hand(db, sql!("delete from change where seq = (select max(seq) from change)")).await;
        assert_eq!(verify(db).await.expect("the log"), Some(newest));
        by_hand(db, sql!("delete from change where seq = 12")).await;
        assert_eq!(verify(db).await.expect("the log"), Some(12));
    });
}

/// A site whose last article has the slug of an earlier one: importing it fails half way.
fn with_a_taken_slug() -> Site {
    let site = Site::copy();
    site.change(
        "news/xuong-giang-di-tich-quoc-gia-dac-biet/vi.toml",
        "slug = \"xuong-giang-don-bang-di-tich-quoc-gia-dac-biet\"",
        "slug = \"bon-le-hoi-xuan\"",
    );
    site
}

#[test]
fn a_failed_act_leaves_no_row() {
    wait(async {
        let site = with_a_taken_slug();
        let (exchange, _data) = {
            let empty = crate::support::folder::new();
            let config =
                mocban::config::Config { data: empty.path().to_owned(), ..Default::default() };
            let clock = mocban::platform::clock::Clock::system();
            (mocban::app::exchange(&config, clock).await.expect("parts"), empty)
        };
        let refused = import(&exchange, site.path()).await.expect_err("the slug is taken");
        let said = refused.to_string();
        assert!(said.contains("xuong-giang-di-tich-quoc-gia-dac-biet"), "{said}");
        assert!(said.contains("bon-le-hoi-xuan"), "{said}");
        let rows = after(&exchange.db, 0, 10_000).await.expect("the log");
        assert!(!rows.is_empty(), "what came before stays");
        let failed = |subject: &str| subject.contains("xuong-giang-di-tich-quoc-gia-dac-biet");
        assert!(!rows.iter().any(|row| failed(&row.subject)));
        let keys = mocban::editorial::every_key(&exchange.db, "news").await.expect("keys");
        assert!(!keys.iter().any(|key| failed(key)));
        assert_eq!(verify(&exchange.db).await.expect("the log"), None);
    });
}

#[test]
fn an_act_that_is_not_committed_leaves_no_row() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let newest = last(&exchange.db).await.expect("the log");
        let mut tx = exchange.db.begin().await.expect("a transaction");
        let act = mocban::platform::changes::Act {
            at: 0,
            actor: "operator",
            verb: "save",
            subject: "news/never",
            detail: serde_json::json!({}),
            touches: Vec::new(),
        };
        mocban::platform::changes::append(&mut tx, act).await.expect("a row");
        drop(tx);
        assert_eq!(last(&exchange.db).await.expect("the log"), newest);
        assert_eq!(verify(&exchange.db).await.expect("the log"), None);
    });
}
