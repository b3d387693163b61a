//! One field's value as inputs show it, and back. Not for lists of rows (`own.rs`), pictures
//! (`pictures.rs`) or the body (`body.rs`).

use super::choices::Choices;
use super::problem::{Problem, short};
use super::sent::Sent;
use crate::editorial::body::LinkTarget;
use crate::editorial::{FieldKind, Need};
use crate::platform::text::nfc;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde_json::Value;

/// The longest line, in characters.
pub const LONGEST_LINE: usize = 500;
/// The longest text of several lines, in characters.
pub const LONGEST_LINES: usize = 10_000;
/// The largest whole number a field takes.
const LARGEST: u32 = 999_999_999;

/// A value as inputs show it: one text, and for moments the time of the day beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What the input shows; of a moment its day.
    pub text: String,
    /// The time of a moment's day, where it is known.
    pub time: String,
}

impl Shown {
    /// Whether nothing is filled in. An unticked box is nothing.
    pub fn is_blank(&self, kind: FieldKind) -> bool {
        let no = kind == FieldKind::Flag && self.text == "0";
        (no || self.text.trim().is_empty()) && self.time.trim().is_empty()
    }
}

/// A stored value as inputs show it.
pub fn shown(kind: FieldKind, value: Option<&Value>, zone: &TimeZone) -> Shown {
    let text = match (kind, value) {
        (FieldKind::Flag, value) => {
            let yes = value.and_then(Value::as_bool).unwrap_or(false);
            if yes { "1" } else { "0" }.to_owned()
        }
        (FieldKind::Moment, Some(Value::String(text))) => return moment_shown(text, zone),
        (FieldKind::Entries, Some(Value::Array(entries))) => {
            let keys: Vec<&str> = entries.iter().filter_map(Value::as_str).collect();
            keys.join("\n")
        }
        (_, None | Some(Value::Null)) => String::new(),
        (_, Some(Value::String(text))) => text.clone(),
        (_, Some(other)) => other.to_string(),
    };
    Shown { text, time: String::new() }
}

fn moment_shown(text: &str, zone: &TimeZone) -> Shown {
    let Ok(moment) = text.parse::<Timestamp>() else {
        return Shown { text: text.to_owned(), time: String::new() };
    };
    let wall = moment.to_zoned(zone.clone());
    let time = if wall.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    Shown { text: wall.date().to_string(), time: wall.strftime(time).to_string() }
}

/// What a form sends for a field; nothing when the form does not carry it.
pub fn sent(sent: &Sent<'_>, kind: FieldKind, name: &str) -> Option<Shown> {
    if kind == FieldKind::Moment {
        let (day, time) = (sent.get(&format!("{name}.day")), sent.get(&format!("{name}.time")));
        let part = |part: Option<&str>| part.unwrap_or_default().to_owned();
        return (day.is_some() || time.is_some())
            .then(|| Shown { text: part(day), time: part(time) });
    }
    let text = unix(sent.get(name)?);
    let text = match kind {
        FieldKind::Flag => if sent.ticked(name) { "1" } else { "0" }.to_owned(),
        _ => text,
    };
    Some(Shown { text, time: String::new() })
}

/// Text with the line ends that are stored; browsers send their own.
pub fn unix(text: &str) -> String {
    if text.contains('\r') {
        return text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text.to_owned()
}

/// One line as it is stored: NFC, no line ends, no invisible signs, nothing around it.
pub fn line(text: &str) -> String {
    let blank = |c: char| matches!(c, '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}');
    let plain: String = text.chars().map(|c| if blank(c) { ' ' } else { c }).collect();
    nfc(&without_controls(&plain)).trim().to_owned()
}

/// Several lines as they are stored.
pub fn lines(text: &str) -> String {
    let text = without_controls(&unix(text));
    let kept: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    nfc(&kept.join("\n")).trim().to_owned()
}

/// PostgreSQL stores no NUL, and no reader sees the others.
pub fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// What a field accepts beside its own form.
pub struct Accepts<'a> {
    /// The keys and names there are.
    pub choices: &'a Choices<'a>,
    /// Whether it may be empty.
    pub need: Need,
}

