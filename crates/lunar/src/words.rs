//! How days and months are said in Vietnamese. Years are said by their `CanChi`.

use crate::Leap;

/// The day of a lunar month in words: `mùng 5` for the first ten, `rằm` for the fifteenth, else the number.
///
/// Meant for 1 to 30; any other number comes back as it is.
pub fn day_words(day: u8) -> String {
    match day {
        1..=10 => format!("mùng {day}"),
        15 => "rằm".to_owned(),
        _ => day.to_string(),
    }
}

/// The lunar month in words: `tháng Giêng`, `tháng Tư nhuận`, `tháng Mười Một`, `tháng Chạp`.
///
/// `leap` is a [`Leap`] or a `bool`. Meant for 1 to 12; any other number is printed as it is.
pub fn month_words(month: u8, leap: impl Into<Leap>) -> String {
    let name = match month {
        1 => "Giêng",
        2 => "Hai",
        3 => "Ba",
        4 => "Tư",
        5 => "Năm",
        6 => "Sáu",
        7 => "Bảy",
        8 => "Tám",
        9 => "Chín",
        10 => "Mười",
        // Never "Một" alone: today that reads as January.
        11 => "Mười Một",
        12 => "Chạp",
        other => &other.to_string(),
    };
    match leap.into() {
        Leap::Regular => format!("tháng {name}"),
        Leap::Leap => format!("tháng {name} nhuận"),
    }
}
