//! The whole site at the desk: menu and footer, front page, sections, tags, reusable blocks,
//! redirects, settings. Not for rules: those stand in `site`; and not for entries.

mod blocks;
mod classes;
mod front;
mod menu;
mod merge;
mod redirects;
mod settings;
mod targets;

use super::frame::{Toast, View, render_with, with_status};
use super::names::Names;
use super::sent::Sent;
use super::session::{Signed, see_other};
use super::undo;
use crate::people::{Right, Scope};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::site::{self, NotDone, Part, Settings, Texts};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde::{Deserialize, Serialize};

const SITE: &str = "/desk/site";

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route(SITE, get(overview))
        .route("/desk/site/undo/{number}", post(take_back))
        .merge(menu::routes())
        .merge(front::routes())
        .merge(classes::routes())
        .merge(merge::routes())
        .merge(blocks::routes())
        .merge(redirects::routes())
        .merge(settings::routes())
}

/// The settings as somebody has them before her who may govern the site.
struct Opened {
    /// The number of their edition; a form carries it.
    number: i64,
    settings: Settings,
}

fn admitted(signed: &Signed) -> Result<(), Fault> {
    if signed.may(Right::Govern, &Scope::site()) { Ok(()) } else { Err(Fault::Forbidden) }
}

async fn open(portal: &Portal, signed: &Signed) -> Result<Opened, Fault> {
    admitted(signed)?;
    // The number first: settings newer than it are a clash that need not be, never one that is missed.
    let number = site::settings_number(&portal.db).await?;
    let settings = site::settings(&portal.db).await?;
    let settings = settings.unwrap_or_else(|| portal.known().site.clone());
    Ok(Opened { number, settings })
}

/// Changes a part of the settings; the number of the new edition when anything differs.
async fn revise(
    portal: &Portal,
    signed: &Signed,
    part: Part,
    seen: &str,
    settings: &Settings,
) -> Result<Option<i64>, NotDone> {
    let (seen, at) = (seen.parse().unwrap_or(-1), portal.clock.now_ms());
    let mut tx = portal.db.begin().await?;
    let done = site::revise(&mut tx, &signed.actor, at, part, seen, settings).await?;
    tx.commit().await?;
    Ok(done)
}

/// Where a page goes on after a part was saved; the number is what can be taken back.
fn saved(url: &str, number: Option<i64>) -> Response {
    match number {
        Some(number) => see_other(&format!("{url}?saved={number}")),
        // Nothing was other than before: the click is answered all the same.
        None => see_other(&format!("{url}?done=same")),
    }
}

/// What was just done, in the address of the page that follows.
#[derive(Clone, Debug, Default, Deserialize)]
struct After {
    saved: Option<i64>,
    done: Option<String>,
    /// The place in the change log of what can be taken back.
    undo: Option<i64>,
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: String,
}

impl After {
    fn toast(&self, portal: &Portal, language: Language) -> Option<Toast> {
        if let Some(number) = self.saved {
            let undo_url = Some(format!("/desk/site/undo/{number}"));
            return Some(Toast { text: portal.say(language, "siteadmin-saved"), undo_url });
        }
        let key = match self.done.as_deref()? {
            "undone" | "put-back" => "siteadmin-undone",
            "merged" => "siteadmin-merged",
            "removed" => "siteadmin-removed",
            "imported" => "siteadmin-imported",
            _ => "siteadmin-done",
        };
        Some(Toast { text: portal.say(language, key), undo_url: self.undo.map(undo::url) })
    }
}

/// Something to mend.
#[derive(Clone, Debug, Serialize)]
struct Wrong {
    name: Option<String>,
    text: String,
}

/// A refusal in words with its status; a failure of the program is a fault.
async fn wrong(
    portal: &Portal,
    language: Language,
    refusal: NotDone,
) -> Result<(StatusCode, Vec<Wrong>), Fault> {
    let alone = |key: &str| vec![Wrong { name: None, text: portal.say(language, key) }];
    Ok(match refusal {
        NotDone::Clash(part) => {
            let text = clash(portal, language, &part).await?;
            (StatusCode::CONFLICT, vec![Wrong { name: None, text }])
        }
        NotDone::Faulty(faults) => {
            let wrong = faults.iter().map(|fault| Wrong {
                text: in_row(&fault.of, portal.say(language, fault.key)),
                name: fault.input().map(str::to_owned),
            });
            (StatusCode::UNPROCESSABLE_ENTITY, wrong.collect())
        }
        NotDone::InUse(_) => (StatusCode::CONFLICT, alone("siteadmin-in-use")),
        NotDone::Taken(_) => (StatusCode::CONFLICT, alone("siteadmin-taken")),
        NotDone::Missing(_) => (StatusCode::NOT_FOUND, alone("siteadmin-missing")),
        NotDone::NotAllowed(_) => return Err(Fault::Forbidden),
        other => return Err(other.into()),
    })
}

