//! The whole portal, every link of it followed.

use crate::support::crawl::crawl;
use crate::support::{TestPortal, html, wait};

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_link_answers() {
    wait(async {
        let portal = TestPortal::demo().await;
        let crawled = crawl(&portal).await;
        assert!(crawled.pages().count() > 100, "{}", crawled.pages().count());
        let dead = crawled.answers.iter().filter(|(_, answer)| answer.status != 200);
        let dead = dead.map(|(address, answer)| {
            let from = crawled.found_on.get(address).map_or("", String::as_str);
            format!("{address} on {from}: {}", answer.status)
        });
        none(&dead.collect::<Vec<_>>());
        let sitemap = portal.page("/sitemap.xml").await.text;
        let named = sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split('<').next());
        let unreached = named
            .map(|address| address.trim_start_matches(crate::support::ORIGIN))
            .map(|address| if address.is_empty() { "/" } else { address })
            .filter(|address| !crawled.answers.contains_key(*address));
        none(&unreached.map(|address| format!("no page leads to {address}")).collect::<Vec<_>>());
    });
}

#[test]
fn every_link_to_another_site_is_encrypted_and_an_official_source() {
    wait(async {
        let portal = TestPortal::demo().await;
        let crawled = crawl(&portal).await;
        let wrong = crawled.outward.iter().filter(|(address, _)| {
            let host = address.strip_prefix("https://").and_then(|rest| rest.split('/').next());
            let official = host.is_some_and(|host| host.ends_with(".gov.vn"));
            !(official || address.starts_with("geo:") || address.starts_with("mailto:"))
        });
        none(&wrong.map(|(address, page)| format!("{page}: {address}")).collect::<Vec<_>>());
    });
}

#[test]
fn every_page_names_a_body_that_publishes_it() {
    wait(async {
        let portal = TestPortal::demo().await;
        let crawled = crawl(&portal).await;
        let silent = crawled.pages().filter(|(_, page)| {
            let words = page.all_words();
            let named = [
                "Sở Văn hóa, Thể thao và Du lịch tỉnh",
                "Department of Culture, Sports and Tourism",
            ];
            !named.iter().any(|name| words.replace('\u{a0}', " ").contains(name))
        });
        none(&silent.map(|(address, _)| address.clone()).collect::<Vec<_>>());
    });
}

#[test]
fn every_page_is_well_formed() {
    wait(async {
        let portal = TestPortal::demo().await;
        let crawled = crawl(&portal).await;
        let mut wrong = Vec::new();
        for (address, page) in crawled.pages() {
            wrong.extend(
                html::nesting_faults(&page.text)
                    .into_iter()
                    .map(|fault| format!("{address}: {fault}")),
            );
            let tags = html::tags(&page.text);
            let mut ids: Vec<String> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
            ids.sort();
            let twice = ids.windows(2).filter(|pair| pair[0] == pair[1]);
            wrong.extend(twice.map(|pair| format!("{address}: the id {} stands twice", pair[0])));
            let heads = tags.iter().filter(|tag| tag.name == "h1" && !tag.closing).count();
            if heads != 1 {
                wrong.push(format!("{address}: {heads} first headings"));
            }
            let inside = |id: &str| ids.iter().any(|known| known == id);
            for tag in &tags {
                if let Some(id) = tag.attribute("aria-labelledby").filter(|id| !inside(id)) {
                    wrong.push(format!("{address}: aria-labelledby leads to no {id}"));
                }
                if let Some(id) = tag.attribute("for").filter(|id| !inside(id)) {
                    wrong.push(format!("{address}: a label is for no {id}"));
                }
            }
        }
        none(&wrong);
    });
}

#[test]
fn every_picture_says_what_it_shows_or_that_it_is_decoration() {
    wait(async {
        let portal = TestPortal::demo().await;
        let crawled = crawl(&portal).await;
        let mut wrong = Vec::new();
        for (address, page) in crawled.pages() {
            for image in html::tags(&page.text).iter().filter(|tag| tag.name == "img") {
                for name in ["alt", "width", "height"] {
                    if image.attribute(name).is_none() {
                        wrong.push(format!("{address}: a picture without {name}"));
                    }
                }
            }
        }
        none(&wrong);
    });
}

#[test]
fn no_page_shows_a_key_in_place_of_a_sentence() {
    wait(async {
        let portal = TestPortal::demo().await;
        let crawled = crawl(&portal).await;
        let keys = crate::locales::keys("vi");
        let mut wrong = Vec::new();
        for (address, page) in crawled.pages() {
            let text = page.all_words();
            let shown = text.split_whitespace().filter(|word| keys.contains(*word));
            wrong.extend(shown.map(|word| format!("{address}: {word}")));
        }
        none(&wrong);
    });
}
