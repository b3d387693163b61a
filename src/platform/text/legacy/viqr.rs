//! VIQR (RFC 1456): marks as signs after the vowel, `dd` for `đ`, a backslash before a sign that is
//! none. People leave the backslash out at the end of a sentence; then what follows must tell: before
//! a capital a full stop closes, and at the end of a line a question mark does too.

use crate::platform::text::nfc;

/// What makes another vowel: which vowels take the sign, and its mark.
fn quality(vowel: char, sign: char) -> Option<char> {
    match (sign, vowel.to_ascii_lowercase()) {
        ('^', 'a' | 'e' | 'o') => Some('\u{302}'),
        ('(', 'a') => Some('\u{306}'),
        ('+', 'o' | 'u') => Some('\u{31b}'),
        _ => None,
    }
}

fn tone(sign: char) -> Option<char> {
    match sign {
        '`' => Some('\u{300}'),
        '\'' => Some('\u{301}'),
        '~' => Some('\u{303}'),
        '?' => Some('\u{309}'),
        '.' => Some('\u{323}'),
        _ => None,
    }
}

pub(super) fn convert(line: &str) -> String {
    let escapes = line.contains("\\.") || line.contains("\\?");
    let words: Vec<&str> = line.split_inclusive(char::is_whitespace).collect();
    let mut out = String::with_capacity(line.len());
    for (at, word) in words.iter().enumerate() {
        let is_figure = word.contains(|c: char| c.is_ascii_digit());
        if super::score::is_address(word.trim_end()) || word.contains(is_marked) {
            out.push_str(word);
            continue;
        }
        if is_figure {
            // `2020\.` at the end of a sentence: no marks, but the backslash goes.
            out.push_str(&word.replace("\\.", ".").replace("\\?", "?"));
            continue;
        }
        let next = words.get(at + 1).and_then(|word| word.chars().next());
        let closing = match next {
            _ if escapes => "",
            None => ".?",
            Some(c) if c.is_uppercase() => ".",
            Some(_) => "",
        };
        out.push_str(&nfc(&one(word, closing)));
    }
    out
}

/// Whether a letter has its mark already.
fn is_marked(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii()
}

/// Converts a word; `closing` are the signs that at its end close a sentence.
fn one(word: &str, closing: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len() * 2);
    let mut at = 0;
    // A syllable has one tone: the second sign is a sign.
    let mut toned = false;
    while let Some(c) = letters.get(at).copied() {
        let next = letters.get(at + 1).copied();
        at += 1;
        match (c, next) {
            ('\\', Some(sign))
                if tone(sign).is_some() || matches!(sign, '^' | '(' | '+' | 'd' | 'D') =>
            {
                out.push(sign);
                at += 1;
            }
            ('d', Some('d')) => {
                out.push('đ');
                at += 1;
            }
            ('D', Some('d' | 'D')) => {
                out.push('Đ');
                at += 1;
            }
            (vowel, _) if "aeiouyAEIOUY".contains(vowel) => {
                out.push(vowel);
                at += marks(
                    vowel,
                    letters.get(at..).unwrap_or_default(),
                    closing,
                    &mut toned,
                    &mut out,
                );
            }
            (other, _) => {
                toned &= other.is_alphabetic();
                out.push(other);
            }
        }
    }
    out
}

/// Writes the marks of a vowel; answers how many signs they took.
fn marks(vowel: char, rest: &[char], closing: &str, toned: &mut bool, out: &mut String) -> usize {
    let mut taken = 0;
    let mut changed = false;
    while let Some(sign) = rest.get(taken).copied() {
        let ends =
            rest.get(taken + 1).is_none_or(|next| !next.is_alphabetic() && tone(*next).is_none());
        if let Some(mark) = quality(vowel, sign).filter(|_| !changed) {
            out.push(mark);
            changed = true;
        } else if let Some(mark) = tone(sign).filter(|_| !*toned)
            && !(ends && closing.contains(sign))
        {
            out.push(mark);
            *toned = true;
        } else {
            break;
        }
        taken += 1;
    }
    taken
}
