//! The menu with the footer, and the front page, each on its own; and taking a change of a part of the
//! settings back. Not for the settings as a whole.

use super::{Stands, revise, who};
use crate::api::access::Caller;
use crate::api::act::{Nothing, Once, Sent, etag_of};
use crate::api::inputs::At;
use crate::api::problem::{Answered, Problem, Why};
use crate::api::reply::Reply;
use crate::editorial;
use crate::people::Reach;
use crate::portal::Portal;
use crate::site::{self, Column, Front, LISTS, MenuItem, Part, Settings};
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/site/menu", get(menu).put(put_menu))
        .route("/site/front", get(front).put(put_front))
        .route("/site/editions/{number}/undo", post(undo))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(menu, put_menu, front, put_front, undo))]
pub struct Described;

/// The menu and the footer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SiteMenu)]
pub struct Navigation {
    /// In the answer to a change: the edition of the settings by whose number it can be taken back.
    edition: Option<i64>,
    /// The menu's lines in order.
    #[schema(value_type = Vec<super::MenuShape>)]
    menu: Vec<MenuItem>,
    /// The footer's columns in order.
    #[schema(value_type = Vec<super::ColumnShape>)]
    footer: Vec<Column>,
}

impl Navigation {
    fn of(settings: &Settings, edition: Option<i64>) -> Navigation {
        Navigation { edition, menu: settings.menu.clone(), footer: settings.footer.clone() }
    }
}

/// Where a menu and a footer lead, each with its place.
fn targets<'a>(menu: &'a [MenuItem], footer: &'a [Column]) -> Vec<(String, &'a str)> {
    let menu = menu.iter().map(|item| ("menu".to_owned(), item.target.as_str()));
    let columns = footer.iter().enumerate();
    let footer = columns.flat_map(|(number, column)| {
        column.targets.iter().map(move |target| (format!("footer.{number}"), target.as_str()))
    });
    menu.chain(footer).collect()
}

/// Refuses what the menu, the footer and the front page of settings that come as a whole would newly show
/// and these pages' own rules refuse. What stood there before may stay.
pub async fn whole_fits(portal: &Portal, old: &Settings, new: &Settings) -> Result<(), Problem> {
    let faults = site::faults(new).into_iter().filter(|fault| !site::faults(old).contains(fault));
    let wrong =
        faults.fold(Problem::new(Why::Invalid), |wrong, fault| wrong.at(fault.field, fault.key));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    fits(&new.front)?;
    let known: BTreeSet<String> = shown(old).into_iter().map(|(_, key)| key.to_owned()).collect();
    let mut fresh = shown(new);
    fresh.retain(|(_, target)| !known.contains(*target));
    lead_somewhere(portal, fresh).await
}

/// Everything a site's own pages lead to.
fn shown(settings: &Settings) -> Vec<(String, &str)> {
    let mut all = targets(&settings.menu, &settings.footer);
    let chosen = settings.front.chosen().into_iter();
    all.extend(chosen.map(|(place, key)| (place.to_owned(), key)));
    all
}

fn menu_tag(settings: &Settings) -> String {
    etag_of(&serde_json::to_string(&(&settings.menu, &settings.footer)).unwrap_or_default())
}

fn menu_reply(settings: &Settings, edition: Option<i64>) -> Reply {
    Reply::of(&Navigation::of(settings, edition)).tagged(menu_tag(settings))
}

/// Shows the menu and the footer.
#[utoipa::path(get, path = "/api/site/menu", tag = "site",
    responses((status = 200, description = "The menu and the footer", body = Navigation,
        headers(("ETag" = String, description = "Their strong entity tag")))))]
pub async fn menu(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(menu_reply(&Stands::read(&portal).await?.settings, None))
}

/// Changes the menu and the footer, whole.
#[utoipa::path(put, path = "/api/site/menu", tag = "site", request_body = Navigation,
    params(("If-Match" = String, Header, description = "The ETag of the menu as it was read"),
        Once),
    responses((status = 200, description = "The menu and the footer", body = Navigation,
        headers(("ETag" = String, description = "Their strong entity tag")))))]
pub async fn put_menu(Sent(act, wished): Sent<Navigation>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let mut stands = Stands::read(&begun.act.portal).await?;
    begun.expect(&menu_tag(&stands.settings))?;
    lead_somewhere(&begun.act.portal, targets(&wished.menu, &wished.footer)).await?;
    (stands.settings.menu, stands.settings.footer) = (wished.menu, wished.footer);
    let edition = revise(&mut begun, Part::Menu, &stands).await?;
    begun.end(menu_reply(&stands.settings, edition)).await
}

