//! Periods, cuts and trends, as tables of cases and properties.

use super::model::Whole;
use super::period::{Against, Cut, Period, Shape, WrongPeriod};
use super::trend::{Grain, Trend};
use crate::visits::facts::{DayRow, Three};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 20);

fn asked(name: &str, from: &str, to: &str) -> Result<(String, String), WrongPeriod> {
    let period = Period::asked(name, (from, to), TODAY)?;
    Ok((period.first.to_string(), period.last.to_string()))
}

#[test]
fn a_period_is_what_its_name_says_and_never_reaches_beyond_today() {
    let ends = |first: &str, last: &str| Ok((first.to_owned(), last.to_owned()));
    let cases = [
        (("", "", ""), ends("2026-10-22", "2026-11-20")),
        (("7", "", ""), ends("2026-11-14", "2026-11-20")),
        (("90", "", ""), ends("2026-08-23", "2026-11-20")),
        (("2026-11", "", ""), ends("2026-11-01", "2026-11-20")),
        (("2026-02", "", ""), ends("2026-02-01", "2026-02-28")),
        (("2025", "", ""), ends("2025-01-01", "2025-12-31")),
        (("7", "2026-11-01", "2026-11-03"), ends("2026-11-01", "2026-11-03")),
        (("", "2026-11-01", ""), ends("2026-11-01", "2026-11-20")),
        (("", "", "2026-11-03"), ends("2026-11-03", "2026-11-03")),
        (("", "2026-11-01", "2027-01-01"), ends("2026-11-01", "2026-11-20")),
        (("", "2026-11-03", "2026-11-01"), Err(WrongPeriod::Backwards)),
        (("", "2026-11-21", "2026-11-22"), Err(WrongPeriod::Ahead)),
        (("2026-12", "", ""), Err(WrongPeriod::Ahead)),
        (("2027", "", ""), Err(WrongPeriod::Ahead)),
        (("", "2010-01-01", "2026-01-01"), Err(WrongPeriod::TooLong)),
        (("hôm qua", "", ""), Err(WrongPeriod::Unclear)),
        (("2026-13", "", ""), Err(WrongPeriod::Unclear)),
        (("", "20/11/2026", ""), Err(WrongPeriod::Unclear)),
    ];
    for ((name, from, to), expected) in cases {
        assert_eq!(asked(name, from, to), expected, "{name} {from} {to}");
    }
}

#[test]
fn a_period_is_compared_with_as_many_days_or_with_the_month_or_year_before() {
    let cases = [
        ("30", Against::Before, "2026-09-22", "2026-10-21"),
        ("2026-02", Against::Before, "2026-01-01", "2026-01-31"),
        ("2026-11", Against::Before, "2026-10-01", "2026-10-20"),
        ("2025", Against::Before, "2024-01-01", "2024-12-31"),
        ("2026", Against::Before, "2025-01-01", "2025-11-20"),
        ("7", Against::YearBefore, "2025-11-14", "2025-11-20"),
        ("2024-02", Against::YearBefore, "2023-02-01", "2023-02-28"),
        ("2025-02", Against::YearBefore, "2024-02-01", "2024-02-29"),
    ];
    for (name, against, first, last) in cases {
        let period = Period::asked(name, ("", ""), TODAY).expect("a period");
        let before = period.compared(against).expect("a period before");
        assert_eq!(
            (before.first.to_string(), before.last.to_string()),
            (first.into(), last.into()),
            "{name}"
        );
    }
    let period = Period::last(7, TODAY);
    assert_eq!(period.compared(Against::Nothing), None);
}

#[test]
fn an_address_leads_back_to_the_same_period() {
    for name in ["7", "30", "90", "2026-11", "2026-02", "2025"] {
        let period = Period::asked(name, ("", ""), TODAY).expect("a period");
        let back = Period::asked(period.query().trim_start_matches("period="), ("", ""), TODAY);
        assert_eq!(back, Ok(period), "{name}");
    }
}

fn some_period() -> impl Strategy<Value = Period> {
    (0_i64..1_200, 0_i64..1_200).prop_map(|(back, length)| {
        let last = TODAY.checked_sub(back.days()).expect("a day");
        let first = last.checked_sub(length.days()).expect("a day");
        Period { first, last, shape: Shape::Free }
    })
}

