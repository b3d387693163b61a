//! Many hand in files at once while the server is killed: what was acknowledged as whole is in the
//! library byte for byte, what was not goes on where the server says, and no half file stays.

use crate::media_ground::picture;
use crate::support::server::{Server, data, run, until};
use crate::support::wire::Caller;
use crate::support::{folder, tus, wait};
use image::ImageFormat;
use mocban::platform::db::Db;
use mocban::platform::files::hex;
use mocban::{args, sql};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

const ROUNDS: u32 = 2;
const SENDERS: u32 = 6;
const PIECE: usize = 16 << 10;
/// How many files are acknowledged as whole before the server is killed.
const WHOLE: usize = 10;

/// An upload as its sender knows it.
struct Upload {
    path: String,
    bytes: Vec<u8>,
    /// How many bytes were acknowledged.
    safe: usize,
    /// The file's number in the library, once that was acknowledged.
    id: Option<String>,
}

#[derive(Default)]
struct Sent {
    uploads: Mutex<Vec<Upload>>,
    whole: AtomicUsize,
}

/// A picture nobody else hands in: small to look at, long to send.
fn unique(number: u32) -> Vec<u8> {
    let mut jpeg = picture(96, 72, ImageFormat::Jpeg);
    let noise = (0..60_000u32).map(|at| (at.wrapping_mul(number * 2 + 1) >> 7).to_le_bytes()[0]);
    // A comment (ITU-T T.81, B.2.4.5) behind the first marker.
    let length = (60_002u16).to_be_bytes();
    let comment: Vec<u8> = [0xff, 0xfe].into_iter().chain(length).chain(noise).collect();
    jpeg.splice(2..2, comment);
    jpeg
}

/// Hands in one file after the other, piece by piece; `None` once the server is gone.
fn hands_in(editor: &Caller, sender: u32, sent: &Sent) -> Option<()> {
    for number in 0.. {
        let bytes = unique(sender * 1000 + number);
        let name = format!("anh-{sender}-{number}.jpg");
        let begun = tus::begin(editor, (&name, "image/jpeg"), bytes.len())?;
        assert_eq!(begun.status, 201, "{}", begun.text());
        let mut upload =
            Upload { path: begun.header("location").to_owned(), bytes, safe: 0, id: None };
        let gone = pieces(editor, &mut upload).is_none();
        sent.whole.fetch_add(usize::from(upload.id.is_some()), Ordering::SeqCst);
        sent.uploads.lock().expect("no thread died").push(upload);
        if gone {
            return None;
        }
    }
    None
}

fn pieces(editor: &Caller, upload: &mut Upload) -> Option<()> {
    while upload.safe < upload.bytes.len() {
        let end = upload.bytes.len().min(upload.safe + PIECE);
        let piece = &upload.bytes[upload.safe..end];
        let answer = tus::piece(editor, &upload.path, upload.safe, piece)?;
        assert_eq!(answer.status, 204, "{}", answer.text());
        upload.safe = tus::offset(&answer);
        upload.id = Some(answer.header("library-id").to_owned()).filter(|id| !id.is_empty());
    }
    Some(())
}

/// Everybody hands in until the server is killed in the middle of it.
fn round(number: u32, server: Server, editor: &Caller) -> Vec<Upload> {
    let sent = Arc::new(Sent::default());
    let senders = (0..SENDERS).map(|sender| {
        let (editor, sent) = (editor.at(server.address), Arc::clone(&sent));
        thread::spawn(move || hands_in(&editor, number * 10 + sender, &sent))
    });
    let senders: Vec<_> = senders.collect();
    assert!(until(|| sent.whole.load(Ordering::SeqCst) >= WHOLE), "files came in");
    server.kill();
    for sender in senders {
        sender.join().expect("nobody was answered with an error");
    }
    std::mem::take(&mut *sent.uploads.lock().expect("no thread died"))
}

/// Goes on with an upload where the server says; answers the file's number in the library.
fn goes_on(editor: &Caller, upload: &mut Upload) -> String {
    let stands = tus::stand(editor, &upload.path).expect("an answer");
    let offset = tus::offset(&stands);
    assert!(upload.safe <= offset && offset <= upload.bytes.len(), "{} was safe", upload.safe);
    let told = stands.header("library-id").to_owned();
    if let Some(id) = &upload.id {
        assert_eq!(*id, told, "it was acknowledged as whole");
    }
    if offset < upload.bytes.len() {
        upload.safe = offset;
        pieces(editor, upload).expect("the server is there");
        return upload.id.clone().expect("it is in the library");
    }
    assert!(!told.is_empty(), "a whole file is taken in when it is asked for");
    told
}

