//! What is made of files in the background: which job makes it, and the handlers of these jobs.

mod ffmpeg;
mod film;
mod picture;

pub use ffmpeg::Ffmpeg;

use super::actions::{IN_THE_BIN, Library, Refusal, purge};
use super::model::{FileKey, Media, MediaFile, MediaId};
use super::render::RenderError;
use super::sniff::MediaKind;
use super::store;
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use crate::platform::files::FileFailure;
use crate::platform::jobs::{
    Broken, Handled, Handler, Handlers, JobContext, JobError, NewJob, Weight, enqueue,
};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;

/// Where films lie while they are worked on, in the data folder. Nothing there outlives its process.
pub const WORK_FOLDER: &str = "work";

const PICTURE: &str = "render-picture";
const FILM: &str = "convert-film";
const FORGET: &str = "forget-file";

/// The handlers of the library's jobs. `folder` is where films lie while they are worked on.
pub fn handlers(library: &Library, folder: PathBuf, ffmpeg: Ffmpeg) -> Handlers {
    let film = (library.clone(), folder, ffmpeg);
    Handlers(vec![
        handler(PICTURE, Weight::Heavy, library.clone(), |library, job| {
            Box::pin(picture::make(library, job))
        }),
        handler(FILM, Weight::Heavy, film, |(library, folder, ffmpeg), job| {
            Box::pin(film::make(library, folder, ffmpeg, job))
        }),
        handler(FORGET, Weight::Light, library.clone(), |library, job| {
            Box::pin(async move {
                purge(&library, which(&job)?).await.map_err(refused)?;
                Ok(())
            })
        }),
    ])
}

fn handler<T: Clone + Send + Sync + 'static>(
    kind: &'static str,
    weight: Weight,
    tools: T,
    run: fn(T, JobContext) -> Handled,
) -> Handler {
    Handler { kind, weight, run: Arc::new(move |job| run(tools.clone(), job)) }
}

/// Asks for what readers get of a file, in the transaction that changes it.
pub(super) async fn ask_for(
    tx: &mut Tx,
    id: MediaId,
    kind: MediaKind,
    at: i64,
) -> Result<(), Failure> {
    let kind = match kind {
        MediaKind::Picture => PICTURE,
        MediaKind::Video | MediaKind::Audio => FILM,
        MediaKind::Document | MediaKind::Captions => return Ok(()),
    };
    let key = job_key(id);
    let payload = json!({ "media": id });
    enqueue(tx, &NewJob { kind, payload, unique_key: Some(&key), at, run_at: at }).await?;
    Ok(())
}

/// The unique key of the job that makes what readers get of a file: to ask how far it is.
pub fn job_key(id: MediaId) -> String {
    format!("media-{id}")
}

/// Asks to forget a file when its time in the bin is over.
pub(super) async fn ask_to_forget(tx: &mut Tx, id: MediaId, at: i64) -> Result<(), Failure> {
    let wait = i64::try_from(IN_THE_BIN.as_millis()).unwrap_or(i64::MAX);
    let payload = json!({ "media": id });
    let job = NewJob { kind: FORGET, payload, unique_key: None, at, run_at: at + wait };
    enqueue(tx, &job).await?;
    Ok(())
}

fn which(job: &JobContext) -> Result<MediaId, JobError> {
    let id = job.payload.get("media").and_then(serde_json::Value::as_i64);
    id.map(MediaId).ok_or_else(|| JobError::Never("the job names no file".to_owned()))
}

/// The file a job is about; `None` when there is nothing left to do.
async fn subject(library: &Library, job: &JobContext) -> Result<Option<Media>, JobError> {
    let media = store::newest_of(&library.db, which(job)?).await?;
    Ok(media.filter(|media| media.removed_at.is_none()))
}

fn refused(refusal: Refusal) -> JobError {
    match refusal {
        Refusal::Database(failure) => JobError::Database(failure),
        other => JobError::Again(other.to_string()),
    }
}

impl From<FileFailure> for JobError {
    fn from(failure: FileFailure) -> JobError {
        JobError::Again(failure.to_string())
    }
}

impl From<Broken> for JobError {
    fn from(broken: Broken) -> JobError {
        JobError::Again(broken.to_string())
    }
}

impl From<RenderError> for JobError {
    fn from(error: RenderError) -> JobError {
        match error {
            RenderError::Unwanted => JobError::Again(error.to_string()),
            _ => JobError::Never(error.to_string()),
        }
    }
}

/// A file that was made, already among what is served but not yet described.
struct Made {
    purpose: String,
    format: &'static str,
    file: MediaFile,
    sha256: String,
}

/// Describes what was made and lets readers have it, all at once. Answers whether it is still
/// wanted: whoever replaced the file meanwhile, or moved its focal point, wants another.
async fn publish(
    library: &Library,
    media: &Media,
    public: &FileKey,
    size: Option<(i64, i64)>,
    made: &[Made],
) -> Result<bool, JobError> {
    let at = library.clock.now_ms();
    let mut tx = library.db.begin().await?;
    if !store::set_ready(&mut tx, media, public, size).await? {
        return Ok(false);
    }
    for one in made {
        store::put(&mut tx, &one.file, &one.sha256, at).await?;
    }
    let rows: Vec<_> = made
        .iter()
        .map(|one| {
            let (width, height) = (one.file.width.unwrap_or(0), one.file.height.unwrap_or(0));
            (one.purpose.as_str(), one.format, width, height, one.file.key.clone())
        })
        .collect();
    store::put_renditions(&mut tx, media.id, &rows).await?;
    let touches = store::touches(&mut tx, media.id, &media.key).await?;
    let (subject, detail) = (format!("media/{}", media.id), json!({ "files": rows.len() }));
    let act = Act { at, actor: "scheduler", verb: "ready", subject: &subject, detail, touches };
    append(&mut tx, act).await?;
    tx.commit().await?;
    Ok(true)
}

/// Says why it could not be made, and hands the reason on.
async fn failed(library: &Library, media: &Media, error: JobError) -> JobError {
    if let JobError::Never(problem) = &error {
        let written = async {
            let mut tx = library.db.begin().await?;
            store::set_failed(&mut tx, media, problem).await?;
            tx.commit().await
        };
        if let Err(failure) = written.await {
            return JobError::Database(failure);
        }
    }
    error
}
