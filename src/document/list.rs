//! The list of documents and its own search: by form, issuer, year, number or words, and by what was
//! in force on a day.

use super::citation::{cite, issuer};
use super::force::{Deeds, Force, force_on};
use super::model::{DocumentFacts, DocumentWords, FORMS, KIND};
use super::public::{ForceView, all};
use crate::editorial::Live;
use crate::platform::i18n::{Date, Language};
use crate::platform::text::fold;
use crate::platform::web::pagination::{Pagination, page_number};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Indexed, Portal};
use axum::Extension;
use axum::extract::{RawQuery, State};
use jiff::civil;
use serde::Serialize;
use std::collections::BTreeSet;

const PER_PAGE: usize = 20;

/// What is looked for; what is empty is not asked about.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Asked {
    pub q: String,
    pub form: String,
    pub issuer: String,
    pub year: String,
    pub day: Option<civil::Date>,
    pub bad_day: bool,
}

/// The names of the fields, in the words of the page's language.
#[derive(Serialize)]
struct Names {
    form: String,
    issuer: String,
    year: String,
    day: String,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Serialize)]
struct Row {
    title: String,
    url: String,
    form: String,
    number: String,
    issuer: String,
    issued_on: Option<Date>,
    force: ForceView,
    citation: String,
}

#[derive(Serialize)]
struct ListPage {
    url: String,
    feed_url: String,
    names: Names,
    asked: Asked,
    day_text: String,
    asked_any: bool,
    forms: Vec<Choice>,
    issuers: Vec<Choice>,
    years: Vec<Choice>,
    rows: Vec<Row>,
    total: usize,
    day: Date,
    pagination: Option<Pagination>,
}

impl Asked {
    fn read(query: Option<&str>, names: &Names) -> Asked {
        let fields: Vec<(String, String)> =
            serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default();
        let field = |name: &str| {
            let found = fields.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let written = field(&names.day);
        let day = written.parse().ok();
        Asked {
            q: field("q"),
            form: field(&names.form),
            issuer: field(&names.issuer),
            year: field(&names.year),
            bad_day: !written.is_empty() && day.is_none(),
            day,
        }
    }

    fn any(&self) -> bool {
        let texts = [&self.q, &self.form, &self.issuer, &self.year];
        texts.iter().any(|text| !text.is_empty()) || self.day.is_some()
    }

    fn query(&self, names: &Names) -> Vec<(String, String)> {
        let day = self.day.map(|day| day.to_string()).unwrap_or_default();
        let all = [
            ("q", &self.q),
            (names.form.as_str(), &self.form),
            (names.issuer.as_str(), &self.issuer),
            (names.year.as_str(), &self.year),
            (names.day.as_str(), &day),
        ];
        let given = all.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }
}

/// A document with what the list asks about.
pub(super) struct Known<'a> {
    live: &'a Live,
    facts: DocumentFacts,
    issuer: String,
    force: Force,
}

impl Known<'_> {
    fn answers(&self, asked: &Asked) -> bool {
        let year = self.facts.issued_on.map(|day| day.year().to_string());
        (asked.form.is_empty() || self.facts.form == asked.form)
            && (asked.issuer.is_empty() || self.issuer == asked.issuer)
            && (asked.year.is_empty() || year.as_deref() == Some(&asked.year))
            && (asked.day.is_none() || self.force.binds())
            && found(&asked.q, &self.facts.number, &self.live.words.title, &self.subject())
    }

    fn subject(&self) -> String {
        DocumentWords::of(self.live).subject.unwrap_or_default()
    }
}

/// Whether every word of a question stands in the number, the title or the subject, marks or not.
pub(super) fn found(q: &str, number: &str, title: &str, subject: &str) -> bool {
    let text = fold(&format!("{number} {title} {subject}"));
    fold(q).split_whitespace().all(|word| text.contains(word))
}

