//! The lines that are never crossed, each a test of its own.

use crate::migrations::{columns, sqlite};
use crate::support::crawl::crawl;
use crate::support::folder::{Site, project};
use crate::support::{AGENT, TestPortal, folder, import, imported, wait};
use http::Method;
use mocban::exchange::ImportError;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn no_answer_ever_sets_a_cookie() {
    wait(async {
        let portal = TestPortal::demo().await;
        let crawled = crawl(&portal).await;
        let others = ["/vi/tim?q=hoi", "/vi/khong-co", "/api/visits", "/healthz"];
        for (address, answer) in &crawled.answers {
            assert!(!answer.headers.contains_key("set-cookie"), "{address}");
        }
        for address in others {
            let answer = portal.ask(Method::GET, address).with("cookie", "a=b").answer().await;
            assert!(!answer.headers.contains_key("set-cookie"), "{address}");
        }
        for script in crawled.answers.iter().filter(|(name, _)| folder::ends(name, &["js"])) {
            assert!(!script.1.text.contains("document.cookie"), "{}", script.0);
        }
    });
}

#[test]
fn no_page_makes_a_browser_ask_anybody_else() {
    wait(async {
        let portal = TestPortal::demo().await;
        let crawled = crawl(&portal).await;
        let fetched = &crawled.fetched_elsewhere;
        assert!(fetched.is_empty(), "{}", fetched.join("\n"));
        for (address, page) in crawled.pages() {
            let policy = page.header("content-security-policy");
            assert!(policy.starts_with("default-src 'self';"), "{address}: {policy}");
            assert!(!policy.contains("http") && !policy.contains('*'), "{address}: {policy}");
        }
        for (name, script) in crawled.answers.iter().filter(|(name, _)| folder::ends(name, &["js"]))
        {
            for one in ["https://", "http://", "sendBeacon", "WebSocket("] {
                assert!(!script.text.contains(one), "{name} holds {one}");
            }
            // The figures that move come from the portal itself.
            for stream in script.text.split("EventSource(").skip(1) {
                assert!(stream.starts_with("\"/api/visits/live\")"), "{name}: {stream:.40}");
            }
        }
    });
}

#[test]
fn no_readers_address_or_agent_is_ever_written_to_disk() {
    wait(async {
        let portal = TestPortal::demo().await;
        let agent = format!("{AGENT} Unmistakable/73.19");
        let peer: std::net::Ipv6Addr =
            "2001:db8:73:19:a1b2:c3d4:e5f6:789a".parse().expect("an address");
        for page in ["/", "/vi/tin-tuc/bon-le-hoi-xuan", "/vi/tim?q=hoi", "/vi/khong-co"] {
            let asked = portal.ask(Method::GET, page).from(peer.into()).with("user-agent", &agent);
            let asked = asked.with("referer", "https://elsewhere.example/Unmistakable");
            asked.with("cookie", "id=Unmistakable").answer().await;
        }
        portal.fold().await;
        assert_eq!(portal.figures().await["views"]["total"], 2);
        let traces: [&[u8]; 4] = [b"Unmistakable", b"2001:db8:73:19", &peer.octets(), b"203.0.113"];
        for (name, bytes) in folder::files(portal.folder.path()) {
            for trace in traces {
                let found = bytes.windows(trace.len()).any(|window| window == trace);
                assert!(!found, "{name} holds {:?}", String::from_utf8_lossy(trace));
            }
        }
    });
}

#[test]
fn a_fresh_portal_shows_nought() {
    wait(async {
        let portal = TestPortal::demo().await;
        let front = portal.page("/").await;
        let periods =
            ["Đang truy cập 0", "Hôm nay 0", "Tuần này 0", "Tháng này 0", "Năm nay 0", "Tổng số 0"];
        front.shows(&periods);
        let figures = portal.figures().await;
        assert_eq!(figures["online"], 0);
        for (period, figure) in figures["views"].as_object().expect("periods") {
            assert_eq!(*figure, 0, "{period}");
        }
    });
}

#[test]
fn a_counter_has_no_floor_and_no_multiplier() {
    wait(async {
        let portal = TestPortal::demo().await;
        let mut shown = 0;
        for more in [1, 1, 3, 20] {
            for _ in 0..more {
                portal.page("/vi/tin-tuc/bon-le-hoi-xuan").await;
            }
            shown += more;
            portal.fold().await;
            let figures = portal.figures().await;
            for period in ["today", "week", "month", "year", "total"] {
                assert_eq!(figures["views"][period], shown, "{period}");
            }
        }
        portal.page("/vi/tin-tuc/bon-le-hoi-xuan").await.shows(&[&format!("Lượt xem {shown}")]);
    });
}

