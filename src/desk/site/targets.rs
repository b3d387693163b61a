//! Where links of the menu, the footer and the front page lead: what they are called, and entries
//! found for them by search. Not for readers' links: those are `portal::Known`.

use crate::desk::rows::{Choice, kind_name};
use crate::editorial::{self, Rows, State, Wanted};
use crate::platform::db::Result;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use crate::site::LISTS;
use serde::Serialize;

/// A target with what it is called.
#[derive(Clone, Debug, Serialize)]
pub struct TargetView {
    /// `news` or `page/about`.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Its kind, or that readers cannot go there.
    pub note: String,
    /// Whether readers can go there.
    pub live: bool,
}

/// What a target is called to somebody at the desk.
pub async fn target(portal: &Portal, language: Language, key: &str) -> Result<TargetView> {
    let view =
        |label: String, note: String, live| TargetView { key: key.to_owned(), label, note, live };
    let Some((kind, name)) = key.split_once('/') else {
        let label = portal.say(language, &format!("site-menu-{key}"));
        return Ok(view(label, portal.say(language, "siteadmin-target-list"), true));
    };
    let kind_label = kind_name(portal, language, kind);
    for tongue in portal.known().site.languages.clone() {
        if let Some(live) = editorial::find(&portal.db, key, tongue).await? {
            return Ok(view(live.words.title, kind_label, true));
        }
    }
    let stored = editorial::read(&portal.db, kind, name).await?;
    let Some(stored) = stored else {
        return Ok(view(key.to_owned(), portal.say(language, "siteadmin-target-missing"), false));
    };
    let words = stored.original.and_then(|original| stored.words(original));
    let title = words.map_or_else(|| key.to_owned(), |words| words.title.clone());
    Ok(view(title, portal.say(language, "siteadmin-target-hidden"), false))
}

/// Several targets in their order.
pub async fn targets<'a>(
    portal: &Portal,
    language: Language,
    keys: impl IntoIterator<Item = &'a String>,
) -> Result<Vec<TargetView>> {
    let mut found = Vec::new();
    for key in keys {
        found.push(target(portal, language, key).await?);
    }
    Ok(found)
}

/// The lists as choices.
pub fn lists(portal: &Portal, language: Language) -> Vec<Choice> {
    let name = |list: &str| Choice::new(list, portal.say(language, &format!("site-menu-{list}")));
    LISTS.into_iter().map(name).collect()
}

/// Public entries whose title holds the words; none for no words.
pub async fn search(portal: &Portal, language: Language, q: &str) -> Result<Vec<TargetView>> {
    if q.trim().is_empty() {
        return Ok(Vec::new());
    }
    let wanted = Wanted {
        title: Some(q.trim().to_owned()),
        state: Some(State::Published.name().to_owned()),
        rows: Rows::Originals,
        ..Wanted::default()
    };
    let lines = editorial::board(&portal.db, &wanted, 0, 12).await?;
    let view = |line: &editorial::Line| TargetView {
        key: format!("{}/{}", line.kind, line.key),
        label: line.title.clone(),
        note: kind_name(portal, language, &line.kind),
        live: true,
    };
    Ok(lines.iter().map(view).collect())
}
