//! The frame around every page of the desk: who is here, where she can go, what waits there. Not for
//! what a page says itself.

use super::session::Signed;
use crate::editorial;
use crate::people::{Right, Scope};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use serde::Serialize;

/// A page of the desk.
#[derive(Clone, Debug)]
pub struct View<C> {
    /// The template, such as `desk/entries.html`.
    pub template: &'static str,
    /// The page's title, in words.
    pub title: String,
    /// The place of the navigation it belongs to, such as `news` or `people`.
    pub current: &'static str,
    /// What the template shows.
    pub own: C,
}

/// A message that stays at the foot of the page until it is closed.
#[derive(Clone, Debug, Serialize)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Where it is undone.
    pub undo_url: Option<String>,
}

#[derive(Serialize)]
struct Context<C> {
    lang: String,
    page: PageView,
    desk: DeskView,
    #[serde(flatten)]
    own: C,
}

#[derive(Serialize)]
struct PageView {
    title: String,
}

#[derive(Serialize)]
struct DeskView {
    person: Option<PersonView>,
    site_name: String,
    site_url: String,
    nav: Vec<NavView>,
    toast: Option<Toast>,
    words_json: String,
}

#[derive(Serialize)]
struct PersonView {
    name: String,
    initials: String,
    url: &'static str,
}

#[derive(Serialize)]
struct NavView {
    label: String,
    icon: &'static str,
    url: String,
    count: Option<i64>,
    current: bool,
    group: &'static str,
}

/// A place of the navigation.
struct Door {
    name: &'static str,
    icon: &'static str,
    url: &'static str,
    group: &'static str,
    open: Open,
}

/// To whom a place stands open.
#[derive(Clone, Copy)]
enum Open {
    /// Everybody at the desk.
    All,
    /// Who holds a right somewhere.
    Holding(Right),
    /// Who has anything to do with the action programme.
    Programme,
}

impl Open {
    fn to(self, signed: &Signed) -> bool {
        match self {
            Open::All => true,
            Open::Holding(right) => signed.may(right, &Scope::anywhere()),
            Open::Programme => super::programme::is_open_to(signed),
        }
    }
}

const fn door(
    group: &'static str,
    name: &'static str,
    icon: &'static str,
    url: &'static str,
    open: Open,
) -> Door {
    Door { name, icon, url, group, open }
}

/// The navigation, in order: what is written, what surrounds it, what governs it.
const DOORS: &[Door] = &[
    door("work", "start", "house", "/desk", Open::All),
    door("work", "news", "file-text", "/desk/entries?kind=news", Open::All),
    door("work", "festival", "calendar-days", "/desk/entries?kind=festival", Open::All),
    door("work", "gallery", "images", "/desk/entries?kind=gallery", Open::All),
    door("work", "video", "play", "/desk/entries?kind=video", Open::All),
    door("work", "document", "archive", "/desk/entries?kind=document", Open::All),
    door("work", "factcheck", "shield-check", "/desk/entries?kind=factcheck", Open::All),
    door("work", "page", "stamp", "/desk/entries?kind=page", Open::All),
    door("work", "translations", "languages", "/desk/translations", Open::All),
    door("around", "media", "folder", "/desk/media", Open::Holding(Right::Upload)),
    door("around", "visits", "eye", "/desk/visits", Open::All),
    door("around", "links", "link-2-off", "/desk/links", Open::All),
    door("around", "calendar", "clock", "/desk/calendar", Open::All),
    door("around", "search", "search", "/desk/search", Open::All),
    door("around", "programme", "list-ordered", "/desk/programme", Open::Programme),
    door("around", "rankings", "chart-line", "/desk/rankings", Open::Holding(Right::Coordinate)),
    door("site", "site", "landmark", "/desk/site", Open::Holding(Right::Govern)),
    door("site", "bodies", "git-merge", "/desk/agencies", Open::Holding(Right::Govern)),
    door("site", "people", "users", "/desk/people", Open::Holding(Right::Administer)),
    door("site", "tokens", "link", "/desk/api", Open::Holding(Right::Administer)),
    door("site", "log", "history", "/desk/log", Open::Holding(Right::ReadLog)),
    door("site", "help", "info", "/desk/help", Open::All),
];

