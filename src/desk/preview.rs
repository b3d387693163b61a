//! An entry exactly as readers will see it, before they do: at the desk in any width and theme, and
//! by a link that expires for somebody without an account. Not for making the page: that is its
//! kind's.

mod page;

use super::frame::{View, plain, render, with_status};
use super::history::{Opened, place};
use super::names::Names;
use super::refused::{self, Back};
use super::rows::{Choice, language_name};
use super::sent::Sent;
use super::session::{Signed, see_other};
use crate::editorial::{self, Lent};
use crate::people::Secret;
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use page::{Banner, Theme};
use serde::{Deserialize, Serialize};

/// Its routes at the desk.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/entries/{id}/{language}/preview", get(show))
        .route("/desk/entries/{id}/{language}/preview/page", get(inside))
        .route("/desk/entries/{id}/{language}/preview-link", post(lend))
        .route("/desk/entries/{id}/{language}/preview-link/{link}/end", post(end))
}

/// The route for those without an account.
pub fn lent_routes() -> Router<Portal> {
    Router::new().route("/preview/{token}", get(lent))
}

/// How long a link may open, in hours.
const HOURS: [i64; 5] = [1, 8, 24, 72, 168];
const LONGEST: i64 = 168;
const HOUR_MS: i64 = 3_600_000;

/// How the page is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    device: String,
    theme: String,
    /// What was just done.
    done: String,
}

impl Asked {
    fn device(&self) -> &'static str {
        if self.device == "desktop" { "desktop" } else { "phone" }
    }

    fn theme(&self) -> Theme {
        if self.theme == "dark" { Theme::Dark } else { Theme::Light }
    }
}

#[derive(Serialize)]
struct PreviewPage {
    url: String,
    page_url: String,
    title: String,
    title_lang: String,
    device: &'static str,
    links: Vec<LinkView>,
    languages: Vec<LinkView>,
    hours: Vec<Choice>,
    /// The link just made, and until when it opens.
    link: Option<LentView>,
    /// Every link that is open.
    open: Vec<OpenView>,
    ended: bool,
    published_url: Option<String>,
}

#[derive(Serialize)]
struct LinkView {
    url: String,
    label: String,
    icon: &'static str,
    current: bool,
}

#[derive(Serialize)]
struct LentView {
    url: String,
    until: String,
}

/// A link that is open; its address is not known any more.
#[derive(Serialize)]
struct OpenView {
    text: String,
    end_url: String,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let opened = Opened::find(&portal, id, &language).await?;
    framed(&portal, &signed, &opened, &asked, None).await
}

async fn framed(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    asked: &Asked,
    link: Option<LentView>,
) -> Result<Response, Fault> {
    let reader = signed.person.language;
    let (device, theme) = (asked.device(), asked.theme());
    let base = format!("{}/preview", opened.url());
    let own = PreviewPage {
        page_url: format!("{base}/page?theme={}", theme.name()),
        title: opened.title(),
        title_lang: opened.language.to_string(),
        device,
        links: switches(portal, reader, &base, (device, theme)),
        languages: languages(portal, opened, (device, theme)),
        hours: HOURS
            .map(|hours| Choice::new(hours.to_string(), lasting(portal, reader, hours)))
            .into(),
        link,
        open: open(portal, reader, opened).await?,
        ended: asked.done == "ended",
        published_url: published(portal, opened),
        url: opened.url(),
    };
    let title = portal.say(reader, "board-preview-title");
    let view = View { template: "desk/preview.html", title, current: place(&opened.kind), own };
    render(portal, signed, view).await
}

async fn open(portal: &Portal, reader: Language, opened: &Opened) -> Result<Vec<OpenView>, Fault> {
    let of = (opened.stored.id, opened.language);
    let found = editorial::previews(&portal.db, of, portal.clock.now_ms()).await?;
    let names = Names::read(portal, reader).await?;
    let view = |one: editorial::Preview| {
        let mut args = Args::new();
        args.set("until", until(portal, reader, one.ends_at));
        args.set("name", names.actor(&one.made_by));
        OpenView {
            text: portal.words.say_with(reader, "board-lent-line", &args),
            end_url: format!("{}/preview-link/{}/end", opened.url(), one.id),
        }
    };
    Ok(found.into_iter().map(view).collect())
}

/// Widths and themes, each an address.
fn switches(
    portal: &Portal,
    reader: Language,
    base: &str,
    (device, theme): (&str, Theme),
) -> Vec<LinkView> {
    let link = |key: &str, icon, (to_device, to_theme): (&str, Theme), current| LinkView {
        url: format!("{base}?device={to_device}&theme={}", to_theme.name()),
        label: portal.say(reader, key),
        icon,
        current,
    };
    vec![
        link("board-preview-phone", "smartphone", ("phone", theme), device == "phone"),
        link("board-preview-desktop", "monitor", ("desktop", theme), device == "desktop"),
        link("board-preview-light", "sun", (device, Theme::Light), theme == Theme::Light),
        link("board-preview-dark", "moon", (device, Theme::Dark), theme == Theme::Dark),
    ]
}

