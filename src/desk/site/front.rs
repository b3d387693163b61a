//! The front page: which parts it has, in which order, and what is chosen for them. Not for showing
//! it to readers: that is `home`.

use super::targets::{self, TargetView};
use super::{After, Sheet, Wrong, open, pressed, revise, saved, show, step, wrong};
use crate::desk::sent::Sent;
use crate::desk::session::Signed;
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::site::{Front, FrontBlock, Part, Settings};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use serde::Serialize;

pub const FRONT: &str = "/desk/site/front";

pub fn routes() -> Router<Portal> {
    Router::new().route(FRONT, get(page).post(save))
}

#[derive(Serialize)]
struct FrontPage {
    edition: i64,
    blocks: Vec<BlockView>,
    slots: Vec<SlotView>,
    pinned: Vec<TargetView>,
    may_pin: bool,
    q: String,
    found: Vec<FoundView>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct BlockView {
    name: &'static str,
    label: String,
    shown: bool,
}

/// A place on the front page for one chosen entry.
#[derive(Serialize)]
struct SlotView {
    name: &'static str,
    label: String,
    none: String,
    chosen: Option<TargetView>,
}

/// An entry found by search, with the places it can take.
#[derive(Serialize)]
struct FoundView {
    target: TargetView,
    places: Vec<PlaceView>,
}

#[derive(Serialize)]
struct PlaceView {
    name: &'static str,
    label: String,
}

fn block_label(block: FrontBlock) -> &'static str {
    match block {
        FrontBlock::Lead => "siteadmin-front-lead",
        FrontBlock::Soon => "siteadmin-front-soon",
        FrontBlock::News => "siteadmin-front-news",
        FrontBlock::Band => "siteadmin-front-band",
        FrontBlock::Media => "siteadmin-front-media",
        FrontBlock::Visits => "siteadmin-front-visits",
    }
}

/// A slot: its name, its label, what happens without a choice, and where it is kept.
struct Slot {
    name: &'static str,
    label: &'static str,
    none: &'static str,
    put: &'static str,
    of: fn(&mut Front) -> &mut Option<String>,
}

const SLOTS: [Slot; 4] = [
    Slot {
        name: "lead",
        label: "siteadmin-slot-lead",
        none: "siteadmin-slot-lead-none",
        put: "siteadmin-put-lead",
        of: |front| &mut front.lead,
    },
    Slot {
        name: "band",
        label: "siteadmin-slot-band",
        none: "siteadmin-slot-band-none",
        put: "siteadmin-put-band",
        of: |front| &mut front.band,
    },
    Slot {
        name: "album",
        label: "siteadmin-slot-album",
        none: "siteadmin-slot-album-none",
        put: "siteadmin-put-album",
        of: |front| &mut front.album,
    },
    Slot {
        name: "video",
        label: "siteadmin-slot-video",
        none: "siteadmin-slot-video-none",
        put: "siteadmin-put-video",
        of: |front| &mut front.video,
    },
];

fn found(portal: &Portal, language: Language, target: TargetView) -> FoundView {
    let kind = target.key.split('/').next().unwrap_or_default();
    let takes = |slot: &&Slot| Front::takes(slot.name, kind);
    let place = |slot: &Slot| PlaceView { name: slot.name, label: portal.say(language, slot.put) };
    let mut places: Vec<PlaceView> = SLOTS.iter().filter(takes).map(place).collect();
    if Front::takes("pinned", kind) {
        places.push(PlaceView {
            name: "pinned",
            label: portal.say(language, "siteadmin-put-pinned"),
        });
    }
    FoundView { target, places }
}

