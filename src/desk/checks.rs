//! What the checks say of a text, in words, for the panel beside it. Not for the rules: those are
//! `editorial::checks`.

use super::refused;
use super::session::Signed;
use crate::editorial::checks::{Finding, Weight, check, checks_passed};
use crate::editorial::{Complaint, Facts, Of, Surroundings, Words};
use crate::platform::db::Result;
use crate::platform::i18n::{Args, Language};
use crate::portal::Portal;
use serde::Serialize;
use std::collections::BTreeMap;

/// The checks of one text.
#[derive(Clone, Debug, Serialize)]
pub struct ChecksView {
    /// `1 lỗi, 1 nhắc`.
    pub summary: String,
    /// The tone of the summary: `error`, `warning` or none.
    pub tone: &'static str,
    /// What was found, what blocks first.
    pub items: Vec<CheckView>,
    /// What was looked at and is fine.
    pub passed: Vec<CheckView>,
}

/// A line of the checks.
#[derive(Clone, Debug, Serialize)]
pub struct CheckView {
    /// `error`, `warning` or `done`.
    pub kind: &'static str,
    /// What was found, or what is fine.
    pub text: String,
    /// The law, standard or rule behind it.
    pub why: Option<String>,
    /// The field it is about.
    pub url: Option<String>,
    /// What the link says.
    pub action: Option<String>,
}

/// Looks at a text and says what was found.
pub async fn view(
    portal: &Portal,
    signed: &Signed,
    of: &Of<'_>,
    facts: &Facts,
    words: &Words,
    url: &str,
) -> Result<ChecksView> {
    let speaks = signed.person.language;
    let around = portal.around(*of, facts, words).await?;
    let all = BTreeMap::from([(of.language, words.clone())]);
    let found = check(facts, &all, of.language, &around);
    let passed = checks_passed(facts, &all, of.language, &around);
    let (blocks, warns) = of_kind(portal, speaks, (of, &around), facts, words);
    let errors = found.iter().filter(|one| one.weight == Weight::Blocks).count() + blocks.len();
    let count = found.len() + blocks.len() + warns.len();
    let passed = passed.into_iter().map(|id| CheckView {
        kind: "done",
        text: portal.say(speaks, &format!("editorial-check-{id}-passed")),
        why: None,
        url: None,
        action: None,
    });
    Ok(ChecksView {
        summary: summary(portal, speaks, errors, count - errors),
        tone: match (errors, count) {
            (0, 0) => "",
            (0, _) => "warning",
            _ => "error",
        },
        items: sorted(found.into_iter().map(|one| line(portal, speaks, one, url)), blocks, warns),
        passed: passed.collect(),
    })
}

/// What the kind itself asks for, and what it puts before its editor.
fn of_kind(
    portal: &Portal,
    speaks: Language,
    (of, around): (&Of<'_>, &Surroundings),
    facts: &Facts,
    words: &Words,
) -> (Vec<CheckView>, Vec<CheckView>) {
    let line = |kind: &'static str, one: &Complaint| CheckView {
        kind,
        text: refused::complaint(portal, speaks, one),
        why: None,
        url: None,
        action: None,
    };
    let mut stops = (of.rules.refuses)(facts, &[words]);
    stops.extend((of.rules.complaints)(facts, &[words], around));
    let blocks = stops.iter().map(|one| line("error", one));
    let warns = (of.rules.warns)(facts, &[words]);
    (blocks.collect(), warns.iter().map(|one| line("warning", one)).collect())
}

/// What blocks comes first.
fn sorted(
    found: impl Iterator<Item = CheckView>,
    blocks: Vec<CheckView>,
    warns: Vec<CheckView>,
) -> Vec<CheckView> {
    let mut all: Vec<CheckView> = found.chain(blocks).chain(warns).collect();
    all.sort_by_key(|one| one.kind != "error");
    all
}

fn summary(portal: &Portal, speaks: Language, errors: usize, warnings: usize) -> String {
    if errors + warnings == 0 {
        return portal.say(speaks, "entry-checks-none");
    }
    let mut args = Args::new();
    args.set("errors", errors);
    args.set("warnings", warnings);
    portal.words.say_with(speaks, "entry-checks-count", &args)
}

fn line(portal: &Portal, speaks: Language, found: Finding, url: &str) -> CheckView {
    let kind = if found.weight == Weight::Blocks { "error" } else { "warning" };
    let found = Complaint::from(found);
    CheckView {
        kind,
        text: portal.say_complaint(speaks, &found),
        why: portal.say_why(speaks, &found),
        url: anchor(&found.field).map(|anchor| format!("{url}#{anchor}")),
        action: Some(portal.say(speaks, "entry-check-mend")),
    }
}

/// Where in the form a field is.
fn anchor(field: &str) -> Option<String> {
    match field.split_once(':') {
        None if ["title", "lead", "publisher", "slug"].contains(&field) => {
            Some(format!("f-{field}"))
        }
        Some(("body", _)) => Some("f-body".to_owned()),
        Some(("picture", _)) => Some("pictures".to_owned()),
        _ => None,
    }
}
