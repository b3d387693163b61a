//! The editors' handbook (`docs/editors`), built into the program and read at the desk: its chapters in a
//! language, one of them, its pictures. Not for help in one page: that is `help.rs`.

use super::frame::{View, render};
use super::session::Signed;
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rust_embed::Embed;
use serde::Serialize;

#[derive(Embed)]
#[folder = "docs/editors/"]
#[include = "*/*.md"]
#[include = "pictures/*.png"]
struct Book;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/help/{chapter}", get(show))
        .route("/desk/help/pictures/{name}", get(picture))
}

/// A chapter in the list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chapter {
    /// `9. Kho tư liệu: ảnh, video, tệp`.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// The chapters in a language, in their order; the English ones for a language without any.
pub fn chapters(language: Language) -> Vec<Chapter> {
    let of = |code: &str| -> Vec<(u32, Chapter)> {
        let prefix = format!("{code}/");
        let names = Book::iter().filter(|name| name.starts_with(&prefix));
        names.filter_map(|name| chapter(&name)).collect()
    };
    let mut all = of(language.code());
    if all.is_empty() {
        all = of("en");
    }
    all.sort_by(|one, other| (one.0, &one.1.url).cmp(&(other.0, &other.1.url)));
    all.into_iter().map(|(_, chapter)| chapter).collect()
}

/// A file as a chapter with its number; what has none comes last.
fn chapter(path: &str) -> Option<(u32, Chapter)> {
    let stem = path.rsplit('/').next()?.strip_suffix(".md")?;
    let number = stem.split('-').next().and_then(|part| part.parse().ok()).unwrap_or(u32::MAX);
    let text = text(path)?;
    let title = text.lines().next()?.strip_prefix("# ")?.to_owned();
    Some((number, Chapter { title, url: format!("/desk/help/{stem}") }))
}

fn text(path: &str) -> Option<String> {
    String::from_utf8(Book::get(path)?.data.into_owned()).ok()
}

/// A chapter's text by its file's name, in whichever language has it, with that language's code.
fn named(stem: &str) -> Option<(String, String)> {
    let file = format!("/{stem}.md");
    let path = Book::iter().find(|path| path.ends_with(&file))?;
    Some((path.split('/').next()?.to_owned(), text(&path)?))
}

/// A chapter as HTML, without its title. Our own text: nothing of it was typed by anybody at the desk.
fn html(markdown: &str) -> String {
    let mut in_title = false;
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(|event| {
        match &event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => in_title = true,
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                in_title = false;
                return None;
            }
            _ => {}
        }
        (!in_title).then(|| at_the_desk(event))
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    out
}

/// Chapters and pictures have addresses of their own here.
fn at_the_desk(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let dest_url = picture_url(&dest_url);
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = chapter_url(dest_url);
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        other => other,
    }
}

fn picture_url(address: &str) -> CowStr<'static> {
    let name = address.rsplit('/').next().unwrap_or_default();
    format!("/desk/help/pictures/{name}").into()
}

fn chapter_url(address: CowStr<'_>) -> CowStr<'_> {
    let stem = address.strip_suffix(".md").and_then(|rest| rest.rsplit('/').next());
    stem.map(|stem| format!("/desk/help/{stem}").into()).unwrap_or(address)
}

#[derive(Serialize)]
struct ChapterPage {
    lang: String,
    html: String,
    before: Option<Chapter>,
    after: Option<Chapter>,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path(stem): Path<String>,
) -> Result<Response, Fault> {
    let (code, markdown) = named(&stem).ok_or(Fault::NotFound)?;
    let language = code.parse().map_err(|_| Fault::NotFound)?;
    let all = chapters(language);
    let url = format!("/desk/help/{stem}");
    let at = all.iter().position(|chapter| chapter.url == url).ok_or(Fault::NotFound)?;
    let title = all.get(at).map(|chapter| chapter.title.clone()).unwrap_or_default();
    let own = ChapterPage {
        lang: code,
        html: html(&markdown),
        before: at.checked_sub(1).and_then(|before| all.get(before)).cloned(),
        after: all.get(at + 1).cloned(),
    };
    let view = View { template: "desk/handbook.html", title, current: "help", own };
    render(&portal, &signed, view).await
}

async fn picture(_signed: Signed, Path(name): Path<String>) -> Result<Response, Fault> {
    let path = format!("pictures/{name}");
    // Only what is listed: a name may try to lead elsewhere.
    let path = Book::iter().find(|known| **known == path).ok_or(Fault::NotFound)?;
    let file = Book::get(&path).ok_or(Fault::NotFound)?;
    let mut response = Bytes::from(file.data.into_owned()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    Ok(response)
}
