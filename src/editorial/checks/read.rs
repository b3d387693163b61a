//! An entry as the rules read it: its texts, each with its place in the form. Not for judging them.

use super::{Surroundings, links_away, readability, wording};
use crate::editorial::body::{Block, Body};
use crate::editorial::model::{Facts, PictureFacts, PictureWords, Words};
use crate::platform::i18n::Language;

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// What every entry has.
    Nothing,
    Title,
    /// A title that is not too long anyway.
    ShortTitle,
    Lead,
    /// The list of pictures.
    Pictures,
    /// Pictures shown with the title or in the body.
    Shown,
    Files,
    Headings,
    Tables,
    Reusables,
    Entries,
    Links,
    /// Links to other sites.
    LinksAway,
    /// Names the site wants written its way.
    Names,
    /// Enough running text in Vietnamese.
    Vietnamese,
    /// Enough running text in English.
    English,
}

pub(super) struct Read<'a> {
    pub facts: &'a Facts,
    pub words: &'a Words,
    pub language: Language,
    pub around: &'a Surroundings,
    /// The blocks of the body, each as a body of its own, by place.
    pub blocks: Vec<Body>,
}

impl<'a> Read<'a> {
    pub fn of(
        facts: &'a Facts,
        words: &'a Words,
        language: Language,
        around: &'a Surroundings,
    ) -> Read<'a> {
        let alone = |block: &Block| Body::new(vec![block.clone()]);
        let blocks = words.body.blocks().iter().map(alone).collect();
        Read { facts, words, language, around, blocks }
    }

    /// Every block with its place in the form.
    pub fn places(&self) -> impl Iterator<Item = (String, &Body)> {
        self.blocks.iter().enumerate().map(|(at, body)| (format!("body:{at}"), body))
    }

    /// Every text with its place in the form.
    pub fn texts(&self) -> Vec<(String, String)> {
        let words = self.words;
        let mut texts = vec![
            ("title".to_owned(), words.title.clone()),
            ("lead".to_owned(), words.lead.clone()),
        ];
        for said in &words.pictures {
            let field = format!("picture:{}", said.file);
            texts.push((field.clone(), said.alt.clone()));
            texts.extend(said.caption.clone().map(|caption| (field, caption)));
        }
        texts.extend(self.places().map(|(field, body)| (field, body.plain_text())));
        for (at, correction) in words.corrections.iter().enumerate() {
            texts.push((format!("correction:{at}"), correction.text.clone()));
        }
        texts
    }

    /// Every picture with what is said of it in this language.
    pub fn pictures(&self) -> impl Iterator<Item = (&PictureFacts, Option<&PictureWords>)> {
        let said = |file: &str| self.words.pictures.iter().find(|said| said.file == file);
        self.facts.pictures.iter().map(move |picture| (picture, said(&picture.file)))
    }

    /// Whether there is what a rule looks at.
    pub fn has(&self, needs: Needs) -> bool {
        let body = &self.words.body;
        match needs {
            Needs::Nothing => true,
            Needs::Title => !self.words.title.trim().is_empty(),
            Needs::ShortTitle => self.has(Needs::Title) && !wording::is_long_title(self),
            Needs::Lead => !self.words.lead.trim().is_empty(),
            Needs::Pictures => !self.facts.pictures.is_empty(),
            Needs::Shown => !body.pictures().is_empty() || self.facts.lead_picture.is_some(),
            Needs::Files => !body.files().is_empty(),
            Needs::Headings => !body.anchors().is_empty(),
            Needs::Tables => !body.tables().is_empty(),
            Needs::Reusables => !body.reusables().is_empty(),
            Needs::Entries => !body.entries().is_empty(),
            Needs::Links => !body.links().is_empty(),
            Needs::LinksAway => !links_away(self.facts, self.words).is_empty(),
            Needs::Names => !self.around.names.is_empty(),
            Needs::Vietnamese => self.language.code() == "vi" && readability::is_long_enough(self),
            Needs::English => self.language.code() == "en" && readability::is_long_enough(self),
        }
    }
}
