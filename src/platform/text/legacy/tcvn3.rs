//! TCVN 5712:1993, third set, as the fonts `.VnTime` show it and as it looks when its bytes are taken
//! for Latin-1. Capitals with a tone are only a matter of font (`.VnTimeH`).

/// From 0xA1 to 0xFE; a space where the set has nothing Vietnamese.
const LETTERS: &str = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽ\
éẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

/// The letter that stands at a code, if one does.
pub(super) fn letter(c: char) -> Option<char> {
    let at = usize::try_from(u32::from(c).checked_sub(0xa1)?).ok()?;
    LETTERS.chars().nth(at).filter(|letter| *letter != ' ')
}

pub(super) fn convert(line: &str) -> String {
    let words: Vec<&str> = line.split_inclusive(char::is_whitespace).collect();
    let mut out = String::with_capacity(line.len() * 2);
    for (at, word) in words.iter().enumerate() {
        if super::score::is_address(word.trim_end()) {
            out.push_str(word);
            continue;
        }
        let new: String = word.chars().map(|c| letter(c).unwrap_or(c)).collect();
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let neighbours = [before, words.get(at + 1)];
        let in_capitals = match capitals(word) {
            Case::All => true,
            Case::One => {
                neighbours.iter().flatten().any(|word| matches!(capitals(word), Case::All))
            }
            Case::Other => false,
        };
        if in_capitals {
            out.extend(new.chars().flat_map(char::to_uppercase));
        } else {
            out.push_str(&new);
        }
    }
    out
}

/// How the letters of a word that are ASCII are written; a font made the others capitals.
enum Case {
    /// Two or more, all capitals.
    All,
    /// One, a capital: `Bµ` is `Bà` or `BÀ`, its neighbours tell.
    One,
    Other,
}

fn capitals(word: &str) -> Case {
    let plain = || word.chars().filter(char::is_ascii_alphabetic);
    match plain().count() {
        0 => Case::Other,
        _ if plain().any(|c| c.is_ascii_lowercase()) => Case::Other,
        1 => Case::One,
        _ => Case::All,
    }
}
