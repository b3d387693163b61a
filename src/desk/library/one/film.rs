//! What only films have: the picture that stands in their place, and their words in each language.
//! Not for writing those words (`captions.rs`).

use super::super::words;
use super::said::Said;
use super::view::Made;
use super::{done_at, find, refused};
use crate::desk::rows::language_name;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::media::{self, Media, MediaId, MediaKind, Poster, Refusal, STILL, may_caption};
use crate::platform::i18n::Language;
use crate::platform::jobs;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;

/// What the page of a film shows beside what every file has.
#[derive(Serialize)]
pub struct FilmView {
    stills: Vec<StillView>,
    /// The moment of its poster in seconds, when one was chosen.
    at: String,
    /// The number of the picture that was chosen instead.
    picture: String,
    picture_name: String,
    picture_src: String,
    /// Whether the program chose its poster.
    own: bool,
    /// How far the poster is, while it is being made or when it could not be.
    poster_state: String,
    poster_making: bool,
    captions: Vec<CaptionsView>,
    may_caption: bool,
}

/// A picture of the film.
#[derive(Serialize)]
struct StillView {
    /// Its moment in seconds.
    at: String,
    label: String,
    src: String,
    chosen: bool,
}

/// Its words in one language.
#[derive(Serialize)]
struct CaptionsView {
    name: String,
    url: String,
    there: bool,
}

/// What a film's page shows of it; `None` of anything else.
pub async fn view(
    portal: &Portal,
    signed: &Signed,
    media: &Media,
    made: &[Made],
) -> Result<Option<FilmView>, Fault> {
    if media.kind != MediaKind::Video {
        return Ok(None);
    }
    let language = signed.person.language;
    let (mut at, mut picture, mut picture_name, mut picture_src) = Default::default();
    match media.poster {
        Poster::Own => {}
        Poster::At(milliseconds) => at = seconds(milliseconds),
        Poster::Picture(id) => {
            picture = id.to_string();
            let found = media::newest_of(&portal.db, id).await?;
            let thumbs = media::thumbs(&portal.db, &[id]).await?;
            picture_src = thumbs.get(&id).map(|key| format!("/files/{key}/anh.jpg"));
            picture_name = found.map(|found| found.name).unwrap_or_default();
        }
    }
    let poster = poster_state(portal, media).await?;
    Ok(Some(FilmView {
        stills: stills(media, made),
        own: media.poster == Poster::Own,
        at,
        picture,
        picture_name,
        picture_src: picture_src.unwrap_or_default(),
        poster_state: poster.map(|key| portal.say(language, key)).unwrap_or_default(),
        poster_making: poster == Some(MAKING),
        captions: captions(portal, media).await?,
        may_caption: may_caption(&signed.actor, media).is_ok(),
    }))
}

fn stills(media: &Media, made: &[Made]) -> Vec<StillView> {
    let mut all: Vec<(i64, &String)> = made
        .iter()
        .filter_map(|(purpose, _, _, key)| Some((purpose.strip_prefix(STILL)?.parse().ok()?, key)))
        .collect();
    all.sort_unstable();
    let view = |(milliseconds, key): (i64, &String)| StillView {
        at: seconds(milliseconds),
        label: clock(milliseconds / 1000),
        src: format!("/files/{key}/hinh.jpg"),
        chosen: media.poster == Poster::At(milliseconds),
    };
    all.into_iter().map(view).collect()
}

/// Milliseconds as seconds that a number field understands.
fn seconds(milliseconds: i64) -> String {
    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000)
}

/// A moment as players show it: `1:02`.
fn clock(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

const MAKING: &str = "mediadesk-poster-making";
const FAILED: &str = "mediadesk-poster-failed";

/// The key of what is to be said of a poster that is not there.
async fn poster_state(portal: &Portal, media: &Media) -> Result<Option<&'static str>, Fault> {
    let job = jobs::of_unique_key(&portal.db, &media::poster_key(media.id)).await?;
    Ok(match job {
        Some(job) if job.given_up_at.is_some() => Some(FAILED),
        Some(job) if job.done_at.is_none() => Some(MAKING),
        _ => None,
    })
}

async fn captions(portal: &Portal, media: &Media) -> Result<Vec<CaptionsView>, Fault> {
    let there = media::captions_of(&portal.db, media.id).await?;
    let one = |language: &Language| CaptionsView {
        name: language_name(portal, *language),
        url: format!("{}/captions/{language}", words::url(media.id)),
        there: there.iter().any(|captions| captions.language == *language),
    };
    Ok(portal.known().site.languages.iter().map(one).collect())
}

/// Chooses a film's poster: a moment of the film, a picture of the library, or none.
pub async fn choose_poster(
    State(portal): State<Portal>,
    signed: Signed,
    Path(id): Path<i64>,
    sent: Sent,
) -> Result<Response, Fault> {
    let media = find(&portal, id).await?;
    let done = match asked(&sent) {
        None => Err(Refusal::Wrong { field: "poster" }),
        Some(poster) => {
            let mut tx = portal.db.begin().await?;
            let at = portal.clock.now_ms();
            let done = media::choose_poster(&mut tx, &signed.actor, at, media.id, poster).await;
            if done.is_ok() {
                tx.commit().await?;
            }
            done
        }
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{}#poster", done_at(media.id, "poster")))),
        Err(refusal) => {
            refused(&portal, &signed, (&media, Said::of(&portal, &media)), refusal).await
        }
    }
}

/// The poster a form asks for; `None` when it cannot be understood.
fn asked(sent: &Sent) -> Option<Poster> {
    let text = |name: &str| sent.text(name).filter(|text| !text.is_empty());
    match text("poster")?.as_str() {
        "own" => Some(Poster::Own),
        "picture" => Some(Poster::Picture(MediaId(text("picture")?.parse().ok()?))),
        "at" => milliseconds(&text("at")?),
        still => milliseconds(still),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "below a day in milliseconds")]
fn milliseconds(text: &str) -> Option<Poster> {
    // People of this country write a comma.
    let seconds: f64 = text.replace(',', ".").parse().ok()?;
    (0.0..86_400.0).contains(&seconds).then(|| Poster::At((seconds * 1000.0).round() as i64))
}

#[cfg(test)]
mod tests {
    use super::{Poster, clock, milliseconds, seconds};

    #[test]
    fn a_moment_is_read_as_it_is_written() {
        for (text, poster) in [
            ("1.500", Some(Poster::At(1500))),
            ("12,25", Some(Poster::At(12_250))),
            ("0", Some(Poster::At(0))),
            ("-1", None),
            ("1e9", None),
            ("nan", None),
            ("đầu phim", None),
        ] {
            assert_eq!(milliseconds(text), poster, "{text}");
        }
        assert_eq!((seconds(61_050), clock(61)), ("61.050".to_owned(), "1:01".to_owned()));
    }
}
