//! The one form text is stored in. Not for converting legacy encodings: bytes of TCVN3 or VNI are
//! looked at by a person first.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Returns `text` as it is stored: NFC (which also mends the deprecated tone marks U+0340 and
/// U+0341), without soft hyphens, byte order marks and the zero-width characters that word
/// processors leave behind. Joiners stay where a script needs them: Khmer, Persian, emoji.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let composed =
        if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) };
    if !composed.contains(is_invisible) {
        return composed;
    }
    // What was kept apart by an invisible character may now compose.
    Cow::Owned(without_invisible(&composed).nfc().collect())
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn without_invisible(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let needed = matches!(c, '\u{200b}'..='\u{200d}')
            && before.is_some_and(joins)
            && rest.peek().copied().is_some_and(joins);
        if needed || !is_invisible(c) {
            kept.push(c);
        }
        before = Some(c);
    }
    kept
}

/// Whether a character belongs to a script in which joiners carry meaning. Latin, Greek,
/// Cyrillic, spaces and punctuation do not.
fn joins(c: char) -> bool {
    c >= '\u{590}'
        && !matches!(c, '\u{1e00}'..='\u{1fff}' | '\u{2000}'..='\u{206f}' | '\u{3000}')
        && c != '\u{feff}'
}
