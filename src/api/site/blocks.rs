//! Reusable blocks: written in one place, shown by many entries, and which entries those are. Not for
//! what a body may hold: that is `editorial::body`.

use super::who;
use crate::api::access::Caller;
use crate::api::act::{Begun, Nothing, Once, Sent, etag_of};
use crate::api::inputs::At;
use crate::api::log::Undo;
use crate::api::moments::Moment;
use crate::api::problem::{Answered, Problem, Why};
use crate::api::reply::Reply;
use crate::editorial::body::Body;
use crate::editorial::{self, BlockUse};
use crate::people::Reach;
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::portal::Portal;
use crate::site::{self, BlockDraft, Reusable};
use axum::Router;
use axum::extract::State;
use axum::routing::{get, put};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::{OpenApi, ToSchema};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/site/blocks", get(list).post(begin))
        .route("/site/blocks/{slug}", get(show).delete(remove))
        .route("/site/blocks/{slug}/uses", get(uses))
        .route("/site/blocks/{slug}/{language}", put(save))
        .route("/site/blocks/{slug}/{language}/editions", get(editions))
}

/// What this room adds to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, begin, show, remove, uses, save, editions))]
pub struct Described;

/// A reusable block.
#[derive(Serialize, ToSchema)]
#[schema(as = Block)]
pub struct View {
    /// What bodies name it by.
    slug: String,
    /// What editors call it.
    name: String,
    /// What it says in each language.
    #[schema(value_type = BTreeMap<String, BodyView>)]
    bodies: BTreeMap<Language, BodyView>,
    /// Its entity tag, as `If-Match` wants it.
    etag: String,
}

/// What a block says in one language.
#[derive(Serialize, ToSchema)]
#[schema(as = BlockBody)]
pub struct BodyView {
    /// The number of its newest edition.
    edition: i64,
    /// The document of the editor.
    #[schema(value_type = Object)]
    body: Body,
}

/// Every reusable block, by slug.
#[derive(Serialize, ToSchema)]
#[schema(as = BlockList)]
pub struct List {
    /// The blocks.
    items: Vec<View>,
}

/// A block in one language, to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BlockDraft)]
pub struct Draft {
    /// What editors call it, in any language.
    name: String,
    /// The document of the editor: no pictures, no files and no other block.
    #[schema(value_type = Object)]
    body: Body,
}

/// A block to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BlockNew)]
pub struct New {
    /// What bodies will name it by; made of the name when it is not said.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$")]
    slug: Option<String>,
    /// What editors call it.
    name: String,
    /// The language it is written in first.
    #[schema(value_type = String)]
    language: Language,
    /// The document of the editor: no pictures, no files and no other block.
    #[schema(value_type = Object)]
    body: Body,
}

fn tag_of(block: &Reusable) -> String {
    let editions: Vec<(&Language, i64)> =
        block.bodies.iter().map(|(language, (number, _))| (language, *number)).collect();
    let all = (&block.slug, &block.name, editions);
    etag_of(&serde_json::to_string(&all).unwrap_or_default())
}

fn view(block: &Reusable) -> View {
    let bodies = block.bodies.iter();
    let body = |(language, (edition, body)): (&Language, &(i64, Body))| {
        (*language, BodyView { edition: *edition, body: body.clone() })
    };
    View {
        slug: block.slug.clone(),
        name: block.name.clone(),
        bodies: bodies.map(body).collect(),
        etag: tag_of(block),
    }
}

fn reply(block: &Reusable) -> Reply {
    Reply::of(&view(block)).tagged(tag_of(block))
}

async fn find(portal: &Portal, slug: &str) -> Result<Reusable, Problem> {
    site::reusable(&portal.db, slug).await?.ok_or_else(|| Problem::new(Why::NoSuch))
}

/// Lists the reusable blocks.
#[utoipa::path(get, path = "/api/site/blocks", tag = "site",
    responses((status = 200, description = "The blocks, by slug", body = List)))]
pub async fn list(State(portal): State<Portal>, caller: Caller) -> Answered {
    caller.reaches(Reach::Read)?;
    let blocks = site::reusables(&portal.db).await?;
    Ok(Reply::of(&List { items: blocks.iter().map(view).collect() }))
}

/// Shows a reusable block.
#[utoipa::path(get, path = "/api/site/blocks/{slug}", tag = "site",
    params(("slug" = String, Path, description = "The block")),
    responses((status = 200, description = "The block", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn show(State(portal): State<Portal>, caller: Caller, At(slug): At<String>) -> Answered {
    caller.reaches(Reach::Read)?;
    Ok(reply(&find(&portal, &slug).await?))
}

/// Begins a reusable block with its text in one language.
#[utoipa::path(post, path = "/api/site/blocks", tag = "site", request_body = New,
    params(Once),
    responses((status = 201, description = "The block", body = View,
        headers(("ETag" = String, description = "Its strong entity tag"),
            ("Location" = String, description = "Where it stands")))))]
pub async fn begin(Sent(act, new): Sent<New>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let wish = new.slug.unwrap_or_else(|| slug(&new.name));
    if site::reusable(&begun.act.portal.db, &wish).await?.is_some() {
        return Err(Problem::new(Why::Exists).at("slug", "siteadmin-taken").into());
    }
    let draft = Draft { name: new.name, body: new.body };
    let made = put_in(&mut begun, (&wish, new.language), 0, &draft).await?;
    begun.end(reply(&made).made(format!("/api/site/blocks/{wish}"))).await
}

