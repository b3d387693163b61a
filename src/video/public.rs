//! What readers see of the videos: all of them, and one with its player, captions and transcript.

use super::model::{KIND, VideoFacts, VideoWords};
use crate::editorial::{self, Filter, Live, Order, Picture, Pictures};
use crate::media::{self, Captions, Media};
use crate::platform::db;
use crate::platform::i18n::{Date, Language};
use crate::platform::web::pagination::Pagination;
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Portal, Publisher, Shown};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const PER_PAGE: i64 = 12;
const OTHERS: i64 = 3;
/// How wide a poster is, in pixels: a player takes one address, whatever the screen.
const POSTER: i64 = 1280;

/// A video without what its rules demand.
#[derive(Debug, thiserror::Error)]
#[error("video/{0} has no {1}")]
struct Incomplete(String, &'static str);

#[derive(Serialize)]
struct Card {
    url: String,
    title: String,
    lead: String,
    published: Date,
    length: String,
    picture: Option<Picture>,
}

#[derive(Serialize)]
struct FileView {
    /// The list of its pieces (HLS), once it was made.
    pieces_url: Option<String>,
    url: String,
    name: String,
    r#type: String,
}

#[derive(Serialize)]
struct Track {
    lang: String,
    label: String,
    url: String,
    default: bool,
}

#[derive(Serialize)]
struct Video {
    title: String,
    lead: String,
    published: Date,
    recorded_on: Option<Date>,
    length: String,
    length_iso: String,
    size: String,
    file: FileView,
    /// None while the library is still making it.
    poster_url: Option<String>,
    width: i64,
    height: i64,
    tracks: Vec<Track>,
    silent: bool,
    credit: Option<String>,
    licence: Option<String>,
    publisher: Publisher,
    transcript: Option<String>,
}

#[derive(Serialize)]
struct ShowPage {
    video: Video,
    others: Vec<Card>,
    list_url: String,
}

#[derive(Serialize)]
struct ListPage {
    videos: Vec<Card>,
    pagination: Option<Pagination>,
}

/// How long a video lasts, such as `0:12`.
pub fn length(live: &Live) -> Option<String> {
    let seconds = facts(live).seconds;
    (seconds > 0).then(|| clock(seconds))
}

/// The picture shown before a video plays: one of the entry's, else what the library keeps of the film.
pub fn poster(live: &Live, pictures: &Pictures) -> Option<Picture> {
    let facts = facts(live);
    let own = pictures.named(&facts.poster).cloned();
    own.or_else(|| pictures.still(live, &facts.file))
}

fn facts(live: &Live) -> VideoFacts {
    VideoFacts::deserialize(&live.facts.own).unwrap_or_default()
}

fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

/// All videos, newest first.
pub async fn list(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let total = editorial::count(&portal.db, KIND, language, &Filter::default()).await?;
    let turned = portal.turned(language, query.as_deref(), (total, PER_PAGE))?;
    let (videos, tokens) = cards(&portal, language, turned.rows(), None).await?;
    let address = portal.addresses.list(language, KIND.name());
    let pagination = turned.pagination(|page| portal.addresses.numbered(&address, language, page));
    let mut frame =
        Frame::new(language, KIND.name(), portal.say(language, "video-title"), address.clone());
    frame.description = portal.say(language, "video-list-lead");
    frame.alternates = portal.list_alternates(KIND.name());
    frame.crumbs = vec![Crumb { label: frame.title.clone(), url: None }];
    let page = portal.render(frame, "video/public/list.html", ListPage { videos, pagination })?;
    Ok(page.depends_on(tokens).depends_on([format!("kind:{KIND}")]).counted(0, language).by_query())
}

/// A video.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    portal.by_slug(KIND, language, &slug, preview).await
}

/// The page of an entry as it stands, public or not: what the desk shows before publishing.
pub fn preview<'a>(portal: &'a Portal, live: &'a Live) -> Shown<'a> {
    Box::pin(page(portal, live))
}

async fn page(portal: &Portal, live: &Live) -> Result<Page, Fault> {
    let language = live.language;
    let pictures = portal.pictures(live).await?;
    let mut frame = portal.entry_frame(live, &pictures).await?;
    let (body, mut tokens) = portal.body(live, &pictures).await?;
    let (others, near) = cards(portal, language, (0, OTHERS), Some(live.id)).await?;
    tokens.extend(near);
    let kept = kept(&portal.db, live).await?;
    let tracks = tracks(portal, live, &pictures, &kept).await?;
    let body = Some(body).filter(|body| !body.is_empty());
    let video = video(portal, live, (&pictures, &kept), tracks, body)?;
    frame.og_type = "video.other";
    frame.json_ld = Some(json_ld(portal, live, &video, &frame.address));
    let page = ShowPage { video, others, list_url: portal.addresses.list(language, KIND.name()) };
    let page = portal.render(frame, "video/public/show.html", page)?;
    let views = portal.visits.of_entry(live.id).await?;
    tokens.extend([live.token(), format!("kind:{KIND}"), "agency".to_owned()]);
    Ok(page.depends_on(tokens).counted(live.id, language).with_views(views))
}

/// What the library keeps of a film: what is said of it, and its words.
#[derive(Default)]
struct Kept {
    film: Option<Media>,
    captions: Vec<Captions>,
}

async fn kept(db: &db::Db, live: &Live) -> db::Result<Kept> {
    let Some(key) = live.facts.files.get(&facts(live).file) else { return Ok(Kept::default()) };
    let film = media::media_by_key(db, key).await?;
    let captions = match &film {
        Some(film) => media::captions_of(db, film.id).await?,
        None => Vec::new(),
    };
    Ok(Kept { film, captions })
}

