//! `library.toml`: what the library says of files of the site folder, and the files that no entry holds,
//! in `library/`. A file is named by its content, so several entries may have it under names of their
//! own. Not for what an entry says of its pictures: that is in its folder.

use super::entry_file::BadFile;
use crate::media::{Beside, Credits, FileKey, Focal, MediaWords, Poster, Said};
use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file in a site folder.
pub const LIBRARY: &str = "library.toml";

/// The middle of a picture, in thousandths from its left and its top.
const MIDDLE: [i64; 2] = [Focal::MIDDLE.x, Focal::MIDDLE.y];

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LibraryFile {
    #[serde(default)]
    file: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    /// The first 96 bits of the SHA-256 of the file's bytes, in hexadecimal.
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taken_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    licence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    focal: Option<[i64; 2]>,
    /// The moment of a film that is its poster, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    poster_at: Option<i64>,
    /// The key of the picture that is its poster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    poster_of: Option<FileKey>,
    /// The keys of its captions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    captions: BTreeMap<Language, FileKey>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    words: BTreeMap<Language, SaidFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidFile {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    alt: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    caption: String,
}

/// What a site folder says of its files, by their content.
pub type Library = BTreeMap<FileKey, Said>;

/// Reads `library.toml`.
pub fn read_library(text: &str) -> Result<Library, BadFile> {
    let read: LibraryFile = toml::from_str(text)
        .map_err(|error| BadFile::new(LIBRARY, &error.to_string().trim_end()))?;
    let mut library = Library::new();
    for line in read.file {
        let (key, said) = said(line)?;
        if library.insert(key.clone(), said).is_some() {
            return Err(BadFile::new(LIBRARY, &format!("{key} is there twice")));
        }
    }
    let beside: Vec<FileKey> =
        library.values().flat_map(|said| said.beside.keys()).cloned().collect();
    for key in beside {
        // What stands beside a film is a file of the library, though nothing is said of it.
        library.entry(key).or_insert_with(Said::nothing);
    }
    Ok(library)
}

fn said(line: Line) -> Result<(FileKey, Said), BadFile> {
    let [x, y] = line.focal.unwrap_or(MIDDLE);
    if !(0..=1000).contains(&x) || !(0..=1000).contains(&y) {
        let problem = format!("{}: focal must be two numbers from 0 to 1000", line.key);
        return Err(BadFile::new(LIBRARY, &problem));
    }
    let poster = match (line.poster_at, line.poster_of) {
        (None, None) => Poster::Own,
        (Some(at), None) => Poster::At(at),
        (None, Some(picture)) => Poster::Picture(picture),
        (Some(_), Some(_)) => {
            let problem = format!("{}: poster_at or poster_of, not both", line.key);
            return Err(BadFile::new(LIBRARY, &problem));
        }
    };
    let beside = Beside { poster, captions: line.captions };
    let words = line
        .words
        .into_iter()
        .map(|(language, said)| (language, MediaWords { alt: said.alt, caption: said.caption }));
    let credits = Credits {
        taken_on: line.taken_on,
        author: line.author,
        credit: line.credit,
        licence: line.licence,
        place: line.place,
        focal: Focal { x, y },
    };
    Ok((FileKey(line.key), Said { name: line.name, credits, words: words.collect(), beside }))
}

/// Writes `library.toml`, by key.
pub fn write_library(library: &Library) -> Result<String, toml::ser::Error> {
    let file = library.iter().map(|(key, said)| {
        let credits = said.credits.clone();
        let focal = [credits.focal.x, credits.focal.y];
        let words = said.words.iter().map(|(language, words)| {
            (*language, SaidFile { alt: words.alt.clone(), caption: words.caption.clone() })
        });
        Line {
            key: key.to_string(),
            name: said.name.clone(),
            taken_on: credits.taken_on,
            author: credits.author,
            credit: credits.credit,
            licence: credits.licence,
            place: credits.place,
            focal: (focal != MIDDLE).then_some(focal),
            poster_at: match said.beside.poster {
                Poster::At(milliseconds) => Some(milliseconds),
                Poster::Own | Poster::Picture(_) => None,
            },
            poster_of: match &said.beside.poster {
                Poster::Picture(key) => Some(key.clone()),
                Poster::Own | Poster::At(_) => None,
            },
            captions: said.beside.captions.clone(),
            words: words.collect(),
        }
    });
    toml::to_string(&LibraryFile { file: file.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_file_comes_back_and_nothing_is_written_where_nothing_is_said() {
        let text = "[[file]]\nkey = \"aa\"\nname = \"Rước kiệu.jpg\"\ntaken_on = \"2026-02-17\"\n\
                    focal = [500, 100]\n\n[file.words.vi]\nalt = \"Kiệu\"\n\n[[file]]\nkey = \"bb\"\n";
        let library = read_library(text).expect("it is read");
        assert_eq!(library.len(), 2);
        assert_eq!(write_library(&library).expect("it is written"), text);
    }

    #[test]
    fn a_films_poster_and_captions_come_back_and_what_they_name_is_a_file_of_the_library() {
        let text = "[[file]]\nkey = \"aa\"\nposter_of = \"cc\"\n\n[file.captions]\nvi = \"bb\"\n\n\
                    [[file]]\nkey = \"dd\"\nposter_at = 1500\n";
        let library = read_library(text).expect("it is read");
        let keys: Vec<&str> = library.keys().map(|key| key.0.as_str()).collect();
        assert_eq!(keys, ["aa", "bb", "cc", "dd"]);
        let again = write_library(&library).expect("it is written");
        assert_eq!(read_library(&again).expect("it is read"), library);
        assert!(again.contains("poster_at = 1500") && again.contains("[file.captions]"), "{again}");
    }

    #[test]
    fn a_bad_file_is_named_with_its_reason() {
        let cases = [
            ("[[file]]\nname = \"a\"\n", "missing field"),
            ("[[file]]\nkey = \"aa\"\nfocal = [0, 1001]\n", "0 to 1000"),
            ("[[file]]\nkey = \"aa\"\n[[file]]\nkey = \"aa\"\n", "twice"),
            ("[[file]]\nkey = \"aa\"\ncolour = 1\n", "colour"),
            ("[[file]]\nkey = \"aa\"\nposter_at = 1\nposter_of = \"bb\"\n", "not both"),
            ("[[file]]\nkey = \"aa\"\ntaken_on = \"Tết\"\n", "taken_on"),
        ];
        for (text, reason) in cases {
            let said = read_library(text).expect_err("it is bad").to_string();
            assert!(said.starts_with(LIBRARY) && said.contains(reason), "{text}: {said}");
        }
    }
}
