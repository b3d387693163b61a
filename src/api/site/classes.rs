//! Sections and tags: their list in order, a new one, its words, merging and taking away. Not for which
//! of them an entry bears: that is the entry's.

use super::{Stands, revise, who};
use crate::api::access::Caller;
use crate::api::act::{Begun, Nothing, Once, Sent, etag_of};
use crate::api::inputs::{Asked, At};
use crate::api::log::Undo;
use crate::api::problem::{Answered, Problem, Why};
use crate::api::reply::Reply;
use crate::editorial::{self, Class};
use crate::people::{Reach, Right};
use crate::platform::db::Result;
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::portal::Portal;
use crate::site::{self, Merger, Named, Part, Settings};
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/site/{class}", get(list).post(add).put(order))
        .route("/site/{class}/{key}", get(show).put(change).delete(remove))
        .route("/site/{class}/{key}/merge", get(impact))
        .route("/site/{class}/{key}/merge/{into}", post(merge))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, add, order, show, change, remove, impact, merge), components(schemas(Room)))]
pub struct Described;

/// What entries are sorted by.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = SiteClass)]
pub enum Room {
    /// The sections of the news.
    Sections,
    /// The tags.
    Tags,
}

impl Room {
    fn class(self) -> Class {
        match self {
            Room::Sections => Class::Section,
            Room::Tags => Class::Tag,
        }
    }

    fn address(self, key: &str) -> String {
        let word = match self {
            Room::Sections => "sections",
            Room::Tags => "tags",
        };
        format!("/api/site/{word}/{key}")
    }
}

type Texts = BTreeMap<Language, String>;

/// A section or a tag.
#[derive(Serialize, ToSchema)]
#[schema(as = SiteClassView)]
pub struct View {
    /// The key entries refer to.
    key: String,
    /// What readers call it.
    #[schema(value_type = BTreeMap<String, String>)]
    name: Texts,
    /// Its word in addresses.
    #[schema(value_type = BTreeMap<String, String>)]
    slug: Texts,
    /// One sentence on what it holds.
    #[schema(value_type = BTreeMap<String, String>)]
    about: Texts,
    /// Words it had in addresses before; they lead on.
    #[schema(value_type = BTreeMap<String, Vec<String>>)]
    former: BTreeMap<Language, Vec<String>>,
    /// How many entries bear it.
    entries: i64,
    /// Its entity tag, as `If-Match` wants it.
    etag: String,
}

/// Sections or tags in their order.
#[derive(Serialize, ToSchema)]
#[schema(as = SiteClassList)]
pub struct List {
    /// The sections or tags.
    items: Vec<View>,
}

/// The words of a section or tag, whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SiteClassWords)]
pub struct Words {
    /// What readers call it; in one language at least.
    #[schema(value_type = BTreeMap<String, String>)]
    name: Texts,
    /// Its word in addresses; a language without one has that of another language.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    slug: Texts,
    /// One sentence on what it holds.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    about: Texts,
}

/// A section or tag to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SiteClassNew)]
pub struct New {
    /// The key entries will refer to; made of the name when it is not said.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")]
    key: Option<String>,
    /// What readers call it; in one language at least.
    #[schema(value_type = BTreeMap<String, String>)]
    name: Texts,
    /// Its word in addresses; made of the name in languages that are not named.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    slug: Texts,
    /// One sentence on what it holds.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    about: Texts,
}

/// An order of sections or tags.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SiteClassOrder)]
pub struct Order {
    /// Every key, once.
    order: Vec<String>,
}

/// Texts without those that say nothing.
fn said(mut texts: Texts) -> Texts {
    texts.retain(|_, text| !text.trim().is_empty());
    texts
}

fn tag_of(named: &Named) -> String {
    etag_of(&serde_json::to_string(named).unwrap_or_default())
}

fn tag_of_all(all: &[Named]) -> String {
    etag_of(&serde_json::to_string(all).unwrap_or_default())
}

