//! The program as a process: killed under load, ended in order, and started where it must refuse.

use crate::support::folder::demo;
use crate::support::server::{Server, data, get, program, run, until};
use crate::support::wait;
use crate::support::wire::Listening;
use mocban::platform::db::Db;
use mocban::{args, sql};
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

const ARTICLE: &str = "/vi/tin-tuc/khai-mac-tuan-van-hoa-du-lich-2020";
const PAGES: [&str; 4] = ["/", "/vi/tin-tuc", ARTICLE, "/en/news"];

/// Readers at work until told to stop: how many requests they sent and how many pages they got whole.
#[derive(Default)]
struct Readers {
    sent: AtomicU64,
    received: AtomicU64,
    stop: AtomicBool,
}

impl Readers {
    fn begin(self: &Arc<Readers>, address: SocketAddr) -> Vec<thread::JoinHandle<()>> {
        let reader = |number: usize| {
            let readers = Arc::clone(self);
            thread::spawn(move || {
                for page in PAGES.iter().cycle().skip(number) {
                    if readers.stop.load(Ordering::SeqCst) {
                        return;
                    }
                    readers.sent.fetch_add(1, Ordering::SeqCst);
                    match get(address, page) {
                        Some((200, _)) => readers.received.fetch_add(1, Ordering::SeqCst),
                        Some((status, _)) => panic!("{page} was answered with {status}"),
                        None => return,
                    };
                }
            })
        };
        (0..4).map(reader).collect()
    }

    fn end(&self, threads: Vec<thread::JoinHandle<()>>) -> (u64, u64) {
        self.stop.store(true, Ordering::SeqCst);
        for thread in threads {
            thread.join().expect("a reader");
        }
        (self.sent.load(Ordering::SeqCst), self.received.load(Ordering::SeqCst))
    }
}

/// How often a server is killed: a few times here, fifty times in `make crash`.
fn rounds() -> u32 {
    std::env::var("CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(2)
}

#[test]
fn a_killed_server_has_counted_every_page_it_delivered() {
    let data = data();
    let (mut sent, mut received) = (0, 0);
    for round in 0..rounds() {
        let server = Server::start(data.path());
        let total = server.total();
        assert!(
            received <= total && total <= sent,
            "after {round} kills: {received} received, {total} counted, {sent} sent"
        );
        let readers = Arc::new(Readers::default());
        let threads = readers.begin(server.address);
        assert!(until(|| readers.received.load(Ordering::SeqCst) > 150), "the readers got pages");
        server.kill();
        let (more_sent, more_received) = readers.end(threads);
        sent += more_sent;
        received += more_received;
    }
    let server = Server::start(data.path());
    let total = server.total();
    assert!(
        received <= total && total <= sent,
        "{received} received, {total} counted, {sent} sent"
    );
}

#[test]
fn a_server_asked_to_end_ends_soon_and_loses_nothing() {
    let data = data();
    let server = Server::start(data.path());
    let readers = Arc::new(Readers::default());
    let threads = readers.begin(server.address);
    assert!(until(|| readers.received.load(Ordering::SeqCst) > 100), "the readers got pages");
    let (status, took) = server.terminate();
    let (sent, received) = readers.end(threads);
    assert!(status.success(), "{status}");
    assert!(took < Duration::from_secs(5), "{took:?}");
    let again = Server::start(data.path());
    let total = again.total();
    assert!(
        received <= total && total <= sent,
        "{received} received, {total} counted, {sent} sent"
    );
    let (status, took) = again.terminate();
    assert!(status.success() && took < Duration::from_secs(5), "{status} {took:?}");
}

#[test]
fn a_page_that_listens_to_the_figures_is_let_go_whole_when_the_server_is_asked_to_end() {
    let data = data();
    let server = Server::start(data.path());
    get(server.address, ARTICLE).expect("a page");
    assert!(until(|| server.total() == 1), "it is counted");
    let mut listening = Listening::begin(server.address);
    let told = listening.next().expect("the figures of now");
    let all = ["online", "today", "week", "month", "year", "total"];
    assert_eq!(all.map(|name| told[name].as_u64()), [Some(1); 6]);
    let (status, _) = server.terminate();
    assert!(status.success(), "{status}");
    assert!(listening.next().is_none(), "no event comes any more, and none in part");
    assert!(listening.ended_whole(), "the answer has its end: {:?}", listening.heard);
    let again = Server::start(data.path());
    let told = Listening::begin(again.address).next().expect("the figures of now");
    assert_eq!(told["total"], 1, "a page that comes back goes on from there");
}

#[test]
fn a_killed_import_has_kept_what_it_acknowledged_and_a_second_completes_it() {
    let data = data();
    let mut command = program(data.path());
    command.arg("import").arg(demo()).arg("--data").arg(data.path());
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let said: Vec<String> = lines.take(7).map(|line| line.expect("a line")).collect();
    child.kill().expect("it is killed");
    child.wait().expect("it has ended");
    let acknowledged: Vec<(&str, &str)> = said
        .iter()
        .map(|line| line.split_once(' ').and_then(|(_, subject)| subject.split_once('/')))
        .map(|subject| subject.expect("number/of kind/key"))
        .collect();
    assert_eq!(acknowledged.len(), 7);
    wait(async {
        let db = open(data.path()).await;
        for (kind, key) in acknowledged {
            let keys = mocban::editorial::every_key(&db, kind).await.expect("keys");
            assert!(keys.iter().any(|known| known == key), "{kind}/{key} was acknowledged");
        }
        db.close().await;
    });
    let folder = demo().display().to_string();
    let data = data.path().display().to_string();
    let again = run(Path::new(&data), &["import", &folder, "--data", &data]);
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    let out = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(out.lines().last().is_some_and(|line| line.starts_with("Imported ")), "{out}");
    let audit = run(Path::new(&data), &["audit", "--data", &data]);
    assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stderr));
    let out = Path::new(&data).join("out");
    let export = run(Path::new(&data), &["export", &out.display().to_string(), "--data", &data]);
    assert!(export.status.success(), "{}", String::from_utf8_lossy(&export.stderr));
}

