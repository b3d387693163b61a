//! The sentences of every language: the same keys, each used, each complete, in one form of Unicode.

use crate::support::folder;
use crate::support::source::{code, sources};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::is_nfc;

/// Keys whose end is made while the program runs: `say(language, &format!("date-month-{}", …))`.
const MADE: &[&str] = &[
    "bodies-do-",
    "bodies-checked-",
    "document-force-",
    "document-form-",
    "document-how-",
    "register-checked-",
    "register-kind-",
    "register-what-",
    "search-kind-",
    "site-menu-",
    "site-language-",
    "date-month-",
    "date-weekday-",
    "path-",
    "progdesk-column-",
    "progdesk-done-",
    "progdesk-evidence-",
    "progdesk-part-",
    "progdesk-proof-",
    "progdesk-ruling-",
    "programme-activity-",
    "programme-aggregation-",
    "programme-fed-",
    "programme-reached-",
    "programme-stage-",
    "programme-standing-",
    "rankings-unit-",
    "report-desk-file-",
    "links-state-",
    "visits-device-",
    "visits-source-",
    "country-",
    "editorial-",
    "people-role-",
    "people-state-",
    "board-about-",
    "board-deed-",
    "board-help-book-",
    "board-help-stage-",
    "board-help-state-",
    "board-key-",
    "board-kind-",
    "board-lacks-",
    "board-saved-",
    "board-search-",
    "board-stage-",
    "board-start-",
    "board-sure-",
    "board-tab-",
    "board-translated-",
    "board-verb-",
    "board-wish-",
    "desk-nav-",
    "desk-state-",
    "editor-",
    "entry-done-",
    "entry-kind-",
    "form-",
    "factcheck-by-",
    "factcheck-verdict-",
    "mediadesk-done-",
    "mediadesk-kind-",
    "mediadesk-part-",
    "mediadesk-purpose-",
];

/// Literals of the source that look like keys of a slice and are none.
const NO_KEYS: [&str; 5] =
    ["agency-event", "date-time", "entry-missing", "entry-unpublished", "media-type"];

/// Text of every language's files: language, then file, then text.
fn files() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (path, bytes) in folder::files(&folder::project().join("locales")) {
        let (language, file) = path.split_once('/').expect("a folder for each language");
        let text = String::from_utf8(bytes).expect("UTF-8");
        found.entry(language.to_owned()).or_default().insert(file.to_owned(), text);
    }
    found
}

/// The messages of a file: key and text, with their continued lines.
fn messages(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '}']) {
            if let Some((_, value)) = found.last_mut() {
                value.push('\n');
                value.push_str(line);
            }
        } else if let Some((key, value)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
            found.push((key.trim().to_owned(), value.trim().to_owned()));
        }
    }
    found
}

/// Every key of a language.
pub fn keys(language: &str) -> BTreeSet<String> {
    let files = &files()[language];
    files.values().flat_map(|text| messages(text)).map(|(key, _)| key).collect()
}

fn slices() -> BTreeSet<String> {
    files()["vi"].keys().map(|file| file.trim_end_matches(".ftl").to_owned()).collect()
}

/// The keys templates and Rust name, with where they do.
fn used() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in sources(&["src"], &["html"]) {
        for (at, call) in file.text.match_indices("t(\"") {
            // `asset("` and `slot("` end alike.
            if file.text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let key = file.text[at + call.len()..].split('"').next().unwrap_or_default();
            found.insert(key.to_owned(), file.path.clone());
        }
    }
    let slices = slices();
    for file in sources(&["src"], &["rs"]) {
        if file.path.contains("tests") {
            continue;
        }
        for literal in code(&file.text).literals {
            if is_key(&literal.text, &slices) && !NO_KEYS.contains(&literal.text.as_str()) {
                found.insert(literal.text, file.path.clone());
            }
        }
    }
    found
}

/// Whether a literal has the form of a key of some slice.
fn is_key(text: &str, slices: &BTreeSet<String>) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let slice = text.split_once('-').map(|(slice, _)| slice);
    slice.is_some_and(|slice| slices.contains(slice))
        && text.chars().all(plain)
        && !text.ends_with('-')
}

