//! The change log for those who may read it: who did what to what and when, its chain recomputed on
//! a button, and all of it as CSV. Not for undoing itself: a row offers it, and taking an act back is a row more.

mod parts;
mod subjects;

use super::frame::{View, render};
use super::names::Names;
use super::rows::Choice;
use super::session::Signed;
use super::undo;
use crate::people::{Right, Scope};
use crate::platform::changes::{self, Change, Looked};
use crate::platform::i18n::{Args, Language, grouped};
use crate::platform::text::slug;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use subjects::{About, Subjects};

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/log", get(show))
        .route("/desk/log/verify", post(verify))
        .route("/desk/log.csv", get(csv))
}

const PER_PAGE: i64 = 50;
/// The most rows of one CSV file; a spreadsheet takes no more than twice as many.
const MOST_IN_CSV: usize = 500_000;

/// What the log is asked for in its address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    person: String,
    verb: String,
    subject: String,
    from: String,
    to: String,
    #[serde(skip_serializing)]
    before: String,
}

impl Asked {
    fn read(query: Option<&str>) -> Asked {
        serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default()
    }

    fn query(&self) -> String {
        let all = [
            ("person", &self.person),
            ("verb", &self.verb),
            ("subject", &self.subject),
            ("from", &self.from),
            ("to", &self.to),
        ];
        let given: Vec<_> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        serde_urlencoded::to_string(given).unwrap_or_default()
    }

    fn looked(&self, portal: &Portal) -> Looked {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let begin =
            |day: Date| Some(day.to_zoned(portal.zone.clone()).ok()?.timestamp().as_millisecond());
        let day = |text: &str| text.parse::<Date>().ok();
        Looked {
            actor: text(&self.person),
            verb: text(&self.verb),
            subject: text(&self.subject).map(|given| as_named(&given)),
            from: day(&self.from).and_then(begin),
            // The last day counts to its end.
            until: day(&self.to).and_then(|day| begin(day.checked_add(1.day()).ok()?)),
        }
    }

    fn before(&self) -> i64 {
        self.before.parse().unwrap_or(i64::MAX)
    }
}

/// What somebody looks for as the log may have named it: `news/khai-mac` as it is, a title as the key made of it.
fn as_named(given: &str) -> String {
    if given.contains('/') { given.to_owned() } else { slug(given) }
}

#[derive(Serialize)]
struct LogPage {
    asked: Asked,
    query: String,
    note: String,
    rows: Vec<RowView>,
    people: Vec<Choice>,
    verbs: Vec<Choice>,
    newest_url: Option<String>,
    older_url: Option<String>,
    csv_url: String,
    /// What the chain was found to be, when it was just recomputed.
    chain: Option<Chain>,
}

#[derive(Serialize)]
struct Chain {
    whole: bool,
    title: String,
    text: String,
}

#[derive(Serialize)]
struct RowView {
    seq: i64,
    date: String,
    time: String,
    person: String,
    deed: String,
    about: About,
    /// What it is about as the log names it: what its files and the API say.
    subject: String,
    undo_url: Option<String>,
    detail: Vec<(String, String)>,
    hash: String,
}

fn may_read(signed: &Signed) -> Result<(), Fault> {
    signed.may(Right::ReadLog, &Scope::site()).then_some(()).ok_or(Fault::Forbidden)
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    may_read(&signed)?;
    page(&portal, &signed, Asked::read(query.as_deref()), None).await
}

/// Recomputes the whole chain and the frozen months of visits, and says what was found.
async fn verify(State(portal): State<Portal>, signed: Signed) -> Result<Response, Fault> {
    may_read(&signed)?;
    let language = signed.person.language;
    let altered = changes::verify(&portal.db).await?;
    let mut args = Args::new();
    let count = match altered {
        Some(seq) => seq,
        None => changes::last(&portal.db).await?,
    };
    args.set("count", figure(&portal, language, count));
    // The log holds a checksum of each month of figures that is over: it is made again too.
    let month = crate::visits::altered(&portal.db).await?;
    if let Some(month) = &month {
        args.set("month", month.as_str());
    }
    let (title, key) = match (altered, &month) {
        (Some(_), _) => ("board-log-altered-title", "board-log-altered"),
        (None, Some(_)) => ("board-log-month-altered-title", "board-log-month-altered"),
        (None, None) => ("board-log-whole-title", "board-log-whole"),
    };
    let text = portal.words.say_with(language, key, &args);
    let title = portal.say(language, title);
    let chain = Chain { whole: altered.is_none() && month.is_none(), title, text };
    page(&portal, &signed, Asked::default(), Some(chain)).await
}

fn figure(portal: &Portal, language: Language, number: i64) -> String {
    grouped(u64::try_from(number).unwrap_or(0), portal.words.separator(language))
}