async fn open(data: &Path) -> Db {
    let url = format!("sqlite:{}?mode=rwc", data.join("mocban.db").display());
    Db::open(&url).await.expect("the database opens")
}

/// Asserts that a command ended with an error told in one line.
#[track_caller]
fn refused(output: &Output, expected: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    assert!(said.starts_with("mocban: "), "{said}");
    for one in expected {
        let found = said.to_lowercase().contains(&one.to_lowercase());
        assert!(found, "{one:?} is not in {said:?}");
    }
}

#[test]
fn a_taken_port_is_told_in_one_line() {
    let data = data();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = listener.local_addr().expect("an address").to_string();
    let folder = data.path().display().to_string();
    let output = run(data.path(), &["serve", "--listen", &taken, "--data", &folder]);
    refused(&output, &["cannot listen on", &taken]);
    assert!(!data.path().join("mocban.db").exists(), "the database was not touched");
}

#[test]
fn a_wrong_setting_is_told_in_one_line() {
    let data = data();
    let with = |name: &str, value: &str| {
        let mut command = program(data.path());
        command.args(["audit", "--data"]).arg(data.path()).env(name, value);
        command.output().expect("it runs")
    };
    refused(&with("MOCBAN_PAGE_MEMORY_MB", "many"), &["wrong setting", "page_memory_mb"]);
    refused(&with("MOCBAN_LISTEN", "somewhere"), &["wrong setting", "listen"]);
    refused(&with("MOCBAN_NO_SUCH_SETTING", "1"), &["wrong setting", "no_such_setting"]);
    refused(
        &with("DATABASE_URL", "mysql://root:secret@db/x"),
        &["DATABASE_URL", "sqlite: or postgres:"],
    );
    let said = with("DATABASE_URL", "mysql://root:secret@db/x").stderr;
    assert!(!String::from_utf8_lossy(&said).contains("secret"), "a password is never shown");
    std::fs::write(data.path().join("mocban.toml"), "lisen = \"127.0.0.1:1\"\n").expect("a file");
    let folder = data.path().display().to_string();
    let output = run(data.path(), &["audit", "--data", &folder]);
    refused(&output, &["wrong setting", "lisen"]);
}

#[test]
fn a_database_of_a_newer_program_is_told_in_one_line_and_left_alone() {
    let data = data();
    let folder = data.path().display().to_string();
    assert!(run(data.path(), &["audit", "--data", &folder]).status.success());
    wait(async {
        let db = open(data.path()).await;
        let mut tx = db.begin().await.expect("a transaction");
        let newer = sql!(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
             values (9999, 'of tomorrow', true, x'00', 0)"
        );
        tx.run(newer, args![]).await.expect("a row");
        tx.commit().await.expect("it is committed");
        db.close().await;
    });
    let output = run(data.path(), &["serve", "--listen", "127.0.0.1:0", "--data", &folder]);
    refused(&output, &["newer than this program", "9999"]);
}

#[test]
fn a_second_server_on_a_folder_is_told_in_one_line() {
    let data = data();
    let server = Server::start(data.path());
    let folder = data.path().display().to_string();
    let output = run(data.path(), &["serve", "--listen", "127.0.0.1:0", "--data", &folder]);
    refused(&output, &["another mocban already serves", &folder]);
    assert_eq!(get(server.address, "/healthz").map(|(status, _)| status), Some(200));
}

#[test]
fn a_bad_folder_is_told_by_file_and_reason() {
    let data = data();
    let site = crate::support::folder::Site::copy();
    site.change("news/bon-le-hoi-xuan/entry.toml", "publisher = \"bg-svhttdl\"\n", "");
    let (folder, from) = (data.path().display().to_string(), site.path().display().to_string());
    let output = run(data.path(), &["import", &from, "--data", &folder]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(said.contains("news/bon-le-hoi-xuan") && said.contains("publish"), "{said}");
    let empty = run(data.path(), &["export", &format!("{folder}/out"), "--data", &folder]);
    refused(&empty, &["nothing to export"]);
}
