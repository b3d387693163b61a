//! Reusable blocks at the desk: the list, one block in one language, and which entries it changes.
//! Not for the rules: those are `site::save_block`.

use super::{After, Sheet, Wrong, admitted, open, refused, show, wrong};
use crate::desk::account_words::moment;
use crate::desk::form::{for_editor, read_document, refused_document};
use crate::desk::names::Names;
use crate::desk::rows::{Choice, entry_url, kind_name, language_name};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial::body::Body;
use crate::editorial::{self, BlockUse};
use crate::platform::i18n::{Args, Language};
use crate::platform::text::{fold, slug};
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::site::{self, BlockDraft, NotDone, Reusable};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub const BLOCKS: &str = "/desk/site/blocks";

pub fn routes() -> Router<Portal> {
    Router::new()
        .route(BLOCKS, get(list).post(begin))
        .route("/desk/site/blocks/{slug}", get(first))
        .route("/desk/site/blocks/{slug}/delete", post(delete))
        .route("/desk/site/blocks/{slug}/{language}", get(page).post(save))
        .route("/desk/pick/blocks", get(pick))
}

#[derive(Serialize)]
struct ListPage {
    rows: Vec<Row>,
    errors: Vec<Wrong>,
    name: String,
}

#[derive(Serialize)]
struct Row {
    name: String,
    slug: String,
    url: String,
    languages: String,
    count: usize,
}

fn tongues(portal: &Portal, block: &Reusable) -> String {
    let names: Vec<String> =
        block.bodies.keys().map(|language| language_name(portal, *language)).collect();
    names.join(", ")
}

async fn list_sheet(
    portal: &Portal,
    (status, errors, name): (StatusCode, Vec<Wrong>, String),
) -> Result<Sheet<ListPage>, Fault> {
    let uses = editorial::block_counts(&portal.db).await?;
    let row = |block: Reusable| Row {
        url: format!("{BLOCKS}/{}", block.slug),
        languages: tongues(portal, &block),
        count: uses.get(&block.slug).copied().unwrap_or(0),
        name: block.name,
        slug: block.slug,
    };
    let rows = site::reusables(&portal.db).await?.into_iter().map(row).collect();
    let own = ListPage { rows, errors, name };
    Ok(Sheet { template: "desk/site/blocks.html", title: None, tab: BLOCKS, status, own })
}

async fn list(
    State(portal): State<Portal>,
    signed: Signed,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let sheet = list_sheet(&portal, (StatusCode::OK, Vec::new(), String::new())).await?;
    show(&portal, &signed, sheet, after.toast(&portal, signed.person.language)).await
}

/// A new block has a name first; it is there once it is saved with a text.
async fn begin(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let name = sent.text("name").unwrap_or_default();
    let wish = slug(&name);
    let key = match wish.as_str() {
        "" => Some("siteadmin-fault-name"),
        wish if site::reusable(&portal.db, wish).await?.is_some() => Some("siteadmin-taken"),
        _ => None,
    };
    if let Some(key) = key {
        let text = portal.say(signed.person.language, key);
        let errors = vec![Wrong { name: Some("name".to_owned()), text }];
        let sheet = list_sheet(&portal, (StatusCode::UNPROCESSABLE_ENTITY, errors, name)).await?;
        return show(&portal, &signed, sheet, None).await;
    }
    let main = portal.known().site.default_language().unwrap_or(signed.person.language);
    let query = serde_urlencoded::to_string([("q", name)]).unwrap_or_default();
    Ok(see_other(&format!("{BLOCKS}/{wish}/{main}?{query}")))
}

/// The block in the site's first language.
async fn first(
    State(portal): State<Portal>,
    signed: Signed,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let block = site::reusable(&portal.db, &slug).await?.ok_or(Fault::NotFound)?;
    let main = portal.known().site.default_language().unwrap_or(signed.person.language);
    Ok(see_other(&format!("{BLOCKS}/{}/{main}", block.slug)))
}

#[derive(Serialize)]
struct BlockPage {
    base: String,
    url: String,
    slug: String,
    name: String,
    is_new: bool,
    edition: i64,
    language: String,
    language_name: String,
    languages: Vec<LanguageTab>,
    markdown: String,
    /// The text for the editor; none where it is mended in the plain field.
    json: Option<String>,
    uses: Vec<UseView>,
    entries: usize,
    gaps: Vec<String>,
    editions: Vec<EditionView>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct LanguageTab {
    label: String,
    url: String,
    current: bool,
}

/// An entry that changes with the block.
#[derive(Serialize)]
struct UseView {
    title: String,
    kind: String,
    languages: Vec<Choice>,
    url: String,
    live: bool,
}

#[derive(Serialize)]
struct EditionView {
    number: i64,
    at: String,
    by: String,
}

/// What stands in the form.
struct Written {
    name: String,
    edition: i64,
    markdown: String,
    json: Option<String>,
}

impl Written {
    fn of(name: String, edition: i64, body: &Body) -> Written {
        Written { name, edition, markdown: body.to_markdown(), json: for_editor(body) }
    }

