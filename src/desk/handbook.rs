//! The handbooks (`docs/editors`, `docs/coordinators`), built into the program and read at the desk: the chapters of
//! each in a language, one of them, its pictures. Not for help in one page: that is `help.rs`.

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
#[folder = "docs/"]
#[include = "editors/*/*.md"]
#[include = "editors/pictures/*.png"]
#[include = "coordinators/*/*.md"]
#[include = "coordinators/pictures/*.png"]
struct Files;

/// A handbook: a folder of `docs`, a language below it a folder of chapters, beside those the pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// Of those who write and publish.
    Editors,
    /// Of those who run an action programme.
    Coordinators,
}

impl Book {
    /// Every handbook.
    pub const ALL: [Book; 2] = [Book::Editors, Book::Coordinators];

    /// Its folder, its place on the page of help, and the end of its title's key.
    pub fn name(self) -> &'static str {
        match self {
            Book::Editors => "editors",
            Book::Coordinators => "coordinators",
        }
    }

    /// What it is called.
    pub fn title(self, portal: &Portal, language: Language) -> String {
        portal.say(language, &format!("board-help-book-{}", self.name()))
    }

    /// What the addresses of its chapters and pictures begin with.
    fn url(self) -> &'static str {
        match self {
            Book::Editors => "/desk/help",
            Book::Coordinators => "/desk/help/coordinators",
        }
    }

    /// The book that a link in a chapter of this one leads into.
    fn linked(self, address: &str) -> Book {
        let names = |book: &Book| address.split('/').any(|part| part == book.name());
        Book::ALL.into_iter().find(names).unwrap_or(self)
    }

    /// The paths of its files, within its folder.
    fn paths(self) -> impl Iterator<Item = String> {
        Files::iter().filter_map(move |path| {
            let path = path.strip_prefix(self.name())?.strip_prefix('/')?;
            Some(path.to_owned())
        })
    }

    /// The bytes of a file that is listed; a name may try to lead elsewhere.
    fn file(self, path: &str) -> Option<Vec<u8>> {
        self.paths().find(|known| known == path)?;
        Some(Files::get(&format!("{}/{path}", self.name()))?.data.into_owned())
    }

    fn text(self, path: &str) -> Option<String> {
        String::from_utf8(self.file(path)?).ok()
    }

    /// The chapters in a language, in their order; the English ones for a language without any.
    pub fn chapters(self, language: Language) -> Vec<Chapter> {
        let of = |code: &str| -> Vec<(u32, Chapter)> {
            let prefix = format!("{code}/");
            let paths = self.paths().filter(|path| path.starts_with(&prefix));
            paths.filter_map(|path| self.chapter(&path)).collect()
        };
        let mut all = of(language.code());
        if all.is_empty() {
            all = of("en");
        }
        all.sort_by(|one, other| (one.0, &one.1.url).cmp(&(other.0, &other.1.url)));
        all.into_iter().map(|(_, chapter)| chapter).collect()
    }

    /// A file as a chapter with its number; what has none comes last.
    fn chapter(self, path: &str) -> Option<(u32, Chapter)> {
        let stem = path.rsplit('/').next()?.strip_suffix(".md")?;
        let number = stem.split('-').next().and_then(|part| part.parse().ok()).unwrap_or(u32::MAX);
        let text = self.text(path)?;
        let title = text.lines().next()?.strip_prefix("# ")?.to_owned();
        Some((number, Chapter { title, url: format!("{}/{stem}", self.url()) }))
    }

    /// A chapter's text by its file's name, in whichever language has it, with that language's code.
    fn named(self, stem: &str) -> Option<(String, String)> {
        let file = format!("/{stem}.md");
        let path = self.paths().find(|path| path.ends_with(&file))?;
        Some((path.split('/').next()?.to_owned(), self.text(&path)?))
    }
}

/// A chapter in the list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chapter {
    /// `9. Kho tư liệu: ảnh, video, tệp`.
    pub title: String,
    /// Its address.
    pub url: String,
}

pub fn routes() -> Router<Portal> {
    Book::ALL.into_iter().map(routes_of).fold(Router::new(), Router::merge)
}

fn routes_of(book: Book) -> Router<Portal> {
    let chapter = move |State(portal), signed, Path(stem): Path<String>| async move {
        show(&portal, &signed, (book, &stem)).await
    };
    // Whoever asks for a picture is signed in: nothing of the desk is open to others.
    let drawing = move |_: Signed, Path(name): Path<String>| async move { picture(book, &name) };
    Router::new()
        .route(&format!("{}/{{chapter}}", book.url()), get(chapter))
        .route(&format!("{}/pictures/{{name}}", book.url()), get(drawing))
}

/// A chapter as HTML, without its title. Our own text: nothing of it was typed by anybody at the desk.
fn html(book: Book, markdown: &str) -> String {
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
        (!in_title).then(|| at_the_desk(book, event))
    });
    let mut out = String::new();
    pulldown_cmark::html::push_html(&mut out, events);
    out
}

/// Chapters and pictures have addresses of their own here.
fn at_the_desk(book: Book, event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let dest_url = picture_url(book, &dest_url);
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = chapter_url(book, dest_url);
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        other => other,
    }
}

fn picture_url(book: Book, address: &str) -> CowStr<'static> {
    let name = address.rsplit('/').next().unwrap_or_default();
    format!("{}/pictures/{name}", book.url()).into()
}

fn chapter_url(book: Book, address: CowStr<'_>) -> CowStr<'_> {
    let stem = address.strip_suffix(".md").and_then(|rest| rest.rsplit('/').next());
    let url = |stem| format!("{}/{stem}", book.linked(&address).url()).into();
    stem.map(url).unwrap_or(address)
}

#[derive(Serialize)]
struct ChapterPage {
    lang: String,
    html: String,
    /// The book, where its chapters are listed.
    book: Chapter,
    before: Option<Chapter>,
    after: Option<Chapter>,
}

async fn show(
    portal: &Portal,
    signed: &Signed,
    (book, stem): (Book, &str),
) -> Result<Response, Fault> {
    let (code, markdown) = book.named(stem).ok_or(Fault::NotFound)?;
    let language = code.parse().map_err(|_| Fault::NotFound)?;
    let all = book.chapters(language);
    let url = format!("{}/{stem}", book.url());
    let at = all.iter().position(|chapter| chapter.url == url).ok_or(Fault::NotFound)?;
    let title = all.get(at).map(|chapter| chapter.title.clone()).unwrap_or_default();
    let own = ChapterPage {
        lang: code,
        html: html(book, &markdown),
        book: Chapter {
            title: book.title(portal, signed.person.language),
            url: format!("/desk/help#{}", book.name()),
        },
        before: at.checked_sub(1).and_then(|before| all.get(before)).cloned(),
        after: all.get(at + 1).cloned(),
    };
    let view = View { template: "desk/handbook.html", title, current: "help", own };
    render(portal, signed, view).await
}

fn picture(book: Book, name: &str) -> Result<Response, Fault> {
    let bytes = book.file(&format!("pictures/{name}")).ok_or(Fault::NotFound)?;
    let mut response = Bytes::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    Ok(response)
}
