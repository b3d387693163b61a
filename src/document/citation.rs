//! A document's full citation, as Decree 30/2020/NĐ-CP (Annex I, section II) asks of a first citation:
//! form, number and symbol, day of issue, issuer, subject. Not for short names.

use super::model::{DocumentFacts, DocumentWords};
use crate::editorial::Live;
use crate::platform::i18n::Args;
use crate::portal::Portal;
use jiff::civil;

/// The full citation of a live document in its language.
pub fn cite(portal: &Portal, live: &Live) -> String {
    let (facts, words) = (DocumentFacts::of(live), DocumentWords::of(live));
    let language = live.language;
    let mut args = Args::new();
    args.set("form", portal.say(language, &format!("document-form-{}", facts.form)));
    args.set("number", facts.number.clone());
    args.set("issuer", issuer(portal, live, &facts, &words).unwrap_or_default());
    args.set("subject", words.subject.unwrap_or_else(|| live.words.title.clone()));
    let Some(day) = facts.issued_on else {
        return portal.words.say_with(language, "document-citation-undated", &args);
    };
    // The decree rules the Vietnamese way of writing; other languages write days as they do.
    let (day_text, month) = if language.code() == "vi" {
        padded(day)
    } else {
        (day.day().to_string(), portal.day(language, day).month)
    };
    args.set("day", day_text);
    args.set("month", month);
    args.set("year", day.year().to_string());
    portal.words.say_with(language, "document-citation", &args)
}

/// The issuer as it was called on the day of issue.
pub fn issuer(
    portal: &Portal,
    live: &Live,
    facts: &DocumentFacts,
    words: &DocumentWords,
) -> Option<String> {
    let day = facts.issued_on.unwrap_or_else(|| portal.today());
    let registered = facts.issuer.as_deref().and_then(|key| portal.agency(key, live.language, day));
    registered.map(|body| body.then).or_else(|| words.issuer_name.clone())
}

/// Day and month as Decree 30/2020/NĐ-CP writes them: a 0 before the days 1 to 9 and the months 1
/// and 2, so that no figure can be put before them.
pub fn padded(day: civil::Date) -> (String, String) {
    let month = day.month();
    let month = if month <= 2 { format!("{month:02}") } else { month.to_string() };
    (format!("{:02}", day.day()), month)
}
