//! One picture of an album at an address of its own: everything on it is a link.

use super::model::KIND;
use crate::editorial::{self, Live, Picture, Pictures};
use crate::platform::i18n::{Args, Date, Language};
use crate::platform::web::Fault;
use crate::portal::{Crumb, Frame, Portal, Publisher};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// How wide the picture of a shared link is, in pixels.
const SHARED: i64 = 1280;
/// Thumbnails under the picture.
const STRIP: usize = 7;

#[derive(Serialize)]
struct Album {
    title: String,
    url: String,
    count: usize,
}

#[derive(Serialize)]
struct File {
    url: String,
    name: String,
    size: String,
}

#[derive(Serialize)]
struct Thumbnail {
    number: usize,
    url: String,
    current: bool,
    picture: Picture,
}

#[derive(Serialize)]
struct ViewerPage {
    album: Album,
    number: usize,
    picture: Picture,
    licence: Option<String>,
    taken_on: Option<Date>,
    file: File,
    prev_url: Option<String>,
    next_url: Option<String>,
    strip: Vec<Thumbnail>,
    publisher: Option<Publisher>,
}

/// A picture of an album, by its number.
pub async fn viewer(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path((slug, number)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let Some(live) = editorial::live_by_slug(&portal.db, KIND, language, &slug).await? else {
        return Ok(portal.lost(KIND, language, &slug).await?.into_response());
    };
    let pictures = portal.pictures(&live).await?;
    // `07` would be a second address of the seventh.
    let number = number.parse::<usize>().ok().filter(|parsed| parsed.to_string() == number);
    let number = number.filter(|number| *number >= 1).ok_or(Fault::NotFound)?;
    let picture = pictures.all.get(number - 1).ok_or(Fault::NotFound)?;
    let mut frame = portal.entry_frame(&live, &pictures).await?;
    let page = page(&portal, &live, &pictures, &frame.address, (number, picture));
    framed(&portal, &mut frame, &page);
    let page = portal.render(frame, "gallery/public/viewer.html", page)?;
    let views = portal.visits.of_entry(live.id).await?;
    let page = page
        .depends_on([live.token(), "agency".to_owned()])
        .counted(live.id, language)
        .with_views(views);
    Ok(page.into_response())
}

fn page(
    portal: &Portal,
    live: &Live,
    pictures: &Pictures,
    address: &str,
    (number, picture): (usize, &Picture),
) -> ViewerPage {
    let count = pictures.all.len();
    let url = |number: usize| format!("{address}/{number}");
    let bytes = pictures.file(live, &picture.file).map_or(0, |file| file.bytes);
    let first = window(number, count);
    let strip = pictures.all.iter().zip(1..).skip(first - 1).take(STRIP);
    ViewerPage {
        album: Album { title: live.words.title.clone(), url: address.to_owned(), count },
        number,
        picture: picture.clone(),
        licence: picture.licence.clone(),
        taken_on: picture.taken_on.map(|day| portal.day(live.language, day)),
        file: File {
            url: picture.url.clone(),
            name: picture.file.clone(),
            size: portal.file_size(live.language, bytes),
        },
        prev_url: (number > 1).then(|| url(number - 1)),
        next_url: (number < count).then(|| url(number + 1)),
        strip: strip
            .map(|(picture, place)| Thumbnail {
                number: place,
                url: url(place),
                current: place == number,
                picture: picture.clone(),
            })
            .collect(),
        publisher: portal.publisher(live),
    }
}

/// The number of the first thumbnail: the open picture stands in the middle where it can.
fn window(number: usize, count: usize) -> usize {
    let last_start = count.saturating_sub(STRIP) + 1;
    number.saturating_sub(STRIP / 2).clamp(1, last_start)
}

/// Moves an album's frame to one of its pictures.
fn framed(portal: &Portal, frame: &mut Frame, page: &ViewerPage) {
    let picture = &page.picture;
    let mut args = Args::new();
    // A caption is a sentence; a title ends without its full stop.
    let caption = picture.caption.as_ref().unwrap_or(&picture.alt).trim_end_matches('.');
    args.set("picture", caption);
    args.set("album", page.album.title.as_str());
    frame.title = portal.words.say_with(frame.language, "gallery-viewer-title", &args);
    frame.description.clone_from(&picture.alt);
    frame.address = format!("{}/{}", page.album.url, page.number);
    for (_, address) in &mut frame.alternates {
        *address = format!("{address}/{}", page.number);
    }
    // Services that show shared links draw no SVG.
    let drawing = std::path::Path::new(&picture.file)
        .extension()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("svg"));
    frame.picture = (!drawing).then(|| picture.shown().jpeg("whole", SHARED).0.to_owned());
    if let Some(last) = frame.crumbs.last_mut() {
        last.url = Some(page.album.url.clone());
    }
    frame.crumbs.push(Crumb { label: page.number.to_string(), url: None });
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn the_strip_keeps_the_open_picture_in_the_middle_where_it_can() {
        let cases = [
            (1, 8, 1),
            (4, 8, 1),
            (5, 8, 2),
            (7, 8, 2),
            (8, 8, 2),
            (2, 3, 1),
            (1, 1, 1),
            (50, 100, 47),
        ];
        for (number, count, first) in cases {
            assert_eq!(window(number, count), first, "{number} of {count}");
        }
    }
}
