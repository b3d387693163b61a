//! What search engines are told: the sitemap (sitemaps.org 0.9, with each page's other languages)
//! and robots.txt.

use crate::action_programme;
use crate::editorial::{self, Filter, Kind, Live, Order};
use crate::platform::web::{Fault, Page};
use crate::portal::Portal;
use crate::{document, factcheck, festival, gallery, news, page, video};
use axum::extract::State;
use jiff::Timestamp;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;
use std::io;

/// The protocol allows 50,000 addresses in a file.
const AT_MOST: i64 = 20_000;
const KINDS: [Kind; 7] = [
    news::KIND,
    festival::KIND,
    gallery::KIND,
    video::KIND,
    document::KIND,
    page::KIND,
    factcheck::KIND,
];
/// The pages that every site has, beside its entries.
const LISTS: [&str; 13] = [
    "news",
    "festival",
    "gallery",
    "video",
    "document",
    "organisers",
    "agencies",
    "visits",
    "programme",
    "rankings",
    "factcheck",
    "method",
    "corrections",
];

/// The sitemap.
pub async fn sitemap(State(portal): State<Portal>) -> Result<Page, Fault> {
    let mut xml = Writer::new(Vec::new());
    let mut tokens = vec!["programme".to_owned()];
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut places: Vec<(String, Option<i64>)> = Vec::new();
    let known = portal.known();
    for language in &known.site.languages {
        places.push((portal.addresses.front(*language), None));
        for list in LISTS {
            places.push((portal.addresses.list(*language, list), None));
        }
        for key in action_programme::every_key(&portal.db).await? {
            let list = portal.addresses.list(*language, "programme");
            places.push((format!("{list}/{key}"), None));
        }
        for kind in KINDS {
            tokens.push(format!("kind:{kind}"));
            let all = Filter::default();
            let page = (0, AT_MOST);
            let entries =
                editorial::list(&portal.db, kind, *language, &all, Order::Newest, page).await?;
            places.extend(entries.iter().map(|live| (portal.address(live), Some(changed(live)))));
        }
    }
    let namespace = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
    xml.create_element("urlset").with_attribute(namespace).write_inner_content(|xml| {
        places.iter().try_for_each(|(address, at)| write_place(xml, &portal.absolute(address), *at))
    })?;
    let text = String::from_utf8_lossy(&xml.into_inner()).into_owned();
    Ok(Page::of("application/xml; charset=utf-8", text).depends_on(tokens))
}

fn changed(live: &Live) -> i64 {
    live.updated_at.unwrap_or(live.published_at)
}

fn write_place(xml: &mut Writer<Vec<u8>>, address: &str, at: Option<i64>) -> io::Result<()> {
    xml.create_element("url").write_inner_content(|xml| {
        xml.create_element("loc").write_text_content(BytesText::new(address))?;
        if let Some(at) = at.and_then(|at| Timestamp::from_millisecond(at).ok()) {
            xml.create_element("lastmod").write_text_content(BytesText::new(&at.to_string()))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// robots.txt: everything readers see may be read by machines; answers to questions are left out.
pub async fn robots(State(portal): State<Portal>) -> Page {
    let known = portal.known();
    let searches = known
        .site
        .languages
        .iter()
        .map(|language| format!("Disallow: {}\n", portal.addresses.list(*language, "search")));
    let searches: String = searches.collect();
    let sitemap = portal.absolute("/sitemap.xml");
    Page::of("text/plain; charset=utf-8", format!("User-agent: *\n{searches}Sitemap: {sitemap}\n"))
}
