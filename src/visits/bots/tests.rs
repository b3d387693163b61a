//! Who is a machine by what it says, and how a newer list is looked at before it is taken.

use super::list::{Pattern, browsers};
use super::{Bots, List, Lists, NotUpdated, compare};
use crate::visits::ledger::Why;
use crate::visits::reader::Said;
use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};
use serde_json::json;
use std::net::{IpAddr, Ipv4Addr};

const SOMEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));

fn says(agent: &str) -> HeaderMap {
    let agent = HeaderValue::from_str(agent).expect("a header's value");
    HeaderMap::from_iter([(http::header::USER_AGENT, agent)])
}

#[test]
fn readers_are_counted_and_declared_bots_are_not() {
    let bots = Bots::built_in().expect("the built-in lists");
    let cases = [
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", false),
        ("Mozilla/5.0 (compatible; coccocbot-web/1.0)", false),
        ("Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 21) Chrome/140 Mobile Safari/537.36", true),
        ("Mozilla/5.0 (Linux; Android 13; CUBOT P80) (compatible; Googlebot/2.1)", false),
        ("Mozilla/5.0 (Linux; Android 15; CPH2609 Build/AP3A.240617.008; wv) Chrome/140", true),
        ("curl/8.10.1", false),
        ("Wget/1.24", false),
        ("python-requests/2.32", false),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0", false),
        // A word, a beginning, a whole string and a phrase of COUNTER's list.
        ("Mozilla/5.0 (compatible; SPIDER)", false),
        ("Buck/2.2; (+https://app.hypefactors.com/media-monitoring/about.html)", false),
        ("firefox", false),
        ("x", false),
        // crawler-user-agents is matched as written: `Rigor)`, `^Silk/`, `Chirp`.
        ("Mozilla/5.0 (X11; Linux x86_64; Rigor) Chrome/86.0.4240.75 Safari/537.36", false),
        ("Mozilla/5.0 (Linux; Android 9) Silk/131.4.4 like Chrome/131 Safari/537.36", true),
        ("Mozilla/5.0 (X11; Linux x86_64) chirping/1.0 Firefox/140.0", true),
        ("", false),
    ];
    // Twice: the second time it is known.
    for (agent, counted) in cases.into_iter().chain(cases) {
        let headers = says(agent);
        assert_eq!(bots.reader(&Said::in_headers(&headers), SOMEWHERE).is_ok(), counted, "{agent}");
    }
    assert_eq!(
        bots.reader(&Said::default(), SOMEWHERE).err(),
        Some(Why::Bot),
        "a client without a name"
    );
}

#[test]
fn no_list_takes_an_ordinary_browser_for_a_machine() {
    let bots = Bots::built_in().expect("the built-in lists");
    assert!(browsers().count() > 40);
    for browser in browsers() {
        assert!(bots.reader(&Said::in_headers(&says(browser)), SOMEWHERE).is_ok(), "{browser}");
    }
}

#[test]
fn a_page_fetched_ahead_is_not_a_view() {
    let bots = Bots::built_in().expect("the built-in lists");
    for (name, value) in
        [("sec-purpose", "prefetch;prerender"), ("purpose", "prefetch"), ("x-moz", "prefetch")]
    {
        let mut headers = says("Mozilla/5.0 Firefox/140.0");
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        assert_eq!(
            bots.reader(&Said::in_headers(&headers), SOMEWHERE).err(),
            Some(Why::Ahead),
            "{name}: {value}"
        );
    }
}

#[test]
fn a_pattern_without_an_expression_in_it_is_a_word() {
    let word = |word: &str| Pattern::Word(word.to_owned());
    let cases = [
        ("spider", word("spider")),
        (r"Googlebot\/", word("Googlebot/")),
        (r"archive\.org_bot", word("archive.org_bot")),
        (r"T\-H\-U\-N", word("T-H-U-N")),
        (r"^Buck\/[0-9]", Pattern::Shape(r"^Buck\/[0-9]")),
        (r"FDM(\s|\+)\d", Pattern::Shape(r"FDM(\s|\+)\d")),
        (r"Dispatch\/\d", Pattern::Shape(r"Dispatch\/\d")),
        (r"ends in \", Pattern::Shape(r"ends in \")),
    ];
    for (line, pattern) in cases {
        assert_eq!(Pattern::of(line), pattern, "{line}");
    }
}

/// The present COUNTER list as its publishers would give it out, without its last pattern and with
/// these more.
fn offered(more: &[&str]) -> String {
    let lists = Lists::built_in();
    let mut patterns: Vec<&str> = lists.patterns(List::Counter).collect();
    patterns.pop();
    patterns.extend(more);
    let entries = patterns.iter().map(|pattern| json!({ "pattern": pattern, "last_changed": "" }));
    json!(entries.collect::<Vec<_>>()).to_string()
}

#[test]
fn a_newer_list_is_told_from_the_present_one_and_spares_ordinary_browsers() {
    let lists = Lists::built_in();
    let last = lists.patterns(List::Counter).last().expect("a pattern").to_owned();
    let newer = compare(&lists, &offered(&["MocBanHarvester", "Safari", r"Chrome\/\d", ""]));
    let newer = newer.expect("it can be taken");
    assert_eq!(newer.list, List::Counter);
    assert_eq!((newer.new, newer.gone), (vec!["MocBanHarvester".to_owned()], vec![last]));
    assert_eq!(newer.left_out, ["Safari", r"Chrome\/\d", ""]);
    let crawlers: Vec<_> = lists
        .patterns(List::Crawlers)
        .map(|pattern| json!({ "pattern": pattern, "instances": [], "url": "https://example.com" }))
        .collect();
    let same = compare(&lists, &json!(crawlers).to_string()).expect("it can be taken");
    assert_eq!((same.list, same.new, same.gone), (List::Crawlers, vec![], vec![]));
    assert_eq!(same.left_out, [""; 0]);
}

#[test]
fn a_list_that_cannot_be_used_is_refused_with_its_reason() {
    let lists = Lists::built_in();
    let cases = [
        ("<html>", "neither COUNTER_Robots_list.json nor"),
        ("[{\"name\": \"x\"}]", "missing field `pattern`"),
        ("[{\"pattern\": \"bot\"}]", "it has 1 patterns where the present list has 327"),
        (&offered(&["(half"]), "the pattern \"(half\" cannot be understood"),
    ];
    for (text, reason) in cases {
        let refused: NotUpdated = compare(&lists, text).expect_err(reason);
        assert!(refused.to_string().contains(reason), "{refused}");
    }
}
