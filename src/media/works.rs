//! What is made of files in the background: which job makes it, and the handlers of these jobs.

mod ffmpeg;
mod film;
mod picture;
mod poster;
mod renderer;

pub use ffmpeg::Ffmpeg;
pub use renderer::Renderer;

use super::actions::{IN_THE_BIN, Library, Refusal, purge};
use super::model::{FileKey, Media, MediaFile, MediaId};
use super::sniff::MediaKind;
use super::store::{self, Share};
use crate::platform::changes::{Act, append};
use crate::platform::db::{Failure, Tx};
use crate::platform::files::FileFailure;
use crate::platform::jobs::{
    Handled, Handler, Handlers, JobContext, JobError, NewJob, Weight, enqueue,
};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// Where films and pictures lie while they are worked on, in the data folder. Nothing there outlives
/// its process.
pub const WORK_FOLDER: &str = "work";

const PICTURE: &str = "render-picture";
const AVIF: &str = "render-avif";
const FILM: &str = "convert-film";
const POSTER: &str = "make-poster";
/// The same of files that came with a site folder: nobody waits for them at a screen.
const BROUGHT_PICTURE: &str = "render-brought-picture";
const BROUGHT_FILM: &str = "convert-brought-film";
const FORGET: &str = "forget-file";

/// The beginning of the purpose of a film's small pictures; the moment follows in milliseconds.
pub const STILL: &str = "still-";

/// Where films and pictures are worked on, and with which programs.
#[derive(Clone, Debug)]
pub struct Workshop {
    /// The folder they lie in meanwhile.
    pub folder: PathBuf,
    /// What works on films and sounds.
    pub ffmpeg: Ffmpeg,
    /// What works on pictures.
    pub renderer: Renderer,
}

