//! What the page of a file shows. Not for what is done there.

use super::super::{tiles, words};
use super::Forms;
use super::film::{self, FilmView};
use super::said::Said;
use crate::desk::names::Names;
use crate::desk::rows::{Choice, entry_url};
use crate::desk::session::Signed;
use crate::editorial;
use crate::media::{self, Format, Media, may_caption, may_change};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use serde::Serialize;

/// The page of a file.
#[expect(clippy::struct_excessive_bools, reason = "a template asks each by name")]
#[derive(Serialize)]
pub struct OnePage {
    id: i64,
    url: String,
    name: String,
    meta: String,
    kind: &'static str,
    kind_name: String,
    /// Where its picture or film is shown from, once there is one.
    shown: Option<String>,
    picture: Option<String>,
    /// What readers get of it where a place cuts it.
    crops: Vec<CropView>,
    said: Said,
    state: words::State,
    added: String,
    replaced: Option<String>,
    used: Vec<UsedView>,
    used_by_site: bool,
    made: Vec<MadeView>,
    formats: String,
    places: Vec<Choice>,
    address: String,
    may_change: bool,
    /// Whether words may be set, if nothing else.
    may_say: bool,
    in_bin: bool,
    refused: Option<String>,
    errors: Vec<words::Wrong>,
    /// What only films have.
    film: Option<FilmView>,
    /// The films whose words it holds.
    captions_of: Vec<UsedView>,
}

#[derive(Serialize)]
struct UsedView {
    title: String,
    kind: String,
    url: String,
    live: bool,
}

/// What was made of a file for one purpose.
#[derive(Serialize)]
struct MadeView {
    label: String,
    widths: String,
}

/// A picture as it is cut.
#[derive(Serialize)]
struct CropView {
    label: String,
    ratio: &'static str,
    src: String,
}

/// Everything the page shows.
pub async fn of(
    portal: &Portal,
    signed: &Signed,
    media: &Media,
    forms: Forms,
) -> Result<OnePage, Fault> {
    let Forms { said, poster, refused, errors } = forms;
    let language = signed.person.language;
    let names = Names::read(portal, language).await?;
    let thumbs = media::thumbs(&portal.db, &[media.id]).await?;
    let (used, used_by_site) = used(portal, language, media).await?;
    let made = media::rendition_keys(&portal.db, media.id).await?;
    let may_change = may_change(&signed.actor, media).is_ok();
    let name = names.actor(&media.added_by);
    Ok(OnePage {
        id: media.id.0,
        url: words::url(media.id),
        name: media.name.clone(),
        meta: words::meta(portal, language, media),
        kind: media.kind.name(),
        kind_name: words::kind(portal, language, media.kind),
        shown: media.public.as_ref().map(|key| format!("/files/{key}/{}", media.file_name())),
        picture: picture(&made).or_else(|| tiles::thumb(media, &thumbs)),
        crops: crops(portal, language, &made),
        said,
        state: words::state(portal, language, media).await?,
        added: by(portal, language, "mediadesk-added", (&name, media.added_at)),
        replaced: media.replaced_at.map(|at| by(portal, language, "mediadesk-replaced", ("", at))),
        used,
        used_by_site,
        places: places(portal, language),
        address: portal.absolute(&media.address()),
        may_change,
        may_say: may_caption(&signed.actor, media).is_ok(),
        in_bin: media.removed_at.is_some(),
        refused,
        errors,
        film: film::view(portal, signed, media, (&made, poster)).await?,
        captions_of: captions_of(portal, media).await?,
        made: widths(portal, language, &made),
        formats: formats(&made),
    })
}

/// A rendition: purpose, format, width, key.
pub type Made = (String, String, i64, String);

/// The picture the page shows: one that is wide enough for a screen.
fn picture(made: &[Made]) -> Option<String> {
    const WIDE: i64 = 960;
    let whole = made.iter().filter(|(purpose, format, width, _)| {
        purpose == "whole" && format == "jpeg" && *width <= WIDE
    });
    let widest = whole.max_by_key(|(_, _, width, _)| *width);
    widest.map(|(_, _, _, key)| format!("/files/{key}/anh.jpg"))
}

