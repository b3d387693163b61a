//! What is sent of an entry, brought into its form: the kind reads its own fields, keys must lead
//! somewhere. Not for what a publication demands: drafts may be unfinished.

use crate::api::problem::{Problem, Why};
use crate::editorial::{Facts, KindRules, Words};
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::portal::{Known, Portal};
use serde_json::{Map, Value};

const LONGEST_LINE: usize = 1000;

/// Facts as they are kept, or everything that is wrong with them.
pub async fn facts(portal: &Portal, rules: &KindRules, mut facts: Facts) -> Result<Facts, Problem> {
    let mut wrong = Problem::new(Why::Invalid);
    match (rules.facts)(object(facts.own)) {
        Ok(own) => facts.own = own,
        Err(error) => return Err(wrong.because("facts.own", error)),
    }
    let mut missing = unknown(&portal.known(), &facts);
    if !missing.is_empty() {
        // What was added a moment ago may stand in the database alone.
        missing = unknown(&portal.known_afresh().await?, &facts);
    }
    for (field, key) in missing {
        wrong = wrong.at(field, key);
    }
    let lead = facts.lead_picture.as_deref();
    if lead.is_some_and(|lead| !facts.pictures.iter().any(|picture| picture.file == lead)) {
        wrong = wrong.at("facts.lead_picture", "editorial-unknown-picture");
    }
    if wrong.is_empty() { Ok(facts) } else { Err(wrong) }
}

/// The fields whose keys lead nowhere, each with the sentence that says so.
fn unknown(known: &Known, facts: &Facts) -> Vec<(String, &'static str)> {
    let mut missing = Vec::new();
    if known.agencies.get(&facts.publisher).is_none() {
        missing.push(("facts.publisher".to_owned(), "editorial-unknown-agency"));
    }
    for tag in facts.tags.iter().filter(|tag| known.site.tag(tag).is_none()) {
        missing.push((format!("facts.tags {tag}"), "editorial-unknown-tag"));
    }
    let section = facts.own.get("section").and_then(Value::as_str);
    if section.is_some_and(|section| known.site.section(section).is_none()) {
        missing.push(("facts.own.section".to_owned(), "editorial-unknown-section"));
    }
    missing
}

/// Words as they are kept, or everything that is wrong with them.
pub fn words(
    portal: &Portal,
    rules: &KindRules,
    language: Language,
    mut words: Words,
) -> Result<Words, Problem> {
    let field = |name: &str| format!("words.{language}.{name}");
    let mut wrong = Problem::new(Why::Invalid);
    match (rules.words)(object(words.own)) {
        Ok(own) => words.own = own,
        Err(error) => return Err(wrong.because(field("own"), error)),
    }
    if !portal.known().site.languages.contains(&language) {
        wrong = wrong.at(format!("words.{language}"), "api-no-such-language");
    }
    words.title = String::from(words.title.trim());
    if words.title.is_empty() || words.title.chars().count() > LONGEST_LINE {
        wrong = wrong.at(field("title"), "editorial-no-title");
    }
    if words.slug.is_empty() || slug(&words.slug) != words.slug || words.slug.len() > LONGEST_LINE {
        wrong = wrong.at(field("slug"), "editorial-bad-slug");
    }
    if wrong.is_empty() { Ok(words) } else { Err(wrong) }
}

/// Nothing said of the kind's own fields is the same as no fields.
fn object(own: Value) -> Value {
    if own.is_null() { Value::Object(Map::new()) } else { own }
}
