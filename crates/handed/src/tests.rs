//! What was appended is in the file, at once and afterwards, whatever lies between.

use super::{Handed, STEP, Window, is_left};
use proptest::prelude::*;
use std::fs::File;
use std::path::PathBuf;

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("records");
    (folder, path)
}

proptest! {
    #[test]
    fn a_file_holds_what_was_appended(records in prop::collection::vec(any::<[u8; 16]>(), 0..50)) {
        let (_folder, path) = place();
        let mut file: Handed<16> = Handed::create(&path).expect("a file");
        for record in &records {
            file.append(record).expect("there is room");
        }
        let bytes = records.concat();
        prop_assert_eq!(file.length(), bytes.len() as u64);
        let seen = std::fs::read(&path).expect("it is read");
        prop_assert_eq!(seen.get(..bytes.len()), Some(&bytes[..]), "while it is appended to");
        drop(file);
        prop_assert_eq!(std::fs::read(&path).expect("it is read"), bytes);
    }
}

#[test]
fn a_file_grows_over_many_steps() {
    let (_folder, path) = place();
    let mut file: Handed<64> = Handed::create(&path).expect("a file");
    let count = (3 * STEP / 64) as u64 + 5;
    for number in 0..count {
        let mut record = [1; 64];
        record[..8].copy_from_slice(&number.to_le_bytes());
        file.append(&record).expect("there is room");
    }
    assert_eq!(std::fs::metadata(&path).expect("it is there").len(), 4 * STEP as u64);
    drop(file);
    let bytes = std::fs::read(&path).expect("it is read");
    let numbers =
        bytes.chunks(64).map(|record| u64::from_le_bytes(record[..8].try_into().expect("8")));
    assert!(numbers.eq(0..count));
}

#[test]
fn a_disk_without_room_is_an_error_and_leaves_nothing() {
    let full = File::options().read(true).write(true).open("/dev/full").expect("it");
    let mut file: Handed<64> = Handed::over(full);
    assert_eq!(file.append(&[1; 64]).expect_err("no room").kind(), std::io::ErrorKind::StorageFull);
    assert_eq!(file.length(), 0);
}

#[test]
fn a_file_that_cannot_be_mapped_is_written_by_calls() {
    // A file that may only be written cannot be mapped for writing.
    let (_folder, path) = place();
    let only = File::options().write(true).create_new(true).open(&path).expect("a file");
    let mut file: Handed<8> = Handed::over(only);
    file.append(b"a record").expect("there is room");
    file.append(b"and more").expect("there is room");
    assert!(matches!(file.window, Window::Called));
    assert_eq!(std::fs::read(&path).expect("it is read"), b"a recordand more");
}

#[test]
fn a_file_is_left_once_nobody_appends_to_it() {
    let (_folder, path) = place();
    let file: Handed<8> = Handed::create(&path).expect("a file");
    let seen = File::open(&path).expect("it is there");
    assert!(!is_left(&seen));
    drop(file);
    assert!(is_left(&seen));
}

#[test]
fn a_file_that_is_there_is_not_begun_again() {
    let (_folder, path) = place();
    std::fs::write(&path, b"a record").expect("it is written");
    assert!(Handed::<8>::create(&path).is_err());
    assert_eq!(std::fs::read(&path).expect("it is read"), b"a record");
}
