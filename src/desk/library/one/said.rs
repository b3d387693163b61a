//! What is said of a file, as its form shows it and sends it back. Not for whether it may be said.

use crate::desk::rows::language_name;
use crate::desk::sent::Sent;
use crate::media::{Credits, Description, Focal, Media, MediaWords};
use crate::platform::i18n::Language;
use crate::portal::Portal;
use serde::Serialize;

/// The fields of the form as text.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    seen: String,
    author: String,
    credit: String,
    licence: String,
    place: String,
    taken_on: String,
    x: String,
    y: String,
    words: Vec<SaidIn>,
}

/// What is said in one language.
#[derive(Clone, Debug, Serialize)]
struct SaidIn {
    #[serde(skip)]
    language: Language,
    lang: String,
    name: String,
    alt: String,
    caption: String,
}

impl Said {
    /// What stands in the library.
    pub fn of(portal: &Portal, media: &Media) -> Said {
        let credits = &media.credits;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Said {
            seen: media.edition.to_string(),
            author: text(&credits.author),
            credit: text(&credits.credit),
            licence: text(&credits.licence),
            place: text(&credits.place),
            taken_on: credits.taken_on.map(|day| day.to_string()).unwrap_or_default(),
            x: credits.focal.x.to_string(),
            y: credits.focal.y.to_string(),
            words: in_languages(portal, |language| {
                media.words.get(&language).cloned().unwrap_or_default()
            }),
        }
    }

    /// What was sent.
    pub fn read(portal: &Portal, sent: &Sent) -> Said {
        let text = |name: &str| sent.text(name).unwrap_or_default();
        Said {
            seen: text("seen"),
            author: text("author"),
            credit: text("credit"),
            licence: text("licence"),
            place: text("place"),
            taken_on: text("taken_on"),
            x: text("focal.x"),
            y: text("focal.y"),
            words: in_languages(portal, |language| MediaWords {
                alt: text(&format!("alt.{language}")),
                caption: text(&format!("caption.{language}")),
            }),
        }
    }

    /// The same for the verb; `None` when a day or a number cannot be read. What the form does not
    /// ask (the point of a document) stays as it is.
    pub fn description(&self, media: &Media) -> Option<Description> {
        let text = |text: &String| (!text.is_empty()).then(|| text.clone());
        let number = |text: &str, before: i64| {
            if text.is_empty() { Some(before) } else { text.parse().ok() }
        };
        let taken_on = match self.taken_on.as_str() {
            "" => None,
            day => Some(day.parse().ok()?),
        };
        let Focal { x, y } = media.credits.focal;
        let credits = Credits {
            taken_on,
            author: text(&self.author),
            credit: text(&self.credit),
            licence: text(&self.licence),
            place: text(&self.place),
            focal: Focal { x: number(&self.x, x)?, y: number(&self.y, y)? },
        };
        let said = |one: &SaidIn| {
            let words = MediaWords { alt: one.alt.clone(), caption: one.caption.clone() };
            let silent = words == MediaWords::default();
            (!silent || media.words.contains_key(&one.language)).then_some((one.language, words))
        };
        let words = self.words.iter().filter_map(said).collect();
        Some(Description { seen: self.seen.parse().ok()?, credits, words })
    }
}

fn in_languages(portal: &Portal, said: impl Fn(Language) -> MediaWords) -> Vec<SaidIn> {
    let one = |language: Language| {
        let MediaWords { alt, caption } = said(language);
        let name = language_name(portal, language);
        SaidIn { language, lang: language.to_string(), name, alt, caption }
    };
    portal.known().site.languages.iter().copied().map(one).collect()
}
