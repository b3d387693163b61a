//! Links to other sites: found in what is written, asked, and said at the desk and beside the text.

use crate::api_client::{article, on_both};
use crate::support::{DeskClient, TestPortal, wait};
use jiff::SignedDuration;
use mocban::links::{self, Answer, Asker, Gatherer, State};
use mocban::people::Role;
use mocban::platform::changes::{Follower, after, last};
use mocban::platform::jobs::{Handlers, work_off};
use mocban::platform::outward::Network;
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

/// Another site: it answers each path as it is told to, and keeps what it was asked.
struct Site {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    agents: Arc<Mutex<Vec<String>>>,
    found: Arc<Mutex<bool>>,
}

impl Site {
    fn start() -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let site = Site {
            address,
            asked: Arc::default(),
            agents: Arc::default(),
            found: Arc::new(Mutex::new(false)),
        };
        let (asked, agents, found) =
            (Arc::clone(&site.asked), Arc::clone(&site.agents), Arc::clone(&site.found));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let mut reader = BufReader::new(stream.try_clone().expect("the same connection"));
                let (mut first, mut head) = (String::new(), String::new());
                reader.read_line(&mut first).expect("a request");
                while reader.read_line(&mut head).expect("a line") > 2 {}
                let (method, path) = first.split_once(' ').expect("a method");
                let path = path.split(' ').next().expect("a path");
                asked.lock().expect("ears").push(format!("{method} {path}"));
                let agent = head.lines().find_map(|line| line.strip_prefix("user-agent: "));
                agents.lock().expect("ears").push(agent.unwrap_or_default().to_owned());
                let answer = answer(method, path, *found.lock().expect("a word"));
                let rest = "content-length: 0\r\nconnection: close\r\n\r\n";
                stream.write_all(format!("HTTP/1.1 {answer}\r\n{rest}").as_bytes()).expect("sent");
            }
        });
        site
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("ears"))
    }
}

fn answer(method: &str, path: &str, found: bool) -> &'static str {
    match path.split('?').next().unwrap_or(path) {
        "/co" => "200 OK",
        "/khong-head" if method == "HEAD" => "405 No",
        "/khong-head" => "206 Partial",
        "/chuyen" => "301 Moved\r\nlocation: /co",
        "/tam" => "302 Found\r\nlocation: /co",
        "/vong" => "301 Moved\r\nlocation: /vong",
        "/cam" => "403 No",
        "/hong" => "503 Tired",
        "/mat" if found => "200 OK",
        _ => "404 Not Found",
    }
}

fn asker() -> Asker {
    Asker::new(Network::Loopback, "https://portal.example.gov.vn").expect("an asker")
}

