//! Lines of logs, and which requests are pages, in tables of cases.

use super::line::Line;
use super::pages::{For, Pages};
use crate::platform::web::CountAs;
use ahash::AHashMap;
use std::net::IpAddr;

const NGINX: &str = r#"203.0.113.9 - - [10/Oct/2020:13:55:36 +0700] "GET /tin-tuc/a?x=1 HTTP/1.1" 200 2326 "https://www.google.com/" "Mozilla/5.0 (X11) Firefox/80.0""#;

#[test]
fn a_line_of_apache_or_nginx_is_read_with_or_without_a_virtual_host() {
    let line = Line::read(NGINX.as_bytes()).expect("a line");
    assert_eq!(line.at, 1_602_312_936_000);
    assert_eq!(line.address(), "203.0.113.9".parse::<IpAddr>().ok());
    assert_eq!((line.method, line.target, line.status), (&b"GET"[..], &b"/tin-tuc/a?x=1"[..], 200));
    assert_eq!(line.referrer, b"https://www.google.com/");
    assert_eq!(line.agent, b"Mozilla/5.0 (X11) Firefox/80.0");
    let with_host = format!("portal.example.vn:443 {NGINX} \"203.0.113.77\" 0.002");
    let other = Line::read(with_host.as_bytes()).expect("a line");
    assert_eq!(Line { impersonal: line.impersonal, ..other }, line);
    let named = NGINX.replace("203.0.113.9", "may-12.example.vn");
    let named = Line::read(named.as_bytes()).expect("a line");
    assert_eq!((named.client, named.address()), (&b"may-12.example.vn"[..], None));
}

#[test]
fn quotation_marks_inside_an_agent_end_nothing() {
    let apache = NGINX.replace("(X11)", r#"(\"X11\" \\)"#);
    let line = Line::read(apache.as_bytes()).expect("a line");
    assert_eq!(line.agent, br#"Mozilla/5.0 (\"X11\" \\) Firefox/80.0"#);
}

#[test]
fn what_goes_into_the_digest_of_a_line_is_nobodys() {
    let line = Line::read(NGINX.as_bytes()).expect("a line");
    let impersonal = std::str::from_utf8(line.impersonal).expect("text");
    assert_eq!(
        impersonal,
        r#"[10/Oct/2020:13:55:36 +0700] "GET /tin-tuc/a?x=1 HTTP/1.1" 200 2326 "#
    );
}

#[test]
fn a_line_of_another_form_is_none() {
    let cases = [
        "",
        "203.0.113.9 - - [10/Oct/2020:13:55:36 +0700]",
        r#"203.0.113.9 - - [10/Oct/2020:13:55:36 +0700] "GET / HTTP/1.1" 200 5"#,
        r#"203.0.113.9 - - [soon] "GET / HTTP/1.1" 200 5 "-" "x""#,
        r#"203.0.113.9 - - [10/Oct/2020:13:55:36 +0700] "-" 408 0 "-" "-""#,
        r#"203.0.113.9 - - [10/Oct/2020:13:55:36 +0700] "GET / HTTP/1.1" many 5 "-" "x""#,
        "#Fields: date time s-ip cs-method cs-uri-stem",
    ];
    for line in cases {
        assert_eq!(Line::read(line.as_bytes()), None, "{line}");
    }
}

#[test]
fn pages_are_told_from_what_belongs_to_them() {
    let language = "vi".parse().expect("a language");
    let (front, article) =
        (CountAs { entry: CountAs::FRONT, language }, CountAs { entry: 7, language });
    let other = CountAs { entry: 0, language };
    let known = [("/", front), ("/vi/tin-tuc/khai-mạc", article), ("/default.aspx?id=7", article)];
    let known = known.map(|(path, count)| (path.to_owned(), count));
    let pages = Pages { known: AHashMap::from_iter(known), other };
    let cases = [
        ("/", Some(front)),
        ("/?utm_source=x", Some(front)),
        ("/vi/tin-tuc/khai-m%E1%BA%A1c/", Some(article)),
        ("/default.aspx?id=7", Some(article)),
        ("/default.aspx?id=8", Some(other)),
        ("/tin-tuc/ban-tin-so-1.2020", Some(other)),
        ("/Index.HTML", Some(other)),
        ("/css/site.css", None),
        ("/anh/le-hoi.JPG", None),
        ("/files/a/b", None),
        ("/wp-admin/", None),
        ("/robots.txt", None),
        ("http://elsewhere.example/", None),
        ("*", None),
    ];
    for (target, count) in cases {
        assert_eq!(pages.count_as(target.as_bytes()), count, "{target}");
    }
}

#[test]
fn a_browser_is_known_by_what_it_fetches_beside_pages() {
    let language = "vi".parse().expect("a language");
    let other = CountAs { entry: 0, language };
    let pages = Pages { known: AHashMap::default(), other };
    let cases = [
        ("GET /tin-tuc/a?x=1", 200, For::Page(other)),
        ("GET /tin-tuc/a?x=1", 304, For::Beside),
        ("GET /tin-tuc/a?x=1", 404, For::Nothing),
        ("HEAD /tin-tuc/a", 200, For::Nothing),
        ("GET /css/site.CSS?v=3", 200, For::Beside),
        ("GET /assets/anh.jpg", 304, For::Beside),
        ("GET /anh.png", 404, For::Nothing),
        ("GET /robots.txt", 200, For::Nothing),
        ("GET /api/css", 200, For::Nothing),
    ];
    for (request, status, expected) in cases {
        let line = NGINX
            .replace("GET /tin-tuc/a?x=1", request)
            .replace(" 200 2326", &format!(" {status} 2326"));
        let line = Line::read(line.as_bytes()).expect("a line");
        assert_eq!(pages.asked_for(&line), expected, "{request} {status}");
    }
}
