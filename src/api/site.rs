//! The site's own settings, here as a whole; menu, front page, sections, tags, reusable blocks and
//! redirects in rooms of their own below. Not for agencies and places.

mod blocks;
mod classes;
mod front;
mod redirects;

use super::access::Caller;
use super::act::{Begun, Once, Sent, etag_of};
use super::problem::{Answered, Problem, Why};
use super::reply::Reply;
use crate::people::{Actor, Reach};
use crate::platform::db::Result as Read;
use crate::portal::Portal;
use crate::site::{self, NotDone, Part, Settings};
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/site", get(show).put(change))
        .merge(blocks::routes())
        .merge(classes::routes())
        .merge(front::routes())
        .merge(redirects::routes())
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(show, change))]
struct Whole;

/// What this room and those below it add to the description of the API.
pub struct Described;

impl OpenApi for Described {
    fn openapi() -> utoipa::openapi::OpenApi {
        let mut all = Whole::openapi();
        all.merge(front::Described::openapi());
        all.merge(classes::Described::openapi());
        all.merge(blocks::Described::openapi());
        all.merge(redirects::Described::openapi());
        all
    }
}

/// The settings of a site.
#[derive(ToSchema)]
#[schema(as = Site)]
#[expect(dead_code, reason = "it only describes")]
pub struct SiteShape {
    /// Key of the body that publishes the site; empty before there is one.
    publisher: String,
    /// Its time zone, by its IANA name; a new one is taken at the next start.
    time_zone: String,
    /// Its languages, the default first; it stays the default.
    #[schema(min_items = 1)]
    languages: Vec<String>,
    /// The day it opened.
    #[schema(format = Date)]
    opened_on: String,
    /// The picture shown where a page has none of its own.
    share_picture: Option<String>,
    /// Its name in each language.
    name: BTreeMap<String, String>,
    /// One line under the name.
    tagline: BTreeMap<String, String>,
    /// Sections of the news.
    #[schema(required = false)]
    section: Vec<NamedShape>,
    /// Tags of any entry.
    #[schema(required = false)]
    tag: Vec<NamedShape>,
    /// The menu.
    #[schema(required = false)]
    menu: Vec<MenuShape>,
    /// The footer's columns.
    #[schema(required = false)]
    footer: Vec<ColumnShape>,
    /// The front page.
    #[schema(required = false)]
    front: FrontShape,
    /// Names often written wrong.
    #[schema(required = false)]
    names: Vec<StandardNameShape>,
    /// The site's own files by name.
    #[schema(required = false)]
    files: BTreeMap<String, String>,
}

/// A name often written wrong.
#[derive(ToSchema)]
#[schema(as = SiteStandardName)]
#[expect(dead_code, reason = "it only describes")]
pub struct StandardNameShape {
    /// How it is written wrong.
    wrong: String,
    /// How it is written right.
    right: String,
}

/// A section or a tag.
#[derive(ToSchema)]
#[schema(as = SiteNamed)]
#[expect(dead_code, reason = "it only describes")]
pub struct NamedShape {
    /// The key entries refer to.
    key: String,
    /// What readers call it.
    name: BTreeMap<String, String>,
    /// Its word in addresses.
    slug: BTreeMap<String, String>,
    /// One sentence on what it holds.
    #[schema(required = false)]
    about: BTreeMap<String, String>,
}

/// A line of the menu.
#[derive(ToSchema)]
#[schema(as = SiteMenuItem)]
#[expect(dead_code, reason = "it only describes")]
pub struct MenuShape {
    /// Where it leads: a list (`news`), a page of its own (`visits`) or an entry (`page/about`).
    target: String,
}

/// A column of the footer.
#[derive(ToSchema)]
#[schema(as = SiteColumn)]
#[expect(dead_code, reason = "it only describes")]
pub struct ColumnShape {
    /// Where its links lead.
    targets: Vec<String>,
    /// Its heading.
    name: BTreeMap<String, String>,
}

