//! An entry as a row of any list of the desk. Not for which entries a list holds.

use super::names::Names;
use crate::editorial::{self, Cell, Line, Original, Share, Stage, Standing, State};
use crate::platform::db::Result;
use crate::platform::i18n::{Args, Language};
use crate::portal::Portal;
use serde::Serialize;
use std::collections::HashMap;

/// An entry in one language, ready for a list.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What a form picks it by: `12.vi`.
    pub pick: String,
    /// Where it is edited.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The name of its kind.
    pub kind: String,
    /// Its language's code.
    pub lang: String,
    /// Its language's own name.
    pub language: String,
    /// The states its badges show, the most pressing first.
    pub badges: Vec<&'static str>,
    /// When it moved last: day and hour.
    pub date: String,
    /// Who moved it.
    pub person: String,
    /// The body that publishes it.
    pub publisher: String,
    /// What a list says of it beyond that.
    pub note: String,
    /// Its other languages.
    pub others: Vec<Other>,
}

/// Another language of an entry.
#[derive(Clone, Debug, Serialize)]
pub struct Other {
    /// The language's code.
    pub lang: String,
    /// The language's own name.
    pub language: String,
    /// What stands there, as [`state_of`] names it.
    pub state: &'static str,
    /// The same in a word.
    pub word: String,
    /// Where it is edited.
    pub url: String,
}

/// Writes rows for one reader of the desk.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The portal.
    pub portal: &'a Portal,
    /// The language the desk speaks to her.
    pub language: Language,
    /// The names of her colleagues.
    pub names: &'a Names,
}

impl Writer<'_> {
    /// The row of a line.
    pub fn row(&self, line: &Line) -> Row {
        Row {
            pick: format!("{}.{}", line.entry, line.language),
            url: entry_url(line.entry, line.language),
            title: line.title.clone(),
            kind: kind_name(self.portal, self.language, &line.kind),
            lang: line.language.to_string(),
            language: language_name(self.portal, line.language),
            badges: badges(line),
            date: self.moment(line.moved_at),
            person: self.names.actor(&line.moved_by),
            publisher: agency_name(self.portal, self.language, &line.publisher),
            note: String::new(),
            others: Vec::new(),
        }
    }

    /// The rows of lines, each with the other languages of its entry.
    pub async fn rows(&self, lines: &[Line]) -> Result<Vec<Row>> {
        let mut others = others(self.portal, self.language, lines).await?;
        let row = |line: &Line| {
            let mut row = self.row(line);
            let of_entry = others.remove(&line.entry).unwrap_or_default();
            row.others = of_entry.into_iter().filter(|other| other.lang != row.lang).collect();
            row
        };
        Ok(lines.iter().map(row).collect())
    }

    /// A moment as lists show it: `20/11/2026, 10:15`.
    pub fn moment(&self, at: i64) -> String {
        let date = self.portal.moment(self.language, at);
        format!("{}, {}", date.numeric, date.time.unwrap_or_default())
    }

    /// A sentence with one figure or name in it.
    pub fn with(&self, key: &str, name: &'static str, value: impl Into<String>) -> String {
        let mut args = Args::new();
        args.set(name, value.into());
        self.portal.words.say_with(self.language, key, &args)
    }
}

async fn others(
    portal: &Portal,
    language: Language,
    lines: &[Line],
) -> Result<HashMap<i64, Vec<Other>>> {
    let entries: Vec<i64> = lines.iter().map(|line| line.entry).collect();
    let mut found: HashMap<i64, Vec<Other>> = HashMap::new();
    if entries.is_empty() {
        return Ok(found);
    }
    for cell in editorial::cells(&portal.db, &entries).await? {
        if cell.stands != Standing::Unwanted {
            found.entry(cell.entry).or_default().push(Other {
                lang: cell.language.to_string(),
                language: language_name(portal, cell.language),
                state: state_of(&cell),
                word: portal
                    .say(language, &format!("desk-state-{}", state_of(&cell)))
                    .to_lowercase(),
                url: entry_url(cell.entry, cell.language),
            });
        }
    }
    Ok(found)
}

/// What a cell is called: a state of the desk's parts.
pub fn state_of(cell: &Cell) -> &'static str {
    let Standing::Words { state, stage, share } = cell.stands else { return "unwanted" };
    match (share, stage, state) {
        (Share::Original, ..) => "original",
        (_, Stage::Submitted, _) => "submitted",
        (_, Stage::Returned, _) => "returned",
        (_, Stage::Scheduled, _) => "scheduled",
        (Share::Outdated, ..) => "outdated",
        (_, _, State::Draft) => "translating",
        (_, _, ended) => ended.name(),
    }
}

/// The states a line's badges show: how far the newest edition has come, and what readers get when
/// that is something else.
pub fn badges(line: &Line) -> Vec<&'static str> {
    let mut badges = match (line.stage, line.state) {
        (Stage::Settled, state) => vec![state.name()],
        (stage, State::Draft) => vec![stage.name()],
        (stage, public) => vec![stage.name(), public.name()],
    };
    if line.forced {
        badges.push("forced");
    }
    badges
}

/// Where an entry is edited.
pub fn entry_url(entry: i64, language: Language) -> String {
    format!("/desk/entries/{entry}/{language}")
}

/// The name of a kind: `Bài viết`.
pub fn kind_name(portal: &Portal, language: Language, kind: &str) -> String {
    let key = format!("board-kind-{kind}");
    if portal.words.has(&key) { portal.say(language, &key) } else { kind.to_owned() }
}

/// A language by its own name, or by its code when the program has none for it.
pub fn language_name(portal: &Portal, language: Language) -> String {
    let key = format!("site-language-{language}");
    if portal.words.has(&key) { portal.say(language, &key) } else { language.to_string() }
}

/// What the body of a key is called today.
pub fn agency_name(portal: &Portal, language: Language, key: &str) -> String {
    let known = portal.known();
    let agency = known.agencies.on(key, portal.today());
    agency.map_or_else(|| key.to_owned(), |agency| agency.name(language).to_owned())
}

/// A choice of a `<select>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into() }
    }
}

/// The kinds of this program as choices.
pub fn kinds(portal: &Portal, language: Language) -> Vec<Choice> {
    let kinds = portal.kinds.0.iter().map(|rules| rules.kind.name());
    let mut choices: Vec<Choice> =
        kinds.map(|kind| Choice::new(kind, kind_name(portal, language, kind))).collect();
    let place = |choice: &Choice| KINDS.iter().position(|kind| *kind == choice.value);
    choices.sort_by_key(|choice| place(choice).unwrap_or(KINDS.len()));
    choices
}

/// The kinds as the navigation lists them, what is written most first.
const KINDS: [&str; 7] = ["news", "festival", "gallery", "video", "document", "factcheck", "page"];

/// The languages of the site as choices.
pub fn languages(portal: &Portal) -> Vec<Choice> {
    let known = portal.known();
    let languages = known.site.languages.iter();
    languages.map(|one| Choice::new(one.to_string(), language_name(portal, *one))).collect()
}

impl Writer<'_> {
    /// A translation that lags behind its original.
    pub fn lagging(&self, original: &Original, language: Language) -> Row {
        Row {
            pick: format!("{}.{language}", original.entry),
            url: entry_url(original.entry, language),
            title: original.title.clone(),
            kind: kind_name(self.portal, self.language, &original.kind),
            lang: original.language.to_string(),
            language: language_name(self.portal, language),
            badges: vec!["outdated"],
            date: self.moment(original.moved_at),
            person: String::new(),
            publisher: String::new(),
            note: language_name(self.portal, language),
            others: Vec::new(),
        }
    }
}