/// All documents, or those that answer a question.
pub async fn list(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let number = portal.addresses.word(language, "number");
    let current = page_number(query.as_deref(), &number).ok_or(Fault::NotFound)?;
    let word = |name: &str| portal.addresses.word(language, name);
    let names =
        Names { form: word("form"), issuer: word("issuer"), year: word("year"), day: word("day") };
    let asked = Asked::read(query.as_deref(), &names);
    let entries = all(&portal, language).await?;
    let deeds = Deeds::of(&entries);
    let day = asked.day.unwrap_or_else(|| portal.today());
    let known: Vec<Known<'_>> =
        entries.iter().map(|live| know(&portal, live, &deeds, day)).collect();
    let found: Vec<&Known<'_>> = known.iter().filter(|one| one.answers(&asked)).collect();
    let from = usize::try_from(current - 1)?.saturating_mul(PER_PAGE);
    if current > 1 && from >= found.len() {
        return Err(Fault::NotFound);
    }
    let address = portal.addresses.list(language, KIND.name());
    let numbered = |page: u32| {
        let mut fields = asked.query(&names);
        if page > 1 {
            fields.push((number.clone(), page.to_string()));
        }
        let query = serde_urlencoded::to_string(fields).unwrap_or_default();
        if query.is_empty() { address.clone() } else { format!("{address}?{query}") }
    };
    let own = ListPage {
        feed_url: format!("{address}/feed.atom"),
        pagination: Pagination::new(
            current,
            i64::try_from(found.len())?,
            i64::try_from(PER_PAGE)?,
            numbered,
        ),
        forms: forms(&portal, language, &known, &asked),
        issuers: choices(known.iter().map(|one| one.issuer.clone()), &asked.issuer),
        years: years(&known, &asked),
        rows: found.iter().skip(from).take(PER_PAGE).map(|one| row(&portal, one)).collect(),
        total: found.len(),
        day: portal.day(language, day),
        day_text: asked.day.map(|day| day.to_string()).unwrap_or_default(),
        asked_any: asked.any(),
        url: address.clone(),
        names,
        asked,
    };
    render(&portal, language, own)
}

fn render(portal: &Portal, language: Language, own: ListPage) -> Result<Page, Fault> {
    let title = portal.say(language, "document-title");
    let mut frame = Frame::new(language, KIND.name(), title, own.url.clone());
    frame.description = portal.say(language, "document-list-lead");
    frame.alternates = portal.list_alternates(KIND.name());
    frame.crumbs = vec![Crumb { label: frame.title.clone(), url: None }];
    frame.feed = Some(own.feed_url.clone());
    if own.asked_any {
        frame.indexed = Indexed::No;
    }
    let page = portal.render(frame, "document/public/list.html", own)?;
    let tokens = [format!("kind:{KIND}"), "agency".to_owned()];
    Ok(page.depends_on(tokens).counted(0, language).by_query())
}

fn know<'a>(portal: &Portal, live: &'a Live, deeds: &Deeds<'_>, day: civil::Date) -> Known<'a> {
    let (facts, words) = (DocumentFacts::of(live), DocumentWords::of(live));
    Known {
        issuer: issuer(portal, live, &facts, &words).unwrap_or_default(),
        force: force_on(&facts, deeds.to(&live.key), day),
        facts,
        live,
    }
}

fn row(portal: &Portal, one: &Known<'_>) -> Row {
    let language = one.live.language;
    Row {
        title: one.live.words.title.clone(),
        url: portal.address(one.live),
        form: portal.say(language, &format!("document-form-{}", one.facts.form)),
        number: one.facts.number.clone(),
        issuer: one.issuer.clone(),
        issued_on: one.facts.issued_on.map(|day| portal.day(language, day)),
        force: ForceView::of(portal, language, one.force),
        citation: cite(portal, one.live),
    }
}

fn forms(portal: &Portal, language: Language, known: &[Known<'_>], asked: &Asked) -> Vec<Choice> {
    let used = FORMS.iter().filter(|form| known.iter().any(|one| one.facts.form == **form));
    let choice = |form: &&str| Choice {
        value: (*form).to_owned(),
        label: portal.say(language, &format!("document-form-{form}")),
        chosen: asked.form == **form,
    };
    used.map(choice).collect()
}

fn years(known: &[Known<'_>], asked: &Asked) -> Vec<Choice> {
    let years = known.iter().filter_map(|one| one.facts.issued_on);
    let mut years = choices(years.map(|day| day.year().to_string()), &asked.year);
    years.reverse();
    years
}

fn choices(values: impl Iterator<Item = String>, chosen: &str) -> Vec<Choice> {
    let values: BTreeSet<String> = values.filter(|value| !value.is_empty()).collect();
    let choice = |value: String| Choice { label: value.clone(), chosen: value == chosen, value };
    values.into_iter().map(choice).collect()
}
