//! The feed of documents (Atom, RFC 4287), the last issued first.

use super::citation::cite;
use super::model::KIND;
use super::public::all;
use crate::editorial::Live;
use crate::platform::i18n::Language;
use crate::platform::web::{Fault, Page};
use crate::portal::Portal;
use atom_syndication as atom;
use axum::Extension;
use axum::extract::State;
use jiff::Timestamp;

const ITEMS: usize = 30;

/// The feed.
pub async fn atom(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let mut entries = all(&portal, language).await?;
    entries.truncate(ITEMS);
    let here = portal.absolute(&portal.addresses.list(language, KIND.name()));
    let newest = entries.iter().map(changed).max().unwrap_or(0);
    let feed = atom::Feed {
        lang: Some(language.to_string()),
        title: portal.say(language, "document-title").into(),
        id: here.clone(),
        updated: moment(newest),
        links: vec![link("alternate", &here), link("self", &format!("{here}/feed.atom"))],
        entries: entries.iter().map(|live| entry(&portal, live)).collect(),
        ..atom::Feed::default()
    };
    let page = Page::of("application/atom+xml; charset=utf-8", feed.to_string());
    Ok(page.depends_on([format!("kind:{KIND}"), "agency".to_owned()]))
}

fn entry(portal: &Portal, live: &Live) -> atom::Entry {
    let here = portal.absolute(&portal.address(live));
    let publisher = portal.publisher(live).map(|publisher| publisher.then).unwrap_or_default();
    atom::Entry {
        title: live.words.title.clone().into(),
        id: here.clone(),
        updated: moment(changed(live)),
        published: Some(moment(live.published_at)),
        authors: vec![atom::Person { name: publisher, ..atom::Person::default() }],
        links: vec![link("alternate", &here)],
        summary: Some(cite(portal, live).into()),
        ..atom::Entry::default()
    }
}

fn changed(live: &Live) -> i64 {
    live.updated_at.unwrap_or(live.published_at)
}

fn link(rel: &str, href: &str) -> atom::Link {
    atom::Link { rel: rel.to_owned(), href: href.to_owned(), ..atom::Link::default() }
}

fn moment(at: i64) -> atom::FixedDateTime {
    let text = Timestamp::from_millisecond(at).unwrap_or_default().to_string();
    text.parse().unwrap_or_default()
}
