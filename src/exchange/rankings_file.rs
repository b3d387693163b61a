//! International rankings in a site folder: `rankings/indexes.csv`, `methods.csv`, `editions.csv`.
//! Reading and writing only; what is true of them is said in `action_programme/rankings`.

use super::entry_file::BadFile;
use crate::action_programme::rankings::{
    Better, Checked, Edition, Index, IndexWords, Method, MethodWords, SourceCopy, Unit,
};
use crate::platform::i18n::Language;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The three files as text, by name.
pub const FILES: [&str; 3] = ["indexes.csv", "methods.csv", "editions.csv"];

#[derive(Serialize, Deserialize)]
struct IndexLine {
    id: String,
    publisher: String,
    since: String,
    unit: String,
    name_vi: String,
    name_en: String,
    cadence_vi: String,
    cadence_en: String,
    basis_vi: String,
    basis_en: String,
}

#[derive(Serialize, Deserialize)]
struct MethodLine {
    index: String,
    id: String,
    better_score: String,
    name_vi: String,
    name_en: String,
    change_vi: String,
    change_en: String,
}

#[derive(Serialize, Deserialize)]
struct EditionLine {
    index: String,
    edition: String,
    method: String,
    rank: Option<i64>,
    out_of: Option<i64>,
    score: Option<String>,
    source: String,
    retrieved_on: Option<jiff::civil::Date>,
    /// The hash of the private copy of the source, and its day. The copy itself stays where it is.
    #[serde(default)]
    copy_sha256: Option<String>,
    #[serde(default)]
    copied_on: Option<jiff::civil::Date>,
    verified: String,
    note_vi: String,
    note_en: String,
}

fn lines<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<T>, BadFile> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|line| line.map_err(|error| BadFile::new(file, &error))).collect()
}

/// What is said in Vietnamese and English; a language with nothing to say is left out.
fn said<T>(pairs: [(&str, Option<T>); 2]) -> BTreeMap<Language, T> {
    let spoken = pairs.into_iter().filter_map(|(code, words)| Some((code.parse().ok()?, words?)));
    spoken.collect()
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Reads the three files; every index comes with its methods and editions.
pub fn read_rankings(
    text: impl Fn(&str) -> Result<String, BadFile>,
) -> Result<Vec<Index>, BadFile> {
    let [indexes, methods, editions] = FILES;
    let mut found = Vec::new();
    for line in lines::<IndexLine>(indexes, &text(indexes)?)? {
        found.push(read_index(line)?);
    }
    for line in lines::<MethodLine>(methods, &text(methods)?)? {
        let index = of(&mut found, methods, &line.index)?;
        index.methods.push(read_method(line)?);
    }
    for line in lines::<EditionLine>(editions, &text(editions)?)? {
        let index = of(&mut found, editions, &line.index)?;
        let edition = read_edition(line)?;
        index.editions.push(edition);
    }
    for index in &mut found {
        index.editions.sort_by(|one, other| one.label.cmp(&other.label));
    }
    Ok(found)
}

fn of<'a>(found: &'a mut [Index], file: &str, key: &str) -> Result<&'a mut Index, BadFile> {
    let unknown = || BadFile::new(file, &format!("there is no index {key:?}"));
    found.iter_mut().find(|index| index.key == key).ok_or_else(unknown)
}

fn read_index(line: IndexLine) -> Result<Index, BadFile> {
    let unknown = || BadFile::new("indexes.csv", &format!("{}: unknown unit", line.id));
    let words = |name: String, cadence: String, basis: String| {
        some(name).map(|name| IndexWords { name, cadence, basis })
    };
    Ok(Index {
        unit: Unit::named(&line.unit).ok_or_else(unknown)?,
        words: said([
            ("vi", words(line.name_vi, line.cadence_vi, line.basis_vi)),
            ("en", words(line.name_en, line.cadence_en, line.basis_en)),
        ]),
        key: line.id,
        publisher: line.publisher,
        since: line.since,
        methods: Vec::new(),
        editions: Vec::new(),
    })
}

fn read_method(line: MethodLine) -> Result<Method, BadFile> {
    let unknown = || BadFile::new("methods.csv", &format!("{}: unknown better_score", line.id));
    let words = |name: String, change: String| some(name).map(|name| MethodWords { name, change });
    Ok(Method {
        better_score: Better::named(&line.better_score).ok_or_else(unknown)?,
        words: said([
            ("vi", words(line.name_vi, line.change_vi)),
            ("en", words(line.name_en, line.change_en)),
        ]),
        key: line.id,
    })
}