/// A name in the store is the beginning of the bytes' hash.
fn every_file_is_whole(data: &Path) -> usize {
    let files = folder::files(&data.join("files"));
    // What was being written aside has a name that is no hash, and that nobody asks for.
    let named = files.iter().filter(|(name, _)| !name.contains('#'));
    let checked = named.map(|(path, bytes)| {
        let name = path.rsplit('/').next().expect("a name");
        let sum = hex(&Sha256::digest(bytes));
        assert!(name.len() >= 16 && sum.starts_with(name), "{path} is {sum}");
    });
    checked.count()
}

/// The minute passes after which work of a killed process is taken up by another.
fn leases_end(data: &Path) -> u64 {
    wait(async {
        let url = format!("sqlite:{}", data.join("mocban.db").display());
        let db = Db::open(&url).await.expect("the database opens");
        let mut tx = db.begin().await.expect("a transaction");
        let held = sql!("update job set locked_until = 1 where locked_until is not null");
        let held = tx.run(held, args![]).await.expect("it is written");
        tx.commit().await.expect("it is committed");
        db.close().await;
        held
    })
}

fn state(program: &Caller, id: &str) -> serde_json::Value {
    let answer = program.get(&format!("/api/media/{id}")).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn every_upload_a_killed_server_has_acknowledged_is_in_the_library_and_a_broken_one_goes_on() {
    let data = data();
    let mut server = Server::start(data.path());
    let editor = server.editor(data.path(), "bien-tap");
    let program = server.program(data.path(), "editor");
    let (mut held, mut ids) = (0, Vec::new());
    for number in 1..=ROUNDS {
        let mut uploads = round(number, server, &editor);
        held += leases_end(data.path());
        every_file_is_whole(data.path());
        server = Server::start(data.path());
        let editor = editor.at(server.address);
        for upload in &mut uploads {
            let id = goes_on(&editor, upload);
            let sum = hex(&Sha256::digest(&upload.bytes));
            let stored = data.path().join("files/originals").join(&sum[..2]).join(&sum[..24]);
            assert_eq!(fs::read(stored).expect("it is in the store"), upload.bytes, "{id}");
            ids.push(id);
        }
        assert!(uploads.iter().any(|upload| upload.id.is_some()));
    }
    assert!(held > 0, "a job was under way at each kill");
    let program = program.at(server.address);
    ready_for_readers(&program, &mut ids);
    assert!(ids.is_empty(), "those of broken-off jobs too: {ids:?}");
    assert!(every_file_is_whole(data.path()) > 0);
    let audit =
        run(data.path(), &["audit", "verify", "--data", &data.path().display().to_string()]);
    assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stderr));
}

/// Waits until readers get each of these pictures. A token may ask ten times a second: it asks seldom.
fn ready_for_readers(program: &Caller, ids: &mut Vec<String>) {
    for _ in 0..24 {
        ids.retain(|id| state(program, id)["state"] != "ready");
        if ids.is_empty() {
            return;
        }
        thread::sleep(Duration::from_secs(5));
    }
}

fn left(data: &Path, name: &str, age: Duration) {
    let path = data.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, b"half").expect("it is written");
    let file = File::options().write(true).open(&path).expect("it opens");
    file.set_modified(SystemTime::now() - age).expect("it is set back");
}

#[test]
fn half_files_of_a_killed_server_are_swept_away_by_the_next() {
    let data = data();
    Server::start(data.path()).kill();
    let (long, short) = (Duration::from_hours(25), Duration::from_mins(5));
    let swept = [
        "files/ab/abcdefabcdefabcdefabcdef#1",
        "files/originals/ab/abcdefabcdefabcdefabcdef#12",
        "uploads/0123456789abcdefghijklmnopqrstuv.part",
        "uploads/0123456789abcdefghijklmnopqrstuv.new",
        "work/film-abc/original",
    ];
    let kept =
        ["files/ab/abcdefabcdefabcdefabcdef#2", "uploads/abcdefghijklmnopqrstuv0123456789.part"];
    for name in swept {
        left(data.path(), name, long);
    }
    for name in kept {
        left(data.path(), name, short);
    }
    let _server = Server::start(data.path());
    for name in swept {
        assert!(until(|| !data.path().join(name).exists()), "{name} is swept away");
    }
    for name in kept {
        assert!(data.path().join(name).exists(), "{name} may still be written");
    }
}
