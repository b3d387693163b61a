//! Figures in groups of three. Not for words around them: those are Fluent's.

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

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn figures_are_grouped_by_three() {
        let cases =
            [(0, "0"), (37, "37"), (1284, "1.284"), (186_214, "186.214"), (1_161_603, "1.161.603")];
        for (figure, written) in cases {
            assert_eq!(grouped(figure, '.'), written);
        }
    }
}