/// Reads a value; `Null` when nothing is filled in.
pub fn parse(kind: FieldKind, shown: &Shown, accepts: &Accepts<'_>) -> Result<Value, Problem> {
    let text = line(&shown.text);
    if text.is_empty() && shown.time.trim().is_empty() {
        return Ok(Value::Null);
    }
    match kind {
        FieldKind::Line => within(text, LONGEST_LINE),
        FieldKind::Lines => within(lines(&shown.text), LONGEST_LINES),
        FieldKind::WebAddress => web_address(&text),
        FieldKind::Mail => mail(text),
        FieldKind::Day => Ok(Value::String(day(&text)?.to_string())),
        FieldKind::Moment => moment(&text, shown.time.trim(), accepts.choices.zone()),
        FieldKind::Whole => whole(&text),
        FieldKind::Flag => Ok(Value::Bool(text == "1")),
        FieldKind::Choice(values) => known(values.contains(&text.as_str()), text, Problem::Unknown),
        FieldKind::Section | FieldKind::Agency | FieldKind::Province | FieldKind::Place => {
            known(accepts.choices.has(kind, &text), text, Problem::Unknown)
        }
        FieldKind::Picture => picture(text, accepts),
        FieldKind::File(type_begins) => {
            known(accepts.choices.has_file(&text, type_begins), text, Problem::NoFile)
        }
        FieldKind::Entries => entries(&shown.text, accepts.choices),
        FieldKind::Rows { .. } => Ok(Value::Null),
    }
}

fn within(text: String, most: usize) -> Result<Value, Problem> {
    if text.chars().count() > most { Err(Problem::TooLong(most)) } else { Ok(text.into()) }
}

fn known(is: bool, text: String, problem: fn(String) -> Problem) -> Result<Value, Problem> {
    if is { Ok(text.into()) } else { Err(problem(short(&text))) }
}

fn web_address(text: &str) -> Result<Value, Problem> {
    match LinkTarget::parse(text) {
        Ok(LinkTarget::Web(url)) => within(url, 4 * LONGEST_LINE),
        _ => Err(Problem::WebAddress),
    }
}

fn mail(text: String) -> Result<Value, Problem> {
    match LinkTarget::parse(&format!("mailto:{text}")) {
        Ok(LinkTarget::Mail(_)) => within(text, LONGEST_LINE).map_err(|_| Problem::Mail),
        _ => Err(Problem::Mail),
    }
}

/// A day as browsers send it (`2020-01-29`) or as people write it (`29/01/2020`).
pub fn day(text: &str) -> Result<Date, Problem> {
    let found = match text.split_once('/') {
        Some(_) => Date::strptime("%d/%m/%Y", text).ok(),
        None => text.parse::<Date>().ok().filter(|_| text.len() == "2020-01-29".len()),
    };
    found.filter(|day| (1..=9999).contains(&day.year())).ok_or(Problem::Day)
}

/// A time as browsers send it (`20:00`) or as people write it (`20h`, `20h30`).
fn time(text: &str) -> Result<Time, Problem> {
    let text = text.to_lowercase().replace('h', ":");
    let mut parts = text.split(':').map(str::trim);
    let mut part = |empty: Option<i8>| match parts.next() {
        None | Some("") => empty.ok_or(Problem::Time),
        Some(digits) if digits.len() <= 2 => digits.parse().map_err(|_| Problem::Time),
        Some(_) => Err(Problem::Time),
    };
    let (hour, minute, second) = (part(None)?, part(Some(0))?, part(Some(0))?);
    if !text.contains(':') || parts.next().is_some() {
        return Err(Problem::Time);
    }
    Time::new(hour, minute, second, 0).map_err(|_| Problem::Time)
}

/// A day alone, or the moment of a time on the site's wall with its offset (RFC 3339).
fn moment(on: &str, at: &str, zone: &TimeZone) -> Result<Value, Problem> {
    if on.is_empty() {
        return Err(Problem::TimeWithoutDay);
    }
    let day = day(on)?;
    if at.is_empty() {
        return Ok(day.to_string().into());
    }
    let zoned = day.to_datetime(time(at)?).to_zoned(zone.clone()).map_err(|_| Problem::Day)?;
    Ok(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string().into())
}

fn whole(text: &str) -> Result<Value, Problem> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<u32>().ok().filter(|number| plain && *number <= LARGEST);
    number.map(Value::from).ok_or(Problem::Whole)
}

fn picture(file: String, accepts: &Accepts<'_>) -> Result<Value, Problem> {
    if accepts.choices.has_picture(&file) {
        return Ok(file.into());
    }
    match (accepts.choices.is_taken(&file), accepts.need) {
        // Who takes a picture out means it to be gone from everywhere it may be missing.
        (true, Need::Optional) => Ok(Value::Null),
        (true, _) => Err(Problem::PictureTaken(short(&file))),
        (false, _) => Err(Problem::NoPicture(short(&file))),
    }
}

fn entries(text: &str, choices: &Choices<'_>) -> Result<Value, Problem> {
    const MOST: usize = 50;
    let mut keys: Vec<String> = Vec::new();
    for written in text.split(['\n', ',', ';', ' ']).map(line).filter(|key| !key.is_empty()) {
        if !choices.is_entry_key(&written) {
            return Err(Problem::Entry(short(&written)));
        }
        if !keys.contains(&written) {
            keys.push(written);
        }
    }
    if keys.len() > MOST { Err(Problem::TooMany(MOST)) } else { Ok(keys.into()) }
}