/// A sentence about a row: what the row is called stands before it.
fn in_row(row: &str, sentence: String) -> String {
    if row.is_empty() { sentence } else { format!("{row}: {sentence}") }
}

/// Who changed a part, and when.
async fn clash(portal: &Portal, language: Language, part: &str) -> Result<String, Fault> {
    let (at, by) = site::last_change_of(&portal.db, part).await?.unwrap_or_default();
    let names = Names::read(portal, language).await?;
    let at = portal.moment(language, at);
    let mut args = Args::new();
    args.set("name", names.actor(&by));
    args.set("time", format!("{}, {}", at.numeric, at.time.unwrap_or_default()));
    Ok(portal.words.say_with(language, "siteadmin-clash", &args))
}

/// A place of the site's own navigation.
#[derive(Serialize)]
struct Tab {
    label: String,
    url: &'static str,
    current: bool,
}

#[derive(Serialize)]
struct Framed<C> {
    tabs: Vec<Tab>,
    #[serde(flatten)]
    own: C,
}

/// The pages in their order: key of the name, address.
const TABS: [(&str, &str); 8] = [
    ("siteadmin-tab-overview", SITE),
    ("siteadmin-tab-menu", menu::MENU),
    ("siteadmin-tab-front", front::FRONT),
    ("siteadmin-tab-sections", "/desk/site/sections"),
    ("siteadmin-tab-tags", "/desk/site/tags"),
    ("siteadmin-tab-blocks", blocks::BLOCKS),
    ("siteadmin-tab-redirects", redirects::REDIRECTS),
    ("siteadmin-tab-settings", settings::SETTINGS),
];

/// A page of this room under one of its tabs.
struct Sheet<C> {
    template: &'static str,
    /// The page's title; of a tab's first page the tab's own name.
    title: Option<String>,
    /// The address of the tab.
    tab: &'static str,
    status: StatusCode,
    own: C,
}

async fn show<C: Serialize>(
    portal: &Portal,
    signed: &Signed,
    sheet: Sheet<C>,
    toast: Option<Toast>,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let tab = |(key, url): (&str, &'static str)| Tab {
        label: portal.say(language, key),
        url,
        current: url == sheet.tab,
    };
    let tabs: Vec<Tab> = TABS.into_iter().map(tab).collect();
    let named = tabs.iter().find(|tab| tab.current).map(|tab| tab.label.clone());
    let title = sheet.title.or(named).unwrap_or_default();
    let own = Framed { tabs, own: sheet.own };
    let view = View { template: sheet.template, title, current: "site", own };
    Ok(with_status(render_with(portal, signed, view, toast).await?, sheet.status))
}

/// A text in each language of the site, as a form shows it.
#[derive(Clone, Debug, Serialize)]
struct InLanguage {
    name: String,
    lang: String,
    language: String,
    value: String,
}

fn in_languages(
    portal: &Portal,
    settings: &Settings,
    field: &str,
    texts: &Texts,
) -> Vec<InLanguage> {
    let one = |language: &Language| InLanguage {
        name: format!("{field}.{language}"),
        lang: language.to_string(),
        language: super::rows::language_name(portal, *language),
        value: texts.get(language).cloned().unwrap_or_default(),
    };
    settings.languages.iter().map(one).collect()
}

/// The same out of a sent form; languages of other places stay as they were.
fn sent_texts(sent: &Sent, settings: &Settings, field: &str, old: &Texts) -> Texts {
    let mut texts = old.clone();
    for language in &settings.languages {
        match sent.text(&format!("{field}.{language}")) {
            Some(text) => texts.insert(*language, text),
            None => texts.remove(language),
        };
    }
    texts
}

#[derive(Serialize)]
struct Overview {
    figures: Vec<Figure>,
    last: Option<String>,
}

#[derive(Serialize)]
struct Figure {
    label: String,
    /// What the room is for.
    text: String,
    count: usize,
    url: &'static str,
}