/// The front page.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SiteFrontPage)]
pub struct FrontPage {
    /// In the answer to a change: the edition of the settings by whose number it can be taken back.
    edition: Option<i64>,
    /// What it shows.
    #[schema(value_type = super::FrontShape)]
    front: Front,
}

fn front_tag(settings: &Settings) -> String {
    etag_of(&serde_json::to_string(&settings.front).unwrap_or_default())
}

fn front_reply(settings: &Settings, edition: Option<i64>) -> Reply {
    let page = FrontPage { edition, front: settings.front.clone() };
    Reply::of(&page).tagged(front_tag(settings))
}

/// Shows what the front page shows.
#[utoipa::path(get, path = "/api/site/front", tag = "site",
    responses((status = 200, description = "The front page", body = FrontPage,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn front(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(front_reply(&Stands::read(&portal).await?.settings, None))
}

/// Changes what the front page shows, whole.
#[utoipa::path(put, path = "/api/site/front", tag = "site", request_body = FrontPage,
    params(("If-Match" = String, Header, description = "The ETag of the front page as it was read"),
        Once),
    responses((status = 200, description = "The front page", body = FrontPage,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn put_front(Sent(act, wished): Sent<FrontPage>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let mut stands = Stands::read(&begun.act.portal).await?;
    begun.expect(&front_tag(&stands.settings))?;
    fits(&wished.front)?;
    let chosen = wished.front.chosen();
    let targets = chosen.into_iter().map(|(place, key)| (place.to_owned(), key)).collect();
    lead_somewhere(&begun.act.portal, targets).await?;
    stands.settings.front = wished.front;
    let edition = revise(&mut begun, Part::Front, &stands).await?;
    begun.end(front_reply(&stands.settings, edition)).await
}

/// Refuses an entry in a place that does not take its kind, and what stands twice or too often.
fn fits(front: &Front) -> Result<(), Problem> {
    let mut wrong = Problem::new(Why::Invalid);
    for (place, key) in front.chosen() {
        let kind = key.split('/').next().unwrap_or_default();
        if !Front::takes(place, kind) {
            wrong = wrong.at(format!("{place} {key}"), "api-wrong-kind");
        }
    }
    let blocks: BTreeSet<&str> = front.blocks.iter().map(|block| block.name()).collect();
    let pinned: BTreeSet<&str> = front.pinned.iter().map(String::as_str).collect();
    if blocks.len() != front.blocks.len() || pinned.len() != front.pinned.len() {
        wrong = wrong.at("front", "api-twice");
    }
    if front.pinned.len() > Front::MOST_PINNED {
        wrong = wrong.at("pinned", "api-too-many-pinned");
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Refuses targets that lead nowhere: neither a list nor an entry there is.
async fn lead_somewhere(portal: &Portal, targets: Vec<(String, &str)>) -> Result<(), Problem> {
    let mut wrong = Problem::new(Why::Invalid);
    for (field, target) in targets {
        let leads = match target.split_once('/') {
            None => LISTS.contains(&target),
            Some((kind, key)) => editorial::read(&portal.db, kind, key).await?.is_some(),
        };
        if !leads {
            wrong = wrong.at(format!("{field} {target}"), "api-no-target");
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// What was taken back.
#[derive(Serialize, ToSchema)]
#[schema(as = SiteUndone)]
pub struct Undone {
    /// The part of the settings that stands as it stood before: `menu`, `front`, `sections`, `tags`,
    /// `general` or `names`.
    part: &'static str,
}

/// Takes one change of a part of the settings back; refused when the part was changed again since.
#[utoipa::path(post, path = "/api/site/editions/{number}/undo", tag = "site",
    params(("number" = i64, Path, description = "The edition the change made", minimum = 1),
        Once),
    responses((status = 200, description = "What was taken back", body = Undone),
        (status = 412, description = "The part was changed again since",
            content_type = "application/problem+json", body = crate::api::problem::ProblemView)))]
pub async fn undo(At(number): At<i64>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let (actor, at) = who(&begun);
    let part = site::undo(&mut begun.tx, &actor, at, number).await?;
    begun.end(Reply::of(&Undone { part: part.name() })).await
}
