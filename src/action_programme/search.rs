//! A programme among what readers find: its name, its act, its tasks and measures. Not for plans and
//! activities: those are found on the pages of their bodies.

use super::model::{Outline, Programme, Titles};
use super::store;
use crate::platform::changes::Change;
use crate::platform::db::Db;
use crate::platform::i18n::Language;
use crate::search::{Found, Leaf};
use crate::site::Addresses;
use std::collections::BTreeSet;
use std::pin::Pin;

/// The programmes that changes set out anew, as leaves.
pub fn leaves<'a>(
    db: &'a Db,
    addresses: &'a Addresses,
    changes: &'a [Change],
) -> Pin<Box<dyn Future<Output = Found> + Send + 'a>> {
    Box::pin(async move {
        let set_out = changes.iter().filter(|change| change.verb == "set-out");
        let keys: BTreeSet<&str> =
            set_out.filter_map(|change| change.subject.strip_prefix("programme/")).collect();
        let mut found = Vec::new();
        for key in keys {
            if let Some(programme) = store::programme(db, key).await? {
                // Entries count up from one, programmes down from minus one.
                let own = of(addresses, &programme);
                found.push((-programme.id.0, own));
            }
        }
        Ok(found)
    })
}

fn of(addresses: &Addresses, programme: &Programme) -> Vec<Leaf> {
    let outline = &programme.outline;
    let leaf = |language: &Language| {
        let words = outline.words.get(language)?;
        Some(Leaf {
            entry: -programme.id.0,
            language: language.to_string(),
            kind: "programme".to_owned(),
            title: words.title.clone(),
            lead: words.note.clone(),
            text: text(outline, *language),
            url: format!("{}/{}", addresses.list(*language, "programme"), programme.key),
            published_ms: outline
                .starts
                .to_zoned(jiff::tz::TimeZone::UTC)
                .map_or(0, |day| day.timestamp().as_millisecond()),
        })
    };
    outline.words.keys().filter_map(leaf).collect()
}

fn text(outline: &Outline, language: Language) -> String {
    let mut lines = vec![outline.act.number.as_str(), outline.act.words.title_in(language)];
    for task in &outline.tasks {
        lines.push(task.words.title_in(language));
        lines.extend(task.measures.iter().map(|measure| measure.words.title_in(language)));
    }
    lines.join("\n")
}
