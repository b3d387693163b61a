//! The jobs that make what readers get of a picture, and the poster of a film: WebP and JPEG first,
//! which are made in a moment, AVIF when nothing else waits. Not for who decodes (`renderer.rs`).

use super::renderer::Rendered;
use super::{Made, Workshop, add_avif, disk, failed, poster, publish, publish_poster, subject};
use crate::media::actions::Library;
use crate::media::model::{FileKey, Focal, Format, Media, MediaFile, Poster, Purpose};
use crate::media::sniff::MediaKind;
use crate::platform::jobs::{JobContext, JobError};
use bytes::Bytes;
use std::path::{Path, PathBuf};

/// What every browser of these years can show.
const FIRST: [Format; 2] = [Format::Webp, Format::Jpeg];

/// Makes a picture's renditions that are published first; begins anew when the file was changed
/// over it.
pub async fn make(library: Library, shop: Workshop, job: JobContext) -> Result<(), JobError> {
    while let Some(media) = subject(&library, &job).await? {
        let made = match renditions(&library, &shop, (&media, &job), &FIRST).await {
            Ok(made) => made,
            Err(error) => return Err(failed(&library, &media, error).await),
        };
        let whole =
            |one: &&Made| one.purpose == Purpose::Whole.name() && one.format == Format::Jpeg.name();
        let largest = made.iter().filter(whole).max_by_key(|one| one.file.width);
        let largest = largest.ok_or_else(|| JobError::Never("nothing was made".to_owned()))?;
        // What an operator brought stays what readers get as a whole.
        let public = if media.is_as_handed_in() { &media.original } else { &largest.file.key };
        if publish(&library, &media, (public, None), &made).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Makes a film's poster. A film that is not ready asks for it when it is.
pub async fn poster(library: Library, shop: Workshop, job: JobContext) -> Result<(), JobError> {
    while let Some(media) = subject(&library, &job).await?.filter(Media::is_shown) {
        let made = renditions(&library, &shop, (&media, &job), &FIRST).await?;
        if publish_poster(&library, &media, &made).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Adds AVIF to what readers get. A file that is being made anew asks for it when it is ready.
pub async fn avif(library: Library, shop: Workshop, job: JobContext) -> Result<(), JobError> {
    while let Some(media) = subject(&library, &job).await?.filter(Media::is_shown) {
        let made = renditions(&library, &shop, (&media, &job), &[Format::Avif]).await?;
        if add_avif(&library, &media, &made).await? {
            return Ok(());
        }
    }
    Ok(())
}

async fn renditions(
    library: &Library,
    shop: &Workshop,
    (media, job): (&Media, &JobContext),
    formats: &[Format],
) -> Result<Vec<Made>, JobError> {
    let scratch = shop.scratch("picture-").await?;
    let (original, focal) = source(library, shop, media, scratch.path()).await?;
    let folder = scratch.path().join("made");
    tokio::fs::create_dir(&folder).await.map_err(disk)?;
    let mut rendering = shop.renderer.begin(&original, folder, focal, formats)?;
    let (mut made, mut told) = (Vec::new(), 0);
    while let Some(one) = rendering.next().await? {
        let hundredths = one.hundredths;
        made.push(kept(library, one).await?);
        if hundredths >= told + 10 {
            told = hundredths;
            job.progress(hundredths).await?;
        }
    }
    Ok(made)
}

/// The picture it is made from, on the disk, and the point every cut keeps.
async fn source(
    library: &Library,
    shop: &Workshop,
    media: &Media,
    scratch: &Path,
) -> Result<(PathBuf, Focal), JobError> {
    let picture = match (media.kind, media.poster) {
        (MediaKind::Picture, _) => Some(media.clone()),
        (_, Poster::Picture(id)) => super::store::newest_of(&library.db, id).await?,
        (_, Poster::Own | Poster::At(_)) => None,
    };
    let Some(picture) = picture else {
        let still = poster::still(library, &shop.ffmpeg, media, scratch).await?;
        return Ok((still, Focal::MIDDLE));
    };
    let original = scratch.join("original");
    library.store_of(&picture).write_to(&picture.original.0, &original).await?;
    Ok((original, picture.credits.focal))
}

async fn kept(library: &Library, one: Rendered) -> Result<Made, JobError> {
    let bytes = Bytes::from(tokio::fs::read(&one.path).await.map_err(disk)?);
    tokio::fs::remove_file(&one.path).await.map_err(disk)?;
    let (key, sha256) = FileKey::of(&bytes);
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let size = Some((i64::from(one.width), i64::from(one.height)));
    let file = MediaFile::new(key.clone(), one.format.content_type(), length, size);
    library.files.put(&key.0, bytes).await?;
    Ok(Made { purpose: one.purpose.name().to_owned(), format: one.format.name(), file, sha256 })
}
