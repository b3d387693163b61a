//! Webhooks: what is told to whom, how it is signed, what becomes of what is not taken.

use crate::api_client::{Api, article, json, on_both, problem};
use crate::support::{TestPortal, wait};
use bytes::Bytes;
use http::Method;
use jiff::SignedDuration;
use mocban::api::{Announcer, Network, Sender, announced, handlers};
use mocban::people::Role;
use mocban::platform::changes::{Follower, after};
use mocban::platform::jobs::{Handlers, work_off};
use mocban::sql;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

/// A request that arrived: its head and its body.
type Heard = (String, String);

/// A system of the operator: it answers what it is told to and keeps what it hears.
struct Listener {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<Heard>>>,
    status: Arc<Mutex<u16>>,
}

impl Listener {
    #[expect(clippy::similar_names, reason = "a message has a head, and it is heard")]
    fn start() -> Listener {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let (heard, status) = (Arc::<Mutex<Vec<Heard>>>::default(), Arc::new(Mutex::new(204)));
        let (ears, mouth) = (Arc::clone(&heard), Arc::clone(&status));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let mut reader = BufReader::new(stream.try_clone().expect("the same connection"));
                let mut head = String::new();
                while reader.read_line(&mut head).expect("a line") > 2 {}
                let length = head.to_lowercase().lines().find_map(|line| {
                    line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok()
                });
                let mut body = vec![0; length.unwrap_or(0)];
                reader.read_exact(&mut body).expect("a whole body");
                ears.lock().expect("ears").push((head, String::from_utf8(body).expect("UTF-8")));
                let status = *mouth.lock().expect("mouth");
                let answer = format!(
                    "HTTP/1.1 {status} X\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                );
                stream.write_all(answer.as_bytes()).expect("an answer");
            }
        });
        Listener { address, heard, status }
    }

    fn answers(&self, status: u16) {
        *self.status.lock().expect("mouth") = status;
    }

    fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.heard.lock().expect("ears"))
    }
}

/// Tells webhooks of everything so far and tries what is due, as the server does by itself.
async fn tell(portal: &TestPortal, network: Network) {
    let parts = &portal.app.portal;
    let (db, clock) = (parts.db.clone(), parts.clock.clone());
    let announcer = Announcer { db: db.clone(), kinds: parts.kinds.clone(), clock: clock.clone() };
    let head = announced(&db).await.expect("the head");
    let changes = after(&db, head, 10_000).await.expect("the log");
    announcer.take(&changes).await.expect("it is noted");
    // Taking the same again does no harm.
    announcer.take(&changes).await.expect("it is noted");
    let sender = Sender::new(network).expect("a sender");
    let handlers = Handlers(handlers(&db, &clock, &sender));
    work_off(&db, &handlers, &clock).await.expect("the jobs are done");
}

async fn make(api: &Api<'_>, url: &str, events: Value) -> Value {
    let wished = json!({ "name": "Hệ thống lưu trữ", "url": url, "events": events });
    let made = api.post("/api/webhooks", &[], &wished).await;
    assert_eq!(made.status, 201, "{}", made.text);
    json(&made)
}

#[test]
fn nothing_is_told_anywhere_unless_an_administrator_made_a_webhook() {
    on_both(async |portal: &TestPortal| {
        let count = async |table| {
            let statement = match table {
                "webhook" => sql!("select count(*) from webhook"),
                _ => sql!("select count(*) from webhook_delivery"),
            };
            let (count,): (i64,) =
                portal.app.portal.db.one(statement, vec![]).await.expect("a count");
            count
        };
        assert_eq!((count("webhook").await, count("delivery").await), (0, 0));
        tell(portal, Network::Public).await;
        assert_eq!((count("webhook").await, count("delivery").await), (0, 0));
        let wished = json!({ "name": "A", "url": "https://example.vn/", "events": ["*"] });
        for role in [Role::Author, Role::Editor, Role::Publisher, Role::Coordinator] {
            let api = portal.api(role).await;
            problem(&api.post("/api/webhooks", &[], &wished).await, 403, "not-allowed");
        }
        assert_eq!(count("webhook").await, 0);
    });
}

