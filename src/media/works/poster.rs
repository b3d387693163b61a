//! The still that stands where a film will play. Not for its renditions: those are made as those of
//! any picture.

use super::disk;
use super::ffmpeg::Ffmpeg;
use crate::media::actions::Library;
use crate::media::model::{Media, Poster};
use crate::platform::jobs::JobError;
use std::path::{Path, PathBuf};

/// The picture of a film at its chosen moment, else a little after its beginning.
pub async fn still(
    library: &Library,
    ffmpeg: &Ffmpeg,
    media: &Media,
    scratch: &Path,
) -> Result<PathBuf, JobError> {
    let film = media.public.as_ref().ok_or_else(|| JobError::Never("no film".to_owned()))?;
    let (mp4, still) = (scratch.join("film.mp4"), scratch.join("still.png"));
    library.files.write_to(&film.0, &mp4).await?;
    let seconds = ffmpeg.probe("mov", &mp4).await?.seconds().unwrap_or(0.0);
    let wanted = match media.poster {
        Poster::At(milliseconds) => f64::from(i32::try_from(milliseconds).unwrap_or(0)) / 1000.0,
        Poster::Own | Poster::Picture(_) => (seconds * 0.1).min(10.0),
    };
    // At its very end a film shows nothing any more.
    let at = wanted.min(seconds - 0.2).max(0.0);
    ffmpeg.still(&mp4, (at, None), &still).await?;
    if tokio::fs::try_exists(&still).await.map_err(disk)? {
        Ok(still)
    } else {
        Err(JobError::Never("the film shows no picture at this moment".to_owned()))
    }
}
