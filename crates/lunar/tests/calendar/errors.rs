//! What is refused, and the sentence it is refused with.

use lunar::{Error, Leap, LunarDate, months};

const RANGE: &str = "the calendar covers lunar years 1900 to 2199, 1900-01-01 to 2200-02-14";

#[test]
fn solar_dates_that_do_not_exist_are_refused() {
    let cases = [
        (2023, 2, 29),
        (1900, 2, 29),
        (2020, 4, 31),
        (2020, 13, 1),
        (2020, 0, 1),
        (2020, 1, 0),
        (2020, 1, 32),
    ];
    for (year, month, day) in cases {
        let error = LunarDate::from_solar(year, month, day);
        assert_eq!(error, Err(Error::NoSuchSolarDate { year, month, day }));
    }
    assert!(LunarDate::from_solar(2000, 2, 29).is_ok());
}

#[test]
fn dates_out_of_range_are_refused_however_far_out() {
    for year in [i32::MIN, -1, 0, 1899, 2201, i32::MAX] {
        let error = Error::YearOutOfRange { year };
        assert_eq!(LunarDate::from_solar(year, 1, 1), Err(error));
        assert_eq!(LunarDate::new(year, 1, Leap::Regular, 1), Err(error));
        assert_eq!(months(year..=2000).err(), Some(error));
        assert_eq!(months(2000..=year).err(), Some(error));
    }
    assert_eq!(
        LunarDate::new(2200, 1, Leap::Regular, 1).map_err(|error| error.to_string()),
        Err(format!("a date in year 2200 is out of range: {RANGE}"))
    );
}

#[test]
fn lunar_dates_that_do_not_exist_are_refused_with_the_reason() {
    let leap = Leap::Leap;
    let regular = Leap::Regular;
    let cases = [
        ((2021, 4, leap, 1), "there is no leap month 4 in lunar year 2021: it has no leap month"),
        ((2020, 5, leap, 1), "there is no leap month 5 in lunar year 2020: its leap month is 4"),
        (
            (2020, 13, regular, 1),
            "there is no month 13 in lunar year 2020: months are numbered 1 to 12",
        ),
        (
            (2020, 0, leap, 1),
            "there is no leap month 0 in lunar year 2020: months are numbered 1 to 12",
        ),
        ((2020, 1, regular, 30), "month 1 of lunar year 2020 has 29 days, so there is no day 30"),
        ((2020, 1, regular, 0), "month 1 of lunar year 2020 has 29 days, so there is no day 0"),
        ((2020, 4, leap, 30), "leap month 4 of lunar year 2020 has 29 days, so there is no day 30"),
    ];
    for ((year, month, leap, day), sentence) in cases {
        let error = LunarDate::new(year, month, leap, day).map_err(|error| error.to_string());
        assert_eq!(error, Err(sentence.to_owned()));
    }
}

#[test]
fn a_solar_date_is_refused_in_iso_form() {
    let error = LunarDate::from_solar(2023, 2, 29).map_err(|error| error.to_string());
    assert_eq!(error, Err("2023-02-29 is not a date of the Gregorian calendar".to_owned()));
}
