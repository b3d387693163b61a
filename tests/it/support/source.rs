//! The project's own source as text: files with their lines, comments and strings blanked.

use super::folder::project;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project.
pub struct Source {
    /// Its path from the project's folder.
    pub path: String,
    pub text: String,
}

/// Every file with one of these endings below some folders of the project, in order.
pub fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    for folder in folders {
        gather(&project().join(folder), &mut paths);
    }
    paths.retain(|path| {
        path.extension().and_then(|end| end.to_str()).is_some_and(|end| endings.contains(&end))
    });
    paths.sort();
    let read = |path: PathBuf| Source {
        text: fs::read_to_string(&path).expect("source is UTF-8"),
        path: path.strip_prefix(project()).expect("it lies below").display().to_string(),
    };
    paths.into_iter().map(read).collect()
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && !matches!(name, "node_modules" | "target" | "dist") {
            gather(&path, paths);
        } else if path.is_file() {
            paths.push(path);
        }
    }
}

/// The line a byte stands on, from 1.
pub fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// A string literal of Rust source.
#[derive(Clone, Debug)]
pub struct Literal {
    /// Where its opening quote stands.
    pub at: usize,
    /// Where its closing quote ends.
    pub end: usize,
    /// What it says.
    pub text: String,
}

/// Rust source taken apart: the code with comments and the insides of strings blanked, byte for
/// byte in its place, and the strings.
pub struct Code {
    pub code: String,
    pub literals: Vec<Literal>,
}

/// Takes Rust source apart.
pub fn code(text: &str) -> Code {
    let bytes = text.as_bytes();
    let (mut out, mut literals, mut at) = (bytes.to_vec(), Vec::new(), 0);
    while at < bytes.len() {
        let rest = &text[at..];
        let end = if rest.starts_with("//") {
            at + rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            at + rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_string(rest, at > 0 && is_word(bytes[at - 1])) {
            let inside = rest[..length].trim_start_matches(['r', 'b', 'c']).trim_matches('#');
            let said = inside.trim_matches('"').to_owned();
            literals.push(Literal { at, end: at + length, text: said });
            at + length
        } else if rest.starts_with('"') {
            let length = string(rest);
            let said = unescape(&rest[1..length - 1]);
            literals.push(Literal { at, end: at + length, text: said });
            at + length
        } else if let Some(length) = character(rest) {
            at + length
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let quoted = literals.last().is_some_and(|literal| literal.at == at);
        let inside = if quoted { at + 1..end - 1 } else { at..end };
        for byte in &mut out[inside] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    Code { code: String::from_utf8(out).expect("blanks are UTF-8"), literals }
}

fn is_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

fn raw_string(rest: &str, inside_word: bool) -> Option<usize> {
    let after = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    if inside_word || !after[hashes..].starts_with('"') {
        return None;
    }
    let begun = rest.len() - after.len() + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(begun + rest[begun..].find(&close)? + close.len())
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'\\' if !escaped => escaped = true,
            b'"' if !escaped => return at + 1,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// The length of a character literal, which a lifetime is not.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        return Some(escape.char_indices().skip(1).find(|(_, c)| *c == '\'')?.0 + 3);
    }
    let first = inside.chars().next()?;
    inside[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

/// A literal's text: escapes read, and a line broken by `\` joined as the compiler joins it.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, if c == '\\' { rest.next() } else { None }) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('t')) => out.push('\t'),
            ('\\', Some('\n')) => while rest.next_if(|c| c.is_whitespace()).is_some() {},
            ('\\', Some(other)) => out.push(other),
            (c, _) => out.push(c),
        }
    }
    out
}
