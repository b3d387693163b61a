//! The site folder in and out: nothing is lost, nothing is done twice, a bad folder writes nothing.

use crate::support::folder::{Site, demo, files};
use crate::support::{TestPortal, folder, import, imported, wait};
use mocban::exchange::Exchange;
use mocban::platform::changes::last;
use mocban::{args, sql};
use std::collections::BTreeMap;
use std::path::Path;

async fn exported(exchange: &Exchange) -> tempfile::TempDir {
    let out = folder::new();
    mocban::exchange::export(exchange, out.path()).await.expect("the site goes out");
    out
}

/// Where two folders differ: the file, and the first line that is another.
fn differences(before: &Path, after: &Path) -> Vec<String> {
    let (before, after) = (files(before), files(after));
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let difference = |name: &String| match (before.get(name), after.get(name)) {
        (Some(before), Some(after)) if before == after => None,
        (Some(before), Some(after)) => {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let (before, after) = (text(before), text(after));
            let mut lines = before.lines().zip(after.lines()).enumerate();
            let first = lines.find(|(_, (one, other))| one != other);
            Some(match first {
                Some((at, (one, other))) => format!("{name}:{}: {one:?} is now {other:?}", at + 1),
                None => format!("{name}: one is longer"),
            })
        }
        (None, _) => Some(format!("{name} came out but was not in")),
        (_, None) => Some(format!("{name} did not come out")),
    };
    names.into_iter().filter_map(difference).collect()
}

#[test]
fn the_demo_comes_out_as_it_went_in() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let out = exported(&exchange).await;
        let found = differences(&demo(), out.path());
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

#[test]
fn what_was_exported_comes_out_again_byte_for_byte() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let first = exported(&exchange).await;
        let (exchange, _data) = imported(first.path()).await;
        let second = exported(&exchange).await;
        let found = differences(first.path(), second.path());
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

/// How many rows stand in the tables that a save or a publication fills.
async fn rows(exchange: &Exchange) -> BTreeMap<&'static str, i64> {
    let mut found = BTreeMap::new();
    let counts = [
        ("facts", sql!("select count(*) from entry_facts")),
        ("words", sql!("select count(*) from entry_words")),
        ("publications", sql!("select count(*) from publication")),
        ("files", sql!("select count(*) from media_file")),
        ("agencies", sql!("select count(*) from agency")),
    ];
    for (name, statement) in counts {
        let (count,): (i64,) = exchange.db.one(statement, args![]).await.expect("a count");
        found.insert(name, count);
    }
    found.insert("changes", last(&exchange.db).await.expect("the log"));
    found
}

#[test]
fn importing_twice_adds_no_edition_and_no_change() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let before = rows(&exchange).await;
        assert!(before["facts"] > 20 && before["words"] > 40, "{before:?}");
        import(&exchange, &demo()).await.expect("it goes in again");
        assert_eq!(rows(&exchange).await, before);
    });
}

#[test]
fn a_changed_word_makes_one_new_edition_of_one_language() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let mut expected = rows(&exchange).await;
        let site = Site::copy();
        site.change("news/bon-le-hoi-xuan/en.toml", "title = \"", "title = \"Once more: ");
        import(&exchange, site.path()).await.expect("it goes in");
        *expected.get_mut("words").expect("words") += 1;
        *expected.get_mut("changes").expect("changes") += 2;
        assert_eq!(rows(&exchange).await, expected);
    });
}

