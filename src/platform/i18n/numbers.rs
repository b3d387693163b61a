//! Figures as each language writes them. Not for words around them: those are Fluent's.

/// A figure grouped with `separator`: `1.284` in Vietnamese, `1,284` in English.
pub fn grouped(figure: u64, separator: char) -> String {
    let digits = figure.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A decimal number written with a point, with the signs of the language whose groups `separator`
/// parts: `-1234.5` becomes `-1.234,5` in Vietnamese.
pub fn decimal(number: &str, separator: char) -> String {
    let (minus, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), |one| grouped(one, separator));
    let sign = if separator == '.' { ',' } else { '.' };
    if rest.is_empty() { format!("{minus}{whole}") } else { format!("{minus}{whole}{sign}{rest}") }
}

#[cfg(test)]
mod tests {
    use super::{decimal, grouped};

    #[test]
    fn a_decimal_number_has_the_signs_of_its_language() {
        let cases = [("12", "12"), ("-1234.5", "-1.234,5"), ("0.25", "0,25")];
        for (number, written) in cases {
            assert_eq!(decimal(number, '.'), written);
        }
        assert_eq!(decimal("1234.5", ','), "1,234.5");
    }

    #[test]
    fn figures_are_grouped_by_three() {
        let cases =
            [(0, "0"), (37, "37"), (1284, "1.284"), (186_214, "186.214"), (1_161_603, "1.161.603")];
        for (figure, written) in cases {
            assert_eq!(grouped(figure, '.'), written);
        }
    }
}
