//! Hostile files handed in to the served program, at the desk and over the API: refused in words, and
//! nothing of them is written in the data folder.

use crate::media_hostile::cases;
use crate::support::server::Server;
use crate::support::wire::{Caller, Heard};
use crate::support::{TestPortal, folder, tus, wait};
use mocban::platform::db::Db;
use mocban::platform::i18n::{Args, Words};
use mocban::{args, sql};
use std::collections::BTreeMap;
use std::path::Path;

/// Every file of the data folder that could hold something of what was handed in.
fn lying(data: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for name in ["files", "uploads", "work"] {
        if data.join(name).exists() {
            let files = folder::files(&data.join(name)).into_iter();
            found.extend(files.map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        }
    }
    found
}

/// The rows of the library, its jobs and the change log.
async fn rows(db: &Db) -> (i64, i64, i64, i64) {
    let count = sql!(
        "select (select count(*) from media), (select count(*) from media_file), \
                (select count(*) from job), (select count(*) from change)"
    );
    db.one(count, args![]).await.expect("a count")
}

fn over_tus(editor: &Caller, (name, declared): (&str, &str), bytes: &[u8]) -> Heard {
    let begun = tus::begin(editor, (name, declared), bytes.len()).expect("an answer");
    if begun.status != 201 {
        return begun;
    }
    let path = begun.header("location").to_owned();
    tus::piece(editor, &path, 0, bytes).expect("an answer")
}

fn over_api(program: &Caller, (name, declared): (&str, &str), bytes: &[u8]) -> Heard {
    let declared = if declared.is_empty() { "application/octet-stream" } else { declared };
    let path = format!("/api/media?name={name}");
    program.send(("POST", &path), &[("content-type", declared)], bytes).expect("an answer")
}

/// The part of a sentence before its first variable.
fn beginning(words: &Words, key: &str) -> String {
    let said = words.say_with("vi".parse().expect("a language"), key, &Args::new());
    said.split(['{', '\u{2068}']).next().unwrap_or_default().trim().to_owned()
}

#[track_caller]
fn refused(answer: &Heard, name: &str, expected: Option<&str>) {
    assert!((400..500).contains(&answer.status), "{name}: {} {}", answer.status, answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json", "{name}");
    let problem = answer.json();
    let said = problem.to_string();
    assert!(problem["detail"].as_str().is_some_and(|text| text.len() > 20), "{name}: {said}");
    if let Some(expected) = expected {
        assert!(said.contains(expected), "{name}: {expected:?} is not in {said}");
    }
}

#[test]
fn a_hostile_file_leaves_nothing_in_the_data_folder_of_a_served_portal() {
    // Nothing of the demo is left to be made: what lies in the folder is what was handed in.
    let data = wait(async { TestPortal::demo().await.ended().await });
    let server = Server::start(data.path());
    let editor = server.editor(data.path(), "bien-tap");
    let program = server.program(data.path(), "editor");
    let words = Words::built_in("vi".parse().expect("a language")).expect("words");
    wait(async {
        let url = format!("sqlite:{}", data.path().join("mocban.db").display());
        let db = Db::open(&url).await.expect("the database opens");
        let before = (lying(data.path()), rows(&db).await);
        assert!(!before.0.is_empty());
        for (name, declared, bytes, key) in cases() {
            let answer = over_tus(&editor, (name, declared), &bytes);
            refused(&answer, name, Some(&beginning(&words, key)));
            refused(&over_api(&program, (name, declared), &bytes), name, None);
            assert_eq!(rows(&db).await, before.1, "{name}: {key}");
            assert!(lying(data.path()) == before.0, "{name}: {key} left a file");
        }
        let long = tus::begin(&editor, ("anh.jpg", "image/jpeg"), 51 << 20).expect("an answer");
        assert_eq!(long.status, 413, "{}", long.text());
        assert!(lying(data.path()) == before.0, "what is too long left a file");
        db.close().await;
    });
}

#[test]
fn a_stranger_hands_nothing_in() {
    // Nothing of the demo is left to be made: what lies in the folder was handed in.
    let data = wait(async { TestPortal::demo().await.ended().await });
    let server = Server::start(data.path());
    let before = lying(data.path());
    let stranger = Caller::program(server.address, "mb_none");
    let begun = tus::begin(&stranger, ("anh.jpg", "image/jpeg"), 10).expect("an answer");
    assert_eq!(begun.status, 401);
    assert_eq!(over_api(&stranger, ("anh.jpg", "image/jpeg"), b"0123456789").status, 401);
    assert!(lying(data.path()) == before);
}