/// How a folder is spoiled.
enum Spoil {
    Replace(&'static str, &'static str),
    Write(&'static str),
    Remove,
}
use Spoil::{Remove, Replace, Write};

const FACTS: &str = "news/bon-le-hoi-xuan/entry.toml";
const WORDS: &str = "news/bon-le-hoi-xuan/vi.toml";
const BODY: &str = "news/bon-le-hoi-xuan/vi.md";

/// A file, what is done to it, and what the refusal must say besides its name.
const BAD: [(&str, Spoil, &str); 11] = [
    (FACTS, Replace("publisher = ", "publisher: "), "publisher"),
    (FACTS, Replace("section = ", "sektion = "), "sektion"),
    (FACTS, Remove, "missing"),
    (WORDS, Replace("\"published\"", "\"live\""), "state must be draft, published or withdrawn"),
    (
        WORDS,
        Replace("published_at = ", "published_at = \"soon\" # "),
        "published_at must be a moment",
    ),
    (WORDS, Replace("published_at = ", "# "), "published_at is missing"),
    (BODY, Write("# One\n\n### Three\n"), ""),
    ("site.toml", Replace("Asia/Ho_Chi_Minh", "Asia/Nowhere"), "time_zone"),
    ("site.toml", Remove, ""),
    ("places.toml", Replace("[place.name]", "[place.nom]"), "name"),
    ("agencies.csv", Replace(",bn-svhttdl-2025,", ",no-such-body,"), "no-such-body"),
];

#[test]
fn a_bad_folder_writes_nothing_and_names_file_and_reason() {
    wait(async {
        let empty = folder::new();
        let config = mocban::config::Config { data: empty.path().to_owned(), ..Default::default() };
        let clock = mocban::platform::clock::Clock::system();
        let exchange = mocban::app::exchange(&config, clock).await.expect("parts");
        let before = rows(&exchange).await;
        for (file, spoil, expected) in BAD {
            let site = Site::copy();
            match spoil {
                Replace(from, to) => site.change(file, from, to),
                Write(text) => site.write(file, text),
                Remove => site.remove(file),
            };
            let refused = import(&exchange, site.path()).await.expect_err("the folder is bad");
            let said = refused.to_string();
            assert!(said.contains(file) && said.contains(expected), "{file}: {said}");
            assert_eq!(rows(&exchange).await, before, "{said}");
        }
    });
}

#[test]
fn a_key_that_leads_nowhere_is_refused_before_anything_is_written() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let before = rows(&exchange).await;
        let spoiled = [
            (
                "news/bon-le-hoi-xuan/entry.toml",
                "publisher = \"bg-svhttdl\"",
                "publisher = \"nobody\"",
            ),
            ("news/bon-le-hoi-xuan/entry.toml", "section = \"", "section = \"no-"),
            ("news/bon-le-hoi-xuan/entry.toml", "tags = [\"", "tags = [\"no-"),
            (
                "festival/tuan-van-hoa-du-lich-bac-giang-2020/entry.toml",
                "place = \"tay-yen-tu\"",
                "place = \"nowhere\"",
            ),
            (
                "festival/tuan-van-hoa-du-lich-bac-giang-2020/entry.toml",
                "agency = \"bg-stttt\"",
                "agency = \"nobody\"",
            ),
            ("news/bon-le-hoi-xuan/vi.toml", "alt = \"", "alt = \"\" # \""),
            ("news/bon-le-hoi-xuan/vi.toml", "slug = \"bon-le", "slug = \"Bốn lễ"),
        ];
        for (file, from, to) in spoiled {
            let site = Site::copy();
            site.change(file, from, to);
            let refused = import(&exchange, site.path()).await;
            assert!(refused.is_err(), "{file}: {to}");
            assert_eq!(rows(&exchange).await, before, "{file}: {to}");
        }
    });
}

const OLD: &str = "/vi/tin-tuc/bon-le-hoi-xuan";

#[test]
fn a_withdrawn_entry_says_that_it_is_gone_and_leaves_every_list() {
    wait(async {
        let portal = TestPortal::demo().await;
        let title = "Bốn lễ hội";
        let (list, feed, sitemap) =
            ("/vi/tin-tuc/muc/du-lich", "/vi/tin-tuc/feed.atom", "/sitemap.xml");
        assert!(portal.page(list).await.text.contains(OLD));
        assert!(portal.page(sitemap).await.text.contains(OLD));
        let site = Site::copy();
        site.change(
            "news/bon-le-hoi-xuan/vi.toml",
            "state = \"published\"",
            "state = \"withdrawn\"",
        );
        portal.takes(site.path()).await;
        let gone = portal.get(OLD).await;
        assert_eq!(gone.status, 410);
        gone.shows_none(&[title]);
        for address in [
            "/",
            "/vi/tin-tuc",
            "/vi/tin-tuc?trang=2",
            list,
            feed,
            sitemap,
            "/vi/tim?q=bon+le+hoi+xuan",
        ] {
            assert!(!portal.page(address).await.text.contains(OLD), "{address} still leads there");
        }
        // Its other language stays.
        portal.page("/en/news/four-spring-festivals").await;
        // What is published again is there again.
        portal.takes(&demo()).await;
        portal.page(OLD).await.shows(&[title]);
    });
}

#[test]
fn a_changed_slug_leads_from_the_old_address_to_the_new() {
    wait(async {
        let portal = TestPortal::demo().await;
        let site = Site::copy();
        let file = "news/bon-le-hoi-xuan/vi.toml";
        site.change(file, "slug = \"bon-le-hoi-xuan\"", "slug = \"bon-hoi-xuan\"");
        portal.takes(site.path()).await;
        let moved = portal.get(OLD).await;
        assert!([301, 308].contains(&moved.status.as_u16()), "{}", moved.status);
        assert_eq!(moved.header("location"), "/vi/tin-tuc/bon-hoi-xuan");
        portal.page("/vi/tin-tuc/bon-hoi-xuan").await;
        let links = portal.page("/vi/tin-tuc").await.text + &portal.page("/sitemap.xml").await.text;
        assert!(!links.contains(&format!("{OLD}\"")) && !links.contains(&format!("{OLD}<")));
    });
}

#[test]
fn an_export_never_writes_over_a_folder_that_holds_something() {
    wait(async {
        let (exchange, _data) = imported(&demo()).await;
        let out = folder::new();
        std::fs::write(out.path().join("mine.txt"), "mine").expect("a file");
        let refused = mocban::exchange::export(&exchange, out.path()).await;
        assert!(refused.is_err_and(|error| error.to_string().contains("is not empty")));
        assert_eq!(files(out.path()).len(), 1);
    });
}
