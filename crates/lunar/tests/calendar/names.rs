//! Can chi and words.

use lunar::{CanChi, Leap, LunarDate, day_words, month_words};

use crate::{Outcome, lunar, on};

#[test]
fn a_date_is_printed_as_it_is_said() -> Outcome {
    let cases = [
        ("2020-01-29", "mùng 5 tháng Giêng năm Canh Tý"),
        ("2020-02-03", "mùng 10 tháng Giêng năm Canh Tý"),
        ("2020-02-04", "11 tháng Giêng năm Canh Tý"),
        ("2020-02-08", "rằm tháng Giêng năm Canh Tý"),
        ("2020-02-09", "16 tháng Giêng năm Canh Tý"),
        ("2020-05-23", "mùng 1 tháng Tư nhuận năm Canh Tý"),
        ("2020-01-17", "23 tháng Chạp năm Kỷ Hợi"),
        ("2026-04-26", "mùng 10 tháng Ba năm Bính Ngọ"),
    ];
    for (iso, words) in cases {
        assert_eq!(on(iso)?.to_string(), words);
    }
    Ok(())
}

#[test]
fn days_have_words() {
    let cases = [
        (1, "mùng 1"),
        (10, "mùng 10"),
        (11, "11"),
        (14, "14"),
        (15, "rằm"),
        (30, "30"),
        (0, "0"),
        (31, "31"),
    ];
    for (day, words) in cases {
        assert_eq!(day_words(day), words);
    }
}

#[test]
fn months_have_words_and_the_eleventh_is_never_plain_mot() {
    let names = [
        "tháng Giêng",
        "tháng Hai",
        "tháng Ba",
        "tháng Tư",
        "tháng Năm",
        "tháng Sáu",
        "tháng Bảy",
        "tháng Tám",
        "tháng Chín",
        "tháng Mười",
        "tháng Mười Một",
        "tháng Chạp",
    ];
    for (month, name) in (1..).zip(names) {
        assert_eq!(month_words(month, Leap::Regular), name);
        assert_eq!(month_words(month, true), format!("{name} nhuận"));
    }
    assert_eq!(month_words(13, false), "tháng 13");
}

#[test]
fn years_have_can_chi() -> Outcome {
    let cases = [
        (1900, "Canh Tý"),
        (1945, "Ất Dậu"),
        (1954, "Giáp Ngọ"),
        (1968, "Mậu Thân"),
        (1975, "Ất Mão"),
        (1984, "Giáp Tý"),
        (2019, "Kỷ Hợi"),
        (2020, "Canh Tý"),
        (2023, "Quý Mão"),
        (2024, "Giáp Thìn"),
        (2025, "Ất Tỵ"),
        (2026, "Bính Ngọ"),
        (2199, "Kỷ Hợi"),
    ];
    for (year, name) in cases {
        assert_eq!(lunar(year, 1, 1)?.year_name().to_string(), name, "{year}");
    }
    Ok(())
}

#[test]
fn the_first_month_follows_from_the_stem_of_the_year() -> Outcome {
    // Giáp and Kỷ years begin with Bính Dần, and so on round the five pairs.
    let cases = [
        (2024, "Bính Dần"),
        (2025, "Mậu Dần"),
        (2026, "Canh Dần"),
        (2027, "Nhâm Dần"),
        (2028, "Giáp Dần"),
        (2019, "Bính Dần"),
        (2020, "Mậu Dần"),
        (2021, "Canh Dần"),
        (2022, "Nhâm Dần"),
        (2023, "Giáp Dần"),
    ];
    for (year, name) in cases {
        assert_eq!(lunar(year, 1, 1)?.month_name_can_chi().to_string(), name, "{year}");
    }
    Ok(())
}

#[test]
fn a_leap_month_shares_the_name_of_its_regular_month() -> Outcome {
    let leap = LunarDate::new(2020, 4, Leap::Leap, 1)?.month_name_can_chi();
    assert_eq!(leap, lunar(2020, 4, 1)?.month_name_can_chi());
    assert_eq!(leap.to_string(), "Tân Tỵ");
    assert_eq!(lunar(2020, 12, 1)?.month_name_can_chi().to_string(), "Kỷ Sửu");
    Ok(())
}

#[test]
fn days_have_can_chi() -> Outcome {
    let cases = [
        ("1900-01-01", "Giáp Tuất"),
        ("1949-10-01", "Giáp Tý"),
        ("2000-01-01", "Mậu Ngọ"),
        ("2000-01-07", "Giáp Tý"),
        ("2000-03-07", "Giáp Tý"),
        ("2020-01-25", "Đinh Mão"),
    ];
    for (iso, name) in cases {
        assert_eq!(on(iso)?.day_name().to_string(), name, "{iso}");
    }
    Ok(())
}

#[test]
fn a_name_gives_its_stem_and_branch() -> Outcome {
    let name: CanChi = lunar(2020, 1, 1)?.year_name();
    assert_eq!((name.can(), name.chi()), ("Canh", "Tý"));
    Ok(())
}
