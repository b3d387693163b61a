//! What only films have: the picture that stands in their place, and their words in each language.
//! Not for writing those words (`captions.rs`).

use super::super::words;
use super::view::Made;
use super::{Forms, done_at, find, refused};
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
#[expect(clippy::struct_excessive_bools, reason = "a template asks each by name")]
#[derive(Serialize)]
pub struct FilmView {
    stills: Vec<StillView>,
    /// The moment of its poster, when one was chosen.
    at: String,
    /// Whether it is a moment that none of the stills shows.
    at_chosen: bool,
    /// The number of the picture that was chosen instead.
    picture: String,
    picture_chosen: bool,
    picture_name: String,
    picture_src: String,
    /// Whether the program chooses its poster.
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

/// The choice of a poster as its form has it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// `own`, `at`, `picture`, or the moment of a still.
    way: String,
    at: String,
    picture: String,
}

impl Wish {
    /// The choice that holds.
    fn of(poster: Poster) -> Wish {
        let (way, at, picture) = match poster {
            Poster::Own => ("own".to_owned(), String::new(), String::new()),
            Poster::At(milliseconds) => {
                (seconds(milliseconds), seconds(milliseconds), String::new())
            }
            Poster::Picture(id) => ("picture".to_owned(), String::new(), id.to_string()),
        };
        Wish { way, at, picture }
    }

    /// The choice that was sent.
    fn read(sent: &Sent) -> Wish {
        let text = |name: &str| sent.text(name).unwrap_or_default();
        Wish { way: text("poster"), at: text("at"), picture: text("picture") }
    }

    fn is_moment(&self) -> bool {
        !matches!(self.way.as_str(), "" | "own" | "picture")
    }

    /// The poster it asks for, or the field that cannot be understood.
    fn poster(&self) -> Result<Poster, &'static str> {
        match self.way.as_str() {
            "own" => Ok(Poster::Own),
            "picture" => self
                .picture
                .parse::<i64>()
                .map(|number| Poster::Picture(MediaId(number)))
                .map_err(|_| "picture"),
            "at" => milliseconds(&self.at).ok_or("at"),
            still => milliseconds(still).ok_or("poster"),
        }
    }
}

/// What a film's page shows of it, with the choice of a poster that came back; `None` of anything
/// else.
pub async fn view(
    portal: &Portal,
    signed: &Signed,
    media: &Media,
    (made, sent): (&[Made], Option<Wish>),
) -> Result<Option<FilmView>, Fault> {
    if media.kind != MediaKind::Video {
        return Ok(None);
    }
    let language = signed.person.language;
    let wish = sent.unwrap_or_else(|| Wish::of(media.poster));
    let (picture_name, picture_src) = picked(portal, &wish).await?;
    let stills = stills(made, &wish);
    let poster = poster_state(portal, media).await?;
    Ok(Some(FilmView {
        at_chosen: wish.is_moment() && !stills.iter().any(|still| still.chosen),
        stills,
        own: wish.way == "own",
        picture_chosen: wish.way == "picture",
        at: wish.at,
        picture: wish.picture,
        picture_name,
        picture_src,
        poster_state: poster.map(|key| portal.say(language, key)).unwrap_or_default(),
        poster_making: poster == Some(MAKING),
        captions: captions(portal, media).await?,
        may_caption: may_caption(&signed.actor, media).is_ok(),
    }))
}

/// The name and the small picture of what stands in the field for another picture.
async fn picked(portal: &Portal, wish: &Wish) -> Result<(String, String), Fault> {
    let Ok(number) = wish.picture.parse::<i64>() else {
        return Ok((String::new(), String::new()));
    };
    let id = MediaId(number);
    let found = media::newest_of(&portal.db, id).await?;
    let thumbs = media::thumbs(&portal.db, &[id]).await?;
    let src = thumbs.get(&id).map(|key| format!("/files/{key}/anh.jpg"));
    Ok((found.map(|found| found.name).unwrap_or_default(), src.unwrap_or_default()))
}

fn stills(made: &[Made], wish: &Wish) -> Vec<StillView> {
    let mut all: Vec<(i64, &String)> = made
        .iter()
        .filter_map(|(purpose, _, _, key)| Some((purpose.strip_prefix(STILL)?.parse().ok()?, key)))
        .collect();
    all.sort_unstable();
    let view = |(milliseconds, key): (i64, &String)| StillView {
        at: seconds(milliseconds),
        label: clock(milliseconds / 1000),
        src: format!("/files/{key}/hinh.jpg"),
        chosen: wish.way == seconds(milliseconds),
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
    let wish = Wish::read(&sent);
    match chosen(&portal, &signed, &media, &wish).await {
        Ok(()) => Ok(see_other(&format!("{}#poster", done_at(media.id, "poster")))),
        Err(refusal) => {
            let forms = Forms { poster: Some(wish), ..Forms::standing(&portal, &media) };
            refused(&portal, &signed, (&media, forms), refusal).await
        }
    }
}

async fn chosen(
    portal: &Portal,
    signed: &Signed,
    media: &Media,
    wish: &Wish,
) -> Result<(), Refusal> {
    let poster = wish.poster().map_err(|field| Refusal::Wrong { field })?;
    let mut tx = portal.db.begin().await?;
    let at = portal.clock.now_ms();
    let done = media::choose_poster(&mut tx, &signed.actor, at, media.id, poster).await;
    // A number that is no picture of the library is wrong where it was typed.
    let at_its_number = match (&done, poster) {
        (Err(Refusal::Wrong { .. }), Poster::Picture(_)) => media.kind == MediaKind::Video,
        (Err(Refusal::Missing(missing)), Poster::Picture(picture)) => *missing == picture,
        _ => false,
    };
    if at_its_number {
        return Err(Refusal::Wrong { field: "picture" });
    }
    done?;
    tx.commit().await?;
    Ok(())
}

/// A moment as people write it: in seconds, or in minutes and seconds as the page shows its stills.
#[expect(clippy::cast_possible_truncation, reason = "below a day in milliseconds")]
fn milliseconds(text: &str) -> Option<Poster> {
    // People of this country write a comma.
    let text = text.replace(',', ".");
    let seconds = match text.split_once(':') {
        None => text.parse::<f64>().ok()?,
        Some((minutes, seconds)) => {
            let whole = seconds.split('.').next()?;
            let seconds = seconds.parse::<f64>().ok()?;
            // `1:5` may be five seconds or fifty.
            let clear = whole.len() == 2 && (0.0..60.0).contains(&seconds);
            f64::from(minutes.parse::<u16>().ok().filter(|_| clear)?) * 60.0 + seconds
        }
    };
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
            ("1:02", Some(Poster::At(62_000))),
            ("0:59.999", Some(Poster::At(59_999))),
            ("12:30,250", Some(Poster::At(750_250))),
            ("75:02", Some(Poster::At(4_502_000))),
            ("1:60", None),
            ("1:5", None),
            ("1:-5", None),
            ("-1:05", None),
            (":05", None),
            ("1:", None),
            ("1:02:03", None),
            ("1440:00", None),
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
