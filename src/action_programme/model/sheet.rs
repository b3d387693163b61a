//! Plans as a table, a line an activity: what goes out comes in. Reading and writing lines only; what
//! a table changes is found by `actions/sheet.rs`.

use super::{Activity, ActivityDraft, ActivityId, Budget, Programme, Text, Texts};
use crate::agency::Register;
use crate::platform::i18n::Language;
use crate::platform::text::nfc;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The columns that every table has; `title_<language>` and `note_<language>` follow.
pub const COLUMNS: [&str; 11] = [
    "period", "agency", "plan", "signed", "activity", "measure", "starts", "ends", "budget",
    "currency", "state",
];

/// A line of a table, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// Its number in the file, the head being 1.
    pub line: usize,
    /// The first day of the plan's period.
    pub period: Date,
    /// The agency whose plan it is.
    pub agency: String,
    /// The plan's number and sign, cited.
    pub plan: String,
    /// The day the plan was signed.
    pub signed: Option<Date>,
    /// The activity it changes; none is a new one.
    pub activity: Option<ActivityId>,
    /// The state the activity had when the table went out; it is changed at the desk only.
    pub state: String,
    /// What the activity is to say.
    pub draft: ActivityDraft,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFault {
    /// Its number in the file, the head being 1.
    pub line: usize,
    /// The column.
    pub column: String,
    /// The key of the sentence that says it.
    pub key: &'static str,
}

/// The head of a table in these languages.
pub fn headings(languages: &[Language]) -> Vec<String> {
    let words = languages.iter().flat_map(|one| [format!("title_{one}"), format!("note_{one}")]);
    COLUMNS.iter().map(|&name| name.to_owned()).chain(words).collect()
}

/// Reads a table whose first row is its head. Every fault is named, each with its line.
pub fn read_sheet(
    programme: &Programme,
    register: &Register,
    rows: &[Vec<String>],
) -> Result<Vec<SheetLine>, Vec<SheetFault>> {
    let Some((head, rows)) = rows.split_first() else {
        return Err(vec![fault(1, "", "programme-sheet-empty")]);
    };
    let head = Head::read(head)?;
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (line, row) in (2..).zip(rows) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut reading = Reading { line, head: &head, row, faults: Vec::new() };
        let read = reading.line(programme, register);
        if let Some(activity) = read.as_ref().and_then(|read| read.activity)
            && !seen.insert(activity)
        {
            reading.wrong("activity", "programme-sheet-twice");
        }
        faults.append(&mut reading.faults);
        lines.extend(read);
    }
    if lines.is_empty() && faults.is_empty() {
        faults.push(fault(1, "", "programme-sheet-empty"));
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}

fn fault(line: usize, column: &str, key: &'static str) -> SheetFault {
    SheetFault { line, column: column.to_owned(), key }
}

/// Where each column stands.
struct Head {
    places: BTreeMap<String, usize>,
    languages: Vec<Language>,
}

impl Head {
    fn read(row: &[String]) -> Result<Head, Vec<SheetFault>> {
        let (mut places, mut languages, mut faults) = (BTreeMap::new(), Vec::new(), Vec::new());
        for (at, cell) in row.iter().enumerate() {
            let name = cell.trim().trim_start_matches('\u{feff}').to_lowercase();
            if name.is_empty() {
                continue;
            }
            let words = name.strip_prefix("title_").or_else(|| name.strip_prefix("note_"));
            let language: Option<Language> = words.and_then(|code| code.parse().ok());
            if language.is_none() && !COLUMNS.contains(&name.as_str()) {
                faults.push(fault(1, &name, "programme-sheet-unknown-column"));
            }
            if let Some(language) = language.filter(|one| !languages.contains(one)) {
                languages.push(language);
            }
            if places.insert(name.clone(), at).is_some() {
                faults.push(fault(1, &name, "programme-sheet-column-twice"));
            }
        }
        for name in ["period", "agency", "measure", "starts", "ends"] {
            if !places.contains_key(name) {
                faults.push(fault(1, name, "programme-sheet-no-column"));
            }
        }
        if faults.is_empty() { Ok(Head { places, languages }) } else { Err(faults) }
    }
}

struct Reading<'a> {
    line: usize,
    head: &'a Head,
    row: &'a [String],
    faults: Vec<SheetFault>,
}

