//! What readers see of the videos: all of them, and one with its player, captions and transcript.

use super::model::{KIND, VideoFacts, VideoWords};
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
    picture: Picture,
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
    poster_url: String,
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

/// The file of the picture shown before a video plays.
pub fn poster(live: &Live) -> Option<String> {
    Some(facts(live).poster).filter(|file| !file.is_empty())
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
    let number = portal.addresses.word(language, "number");
    let current = page_number(query.as_deref(), &number).ok_or(Fault::NotFound)?;
    let total = editorial::count(&portal.db, KIND, language, &Filter::default()).await?;
    let offset = i64::from(current - 1) * PER_PAGE;
    if current > 1 && offset >= total {
        return Err(Fault::NotFound);
    }
    let (videos, tokens) = cards(&portal, language, (offset, PER_PAGE), None).await?;
    let address = portal.addresses.list(language, KIND.name());
    let pagination = Pagination::new(current, total, PER_PAGE, |page| {
        portal.addresses.numbered(&address, language, page)
    });
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
    let Some(live) = editorial::live_by_slug(&portal.db, KIND, language, &slug).await? else {
        return Ok(portal.lost(KIND, language, &slug).await?.into_response());
    };
    Ok(page(&portal, &live).await?.into_response())
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
    let tracks = tracks(portal, live, &pictures).await?;
    let video = video(portal, live, &pictures, tracks, Some(body).filter(|body| !body.is_empty()))?;
    frame.og_type = "video.other";
    frame.json_ld = Some(json_ld(portal, live, &video, &frame.address));
    let page = ShowPage { video, others, list_url: portal.addresses.list(language, KIND.name()) };
    let page = portal.render(frame, "video/public/show.html", page)?;
    let views = portal.visits.of_entry(live.id).await?;
    tokens.extend([live.token(), format!("kind:{KIND}"), "agency".to_owned()]);
    Ok(page.depends_on(tokens).counted(live.id, language).with_views(views))
}

fn video(
    portal: &Portal,
    live: &Live,
    pictures: &Pictures,
    tracks: Vec<Track>,
    transcript: Option<String>,
) -> Result<Video, Incomplete> {
    let facts = facts(live);
    let lacks = |what| Incomplete(live.key.clone(), what);
    let poster = pictures.named(&facts.poster).ok_or_else(|| lacks("poster"))?;
    let file = pictures.file(live, &facts.file).ok_or_else(|| lacks("film"))?;
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
        width: file.width.unwrap_or(poster.width),
        height: file.height.unwrap_or(poster.height),
        tracks,
        silent: facts.silent,
        credit: poster.credit.clone(),
        licence: poster.licence.clone(),
        publisher: portal.publisher(live).unwrap_or_else(nobody),
        transcript,
        poster_url: poster.shown().jpeg("whole", POSTER).0.to_owned(),
        file: FileView {
            pieces_url: file.pieces_address(&facts.file),
            url: file.address(&facts.file),
            name: facts.file.clone(),
            r#type: file.content_type.clone(),
        },
    })
}

/// The captions of every language the video is published in, this page's first.
async fn tracks(portal: &Portal, live: &Live, pictures: &Pictures) -> Result<Vec<Track>, Fault> {
    let mut editions = editorial::live_by_id(&portal.db, live.id).await?;
    // The page's own words stand first; in a preview they are not the live ones.
    editions.retain(|edition| edition.language != live.language);
    editions.insert(0, live.clone());
    let track = |edition: &Live| {
        let name = VideoWords::deserialize(&edition.words.own).ok()?.captions?;
        Some(Track {
            lang: edition.language.to_string(),
            label: portal.say(edition.language, &format!("site-language-{}", edition.language)),
            url: pictures.file(live, &name)?.address(&name),
            default: edition.language == live.language,
        })
    };
    Ok(editions.iter().filter_map(track).collect())
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
    let cards =
        videos.iter().zip(&pictures).filter_map(|(live, pictures)| card(portal, live, pictures));
    Ok((cards.collect(), tokens))
}

/// `None` when its poster cannot be shown: a list loses one line, not all.
fn card(portal: &Portal, live: &Live, pictures: &Pictures) -> Option<Card> {
    Some(Card {
        url: portal.address(live),
        title: live.words.title.clone(),
        lead: live.words.lead.clone(),
        published: portal.moment(live.language, live.published_at),
        length: clock(facts(live).seconds),
        picture: pictures.named(&facts(live).poster)?.clone(),
    })
}

fn json_ld(portal: &Portal, live: &Live, video: &Video, address: &str) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": video.title,
        "description": video.lead,
        "inLanguage": live.language,
        "uploadDate": video.published.iso,
        "duration": video.length_iso,
        "thumbnailUrl": portal.absolute(&video.poster_url),
        "contentUrl": portal.absolute(&video.file.url),
        "encodingFormat": video.file.r#type,
        "url": portal.absolute(address),
        "publisher": portal.publisher_data(live),
    })
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