/// The narrowest JPEG of each cut.
fn crops(portal: &Portal, language: Language, made: &[Made]) -> Vec<CropView> {
    const CUTS: [(&str, &str); 3] = [("card", "3:2"), ("wide", "16:9"), ("square", "1:1")];
    let crop = |(purpose, ratio): (&str, &'static str)| {
        let fits = made.iter().filter(|(one, format, ..)| one == purpose && format == "jpeg");
        let (.., key) = fits.min_by_key(|(_, _, width, _)| *width)?;
        let label = portal.say(language, &format!("mediadesk-purpose-{purpose}"));
        Some(CropView { label, ratio, src: format!("/files/{key}/anh.jpg") })
    };
    CUTS.into_iter().filter_map(crop).collect()
}

/// The films whose words a file holds, by name.
async fn captions_of(portal: &Portal, media: &Media) -> Result<Vec<UsedView>, Fault> {
    let mut views = Vec::new();
    for film in media::captioned_by(&portal.db, media.id).await? {
        let Some(film) = media::newest_of(&portal.db, film).await? else { continue };
        let (title, url) = (film.name.clone(), words::url(film.id));
        views.push(UsedView { title, kind: String::new(), url, live: false });
    }
    Ok(views)
}

fn by(portal: &Portal, language: Language, key: &str, (name, at): (&str, i64)) -> String {
    let mut args = Args::new();
    args.set("name", name.to_owned());
    args.set("day", portal.moment(language, at).numeric);
    portal.words.say_with(language, key, &args)
}

async fn used(
    portal: &Portal,
    language: Language,
    media: &Media,
) -> Result<(Vec<UsedView>, bool), Fault> {
    let mut tx = portal.db.begin().await?;
    let uses = media::where_used(&mut tx, &media.key).await?;
    let site = media::site_uses(&mut tx, &media.key).await?;
    drop(tx);
    let mut views = Vec::new();
    for one in uses {
        let stored = editorial::read(&portal.db, &one.kind, &one.key).await?;
        let said = stored.and_then(|stored| {
            let own = stored.languages.iter().find(|said| said.language == language);
            let said = own.or_else(|| stored.languages.first())?;
            Some((said.words.title.clone(), said.language))
        });
        let Some((title, said_in)) = said else { continue };
        let kind = portal.say(language, &format!("entry-kind-{}", one.kind));
        views.push(UsedView { title, kind, url: entry_url(one.entry, said_in), live: one.live });
    }
    Ok((views, site))
}

/// What was made of it: the widths of each purpose.
fn widths(portal: &Portal, language: Language, all: &[Made]) -> Vec<MadeView> {
    let mut made: Vec<MadeView> = Vec::new();
    for (purpose, format, width, _) in all {
        let key = format!("mediadesk-purpose-{purpose}");
        if format != "jpeg" || !portal.words.has(&key) {
            continue;
        }
        let label = portal.say(language, &key);
        match made.last_mut().filter(|last| last.label == label) {
            Some(last) => last.widths = format!("{}, {width}", last.widths),
            None => made.push(MadeView { label, widths: width.to_string() }),
        }
    }
    made
}

/// In which formats its pictures were made, the smallest first.
fn formats(all: &[Made]) -> String {
    let there = Format::ALL.into_iter().filter(|format| {
        all.iter().any(|(purpose, one, ..)| purpose == "whole" && one == format.name())
    });
    let named: Vec<_> = there.map(|format| format.name().to_uppercase()).collect();
    named.join(", ")
}

fn places(portal: &Portal, language: Language) -> Vec<Choice> {
    let known = portal.known();
    let choice = |place: &crate::place::Place| {
        let name = place.name.get(&language).or_else(|| place.name.values().next());
        Choice { value: place.key.clone(), label: name.unwrap_or(&place.key).clone() }
    };
    known.places.all().iter().map(choice).collect()
}