async fn sheet(
    portal: &Portal,
    signed: &Signed,
    (edition, settings): (i64, &Settings),
    (status, errors, q): (StatusCode, Vec<Wrong>, String),
) -> Result<Sheet<FrontPage>, Fault> {
    let language = signed.person.language;
    let mut front = settings.front.clone();
    let hidden = FrontBlock::ALL.into_iter().filter(|one| !front.blocks.contains(one));
    let blocks = front.blocks.iter().copied().chain(hidden).map(|block| BlockView {
        name: block.name(),
        label: portal.say(language, block_label(block)),
        shown: settings.front.blocks.contains(&block),
    });
    let blocks = blocks.collect();
    let mut slots = Vec::new();
    for slot in &SLOTS {
        let chosen = match (slot.of)(&mut front) {
            Some(key) => Some(targets::target(portal, language, key).await?),
            None => None,
        };
        let (label, none) = (portal.say(language, slot.label), portal.say(language, slot.none));
        slots.push(SlotView { name: slot.name, label, none, chosen });
    }
    let hits = targets::search(portal, language, &q).await?;
    let own = FrontPage {
        edition,
        blocks,
        slots,
        pinned: targets::targets(portal, language, &front.pinned).await?,
        may_pin: front.pinned.len() < Front::MOST_PINNED,
        found: hits.into_iter().map(|target| found(portal, language, target)).collect(),
        q,
        errors,
    };
    Ok(Sheet { template: "desk/site/front.html", title: None, tab: FRONT, status, own })
}

async fn page(
    State(portal): State<Portal>,
    signed: Signed,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let opened = open(&portal, &signed).await?;
    let stands = (opened.number, &opened.settings);
    let toast = after.toast(&portal, signed.person.language);
    let shown = (StatusCode::OK, Vec::new(), after.q);
    show(&portal, &signed, sheet(&portal, &signed, stands, shown).await?, toast).await
}

async fn save(State(portal): State<Portal>, signed: Signed, sent: Sent) -> Result<Response, Fault> {
    let opened = open(&portal, &signed).await?;
    let mut settings = opened.settings.clone();
    read(&sent, &mut settings.front);
    act(&sent, &mut settings.front);
    let q = sent.text("q").unwrap_or_default();
    let seen = sent.get("edition");
    if super::asks(&sent) {
        let stands = (seen.parse().unwrap_or(0), &settings);
        let shown = (StatusCode::OK, Vec::new(), q);
        return show(&portal, &signed, sheet(&portal, &signed, stands, shown).await?, None).await;
    }
    match revise(&portal, &signed, Part::Front, seen, &settings).await {
        Ok(number) => Ok(saved(FRONT, number)),
        Err(refusal) => {
            let (status, errors) = wrong(&portal, signed.person.language, refusal).await?;
            let stands = (opened.number, &settings);
            let sheet = sheet(&portal, &signed, stands, (status, errors, q)).await?;
            show(&portal, &signed, sheet, None).await
        }
    }
}

/// Reads order and ticks as they were sent. A row that is moved keeps its tick.
fn read(sent: &Sent, front: &mut Front) {
    let mut order: Vec<FrontBlock> = Vec::new();
    order.extend(sent.all("order").filter_map(FrontBlock::named));
    if let Some((key, way)) = pressed(sent)
        && let Some(at) = order.iter().position(|block| block.name() == key)
    {
        step(&mut order, Some(at), way);
    }
    order.retain(|block| sent.all("show").any(|name| name == block.name()));
    let mut blocks = Vec::new();
    for block in order {
        if !blocks.contains(&block) {
            blocks.push(block);
        }
    }
    front.blocks = blocks;
    front.pinned = sent.all("pin").filter(|key| key.contains('/')).map(str::to_owned).collect();
}

/// Does what the pressed button says.
fn act(sent: &Sent, front: &mut Front) {
    if let Some((key, way)) = pressed(sent) {
        let at = front.pinned.iter().position(|pinned| *pinned == key);
        step(&mut front.pinned, at, way);
    }
    if let Some(key) = sent.text("unpin") {
        front.pinned.retain(|pinned| *pinned != key);
    }
    if let Some(slot) = SLOTS.iter().find(|slot| slot.name == sent.get("clear")) {
        *(slot.of)(front) = None;
    }
    let Some((place, key)) = sent.get("put").split_once('=') else { return };
    let kind = key.split('/').next().unwrap_or_default();
    if let Some(slot) =
        SLOTS.iter().find(|slot| slot.name == place && Front::takes(slot.name, kind))
    {
        *(slot.of)(front) = Some(key.to_owned());
    }
    let new = front.pinned.iter().all(|pinned| pinned != key);
    if place == "pinned"
        && Front::takes(place, kind)
        && new
        && front.pinned.len() < Front::MOST_PINNED
    {
        front.pinned.push(key.to_owned());
    }
}
