//! The two keys text is compared by: [`fold`] finds what was typed without marks, [`exact`] tells
//! `dân` from `dấn` but not `hòa` from `hoà`. Not for showing: a key is never printed.

use super::nfc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT_BELOW: char = '\u{323}';

/// Returns the key for searching without marks: `Đường` becomes `duong`. Spaces and signs stay, so
/// words stay apart; marks that are vowels in their script (Thai, Lao, Khmer) stay too.
pub fn fold(text: &str) -> String {
    let bare = nfc(text);
    let mut folded = String::with_capacity(text.len());
    for c in bare.nfd().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            // Lower-casing can bring a mark back: İ becomes i with a dot above.
            None if is_accent(c) => {}
            None => folded.push(c),
        }
    }
    // Korean and Japanese were taken apart above; their letters are whole again here.
    if folded.is_ascii() { folded } else { folded.nfc().collect() }
}

/// Whether a mark is an accent that people leave out when they type.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
}

/// Letters that do not come apart into a base and a mark, and their look-alikes.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'đ' | 'ð' | 'ƌ' | 'ɖ' => "d",
        'ø' => "o",
        'ł' => "l",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        '’' | 'ʼ' => "'",
        c if c != ' ' && c.is_whitespace() && c != '\n' => " ",
        _ => return None,
    })
}

/// Returns the key for comparing with marks: lower case, NFC, and the tone of each syllable at its
/// end, so that both ways of placing it (`hòa`, `hoà`) have one key.
pub fn exact(text: &str) -> String {
    let bare = nfc(text);
    let lower = bare.chars().flat_map(char::to_lowercase);
    let mut key = String::with_capacity(text.len());
    let mut syllable = Syllable::default();
    for c in lower.nfd().map(apostrophe) {
        if c.is_alphabetic() || is_combining_mark(c) {
            syllable.push(c);
        } else {
            syllable.end(&mut key);
            key.push(c);
        }
    }
    syllable.end(&mut key);
    key.nfc().collect()
}

fn apostrophe(c: char) -> char {
    if matches!(c, '’' | 'ʼ') { '\'' } else { c }
}

/// A run of letters on its way to the key.
#[derive(Default)]
struct Syllable {
    letters: Vec<char>,
    /// Where its tone marks stand among the letters.
    tones: Vec<usize>,
    foreign: bool,
}

impl Syllable {
    fn push(&mut self, c: char) {
        if is_tone(c) {
            self.tones.push(self.letters.len());
        } else if c.is_alphabetic() && !c.is_ascii() && c != 'đ' {
            self.foreign = true;
        }
        self.letters.push(c);
    }

    /// Writes the run. Only a Vietnamese syllable has its tone moved: Latin letters, one tone.
    /// Greek or a French word with two accents keeps them where they are.
    fn end(&mut self, key: &mut String) {
        if let (&[tone], false) = (self.tones.as_slice(), self.foreign)
            && tone < self.letters.len()
        {
            let mark = self.letters.remove(tone);
            self.letters.push(mark);
        }
        key.extend(self.letters.drain(..));
        self.tones.clear();
        self.foreign = false;
    }
}

fn is_tone(c: char) -> bool {
    matches!(c, GRAVE | ACUTE | TILDE | HOOK | DOT_BELOW)
}