#[test]
fn nothing_is_published_without_the_name_of_the_body_that_publishes_it() {
    wait(async {
        let kinds = [
            "news/bon-le-hoi-xuan",
            "festival/tuan-van-hoa-du-lich-bac-giang-2020",
            "gallery/moc-ban-va-but-muc",
            "video/mot-ban-khac",
            "page/about",
            "factcheck/egdi-2024-tang-may-bac",
        ];
        let (exchange, _data) = imported(&folder::demo()).await;
        for entry in kinds {
            let site = Site::copy();
            let file = format!("{entry}/entry.toml");
            site.change(&file, "publisher = \"", "# \"");
            match import(&exchange, site.path()).await {
                Err(ImportError::Complaints(complaints)) => {
                    assert!(
                        complaints.iter().all(|(subject, _)| subject == entry),
                        "{complaints:?}"
                    );
                    let named = |(_, complaint): &(_, mocban::editorial::Complaint)| {
                        complaint.key == "editorial-check-no-publisher"
                    };
                    assert!(complaints.iter().any(named), "{complaints:?}");
                }
                other => panic!("{entry} without a publisher: {other:?}"),
            }
        }
    });
}

/// The packages the program is built from, and those its tests need, by name.
fn dependencies() -> BTreeSet<String> {
    let text = std::fs::read_to_string(project().join("Cargo.lock")).expect("Cargo.lock");
    let lock: toml::Table = text.parse().expect("TOML");
    let packages = lock["package"].as_array().expect("packages");
    let text = |table: &toml::Value, name: &str| {
        table.get(name).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
    };
    let mut needs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let list = package.get("dependencies").and_then(toml::Value::as_array);
        let names = list.into_iter().flatten().filter_map(toml::Value::as_str);
        let names = names.filter_map(|need| Some(need.split(' ').next()?.to_owned()));
        needs.entry(text(package, "name")).or_default().extend(names);
    }
    let (mut found, mut waiting) = (BTreeSet::new(), vec!["mocban".to_owned()]);
    while let Some(name) = waiting.pop() {
        if found.insert(name.clone()) {
            waiting.extend(needs.get(&name).into_iter().flatten().cloned());
        }
    }
    found
}

#[test]
fn nothing_can_be_posted_elsewhere_for_only_three_rooms_open_a_connection() {
    // Asking who signs in, mail to those who work here, telling the operator's own systems of a change:
    // each only where the operator named the other side. Beside these, pages that entries lead to are asked
    // whether they are there.
    const OUT: [&str; 3] =
        ["src/people/oidc.rs", "src/people/mail.rs", "src/platform/outward/client.rs"];
    const OUTWARD: [&str; 2] = ["src/api/send.rs", "src/links/ask.rs"];
    // ffmpeg, with files and pipes as its only protocols, and this program itself for one picture.
    const PROCESSES: [&str; 2] = ["src/media/works/ffmpeg.rs", "src/media/works/renderer.rs"];
    const CLIENTS: [&str; 18] = [
        "reqwest",
        "ureq",
        "isahc",
        "surf",
        "attohttpc",
        "curl",
        "curl-sys",
        "minreq",
        "awc",
        "ehttp",
        "hyper-tls",
        "native-tls",
        "openssl",
        "openssl-sys",
        "tungstenite",
        "tokio-tungstenite",
        "quinn",
        "tonic",
    ];
    let found = dependencies();
    assert!(found.contains("hyper") && found.len() > 100, "the list was not read");
    let clients: Vec<&&str> = CLIENTS.iter().filter(|name| found.contains(**name)).collect();
    assert!(clients.is_empty(), "{clients:?}");
    let manifest = std::fs::read_to_string(project().join("Cargo.toml")).expect("Cargo.toml");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    for name in ["hyper", "hyper-util", "object_store", "tower-http", "sqlx"] {
        let features = manifest["dependencies"].get(name).and_then(|need| need.get("features"));
        let features = features.and_then(toml::Value::as_array);
        for feature in features.into_iter().flatten().filter_map(toml::Value::as_str) {
            let client = ["client", "tls", "http-proxy", "aws", "gcp", "azure"];
            let signs_in = (name, feature) == ("hyper-util", "client-legacy");
            let client = client.iter().any(|one| feature.starts_with(one)) && !signs_in;
            assert!(!client, "{name} has {feature}");
        }
    }
    for file in crate::support::source::sources(&["src"], &["rs"]) {
        let code = crate::support::source::code(&file.text).code;
        for one in ["TcpStream", "UdpSocket", "hyper::client", "hyper_util::client", "lettre"] {
            let may = OUT.contains(&file.path.as_str()) || file.path.contains("/tests");
            assert!(may || !code.contains(one), "{} names {one}", file.path);
        }
        let may =
            OUTWARD.contains(&file.path.as_str()) || file.path.starts_with("src/platform/outward/");
        assert!(may || !code.contains("Outward"), "{} asks other machines", file.path);
        if file.path == "src/links/ask.rs" {
            let gives = ["POST", "PUT", "PATCH", "::post(", "::put("].map(|one| code.contains(one));
            assert_eq!(gives, [false; 5], "a question gives nothing away");
        }
        for one in ["Command::new", "process::Command"] {
            let may = PROCESSES.contains(&file.path.as_str()) || file.path.contains("/tests");
            assert!(may || !code.contains(one), "{} names {one}", file.path);
        }
    }
}