#[test]
#[expect(clippy::similar_names, reason = "a message has a head, and it is heard")]
fn a_change_is_told_once_signed_and_without_a_name() {
    on_both(async |portal: &TestPortal| {
        let listener = Listener::start();
        let api = portal.api(Role::Administrator).await;
        let url = format!("http://{}/nhan?a=1", listener.address);
        let made = make(&api, &url, json!(["entry.*"])).await;
        let secret = made["secret"].as_str().expect("a key").to_owned();
        assert!(secret.starts_with("whsec_"));
        let shown = api.read("/api/webhooks").await;
        assert!(!shown.to_string().contains(&secret), "{shown}");
        let author = portal.api_of("bien-tap-1@example.vn", Role::Editor).await;
        author.post("/api/entries", &[], &article("Tin riêng", "tin")).await;
        tell(portal, Network::Loopback).await;
        let heard = listener.heard();
        assert_eq!(heard.len(), 1, "{heard:?}");
        let (head, body) = &heard[0];
        assert!(head.starts_with("POST /nhan?a=1 HTTP/1.1"), "{head}");
        let told: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(told["type"], "entry.save");
        assert_eq!(told["data"]["subject"], "news/tin-rieng");
        assert!(told["data"]["actor"].as_str().is_some_and(|who| who.starts_with("person:")));
        assert!(!body.contains("example.vn") && !body.contains("Tin riêng"), "{body}");
        let header = |name: &str| {
            let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
            line.unwrap_or_else(|| panic!("{name}: {head}")).to_owned()
        };
        let id = header("webhook-id");
        assert_eq!(id, format!("mb-{}-{}", made["id"], told["data"]["seq"]));
        let signed = format!("{id}.{}.{body}", header("webhook-timestamp"));
        assert_eq!(header("webhook-signature"), format!("v1,{}", hmac(&secret, &signed)));
        tell(portal, Network::Loopback).await;
        assert_eq!(listener.heard().len(), 0, "nothing is told twice");
        let log = api.read(&format!("/api/webhooks/{}/deliveries", made["id"])).await;
        assert_eq!(log["items"][0]["state"], "arrived", "{log}");
        assert_eq!(log["items"][0]["status"], 204);
    });
}

/// HMAC-SHA256 in base64, by the definition of RFC 2104 rather than by the program's own crate.
fn hmac(secret: &str, text: &str) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use sha2::{Digest, Sha256};
    let mut key = STANDARD.decode(secret.trim_start_matches("whsec_")).expect("base64");
    key.resize(64, 0);
    let pad = |with: u8| key.iter().map(|byte| byte ^ with).collect::<Vec<u8>>();
    let inner = Sha256::digest([pad(0x36), text.as_bytes().to_vec()].concat());
    STANDARD.encode(Sha256::digest([pad(0x5c), inner.to_vec()].concat()))
}

#[test]
fn what_is_not_taken_is_tried_again_later_and_given_up_in_the_end() {
    on_both(async |portal: &TestPortal| {
        let listener = Listener::start();
        listener.answers(500);
        let api = portal.api(Role::Administrator).await;
        let made =
            make(&api, &format!("http://{}/", listener.address), json!(["entry.save"])).await;
        let path = format!("/api/webhooks/{}", made["id"]);
        api.post("/api/entries", &[], &article("Tin", "tin")).await;
        tell(portal, Network::Loopback).await;
        let log = api.read(&format!("{path}/deliveries")).await;
        assert_eq!(
            (&log["items"][0]["state"], &log["items"][0]["status"]),
            (&json!("waiting"), &json!(500))
        );
        tell(portal, Network::Loopback).await;
        assert_eq!(listener.heard().len(), 1, "not before its time");
        portal.clock.set(portal.clock.now() + SignedDuration::from_secs(5));
        tell(portal, Network::Loopback).await;
        assert_eq!(listener.heard().len(), 1);
        // A redirect is a failure: nothing is sent where it leads.
        listener.answers(302);
        for _ in 0..8 {
            portal.clock.set(portal.clock.now() + SignedDuration::from_hours(24));
            tell(portal, Network::Loopback).await;
        }
        assert_eq!(listener.heard().len(), 8);
        let stopped = api.read(&path).await;
        assert_eq!(stopped["active"], false, "{stopped}");
        assert_eq!(stopped["stopped_why"], "answered with 302");
        let log = api.read(&format!("{path}/deliveries")).await;
        assert_eq!(
            (&log["items"][0]["state"], &log["items"][0]["attempts"]),
            (&json!("given-up"), &json!(10))
        );

        // Started again by a person, the delivery is tried anew and arrives.
        let retry = format!("{path}/deliveries/{}/retry", log["items"][0]["id"]);
        problem(&api.post(&retry, &[], &json!({})).await, 422, "invalid");
        let tag = api.get(&path).await.header("etag").to_owned();
        let url = format!("http://{}/", listener.address);
        let wished = json!({ "name": "A", "url": url, "events": ["entry.save"] });
        let open = api.put(&path, &[("if-match", &tag)], &wished).await;
        assert_eq!(json(&open)["stopped_why"], Value::Null, "{}", open.text);
        listener.answers(200);
        assert_eq!(api.post(&retry, &[], &json!({})).await.status, 204);
        tell(portal, Network::Loopback).await;
        let log = api.read(&format!("{path}/deliveries")).await;
        assert_eq!(log["items"][0]["state"], "arrived", "{log}");
        // Thirty days later nothing of it is kept.
        portal.clock.set(portal.clock.now() + SignedDuration::from_hours(24 * 32));
        tell(portal, Network::Loopback).await;
        let log = api.read(&format!("{path}/deliveries")).await;
        assert_eq!(log, json!({ "items": [] }));
    });
}

