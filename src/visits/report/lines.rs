//! A table's rows with what each is called, in the language of whoever reads it.

use super::model::{Row, Table};
use crate::editorial::{self, Titled};
use crate::platform::db::Result;
use crate::platform::i18n::{Args, Language};
use crate::portal::Portal;
use crate::site::text_in;
use crate::visits::balance::former_of;
use crate::visits::reader::Class;
use ahash::AHashMap;
use serde::Serialize;

/// A row with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What the row is of, as programs know it: see [`Row::key`]. Of an entry `kind/key`.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The entry's number, of entries.
    pub entry: Option<i64>,
    /// The language of an entry's title.
    pub language: Option<String>,
    /// Where readers find it, of what they find.
    pub url: Option<String>,
    /// Views; of searches how often the words were asked.
    pub views: i64,
    /// Visitors, estimated, where they are known.
    pub visitors: Option<i64>,
    /// What an earlier portal had counted of an entry: in no other figure.
    pub former_views: Option<i64>,
}

impl Line {
    fn of(row: &Row, name: String) -> Line {
        Line {
            key: row.key.clone(),
            name,
            entry: None,
            language: None,
            url: None,
            views: row.views,
            visitors: row.visitors,
            former_views: None,
        }
    }
}

/// Names the rows of a table.
pub async fn lines(
    portal: &Portal,
    language: Language,
    table: Table,
    rows: &[Row],
) -> Result<Vec<Line>> {
    if table == Table::Entries {
        return entries(portal, language, rows).await;
    }
    let name = |row: &Row| Line::of(row, name(portal, language, table, &row.key));
    Ok(rows.iter().map(name).collect())
}

fn name(portal: &Portal, language: Language, table: Table, key: &str) -> String {
    let say = |key: &str| portal.say(language, key);
    let known = |made: String| portal.words.has(&made).then(|| portal.say(language, &made));
    match (table, key) {
        (Table::Sections, "0") => say("visits-lists"),
        (Table::Sections, "-1") => say("visits-front"),
        (Table::Sections, "") => say("visits-no-section"),
        (Table::Sections, key) => {
            let site = portal.known();
            let section = site.site.section(key).and_then(|one| text_in(&one.name, language));
            section.map_or_else(|| key.to_owned(), str::to_owned)
        }
        (Table::Languages, code) => {
            known(format!("site-language-{code}")).unwrap_or_else(|| code.to_owned())
        }
        (Table::Countries, "") => say("visits-country-unknown"),
        (Table::Countries, code) => {
            let mut args = Args::new();
            args.set("code", code);
            let coded = || portal.words.say_with(language, "visits-country-code", &args);
            known(format!("country-{code}")).unwrap_or_else(coded)
        }
        (Table::Devices, device) => {
            known(format!("visits-device-{device}")).unwrap_or_else(|| device.to_owned())
        }
        (Table::Campaigns, key) => match key.split_once(':') {
            Some((_, tag)) if !tag.is_empty() => tag.to_owned(),
            _ => key.to_owned(),
        },
        (Table::Sources, key) => source(portal, language, key),
        (Table::Entries | Table::Searches, key) => key.to_owned(),
    }
}

/// A host by its own name, with what sort of place it is; what has no host by its sort alone.
fn source(portal: &Portal, language: Language, key: &str) -> String {
    let (class, host) = key.split_once(':').unwrap_or((key, ""));
    let class = Class::named(class).unwrap_or(Class::Unknown);
    if host.is_empty() {
        return portal.say(language, &format!("visits-source-{}", class.name()));
    }
    host.to_owned()
}

async fn entries(portal: &Portal, language: Language, rows: &[Row]) -> Result<Vec<Line>> {
    let numbers: Vec<i64> = rows.iter().filter_map(|row| row.key.parse().ok()).collect();
    let named = editorial::titled(&portal.db, &numbers, language).await?;
    let named: AHashMap<i64, Titled> = named.into_iter().map(|one| (one.entry, one)).collect();
    let former: AHashMap<i64, i64> = former_of(&portal.db, &numbers).await?.into_iter().collect();
    let line = |row: &Row| {
        let number: i64 = row.key.parse().unwrap_or(0);
        match (number, named.get(&number)) {
            (0, _) => Line::of(row, portal.say(language, "visits-lists")),
            (-1, _) => Line {
                url: Some(portal.addresses.front(language)),
                ..Line::of(row, portal.say(language, "visits-front"))
            },
            (_, Some(titled)) => Line {
                former_views: former.get(&number).copied(),
                ..of_entry(portal, language, row, titled)
            },
            (_, None) => Line::of(row, portal.say(language, "visits-entry-gone")),
        }
    };
    Ok(rows.iter().map(line).collect())
}

fn of_entry(portal: &Portal, language: Language, row: &Row, titled: &Titled) -> Line {
    let untitled = || portal.say(language, "visits-entry-untitled");
    let name = if titled.title.is_empty() { untitled() } else { titled.title.clone() };
    let url = titled.slug.as_ref();
    Line {
        key: format!("{}/{}", titled.kind, titled.key),
        entry: Some(titled.entry),
        language: Some(titled.language.to_string()),
        url: url.map(|slug| portal.addresses.entry(titled.language, &titled.kind, slug)),
        ..Line::of(row, name)
    }
}