/// Fills a page of the desk for somebody signed in.
pub async fn render<C: Serialize>(
    portal: &Portal,
    signed: &Signed,
    view: View<C>,
) -> Result<Response, Fault> {
    render_with(portal, signed, view, None).await
}

/// The same, with a message at the foot.
pub async fn render_with<C: Serialize>(
    portal: &Portal,
    signed: &Signed,
    view: View<C>,
    toast: Option<Toast>,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let mut desk = bare(portal, language);
    desk.toast = toast;
    desk.person = Some(PersonView {
        name: signed.person.name.clone(),
        initials: initials(&signed.person.name),
        url: "/desk/me",
    });
    desk.nav = navigation(portal, signed, view.current).await?;
    fill(portal, language, desk, view)
}

/// Fills a page for somebody who has not signed in yet.
pub fn plain<C: Serialize>(
    portal: &Portal,
    language: Language,
    view: View<C>,
) -> Result<Response, Fault> {
    fill(portal, language, bare(portal, language), view)
}

/// Fills a piece of a page, for a script that puts it in its place.
pub fn piece<C: Serialize>(
    portal: &Portal,
    language: Language,
    view: View<C>,
) -> Result<Response, Fault> {
    plain(portal, language, view)
}

fn fill<C: Serialize>(
    portal: &Portal,
    language: Language,
    desk: DeskView,
    view: View<C>,
) -> Result<Response, Fault> {
    let page = PageView { title: view.title };
    let context = Context { lang: language.to_string(), page, desk, own: view.own };
    Ok(html(portal.templates.fill(view.template, context)?))
}

/// An HTML answer that nobody keeps: what stands at the desk is for one person and one moment.
pub fn html(text: String) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A page with another status than 200, such as a form sent back with its errors.
pub fn with_status(mut response: Response, status: StatusCode) -> Response {
    *response.status_mut() = status;
    response
}

fn bare(portal: &Portal, language: Language) -> DeskView {
    let known = portal.known();
    let name = crate::site::text_in(&known.site.name, language).unwrap_or_default();
    DeskView {
        person: None,
        site_name: name.to_owned(),
        site_url: portal.addresses.front(known.site.languages.first().copied().unwrap_or(language)),
        nav: Vec::new(),
        toast: None,
        words_json: portal.words.all_of(language, "editor-"),
    }
}

/// The places of the desk that are open to somebody, each with its name and address.
pub(super) fn doors(portal: &Portal, signed: &Signed) -> Vec<(String, &'static str)> {
    let language = signed.person.language;
    let open = |door: &&Door| door.open.to(signed);
    let view = |door: &Door| (portal.say(language, &format!("desk-nav-{}", door.name)), door.url);
    DOORS.iter().filter(open).map(view).collect()
}

async fn navigation(
    portal: &Portal,
    signed: &Signed,
    current: &str,
) -> Result<Vec<NavView>, Fault> {
    let language = signed.person.language;
    let waiting = editorial::waiting(&portal.db).await?;
    let open = |door: &&Door| door.open.to(signed);
    let view = |door: &Door| NavView {
        label: portal.say(language, &format!("desk-nav-{}", door.name)),
        icon: door.icon,
        url: door.url.to_owned(),
        count: waiting.iter().find(|(kind, _)| kind == door.name).map(|(_, count)| *count),
        current: door.name == current,
        group: door.group,
    };
    Ok(DOORS.iter().filter(open).map(view).collect())
}

/// The letters that stand for a name: in Vietnamese the given name comes last and is what a person
/// is called by.
pub(super) fn initials(name: &str) -> String {
    let last = name.split_whitespace().last().unwrap_or_default();
    last.chars().take(1).flat_map(char::to_uppercase).collect()
}
