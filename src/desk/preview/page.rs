//! The reader's page of newest editions, printed once: neither kept, nor counted, nor indexed. Not
//! for what stands on it.

use crate::desk::frame::{View, html, plain, with_status};
use crate::desk::history::Opened;
use crate::desk::refused;
use crate::editorial::{Live, State};
use crate::platform::i18n::{Language, grouped};
use crate::platform::web::{Carved, Fault, Figure, Figures, Packing, Page, assets, secure};
use crate::portal::Portal;
use axum::response::Response;
use http::StatusCode;
use http::header::{CACHE_CONTROL, HeaderName, HeaderValue, REFERRER_POLICY};
use serde::Serialize;
use std::sync::atomic::Ordering;

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Light, whatever the desk is in.
    Light,
    /// Dark, whatever the desk is in.
    Dark,
    /// As readers have chosen.
    Readers,
}

impl Theme {
    /// The name in addresses and in the page.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light | Theme::Readers => "light",
            Theme::Dark => "dark",
        }
    }
}

/// What stands above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Banner {
    /// Nothing: the desk's frame is around it.
    None,
    /// That it is a preview, and until when.
    Until {
        /// The language it is said in.
        spoken: Language,
        /// The moment, in words.
        until: String,
    },
}

/// The newest editions as readers would get them.
fn live(portal: &Portal, opened: &Opened) -> Option<Live> {
    let state = opened.stored.state(opened.language)?;
    let now = portal.clock.now_ms();
    let mut facts = opened.stored.facts.clone();
    // Nothing is published without a body; until one is chosen the site's own stands in its place.
    if facts.publisher.is_empty() {
        facts.publisher.clone_from(&portal.known().site.publisher);
    }
    Some(Live {
        id: opened.stored.id,
        kind: opened.kind.clone(),
        key: opened.key.clone(),
        language: opened.language,
        published_at: state.published_at.or(state.goes_live_at).unwrap_or(now),
        updated_at: state.updated_at.filter(|_| state.state == State::Published),
        facts,
        words: state.words.clone(),
    })
}

/// The answer.
pub async fn of(
    portal: &Portal,
    opened: &Opened,
    theme: Theme,
    banner: Banner,
) -> Result<Response, Fault> {
    let live = live(portal, opened).ok_or(Fault::NotFound)?;
    let show = portal.shows.iter().find(|(kind, _)| kind.name() == opened.kind);
    let (_, show) = show.ok_or(Fault::NotFound)?;
    match show(portal, &live).await {
        Ok(page) => Ok(unkept(html(dressed(portal, printed(portal, page), theme, banner)?))),
        Err(Fault::Broken(cause)) => {
            lacking(portal, opened, live.language, Fault::Broken(cause)).await
        }
        Err(fault) => Err(fault),
    }
}

#[derive(Serialize)]
struct LackingPage {
    text: String,
    items: Vec<String>,
}

/// A page that cannot be made because the entry lacks what its kind demands says what that is.
async fn lacking(
    portal: &Portal,
    opened: &Opened,
    language: Language,
    fault: Fault,
) -> Result<Response, Fault> {
    let rules = portal.kinds.named(&opened.kind).ok_or(Fault::NotFound)?;
    let complaints = portal.lacks((rules, &opened.key), &opened.stored, language).await?;
    if complaints.is_empty() {
        return Err(fault);
    }
    let spoken = portal.words.languages().find(|one| *one == language);
    let spoken = spoken.unwrap_or_else(|| portal.addresses.default_language());
    let own = LackingPage {
        text: portal.say(spoken, "board-preview-lacking-text"),
        items: complaints.iter().map(|one| refused::complaint(portal, spoken, one)).collect(),
    };
    let title = portal.say(spoken, "board-preview-lacking");
    let view = View { template: "desk/preview/lacking.html", title, current: "", own };
    Ok(with_status(unkept(plain(portal, spoken, view)?), StatusCode::UNPROCESSABLE_ENTITY))
}

/// The text with the figures of now in its slots.
fn printed(portal: &Portal, page: Page) -> String {
    let (separator, views) = (page.separator, page.views.clone());
    let carved = Carved::new(page);
    let (bytes, _) = carved.print(Packing::Plain, |figure, hole| {
        let value = match (figure, &views) {
            (Figure::Views, Some(views)) => views.load(Ordering::Relaxed),
            (figure, _) => portal.visits.figure(figure),
        };
        for (place, digit) in hole.iter_mut().rev().zip(grouped(value, separator).bytes().rev()) {
            *place = digit;
        }
    });
    String::from_utf8_lossy(&bytes).into_owned()
}

#[derive(Serialize)]
struct BannerView {
    lang: String,
    until: String,
}

/// Puts the theme on the root, and the banner above everything.
fn dressed(portal: &Portal, text: String, theme: Theme, banner: Banner) -> Result<String, Fault> {
    let mut text = text;
    if theme != Theme::Readers {
        // The script that keeps a reader's own choice would win over the one asked for.
        let script = format!(
            "<script src=\"{}\"></script>",
            assets::address("theme.js").unwrap_or_default()
        );
        text = text.replacen(&script, "", 1);
        text = text.replacen(
            "<html ",
            &format!("<html class=\"js\" data-theme=\"{}\" ", theme.name()),
            1,
        );
    }
    if let Banner::Until { spoken, until } = banner {
        let view = BannerView { lang: spoken.to_string(), until };
        let banner = portal.templates.fill("desk/preview/banner.html", view)?;
        if let Some((before, after)) = text.split_once("<main ") {
            text = format!("{before}{banner}<main {after}");
        }
    }
    Ok(text)
}

/// Says that nobody keeps, indexes or passes on the address of an answer.
pub fn unkept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    // The policies of every answer, set here so that the one on referrers can be stricter: the
    // address of a lent page is its key.
    secure(headers);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
