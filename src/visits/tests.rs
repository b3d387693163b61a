//! The rules of this slice, in tables of cases. Not for pages and stores: those are tested from outside.

use super::bots::Bots;
use super::counters::period_starts;
use super::ledger::{RECORD, Record};
use crate::platform::web::CountAs;
use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};
use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_record_comes_back_as_it_was_written(at in any::<i64>(), entry in any::<i64>(), counted: bool) {
        let language = "zh-hant".parse().expect("a language");
        let view = Record::View { at, count: CountAs { entry, language } };
        let record = if counted { view } else { Record::Uncounted { at } };
        prop_assert_eq!(Record::read(&record.bytes()), Some(record));
    }

    #[test]
    fn a_damaged_record_counts_nothing(at in any::<i64>(), place in 0..RECORD, flip in 1..=255_u8) {
        let mut bytes = Record::Uncounted { at }.bytes();
        bytes[place] ^= flip;
        prop_assert_eq!(Record::read(&bytes), None);
    }
}

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
        ("curl/8.10.1", false),
        ("Wget/1.24", false),
        ("python-requests/2.32", false),
        ("", false),
    ];
    for (agent, counted) in cases {
        let mut headers = HeaderMap::new();
        headers.insert("user-agent", HeaderValue::from_static(agent));
        assert_eq!(bots.reader(&headers).is_some(), counted, "{agent}");
    }
    assert_eq!(bots.reader(&HeaderMap::new()), None, "a client without a name");
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
        assert_eq!(bots.reader(&headers), None, "{name}: {value}");
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
