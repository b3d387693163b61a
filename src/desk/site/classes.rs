//! Sections and tags: their list in order, a new one, names and words in addresses. Not for merging:
//! that is `merge.rs`.

use super::{
    After, InLanguage, Opened, Sheet, Wrong, in_languages, open, pressed, refused, revise, saved,
    sent_texts, show, step, wrong,
};
use crate::desk::rows::Choice;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial::{self, Class};
use crate::platform::text::slug;
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::site::{self, Named, NotDone, Part, Settings, Texts};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde::Serialize;
use std::collections::BTreeMap;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/site/{class}", get(list).post(order))
        .route("/desk/site/{class}/new", post(add))
        .route("/desk/site/{class}/{key}", get(page).post(save))
        .route("/desk/site/{class}/{key}/delete", post(delete))
}

/// What a word of the address means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub class: Class,
    pub part: Part,
    pub url: &'static str,
}

/// The room of a word of the address.
pub fn room(word: &str) -> Result<Room, Fault> {
    match word {
        "sections" => {
            Ok(Room { class: Class::Section, part: Part::Sections, url: "/desk/site/sections" })
        }
        "tags" => Ok(Room { class: Class::Tag, part: Part::Tags, url: "/desk/site/tags" }),
        _ => Err(Fault::NotFound),
    }
}

impl Room {
    pub fn all(self, settings: &Settings) -> &[Named] {
        settings.named(self.class)
    }

    fn all_mut(self, settings: &mut Settings) -> &mut Vec<Named> {
        settings.named_mut(self.class)
    }

    fn is_section(self) -> bool {
        self.class == Class::Section
    }
}

/// How many entries bear each section or tag.
pub async fn uses(portal: &Portal, class: Class) -> Result<BTreeMap<String, i64>, Fault> {
    let uses = match class {
        Class::Section => editorial::section_uses(&portal.db).await?,
        Class::Tag => editorial::tag_uses(&portal.db).await?,
    };
    Ok(uses.into_iter().collect())
}

