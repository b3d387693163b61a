//! What holds for every date.

use lunar::{Leap, LunarDate, SolarDate, months};
use proptest::prelude::*;

use crate::Outcome;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4000) })]

    #[test]
    fn a_solar_date_comes_back(year in 1900..=2199_i32, month in 1..=12_u8, day in 1..=28_u8) {
        let date = LunarDate::from_solar(year, month, day)?;
        prop_assert_eq!(date.to_solar(), SolarDate { year, month, day });
        let again = LunarDate::new(date.year(), date.month(), date.is_leap().into(), date.day())?;
        prop_assert_eq!(again, date);
    }

    #[test]
    fn a_lunar_date_comes_back(year in 1900..=2199_i32, month in 1..=12_u8, leap: bool, day in 1..=30_u8) {
        let leap = Leap::from(leap);
        if let Ok(date) = LunarDate::new(year, month, leap, day) {
            prop_assert_eq!((date.year(), date.month(), Leap::from(date.is_leap()), date.day()), (year, month, leap, day));
            let solar = date.to_solar();
            prop_assert_eq!(LunarDate::from_solar(solar.year, solar.month, solar.day), Ok(date));
        }
    }

    #[test]
    fn solar_and_lunar_dates_order_alike(a in some_date(), b in some_date()) {
        prop_assert_eq!(a.cmp(&b), a.to_solar().cmp(&b.to_solar()));
    }

    #[test]
    fn no_numbers_whatever_cause_a_panic(year: i32, month: u8, leap: bool, day: u8) {
        let _ = LunarDate::from_solar(year, month, day);
        let _ = LunarDate::new(year, month, leap.into(), day);
        let _ = (lunar::day_words(day), lunar::month_words(month, leap));
    }
}

fn some_date() -> impl Strategy<Value = LunarDate> {
    let found = |(year, month, day)| LunarDate::from_solar(year, month, day).ok();
    (1900..=2199_i32, 1..=12_u8, 1..=31_u8).prop_filter_map("a date that exists", found)
}

#[test]
fn every_day_of_the_range_comes_back_and_the_names_of_days_run_on() -> Outcome {
    let mut names = Vec::new();
    for month in months(1900..=2199)? {
        for day in 1..=month.length {
            let date = LunarDate::new(month.year, month.month, month.leap.into(), day)?;
            let solar = date.to_solar();
            assert_eq!(LunarDate::from_solar(solar.year, solar.month, solar.day), Ok(date));
            assert_eq!(date.month_length(), month.length);
            names.push(date.day_name());
        }
    }
    let sixty_later = names.iter().skip(60);
    assert!(names.iter().zip(sixty_later).all(|(name, later)| name == later));
    Ok(())
}
