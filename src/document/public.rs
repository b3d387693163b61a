//! What readers see of a document: its citation, its days, its state of force, its files, and how it
//! stands to others.

use super::citation::{cite, issuer};
use super::force::{Deeds, Force, force_on, key_of};
use super::model::{DocumentFacts, DocumentWords, KIND, Relation};
use crate::editorial::{self, Filter, Live, Order, Pictures};
use crate::platform::i18n::{Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{CorrectionView, Portal, Publisher, Shown};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};

/// How many documents of a language are looked through for what they do to each other.
pub(super) const ALL: i64 = 5000;

#[derive(Serialize)]
struct Other {
    citation: String,
    url: String,
    number: String,
}

#[derive(Serialize)]
struct Related {
    /// What one does to the other, in words.
    how: String,
    documents: Vec<Other>,
}

#[derive(Serialize)]
struct FileView {
    name: String,
    url: String,
    size: String,
}

/// A state of force, as pages show it.
#[derive(Serialize)]
pub(super) struct ForceView {
    name: &'static str,
    label: String,
}

impl ForceView {
    pub(super) fn of(portal: &Portal, language: Language, force: Force) -> ForceView {
        let name = force.name();
        ForceView { name, label: portal.say(language, &format!("document-force-{name}")) }
    }
}

#[derive(Serialize)]
struct Document {
    title: String,
    lead: String,
    form: String,
    number: String,
    issuer: Option<Publisher>,
    signer_post: Option<String>,
    subject: Option<String>,
    issued_on: Option<Date>,
    effective_on: Option<Date>,
    ends_on: Option<Date>,
    force: ForceView,
    today: Date,
    citation: String,
    files: Vec<FileView>,
    source_url: Option<String>,
    body: String,
    corrections: Vec<CorrectionView>,
    publisher: Option<Publisher>,
}

#[derive(Serialize)]
struct ShowPage {
    document: Document,
    related: Vec<Related>,
    list_url: String,
}

/// Every live document in a language, the last issued first.
pub(super) async fn all(portal: &Portal, language: Language) -> Result<Vec<Live>, Fault> {
    let filter = Filter::default();
    Ok(editorial::list(&portal.db, KIND, language, &filter, Order::Happening, (0, ALL)).await?)
}

/// A document.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    portal.by_slug(KIND, language, &slug, preview).await
}

/// The page of an entry as it stands, public or not: what the desk shows before publishing.
pub fn preview<'a>(portal: &'a Portal, live: &'a Live) -> Shown<'a> {
    Box::pin(page(portal, live))
}

async fn page(portal: &Portal, live: &Live) -> Result<Page, Fault> {
    let language = live.language;
    let facts = DocumentFacts::of(live);
    let pictures = portal.pictures(live).await?;
    let others = all(portal, language).await?;
    let deeds = Deeds::of(&others);
    let deeds = deeds.to(&live.key);
    let force = force_on(&facts, deeds, portal.today());
    let (body, tokens) = portal.body(live, &pictures).await?;
    let document = document(portal, live, (&facts, force), &pictures, body);
    let mut related = related(portal, language, &facts, &others);
    for relation in Relation::ALL {
        let by = deeds.iter().filter(|deed| deed.relation == relation);
        let documents: Vec<Other> = by.map(|deed| other(portal, deed.by)).collect();
        if !documents.is_empty() {
            let how = portal.say(language, &format!("document-how-{}-by", relation.name()));
            related.push(Related { how, documents });
        }
    }
    let mut frame = portal.entry_frame(live, &pictures).await?;
    frame.description.clone_from(&document.citation);
    frame.json_ld =
        Some(json_ld((portal, live, &others), (&facts, force), &document, &frame.address));
    let own =
        ShowPage { document, related, list_url: portal.addresses.list(language, KIND.name()) };
    let page = portal.render(frame, "document/public/show.html", own)?;
    let tokens =
        tokens.into_iter().chain([live.token(), format!("kind:{KIND}"), "agency".to_owned()]);
    Ok(page.depends_on(tokens).counted(live.id, language))
}

