//! A reader who follows every link of a portal, and what each page makes a browser fetch.

use super::{Answer, ORIGIN, TestPortal, html};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that can be reached from the front page, by its address.
pub struct Crawled {
    pub answers: BTreeMap<String, Answer>,
    /// The page on which an address was first seen.
    pub found_on: BTreeMap<String, String>,
    /// Links of text that lead to other sites, with the page they stand on.
    pub outward: BTreeSet<(String, String)>,
    /// What a browser would fetch from elsewhere by itself.
    pub fetched_elsewhere: Vec<String>,
}

/// Follows every link from `/`.
pub async fn crawl(portal: &TestPortal) -> Crawled {
    let mut crawled = Crawled {
        answers: BTreeMap::new(),
        found_on: BTreeMap::new(),
        outward: BTreeSet::new(),
        fetched_elsewhere: Vec::new(),
    };
    let mut waiting = vec!["/".to_owned()];
    while let Some(address) = waiting.pop() {
        if crawled.answers.contains_key(&address) {
            continue;
        }
        let answer = portal.get(&address).await;
        for found in addresses(&answer) {
            if let Some(here) = crawled.sorted(&address, &found)
                && !crawled.answers.contains_key(&here)
            {
                crawled.found_on.entry(here.clone()).or_insert_with(|| address.clone());
                waiting.push(here);
            }
        }
        crawled.answers.insert(address, answer);
    }
    crawled
}

impl Crawled {
    /// Every page, by its address.
    pub fn pages(&self) -> impl Iterator<Item = (&String, &Answer)> {
        self.answers.iter().filter(|(_, answer)| answer.is_html())
    }

    /// The address on this site that a found one leads to; others are noted.
    fn sorted(&mut self, page: &str, found: &Found) -> Option<String> {
        let text = found.address.strip_prefix(ORIGIN).unwrap_or(&found.address);
        let text = text.split('#').next().unwrap_or_default();
        let own = text.starts_with('/') && !text.starts_with("//");
        if own {
            return Some(text.to_owned());
        }
        if text.is_empty() || text.starts_with('?') {
            let path = page.split('?').next().unwrap_or(page);
            return Some(format!("{path}{text}")).filter(|_| !text.is_empty());
        }
        // A font or picture named inside a style sheet stands beside it.
        let plain = !text.contains(':') && !text.starts_with("//");
        if plain && page.starts_with("/assets/") {
            return Some(format!("/assets/{}", text.trim_start_matches("./")));
        }
        if found.by_browser {
            self.fetched_elsewhere.push(format!("{page}: {}", found.address));
        } else {
            self.outward.insert((found.address.clone(), page.to_owned()));
        }
        None
    }
}

/// An address on a page, and whether a browser fetches it by itself.
struct Found {
    address: String,
    by_browser: bool,
}

fn addresses(answer: &Answer) -> Vec<Found> {
    if answer.is_html() {
        return in_page(&answer.text);
    }
    let kind = answer.header("content-type");
    if kind.starts_with("text/css") || kind.starts_with("image/svg") {
        return in_style(&answer.text);
    }
    Vec::new()
}

fn in_page(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for tag in html::tags(text) {
        for (name, value) in tag.attributes() {
            let by_browser = match name {
                "href" => tag.name != "a",
                "src" | "poster" | "srcset" | "data" | "xlink:href" | "background" => true,
                "action" | "formaction" | "ping" | "cite" => false,
                "style" => {
                    found.extend(in_style(&value));
                    continue;
                }
                _ => continue,
            };
            let drawn_here = value.starts_with("data:");
            if !drawn_here {
                found.push(Found { address: value, by_browser });
            }
        }
    }
    found
}

fn in_style(text: &str) -> Vec<Found> {
    let after = |mark: &'static str| text.split(mark).skip(1);
    let named = after("url(").filter_map(|rest| rest.split(')').next());
    let imported = after("@import").filter_map(|rest| rest.split(';').next());
    let all = named.chain(imported).map(|one| one.trim_matches([' ', '"', '\'']).to_owned());
    let drawn_here = |one: &String| one.starts_with('#') || one.starts_with("data:");
    all.filter(|one| !drawn_here(one)).map(|address| Found { address, by_browser: true }).collect()
}
