//! What an editor is told while writing, and what stops an entry from going public: one table says
//! of each rule whether it blocks. What blocks is asked for by a law, a standard or a rule of the
//! portal, which the sentence under `-why` names. Not for a kind's own demands
//! (`KindRules::complaints`), nor for asking other sites whether a link is alive.

mod links;
mod pictures;
mod read;
mod readability;
mod structure;
mod surroundings;
#[cfg(test)]
mod tests;
mod wording;

#[cfg(test)]
use links::external_links;
pub use links::links_away;
pub use surroundings::{EntryIs, FilmIs, LinkIs, Surroundings, standing};

use super::kinds::{Complaint, KindRules};
use super::model::{Facts, Words};
use crate::platform::i18n::Language;
use read::{Needs, Read};
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// Which rule.
    pub id: &'static str,
    /// The Fluent key of what was found; with `-why` at its end, of the rule or law behind it.
    pub key: &'static str,
    /// Whether it stops publishing.
    pub weight: Weight,
    /// Where in the form: `title`, `lead`, `publisher`, `body:3` (the block's place from 0),
    /// `picture:drum.svg`, `correction:0`.
    pub field: String,
    /// What the sentence speaks of.
    pub args: BTreeMap<&'static str, String>,
}

impl From<Finding> for Complaint {
    fn from(finding: Finding) -> Complaint {
        Complaint { field: finding.field, key: finding.key, args: finding.args }
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
    key: &'static str,
    weight: Weight,
    /// What must be there to look at; a tick for nothing would mislead.
    needs: Needs,
    find: fn(&Read<'_>) -> Vec<Found>,
}

macro_rules! rule {
    ($id:literal, $weight:expr, $needs:expr, $find:expr) => {
        Rule {
            id: $id,
            key: concat!("editorial-check-", $id),
            weight: $weight,
            needs: $needs,
            find: $find,
        }
    };
}

use Weight::{Blocks, Warns};

/// Every rule, in the order of the form.
const RULES: [Rule; 34] = [
    rule!("no-publisher", Blocks, Needs::Nothing, wording::no_publisher),
    rule!("no-title", Blocks, Needs::Nothing, wording::no_title),
    rule!("bad-slug", Blocks, Needs::Nothing, wording::bad_slug),
    rule!("title-cut", Warns, Needs::ShortTitle, wording::title_cut),
    rule!("title-long", Warns, Needs::Title, wording::title_long),
    rule!("no-lead", Warns, Needs::Nothing, wording::no_lead),
    rule!("lead-long", Warns, Needs::Lead, wording::lead_long),
    rule!("no-alt", Blocks, Needs::Pictures, pictures::no_alt),
    rule!("alt-repeats", Warns, Needs::Pictures, pictures::alt_repeats),
    rule!("alt-file-name", Blocks, Needs::Pictures, pictures::alt_file_name),
    rule!("no-caption", Warns, Needs::Pictures, pictures::no_caption),
    rule!("no-credit", Blocks, Needs::Pictures, pictures::no_credit),
    rule!("picture-missing", Blocks, Needs::Pictures, pictures::missing),
    rule!("picture-unknown", Blocks, Needs::Shown, pictures::unknown),
    rule!("file-missing", Blocks, Needs::Files, structure::file_missing),
    rule!("heading-skip", Warns, Needs::Headings, structure::heading_skip),
    rule!("heading-empty", Blocks, Needs::Headings, structure::heading_empty),
    rule!("table-no-header", Warns, Needs::Tables, structure::table_no_header),
    rule!("reusable-missing", Blocks, Needs::Reusables, structure::reusable_missing),
    rule!("entry-missing", Blocks, Needs::Entries, links::entry_missing),
    rule!("entry-unpublished", Blocks, Needs::Entries, links::entry_unpublished),
    rule!("mutual", Warns, Needs::Entries, links::entry_mutual),
    rule!("link-vague", Warns, Needs::Links, links::vague),
    rule!("link-bare", Warns, Needs::Links, links::bare),
    rule!("link-gone", Warns, Needs::LinksAway, links::gone),
    rule!("link-silent", Warns, Needs::LinksAway, links::silent),
    rule!("link-moved", Warns, Needs::LinksAway, links::moved),
    rule!("shouting", Warns, Needs::Nothing, wording::shouting),
    rule!("not-nfc", Warns, Needs::Nothing, wording::not_nfc),
    rule!("legacy", Warns, Needs::Nothing, wording::legacy),
    rule!("double-space", Warns, Needs::Nothing, wording::double_space),
    rule!("name-wrong", Warns, Needs::Names, wording::name_wrong),
    rule!("long-sentences", Warns, Needs::Vietnamese, readability::long_sentences),
    rule!("hard-english", Warns, Needs::English, readability::hard_english),
];

/// Looks at an entry in one language. What stops publishing comes first, then as in the form.
pub fn check(
    facts: &Facts,
    words: &BTreeMap<Language, Words>,
    language: Language,
    around: &Surroundings,
) -> Vec<Finding> {
    let Some(words) = words.get(&language) else { return Vec::new() };
    let read = Read::of(facts, words, language, around);
    let mut findings: Vec<Finding> = Vec::new();
    for rule in RULES.iter().filter(|rule| read.has(rule.needs)) {
        let found = (rule.find)(&read).into_iter();
        findings.extend(found.map(|Found { field, args }| Finding {
            id: rule.id,
            key: rule.key,
            weight: rule.weight,
            field,
            args,
        }));
    }
    findings.sort_by_key(|finding| finding.weight);
    findings
}

/// What stops an entry from going public in one language: what blocks of the rules of all, and what
/// its kind demands.
pub fn lacks(
    rules: &KindRules,
    facts: &Facts,
    (language, words): (Language, &Words),
    around: &Surroundings,
) -> Vec<Complaint> {
    let all = BTreeMap::from([(language, words.clone())]);
    let found = check(facts, &all, language, around).into_iter();
    let blocking = found.filter(|finding| finding.weight == Weight::Blocks);
    let mut lacking: Vec<Complaint> = blocking.map(Complaint::from).collect();
    lacking.extend((rules.refuses)(facts, &[words]));
    lacking.extend((rules.complaints)(facts, &[words], around));
    lacking
}

/// The rules that were looked at and found nothing, in the order of the form.
pub fn checks_passed(
    facts: &Facts,
    words: &BTreeMap<Language, Words>,
    language: Language,
    around: &Surroundings,
) -> Vec<&'static str> {
    let Some(words) = words.get(&language) else { return Vec::new() };
    let read = Read::of(facts, words, language, around);
    let fine = |rule: &&Rule| read.has(rule.needs) && (rule.find)(&read).is_empty();
    RULES.iter().filter(fine).map(|rule| rule.id).collect()
}