    /// A text that was refused, as it was sent.
    fn refused(name: String, edition: i64, sent: &Sent) -> Written {
        let (markdown, json) = match sent.get("body_json") {
            "" => (sent.get("body").to_owned(), None),
            document => refused_document(document),
        };
        Written { name, edition, markdown, json }
    }
}

fn uses(portal: &Portal, reader: Language, found: &[BlockUse]) -> Vec<UseView> {
    let mut views: Vec<(i64, UseView)> = Vec::new();
    for one in found {
        let tongue = Choice::new(one.language.to_string(), language_name(portal, one.language));
        match views.last_mut().filter(|(entry, _)| *entry == one.entry) {
            Some((_, view)) => {
                view.live |= one.live;
                view.languages.push(tongue);
            }
            None => views.push((
                one.entry,
                UseView {
                    title: one.title.clone(),
                    kind: kind_name(portal, reader, &one.kind),
                    languages: vec![tongue],
                    url: entry_url(one.entry, one.language),
                    live: one.live,
                },
            )),
        }
    }
    views.into_iter().map(|(_, view)| view).collect()
}

/// The languages in which entries show the block and it says nothing.
fn gaps(portal: &Portal, block: Option<&Reusable>, found: &[BlockUse]) -> Vec<String> {
    let said = |language: &Language| {
        let body = block.and_then(|block| block.bodies.get(language));
        body.is_some_and(|(_, body)| !body.is_empty())
    };
    let mut gaps = Vec::new();
    for one in found.iter().filter(|one| !said(&one.language)) {
        let name = language_name(portal, one.language);
        if !gaps.contains(&name) {
            gaps.push(name);
        }
    }
    gaps
}

async fn editions(
    portal: &Portal,
    reader: Language,
    (slug, language): (&str, Language),
) -> Result<Vec<EditionView>, Fault> {
    let names = Names::read(portal, reader).await?;
    let editions = site::reusable_editions(&portal.db, slug, language).await?;
    let view = |one: &site::ReusableEdition| EditionView {
        number: one.number,
        at: moment(portal, reader, one.made_at),
        by: names.actor(&one.made_by),
    };
    Ok(editions.iter().map(view).collect())
}

async fn sheet(
    portal: &Portal,
    signed: &Signed,
    (slug, language): (&str, Language),
    written: Written,
    (status, errors): (StatusCode, Vec<Wrong>),
) -> Result<Sheet<BlockPage>, Fault> {
    let reader = signed.person.language;
    let block = site::reusable(&portal.db, slug).await?;
    let found = editorial::block_uses(&portal.db, slug).await?;
    let base = format!("{BLOCKS}/{slug}");
    let tab = |one: &Language| LanguageTab {
        label: language_name(portal, *one),
        url: format!("{base}/{one}"),
        current: *one == language,
    };
    let views = uses(portal, reader, &found);
    let own = BlockPage {
        url: format!("{base}/{language}"),
        languages: portal.known().site.languages.iter().map(tab).collect(),
        slug: slug.to_owned(),
        is_new: block.is_none(),
        edition: written.edition,
        language: language.to_string(),
        language_name: language_name(portal, language),
        markdown: written.markdown,
        json: written.json,
        entries: views.len(),
        uses: views,
        gaps: gaps(portal, block.as_ref(), &found),
        editions: editions(portal, reader, (slug, language)).await?,
        errors,
        name: written.name.clone(),
        base,
    };
    let title = Some(written.name).filter(|name| !name.is_empty());
    let title = title.or_else(|| Some(portal.say(reader, "siteadmin-block-new")));
    Ok(Sheet { template: "desk/site/block.html", title, tab: BLOCKS, status, own })
}

fn language_of(portal: &Portal, code: &str) -> Result<Language, Fault> {
    let language: Language = code.parse().map_err(|_| Fault::NotFound)?;
    let spoken = portal.known().site.languages.contains(&language);
    if spoken { Ok(language) } else { Err(Fault::NotFound) }
}

async fn page(
    State(portal): State<Portal>,
    signed: Signed,
    Path((slug_given, code)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    open(&portal, &signed).await?;
    let language = language_of(&portal, &code)?;
    if slug(&slug_given) != slug_given {
        return Err(Fault::NotFound);
    }
    let block = site::reusable(&portal.db, &slug_given).await?;
    let stands = block.as_ref().and_then(|block| block.bodies.get(&language)).cloned();
    let (edition, body) = stands.unwrap_or_default();
    let name = block.map_or_else(|| after.q.trim().to_owned(), |block| block.name);
    let written = Written::of(name, edition, &body);
    let of = (slug_given.as_str(), language);
    let sheet = sheet(&portal, &signed, of, written, (StatusCode::OK, Vec::new())).await?;
    show(&portal, &signed, sheet, after.toast(&portal, signed.person.language)).await
}

/// The body as it was sent: the editor's document, or Markdown without script.
fn read_body(sent: &Sent) -> Result<Body, Unreadable> {
    match sent.get("body_json") {
        "" => Body::from_markdown(&sent.get("body").replace("\r\n", "\n")).map_err(|_| Unreadable),
        document => read_document(document).map_err(|_| Unreadable),
    }
}

/// A body that is neither a document of the editor nor Markdown that is taken.
struct Unreadable;

async fn save(
    State(portal): State<Portal>,
    signed: Signed,
    Path((slug, code)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let language = language_of(&portal, &code)?;
    let name = sent.text("name").unwrap_or_default();
    let seen = sent.get("edition").parse().unwrap_or(-1);
    let of = (slug.as_str(), language);
    let Ok(body) = read_body(&sent) else {
        let text = portal.say(signed.person.language, "siteadmin-fault-block-text");
        let errors = vec![Wrong { name: Some("body".to_owned()), text }];
        let written = Written::refused(name, seen, &sent);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let sheet = sheet(&portal, &signed, of, written, (status, errors)).await?;
        return show(&portal, &signed, sheet, None).await;
    };
    let draft = BlockDraft { slug: &slug, name: &name, language, body: &body, seen: Some(seen) };
    let mut tx = portal.db.begin().await?;
    let done = site::save_block(&mut tx, &signed.actor, portal.clock.now_ms(), draft).await;
    if let Err(refusal) = done {
        drop(tx);
        let (status, errors) = match refusal {
            NotDone::Clash(_) => (StatusCode::CONFLICT, clash(&portal, &signed, of).await?),
            refusal => wrong(&portal, signed.person.language, refusal).await?,
        };
        let now = site::reusable(&portal.db, &slug).await?;
        let now = now.and_then(|block| block.bodies.get(&language).map(|one| one.0));
        let written = Written::of(name, now.unwrap_or(0), &body);
        let sheet = sheet(&portal, &signed, of, written, (status, errors)).await?;
        return show(&portal, &signed, sheet, None).await;
    }
    tx.commit().await?;
    Ok(see_other(&format!("{BLOCKS}/{slug}/{language}?done=saved")))
}

/// Who saved the block in between.
async fn clash(
    portal: &Portal,
    signed: &Signed,
    of: (&str, Language),
) -> Result<Vec<Wrong>, Fault> {
    let reader = signed.person.language;
    let editions = editions(portal, reader, of).await?;
    let mut args = Args::new();
    args.set("name", editions.first().map(|one| one.by.clone()).unwrap_or_default());
    args.set("time", editions.first().map(|one| one.at.clone()).unwrap_or_default());
    let text = portal.words.say_with(reader, "siteadmin-clash", &args);
    Ok(vec![Wrong { name: None, text }])
}

async fn delete(
    State(portal): State<Portal>,
    signed: Signed,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    admitted(&signed)?;
    let mut tx = portal.db.begin().await?;
    match site::remove_block(&mut tx, &signed.actor, portal.clock.now_ms(), &slug).await {
        Ok(change) => {
            tx.commit().await?;
            Ok(see_other(&format!("{BLOCKS}?done=removed&undo={change}")))
        }
        Err(refusal) => {
            drop(tx);
            refused(&portal, &signed, refusal, &format!("{BLOCKS}/{slug}")).await
        }
    }
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

/// Blocks whose name or slug holds the words, for whoever writes an entry.
async fn pick(
    State(portal): State<Portal>,
    _signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Json<Value>, Fault> {
    let words = fold(&asked.q);
    let holds = |block: &Reusable| {
        let text = format!("{} {}", fold(&block.name), block.slug);
        words.split_whitespace().all(|word| text.contains(word))
    };
    let view = |block: &Reusable| {
        let languages: Vec<String> = block.bodies.keys().map(ToString::to_string).collect();
        // `slug` is what the editor's script calls it.
        json!({ "block": block.slug, "slug": block.slug, "title": block.name, "languages": languages })
    };
    let blocks = site::reusables(&portal.db).await?;
    Ok(Json(blocks.iter().filter(|block| holds(block)).take(50).map(view).collect()))
}
