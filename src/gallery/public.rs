//! What readers see of the albums: all of them, and one with its pictures in rows. Not for a single
//! picture: `viewer.rs`.

use super::model::{AlbumFacts, KIND};
use super::rows::{ratio, rows, shares, stands};
use crate::editorial::{self, Filter, Live, Order, Picture, Pictures};
use crate::platform::i18n::{Date, Language};
use crate::platform::web::pagination::{Pagination, page_number};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Portal, Publisher, Shown};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const ALBUMS_PER_PAGE: i64 = 8;
const PICTURES_PER_PAGE: usize = 24;
const OTHERS: i64 = 2;
/// Pictures of an album shown in a list.
const STRIP: usize = 3;

#[derive(Serialize)]
struct StripCell {
    ratio: i64,
    place: &'static str,
    share: u32,
    picture: Picture,
}

#[derive(Serialize)]
struct Card {
    url: String,
    title: String,
    lead: String,
    count: usize,
    published: Date,
    illustrations: bool,
    pictures: Vec<StripCell>,
}

#[derive(Serialize)]
struct Cell {
    number: usize,
    url: String,
    ratio: i64,
    place: &'static str,
    share: u32,
    picture: Picture,
}

#[derive(Serialize)]
struct Album {
    title: String,
    lead: String,
    published: Date,
    count: usize,
    credit: Option<String>,
    licence: Option<String>,
    illustrations: bool,
    place: Option<String>,
    publisher: Publisher,
    body: Option<String>,
}

#[derive(Serialize)]
struct ShowPage {
    album: Album,
    rows: Vec<Vec<Cell>>,
    pagination: Option<Pagination>,
    others: Vec<Card>,
    list_url: String,
}

#[derive(Serialize)]
struct ListPage {
    albums: Vec<Card>,
    pagination: Option<Pagination>,
}

/// How many pictures an album holds.
pub fn count(live: &Live) -> usize {
    live.facts.pictures.len()
}

/// All albums, newest first.
pub async fn list(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let total = editorial::count(&portal.db, KIND, language, &Filter::default()).await?;
    let turned = portal.turned(language, query.as_deref(), (total, ALBUMS_PER_PAGE))?;
    let (albums, tokens) = cards(&portal, language, turned.rows(), None).await?;
    let address = portal.addresses.list(language, KIND.name());
    let pagination = turned.pagination(|page| portal.addresses.numbered(&address, language, page));
    let mut frame =
        Frame::new(language, KIND.name(), portal.say(language, "gallery-title"), address.clone());
    frame.description = portal.say(language, "gallery-list-lead");
    frame.alternates = portal.list_alternates(KIND.name());
    frame.crumbs = vec![Crumb { label: frame.title.clone(), url: None }];
    let page = portal.render(frame, "gallery/public/list.html", ListPage { albums, pagination })?;
    Ok(page.depends_on(tokens).depends_on([format!("kind:{KIND}")]).counted(0, language).by_query())
}

/// An album.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let Some(live) = editorial::live_by_slug(&portal.db, KIND, language, &slug).await? else {
        return Ok(portal.lost(KIND, language, &slug).await?.into_response());
    };
    let number = portal.addresses.word(language, "number");
    let current = page_number(query.as_deref(), &number).ok_or(Fault::NotFound)?;
    Ok(page(&portal, &live, current).await?.into_response())
}

/// The page of an entry as it stands, public or not: what the desk shows before publishing.
pub fn preview<'a>(portal: &'a Portal, live: &'a Live) -> Shown<'a> {
    Box::pin(page(portal, live, 1))
}

async fn page(portal: &Portal, live: &Live, current: u32) -> Result<Page, Fault> {
    let language = live.language;
    let pictures = portal.pictures(live).await?;
    let offset = usize::try_from(current - 1)?.saturating_mul(PICTURES_PER_PAGE);
    if current > 1 && offset >= pictures.all.len() {
        return Err(Fault::NotFound);
    }
    let mut frame = portal.entry_frame(live, &pictures).await?;
    let (body, mut tokens) = portal.body(live, &pictures).await?;
    let (others, near) = cards(portal, language, (0, OTHERS), Some(live.id)).await?;
    tokens.extend(near);
    let album = album(portal, live, &pictures, Some(body).filter(|body| !body.is_empty()));
    let (total, size) = (i64::try_from(pictures.all.len())?, i64::try_from(PICTURES_PER_PAGE)?);
    let page = ShowPage {
        rows: in_rows(&pictures, offset, &frame.address, album.credit.is_some()),
        pagination: Pagination::new(current, total, size, |page| {
            portal.addresses.numbered(&frame.address, language, page)
        }),
        album,
        others,
        list_url: portal.addresses.list(language, KIND.name()),
    };
    frame.json_ld = Some(json_ld(portal, live, &pictures, &frame.address));
    let page = portal.render(frame, "gallery/public/show.html", page)?;
    let views = portal.visits.of_entry(live.id).await?;
    tokens.extend([live.token(), format!("kind:{KIND}"), "agency".to_owned(), "place".to_owned()]);
    Ok(page.depends_on(tokens).counted(live.id, language).with_views(views).by_query())
}