fn document(
    portal: &Portal,
    live: &Live,
    (facts, force): (&DocumentFacts, Force),
    pictures: &Pictures,
    body: String,
) -> Document {
    let (language, words) = (live.language, DocumentWords::of(live));
    let day = |day: Option<jiff::civil::Date>| day.map(|day| portal.day(language, day));
    let named = facts.issued_on.unwrap_or_else(|| portal.today());
    let registered = facts.issuer.as_deref().and_then(|key| portal.agency(key, language, named));
    let written = issuer(portal, live, facts, &words).map(|then| Publisher {
        then,
        now: None,
        url: String::new(),
    });
    Document {
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        form: portal.say(language, &format!("document-form-{}", facts.form)),
        number: facts.number.clone(),
        issuer: registered.or(written),
        signer_post: words.signer_post,
        subject: words.subject,
        issued_on: day(facts.issued_on),
        effective_on: day(facts.effective_on),
        ends_on: day(facts.ends_on),
        force: ForceView::of(portal, language, force),
        today: portal.day(language, portal.today()),
        citation: cite(portal, live),
        files: files(portal, live, facts, pictures),
        source_url: facts.source_url.clone(),
        body,
        corrections: portal.corrections(live),
        publisher: portal.publisher(live),
    }
}

/// Its text first, then whatever else belongs to it.
fn files(
    portal: &Portal,
    live: &Live,
    facts: &DocumentFacts,
    pictures: &Pictures,
) -> Vec<FileView> {
    let main = facts.file.iter();
    let shown = |name: &&String| live.facts.pictures.iter().all(|picture| picture.file != **name);
    let others = live.facts.files.keys().filter(|name| Some(*name) != facts.file.as_ref());
    let view = |name: &String| {
        let file = pictures.file(live, name)?;
        Some(FileView {
            name: name.clone(),
            url: file.address(name),
            size: portal.file_size(live.language, file.bytes),
        })
    };
    main.chain(others.filter(shown)).filter_map(view).collect()
}

fn other(portal: &Portal, live: &Live) -> Other {
    Other {
        citation: cite(portal, live),
        url: portal.address(live),
        number: DocumentFacts::of(live).number,
    }
}

fn related(
    portal: &Portal,
    language: Language,
    facts: &DocumentFacts,
    others: &[Live],
) -> Vec<Related> {
    let named = |relation: Relation| {
        let known = facts.related(relation).iter().filter_map(|one| key_of(one));
        let known = known.filter_map(|key| others.iter().find(|other| other.key == key));
        let documents: Vec<Other> = known.map(|live| other(portal, live)).collect();
        let how = portal.say(language, &format!("document-how-{}", relation.name()));
        (!documents.is_empty()).then_some(Related { how, documents })
    };
    Relation::ALL.into_iter().filter_map(named).collect()
}

/// Legislation (schema.org), as European law portals give it (ELI).
fn json_ld(
    (portal, live, others): (&Portal, &Live, &[Live]),
    (facts, force): (&DocumentFacts, Force),
    document: &Document,
    address: &str,
) -> Value {
    let addresses = |relation: Relation| -> Vec<String> {
        let keys = facts.related(relation).iter().filter_map(|one| key_of(one));
        let live = keys.filter_map(|key| others.iter().find(|other| other.key == key));
        live.map(|other| portal.absolute(&portal.address(other))).collect()
    };
    let changes = [addresses(Relation::Amends), addresses(Relation::Replaces)].concat();
    let span = facts.begins_on().map(|from| {
        let end = facts.ends_on.map_or_else(|| "..".to_owned(), |end| end.to_string());
        format!("{from}/{end}")
    });
    let passed_by = document
        .issuer
        .as_ref()
        .map(|issuer| json!({ "@type": "GovernmentOrganization", "name": issuer.then }));
    let legal = match force {
        Force::InForce => Some("https://schema.org/InForce"),
        Force::Amended => Some("https://schema.org/PartiallyInForce"),
        Force::NotYet | Force::Ended => Some("https://schema.org/NotInForce"),
        Force::Unknown => None,
    };
    json!({
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": document.title,
        "abstract": document.subject,
        "inLanguage": live.language,
        "legislationIdentifier": facts.number,
        "legislationType": document.form,
        "legislationDate": facts.issued_on,
        "temporalCoverage": span,
        "legislationPassedBy": passed_by,
        "legislationLegalForce": legal,
        "legislationApplies": addresses(Relation::Implements),
        "legislationChanges": changes,
        "url": portal.absolute(address),
        "publisher": portal.publisher_data(live),
    })
}
