//! Lists of entries at the desk: filters, saved filters, pages, and what is done to many at once.
//! Not for what one entry says: that is its own page.

pub mod actions;
mod asked;
mod bulk;
mod filters;
mod store;

use super::frame::{Toast, View, render_with};
use super::names::Names;
use super::rows::{self, Choice, Row, Writer};
use super::session::Signed;
use super::undo;
use crate::editorial;
use crate::people::{Right, Scope};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::platform::web::pagination::Pagination;
use crate::portal::Portal;
use asked::Asked;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Serialize;

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/entries", get(show))
        .route("/desk/entries/bulk", post(bulk::act))
        .route("/desk/filters", post(filters::keep))
        .route("/desk/filters/{id}/delete", post(filters::delete))
}

const PER_PAGE: i64 = 30;

#[derive(Serialize)]
struct BoardPage {
    asked: Asked,
    query: String,
    is_narrowed: bool,
    rows: Vec<Row>,
    pagination: Option<Pagination>,
    range: String,
    tabs: Vec<Tab>,
    choices: Choices,
    saved: Vec<filters::SavedView>,
    may_begin: bool,
    may_share: bool,
    deeds: Vec<Choice>,
}

/// A view of the list that has an address of its own.
#[derive(Serialize)]
struct Tab {
    label: String,
    url: String,
    current: bool,
}

/// What the filters offer.
#[derive(Serialize)]
struct Choices {
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    stages: Vec<Choice>,
    languages: Vec<Choice>,
    sections: Vec<Choice>,
    owners: Vec<Choice>,
    publishers: Vec<Choice>,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let asked = Asked::read(query.as_deref());
    let language = signed.person.language;
    let names = Names::read(&portal, language).await?;
    let wanted = asked.wanted(&signed, portal.today());
    let total = editorial::board_length(&portal.db, &wanted).await?;
    let page = asked.page();
    let from = i64::from(page - 1) * PER_PAGE;
    let lines = editorial::board(&portal.db, &wanted, from, PER_PAGE).await?;
    let writer = Writer { portal: &portal, language, names: &names };
    let rows = writer.rows(&lines).await?;
    let url = |number| format!("/desk/entries?{}", asked.query_at(number));
    let may = |right| signed.may(right, &Scope::anywhere());
    let own = BoardPage {
        query: asked.query(),
        is_narrowed: !asked.query().is_empty(),
        range: range(&portal, language, (from, lines.len(), total)),
        pagination: Pagination::new(page, total, PER_PAGE, url),
        tabs: tabs(&portal, language, &asked),
        choices: choices(&portal, &signed, &names),
        saved: filters::of(&portal, &signed, &asked.query()).await?,
        may_begin: may(Right::Begin),
        may_share: may(Right::Review),
        deeds: bulk::deeds(&portal, &signed),
        rows,
        asked,
    };
    let title = title(&portal, language, &own.asked);
    let current = current(&own.asked);
    let toast = toast(&portal, language, &own.asked);
    let view = View { template: "desk/board.html", title, current, own };
    render_with(&portal, &signed, view, toast).await
}

/// What was just done with a saved filter.
fn toast(portal: &Portal, language: Language, asked: &Asked) -> Option<Toast> {
    let key = match asked.done.as_deref()? {
        "forgotten" => "board-filter-forgotten",
        "put-back" => "desk-undo-done",
        _ => return None,
    };
    Some(Toast { text: portal.say(language, key), undo_url: asked.undo.map(undo::url) })
}

/// `Mục 1–30 trong 182`; of an empty list, that it is empty.
pub(super) fn range(
    portal: &Portal,
    language: Language,
    (from, shown, total): (i64, usize, i64),
) -> String {
    let shown = i64::try_from(shown).unwrap_or(0);
    let mut args = Args::new();
    let figure = |number: i64| {
        let separator = portal.words.separator(language);
        crate::platform::i18n::grouped(u64::try_from(number).unwrap_or(0), separator)
    };
    args.set("from", figure(from + 1));
    args.set("to", figure(from + shown));
    args.set("total", figure(total));
    let key = if shown == 0 { "board-range-none" } else { "board-range" };
    portal.words.say_with(language, key, &args)
}

fn title(portal: &Portal, language: Language, asked: &Asked) -> String {
    match asked.kind.as_deref().filter(|kind| portal.kinds.named(kind).is_some()) {
        Some(kind) => portal.say(language, &format!("desk-nav-{kind}")),
        None => portal.say(language, "board-title"),
    }
}

fn current(asked: &Asked) -> &'static str {
    let known = ["news", "festival", "gallery", "video", "document", "factcheck", "page"];
    known.into_iter().find(|kind| asked.kind.as_deref() == Some(kind)).unwrap_or_default()
}

/// The views of a kind's list, each with nothing else asked.
fn tabs(portal: &Portal, language: Language, asked: &Asked) -> Vec<Tab> {
    const VIEWS: [(&str, &[(&str, &str)]); 6] = [
        ("all", &[]),
        ("mine", &[("whose", "me")]),
        ("submitted", &[("stage", "submitted")]),
        ("returned", &[("stage", "returned")]),
        ("published", &[("state", "published")]),
        ("overdue", &[("overdue", "1")]),
    ];
    let kind = asked.kind.as_deref();
    let tab = |(name, pairs): &(&str, &[(&str, &str)])| {
        let kind = kind.map(|kind| ("kind", kind));
        let pairs: Vec<(&str, &str)> = kind.into_iter().chain(pairs.iter().copied()).collect();
        let query = serde_urlencoded::to_string(&pairs).unwrap_or_default();
        Tab {
            label: portal.say(language, &format!("board-tab-{name}")),
            current: query == asked.query(),
            url: if query.is_empty() {
                "/desk/entries".to_owned()
            } else {
                format!("/desk/entries?{query}")
            },
        }
    };
    VIEWS.iter().map(tab).collect()
}

fn choices(portal: &Portal, signed: &Signed, names: &Names) -> Choices {
    let language = signed.person.language;
    let known = portal.known();
    let of_name = |prefix: &'static str| {
        move |name: &str| Choice::new(name, portal.say(language, &format!("{prefix}{name}")))
    };
    let sections = known.site.section.iter();
    let today = portal.today();
    let bodies = known
        .agencies
        .all()
        .filter(|one| known.agencies.on(&one.key, today).is_some_and(|today| today.key == one.key));
    let people = names.all().into_iter();
    Choices {
        kinds: rows::kinds(portal, language),
        states: editorial::State::ALL
            .map(editorial::State::name)
            .map(of_name("desk-state-"))
            .into(),
        stages: editorial::Stage::ALL
            .map(editorial::Stage::name)
            .map(of_name("board-stage-"))
            .into(),
        languages: rows::languages(portal),
        sections: sections.map(|one| Choice::new(&*one.key, one.name_in(language))).collect(),
        owners: std::iter::once(Choice::new("me", portal.say(language, "board-owner-me")))
            .chain(people.map(|(id, name)| Choice::new(id.to_string(), name)))
            .collect(),
        publishers: bodies.map(|one| Choice::new(&*one.key, one.name(language))).collect(),
    }
}
