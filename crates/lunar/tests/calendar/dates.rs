//! Dates known from outside: Tết, festivals, leap months, and the edges of the range.

use lunar::{FIRST_DAY, LAST_DAY, Leap, LunarDate, RULE_SINCE, Rule, UTC_OFFSET_HOURS};

use crate::{Outcome, lunar, on};

#[test]
fn tet_falls_on_the_vietnamese_day() -> Outcome {
    let cases = [
        "1900-01-31",
        "1945-02-13",
        "1954-02-03",
        "1968-01-29",
        "1975-02-11",
        "1985-01-21",
        "2000-02-05",
        "2007-02-17",
        "2019-02-05",
        "2020-01-25",
        "2021-02-12",
        "2022-02-01",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2030-02-02",
        "2053-02-18",
    ];
    for iso in cases {
        let date = on(iso)?;
        assert_eq!((date.month(), date.is_leap(), date.day()), (1, false, 1), "{iso}");
        assert_eq!(lunar(date.year(), 1, 1)?.to_solar().to_string(), iso);
    }
    Ok(())
}

#[test]
fn tet_differs_from_the_chinese_new_year_when_midnight_comes_between() -> Outcome {
    // The Chinese first day, and what it is in Viet Nam.
    let cases = [
        ("1985-02-20", (1985, 2, 1)),
        ("2007-02-18", (2007, 1, 2)),
        ("2030-02-03", (2030, 1, 2)),
        ("2053-02-19", (2053, 1, 2)),
    ];
    for (chinese, expected) in cases {
        let date = on(chinese)?;
        assert_eq!((date.year(), date.month(), date.day()), expected, "{chinese}");
    }
    Ok(())
}

#[test]
fn the_twelfth_of_the_first_month_falls_on_the_days_of_the_facts() -> Outcome {
    let cases =
        [(2023, "2023-02-02"), (2024, "2024-02-21"), (2025, "2025-02-09"), (2030, "2030-02-13")];
    for (year, iso) in cases {
        assert_eq!(lunar(year, 1, 12)?, on(iso)?);
        assert_eq!(lunar(year, 1, 12)?.to_solar().to_string(), iso);
    }
    Ok(())
}

#[test]
fn leap_months_begin_where_they_are_known_to() -> Outcome {
    let cases = [
        (1985, 2, "1985-03-21"),
        (1987, 7, "1987-08-24"),
        (2004, 2, "2004-03-21"),
        (2006, 7, "2006-08-24"),
        (2014, 9, "2014-10-24"),
        (2017, 6, "2017-07-23"),
        (2020, 4, "2020-05-23"),
        (2023, 2, "2023-03-22"),
        (2025, 6, "2025-07-25"),
        // The three years with a second month that has no major solar term.
        (2033, 11, "2033-12-22"),
        (2052, 8, "2052-09-23"),
        (2128, 11, "2128-12-22"),
    ];
    for (year, month, iso) in cases {
        let first = LunarDate::new(year, month, Leap::Leap, 1)?;
        assert_eq!(first.to_solar().to_string(), iso);
        assert!(first.is_leap() && first.month() == month, "{first:?}");
    }
    Ok(())
}

#[test]
fn the_range_is_every_day_between_its_ends() -> Outcome {
    let first = on(&FIRST_DAY.to_string())?;
    let last = on(&LAST_DAY.to_string())?;
    assert_eq!((first.year(), first.month(), first.day()), (1899, 12, 1));
    assert_eq!((last.year(), last.month(), last.day()), (2199, 12, last.month_length()));
    assert!(on("1899-12-31").is_err() && on("2200-02-15").is_err());
    assert!(lunar(1899, 11, 29).is_err() && lunar(2200, 1, 1).is_err());
    Ok(())
}

#[test]
fn dates_before_1968_say_that_the_rule_is_carried_back() -> Outcome {
    assert_eq!(on("1967-12-31")?.rule(), Rule::Proleptic);
    assert_eq!(on("1968-01-01")?.rule(), Rule::Official);
    assert_eq!(RULE_SINCE.to_string(), "1968-01-01");
    assert_eq!(UTC_OFFSET_HOURS, 7);
    Ok(())
}

#[test]
fn dates_order_by_time_even_around_a_leap_month() -> Outcome {
    let leap = |day| LunarDate::new(2020, 4, Leap::Leap, day);
    let in_order = [
        lunar(2019, 12, 30)?,
        lunar(2020, 4, 1)?,
        lunar(2020, 4, 30)?,
        leap(1)?,
        leap(29)?,
        lunar(2020, 5, 1)?,
    ];
    assert!(in_order.is_sorted());
    Ok(())
}
