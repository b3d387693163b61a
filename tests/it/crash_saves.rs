//! Editors at the desk and programs at the API save while the server is killed: what they were told
//! is kept is there, and everything that follows from it catches up.

use crate::api_client::article;
use crate::support::server::{Server, data, get, run, until};
use crate::support::wire::{Caller, Heard};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

const ROUNDS: usize = 3;
const EDITORS: usize = 3;
/// How many acts are acknowledged before the server is killed.
const ACTS: usize = 45;

/// What was acknowledged, by everybody together.
#[derive(Default)]
struct Acknowledged {
    /// The title of each article's last save, and the one that was sent after it.
    saved: Mutex<BTreeMap<String, (String, String)>>,
    /// The titles and slugs of what was published.
    published: Mutex<Vec<(String, String)>>,
    acts: AtomicUsize,
}

impl Acknowledged {
    fn sends(&self, id: &str, title: &str) {
        let mut saved = self.saved.lock().expect("no thread died");
        title.clone_into(&mut saved.entry(id.to_owned()).or_default().1);
    }

    fn saved(&self, id: &str, title: &str) {
        let mut saved = self.saved.lock().expect("no thread died");
        title.clone_into(&mut saved.entry(id.to_owned()).or_default().0);
        self.acts.fetch_add(1, Ordering::SeqCst);
    }

    fn published(&self, title: &str, slug: &str) {
        let mut published = self.published.lock().expect("no thread died");
        published.push((title.to_owned(), slug.to_owned()));
        self.acts.fetch_add(1, Ordering::SeqCst);
    }
}

#[track_caller]
fn expect(answer: Heard, status: u16) -> Heard {
    assert_eq!(answer.status, status, "{}", answer.text());
    answer
}

/// Begins one article after the other and saves each some times; `None` once the server is gone.
fn writes(editor: &Caller, name: &str, told: &Acknowledged) -> Option<()> {
    for number in 0.. {
        let title = format!("Bài {name}.{number}");
        let form = [("kind", "news"), ("language", "vi"), ("publisher", ""), ("title", &*title)];
        let begun = expect(editor.form("/desk/new", &form)?, 303);
        let path = begun.header("location").to_owned();
        let id = path.split('/').nth(3).expect("an id").to_owned();
        told.saved(&id, &title);
        for save in 2..5 {
            let title = format!("{title}, lần {save}");
            let seen = expect(editor.get(&path)?, 200).hidden("seen");
            told.sends(&id, &title);
            let slug = format!("bai-{id}");
            let form = [("seen", &*seen), ("title", &*title), ("slug", &*slug)];
            expect(editor.form(&path, &form)?, 303);
            told.saved(&id, &title);
        }
    }
    None
}

/// Makes one article after the other and publishes each at once.
fn publishes(program: &Caller, name: &str, told: &Acknowledged) -> Option<()> {
    for number in 0.. {
        let (title, slug) = (format!("Tin {name}{number}"), format!("tin-{name}-{number}"));
        let made = expect(program.json("/api/entries", &[], &article(&title, &slug))?, 201);
        let at = made.header("location").to_owned();
        told.saved(at.rsplit('/').next().expect("an id"), &title);
        let forced = json!({ "forced_reason": "Cần báo ngay cho người dân." });
        let tag = [("if-match", made.header("etag"))];
        expect(program.json(&format!("{at}/vi/publish"), &tag, &forced)?, 200);
        told.published(&title, &slug);
    }
    None
}

/// Everybody works until the server is killed in the middle of it.
fn round(number: usize, server: Server, editors: &[Caller], program: &Caller) -> Arc<Acknowledged> {
    let told = Arc::new(Acknowledged::default());
    let mut threads = Vec::new();
    for (place, editor) in editors.iter().enumerate() {
        let (editor, told) = (editor.at(server.address), Arc::clone(&told));
        threads.push(thread::spawn(move || writes(&editor, &format!("{number}.{place}"), &told)));
    }
    let (program, heard) = (program.at(server.address), Arc::clone(&told));
    threads.push(thread::spawn(move || publishes(&program, &format!("nhanh{number}"), &heard)));
    assert!(until(|| told.acts.load(Ordering::SeqCst) >= ACTS), "they saved");
    server.kill();
    for thread in threads {
        thread.join().expect("nobody was answered with an error");
    }
    told
}

fn verified(data: &Path) {
    let audit = run(data, &["audit", "verify", "--data", &data.display().to_string()]);
    assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stderr));
}

fn every_save_is_there(program: &Caller, told: &Acknowledged) {
    for (id, (saved, sent)) in told.saved.lock().expect("no thread died").iter() {
        let entry = expect(program.get(&format!("/api/entries/{id}")).expect("an answer"), 200);
        let entry = entry.json();
        let title = entry["languages"][0]["words"]["title"].as_str().expect("a title");
        // What was sent last may have been kept although its sender never heard so.
        assert!(title == saved || title == sent, "{id}: {title:?}, {saved:?} was acknowledged");
    }
}

fn every_publication_is_read_and_found(server: &Server, told: &Acknowledged) {
    for (title, slug) in told.published.lock().expect("no thread died").iter() {
        let page = get(server.address, &format!("/vi/tin-tuc/{slug}")).expect("an answer");
        assert_eq!(page.0, 200, "{slug} was published");
        assert!(String::from_utf8_lossy(&page.1).contains(title), "{title}");
        let word = title.rsplit(' ').next().expect("a word");
        let found = || {
            let answer = get(server.address, &format!("/vi/tim?q={word}"));
            answer.is_some_and(|(_, page)| String::from_utf8_lossy(&page).contains(slug.as_str()))
        };
        assert!(until(found), "{title} is found");
    }
}

#[test]
fn every_save_a_killed_server_has_acknowledged_is_there() {
    let data = data();
    let mut server = Server::start(data.path());
    let editors: Vec<Caller> = (0..EDITORS)
        .map(|number| server.editor(data.path(), &format!("bien-tap-{number}")))
        .collect();
    let program = server.program(data.path(), "publisher");
    for number in 0..ROUNDS {
        let told = round(number, server, &editors, &program);
        verified(data.path());
        server = Server::start(data.path());
        every_save_is_there(&program.at(server.address), &told);
        every_publication_is_read_and_found(&server, &told);
        assert!(!told.published.lock().expect("no thread died").is_empty());
    }
    verified(data.path());
}
