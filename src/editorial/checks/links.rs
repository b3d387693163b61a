//! Rules about links: whether they lead somewhere, and whether their words say where. Other sites
//! are not asked here: what they answered is given.

use super::read::Read;
use super::{EntryIs, Found, LinkIs};
use crate::editorial::body::{Body, LinkTarget};
use crate::editorial::model::{Facts, Words};
use crate::platform::text::fold;
use serde_json::Value;

/// Words that say nothing of where a link leads, folded.
const VAGUE: [&str; 34] = [
    "tai day",
    "o day",
    "day",
    "xem",
    "xem them",
    "xem tiep",
    "xem chi tiet",
    "xem tai day",
    "xem o day",
    "chi tiet",
    "doc them",
    "doc tiep",
    "bam vao day",
    "bam day",
    "an vao day",
    "nhan vao day",
    "click vao day",
    "click",
    "tai ve",
    "tai xuong",
    "lien ket",
    "link",
    "duong dan",
    "here",
    "click here",
    "read more",
    "more",
    "see more",
    "learn more",
    "this link",
    "this page",
    "see here",
    "download",
    "details",
];

/// Returns the addresses on other sites that a body leads to, each once, for the job that asks
/// whether they are alive.
pub fn external_links(body: &Body) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for (target, _) in body.links() {
        if let LinkTarget::Web(url) = target
            && !found.contains(&url.as_str())
        {
            found.push(url);
        }
    }
    found
}

/// Returns the addresses on other sites that an entry of any kind leads to, each once: in its body, and in
/// its kind's own fields (the sources of an article, what a fact check rests on).
pub fn links_away<'a>(facts: &'a Facts, words: &'a Words) -> Vec<&'a str> {
    let mut found = external_links(&words.body);
    for url in own(&facts.own).into_iter().chain(own(&words.own)) {
        if !found.contains(&url) {
            found.push(url);
        }
    }
    found
}

fn own(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) if text.starts_with("https://") || text.starts_with("http://") => {
            vec![text]
        }
        Value::Array(items) => items.iter().flat_map(own).collect(),
        Value::Object(fields) => fields.values().flat_map(own).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn entry_missing(read: &Read<'_>) -> Vec<Found> {
    entries(read, EntryIs::Missing)
}

pub(super) fn entry_unpublished(read: &Read<'_>) -> Vec<Found> {
    entries(read, EntryIs::Unpublished)
}

pub(super) fn entry_mutual(read: &Read<'_>) -> Vec<Found> {
    entries(read, EntryIs::Mutual)
}

fn entries(read: &Read<'_>, wanted: EntryIs) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, body) in read.places() {
        let entries = body.entries().into_iter();
        let such = entries.filter(|entry| {
            read.around.entries.get(*entry).unwrap_or(&EntryIs::Missing) == &wanted
        });
        found.extend(such.map(|entry| Found::at(field.clone()).with("entry", entry)));
    }
    found
}

pub(super) fn vague(read: &Read<'_>) -> Vec<Found> {
    let is_vague = |words: &str| {
        let words = fold(words);
        let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
        VAGUE.contains(&bare) || bare.is_empty()
    };
    links(read, |words, _| is_vague(words))
}

pub(super) fn bare(read: &Read<'_>) -> Vec<Found> {
    links(read, |words, target| {
        let words = words.trim();
        let lower = words.to_lowercase();
        let is_web = matches!(target, LinkTarget::Web(_));
        is_web && (lower.contains("://") || lower.starts_with("www.") || is_host(&lower, target))
    })
}

/// Whether the words are the target without its scheme: `bacgiang.gov.vn/tin`.
fn is_host(words: &str, target: &LinkTarget) -> bool {
    let target = target.to_string().to_lowercase();
    let rest = target.split_once("://").map_or(target.as_str(), |(_, rest)| rest);
    // A bare host is a name people know (`bacgiang.gov.vn`); with a path it is an address.
    words.contains('/') && rest.trim_end_matches('/') == words.trim_end_matches('/')
}

pub(super) fn gone(read: &Read<'_>) -> Vec<Found> {
    away(read, |found, is| match is {
        LinkIs::Gone(status, on) => Some(found.with("status", status).with("on", on)),
        _ => None,
    })
}

pub(super) fn silent(read: &Read<'_>) -> Vec<Found> {
    away(read, |found, is| match is {
        LinkIs::Silent(on) => Some(found.with("on", on)),
        _ => None,
    })
}

pub(super) fn moved(read: &Read<'_>) -> Vec<Found> {
    away(read, |found, is| match is {
        LinkIs::Moved(to) => Some(found.with("to", to)),
        _ => None,
    })
}

/// Links to other sites of which something is known.
fn away(read: &Read<'_>, said: impl Fn(Found, &LinkIs) -> Option<Found>) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, body) in read.places() {
        for url in external_links(body) {
            let Some(is) = read.around.links.get(url) else { continue };
            found.extend(said(Found::at(field.clone()).with("url", url), is));
        }
    }
    let in_body = external_links(&read.words.body);
    for url in links_away(read.facts, read.words).into_iter().filter(|url| !in_body.contains(url)) {
        let Some(is) = read.around.links.get(url) else { continue };
        found.extend(said(Found::at("own").with("url", url), is));
    }
    found
}

fn links(read: &Read<'_>, is_meant: impl Fn(&str, &LinkTarget) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for (field, body) in read.places() {
        for (target, words) in body.links() {
            if is_meant(&words, target) {
                let one = Found::at(field.clone()).with("text", words);
                found.push(one.with("target", target.to_string()));
            }
        }
    }
    found
}