#[test]
fn no_table_and_no_column_is_for_private_persons() {
    const PRIVATE: [&str; 31] = [
        "person",
        "people",
        "user",
        "account",
        "member",
        "citizen",
        "contestant",
        "reader",
        "visitor",
        "subscriber",
        "email",
        "mail",
        "phone",
        "telephone",
        "mobile",
        "ip",
        "agent",
        "referer",
        "referrer",
        "cookie",
        "session",
        "fingerprint",
        "device",
        "birth",
        "birthday",
        "gender",
        "passport",
        "password",
        "token",
        "location",
        "signature",
    ];
    wait(async {
        let data = folder::new();
        for (table, column) in columns(&sqlite(data.path()).await).await {
            let parts = table.split('_').chain(column.split('_'));
            let private: Vec<&str> = parts
                .map(|part| part.trim_end_matches('s'))
                .filter(|part| PRIVATE.contains(part))
                .filter(|part| !is_of_the_desk(&table, &column, part))
                .filter(|_| !is_a_figure(&table, &column))
                .collect();
            assert!(private.is_empty(), "{table}.{column}");
        }
    });
}

/// Whether a column holds how many there were, or a sort of device; or the marks of those taken for
/// machines, which mean nothing without the day's key and are gone when the day is closed
/// (`visits/close.rs` sees to that).
fn is_a_figure(table: &str, column: &str) -> bool {
    let figures = ["visitors", "corrected_visitors", "device"];
    table.starts_with("visits_") && figures.contains(&column)
        || (table, column) == ("visits_judged", "visitor")
}

/// Whether a word is there for those who work at the desk: they have accounts, signed up by
/// themselves through a link, and nothing else in the database points to a person.
fn is_of_the_desk(table: &str, column: &str, word: &str) -> bool {
    const STAFF: [&str; 12] = [
        "person",
        "person_grant",
        "person_session",
        "person_link",
        "person_passkey",
        "person_recovery_code",
        "person_oidc",
        "sign_in_half",
        "sign_in_key",
        "sign_in_try",
        "api_token",
        "api_once",
    ];
    const OF_STAFF: [&str; 8] =
        ["person", "session", "email", "password", "token", "agent", "account", "location"];
    STAFF.contains(&table) && OF_STAFF.contains(&word)
        || column == "person_id" && word == "person"
        || table == "entry_preview" && column == "token_hash"
        || table.starts_with("webhook") && ["token", "signature"].contains(&word)
}

#[test]
fn the_demo_names_no_private_contact() {
    let public = |name: &String| folder::ends(name, &["toml", "md", "csv"]);
    for (name, bytes) in folder::files(&folder::demo()).into_iter().filter(|(name, _)| public(name))
    {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        for sign in
            ["@gmail.", "@yahoo.", "@outlook.", "@hotmail.", "tel:", "zalo.me", "facebook.com"]
        {
            assert!(!text.contains(sign), "demo/{name} holds {sign}");
        }
        let digits = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ' '));
        for run in digits {
            let plain: String = run.chars().filter(char::is_ascii_digit).collect();
            let mobile = plain.len() == 10 && plain.starts_with('0') && !run.contains("  ");
            assert!(!mobile, "demo/{name} holds what looks like a telephone number: {run}");
        }
    }
}