/// What the front page shows beside the newest.
#[derive(ToSchema)]
#[schema(as = SiteFront)]
#[expect(dead_code, reason = "it only describes")]
pub struct FrontShape {
    /// Its parts in order: `lead`, `soon`, `news`, `band`, `media`, `visits`; one that is not named is
    /// not shown.
    #[schema(required = false)]
    blocks: Vec<String>,
    /// The news that stand before the newest.
    #[schema(required = false)]
    pinned: Vec<String>,
    /// The festival or article at its head.
    lead: Option<String>,
    /// The entry of the inverse band.
    band: Option<String>,
    /// The album shown first.
    album: Option<String>,
    /// The video shown first.
    video: Option<String>,
}

fn reply(settings: &Settings) -> Reply {
    let reply = Reply::of(settings);
    let etag = etag_of(&reply.body);
    reply.tagged(etag)
}

/// The settings with the number of their edition.
struct Stands {
    number: i64,
    settings: Settings,
}

impl Stands {
    /// Those of now; within an act nobody changes them between this look and the verb, for the one
    /// writer is held.
    async fn read(portal: &Portal) -> Read<Stands> {
        let number = site::settings_number(&portal.db).await?;
        let settings = site::settings(&portal.db).await?;
        let settings = settings.unwrap_or_else(|| portal.known().site.clone());
        Ok(Stands { number, settings })
    }
}

/// Changes a part of the settings; the number of the new edition when anything differs.
async fn revise(begun: &mut Begun, part: Part, stands: &Stands) -> Result<Option<i64>, NotDone> {
    let (actor, at) = who(begun);
    site::revise(&mut begun.tx, &actor, at, part, stands.number, &stands.settings).await
}

fn who(begun: &Begun) -> (Actor, i64) {
    (begun.act.caller.actor.clone(), begun.act.at)
}

async fn now(portal: &Portal) -> Result<Settings, Problem> {
    Ok(site::settings(&portal.db).await?.unwrap_or_else(|| portal.known().site.clone()))
}

/// Shows the site's settings.
#[utoipa::path(get, path = "/api/site", tag = "site",
    responses((status = 200, description = "The settings", body = SiteShape,
        headers(("ETag" = String, description = "Their strong entity tag")))))]
pub async fn show(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(reply(&now(&portal).await?))
}

/// Changes the site's settings, whole.
#[utoipa::path(put, path = "/api/site", tag = "site", request_body = SiteShape,
    params(("If-Match" = String, Header, description = "The ETag of the settings as they were read"),
        Once),
    responses((status = 200, description = "The settings", body = SiteShape,
        headers(("ETag" = String, description = "Their strong entity tag")))))]
pub async fn change(Sent(act, settings): Sent<Settings>) -> Answered {
    let portal = act.portal.clone();
    let mut begun = act.begin(Reach::Site).await?;
    // The one writer is held: nobody changes them between this look and the verb.
    let old = now(&portal).await?;
    begun.expect(&reply(&old).etag.unwrap_or_default())?;
    let wrong = wrong(&portal, &old, &settings);
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    front::whole_fits(&portal, &old, &settings).await?;
    let (actor, at) = who(&begun);
    site::change(&mut begun.tx, &actor, at, &settings).await?;
    begun.end(reply(&settings)).await
}

/// Everything that would leave the site without something it needs.
fn wrong(portal: &Portal, old: &Settings, new: &Settings) -> Problem {
    let mut wrong = Problem::new(Why::Invalid);
    let agency = portal.known().agencies.get(&new.publisher).is_some();
    if !agency && new.publisher != old.publisher {
        wrong = wrong.at("publisher", "editorial-unknown-agency");
    }
    if TimeZone::get(&new.time_zone).is_err() {
        wrong = wrong.at("time_zone", "api-no-such-zone");
    }
    let languages: BTreeSet<_> = new.languages.iter().collect();
    // Addresses begin with the default language: they have been given out.
    if new.languages.first() != old.languages.first() || languages.len() != new.languages.len() {
        wrong = wrong.at("languages", "api-default-language");
    }
    if !new.name.values().any(|name| !name.trim().is_empty()) {
        wrong = wrong.at("name", "editorial-no-name");
    }
    wrong
}
