//! The feeds of the register: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org). Not for its pages.

use crate::editorial::{self, Erratum, ErratumSort};
use crate::platform::i18n::Language;
use crate::platform::web::{Fault, Page};
use crate::portal::Portal;
use atom_syndication as atom;
use axum::Extension;
use axum::extract::State;
use jiff::Timestamp;
use serde_json::{Value, json};

/// What a reader of feeds takes at once.
const ITEMS: i64 = 50;

/// An item of a feed.
struct Item {
    id: String,
    url: String,
    title: String,
    text: String,
    publisher: String,
    at: i64,
}

async fn items(portal: &Portal, language: Language) -> Result<Vec<Item>, Fault> {
    let ever = (i64::MIN, i64::MAX);
    let lines = editorial::register(&portal.db, language, ever, (0, ITEMS)).await?;
    Ok(lines.into_iter().map(|line| item(portal, language, line)).collect())
}

fn item(portal: &Portal, language: Language, line: Erratum) -> Item {
    let url = portal.absolute(&portal.addresses.entry(language, &line.kind, &line.slug));
    let sort = match line.fault {
        ErratumSort::Corrected => "corrections-corrected",
        ErratumSort::InError => "corrections-in-error",
    };
    let publisher = portal.agency(&line.publisher, language, portal.day_of(line.at));
    Item {
        id: format!("{url}#{}", line.at),
        title: format!("{}: {}", portal.say(language, sort), line.title),
        publisher: publisher.map(|one| one.then).unwrap_or_default(),
        text: line.text,
        at: line.at,
        url,
    }
}

fn title(portal: &Portal, language: Language) -> String {
    let known = portal.known();
    let site = crate::site::text_in(&known.site.name, language).unwrap_or_default();
    format!("{site}: {}", portal.say(language, "corrections-title"))
}

fn page(content_type: &'static str, text: String) -> Page {
    Page::of(content_type, text).depends_on(["corrections".to_owned(), "agency".to_owned()])
}

/// The newest corrections, for readers of feeds.
pub async fn atom(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let items = items(&portal, language).await?;
    let here = portal.absolute(&portal.addresses.list(language, "corrections"));
    let link = |rel: &str, href: &str| atom::Link {
        rel: rel.to_owned(),
        href: href.to_owned(),
        ..atom::Link::default()
    };
    let entry = |item: &Item| atom::Entry {
        title: item.title.clone().into(),
        id: item.id.clone(),
        updated: moment(item.at),
        published: Some(moment(item.at)),
        authors: vec![atom::Person { name: item.publisher.clone(), ..atom::Person::default() }],
        links: vec![link("alternate", &item.url)],
        summary: Some(item.text.clone().into()),
        ..atom::Entry::default()
    };
    let feed = atom::Feed {
        lang: Some(language.to_string()),
        title: title(&portal, language).into(),
        id: here.clone(),
        updated: moment(items.first().map_or(0, |item| item.at)),
        links: vec![link("alternate", &here), link("self", &format!("{here}/feed.atom"))],
        entries: items.iter().map(entry).collect(),
        ..atom::Feed::default()
    };
    Ok(page("application/atom+xml; charset=utf-8", feed.to_string()))
}

fn written(at: i64) -> String {
    Timestamp::from_millisecond(at).unwrap_or_default().to_string()
}

fn moment(at: i64) -> atom::FixedDateTime {
    written(at).parse().unwrap_or_default()
}

/// The same as a JSON Feed.
pub async fn json(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let items = items(&portal, language).await?;
    let here = portal.absolute(&portal.addresses.list(language, "corrections"));
    let one = |item: &Item| {
        json!({
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "content_text": item.text,
            "date_published": written(item.at),
            "authors": [{ "name": item.publisher }],
        })
    };
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(&portal, language),
        "home_page_url": here,
        "feed_url": format!("{here}/feed.json"),
        "language": language,
        "items": items.iter().map(one).collect::<Vec<Value>>(),
    });
    Ok(page("application/feed+json; charset=utf-8", feed.to_string()))
}