impl Workshop {
    /// A folder of its own for a piece of work, gone when it is dropped.
    async fn scratch(&self, prefix: &str) -> Result<TempDir, JobError> {
        tokio::fs::create_dir_all(&self.folder).await.map_err(disk)?;
        tempfile::Builder::new().prefix(prefix).tempdir_in(&self.folder).map_err(disk)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn disk(error: std::io::Error) -> JobError {
    JobError::Again(error.to_string())
}

/// The handlers of the library's jobs.
pub fn handlers(library: &Library, shop: &Workshop) -> Handlers {
    let tools = (library.clone(), shop.clone());
    let picture = |kind, weight| {
        handler(kind, weight, tools.clone(), |(library, shop), job| {
            Box::pin(picture::make(library, shop, job))
        })
    };
    let film = |kind, weight| {
        handler(kind, weight, tools.clone(), |(library, shop), job| {
            Box::pin(film::make(library, shop, job))
        })
    };
    Handlers(vec![
        picture(PICTURE, Weight::Heavy),
        picture(BROUGHT_PICTURE, Weight::Patient),
        film(FILM, Weight::Heavy),
        film(BROUGHT_FILM, Weight::Patient),
        handler(AVIF, Weight::Patient, tools.clone(), |(library, shop), job| {
            Box::pin(picture::avif(library, shop, job))
        }),
        handler(POSTER, Weight::Heavy, tools.clone(), |(library, shop), job| {
            Box::pin(picture::poster(library, shop, job))
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
    ask_as((PICTURE, FILM), tx, id, kind, at).await
}

/// Asks for the same of a file that came with a site folder: after what people wait for.
pub(super) async fn ask_in_good_time(
    tx: &mut Tx,
    id: MediaId,
    kind: MediaKind,
    at: i64,
) -> Result<(), Failure> {
    ask_as((BROUGHT_PICTURE, BROUGHT_FILM), tx, id, kind, at).await
}

async fn ask_as(
    (picture, film): (&str, &str),
    tx: &mut Tx,
    id: MediaId,
    kind: MediaKind,
    at: i64,
) -> Result<(), Failure> {
    let kind = match kind {
        MediaKind::Picture => picture,
        MediaKind::Video | MediaKind::Audio => film,
        MediaKind::Document | MediaKind::Captions => return Ok(()),
    };
    ask(tx, (kind, &job_key(id)), id, at).await
}

/// Asks for a film's poster, in the transaction that chooses it.
pub(super) async fn ask_for_poster(tx: &mut Tx, id: MediaId, at: i64) -> Result<(), Failure> {
    ask(tx, (POSTER, &poster_key(id)), id, at).await
}

async fn ask(tx: &mut Tx, (kind, key): (&str, &str), id: MediaId, at: i64) -> Result<(), Failure> {
    let payload = json!({ "media": id });
    enqueue(tx, &NewJob { kind, payload, unique_key: Some(key), at, run_at: at }).await?;
    Ok(())
}

/// The unique key of the job that makes what readers get of a file: to ask how far it is.
pub fn job_key(id: MediaId) -> String {
    format!("media-{id}")
}

/// The unique key of the job that makes a film's poster.
pub fn poster_key(id: MediaId) -> String {
    format!("media-{id}-poster")
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

/// A file that was made, already among what is served but not yet described.
struct Made {
    purpose: String,
    format: &'static str,
    file: MediaFile,
    sha256: String,
}

/// Describes what was made and lets readers have it, all at once; asks for what comes after. Answers
/// whether it is still wanted: whoever replaced the file meanwhile, or moved its focal point, wants
/// another.
async fn publish(
    library: &Library,
    media: &Media,
    (public, size): (&FileKey, Option<(i64, i64)>),
    made: &[Made],
) -> Result<bool, JobError> {
    let at = library.clock.now_ms();
    let mut tx = library.db.begin().await?;
    if !store::set_ready(&mut tx, media, public, size).await? {
        return Ok(false);
    }
    let share = match media.kind {
        MediaKind::Picture => Share::Pictures,
        _ => Share::Plays,
    };
    store::clear_renditions(&mut tx, media.id, share).await?;
    match media.kind {
        MediaKind::Picture => ask_for_avif(&mut tx, media.id, at).await?,
        MediaKind::Video => ask_for_poster(&mut tx, media.id, at).await?,
        MediaKind::Audio | MediaKind::Document | MediaKind::Captions => {}
    }
    describe(&mut tx, media, at, made).await?;
    tx.commit().await?;
    Ok(true)
}

async fn ask_for_avif(tx: &mut Tx, id: MediaId, at: i64) -> Result<(), Failure> {
    ask(tx, (AVIF, &format!("media-{id}-avif")), id, at).await
}

/// Puts a film's poster in the place of the former one. Answers whether it is still wanted.
async fn publish_poster(library: &Library, media: &Media, made: &[Made]) -> Result<bool, JobError> {
    let at = library.clock.now_ms();
    let mut tx = library.db.begin().await?;
    if !store::still_made_of(&mut tx, media).await? {
        return Ok(false);
    }
    store::clear_renditions(&mut tx, media.id, Share::Pictures).await?;
    ask_for_avif(&mut tx, media.id, at).await?;
    describe(&mut tx, media, at, made).await?;
    tx.commit().await?;
    Ok(true)
}

/// Adds AVIF to what readers get already. Answers whether it is still wanted.
async fn add_avif(library: &Library, media: &Media, made: &[Made]) -> Result<bool, JobError> {
    let at = library.clock.now_ms();
    let mut tx = library.db.begin().await?;
    if !store::still_made_of(&mut tx, media).await? {
        return Ok(false);
    }
    describe(&mut tx, media, at, made).await?;
    tx.commit().await?;
    Ok(true)
}

/// Writes down what was made, and tells the pages that show it.
async fn describe(tx: &mut Tx, media: &Media, at: i64, made: &[Made]) -> Result<(), Failure> {
    for one in made {
        store::put(tx, &one.file, &one.sha256, at).await?;
    }
    let rows: Vec<_> = made
        .iter()
        .map(|one| {
            let (width, height) = (one.file.width.unwrap_or(0), one.file.height.unwrap_or(0));
            (one.purpose.as_str(), one.format, width, height, one.file.key.clone())
        })
        .collect();
    store::add_renditions(tx, media.id, &rows).await?;
    let touches = store::touches(tx, media.id, &media.key).await?;
    let (subject, detail) = (format!("media/{}", media.id), json!({ "files": rows.len() }));
    let act = Act { at, actor: "scheduler", verb: "ready", subject: &subject, detail, touches };
    append(tx, act).await?;
    Ok(())
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