/// The rooms of the site, each with how much stands in it.
async fn figures(
    portal: &Portal,
    settings: &Settings,
    language: Language,
) -> Result<Vec<Figure>, Fault> {
    let blocks = site::reusables(&portal.db).await?.len();
    let redirects = site::redirects_length(&portal.db, "").await?;
    let redirects = usize::try_from(redirects).unwrap_or_default();
    let rooms = [
        (("siteadmin-tab-menu", "siteadmin-tab-menu-text"), settings.menu.len(), menu::MENU),
        (
            ("siteadmin-tab-front", "siteadmin-tab-front-text"),
            settings.front.blocks.len(),
            front::FRONT,
        ),
        (
            ("siteadmin-tab-sections", "siteadmin-tab-sections-text"),
            settings.section.len(),
            "/desk/site/sections",
        ),
        (("siteadmin-tab-tags", "siteadmin-tab-tags-text"), settings.tag.len(), "/desk/site/tags"),
        (("siteadmin-tab-blocks", "siteadmin-tab-blocks-text"), blocks, blocks::BLOCKS),
        (
            ("siteadmin-tab-redirects", "siteadmin-tab-redirects-text"),
            redirects,
            redirects::REDIRECTS,
        ),
        (("siteadmin-names", "siteadmin-names-text"), settings.names.len(), settings::SETTINGS),
    ];
    let figure = |((label, text), count, url): ((&str, &str), usize, &'static str)| Figure {
        label: portal.say(language, label),
        text: portal.say(language, text),
        count,
        url,
    };
    Ok(rooms.into_iter().map(figure).collect())
}

async fn overview(
    State(portal): State<Portal>,
    signed: Signed,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let opened = open(&portal, &signed).await?;
    let language = signed.person.language;
    let figures = figures(&portal, &opened.settings, language).await?;
    let last = match site::last_change(&portal.db).await? {
        Some((at, by)) if at > 0 => {
            let at = portal.moment(language, at);
            let mut args = Args::new();
            args.set("name", Names::read(&portal, language).await?.actor(&by));
            args.set("time", format!("{}, {}", at.numeric, at.time.unwrap_or_default()));
            Some(portal.words.say_with(language, "siteadmin-last", &args))
        }
        _ => None,
    };
    let sheet = Sheet {
        template: "desk/site/overview.html",
        title: Some(portal.say(language, "siteadmin-title")),
        tab: SITE,
        status: StatusCode::OK,
        own: Overview { figures, last },
    };
    show(&portal, &signed, sheet, after.toast(&portal, language)).await
}

/// Takes a change back; refused when the part was changed again since.
async fn take_back(
    State(portal): State<Portal>,
    signed: Signed,
    Path(number): Path<i64>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let at = portal.clock.now_ms();
    let mut tx = portal.db.begin().await?;
    let done = site::undo(&mut tx, &signed.actor, at, number).await;
    let part = match done {
        Ok(part) => part,
        Err(refusal) => {
            drop(tx);
            return refused(&portal, &signed, refusal, SITE).await;
        }
    };
    tx.commit().await?;
    let url = match part {
        Part::Menu => menu::MENU,
        Part::Front => front::FRONT,
        Part::Sections => "/desk/site/sections",
        Part::Tags => "/desk/site/tags",
        Part::General | Part::Names => settings::SETTINGS,
    };
    Ok(see_other(&format!("{url}?done=undone")))
}

#[derive(Serialize)]
struct RefusedPage {
    errors: Vec<Wrong>,
    back: String,
}

/// The page that says why something was not done, where there is no form to go back into.
async fn refused(
    portal: &Portal,
    signed: &Signed,
    refusal: NotDone,
    back: &str,
) -> Result<Response, Fault> {
    let language = signed.person.language;
    let (status, errors) = match refusal {
        // No form stands here to be saved again.
        NotDone::Clash(_) => {
            let text = portal.say(language, "siteadmin-undo-clash");
            (StatusCode::CONFLICT, vec![Wrong { name: None, text }])
        }
        other => wrong(portal, language, other).await?,
    };
    let sheet = Sheet {
        template: "desk/site/refused.html",
        title: Some(portal.say(language, "siteadmin-refused")),
        tab: "",
        status,
        own: RefusedPage { errors, back: back.to_owned() },
    };
    show(portal, signed, sheet, None).await
}

/// Moves what stands at `key` one place; whether it stood there.
fn step<T>(list: &mut [T], at: Option<usize>, up: Step) {
    let Some(at) = at else { return };
    let other = match up {
        Step::Up => at.checked_sub(1),
        Step::Down => Some(at + 1),
    };
    if let Some(other) = other.filter(|other| *other < list.len() && at < list.len()) {
        list.swap(at, other);
    }
}

/// A way to move a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Up,
    Down,
}

/// The button of a row that was pressed: its key and the way.
fn pressed(sent: &Sent) -> Option<(String, Step)> {
    let of = |name: &str, step| {
        let key = sent.get(name);
        (!key.is_empty()).then(|| (key.to_owned(), step))
    };
    of("up", Step::Up).or_else(|| of("down", Step::Down))
}

/// Whether a form asks for entries instead of being saved: its button was pressed, or Enter in a
/// field while words to look for stand there.
fn asks(sent: &Sent) -> bool {
    let entered = !sent.get("enter").is_empty() && sent.text("q").is_some();
    entered || !sent.get("find").is_empty()
}