async fn page(
    portal: &Portal,
    signed: &Signed,
    asked: Asked,
    chain: Option<Chain>,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let names = Names::read(portal, language).await?;
    let looked = asked.looked(portal);
    let found = changes::found(&portal.db, &looked).await?;
    let shown = changes::looked_for(&portal.db, &looked, asked.before(), PER_PAGE).await?;
    let query = asked.query();
    let url = |more: Option<i64>| {
        let before = more.map(|seq| format!("before={seq}"));
        let all: Vec<String> = [Some(query.clone()).filter(|query| !query.is_empty()), before]
            .into_iter()
            .flatten()
            .collect();
        format!("/desk/log?{}", all.join("&"))
    };
    let is_full = i64::try_from(shown.len()).unwrap_or(0) == PER_PAGE;
    let oldest = shown.last().map(|change| change.seq).filter(|seq| is_full && *seq > 1);
    let mut args = Args::new();
    args.set("count", figure(portal, language, found));
    let subjects = Subjects::read((portal, signed), &names, &shown).await?;
    let mut rows = Vec::new();
    for change in &shown {
        let undo_url = undo::offered(&portal.db, &signed.actor, change).await?;
        let about = subjects.about(change);
        rows.push(RowView { undo_url, ..row(portal, language, &names, (change, about)) });
    }
    let own = LogPage {
        note: portal.words.say_with(language, "board-log-count", &args),
        rows,
        people: people(&names),
        verbs: verbs(portal, language).await?,
        newest_url: (!asked.before.is_empty()).then(|| url(None)),
        older_url: oldest.map(|seq| url(Some(seq))),
        csv_url: format!("/desk/log.csv?{query}"),
        query,
        asked,
        chain,
    };
    let title = portal.say(language, "board-log-title");
    render(portal, signed, View { template: "desk/log.html", title, current: "log", own }).await
}

fn people(names: &Names) -> Vec<Choice> {
    let people = names.all().into_iter();
    let people = people.map(|(id, name)| Choice::new(format!("person:{id}"), name));
    let others = ["operator", "scheduler"].map(|name| Choice::new(name, names.actor(name)));
    people.chain(others).collect()
}

async fn verbs(portal: &Portal, language: Language) -> Result<Vec<Choice>, Fault> {
    let verbs = changes::verbs(&portal.db).await?;
    let mut choices: Vec<Choice> = verbs
        .into_iter()
        .map(|verb| Choice::new(&*verb, verb_name(portal, language, &verb)))
        .collect();
    choices.sort_by_key(|choice| crate::platform::text::fold(&choice.label));
    Ok(choices)
}

/// A verb of the log in words; one without words of its own as it stands.
pub fn verb_name(portal: &Portal, language: Language, verb: &str) -> String {
    // Some verbs of accounts are two words in the log; keys have no spaces.
    let key = format!("board-verb-{}", verb.replace(' ', "-"));
    if portal.words.has(&key) { portal.say(language, &key) } else { verb.to_owned() }
}

fn row(
    portal: &Portal,
    language: Language,
    names: &Names,
    (change, about): (&Change, About),
) -> RowView {
    let date = portal.moment(language, change.at);
    RowView {
        seq: change.seq,
        date: date.numeric,
        time: date.time.unwrap_or_default(),
        person: names.actor(&change.actor),
        deed: verb_name(portal, language, &change.verb),
        about,
        subject: change.subject.clone(),
        undo_url: None,
        detail: detail(change),
        hash: change.hash.clone(),
    }
}

/// How much of one detail the page shows, in letters; the CSV has all of it.
const SHOWN: usize = 400;

/// What a change says of itself beyond its subject, as it stands.
fn detail(change: &Change) -> Vec<(String, String)> {
    let fields = change.detail.as_object().into_iter().flatten();
    let own = fields.filter(|(name, value)| *name != "touches" && !value.is_null());
    own.map(|(name, value)| {
        let mut text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if let Some((cut, _)) = text.char_indices().nth(SHOWN) {
            text.truncate(cut);
            text.push('…');
        }
        (name.clone(), text)
    })
    .collect()
}

/// The rows somebody looked for as CSV, newest first.
async fn csv(
    State(portal): State<Portal>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    may_read(&signed)?;
    let looked = Asked::read(query.as_deref()).looked(&portal);
    let names = Names::read(&portal, signed.person.language).await?;
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(["seq", "at", "actor", "name", "verb", "subject", "detail", "hash"])?;
    let (mut before, mut written) = (i64::MAX, 0);
    while written < MOST_IN_CSV {
        let changes = changes::looked_for(&portal.db, &looked, before, 1000).await?;
        let Some(last) = changes.last() else { break };
        before = last.seq;
        written += changes.len();
        for change in &changes {
            lines.write_record(record(&names, change).map(|field| harmless(&field)))?;
        }
    }
    let text = lines.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let name = HeaderValue::from_static("attachment; filename=\"change-log.csv\"");
    headers.insert(CONTENT_DISPOSITION, name);
    Ok(response)
}

fn record(names: &Names, change: &Change) -> [String; 8] {
    let at = Timestamp::from_millisecond(change.at).unwrap_or_default().to_string();
    [
        change.seq.to_string(),
        at,
        change.actor.clone(),
        names.actor(&change.actor),
        change.verb.clone(),
        change.subject.clone(),
        change.detail.to_string(),
        change.hash.clone(),
    ]
}

/// A spreadsheet takes a field that begins with one of these signs for a formula (OWASP, CSV
/// injection).
pub(super) fn harmless(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_of_the_csv_is_a_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("@name"), "'@name");
        assert_eq!(harmless("news/khai-mac"), "news/khai-mac");
    }

    #[test]
    fn only_what_is_asked_for_stands_in_the_address() {
        let asked = Asked::read(Some("person=person%3A7&verb=&subject=news&before=40"));
        assert_eq!(asked.query(), "person=person%3A7&subject=news");
        assert_eq!(asked.before(), 40);
        assert_eq!(Asked::read(None).before(), i64::MAX);
    }
}