/// How many entries bear each section or tag.
async fn uses(portal: &Portal, class: Class) -> Result<BTreeMap<String, i64>> {
    let uses = match class {
        Class::Section => editorial::section_uses(&portal.db).await?,
        Class::Tag => editorial::tag_uses(&portal.db).await?,
    };
    Ok(uses.into_iter().collect())
}

fn view(named: &Named, uses: &BTreeMap<String, i64>) -> View {
    View {
        etag: tag_of(named),
        entries: uses.get(&named.key).copied().unwrap_or(0),
        key: named.key.clone(),
        name: named.name.clone(),
        slug: named.slug.clone(),
        about: named.about.clone(),
        former: named.former.clone(),
    }
}

async fn reply_all(portal: &Portal, room: Room, settings: &Settings) -> Result<Reply> {
    let uses = uses(portal, room.class()).await?;
    let all = settings.named(room.class());
    let items = all.iter().map(|one| view(one, &uses)).collect();
    Ok(Reply::of(&List { items }).tagged(tag_of_all(all)))
}

async fn reply(portal: &Portal, room: Room, named: &Named) -> Result<Reply> {
    let uses = uses(portal, room.class()).await?;
    Ok(Reply::of(&view(named, &uses)).tagged(tag_of(named)))
}

fn find<'a>(settings: &'a Settings, room: Room, key: &str) -> std::result::Result<&'a Named, Why> {
    settings.named(room.class()).iter().find(|one| one.key == key).ok_or(Why::NoSuch)
}

/// Lists the sections or the tags in their order.
#[utoipa::path(get, path = "/api/site/{class}", tag = "site",
    params(("class" = Room, Path, description = "Which of them")),
    responses((status = 200, description = "The sections or tags", body = List,
        headers(("ETag" = String, description = "The strong entity tag of the list")))))]
pub async fn list(State(portal): State<Portal>, caller: Caller, At(room): At<Room>) -> Answered {
    caller.reaches(Reach::Read)?;
    let stands = Stands::read(&portal).await?;
    Ok(reply_all(&portal, room, &stands.settings).await?)
}

/// Shows a section or a tag.
#[utoipa::path(get, path = "/api/site/{class}/{key}", tag = "site",
    params(("class" = Room, Path, description = "Which of them"),
        ("key" = String, Path, description = "The key of the section or tag")),
    responses((status = 200, description = "The section or tag", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(
    State(portal): State<Portal>,
    caller: Caller,
    At((room, key)): At<(Room, String)>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    let stands = Stands::read(&portal).await?;
    Ok(reply(&portal, room, find(&stands.settings, room, &key)?).await?)
}

/// Adds a section or a tag at the end of the list.
#[utoipa::path(post, path = "/api/site/{class}", tag = "site", request_body = New,
    params(("class" = Room, Path, description = "Which of them"),
        Once),
    responses((status = 201, description = "The section or tag", body = View,
        headers(("ETag" = String, description = "Its strong entity tag"),
            ("Location" = String, description = "Where it stands")))))]
pub async fn add(At(room): At<Room>, Sent(act, new): Sent<New>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let mut stands = Stands::read(&begun.act.portal).await?;
    let added = named(&stands.settings, room, new)?;
    stands.settings.named_mut(room.class()).push(added.clone());
    revise(&mut begun, Part::of(room.class()), &stands).await?;
    let reply = reply(&begun.act.portal, room, &added).await?;
    begun.end(reply.made(room.address(&added.key))).await
}