fn album(portal: &Portal, live: &Live, pictures: &Pictures, body: Option<String>) -> Album {
    let facts = AlbumFacts::deserialize(&live.facts.own).unwrap_or_default();
    let place = facts.place.and_then(|key| {
        let then = portal.day_of(live.published_at);
        portal.known().places.view(&key, live.language, then, portal.today())
    });
    let nobody = || Publisher {
        then: live.facts.publisher.clone(),
        now: None,
        url: portal.addresses.list(live.language, "organisers"),
    };
    Album {
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        published: portal.moment(live.language, live.published_at),
        count: pictures.all.len(),
        credit: shared(pictures, |picture| picture.credit.as_ref()),
        licence: shared(pictures, |picture| picture.licence.as_ref()),
        illustrations: drawn(pictures),
        place: place.map(|place| place.name),
        publisher: portal.publisher(live).unwrap_or_else(nobody),
        body,
    }
}

/// Whether an album holds drawings only.
fn drawn(pictures: &Pictures) -> bool {
    pictures.all.iter().all(|picture| picture.illustration)
}

/// What is said once for the whole album, when it is the same for every picture.
fn shared(pictures: &Pictures, of: impl Fn(&Picture) -> Option<&String>) -> Option<String> {
    let first = pictures.all.first().and_then(&of)?;
    pictures.all.iter().all(|picture| of(picture) == Some(first)).then(|| first.clone())
}

fn in_rows(pictures: &Pictures, offset: usize, address: &str, credited: bool) -> Vec<Vec<Cell>> {
    let shown = pictures.all.iter().enumerate().skip(offset).take(PICTURES_PER_PAGE);
    let mut cells = shown.map(|(place, picture)| Cell {
        number: place + 1,
        url: format!("{address}/{}", place + 1),
        ratio: ratio(picture.width, picture.height),
        place: stands(0, 1),
        share: 100,
        // The album's head already names who made them all.
        picture: Picture {
            credit: picture.credit.clone().filter(|_| !credited),
            ..picture.clone()
        },
    });
    let ratios = pictures.all.iter().skip(offset).take(PICTURES_PER_PAGE);
    let ratios: Vec<i64> = ratios.map(|picture| ratio(picture.width, picture.height)).collect();
    let row = |count| in_place(cells.by_ref().take(count).collect());
    rows(&ratios).into_iter().map(row).collect()
}

/// A row of which each picture knows how wide it stands there.
fn in_place(mut row: Vec<Cell>) -> Vec<Cell> {
    let ratios: Vec<i64> = row.iter().map(|cell| cell.ratio).collect();
    for (place, (cell, share)) in row.iter_mut().zip(shares(&ratios)).enumerate() {
        (cell.place, cell.share) = (stands(place, ratios.len()), share);
    }
    row
}

/// Albums as a list shows them, without the one that is open.
async fn cards(
    portal: &Portal,
    language: Language,
    (offset, size): (i64, i64),
    open: Option<i64>,
) -> Result<(Vec<Card>, Vec<String>), Fault> {
    let all = Filter::default();
    // One more than shown, in place of the one that is open.
    let page = (offset, size + i64::from(open.is_some()));
    let mut albums = editorial::list(&portal.db, KIND, language, &all, Order::Newest, page).await?;
    albums.retain(|album| Some(album.id) != open);
    albums.truncate(usize::try_from(size)?);
    let pictures = editorial::pictures(&portal.db, &albums).await?;
    let tokens = albums.iter().map(Live::token).collect();
    let cards = albums.iter().zip(&pictures).map(|(live, pictures)| card(portal, live, pictures));
    Ok((cards.collect(), tokens))
}

fn card(portal: &Portal, live: &Live, pictures: &Pictures) -> Card {
    let first = || pictures.all.iter().take(STRIP);
    let ratios: Vec<i64> = first().map(|picture| ratio(picture.width, picture.height)).collect();
    let cells = first().zip(&ratios).zip(shares(&ratios)).enumerate();
    let strip = cells.map(|(place, ((picture, ratio), share))| StripCell {
        ratio: *ratio,
        place: stands(place, ratios.len()),
        share,
        picture: picture.clone(),
    });
    Card {
        url: portal.address(live),
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        count: pictures.all.len(),
        published: portal.moment(live.language, live.published_at),
        illustrations: drawn(pictures),
        pictures: strip.collect(),
    }
}

fn json_ld(portal: &Portal, live: &Live, pictures: &Pictures, address: &str) -> Value {
    let image = |picture: &Picture| {
        json!({
            "@type": "ImageObject",
            "contentUrl": portal.absolute(&picture.url),
            "name": picture.caption.as_ref().unwrap_or(&picture.alt),
            "creditText": picture.credit,
        })
    };
    json!({
        "@context": "https://schema.org",
        "@type": "ImageGallery",
        "name": live.words.title,
        "description": live.words.lead,
        "inLanguage": live.language,
        "datePublished": portal.moment(live.language, live.published_at).iso,
        "url": portal.absolute(address),
        "publisher": portal.publisher_data(live),
        "image": pictures.all.iter().take(PICTURES_PER_PAGE).map(image).collect::<Vec<_>>(),
    })
}
