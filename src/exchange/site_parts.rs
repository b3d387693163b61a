//! The rest of a site folder's own: `redirects.csv`, and reusable blocks in `blocks/`. Not for
//! `site.toml` and the registers.

use super::entry_file::BadFile;
use crate::editorial::body::Body;
use crate::platform::i18n::Language;
use crate::site::{Redirect, RedirectKind, Reusable};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct RedirectLine {
    from: String,
    to: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    note: String,
}

/// Reads `redirects.csv`.
pub fn read_redirects(text: &str) -> Result<Vec<Redirect>, BadFile> {
    const FILE: &str = "redirects.csv";
    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let mut found = Vec::new();
    for line in lines.deserialize() {
        let line: RedirectLine = line.map_err(|error| BadFile::new(FILE, &error))?;
        let unknown =
            || BadFile::new(FILE, &format!("{}: unknown kind {:?}", line.from, line.kind));
        let kind = RedirectKind::named(&line.kind).ok_or_else(unknown)?;
        found.push(Redirect { from: line.from, to: line.to, kind, note: line.note });
    }
    Ok(found)
}

/// Writes `redirects.csv`, by path.
pub fn write_redirects(redirects: &[Redirect]) -> Result<String, csv::Error> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    for one in redirects {
        lines.serialize(RedirectLine {
            from: one.from.clone(),
            to: one.to.clone(),
            kind: one.kind.name().to_owned(),
            note: one.note.clone(),
        })?;
    }
    let bytes = lines.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The file that says what editors call a block.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockFile {
    name: String,
}

/// A block as its files give it.
#[derive(Debug)]
pub struct BlockFiles {
    /// Its slug.
    pub slug: String,
    /// What editors call it.
    pub name: String,
    /// Its bodies.
    pub bodies: Vec<(Language, Body)>,
}

/// Reads the blocks out of the files of `blocks/`.
pub fn read_blocks(files: &[(String, String)]) -> Result<Vec<BlockFiles>, BadFile> {
    let mut found = Vec::new();
    for (name, text) in files {
        let Some(slug) = name.strip_suffix(".toml") else { continue };
        let path = format!("blocks/{name}");
        let file: BlockFile = toml::from_str(text).map_err(|error| BadFile::new(&path, &error))?;
        let bodies = files.iter().filter_map(|(name, text)| {
            let code = name.strip_prefix(slug)?.strip_prefix('.')?.strip_suffix(".md")?;
            Some(read_body(name, code, text))
        });
        let bodies = bodies.collect::<Result<Vec<_>, BadFile>>()?;
        found.push(BlockFiles { slug: slug.to_owned(), name: file.name, bodies });
    }
    Ok(found)
}

fn read_body(name: &str, code: &str, text: &str) -> Result<(Language, Body), BadFile> {
    let path = format!("blocks/{name}");
    let language: Language = code.parse().map_err(|error| BadFile::new(&path, &error))?;
    let lines = |complaints: Vec<crate::editorial::body::Complaint>| {
        let said: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        BadFile::new(&path, &said.join("; "))
    };
    let body = Body::from_markdown(text).map_err(lines)?;
    let faults = body.faults_as_reusable();
    if let Some(fault) = faults.first() {
        return Err(BadFile::new(&path, &format!("a block may not hold {}", fault.what())));
    }
    Ok((language, body))
}

/// The files of a block, by name.
pub fn write_block(block: &Reusable) -> Result<Vec<(String, String)>, toml::ser::Error> {
    let file = toml::to_string(&BlockFile { name: block.name.clone() })?;
    let mut files = vec![(format!("{}.toml", block.slug), file)];
    for (language, (_, body)) in &block.bodies {
        files.push((format!("{}.{language}.md", block.slug), body.to_markdown()));
    }
    Ok(files)
}