/// A section or tag as it is wished for: its key free, a word in addresses for each of its names.
fn named(settings: &Settings, room: Room, new: New) -> std::result::Result<Named, Problem> {
    let (all, name) = (settings.named(room.class()), said(new.name));
    let main = settings.default_language().and_then(|main| name.get(&main));
    let made = main.or_else(|| name.values().next()).map(|name| slug(name)).unwrap_or_default();
    let key = match new.key {
        Some(key) if site::free_key(all, &key) != key => {
            return Err(Problem::new(Why::Exists).at("key", "siteadmin-fault-key-twice"));
        }
        Some(key) => key,
        None => site::free_key(all, &made),
    };
    let mut words: Texts = name.iter().map(|(language, name)| (*language, slug(name))).collect();
    words.extend(said(new.slug));
    Ok(Named { key, name, slug: words, about: said(new.about), former: BTreeMap::new() })
}

/// Puts the sections or tags into another order.
#[utoipa::path(put, path = "/api/site/{class}", tag = "site", request_body = Order,
    params(("class" = Room, Path, description = "Which of them"),
        ("If-Match" = String, Header, description = "The ETag of the list as it was read"),
        Once),
    responses((status = 200, description = "The sections or tags", body = List,
        headers(("ETag" = String, description = "The strong entity tag of the list")))))]
pub async fn order(At(room): At<Room>, Sent(act, wished): Sent<Order>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let mut stands = Stands::read(&begun.act.portal).await?;
    begun.expect(&tag_of_all(stands.settings.named(room.class())))?;
    let all = stands.settings.named_mut(room.class());
    let place = |key: &str| wished.order.iter().position(|wish| wish == key);
    let whole = all.iter().all(|one| place(&one.key).is_some()) && all.len() == wished.order.len();
    if !whole {
        return Err(Problem::invalid("order", "api-order").into());
    }
    all.sort_by_key(|one| place(&one.key));
    revise(&mut begun, Part::of(room.class()), &stands).await?;
    let reply = reply_all(&begun.act.portal, room, &stands.settings).await?;
    begun.end(reply).await
}

/// Changes the words of a section or tag, whole; words of its address that it no longer has lead on.
#[utoipa::path(put, path = "/api/site/{class}/{key}", tag = "site", request_body = Words,
    params(("class" = Room, Path, description = "Which of them"),
        ("key" = String, Path, description = "The key of the section or tag"),
        ("If-Match" = String, Header, description = "The ETag of the section or tag as it was read"),
        Once),
    responses((status = 200, description = "The section or tag", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn change(
    At((room, key)): At<(Room, String)>,
    Sent(act, words): Sent<Words>,
) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let mut stands = expected(&mut begun, room, &key).await?;
    let texts = [said(words.name), said(words.slug), said(words.about)];
    let old = find(&stands.settings, room, &key)?;
    let new = old.renamed(&stands.settings.languages, texts);
    let mut all = stands.settings.named_mut(room.class()).iter_mut();
    if let Some(one) = all.find(|one| one.key == key) {
        one.clone_from(&new);
    }
    revise(&mut begun, Part::of(room.class()), &stands).await?;
    let reply = reply(&begun.act.portal, room, &new).await?;
    begun.end(reply).await
}

/// The settings of now, in which a section or tag is as the request saw it.
async fn expected(
    begun: &mut Begun,
    room: Room,
    key: &str,
) -> std::result::Result<Stands, Problem> {
    let stands = Stands::read(&begun.act.portal).await?;
    let old = find(&stands.settings, room, key).map_err(Problem::new)?;
    begun.expect(&tag_of(old))?;
    Ok(stands)
}

/// Takes away a section or tag that no entry bears and no role is narrowed to.
#[utoipa::path(delete, path = "/api/site/{class}/{key}", tag = "site",
    params(("class" = Room, Path, description = "Which of them"),
        ("key" = String, Path, description = "The key of the section or tag"),
        ("If-Match" = String, Header, description = "The ETag of the section or tag as it was read"),
        Once),
    responses((status = 200, description = "It is gone", body = Undo)))]
pub async fn remove(
    At((room, key)): At<(Room, String)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    expected(&mut begun, room, &key).await?;
    let ((actor, at), portal) = (who(&begun), begun.act.portal.clone());
    let change = site::remove(&mut begun.tx, &actor, at, &portal.db, (room.class(), &key)).await?;
    begun.end(Reply::of(&Undo::of(change))).await
}