/// Saves a reusable block in one language; every entry that shows it shows the new text.
#[utoipa::path(put, path = "/api/site/blocks/{slug}/{language}", tag = "site", request_body = Draft,
    params(("slug" = String, Path, description = "The block"),
        ("language" = String, Path, description = "The language"),
        ("If-Match" = String, Header, description = "The ETag of the block as it was read"),
        Once),
    responses((status = 200, description = "The block", body = View,
        headers(("ETag" = String, description = "Its strong entity tag")))))]
pub async fn save(
    At((slug, language)): At<(String, Language)>,
    Sent(act, draft): Sent<Draft>,
) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let old = find(&begun.act.portal, &slug).await?;
    begun.expect(&tag_of(&old))?;
    let seen = old.bodies.get(&language).map_or(0, |body| body.0);
    let saved = put_in(&mut begun, (&slug, language), seen, &draft).await?;
    begun.end(reply(&saved)).await
}

async fn put_in(
    begun: &mut Begun,
    (slug, language): (&str, Language),
    seen: i64,
    draft: &Draft,
) -> Result<Reusable, Problem> {
    if !begun.act.portal.known().site.languages.contains(&language) {
        return Err(Problem::invalid("language", "api-no-such-language"));
    }
    let (actor, at) = who(begun);
    let (name, body, seen) = (draft.name.trim(), &draft.body, Some(seen));
    let draft = BlockDraft { slug, name, language, body, seen };
    site::save_block(&mut begun.tx, &actor, at, draft).await?;
    let now = site::reusable_now(&mut begun.tx, slug).await?;
    now.map(|(_, block)| block).ok_or_else(|| Problem::new(Why::NoSuch))
}

/// Takes away a reusable block that no entry shows.
#[utoipa::path(delete, path = "/api/site/blocks/{slug}", tag = "site",
    params(("slug" = String, Path, description = "The block"),
        ("If-Match" = String, Header, description = "The ETag of the block as it was read"),
        Once),
    responses((status = 200, description = "It is gone", body = Undo)))]
pub async fn remove(At(slug): At<String>, Sent(act, _nothing): Sent<Nothing>) -> Answered {
    let mut begun = act.begin(Reach::Site).await?;
    let old = find(&begun.act.portal, &slug).await?;
    begun.expect(&tag_of(&old))?;
    let (actor, at) = who(&begun);
    let change = site::remove_block(&mut begun.tx, &actor, at, &slug).await?;
    begun.end(Reply::of(&Undo::of(change))).await
}

/// An entry that shows a block in one language.
#[derive(Serialize, ToSchema)]
#[schema(as = BlockUse)]
pub struct UseView {
    /// The entry's number.
    entry: i64,
    /// Its kind.
    kind: String,
    /// The language whose words show the block.
    #[schema(value_type = String)]
    language: Language,
    /// Its newest title.
    title: String,
    /// Whether readers see it there now.
    live: bool,
}

/// Which entries a change of a block changes.
#[derive(Serialize, ToSchema)]
#[schema(as = BlockUses)]
pub struct Uses {
    /// The entries that show it.
    items: Vec<UseView>,
    /// Languages in which entries show it and it says nothing.
    #[schema(value_type = Vec<String>)]
    gaps: BTreeSet<Language>,
}

/// Lists the entries that show a reusable block.
#[utoipa::path(get, path = "/api/site/blocks/{slug}/uses", tag = "site",
    params(("slug" = String, Path, description = "The block")),
    responses((status = 200, description = "The entries", body = Uses)))]
pub async fn uses(State(portal): State<Portal>, caller: Caller, At(slug): At<String>) -> Answered {
    caller.reaches(Reach::Read)?;
    let block = find(&portal, &slug).await?;
    let found = editorial::block_uses(&portal.db, &slug).await?;
    let says =
        |language: &Language| block.bodies.get(language).is_some_and(|(_, body)| !body.is_empty());
    let gaps = found.iter().map(|one| one.language).filter(|language| !says(language)).collect();
    let view = |one: BlockUse| UseView {
        entry: one.entry,
        kind: one.kind,
        language: one.language,
        title: one.title,
        live: one.live,
    };
    Ok(Reply::of(&Uses { items: found.into_iter().map(view).collect(), gaps }))
}

/// An edition of a block in one language.
#[derive(Serialize, ToSchema)]
#[schema(as = BlockEdition)]
pub struct EditionView {
    /// Its number, from 1.
    number: i64,
    /// When it was made.
    made_at: Moment,
    /// By whom, as the log names actors.
    made_by: String,
}

/// The editions of a block in one language, the newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = BlockEditions)]
pub struct Editions {
    /// The editions, fifty at most.
    items: Vec<EditionView>,
}

/// Lists the editions of a reusable block in one language.
#[utoipa::path(get, path = "/api/site/blocks/{slug}/{language}/editions", tag = "site",
    params(("slug" = String, Path, description = "The block"),
        ("language" = String, Path, description = "The language")),
    responses((status = 200, description = "The editions", body = Editions)))]
pub async fn editions(
    State(portal): State<Portal>,
    caller: Caller,
    At((slug, language)): At<(String, Language)>,
) -> Answered {
    caller.reaches(Reach::Read)?;
    find(&portal, &slug).await?;
    let view = |one: site::ReusableEdition| EditionView {
        number: one.number,
        made_at: Moment(one.made_at),
        made_by: one.made_by,
    };
    let editions = site::reusable_editions(&portal.db, &slug, language).await?;
    Ok(Reply::of(&Editions { items: editions.into_iter().map(view).collect() }))
}