fn day(day: Date, views: i64) -> DayRow {
    DayRow {
        day: day.to_string(),
        views,
        visits: views / 2,
        visitors: views / 3,
        refused: 0,
        ahead: 0,
        editors: 0,
        networks: 0,
        judged: 0,
        damaged: 0,
        corrected_views: 0,
        corrected_visits: 0,
        corrected_visitors: 0,
    }
}

proptest! {
    #[test]
    fn a_cut_holds_every_day_once(period in some_period(), frozen in 0_i64..60) {
        let frozen = TODAY.checked_sub(frozen.months()).expect("a day").strftime("%Y-%m").to_string();
        let cut = Cut::of(&period, Some(&frozen));
        for day in period.first.series(1.day()).take_while(|day| *day <= period.last) {
            let (text, month) = (day.to_string(), day.strftime("%Y-%m").to_string());
            let within = |first: &str, last: &str, at: &str| first <= at && at <= last;
            let places = [
                within(&cut.months.first, &cut.months.last, &month),
                within(&cut.head.first, &cut.head.last, &text),
                within(&cut.tail.first, &cut.tail.last, &text),
            ];
            prop_assert_eq!(places.iter().filter(|place| **place).count(), 1, "{} in {:?}", day, cut);
        }
        // No month reaches out of the period, and none is open.
        prop_assert!(cut.months.last.as_str() <= frozen.as_str() || cut.months.first == "9");
        if cut.months.first != "9" {
            let first: Date = format!("{}-01", cut.months.first).parse().expect("a day");
            let last: Date = format!("{}-01", cut.months.last).parse().expect("a day");
            prop_assert!(period.first <= first && last.last_of_month() <= period.last);
        }
    }

    #[test]
    fn a_trend_adds_up_to_its_days_however_it_is_joined(
        period in some_period(),
        counted in proptest::collection::vec(proptest::option::of(0_i64..500), 1..1_300),
        most in 1_usize..100,
    ) {
        let all = period.first.series(1.day()).take_while(|day| *day <= period.last);
        let days: Vec<DayRow> = all
            .zip(counted.iter().cycle())
            .filter_map(|(at, views)| Some(day(at, (*views)?)))
            .collect();
        let trend = Trend::of(&period, &days, TODAY, most);
        prop_assert!(trend.buckets.len() <= most || trend.grain == Grain::Year);
        let sum: Three = trend.buckets.iter().map(|bucket| bucket.three).sum();
        prop_assert_eq!(sum.views, days.iter().map(|day| day.views).sum::<i64>());
        prop_assert_eq!(sum.visitors, days.iter().map(|day| day.visitors).sum::<i64>());
        let today = TODAY.to_string();
        let waits = period.last == TODAY && days.last().is_none_or(|day| day.day != today);
        let known: i32 = trend.buckets.iter().map(|bucket| bucket.counted).sum();
        prop_assert_eq!(known, i32::try_from(days.len()).expect("few") + i32::from(waits));
    }
}

#[test]
fn a_day_without_a_record_is_a_gap_and_today_is_not() {
    let period = Period::last(4, TODAY);
    let trend = Trend::of(&period, &[day(date(2026, 11, 18), 5)], TODAY, 10);
    let seen: Vec<(i64, i32, bool)> = trend
        .buckets
        .iter()
        .map(|bucket| (bucket.three.views, bucket.counted, bucket.unfinished))
        .collect();
    assert_eq!(seen, [(0, 0, false), (5, 1, false), (0, 0, false), (0, 1, true)]);
}

#[test]
fn too_many_days_for_a_chart_are_joined_to_weeks_then_months() {
    let grain = |days| Trend::of(&Period::last(days, TODAY), &[], TODAY, 36).grain;
    let cases = [
        (36, Grain::Day),
        (37, Grain::Week),
        (200, Grain::Week),
        (300, Grain::Month),
        (1_500, Grain::Year),
    ];
    for (days, expected) in cases {
        assert_eq!(grain(days), expected, "{days}");
    }
}

#[test]
fn the_share_left_out_is_said_once_enough_pages_were_handed_out() {
    let whole = |views, refused, judged| Whole {
        three: Three { views, ..Three::default() },
        refused,
        judged,
        ..Whole::default()
    };
    let cases =
        [((60, 30, 10), Some(40)), ((50, 49, 0), None), ((99, 1, 0), Some(1)), ((0, 0, 0), None)];
    for ((views, refused, judged), percent) in cases {
        assert_eq!(whole(views, refused, judged).left_out_percent(), percent);
    }
}
