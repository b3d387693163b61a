//! What every page of one festival shares: its head, its notice of changes, its dates and places,
//! and where it went when it moved.

use super::model::KIND;
use super::schedule::{Festival, Phase};
use crate::editorial::{Live, Picture, Pictures};
use crate::place::PlaceView;
use crate::platform::i18n::{Date, Language};
use crate::platform::web::Fault;
use crate::portal::{Portal, Publisher};
use axum::response::Redirect;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct FestivalView {
    pub title: String,
    lead: String,
    theme: Option<String>,
    pub url: String,
    pub days_url: String,
    pub calendar_url: String,
    phase: Phase,
    pub start: Date,
    pub end: Option<Date>,
    end_expected: bool,
    pub picture: Option<Picture>,
    organisers_url: String,
    publisher: Publisher,
    pub body: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ChangeView {
    name: String,
    note: String,
    state: &'static str,
    url: String,
}

/// What a page of one festival is made of.
pub(super) struct Shown<'a> {
    pub portal: &'a Portal,
    pub live: &'a Live,
    pub festival: &'a Festival,
    pub pictures: &'a Pictures,
}

/// Where a page below a festival moved to when no live festival has this slug.
pub(super) async fn lost(
    portal: &Portal,
    language: Language,
    slug: &str,
    below: &str,
) -> Result<Redirect, Fault> {
    let entry = portal.moved(KIND, language, slug).await?;
    Ok(Redirect::permanent(&portal.addresses.below(&entry, language, below)))
}

/// When a festival begins: with the hour of its opening, when that is known.
pub(super) fn start(portal: &Portal, language: Language, festival: &Festival) -> Date {
    match festival.opener(&portal.zone) {
        Some((_, at)) => portal.moment(language, at.as_millisecond()),
        None => portal.day(language, festival.facts.start),
    }
}

/// When a festival ends, unless it ends on the day it begins.
pub(super) fn end(portal: &Portal, language: Language, festival: &Festival) -> Option<Date> {
    let facts = &festival.facts;
    (facts.end > facts.start).then(|| portal.day(language, facts.end))
}

/// A place as it was during the festival.
pub(super) fn place(
    portal: &Portal,
    language: Language,
    festival: &Festival,
    key: Option<&str>,
) -> Option<PlaceView> {
    portal.known().places.view(key?, language, festival.facts.start, portal.today())
}

/// A text that begins a line: an address is kept as it stands inside a sentence.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Shown<'_> {
    pub fn tokens(&self) -> [String; 3] {
        [self.live.token(), "agency".to_owned(), "place".to_owned()]
    }

    pub fn head(&self, body: Option<String>) -> FestivalView {
        let (portal, live, language) = (self.portal, self.live, self.live.language);
        let url = portal.address(live);
        let organisers_url = portal.addresses.list(language, "organisers");
        let nobody = || Publisher {
            then: live.facts.publisher.clone(),
            now: None,
            url: organisers_url.clone(),
        };
        FestivalView {
            title: live.words.title.clone(),
            lead: live.words.lead.clone(),
            theme: self.festival.words.theme.clone(),
            days_url: portal.addresses.below(&url, language, "days"),
            calendar_url: portal.addresses.below(&url, language, "calendar"),
            phase: self.festival.phase(portal.today()),
            start: start(portal, language, self.festival),
            end: end(portal, language, self.festival),
            end_expected: self.festival.end_expected(),
            picture: self.pictures.lead(live).cloned(),
            publisher: portal.publisher(live).unwrap_or_else(nobody),
            organisers_url,
            url,
            body,
        }
    }

    pub fn changes(&self) -> Vec<ChangeView> {
        let changes = self.festival.changes();
        changes
            .map(|activity| ChangeView {
                name: self.festival.name(activity).to_owned(),
                note: self.festival.note(activity).unwrap_or_default().to_owned(),
                state: activity.state.name(),
                url: format!("#{}", activity.id),
            })
            .collect()
    }
}
