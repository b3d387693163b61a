//! One byte range of a file (RFC 9110 section 14): players of video ask for pieces. Several ranges
//! in one request are answered with the whole file, as the RFC allows.

use std::ops::Range;

/// What a `Range` header asks of a file of a given length.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// The whole file.
    Whole,
    /// One piece of it.
    Piece(Range<u64>),
    /// A piece that lies outside the file.
    Outside,
}

/// Reads a `Range` header for a file of `length` bytes.
pub fn asked(header: Option<&str>, length: u64) -> Asked {
    let Some(spec) = header.and_then(|header| header.strip_prefix("bytes=")) else {
        return Asked::Whole;
    };
    let Some((from, to)) = spec.split_once('-').filter(|_| !spec.contains(',')) else {
        return Asked::Whole;
    };
    let range = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(to)) if from <= to => from..to.saturating_add(1).min(length),
        (Ok(from), Err(_)) if to.is_empty() => from..length,
        (Err(_), Ok(last)) if from.is_empty() => length.saturating_sub(last)..length,
        _ => return Asked::Whole,
    };
    if range.start >= range.end { Asked::Outside } else { Asked::Piece(range) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_gets_the_piece_it_asks_for() {
        let cases = [
            (None, Asked::Whole),
            (Some("bytes=0-"), Asked::Piece(0..100)),
            (Some("bytes=10-19"), Asked::Piece(10..20)),
            (Some("bytes=90-500"), Asked::Piece(90..100)),
            (Some("bytes=-5"), Asked::Piece(95..100)),
            (Some("bytes=100-"), Asked::Outside),
            (Some("bytes=-0"), Asked::Outside),
            (Some("bytes=5-2"), Asked::Whole),
            (Some("bytes=0-1,5-6"), Asked::Whole),
            (Some("pages=1-2"), Asked::Whole),
        ];
        for (header, expected) in cases {
            assert_eq!(asked(header, 100), expected, "{header:?}");
        }
    }
}
