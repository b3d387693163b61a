//! What is noted of readers: marks that last a day, sources without addresses, sorts of device.

use super::{Class, Country, Device, Key, Keys, Origin, Reader, Said, Source, Visitor, source};
use http::HeaderMap;
use jiff::civil::date;
use std::net::IpAddr;

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")))
        .collect()
}

#[test]
fn a_source_is_known_by_its_host_and_never_more() {
    let cases = [
        ("", "", Class::Direct, ""),
        ("https://portal.example.gov.vn/vi/tin-tuc/a", "", Class::Internal, ""),
        ("https://www.google.com.vn/search?q=y+te", "", Class::Search, "google.com.vn"),
        ("https://google.com/", "", Class::Search, "google.com"),
        ("https://coccoc.com/search?query=x", "", Class::Search, "coccoc.com"),
        ("https://l.facebook.com/l.php?u=x", "", Class::Social, "l.facebook.com"),
        ("https://zalo.me/", "", Class::Social, "zalo.me"),
        ("https://notfacebook.com/", "", Class::Site, "notfacebook.com"),
        ("https://google.evil.example/", "", Class::Site, "google.evil.example"),
        ("https://baobacgiang.com.vn:8443/a?b#c", "", Class::Site, "baobacgiang.com.vn"),
        ("https://user:secret@vnexpress.net/a", "", Class::Site, "vnexpress.net"),
        ("http://203.0.113.9/a", "", Class::Site, ""),
        ("about:blank", "", Class::Direct, ""),
        ("https://evil\"<script>.com/", "", Class::Direct, ""),
        (
            "https://vnexpress.net/",
            "a=b&utm_campaign=Tet-2027&utm_source=x",
            Class::Campaign,
            "tet-2027",
        ),
        ("https://vnexpress.net/", "utm_campaign=a%20b", Class::Site, "vnexpress.net"),
    ];
    let origin = Origin::of("https://portal.example.gov.vn");
    for (referrer, query, class, name) in cases {
        let headers =
            if referrer.is_empty() { headers(&[]) } else { headers(&[("referer", referrer)]) };
        let query = (!query.is_empty()).then_some(query);
        assert_eq!(
            source(&Said::in_headers(&headers), query, &origin),
            Source::new(class, name),
            "{referrer} {query:?}"
        );
    }
}

#[test]
fn a_device_is_known_by_what_it_says() {
    let cases = [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148 Safari",
            None,
            Device::Phone,
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; SM-A155F) Chrome/140 Mobile Safari/537.36",
            None,
            Device::Phone,
        ),
        ("Mozilla/5.0 (Linux; Android 10; K) Chrome/140 Safari/537.36", Some("?1"), Device::Tablet),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36", Some("?1"), Device::Phone),
        ("Mozilla/5.0 (Linux; Android 14; SM-X200) Chrome/140 Safari/537.36", None, Device::Tablet),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Mobile/15E148", None, Device::Tablet),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/140.0", Some("?0"), Device::Desktop),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605", None, Device::Desktop),
        ("Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) Safari", None, Device::Other),
        ("Lynx/2.9.2 libwww-FM/2.14", None, Device::Other),
    ];
    for (agent, hint, device) in cases {
        let headers =
            hint.map_or_else(HeaderMap::new, |hint| headers(&[("sec-ch-ua-mobile", hint)]));
        assert_eq!(Device::in_agent(agent).hinted(&Said::in_headers(&headers)), device, "{agent}");
    }
}

#[test]
fn what_printing_carries_comes_back() {
    let reader = Reader {
        at: 1_795_564_800_123,
        visitor: Visitor::of([1, 2, 3, 4, 5, 6]),
        source: Source::new(Class::Search, "google.com").id(),
        country: Country::of(*b"VN"),
        device: Device::Tablet,
    };
    assert_eq!(Reader::of(reader.marks()), reader);
}

#[test]
fn a_mark_is_the_same_for_one_reader_on_one_day_and_for_nobody_else() {
    let (today, tomorrow) = (Key::random().expect("a key"), Key::random().expect("a key"));
    let address: IpAddr = "203.0.113.9".parse().expect("an address");
    let other: IpAddr = "203.0.113.10".parse().expect("an address");
    let mark = Visitor::marked(today, address, b"Firefox");
    assert_eq!(mark, Visitor::marked(today, address, b"Firefox"));
    assert_ne!(mark, Visitor::marked(today, other, b"Firefox"));
    assert_ne!(mark, Visitor::marked(today, address, b"Chrome"));
    assert_ne!(mark, Visitor::marked(tomorrow, address, b"Firefox"));
    assert_eq!(Visitor::numbered(mark.number()), mark);
}

#[test]
fn a_key_lasts_its_day_is_shared_in_its_folder_and_is_gone_from_the_disk_with_its_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, other) = (Keys::new(Some(folder.path())), Keys::new(Some(folder.path())));
    let today = date(2026, 11, 20);
    let key = one.of(today).expect("a key");
    assert_eq!(other.of(today).expect("a key"), key, "a second process");
    let restarted = Keys::new(Some(folder.path()));
    assert_eq!(restarted.of(today).expect("a key"), key, "a restart");
    one.destroy_before(today).expect("nothing to destroy");
    assert_eq!(one.of(today).expect("a key"), key, "the day still lasts");
    one.destroy_before(date(2026, 11, 21)).expect("it is destroyed");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
    assert_ne!(one.of(today).expect("another key"), key);
}