impl Reading<'_> {
    fn cell(&self, name: &str) -> String {
        let at = self.head.places.get(name);
        let cell = at.and_then(|at| self.row.get(*at)).map_or("", String::as_str);
        nfc(cell.trim()).into_owned()
    }

    fn wrong(&mut self, column: &str, key: &'static str) {
        self.faults.push(fault(self.line, column, key));
    }

    fn some_day(&mut self, name: &str) -> Option<Date> {
        let text = self.cell(name);
        if text.is_empty() {
            return None;
        }
        let day = read_day(&text);
        if day.is_none() {
            self.wrong(name, "programme-sheet-day");
        }
        day
    }

    fn day(&mut self, name: &str) -> Option<Date> {
        if self.cell(name).is_empty() {
            self.wrong(name, "programme-sheet-day");
            return None;
        }
        self.some_day(name)
    }

    fn budget(&mut self) -> Option<Budget> {
        let text = self.cell("budget");
        if text.is_empty() {
            return None;
        }
        let currency = Some(self.cell("currency")).filter(|text| !text.is_empty());
        let budget = read_budget(&text, currency.as_deref().unwrap_or("VND"));
        if budget.is_none() {
            self.wrong("budget", "programme-sheet-budget");
        }
        budget
    }

    fn words(&mut self) -> Texts {
        let text = |language: &Language| {
            let title = self.cell(&format!("title_{language}"));
            let note = self.cell(&format!("note_{language}"));
            (!title.is_empty()).then_some((*language, Text { title, note }))
        };
        let words: Texts = self.head.languages.iter().filter_map(text).collect();
        if words.is_empty() {
            self.wrong("title_vi", "programme-fault-title");
        }
        words
    }

    fn line(&mut self, programme: &Programme, register: &Register) -> Option<SheetLine> {
        let (period, starts, ends) = (self.day("period"), self.day("starts"), self.day("ends"));
        let periods = &programme.outline.periods;
        if period.is_some_and(|day| periods.iter().all(|one| one.starts != day)) {
            self.wrong("period", "programme-sheet-period");
        }
        let agency = self.cell("agency");
        if register.get(&agency).is_none() {
            self.wrong("agency", "programme-sheet-agency");
        }
        let measure = programme.measure(&self.cell("measure")).and_then(|one| one.id);
        if measure.is_none() {
            self.wrong("measure", "programme-sheet-measure");
        }
        if starts.zip(ends).is_some_and(|(starts, ends)| starts > ends) {
            self.wrong("ends", "programme-fault-order");
        }
        let activity = self.cell("activity");
        let number: Option<i64> = activity.parse().ok();
        if number.is_none() && !activity.is_empty() {
            self.wrong("activity", "programme-sheet-activity");
        }
        let (signed, budget, words) = (self.some_day("signed"), self.budget(), self.words());
        let draft =
            ActivityDraft { measure: measure?, starts: starts?, ends: ends?, budget, words };
        Some(SheetLine {
            line: self.line,
            period: period?,
            plan: self.cell("plan"),
            state: self.cell("state"),
            activity: number.map(ActivityId),
            agency,
            signed,
            draft,
        })
    }
}

/// A day as people write it: 2026-12-31 or 31/12/2026.
fn read_day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    day.filter(|_| parts.next().is_none())
}

/// Money as people write it: with points, commas or spaces between thousands.
pub fn read_budget(text: &str, currency: &str) -> Option<Budget> {
    let digits: String =
        text.chars().filter(|one| !matches!(one, '.' | ',' | ' ' | '\u{a0}')).collect();
    Budget::new(digits.parse().ok()?, currency)
}

/// The plan an activity stands in, as a line names it.
#[derive(Clone, Copy, Debug)]
pub struct SheetPlan<'a> {
    /// The first day of its period.
    pub period: Date,
    /// The agency whose it is.
    pub agency: &'a str,
    /// Its number and sign.
    pub reference: &'a str,
    /// The day it was signed.
    pub signed: Option<Date>,
}

/// Writes an activity as a line under [`headings`].
pub fn write_line(
    programme: &Programme,
    languages: &[Language],
    plan: SheetPlan<'_>,
    activity: &Activity,
) -> Vec<String> {
    let draft = &activity.draft;
    let mut measures = programme.measures().map(|(_, measure)| measure);
    let measure = measures.find(|one| one.id == Some(draft.measure));
    let mut line = vec![
        plan.period.to_string(),
        plan.agency.to_owned(),
        plan.reference.to_owned(),
        plan.signed.map(|day| day.to_string()).unwrap_or_default(),
        activity.id.to_string(),
        measure.map(|one| one.key.clone()).unwrap_or_default(),
        draft.starts.to_string(),
        draft.ends.to_string(),
        draft.budget.as_ref().map(|one| one.amount.to_string()).unwrap_or_default(),
        draft.budget.as_ref().map(|one| one.currency.clone()).unwrap_or_default(),
        activity.state.name().to_owned(),
    ];
    for language in languages {
        let text = draft.words.get(language).cloned().unwrap_or_default();
        line.extend([text.title, text.note]);
    }
    line
}
