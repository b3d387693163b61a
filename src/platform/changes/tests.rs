//! The chain and the touches of a change. Not for the log in a database: that is tested from outside.

use super::Change;
use serde_json::json;

fn change(verb: &str, subject: &str) -> Change {
    Change {
        seq: 7,
        at: 1_580_295_600_000,
        actor: "operator".to_owned(),
        verb: verb.to_owned(),
        subject: subject.to_owned(),
        detail: json!({ "touches": ["entry:42", "kind:news"] }),
        hash: String::new(),
    }
}

#[test]
fn a_row_altered_in_any_field_or_place_has_another_hash() {
    let whole = change("publish", "news/khai-mac").hash_after("before");
    assert_eq!(whole.len(), 64);
    let altered = [
        change("publis", "hnews/khai-mac").hash_after("before"),
        change("publish", "news/be-mac").hash_after("before"),
        change("publish", "news/khai-mac").hash_after("another"),
        Change { at: 0, ..change("publish", "news/khai-mac") }.hash_after("before"),
        Change { seq: 8, ..change("publish", "news/khai-mac") }.hash_after("before"),
        Change { detail: json!({}), ..change("publish", "news/khai-mac") }.hash_after("before"),
    ];
    for hash in altered {
        assert_ne!(hash, whole);
    }
}

#[test]
fn a_change_says_which_pages_it_touched() {
    let touched = change("publish", "news/khai-mac");
    assert_eq!(touched.touches().collect::<Vec<_>>(), ["entry:42", "kind:news"]);
}