#[derive(Serialize)]
struct ListPage {
    edition: i64,
    base: &'static str,
    sections: bool,
    rows: Vec<Row>,
    names: Vec<InLanguage>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct Row {
    key: String,
    name: String,
    url: String,
    slugs: String,
    count: i64,
}

async fn list_sheet(
    portal: &Portal,
    signed: &Signed,
    room: Room,
    (edition, settings): (i64, &Settings),
    (status, errors, names): (StatusCode, Vec<Wrong>, Texts),
) -> Result<Sheet<ListPage>, Fault> {
    let uses = uses(portal, room.class).await?;
    let row = |one: &Named| Row {
        key: one.key.clone(),
        name: one.name_in(signed.person.language).to_owned(),
        url: format!("{}/{}", room.url, one.key),
        slugs: slugs(settings, one),
        count: uses.get(&one.key).copied().unwrap_or(0),
    };
    let own = ListPage {
        edition,
        base: room.url,
        sections: room.is_section(),
        rows: room.all(settings).iter().map(row).collect(),
        names: in_languages(portal, settings, "name", &names),
        errors,
    };
    Ok(Sheet { template: "desk/site/classes.html", title: None, tab: room.url, status, own })
}

/// `le-hoi · festivals`.
fn slugs(settings: &Settings, one: &Named) -> String {
    let mut slugs: Vec<&str> = Vec::new();
    for language in &settings.languages {
        let slug = one.slug_in(*language);
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs.join(" · ")
}

async fn list(
    State(portal): State<Portal>,
    signed: Signed,
    Path(class): Path<String>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = room(&class)?;
    let opened = open(&portal, &signed).await?;
    let (stands, shown) =
        ((opened.number, &opened.settings), (StatusCode::OK, Vec::new(), Texts::new()));
    let sheet = list_sheet(&portal, &signed, room, stands, shown).await?;
    show(&portal, &signed, sheet, after.toast(&portal, signed.person.language)).await
}

async fn order(
    State(portal): State<Portal>,
    signed: Signed,
    Path(class): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = room(&class)?;
    let opened = open(&portal, &signed).await?;
    let mut settings = opened.settings.clone();
    let all = room.all_mut(&mut settings);
    let order: Vec<&str> = sent.all("order").collect();
    // What was added since the page was opened has no place in it and goes last.
    let place = |one: &Named| order.iter().position(|key| *key == one.key).unwrap_or(usize::MAX);
    all.sort_by_key(place);
    if let Some((key, way)) = pressed(&sent) {
        let at = all.iter().position(|one| one.key == key);
        step(all, at, way);
    }
    match revise(&portal, &signed, room.part, sent.get("edition"), &settings).await {
        Ok(number) => Ok(saved(room.url, number)),
        Err(refusal) => {
            let (status, errors) = wrong(&portal, signed.person.language, refusal).await?;
            // Her order, beside the edition of now: saved again, it is meant.
            let (stands, shown) = ((opened.number, &settings), (status, errors, Texts::new()));
            let sheet = list_sheet(&portal, &signed, room, stands, shown).await?;
            show(&portal, &signed, sheet, None).await
        }
    }
}

async fn add(
    State(portal): State<Portal>,
    signed: Signed,
    Path(class): Path<String>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = room(&class)?;
    let opened = open(&portal, &signed).await?;
    let mut settings = opened.settings.clone();
    let names = sent_texts(&sent, &settings, "name", &Texts::new());
    if names.is_empty() {
        return not_added(&portal, &signed, room, &opened, (unnamed(), names)).await;
    }
    let main = settings.default_language().and_then(|main| names.get(&main));
    let wish = main.or_else(|| names.values().next()).map(|name| slug(name)).unwrap_or_default();
    let added = Named {
        key: site::free_key(room.all(&settings), &wish),
        slug: names.iter().map(|(language, name)| (*language, slug(name))).collect(),
        name: names.clone(),
        about: Texts::new(),
        former: BTreeMap::new(),
    };
    room.all_mut(&mut settings).push(added);
    match revise(&portal, &signed, room.part, sent.get("edition"), &settings).await {
        Ok(number) => Ok(saved(room.url, number)),
        Err(refusal) => not_added(&portal, &signed, room, &opened, (refusal, names)).await,
    }
}

fn unnamed() -> NotDone {
    NotDone::Faulty(vec![site::Fault::new("name", "siteadmin-fault-name")])
}

/// The list again, with the names that were typed and why they were not taken.
async fn not_added(
    portal: &Portal,
    signed: &Signed,
    room: Room,
    opened: &Opened,
    (refusal, names): (NotDone, Texts),
) -> Result<Response, Fault> {
    let (status, mut errors) = wrong(portal, signed.person.language, refusal).await?;
    let main = opened.settings.default_language().unwrap_or(signed.person.language);
    errors.dedup_by(|one, other| one.text == other.text);
    if status == StatusCode::UNPROCESSABLE_ENTITY {
        for error in &mut errors {
            // The form has names only: a word of the address is made of one.
            let tongue = error.name.as_deref().and_then(|name| name.split_once('.'));
            let tongue = tongue.and_then(|(_, code)| code.parse().ok()).unwrap_or(main);
            error.name = Some(format!("name.{tongue}"));
        }
    }
    let stands = (opened.number, &opened.settings);
    let sheet = list_sheet(portal, signed, room, stands, (status, errors, names)).await?;
    show(portal, signed, sheet, None).await
}

#[derive(Serialize)]
struct ClassPage {
    edition: i64,
    base: String,
    list_url: &'static str,
    sections: bool,
    names: Vec<InLanguage>,
    slugs: Vec<SlugView>,
    abouts: Vec<InLanguage>,
    former: Vec<String>,
    count: i64,
    board_url: Option<String>,
    others: Vec<Choice>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct SlugView {
    name: String,
    lang: String,
    language: String,
    value: String,
    before: String,
}

async fn class_sheet(
    portal: &Portal,
    signed: &Signed,
    room: Room,
    (edition, settings, one): (i64, &Settings, &Named),
    (status, errors): (StatusCode, Vec<Wrong>),
) -> Result<Sheet<ClassPage>, Fault> {
    let language = signed.person.language;
    let address =
        |tongue, slug: &str| portal.addresses.selection(tongue, "news", room.class.name(), slug);
    let slug_view = |field: InLanguage| {
        let tongue = field.lang.parse().unwrap_or(language);
        let before = address(tongue, "");
        let value =
            if field.value.is_empty() { one.slug_in(tongue).to_owned() } else { field.value };
        SlugView { name: field.name, lang: field.lang, language: field.language, value, before }
    };
    let former = one.former.iter();
    let former = former.flat_map(|(tongue, slugs)| slugs.iter().map(|slug| address(*tongue, slug)));
    let others = room.all(settings).iter().filter(|other| other.key != one.key);
    let section = room.is_section();
    let own = ClassPage {
        edition,
        base: format!("{}/{}", room.url, one.key),
        list_url: room.url,
        sections: section,
        names: in_languages(portal, settings, "name", &one.name),
        slugs: in_languages(portal, settings, "slug", &one.slug)
            .into_iter()
            .map(slug_view)
            .collect(),
        abouts: in_languages(portal, settings, "about", &one.about),
        former: former.collect(),
        count: uses(portal, room.class).await?.get(&one.key).copied().unwrap_or(0),
        board_url: section.then(|| format!("/desk/entries?section={}", one.key)),
        others: others.map(|other| Choice::new(&*other.key, other.name_in(language))).collect(),
        errors,
    };
    let title = Some(one.name_in(language).to_owned());
    Ok(Sheet { template: "desk/site/class.html", title, tab: room.url, status, own })
}

async fn page(
    State(portal): State<Portal>,
    signed: Signed,
    Path((class, key)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let room = room(&class)?;
    let opened = open(&portal, &signed).await?;
    let one = room.all(&opened.settings).iter().find(|one| one.key == key);
    let one = one.ok_or(Fault::NotFound)?;
    let stands = (opened.number, &opened.settings, one);
    let sheet = class_sheet(&portal, &signed, room, stands, (StatusCode::OK, Vec::new())).await?;
    show(&portal, &signed, sheet, after.toast(&portal, signed.person.language)).await
}

async fn save(
    State(portal): State<Portal>,
    signed: Signed,
    Path((class, key)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let room = room(&class)?;
    let opened = open(&portal, &signed).await?;
    let mut settings = opened.settings.clone();
    let old = room.all(&settings).iter().find(|one| one.key == key);
    let new = renamed(&sent, &settings, old.ok_or(Fault::NotFound)?);
    if let Some(one) = room.all_mut(&mut settings).iter_mut().find(|one| one.key == key) {
        one.clone_from(&new);
    }
    match revise(&portal, &signed, room.part, sent.get("edition"), &settings).await {
        Ok(number) => Ok(saved(&format!("{}/{key}", room.url), number)),
        Err(refusal) => {
            let (status, errors) = wrong(&portal, signed.person.language, refusal).await?;
            let stands = (opened.number, &opened.settings, &new);
            let sheet = class_sheet(&portal, &signed, room, stands, (status, errors)).await?;
            show(&portal, &signed, sheet, None).await
        }
    }
}

/// The section or tag as the form says; a word of the address it no longer has leads on.
fn renamed(sent: &Sent, settings: &Settings, old: &Named) -> Named {
    let texts = [("name", &old.name), ("slug", &old.slug), ("about", &old.about)];
    let texts = texts.map(|(field, before)| sent_texts(sent, settings, field, before));
    old.renamed(&settings.languages, texts)
}

async fn delete(
    State(portal): State<Portal>,
    signed: Signed,
    Path((class, key)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let room = room(&class)?;
    super::admitted(&signed)?;
    let at = portal.clock.now_ms();
    let mut tx = portal.db.begin().await?;
    let which = (room.class, key.as_str());
    let done = site::remove(&mut tx, &signed.actor, at, &portal.db, which).await;
    let change = match done {
        Ok(change) => change,
        Err(refusal) => {
            drop(tx);
            return refused(&portal, &signed, refusal, &format!("{}/{key}", room.url)).await;
        }
    };
    tx.commit().await?;
    Ok(see_other(&format!("{}?done=removed&undo={change}", room.url)))
}
