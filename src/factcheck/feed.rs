//! The open feeds of fact checks: Atom (RFC 4287) for readers of feeds, and all of them as structured
//! data (schema.org, `DataFeed` of `ClaimReview`) for whoever works with them. Not for pages.

use super::model::{self, KIND};
use super::structured;
use super::view;
use crate::editorial::{self, Filter, Live, Order};
use crate::platform::i18n::Language;
use crate::platform::web::{Fault, Page};
use crate::portal::Portal;
use atom_syndication as atom;
use axum::Extension;
use axum::extract::State;
use jiff::Timestamp;
use serde_json::{Value, json};

/// What a reader of feeds takes at once.
const ITEMS: i64 = 30;
/// More fact checks than a portal writes in fifty years; beyond, the newest.
const ALL: i64 = 5000;

async fn entries(portal: &Portal, language: Language, most: i64) -> Result<Vec<Live>, Fault> {
    let all = Filter::default();
    let page = (0, most);
    Ok(editorial::list(&portal.db, KIND, language, &all, Order::Newest, page).await?)
}

fn title(portal: &Portal, language: Language) -> String {
    let known = portal.known();
    let site = crate::site::text_in(&known.site.name, language).unwrap_or_default();
    format!("{site}: {}", portal.say(language, "factcheck-title"))
}

/// The newest fact checks, for readers of feeds.
pub async fn atom(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let entries = entries(&portal, language, ITEMS).await?;
    let here = portal.absolute(&portal.addresses.list(language, KIND.name()));
    let newest = entries.iter().map(changed).max();
    let feed = atom::Feed {
        lang: Some(language.to_string()),
        title: title(&portal, language).into(),
        id: here.clone(),
        updated: moment(newest.unwrap_or(0)),
        links: vec![link("alternate", &here), link("self", &format!("{here}/feed.atom"))],
        entries: entries.iter().map(|live| atom_entry(&portal, live)).collect(),
        ..atom::Feed::default()
    };
    Ok(page("application/atom+xml; charset=utf-8", feed.to_string(), &entries))
}

fn page(content_type: &'static str, text: String, entries: &[Live]) -> Page {
    let tokens = [format!("kind:{KIND}"), "agency".to_owned()];
    Page::of(content_type, text).depends_on(entries.iter().map(Live::token).chain(tokens))
}

fn atom_entry(portal: &Portal, live: &Live) -> atom::Entry {
    let here = portal.absolute(&portal.address(live));
    let publisher = portal.publisher(live).map(|publisher| publisher.then).unwrap_or_default();
    let verdict = model::facts_of(&live.facts).verdict;
    let verdict = verdict.map(|verdict| view::verdict(portal, live.language, verdict));
    let category = verdict.map(|verdict| atom::Category {
        term: verdict.name.to_owned(),
        label: Some(verdict.label),
        ..atom::Category::default()
    });
    atom::Entry {
        title: live.words.title.clone().into(),
        id: here.clone(),
        updated: moment(changed(live)),
        published: Some(moment(live.published_at)),
        authors: vec![atom::Person { name: publisher, ..atom::Person::default() }],
        categories: category.into_iter().collect(),
        links: vec![link("alternate", &here)],
        summary: Some(live.words.lead.clone().into()),
        ..atom::Entry::default()
    }
}

fn link(rel: &str, href: &str) -> atom::Link {
    atom::Link { rel: rel.to_owned(), href: href.to_owned(), ..atom::Link::default() }
}

fn changed(live: &Live) -> i64 {
    live.updated_at.unwrap_or(live.published_at)
}

fn moment(at: i64) -> atom::FixedDateTime {
    let text = Timestamp::from_millisecond(at).unwrap_or_default().to_string();
    text.parse().unwrap_or_default()
}

/// Every fact check of a language as structured data.
pub async fn json(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let entries = entries(&portal, language, ALL).await?;
    let written = |at| Timestamp::from_millisecond(at).unwrap_or_default().to_string();
    let element = |live: &Live| {
        json!({
            "@type": "DataFeedItem",
            "dateCreated": written(live.published_at),
            "dateModified": written(changed(live)),
            "item": structured::review(&portal, live),
        })
    };
    let feed = json!({
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": title(&portal, language),
        "url": portal.absolute(&portal.addresses.list(language, KIND.name())),
        "inLanguage": language,
        "dateModified": entries.iter().map(changed).max().map(written),
        "dataFeedElement": entries.iter().map(element).collect::<Vec<Value>>(),
    });
    Ok(page("application/json; charset=utf-8", feed.to_string(), &entries))
}
