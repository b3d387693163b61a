//! Periods with their days as Decree 09/2019/NĐ-CP sets them; a value that is written down and read
//! back is the same.

use super::span::{Every, ReportPeriod};
use jiff::civil::{Date, date};
use proptest::prelude::*;

#[test]
fn figures_are_of_the_15th_before_a_period_to_the_14th_of_its_last_month() {
    let cases: [(&str, Date, Date); 8] = [
        ("2025-01", date(2024, 12, 15), date(2025, 1, 14)),
        ("2025-11", date(2025, 10, 15), date(2025, 11, 14)),
        ("2025-Q1", date(2024, 12, 15), date(2025, 3, 14)),
        ("2025-Q3", date(2025, 6, 15), date(2025, 9, 14)),
        ("2025-H1", date(2024, 12, 15), date(2025, 6, 14)),
        ("2025-H2", date(2025, 6, 15), date(2025, 12, 14)),
        ("2025", date(2024, 12, 15), date(2025, 12, 14)),
        ("2024", date(2023, 12, 15), date(2024, 12, 14)),
    ];
    for (name, first, last) in cases {
        let period: ReportPeriod = name.parse().expect("a period");
        assert_eq!(period.days(), (first, last), "{name}");
        assert_eq!(period.to_string(), name);
    }
    let year: ReportPeriod = "2025".parse().expect("a period");
    assert_eq!(year.due(), date(2025, 12, 20));
}

#[test]
fn what_is_no_period_is_not_read_as_one() {
    for name in ["", "25", "2025-Q5", "2025-H3", "2025-13", "2025-00", "2025-X1", "năm 2025"] {
        assert!(name.parse::<ReportPeriod>().is_err(), "{name}");
    }
}

#[test]
fn the_last_period_whose_figures_are_in_is_offered() {
    let last = |every, day| ReportPeriod::last_before(every, day).map(|one| one.to_string());
    assert_eq!(last(Every::Year, date(2025, 12, 13)).as_deref(), Some("2024"));
    assert_eq!(last(Every::Year, date(2025, 12, 14)).as_deref(), Some("2025"));
    assert_eq!(last(Every::Quarter, date(2026, 1, 5)).as_deref(), Some("2025-Q4"));
    assert_eq!(last(Every::Half, date(2025, 6, 14)).as_deref(), Some("2025-H1"));
    assert_eq!(last(Every::Month, date(2025, 1, 14)).as_deref(), Some("2025-01"));
}

proptest! {
    #[test]
    fn periods_of_a_kind_follow_each_other_without_a_gap(
        year in 2000_i16..2199, every in prop::sample::select(Every::ALL.to_vec())
    ) {
        let all: Vec<ReportPeriod> =
            (1..=12).filter_map(|number| ReportPeriod::new(every, year, number)).collect();
        for pair in all.windows(2) {
            prop_assert_eq!(pair[0].days().1.tomorrow().ok(), Some(pair[1].days().0));
        }
        let next = ReportPeriod::new(every, year + 1, 1).expect("a period");
        let last = all.last().expect("one").days().1;
        prop_assert_eq!(last.tomorrow().ok(), Some(next.days().0));
    }
}