fn read_edition(line: EditionLine) -> Result<Edition, BadFile> {
    const FILE: &str = "editions.csv";
    let place = format!("{} {}", line.index, line.edition);
    let checked = match line.verified.as_str() {
        "yes" => Checked::Yes,
        "no" => Checked::NotYet,
        _ => return Err(BadFile::new(FILE, &format!("{place}: verified is yes or no"))),
    };
    Ok(Edition {
        label: line
            .edition
            .parse()
            .map_err(|error| BadFile::new(FILE, &format!("{place}: {error}")))?,
        method: line.method,
        rank: line.rank,
        out_of: line.out_of,
        score: line.score.and_then(some),
        source: line.source,
        retrieved_on: line.retrieved_on,
        copy: line
            .copy_sha256
            .and_then(some)
            .zip(line.copied_on)
            .map(|(sha256, kept_on)| SourceCopy { sha256, kept_on }),
        checked,
        notes: said([("vi", some(line.note_vi)), ("en", some(line.note_en))]),
        revision: 0,
    })
}

/// The three files, in the order of [`FILES`].
pub fn write_rankings(indexes: &[Index]) -> Result<[String; 3], csv::Error> {
    let mut found = [writer(), writer(), writer()];
    let [index_file, method_file, edition_file] = &mut found;
    for index in indexes {
        index_file.serialize(index_line(index))?;
        for method in &index.methods {
            method_file.serialize(method_line(&index.key, method))?;
        }
        for edition in &index.editions {
            edition_file.serialize(edition_line(&index.key, edition))?;
        }
    }
    let mut texts = [const { String::new() }; 3];
    for (text, file) in texts.iter_mut().zip(found) {
        let bytes = file.into_inner().map_err(csv::IntoInnerError::into_error)?;
        *text = String::from_utf8_lossy(&bytes).into_owned();
    }
    Ok(texts)
}

fn writer() -> csv::Writer<Vec<u8>> {
    csv::Writer::from_writer(Vec::new())
}

/// The words of a language, as they were given.
fn in_code<'a, T>(words: &'a BTreeMap<Language, T>, code: &str) -> Option<&'a T> {
    words.iter().find(|(language, _)| language.code() == code).map(|(_, words)| words)
}

fn index_line(index: &Index) -> IndexLine {
    let words = |code| in_code(&index.words, code).cloned().unwrap_or_default();
    let (vi, en): (IndexWords, IndexWords) = (words("vi"), words("en"));
    IndexLine {
        id: index.key.clone(),
        publisher: index.publisher.clone(),
        since: index.since.clone(),
        unit: index.unit.name().to_owned(),
        name_vi: vi.name,
        name_en: en.name,
        cadence_vi: vi.cadence,
        cadence_en: en.cadence,
        basis_vi: vi.basis,
        basis_en: en.basis,
    }
}

fn method_line(index: &str, method: &Method) -> MethodLine {
    let words = |code| in_code(&method.words, code).cloned().unwrap_or_default();
    let (vi, en): (MethodWords, MethodWords) = (words("vi"), words("en"));
    MethodLine {
        index: index.to_owned(),
        id: method.key.clone(),
        better_score: method.better_score.name().to_owned(),
        name_vi: vi.name,
        name_en: en.name,
        change_vi: vi.change,
        change_en: en.change,
    }
}

fn edition_line(index: &str, edition: &Edition) -> EditionLine {
    let note = |code| in_code(&edition.notes, code).cloned().unwrap_or_default();
    EditionLine {
        index: index.to_owned(),
        edition: edition.label.to_string(),
        method: edition.method.clone(),
        rank: edition.rank,
        out_of: edition.out_of,
        score: edition.score.clone(),
        source: edition.source.clone(),
        retrieved_on: edition.retrieved_on,
        copy_sha256: edition.copy.as_ref().map(|copy| copy.sha256.clone()),
        copied_on: edition.copy.as_ref().map(|copy| copy.kept_on),
        verified: if edition.checked == Checked::Yes { "yes" } else { "no" }.to_owned(),
        note_vi: note("vi"),
        note_en: note("en"),
    }
}
