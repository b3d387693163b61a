//! The files at a site folder's root: `site.toml`, `agencies.csv`, `places.toml`.

use super::entry_file::BadFile;
use super::toml_json::{object_to_toml, table_to_json};
use crate::agency::{Agency, AgencyName, History, Register};
use crate::place::{Gazetteer, Place};
use crate::platform::i18n::Language;
use crate::site::Settings;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Reads `site.toml`.
pub fn read_site(text: &str) -> Result<Settings, BadFile> {
    const FILE: &str = "site.toml";
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| BadFile::new(FILE, &error))?;
    let settings: Settings =
        serde_json::from_value(table_to_json(table)).map_err(|error| BadFile::new(FILE, &error))?;
    if settings.languages.is_empty() {
        return Err(BadFile::new(FILE, "languages must name at least one language"));
    }
    jiff::tz::TimeZone::get(&settings.time_zone)
        .map_err(|error| BadFile::new(FILE, &format!("time_zone: {error}")))?;
    Ok(settings)
}

/// Writes `site.toml`.
pub fn write_site(settings: &Settings) -> Result<String, toml::ser::Error> {
    let mut fields = match serde_json::to_value(settings) {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    // The site's own files stand beside `site.toml`, in `files/`.
    fields.shift_remove("files");
    toml::to_string(&object_to_toml(fields))
}

/// Reads `places.toml`.
pub fn read_places(text: &str) -> Result<Gazetteer, BadFile> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(default)]
        place: Vec<Place>,
    }
    const FILE: &str = "places.toml";
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| BadFile::new(FILE, &error))?;
    let file: File =
        serde_json::from_value(table_to_json(table)).map_err(|error| BadFile::new(FILE, &error))?;
    Ok(Gazetteer::new(file.place))
}

/// Writes `places.toml`.
pub fn write_places(places: &Gazetteer) -> Result<String, toml::ser::Error> {
    let file = json!({ "place": places.all() });
    toml::to_string(&file.as_object().cloned().map(object_to_toml).unwrap_or_default())
}

/// Reads `agency-history.toml`: what `agencies.csv` has no column for.
fn read_history(text: &str, register: Register) -> Result<Register, BadFile> {
    const FILE: &str = "agency-history.toml";
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| BadFile::new(FILE, &error))?;
    let history: History =
        serde_json::from_value(table_to_json(table)).map_err(|error| BadFile::new(FILE, &error))?;
    let parents = history.body.iter().flat_map(|body| [Some(&body.key), body.parent.as_ref()]);
    let passed = history.succession.iter().flat_map(|one| [Some(&one.from), Some(&one.to)]);
    let named = parents.chain(passed).flatten().find(|key| register.get(key).is_none());
    if let Some(key) = named {
        return Err(BadFile::new(FILE, &format!("{key} is not in agencies.csv")));
    }
    Ok(register.with_history(history))
}

/// Writes `agency-history.toml`; `None` when there is nothing to write.
pub fn write_history(register: &Register) -> Result<Option<String>, toml::ser::Error> {
    let history = register.history();
    if history == History::default() {
        return Ok(None);
    }
    let history = serde_json::to_value(history).unwrap_or_default();
    let table = history.as_object().cloned().map(object_to_toml).unwrap_or_default();
    toml::to_string(&table).map(Some)
}

#[derive(Serialize, Deserialize)]
struct AgencyLine {
    id: String,
    kind: String,
    name_vi: String,
    name_en: String,
    code: String,
    valid_from: String,
    valid_to: String,
    successor: String,
    event: String,
    source: String,
    verified: String,
}

/// Reads the register of a site folder: `agencies.csv` and `agency-history.toml`; either may be absent.
pub fn read_register(folder: &Path) -> Result<Register, BadFile> {
    let text = |file: &str| {
        let path = folder.join(file);
        let read = path.exists().then(|| fs::read_to_string(&path)).transpose();
        read.map_err(|error| BadFile::new(file, &error))
    };
    let bodies = text("agencies.csv")?.map(|text| read_agencies(&text)).transpose()?;
    let bodies = bodies.unwrap_or_default();
    match text("agency-history.toml")? {
        Some(history) => read_history(&history, bodies),
        None => Ok(bodies),
    }
}

/// Reads `agencies.csv`.
fn read_agencies(text: &str) -> Result<Register, BadFile> {
    const FILE: &str = "agencies.csv";
    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let mut agencies = Vec::new();
    for line in lines.deserialize() {
        let line: AgencyLine = line.map_err(|error| BadFile::new(FILE, &error))?;
        agencies.push(line.into_agency().map_err(|error| BadFile::new(FILE, &error))?);
    }
    let register = Register::new(agencies);
    for agency in register.all() {
        if let Some(successor) =
            agency.successor.as_deref().filter(|key| register.get(key).is_none())
        {
            let problem = format!("{}: the successor {successor} is not in the file", agency.key);
            return Err(BadFile::new(FILE, &problem));
        }
    }
    Ok(register)
}

impl AgencyLine {
    fn into_agency(self) -> Result<Agency, String> {
        let day = |text: &str| match text {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|error| format!("{}: {text}: {error}", self.id)),
        };
        let (valid_from, valid_to) = (day(&self.valid_from)?, day(&self.valid_to)?);
        let named = [("vi", self.name_vi), ("en", self.name_en)];
        let official =
            named.into_iter().filter(|(_, name)| !name.is_empty()).filter_map(|(code, name)| {
                Some(AgencyName { language: code.parse::<Language>().ok()?, name })
            });
        Ok(Agency {
            names: official.collect(),
            key: self.id,
            kind: self.kind,
            code: self.code,
            valid_from,
            valid_to,
            successor: Some(self.successor).filter(|key| !key.is_empty()),
            event: self.event,
            source: self.source,
            verified: self.verified,
            ..Agency::default()
        })
    }
}

/// Writes `agencies.csv`, by key.
pub fn write_agencies(register: &Register) -> Result<String, csv::Error> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    for agency in register.all() {
        let name = |code: &str| {
            let named = agency.names.iter().find(|name| name.language.code() == code);
            named.map(|name| name.name.clone()).unwrap_or_default()
        };
        let day =
            |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        lines.serialize(AgencyLine {
            id: agency.key.clone(),
            kind: agency.kind.clone(),
            name_vi: name("vi"),
            name_en: name("en"),
            code: agency.code.clone(),
            valid_from: day(agency.valid_from),
            valid_to: day(agency.valid_to),
            successor: agency.successor.clone().unwrap_or_default(),
            event: agency.event.clone(),
            source: agency.source.clone(),
            verified: agency.verified.clone(),
        })?;
    }
    let bytes = lines.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
