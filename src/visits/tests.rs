//! The rules of this slice, in tables of cases. Not for pages and stores: those are tested from outside.

use super::bots::Bots;
use super::counters::period_starts;
use super::ledger::Why;
use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};
use jiff::civil::date;
use jiff::tz::TimeZone;

#[test]
fn readers_are_counted_and_declared_bots_are_not() {
    let bots = Bots::declared().expect("the built-in list");
    let cases = [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", true),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
            true,
        ),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", false),
        ("Mozilla/5.0 (compatible; coccocbot-web/1.0)", false),
        ("Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 21) Chrome/140 Mobile Safari/537.36", true),
        ("Mozilla/5.0 (Linux; Android 13; CUBOT P80) (compatible; Googlebot/2.1)", false),
        ("curl/8.10.1", false),
        ("Wget/1.24", false),
        ("python-requests/2.32", false),
        ("", false),
    ];
    for (agent, counted) in cases {
        let mut headers = HeaderMap::new();
        headers.insert("user-agent", HeaderValue::from_static(agent));
        assert_eq!(bots.reader(&headers).is_ok(), counted, "{agent}");
    }
    assert_eq!(bots.reader(&HeaderMap::new()), Err(Why::Bot), "a client without a name");
}

#[test]
fn a_page_fetched_ahead_is_not_a_view() {
    let bots = Bots::declared().expect("the built-in list");
    for (name, value) in
        [("sec-purpose", "prefetch;prerender"), ("purpose", "prefetch"), ("x-moz", "prefetch")]
    {
        let mut headers = HeaderMap::new();
        headers.insert("user-agent", HeaderValue::from_static("Mozilla/5.0 Firefox/140.0"));
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        assert_eq!(bots.reader(&headers), Err(Why::Ahead), "{name}: {value}");
    }
}

#[test]
fn weeks_begin_on_monday_and_months_and_years_on_their_first_day() {
    let starts = |day: jiff::civil::Date| {
        period_starts(&day.to_zoned(TimeZone::UTC).expect("a day")).map(|day| day.to_string())
    };
    let cases = [
        (date(2020, 1, 29), ["2020-01-29", "2020-01-27", "2020-01-01", "2020-01-01"]),
        (date(2020, 3, 1), ["2020-03-01", "2020-02-24", "2020-03-01", "2020-01-01"]),
        (date(2026, 11, 23), ["2026-11-23", "2026-11-23", "2026-11-01", "2026-01-01"]),
        (date(2027, 1, 1), ["2027-01-01", "2026-12-28", "2027-01-01", "2027-01-01"]),
    ];
    for (day, expected) in cases {
        assert_eq!(starts(day), expected, "{day}");
    }
}
