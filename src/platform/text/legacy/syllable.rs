//! What a Vietnamese syllable can be: onset, rime and tone. Not a dictionary: many that could be
//! are no words.

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Rimes without tone, in the order of the alphabet.
const RIMES: [&str; 162] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm",
    "ăn", "ăng", "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em",
    "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu", "i",
    "ia", "ich", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "im", "in", "inh", "ip", "it",
    "iu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat",
    "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on",
    "ong", "ooc", "oong", "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi",
    "ơm", "ơn", "ơp", "ơt", "u", "ua", "uân", "uâng", "uât", "uây", "uc", "uê", "uêch", "uênh",
    "ui", "um", "un", "ung", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "up", "ut", "uy",
    "uya", "uych", "uyên", "uyêt", "uynh", "uyt", "uyu", "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ươc",
    "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "ưt", "ưu", "y", "ych", "yên", "yêm", "yêng",
    "yêt", "yêu", "ynh", "yt", "yn",
];

/// The five marks of tone, apart from their vowel.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const RISING: char = '\u{301}';
const HEAVY: char = '\u{323}';

/// Whether a word, in NFC and in any case, could be one syllable of Vietnamese: an onset and a rime
/// that go together, and a tone they can bear. `is_syllable("Giang")`, not `is_syllable("Grand")`.
pub fn is_syllable(word: &str) -> bool {
    // No syllable is longer than `nghiêng`; a mark more or less does not matter here.
    if word.is_empty() || word.chars().nth(12).is_some() {
        return false;
    }
    let mut bare = String::new();
    let mut tones = Vec::new();
    for c in word.nfd().flat_map(char::to_lowercase) {
        if TONES.contains(&c) {
            tones.push(c);
        } else {
            bare.push(c);
        }
    }
    let bare: String = bare.nfc().collect();
    let tone = match tones.as_slice() {
        [] => None,
        [tone] => Some(*tone),
        _ => return false,
    };
    ONSETS.iter().any(|onset| {
        bare.strip_prefix(onset).is_some_and(|rime| {
            RIMES.contains(&rime) && goes_with(onset, rime) && can_bear(rime, tone)
        })
    })
}

/// `k`, `gh` and `ngh` are written before `e`, `ê`, `i` and `y`; `c`, `g` and `ng` before the others.
fn goes_with(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "gh" | "ngh" => front && !rime.starts_with('y'),
        // Bắc Kạn, Kon Tum.
        "k" => front || matches!(rime, "an" | "on"),
        // `gì` and `giếng` write their `i` once.
        "g" => !front || rime.starts_with('i'),
        "c" | "ng" => !front,
        "qu" => rime.starts_with(['a', 'ă', 'â', 'e', 'ê', 'i', 'y', 'ơ', 'ô']),
        "gi" => !rime.starts_with(['i', 'y']),
        "" => true,
        _ => !rime.starts_with('y') || rime == "y",
    }
}

/// A syllable that ends in a stop has one of two tones.
fn can_bear(rime: &str, tone: Option<char>) -> bool {
    let stopped = rime.ends_with(['p', 't', 'c']) || rime.ends_with("ch");
    !stopped || matches!(tone, Some(RISING | HEAVY))
}
