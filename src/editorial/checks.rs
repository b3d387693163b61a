//! What an editor is told while writing: what the law asks for, and what readers will stumble over.
//! Not for what stops an import (`model::complaints`), nor for a kind's own demands
//! (`KindRules::complaints`), nor for asking other sites whether a link is alive.

mod links;
mod pictures;
mod read;
mod readability;
mod structure;
#[cfg(test)]
mod tests;
mod wording;

pub use links::external_links;

use super::model::{Facts, Words};
use crate::platform::i18n::Language;
use read::{Needs, Read};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// What a finding does to publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The entry cannot be published as it is.
    Blocks,
    /// The editor decides.
    Warns,
}

/// Something an editor should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which rule; [`Finding::key`] makes it a sentence.
    pub id: &'static str,
    /// Whether it stops publishing.
    pub weight: Weight,
    /// Where in the form: `title`, `lead`, `publisher`, `body:3` (the block's place from 0),
    /// `picture:drum.svg`, `correction:0`.
    pub field: String,
    /// What the sentence speaks of.
    pub args: BTreeMap<&'static str, String>,
}

impl Finding {
    /// The Fluent key of what was found; with `-why` at its end, of the rule or law behind it.
    pub fn key(&self) -> String {
        format!("editorial-check-{}", self.id)
    }
}

/// Where another entry stands, for one who links to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryIs {
    /// Readers can go there in this language.
    Published,
    /// It exists, and readers cannot go there.
    Unpublished,
    /// There is none of that name.
    Missing,
}

/// What the rules must ask of the site.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Where an entry stands (`kind/key`).
    pub entry: &'a dyn Fn(&str) -> EntryIs,
    /// Whether a reusable block exists, by its slug.
    pub reusable: &'a dyn Fn(&str) -> bool,
    /// Names that are often written wrong: the wrong form, and the right one.
    pub names: &'a [(String, String)],
}

impl fmt::Debug for Context<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Context").field("names", &self.names).finish_non_exhaustive()
    }
}

/// A rule found something: where, and what its sentence speaks of.
struct Found {
    field: String,
    args: BTreeMap<&'static str, String>,
}

impl Found {
    fn at(field: impl Into<String>) -> Found {
        Found { field: field.into(), args: BTreeMap::new() }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Found {
        self.args.insert(name, value.into());
        self
    }
}

struct Rule {
    id: &'static str,
    weight: Weight,
    /// What must be there to look at; a tick for nothing would mislead.
    needs: Needs,
    find: fn(&Read<'_>) -> Vec<Found>,
}

const fn rule(
    id: &'static str,
    weight: Weight,
    needs: Needs,
    find: fn(&Read<'_>) -> Vec<Found>,
) -> Rule {
    Rule { id, weight, needs, find }
}

use Weight::{Blocks, Warns};

/// Every rule, in the order of the form.
const RULES: [Rule; 29] = [
    rule("no-publisher", Blocks, Needs::Nothing, wording::no_publisher),
    rule("no-title", Blocks, Needs::Nothing, wording::no_title),
    rule("title-cut", Warns, Needs::ShortTitle, wording::title_cut),
    rule("title-long", Warns, Needs::Title, wording::title_long),
    rule("no-lead", Warns, Needs::Nothing, wording::no_lead),
    rule("lead-long", Warns, Needs::Lead, wording::lead_long),
    rule("no-alt", Blocks, Needs::Pictures, pictures::no_alt),
    rule("alt-repeats", Warns, Needs::Pictures, pictures::alt_repeats),
    rule("alt-file-name", Warns, Needs::Pictures, pictures::alt_file_name),
    rule("no-caption", Warns, Needs::Pictures, pictures::no_caption),
    rule("no-credit", Warns, Needs::Pictures, pictures::no_credit),
    rule("picture-missing", Blocks, Needs::Pictures, pictures::missing),
    rule("picture-unknown", Blocks, Needs::Shown, pictures::unknown),
    rule("file-missing", Blocks, Needs::Files, structure::file_missing),
    rule("heading-skip", Warns, Needs::Headings, structure::heading_skip),
    rule("heading-empty", Warns, Needs::Headings, structure::heading_empty),
    rule("table-no-header", Warns, Needs::Tables, structure::table_no_header),
    rule("reusable-missing", Blocks, Needs::Reusables, structure::reusable_missing),
    rule("entry-missing", Blocks, Needs::Entries, links::entry_missing),
    rule("entry-unpublished", Blocks, Needs::Entries, links::entry_unpublished),
    rule("link-vague", Warns, Needs::Links, links::vague),
    rule("link-bare", Warns, Needs::Links, links::bare),
    rule("shouting", Warns, Needs::Nothing, wording::shouting),
    rule("not-nfc", Warns, Needs::Nothing, wording::not_nfc),
    rule("legacy", Warns, Needs::Nothing, wording::legacy),
    rule("double-space", Warns, Needs::Nothing, wording::double_space),
    rule("name-wrong", Warns, Needs::Names, wording::name_wrong),
    rule("long-sentences", Warns, Needs::Vietnamese, readability::long_sentences),
    rule("hard-english", Warns, Needs::English, readability::hard_english),
];

/// Looks at an entry in one language. What stops publishing comes first, then as in the form.
pub fn check(
    facts: &Facts,
    words: &BTreeMap<Language, Words>,
    language: Language,
    context: &Context<'_>,
) -> Vec<Finding> {
    let Some(words) = words.get(&language) else { return Vec::new() };
    let read = Read::of(facts, words, language, *context);
    let mut findings: Vec<Finding> = Vec::new();
    for rule in RULES.iter().filter(|rule| read.has(rule.needs)) {
        let found = (rule.find)(&read).into_iter();
        findings.extend(found.map(|Found { field, args }| Finding {
            id: rule.id,
            weight: rule.weight,
            field,
            args,
        }));
    }
    findings.sort_by_key(|finding| finding.weight);
    findings
}

/// The rules that were looked at and found nothing, in the order of the form.
pub fn checks_passed(
    facts: &Facts,
    words: &BTreeMap<Language, Words>,
    language: Language,
    context: &Context<'_>,
) -> Vec<&'static str> {
    let Some(words) = words.get(&language) else { return Vec::new() };
    let read = Read::of(facts, words, language, *context);
    let fine = |rule: &&Rule| read.has(rule.needs) && (rule.find)(&read).is_empty();
    RULES.iter().filter(fine).map(|rule| rule.id).collect()
}
