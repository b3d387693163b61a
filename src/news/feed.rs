//! Feeds of the news, of all or of a section: Atom (RFC 4287) and RSS 2.0.

use super::model::KIND;
use crate::editorial::{self, Filter, Live, Order, Pictures};
use crate::platform::i18n::Language;
use crate::platform::web::{Fault, Page};
use crate::portal::Portal;
use atom_syndication as atom;
use axum::Extension;
use axum::extract::{Path, State};
use jiff::Timestamp;

const ITEMS: i64 = 30;

/// What a feed is of.
struct Source {
    title: String,
    address: String,
    entries: Vec<Live>,
    pictures: Vec<Pictures>,
    token: String,
}

impl Source {
    /// Its entries, each with its pictures.
    fn lines(&self) -> impl Iterator<Item = (&Live, &Pictures)> {
        self.entries.iter().zip(&self.pictures)
    }
}

async fn source(portal: &Portal, language: Language, slug: Option<&str>) -> Result<Source, Fault> {
    let known = portal.known();
    let site = crate::site::text_in(&known.site.name, language).unwrap_or_default();
    let section = slug.map(|slug| {
        known
            .site
            .section
            .iter()
            .find(|section| section.slug_in(language) == slug)
            // A reader of feeds that asks under a former word gets the same feed; it names its address.
            .or_else(|| known.site.section.iter().find(|section| section.was(language, slug)))
            .ok_or(Fault::NotFound)
    });
    let section = section.transpose()?;
    let filter =
        Filter { section: section.map(|section| section.key.clone()), ..Filter::default() };
    let entries =
        editorial::list(&portal.db, KIND, language, &filter, Order::Newest, (0, ITEMS)).await?;
    let pictures = editorial::pictures(&portal.db, &entries).await?;
    Ok(Source {
        pictures,
        title: match section {
            Some(section) => format!("{site}: {}", section.name_in(language)),
            None => site.to_owned(),
        },
        address: match section {
            Some(section) => portal.addresses.selection(
                language,
                KIND.name(),
                "section",
                section.slug_in(language),
            ),
            None => portal.addresses.list(language, KIND.name()),
        },
        token: section.map_or(format!("kind:{KIND}"), |section| format!("section:{}", section.key)),
        entries,
    })
}

fn feed_page(content_type: &'static str, text: String, source: &Source) -> Page {
    Page::of(content_type, text)
        .depends_on(source.entries.iter().map(Live::token))
        .depends_on([source.token.clone(), "agency".to_owned()])
}

/// The Atom feed of all news, or of a section.
pub async fn atom(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    slug: Option<Path<String>>,
) -> Result<Page, Fault> {
    let source = source(&portal, language, slug.as_ref().map(|Path(slug)| slug.as_str())).await?;
    let here = portal.absolute(&source.address);
    let newest =
        source.entries.iter().map(|live| live.updated_at.unwrap_or(live.published_at)).max();
    let feed = atom::Feed {
        lang: Some(language.to_string()),
        title: source.title.clone().into(),
        id: here.clone(),
        updated: moment(newest.unwrap_or(0)),
        links: vec![link("alternate", &here), link("self", &format!("{here}/feed.atom"))],
        entries: source
            .lines()
            .map(|(live, pictures)| atom_entry(&portal, live, pictures))
            .collect(),
        ..atom::Feed::default()
    };
    Ok(feed_page("application/atom+xml; charset=utf-8", feed.to_string(), &source))
}

fn atom_entry(portal: &Portal, live: &Live, pictures: &Pictures) -> atom::Entry {
    let here = portal.absolute(&portal.address(live));
    let publisher = portal.publisher(live).map(|publisher| publisher.then).unwrap_or_default();
    let picture = pictures.enclosure(live).map(|picture| atom::Link {
        mime_type: Some(picture.content_type),
        length: Some(picture.bytes.to_string()),
        ..link("enclosure", &portal.absolute(&picture.url))
    });
    atom::Entry {
        title: live.words.title.clone().into(),
        id: here.clone(),
        updated: moment(live.updated_at.unwrap_or(live.published_at)),
        published: Some(moment(live.published_at)),
        authors: vec![atom::Person { name: publisher, ..atom::Person::default() }],
        links: std::iter::once(link("alternate", &here)).chain(picture).collect(),
        summary: Some(live.words.lead.clone().into()),
        ..atom::Entry::default()
    }
}

fn link(rel: &str, href: &str) -> atom::Link {
    atom::Link { rel: rel.to_owned(), href: href.to_owned(), ..atom::Link::default() }
}

fn moment(at: i64) -> atom::FixedDateTime {
    let text = Timestamp::from_millisecond(at).unwrap_or_default().to_string();
    text.parse().unwrap_or_default()
}

/// The RSS feed of all news, or of a section.
pub async fn rss(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    slug: Option<Path<String>>,
) -> Result<Page, Fault> {
    let source = source(&portal, language, slug.as_ref().map(|Path(slug)| slug.as_str())).await?;
    let items = source.lines().map(|(live, pictures)| {
        let here = portal.absolute(&portal.address(live));
        let at = Timestamp::from_millisecond(live.published_at).unwrap_or_default();
        rss::Item {
            title: Some(live.words.title.clone()),
            link: Some(here.clone()),
            description: Some(live.words.lead.clone()),
            pub_date: jiff::fmt::rfc2822::to_string(&at.to_zoned(portal.zone.clone())).ok(),
            enclosure: pictures.enclosure(live).map(|picture| rss::Enclosure {
                url: portal.absolute(&picture.url),
                length: picture.bytes.to_string(),
                mime_type: picture.content_type,
            }),
            guid: Some(rss::Guid { value: here, permalink: true }),
            ..rss::Item::default()
        }
    });
    let channel = rss::Channel {
        title: source.title.clone(),
        link: portal.absolute(&source.address),
        description: source.title.clone(),
        language: Some(language.to_string()),
        items: items.collect(),
        ..rss::Channel::default()
    };
    Ok(feed_page("application/rss+xml; charset=utf-8", channel.to_string(), &source))
}