fn languages(portal: &Portal, opened: &Opened, (device, theme): (&str, Theme)) -> Vec<LinkView> {
    let id = opened.stored.id;
    let link = |state: &editorial::LanguageState| LinkView {
        url: format!(
            "/desk/entries/{id}/{}/preview?device={device}&theme={}",
            state.language,
            theme.name()
        ),
        label: language_name(portal, state.language),
        icon: "languages",
        current: state.language == opened.language,
    };
    opened.stored.languages.iter().map(link).collect()
}

/// The address readers know, of what is public.
fn published(portal: &Portal, opened: &Opened) -> Option<String> {
    let state = opened.stored.state(opened.language)?;
    let live = state.state == editorial::State::Published;
    live.then(|| portal.addresses.entry(opened.language, &opened.kind, &state.words.slug))
}

fn lasting(portal: &Portal, reader: Language, hours: i64) -> String {
    let mut args = Args::new();
    args.set("hours", hours);
    args.set("days", hours / 24);
    let key = if hours > 24 { "board-lend-days" } else { "board-lend-hours" };
    portal.words.say_with(reader, key, &args)
}

async fn inside(
    State(portal): State<Portal>,
    _signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let opened = Opened::find(&portal, id, &language).await?;
    page::of(&portal, &opened, asked.theme(), Banner::None).await
}

/// Makes a link that opens the page without an account, and shows it this once.
async fn lend(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = Opened::find(&portal, id, &language).await?;
    let hours: i64 = sent.get("hours").parse().unwrap_or(24);
    let at = portal.clock.now_ms();
    let ends_at = at + hours.clamp(1, LONGEST) * HOUR_MS;
    let secret = Secret::new()?;
    let hash = secret.hash();
    let lent = Lent { token_hash: hash.as_str(), ends_at };
    let mut tx = portal.db.begin().await?;
    let made = editorial::lend(&mut tx, &signed.actor, at, opened.of(&portal)?, lent).await;
    if let Err(refusal) = made {
        drop(tx);
        let back = Back::to(format!("{}/preview", opened.url()));
        return refused::page(&portal, &signed, refusal, back).await;
    }
    tx.commit().await?;
    let link = LentView {
        url: portal.absolute(&format!("/preview/{}", secret.reveal())),
        until: until(&portal, signed.person.language, ends_at),
    };
    framed(&portal, &signed, &opened, &Asked::default(), Some(link)).await
}

/// Ends a link that was lent.
async fn end(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language, link)): Path<(i64, String, i64)>,
) -> Result<Response, Fault> {
    let opened = Opened::find(&portal, id, &language).await?;
    let (at, back) = (portal.clock.now_ms(), format!("{}/preview", opened.url()));
    let mut tx = portal.db.begin().await?;
    let ended = editorial::end_preview(&mut tx, &signed.actor, at, opened.of(&portal)?, link).await;
    if let Err(refusal) = ended {
        drop(tx);
        return refused::page(&portal, &signed, refusal, Back::to(back)).await;
    }
    tx.commit().await?;
    Ok(see_other(&format!("{back}?done=ended#lend")))
}

fn until(portal: &Portal, language: Language, at: i64) -> String {
    let date = portal.moment(language, at);
    format!("{}, {}", date.time.unwrap_or_default(), date.numeric)
}

#[derive(Serialize)]
struct GonePage {
    text: String,
}

/// Opens a link. One that has expired says so; whether there ever was such a link is not told apart.
async fn lent(State(portal): State<Portal>, Path(token): Path<String>) -> Result<Response, Fault> {
    let hash = Secret::presented(&token).hash();
    let now = portal.clock.now_ms();
    let Some((entry, language, ends_at)) =
        editorial::preview(&portal.db, hash.as_str(), now).await?
    else {
        return gone(&portal);
    };
    let opened = Opened::find(&portal, entry, language.code()).await?;
    let spoken = portal.words.languages().find(|one| *one == language);
    let spoken = spoken.unwrap_or_else(|| portal.addresses.default_language());
    let banner = Banner::Until { spoken, until: until(&portal, spoken, ends_at) };
    page::of(&portal, &opened, Theme::Readers, banner).await
}

fn gone(portal: &Portal) -> Result<Response, Fault> {
    let language = portal.addresses.default_language();
    let own = GonePage { text: portal.say(language, "board-lent-gone-text") };
    let title = portal.say(language, "board-lent-gone");
    let view = View { template: "desk/preview/gone.html", title, current: "", own };
    Ok(with_status(page::unkept(plain(portal, language, view)?), StatusCode::GONE))
}