/// Into which a section or tag would go.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Goal {
    /// The key of the section or tag that stays.
    into: String,
}

/// What a merger would change.
#[derive(Serialize, ToSchema)]
#[schema(as = SiteMergerImpact)]
pub struct Impact {
    /// How many entries would bear the other one.
    entries: usize,
    /// How many of those readers see.
    live: usize,
    /// How many entries there are of each kind.
    kinds: BTreeMap<String, usize>,
    /// How many entries bear the other one already.
    there: i64,
    /// Addresses that would lead on.
    moves: Vec<MoveView>,
}

/// An address that would lead on.
#[derive(Serialize, ToSchema)]
#[schema(as = SiteMove)]
pub struct MoveView {
    /// The address.
    from: String,
    /// Where it would lead.
    to: String,
}

/// Shows what merging a section or tag into another would change; nothing is written.
#[utoipa::path(get, path = "/api/site/{class}/{key}/merge", tag = "site",
    params(Goal, ("class" = Room, Path, description = "Which of them"),
        ("key" = String, Path, description = "The key of the one that would go")),
    responses((status = 200, description = "What would change", body = Impact)))]
pub async fn impact(
    State(portal): State<Portal>,
    caller: Caller,
    At((room, key)): At<(Room, String)>,
    Asked(goal): Asked<Goal>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    caller.may(Right::Govern)?;
    let stands = Stands::read(&portal).await?;
    let from = find(&stands.settings, room, &key)?;
    let into = find(&stands.settings, room, &goal.into)?;
    // Asked in a transaction that is dropped: the same question the merger asks.
    let mut tx = portal.db.begin().await?;
    let found = editorial::bearing(&mut tx, room.class(), &key).await?;
    drop(tx);
    let mut kinds = BTreeMap::new();
    for one in &found {
        *kinds.entry(one.kind.clone()).or_default() += 1;
    }
    let moves =
        site::moves(&portal.addresses, &stands.settings.languages, room.class(), (from, into));
    Ok(Reply::of(&Impact {
        entries: found.len(),
        live: found.iter().filter(|one| one.settled || one.live.is_some()).count(),
        there: uses(&portal, room.class()).await?.get(&into.key).copied().unwrap_or(0),
        moves: moves.into_iter().map(|(from, to)| MoveView { from, to }).collect(),
        kinds,
    }))
}

/// How many entries a merger changed.
#[derive(Serialize, ToSchema)]
#[schema(as = SiteMerged)]
pub struct Merged {
    /// How many.
    entries: usize,
    #[serde(flatten)]
    undo: Undo,
}

/// Merges a section or tag into another: every entry bears that one, its addresses lead there, and it
/// is gone.
#[utoipa::path(post, path = "/api/site/{class}/{key}/merge/{into}", tag = "site",
    params(("class" = Room, Path, description = "Which of them"),
        ("key" = String, Path, description = "The key of the one that goes"),
        ("into" = String, Path, description = "The key of the one that stays"),
        ("If-Match" = String, Header, description = "The ETag of the one that goes as it was read"),
        Once),
    responses((status = 200, description = "How many entries it changed", body = Merged)))]
pub async fn merge(
    At((room, key, into)): At<(Room, String, String)>,
    Sent(act, _nothing): Sent<Nothing>,
) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    expected(&mut begun, room, &key).await?;
    let ((actor, at), portal) = (who(&begun), begun.act.portal.clone());
    let merger = Merger { class: room.class(), from: &key, into: &into };
    let with = (&portal.db, &portal.kinds);
    let done = site::merge(&mut begun.tx, &actor, at, with, merger).await?;
    let (entries, undo) = (done.entries, Undo::of(done.change));
    begun.end(Reply::of(&Merged { entries, undo })).await
}