fn bundle(language: &str, text: &str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(text.to_owned()).expect("a file that can be read");
    let mut bundle = FluentBundle::new_concurrent(vec![language.parse().expect("a language")]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no key twice in a file");
    bundle
}

/// The variables a message speaks of.
fn variables(value: &str) -> BTreeSet<&str> {
    let after = value.split('$').skip(1);
    let end = |rest: &str| rest.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
    after.map(|rest| &rest[..end(rest).unwrap_or(rest.len())]).collect()
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_language_has_the_same_files_and_keys() {
    let files = files();
    assert!(files.contains_key("vi") && files.contains_key("en"));
    let mut wrong = Vec::new();
    for (language, own) in &files {
        let names: Vec<&String> = own.keys().collect();
        assert_eq!(names, files["vi"].keys().collect::<Vec<_>>(), "{language}");
        for (file, text) in own {
            let of = |text: &str| -> BTreeSet<String> {
                messages(text).into_iter().map(|(key, _)| key).collect()
            };
            let (here, there) = (of(text), of(&files["vi"][file]));
            let lacks = here.symmetric_difference(&there);
            wrong.extend(lacks.map(|key| format!("{language}/{file} and vi/{file}: {key}")));
        }
    }
    none(&wrong);
}

#[test]
fn every_key_begins_with_the_name_of_its_file_and_stands_once() {
    let mut wrong = Vec::new();
    for (language, own) in files() {
        for (file, text) in own {
            let prefix = format!("{}-", file.trim_end_matches(".ftl"));
            let mut seen = BTreeSet::new();
            for (key, _) in messages(&text) {
                if !key.starts_with(&prefix) {
                    wrong.push(format!("{language}/{file}: {key} does not begin with {prefix}"));
                }
                if !seen.insert(key.clone()) {
                    wrong.push(format!("{language}/{file}: {key} stands twice"));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_key_that_is_used_exists() {
    let keys = keys("vi");
    let used = used();
    assert!(used.len() > 150, "only {} keys were found in use", used.len());
    let missing: Vec<String> = used
        .into_iter()
        .filter(|(key, _)| !keys.contains(key))
        .map(|(key, file)| format!("{file}: {key}"))
        .collect();
    none(&missing);
}

#[test]
fn every_key_that_exists_is_used() {
    let used = used();
    let made = |key: &String| MADE.iter().any(|prefix| key.starts_with(prefix));
    let unused: Vec<String> =
        keys("vi").into_iter().filter(|key| !made(key) && !used.contains_key(key)).collect();
    none(&unused);
}

#[test]
fn every_prefix_of_a_made_key_is_still_made_somewhere() {
    let sources = sources(&["src"], &["rs"]);
    let known = |prefix: &&&str| {
        let literal = format!("\"{prefix}");
        !sources.iter().any(|file| file.text.contains(&literal))
    };
    let stale: Vec<String> =
        MADE.iter().filter(known).map(|prefix| format!("{prefix} is made nowhere")).collect();
    none(&stale);
}

#[test]
fn every_message_can_be_said_with_what_it_speaks_of() {
    let mut wrong = Vec::new();
    for (language, own) in files() {
        for (file, text) in own {
            let bundle = bundle(&language, &text);
            for (key, value) in messages(&text) {
                for given in [FluentValue::from(1), FluentValue::from(7), FluentValue::from("Á")] {
                    let mut args = FluentArgs::new();
                    for name in variables(&value) {
                        args.set(name.to_owned(), given.clone());
                    }
                    let message = bundle.get_message(&key).and_then(|message| message.value());
                    let pattern = message.expect("a message has a value");
                    let mut errors = Vec::new();
                    let said = bundle.format_pattern(pattern, Some(&args), &mut errors);
                    if !errors.is_empty() || said.trim().is_empty() || said.contains('{') {
                        wrong.push(format!("{language}/{file}: {key}: {said:?} {errors:?}"));
                    }
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn both_languages_speak_of_the_same_things() {
    let files = files();
    let mut wrong = Vec::new();
    for (file, text) in &files["vi"] {
        let english: BTreeMap<String, String> = messages(&files["en"][file]).into_iter().collect();
        for (key, value) in messages(text) {
            let (here, there) = (variables(&value), variables(&english[&key]));
            // Vietnamese has no plural: a figure may choose a form in English alone. Lunar days and
            // months are words in one language and figures in the other.
            let lunar = key.starts_with("date-")
                || ["festival-lunar-month", "home-lunar-span"].contains(&key.as_str());
            if here != there && !lunar {
                wrong.push(format!("{file}: {key}: {here:?} and {there:?}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_text_is_composed_and_has_no_capitals_for_emphasis() {
    let mut wrong = Vec::new();
    for (language, own) in files() {
        for (file, text) in own {
            if !is_nfc(&text) {
                wrong.push(format!("{language}/{file} is not NFC"));
            }
            wrong.extend(shouted(&text).map(|word| format!("{language}/{file}: {word}")));
        }
    }
    let demo = folder::files(&folder::demo());
    for (file, bytes) in demo.iter().filter(|(name, _)| folder::ends(name, &["toml", "md"])) {
        let text = String::from_utf8_lossy(bytes);
        if !is_nfc(&text) {
            wrong.push(format!("demo/{file} is not NFC"));
        }
        // UNESCO and its like are ASCII; a Vietnamese word of that length in capitals is shouting.
        let words = shouted(&text).filter(|word| !word.is_ascii());
        wrong.extend(words.map(|word| format!("demo/{file}: {word}")));
    }
    none(&wrong);
}

/// Words of more than five letters in capitals.
fn shouted(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().count() > 5 && word.chars().all(char::is_uppercase))
}
