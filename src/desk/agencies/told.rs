//! What happened to bodies, in words: the lines of a body's page and the name of an event in the change log.
//! Not for recording an event: that is the form's.

use crate::agency::{Event, Register};
use crate::platform::i18n::Language;
use crate::portal::Portal;
use serde::Serialize;

/// An event as a body's page lists it.
#[derive(Serialize)]
pub(super) struct EventLine {
    number: i64,
    what: String,
    day: String,
    citation: String,
    bodies: String,
    taken_back: Option<String>,
}

/// An event as a line of a list.
pub(super) fn event_line(
    portal: &Portal,
    language: Language,
    register: &Register,
    event: &Event,
) -> EventLine {
    EventLine {
        number: event.number,
        what: portal.say(language, &format!("register-what-{}", event.what.name())),
        day: portal.day(language, event.operates_on).numeric,
        citation: event.citation.clone(),
        bodies: bodies_of(language, register, event),
        taken_back: event.taken_back.clone(),
    }
}

/// The bodies of an event on both its sides: `Sở A, Sở B ⇒ Sở C`.
fn bodies_of(language: Language, register: &Register, event: &Event) -> String {
    let named = |key: &str| match register.get(key) {
        Some(agency) => agency.name(language).to_owned(),
        None => key.to_owned(),
    };
    let before: Vec<String> = event.before.iter().map(|key| named(key)).collect();
    let after: Vec<String> = event.after.iter().map(|heir| named(&heir.key)).collect();
    let sides = [before.join(", "), after.join(", ")];
    let sides: Vec<String> = sides.into_iter().filter(|side| !side.is_empty()).collect();
    sides.join(" ⇒ ")
}

/// An event of the register in words, as the change log shows it.
pub(in crate::desk) fn event_in_words(
    portal: &Portal,
    language: Language,
    register: &Register,
    event: &Event,
) -> String {
    let what = portal.say(language, &format!("register-what-{}", event.what.name()));
    format!("{what}: {}", bodies_of(language, register, event))
}