#[test]
fn a_page_is_asked_for_once_without_its_body_and_redirects_are_followed() {
    wait(async {
        let (site, asker) = (Site::start(), asker());
        let mut told = Vec::new();
        for path in ["/co", "/khong-head", "/chuyen", "/tam", "/vong", "/cam", "/hong", "/mất#x"]
        {
            let Answer { state, status, moved_to, problem } = asker.ask(&site.url(path)).await;
            let moved = moved_to.map(|to| to.replace(&site.address.to_string(), "…"));
            told.push(format!(
                "{path} {} {} {} {}| {}",
                state.name(),
                status.unwrap_or_default(),
                moved.unwrap_or_default(),
                problem.unwrap_or_default(),
                site.asked().join(", "),
            ));
        }
        insta::assert_snapshot!(told.join("\n"), @"
        /co alive 200  | HEAD /co
        /khong-head alive 206  | HEAD /khong-head, GET /khong-head
        /chuyen moved 200 http://…/co | HEAD /chuyen, HEAD /co
        /tam alive 200  | HEAD /tam, HEAD /co
        /vong silent 0  more than 5 redirects| HEAD /vong, HEAD /vong, HEAD /vong, HEAD /vong, HEAD /vong, HEAD /vong
        /cam closed 403  | HEAD /cam, GET /cam
        /hong silent 503  | HEAD /hong, GET /hong
        /mất#x gone 404  | HEAD /m%E1%BA%A5t, GET /m%E1%BA%A5t
        ");
        let agents = site.agents.lock().expect("ears").clone();
        assert!(
            agents.iter().all(|agent| agent.contains("link check; https://portal")),
            "{agents:?}"
        );
    });
}

#[test]
fn nothing_behind_the_portal_is_asked() {
    wait(async {
        let site = Site::start();
        let asker = Asker::new(Network::Public, "https://portal.example.gov.vn").expect("an asker");
        let answer = asker.ask(&site.url("/co")).await;
        assert_eq!((answer.state, answer.status), (State::Silent, None));
        let port = site.address.port();
        let named = asker.ask(&format!("http://localhost:{port}/co")).await;
        assert_eq!(named.state, State::Silent);
        assert_eq!(site.asked(), Vec::<String>::new());
    });
}

/// Reads the log from a change on and asks what is due, as the serving portal does by itself. What
/// came before is left out: the demo leads to sites that no test may ask.
async fn look(portal: &TestPortal, since: i64) {
    let parts = &portal.app.portal;
    let (db, clock) = (parts.db.clone(), parts.clock.clone());
    let gatherer = Gatherer { db: db.clone(), clock: clock.clone() };
    let head = links::gathered(&db).await.expect("the head");
    let changes = after(&db, head.max(since), 10_000).await.expect("the log");
    gatherer.take(&changes).await.expect("it is put down");
    gatherer.take(&changes).await.expect("taking it again does no harm");
    let handlers = Handlers(links::handlers(&db, &clock, asker()));
    for _ in 0..6 {
        work_off(&db, &handlers, &clock).await.expect("the jobs are done");
        clock.set(clock.now() + SignedDuration::from_secs(10));
    }
}

/// An article with these links, as a program of an editor writes it; its page at the desk.
async fn written(portal: &TestPortal, urls: &[String]) -> String {
    let mut article = article("Giới thiệu lễ hội Xương Giang", "gioi-thieu-xuong-giang");
    let text = |url: &String| {
        let words = json!([{ "type": "text", "text": "trang lễ hội" }]);
        json!({ "type": "link", "target": url, "content": words })
    };
    let line = |url| json!({ "type": "paragraph", "content": [text(url)] });
    let lines: Vec<_> = urls.iter().map(line).collect();
    article["words"]["vi"]["body"]["content"] = json!(lines);
    let made = portal.api(Role::Editor).await.post("/api/entries", &[], &article).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let id = crate::api_client::json(&made)["id"].as_i64().expect("a number");
    format!("/desk/entries/{id}/vi")
}

async fn tell(client: &DeskClient<'_>, path: &str) {
    let answer = client.post(path, &[("back", "")]).await;
    assert_eq!(answer.status, 303, "{}", answer.all_words());
}

#[test]
fn a_link_that_is_gone_is_said_in_the_list_and_beside_the_text_until_somebody_vouches_for_it() {
    on_both(async |portal: &TestPortal| {
        let site = Site::start();
        let since = last(&portal.app.portal.db).await.expect("the log");
        let page = written(portal, &[site.url("/mat"), site.url("/co"), site.url("/chuyen")]).await;
        look(portal, since).await;
        let editor = portal.desk(Role::Editor).await;
        let list = editor.page("/desk/links?q=127.0.0.1").await;
        list.shows(&[
            "Không còn",
            "mã trả lời 404",
            "Giới thiệu lễ hội Xương Giang",
            "chưa đăng",
            "Nay ở",
            "3 liên kết",
        ]);
        editor.page("/desk/links?q=127.0.0.1&state=alive").await.shows(&["1 liên kết"]);
        let beside = editor.page(&page).await;
        beside.shows(&["Trang được dẫn tới không còn", "Trang được dẫn tới đã chuyển chỗ"]);
        let (link, _) = list.text.split_once("/vouch").expect("a way to vouch");
        let link = link.rsplit('/').next().expect("its number").to_owned();
        tell(&editor, &format!("/desk/links/{link}/vouch")).await;
        editor.page(&page).await.shows_none(&["Trang được dẫn tới không còn"]);
        editor.page("/desk/links?q=127.0.0.1").await.shows(&["Có người đã xem ngày 20/11/2026"]);
        tell(&editor, &format!("/desk/links/{link}/take-back")).await;
        editor.page(&page).await.shows(&["Trang được dẫn tới không còn"]);
        // The page comes back: asked again, nothing is said any more.
        *site.found.lock().expect("a word") = true;
        tell(&editor, &format!("/desk/links/{link}/ask")).await;
        look(portal, since).await;
        editor.page(&page).await.shows_none(&["Trang được dẫn tới không còn"]);
        let inspector = portal.desk(Role::Inspector).await;
        assert_eq!(inspector.post(&format!("/desk/links/{link}/ask"), &[]).await.status, 403);
    });
}

#[test]
fn one_site_is_asked_for_one_page_in_ten_seconds() {
    wait(async {
        let portal = TestPortal::demo().await;
        let site = Site::start();
        let urls: Vec<String> = (0..4).map(|number| site.url(&format!("/co?{number}"))).collect();
        let parts = &portal.app.portal;
        let since = last(&parts.db).await.expect("the log");
        written(&portal, &urls).await;
        let gatherer = Gatherer { db: parts.db.clone(), clock: parts.clock.clone() };
        let changes = after(&parts.db, since, 10_000).await.expect("the log");
        gatherer.take(&changes).await.expect("it is put down");
        let handlers = Handlers(links::handlers(&parts.db, &parts.clock, asker()));
        for asked in 1..=4 {
            work_off(&parts.db, &handlers, &parts.clock).await.expect("the jobs are done");
            work_off(&parts.db, &handlers, &parts.clock).await.expect("the jobs are done");
            let so_far = site
                .asked
                .lock()
                .expect("ears")
                .iter()
                .filter(|one| one.starts_with("HEAD"))
                .count();
            assert_eq!(so_far, asked);
            parts.clock.set(parts.clock.now() + SignedDuration::from_secs(10));
        }
        work_off(&parts.db, &handlers, &parts.clock).await.expect("the jobs are done");
        assert_eq!(site.asked.lock().expect("ears").len(), 4, "asked again within the week");
    });
}

#[test]
fn a_portal_told_to_ask_nobody_says_so_and_offers_no_asking() {
    wait(async {
        let portal = TestPortal::demo().await;
        let site = Site::start();
        let parts = &portal.app.portal;
        let since = last(&parts.db).await.expect("the log");
        written(&portal, &[site.url("/co")]).await;
        let gatherer = Gatherer { db: parts.db.clone(), clock: parts.clock.clone() };
        let changes = after(&parts.db, since, 10_000).await.expect("the log");
        gatherer.take(&changes).await.expect("it is put down");
        let portal = portal.restarted_with(|config| config.ask_links = false).await;
        let editor = portal.desk(Role::Editor).await;
        let list = editor.page("/desk/links?q=127.0.0.1").await;
        list.shows(&["người vận hành đã tắt", "Chưa hỏi"]);
        list.shows_none(&["Hỏi lại"]);
        let link = links::links(&portal.app.portal.db, &links::Wanted::default(), 0, 9)
            .await
            .expect("links")
            .iter()
            .find(|link| link.url.ends_with("/co"))
            .expect("the link")
            .id;
        let sent = editor.post(&format!("/desk/links/{}/ask", link.0), &[]).await;
        assert_eq!(sent.status, 404, "nothing is kept for a job that never comes");
        assert!(site.asked.lock().expect("ears").is_empty());
    });
}
