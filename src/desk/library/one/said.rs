//! What is said of a file, as its form shows it and sends it back. Not for whether it may be said.

use crate::desk::rows::language_name;
use crate::desk::sent::Sent;
use crate::media::{Credits, Description, Focal, Media, MediaWords, may_change};
use crate::people::Actor;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use jiff::civil::Date;
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

    /// What was sent. The form of somebody who may set words alone sends nothing else: the rest is
    /// what stands in the library.
    pub fn read(portal: &Portal, actor: &Actor, (sent, media): (&Sent, &Media)) -> Said {
        let text = |name: &str| sent.text(name).unwrap_or_default();
        let words = in_languages(portal, |language| MediaWords {
            alt: text(&format!("alt.{language}")),
            caption: text(&format!("caption.{language}")),
        });
        let seen = text("seen");
        if may_change(actor, media).is_err() {
            return Said { seen, words, ..Said::of(portal, media) };
        }
        Said {
            seen,
            author: text("author"),
            credit: text("credit"),
            licence: text("licence"),
            place: text("place"),
            taken_on: text("taken_on"),
            x: text("focal.x"),
            y: text("focal.y"),
            words,
        }
    }

    /// The same, written by somebody who has seen the edition of now.
    pub fn of_now(self, media: &Media) -> Said {
        Said { seen: media.edition.to_string(), ..self }
    }

    /// The input of the form that a field of the verb stands in.
    pub fn input(&self, field: &str) -> Option<String> {
        // The verb does not say in which language a text is too long: the longest is.
        let longest = |read: fn(&SaidIn) -> &String| {
            let one = self.words.iter().max_by_key(|one| read(one).chars().count());
            one.map(|one| format!("{field}.{}", one.lang))
        };
        match field {
            "alt" => longest(|one| &one.alt),
            "caption" => longest(|one| &one.caption),
            "seen" | "poster" => None,
            other => Some(other.to_owned()),
        }
    }

    /// The same for the verb, or the field that cannot be read.
    pub fn description(&self, actor: &Actor, media: &Media) -> Result<Description, &'static str> {
        let seen = self.seen.parse::<i64>().map_err(|_| "seen")?;
        let credits = match may_change(actor, media) {
            Ok(()) => self.credits(media)?,
            // To the letter as they stand: the verb then takes words from somebody who translates.
            Err(_) => media.credits.clone(),
        };
        let said = |one: &SaidIn| {
            let words = MediaWords { alt: one.alt.clone(), caption: one.caption.clone() };
            let silent = words == MediaWords::default();
            (!silent || media.words.contains_key(&one.language)).then_some((one.language, words))
        };
        let words = self.words.iter().filter_map(said).collect();
        Ok(Description { seen, credits, words })
    }

    /// What is said whatever the language. What the form does not ask (the point of a document) stays
    /// as it is.
    fn credits(&self, media: &Media) -> Result<Credits, &'static str> {
        let text = |text: &String| (!text.is_empty()).then(|| text.clone());
        let number = |text: &str, before: i64| {
            if text.is_empty() { Ok(before) } else { text.parse::<i64>().map_err(|_| "focal") }
        };
        let taken_on = match self.taken_on.as_str() {
            "" => None,
            day => Some(day.parse::<Date>().map_err(|_| "taken_on")?),
        };
        let Focal { x, y } = media.credits.focal;
        Ok(Credits {
            taken_on,
            author: text(&self.author),
            credit: text(&self.credit),
            licence: text(&self.licence),
            place: text(&self.place),
            focal: Focal { x: number(&self.x, x)?, y: number(&self.y, y)? },
        })
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
