//! The job that makes what readers get of a picture.

use super::{Made, failed, publish, subject};
use crate::media::actions::Library;
use crate::media::model::{FileKey, Format, Media, MediaFile, Purpose};
use crate::media::render::{self, RenderError};
use crate::platform::jobs::{JobContext, JobError, unhurried};
use bytes::Bytes;
use tokio::sync::mpsc;

/// Makes every rendition; begins anew when the file was changed over it.
pub async fn make(library: Library, job: JobContext) -> Result<(), JobError> {
    while let Some(media) = subject(&library, &job).await? {
        let made = match renditions(&library, &media, &job).await {
            Ok(made) => made,
            Err(error) => return Err(failed(&library, &media, error).await),
        };
        let whole =
            |one: &&Made| one.purpose == Purpose::Whole.name() && one.format == Format::Jpeg.name();
        let largest = made.iter().filter(whole).max_by_key(|one| one.file.width);
        let largest = largest.ok_or_else(|| JobError::Never("nothing was made".to_owned()))?;
        if publish(&library, &media, &largest.file.key, None, &made).await? {
            return Ok(());
        }
    }
    Ok(())
}

async fn renditions(
    library: &Library,
    media: &Media,
    job: &JobContext,
) -> Result<Vec<Made>, JobError> {
    let original = library.files.originals().get(&media.original.0, None).await?;
    let focal = media.credits.focal;
    let (sender, mut results) = mpsc::channel::<render::Made>(2);
    let rendering = tokio::spawn(unhurried(move || {
        render::render(&original, focal, |made| sender.blocking_send(made).is_ok())
    }));
    let (mut made, mut told) = (Vec::new(), 0);
    while let Some(one) = results.recv().await {
        let hundredths = one.hundredths;
        made.push(kept(library, one).await?);
        if hundredths >= told + 10 {
            told = hundredths;
            job.progress(hundredths).await?;
        }
    }
    let unwanted = |_| JobError::from(RenderError::Unwanted);
    rendering.await.map_err(unwanted)???;
    Ok(made)
}

pub(super) async fn kept(library: &Library, one: render::Made) -> Result<Made, JobError> {
    let bytes = Bytes::from(one.bytes);
    let (key, sha256) = FileKey::of(&bytes);
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let size = Some((i64::from(one.width), i64::from(one.height)));
    let file = MediaFile::new(key.clone(), one.format.content_type(), length, size);
    library.files.put(&key.0, bytes).await?;
    Ok(Made { purpose: one.purpose.name().to_owned(), format: one.format.name(), file, sha256 })
}
