//! The months as a whole.

use lunar::{LunarDate, Month, months};

use crate::Outcome;

#[test]
fn three_centuries_have_3711_months_of_29_or_30_days() -> Outcome {
    let all: Vec<Month> = months(1900..=2199)?.collect();
    assert_eq!(all.len(), 3711);
    for month in all {
        assert!(matches!(month.length, 29 | 30), "{month:?}");
    }
    Ok(())
}

#[test]
fn each_month_begins_the_day_after_the_one_before_it_ends() -> Outcome {
    let all: Vec<Month> = months(1900..=2199)?.collect();
    for pair in all.windows(2) {
        let [before, after] = pair else { continue };
        let last = LunarDate::new(before.year, before.month, before.leap.into(), before.length)?;
        assert_eq!(
            next_day(last),
            Some(LunarDate::new(after.year, after.month, after.leap.into(), 1)?)
        );
    }
    Ok(())
}

#[test]
fn a_year_has_its_twelve_months_in_order_and_at_most_one_leap_month() -> Outcome {
    for year in 1900..=2199 {
        let (leap, regular): (Vec<Month>, Vec<Month>) =
            months(year..=year)?.partition(|month| month.leap);
        assert!(regular.iter().map(|month| month.month).eq(1..=12), "{year}");
        assert!(leap.len() <= 1, "{year}");
        assert!(regular.iter().chain(&leap).all(|month| month.year == year));
    }
    Ok(())
}

#[test]
fn an_empty_range_of_years_has_no_months() -> Outcome {
    #[expect(clippy::reversed_empty_ranges, reason = "that is what is tested")]
    let none = months(2021..=2020)?.count();
    assert_eq!(none, 0);
    Ok(())
}

/// The next Gregorian day, found by trying.
fn next_day(date: LunarDate) -> Option<LunarDate> {
    let solar = date.to_solar();
    [
        (solar.year, solar.month, solar.day + 1),
        (solar.year, solar.month + 1, 1),
        (solar.year + 1, 1, 1),
    ]
    .into_iter()
    .find_map(|(year, month, day)| LunarDate::from_solar(year, month, day).ok())
}
