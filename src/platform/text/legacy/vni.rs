//! VNI-Windows, as it looks when its bytes are taken for Windows-1252: a vowel, and its mark as a
//! letter after it; `i`, `ơ`, `ư`, `ỵ` and `đ` are one byte.

/// Vowels, each with the marks it takes and what both are together.
const PAIRS: [(char, &str, &str); 7] = [
    ('a', "øùûõïâáàåãäêéèúüë", "àáảãạâấầẩẫậăắằẳẵặ"),
    ('e', "øùûõïâáàåãä", "èéẻẽẹêếềểễệ"),
    ('o', "øùûõïâáàåãä", "òóỏõọôốồổỗộ"),
    ('ô', "øùûõï", "ờớởỡợ"),
    ('u', "øùûõï", "ùúủũụ"),
    ('ö', "øùûõï", "ừứửữự"),
    ('y', "øùûõ", "ỳýỷỹ"),
];

/// Letters of one byte.
const SINGLES: [(char, char); 9] = [
    ('ì', 'ì'),
    ('í', 'í'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('î', 'ỵ'),
    ('ñ', 'đ'),
];

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn in_case_of(pattern: char, c: char) -> char {
    if pattern.is_uppercase() { c.to_uppercase().next().unwrap_or(c) } else { c }
}

fn pair(vowel: char, mark: char) -> Option<char> {
    let (_, marks, letters) = PAIRS.iter().find(|(base, _, _)| *base == lower(vowel))?;
    let at = marks.chars().position(|known| known == lower(mark))?;
    letters.chars().nth(at).map(|c| in_case_of(vowel, c))
}

fn single(c: char) -> char {
    let found = SINGLES.iter().find(|(code, _)| *code == lower(c));
    found.map_or(c, |(_, letter)| in_case_of(c, *letter))
}

pub(super) fn convert(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for word in line.split_inclusive(char::is_whitespace) {
        if super::score::is_address(word.trim_end()) {
            out.push_str(word);
            continue;
        }
        let mut letters = word.chars().peekable();
        while let Some(c) = letters.next() {
            match letters.peek().and_then(|mark| pair(c, *mark)) {
                Some(letter) => {
                    letters.next();
                    out.push(letter);
                }
                None => out.push(single(c)),
            }
        }
    }
    out
}

/// How a letter is written in VNI-Windows.
#[cfg(test)]
pub(super) fn written(letter: char) -> String {
    let small = lower(letter);
    for (base, marks, letters) in PAIRS {
        if let Some(at) = letters.chars().position(|known| known == small) {
            let mark = marks.chars().nth(at).unwrap();
            return [in_case_of(letter, base), in_case_of(letter, mark)].iter().collect();
        }
    }
    let found = SINGLES.iter().find(|(_, known)| *known == small);
    found.map_or(letter, |(code, _)| in_case_of(letter, *code)).to_string()
}