#[test]
fn a_listener_that_says_goodbye_is_told_nothing_more() {
    on_both(async |portal: &TestPortal| {
        let listener = Listener::start();
        listener.answers(410);
        let api = portal.api(Role::Administrator).await;
        let made =
            make(&api, &format!("http://{}/", listener.address), json!(["entry.save"])).await;
        api.post("/api/entries", &[], &article("Tin", "tin")).await;
        tell(portal, Network::Loopback).await;
        api.post("/api/entries", &[], &article("Tin", "tin-2")).await;
        tell(portal, Network::Loopback).await;
        assert_eq!(listener.heard().len(), 1);
        assert_eq!(api.read(&format!("/api/webhooks/{}", made["id"])).await["active"], false);
    });
}

#[test]
fn the_network_behind_the_portal_is_never_told() {
    wait(async {
        let portal = TestPortal::demo().await;
        let listener = Listener::start();
        let api = portal.api(Role::Administrator).await;
        let port = listener.address.port();
        for host in ["127.0.0.1", "localhost", "[::1]"] {
            make(&api, &format!("http://{host}:{port}/"), json!(["entry.save"])).await;
        }
        for url in ["https://10.0.0.1/", "https://169.254.169.254/latest", "https://localhost/"] {
            make(&api, url, json!(["entry.save"])).await;
        }
        api.post("/api/entries", &[], &article("Tin", "tin")).await;
        tell(&portal, Network::Public).await;
        assert_eq!(listener.heard().len(), 0);
        let webhooks = api.read("/api/webhooks").await;
        for webhook in webhooks["items"].as_array().expect("items") {
            let log = api.read(&format!("/api/webhooks/{}/deliveries", webhook["id"])).await;
            let problem = log["items"][0]["problem"].as_str().unwrap_or_default().to_owned();
            assert!(problem.contains("not reached from here"), "{}: {problem}", webhook["url"]);
        }
        for url in ["http://example.vn/", "ftp://example.vn/", "https://a:b@example.vn/", "x"] {
            let wished = json!({ "name": "A", "url": url, "events": ["*"] });
            problem(&api.post("/api/webhooks", &[], &wished).await, 422, "invalid");
        }
    });
}

#[test]
fn a_webhook_is_changed_over_what_was_read_and_removed_with_its_log() {
    on_both(async |portal: &TestPortal| {
        let api = portal.api(Role::Administrator).await;
        let made = make(&api, "https://example.vn/", json!(["*"])).await;
        let path = format!("/api/webhooks/{}", made["id"]);
        let tag = api.get(&path).await.header("etag").to_owned();
        let wished = json!({ "name": "B", "url": "https://example.vn/b", "events": ["site.*"], "active": false });
        problem(&api.put(&path, &[], &wished).await, 428, "no-if-match");
        let changed = api.put(&path, &[("if-match", &tag)], &wished).await;
        assert_eq!(json(&changed)["events"], json!(["site.*"]), "{}", changed.text);
        problem(&api.put(&path, &[("if-match", &tag)], &wished).await, 412, "clash");
        let tag = changed.header("etag").to_owned();
        let turned = api.post(&format!("{path}/secret"), &[("if-match", &tag)], &json!({})).await;
        let secret = json(&turned)["secret"].clone();
        assert!(secret.is_string() && secret != made["secret"], "{}", turned.text);
        let tag = turned.header("etag").to_owned();
        let gone = api.send(Method::DELETE, &path, &[("if-match", &tag)], Bytes::new()).await;
        assert_eq!(gone.status, 204, "{}", gone.text);
        problem(&api.get(&path).await, 404, "not-found");
        for events in [json!([]), json!(["entry"]), json!(["Entry.*"])] {
            let odd = json!({ "name": "A", "url": "https://example.vn/", "events": events });
            problem(&api.post("/api/webhooks", &[], &odd).await, 422, "invalid");
        }
    });
}