/// Who made a video and under what licence it may be used: as its own poster says, else the library.
fn credit(poster: Option<&Picture>, film: Option<&Media>) -> (Option<String>, Option<String>) {
    match (poster, film.map(|film| &film.credits)) {
        (Some(poster), _) if poster.credit.is_some() => {
            (poster.credit.clone(), poster.licence.clone())
        }
        (_, Some(said)) => (said.credit.clone().or(said.author.clone()), said.licence.clone()),
        (poster, None) => (None, poster.and_then(|poster| poster.licence.clone())),
    }
}

fn video(
    portal: &Portal,
    live: &Live,
    (pictures, kept): (&Pictures, &Kept),
    tracks: Vec<Track>,
    transcript: Option<String>,
) -> Result<Video, Incomplete> {
    let facts = facts(live);
    let lacks = |what| Incomplete(live.key.clone(), what);
    let poster = poster(live, pictures);
    let (credit, licence) = credit(poster.as_ref(), kept.film.as_ref());
    let file = pictures.file(live, &facts.file).ok_or_else(|| lacks("film"))?;
    let size = poster.as_ref().map(|poster| (poster.width, poster.height));
    let nobody = || Publisher {
        then: live.facts.publisher.clone(),
        now: None,
        url: portal.addresses.list(live.language, "organisers"),
    };
    Ok(Video {
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        published: portal.moment(live.language, live.published_at),
        recorded_on: facts.recorded_on.map(|day| portal.day(live.language, day)),
        length: clock(facts.seconds),
        length_iso: format!("PT{}S", facts.seconds),
        size: portal.file_size(live.language, file.bytes),
        // A film's own size is not read; its poster has the same shape.
        width: file.width.or(size.map(|size| size.0)).unwrap_or(POSTER),
        height: file.height.or(size.map(|size| size.1)).unwrap_or(POSTER * 9 / 16),
        tracks,
        silent: facts.silent,
        credit,
        licence,
        publisher: portal.publisher(live).unwrap_or_else(nobody),
        transcript,
        poster_url: poster.map(|one| one.shown().jpeg("whole", POSTER).0.to_owned()),
        file: FileView {
            pieces_url: file.pieces_address(&facts.file),
            url: file.address(&facts.file),
            name: facts.file.clone(),
            r#type: file.content_type.clone(),
        },
    })
}

/// The captions in every language there are: an entry's own stand in place of the library's. Those of this
/// page come first.
async fn tracks(
    portal: &Portal,
    live: &Live,
    pictures: &Pictures,
    kept: &Kept,
) -> Result<Vec<Track>, Fault> {
    let mut editions = editorial::live_by_id(&portal.db, live.id).await?;
    // The page's own words stand first; in a preview they are not the live ones.
    editions.retain(|edition| edition.language != live.language);
    editions.insert(0, live.clone());
    let own = |edition: &Live| {
        let name = VideoWords::deserialize(&edition.words.own).ok()?.captions?;
        Some((edition.language, pictures.file(live, &name)?.address(&name)))
    };
    let mut all: Vec<(Language, String)> = editions.iter().filter_map(own).collect();
    for one in &kept.captions {
        if !all.iter().any(|(language, _)| *language == one.language) {
            all.push((one.language, one.file.address()));
        }
    }
    all.sort_by_key(|(language, _)| *language != live.language);
    let track = |(language, url): (Language, String)| Track {
        lang: language.to_string(),
        label: portal.say(language, &format!("site-language-{language}")),
        url,
        default: language == live.language,
    };
    Ok(all.into_iter().map(track).collect())
}

/// Videos as a list shows them, without the one that is open.
async fn cards(
    portal: &Portal,
    language: Language,
    (offset, size): (i64, i64),
    open: Option<i64>,
) -> Result<(Vec<Card>, Vec<String>), Fault> {
    let all = Filter::default();
    // One more than shown, in place of the one that is open.
    let page = (offset, size + i64::from(open.is_some()));
    let mut videos = editorial::list(&portal.db, KIND, language, &all, Order::Newest, page).await?;
    videos.retain(|video| Some(video.id) != open);
    videos.truncate(usize::try_from(size)?);
    let pictures = editorial::pictures(&portal.db, &videos).await?;
    let tokens = videos.iter().map(Live::token).collect();
    let cards = videos.iter().zip(&pictures).map(|(live, pictures)| card(portal, live, pictures));
    Ok((cards.collect(), tokens))
}

fn card(portal: &Portal, live: &Live, pictures: &Pictures) -> Card {
    Card {
        url: portal.address(live),
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        published: portal.moment(live.language, live.published_at),
        length: clock(facts(live).seconds),
        picture: poster(live, pictures),
    }
}

fn json_ld(portal: &Portal, live: &Live, video: &Video, address: &str) -> Value {
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": video.title,
        "description": video.lead,
        "inLanguage": live.language,
        "uploadDate": video.published.iso,
        "duration": video.length_iso,
        "contentUrl": portal.absolute(&video.file.url),
        "encodingFormat": video.file.r#type,
        "url": portal.absolute(address),
        "publisher": portal.publisher_data(live),
    });
    if let (Some(poster), Some(fields)) = (&video.poster_url, data.as_object_mut()) {
        fields.insert("thumbnailUrl".to_owned(), portal.absolute(poster).into());
    }
    data
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_length_is_written_as_a_clock_shows_it() {
        let cases = [(0, "0:00"), (12, "0:12"), (65, "1:05"), (768, "12:48"), (3605, "1:00:05")];
        for (seconds, written) in cases {
            assert_eq!(clock(seconds), written);
        }
    }
}
