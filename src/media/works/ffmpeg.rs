//! The programs `ffmpeg` and `ffprobe`, run as processes: at a low priority, on one thread,
//! without a network, for a bounded time. Not for what is made with them.

use crate::platform::jobs::{JobContext, JobError};
use serde::Deserialize;
use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};

/// How to call the two programs.
#[derive(Clone, Debug)]
pub struct Ffmpeg {
    ffmpeg: OsString,
    ffprobe: OsString,
}

impl Default for Ffmpeg {
    /// Those that are found in `PATH`.
    fn default() -> Ffmpeg {
        Ffmpeg { ffmpeg: "ffmpeg".into(), ffprobe: "ffprobe".into() }
    }
}

/// Tells a job how far it is while ffmpeg works on its share of it.
#[derive(Debug)]
pub struct Telling<'a> {
    /// The job.
    pub job: &'a JobContext,
    /// Where the share begins, in hundredths of the job.
    pub begin: f64,
    /// Where it ends.
    pub end: f64,
    /// How long the film is, in seconds.
    pub seconds: f64,
    /// What was told last, in hundredths.
    pub told: f64,
}

impl Telling<'_> {
    async fn hear(&mut self, seconds: f64) -> Result<(), JobError> {
        let now = self.begin + (self.end - self.begin) * (seconds / self.seconds).clamp(0.0, 1.0);
        // Each word is a write: three hundredths at a time are enough to see it move.
        if now < self.told + 3.0 {
            return Ok(());
        }
        self.told = now;
        self.job.progress(hundredths(now)).await
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
fn hundredths(of: f64) -> u8 {
    of.clamp(0.0, 100.0) as u8
}

/// What `ffprobe` tells of a file.
#[derive(Debug, Deserialize)]
pub struct Probed {
    streams: Vec<Stream>,
    format: Container,
}

#[derive(Debug, Deserialize)]
struct Stream {
    codec_type: Option<String>,
    width: Option<i64>,
    height: Option<i64>,
    #[serde(default)]
    disposition: Disposition,
}

#[derive(Debug, Default, Deserialize)]
struct Disposition {
    #[serde(default)]
    attached_pic: i64,
}

#[derive(Debug, Deserialize)]
struct Container {
    duration: Option<String>,
}

impl Probed {
    /// How long it plays, in seconds; `None` when it does not say.
    pub fn seconds(&self) -> Option<f64> {
        self.format.duration.as_deref()?.parse().ok().filter(|seconds| *seconds > 0.0)
    }

    /// Width and height of its film in pixels, not turned upright.
    pub fn size(&self) -> Option<(i64, i64)> {
        let film = |one: &&Stream| {
            one.codec_type.as_deref() == Some("video") && one.disposition.attached_pic == 0
        };
        self.streams.iter().find(film).and_then(|one| one.width.zip(one.height))
    }

    /// Whether there is something to hear.
    pub fn sounds(&self) -> bool {
        self.streams.iter().any(|one| one.codec_type.as_deref() == Some("audio"))
    }
}

// A file is told what it is: a list that names other files is then no film.
const ONLY_FILES: [&str; 2] = ["-protocol_whitelist", "file,pipe"];
const PROBE_TIME: Duration = Duration::from_mins(1);
const STILL_TIME: Duration = Duration::from_mins(5);
const LONGEST_TEXT: u64 = 1 << 20;

/// The name of the reader for a media type.
pub fn reader(content_type: &str) -> &'static str {
    match content_type {
        "video/webm" | "video/x-matroska" => "matroska",
        "audio/mpeg" => "mp3",
        "audio/ogg" => "ogg",
        "audio/wav" => "wav",
        "audio/flac" => "flac",
        _ => "mov",
    }
}

impl Ffmpeg {
    /// Asks what is in a file.
    pub async fn probe(&self, reader: &str, file: &Path) -> Result<Probed, JobError> {
        let mut command = unhurried(&self.ffprobe);
        command.args(ONLY_FILES).args(["-v", "error", "-f", reader]);
        command.args(["-of", "json", "-show_format", "-show_streams", "-i"]).arg(file);
        let mut child = begun(command)?;
        let text = async {
            let mut text = Vec::new();
            if let Some(out) = child.stdout.take() {
                out.take(LONGEST_TEXT).read_to_end(&mut text).await?;
            }
            Ok::<_, std::io::Error>((ended(child).await?, text))
        };
        let (said, text) = timed(PROBE_TIME, text).await?;
        said.map_err(|said| JobError::Never(format!("the film cannot be read: {said}")))?;
        serde_json::from_slice(&text)
            .map_err(|error| JobError::Never(format!("the film cannot be read: {error}")))
    }

    /// Writes down the picture a film shows at a moment, in seconds; `view` is a filter or nothing.
    pub async fn still(
        &self,
        film: &Path,
        (at, view): (f64, Option<&str>),
        to: &Path,
    ) -> Result<(), JobError> {
        let mut command = unhurried(&self.ffmpeg);
        command.args(["-nostdin", "-y", "-v", "error", "-max_alloc", "1073741824"]);
        command.args(ONLY_FILES).args(["-threads", "1", "-ss", &format!("{at:.3}"), "-f", "mov"]);
        command.arg("-i").arg(film).args(["-map", "0:v:0", "-frames:v", "1"]);
        if let Some(view) = view {
            command.args(["-vf", view]);
        }
        command.args(["-q:v", "4", "-f", "image2", "-update", "1"]).arg(to);
        let said = timed(STILL_TIME, ended(begun(command)?)).await?;
        said.map_err(|said| JobError::Never(format!("the film shows no picture: {said}")))
    }

    /// Runs ffmpeg over a file. `told` hears how many seconds are done.
    pub async fn run(
        &self,
        (reader, from): (Option<&str>, &Path),
        args: &[&str],
        to: &Path,
        limit: Duration,
        mut told: Telling<'_>,
    ) -> Result<(), JobError> {
        let mut command = unhurried(&self.ffmpeg);
        command.args(["-nostdin", "-y", "-v", "error", "-max_alloc", "1073741824"]);
        command.args(ONLY_FILES).args(["-threads", "1"]);
        if let Some(reader) = reader {
            command.args(["-f", reader]);
        }
        command.arg("-i").arg(from).args(["-threads", "1", "-progress", "pipe:1"]);
        command.args(args).arg(to);
        let mut child = begun(command)?;
        let lines = child.stdout.take().map(|out| BufReader::new(out).lines());
        let work = async {
            if let Some(mut lines) = lines {
                while let Ok(Some(line)) = lines.next_line().await {
                    // Named for milliseconds, counted in millionths (ffmpeg's own tracker, 7345).
                    let time =
                        line.strip_prefix("out_time_us=").and_then(|us| us.parse::<f64>().ok());
                    if let Some(us) = time {
                        told.hear(us / 1_000_000.0).await?;
                    }
                }
            }
            ended(child).await.map_err(|error| JobError::Again(error.to_string()))
        };
        let said = tokio::time::timeout(limit, work).await;
        let too_long = |_| JobError::Never("the film took too long to convert".to_owned());
        said.map_err(too_long)??
            .map_err(|said| JobError::Never(format!("the film cannot be converted: {said}")))
    }
}

async fn timed<T>(
    limit: Duration,
    work: impl Future<Output = std::io::Result<T>>,
) -> Result<T, JobError> {
    match tokio::time::timeout(limit, work).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(JobError::Again(error.to_string())),
        Err(_) => Err(JobError::Never("the film took too long to read".to_owned())),
    }
}

fn unhurried(program: &OsString) -> Command {
    let mut command = Command::new("nice");
    command.args(["-n", "10"]).arg(program);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // Ends with its job: the process that asked is gone, or took too long.
    command.kill_on_drop(true);
    command
}

fn begun(mut command: Command) -> Result<Child, JobError> {
    command.spawn().map_err(|error| JobError::Again(format!("ffmpeg cannot be run: {error}")))
}

/// Waits for the end; answers what the program said when it failed.
async fn ended(mut child: Child) -> std::io::Result<Result<(), String>> {
    let mut said = Vec::new();
    if let Some(errors) = child.stderr.take() {
        errors.take(LONGEST_TEXT).read_to_end(&mut said).await?;
    }
    let status = child.wait().await?;
    // `nice` answers so when there is no such program.
    if status.code() == Some(127) {
        let missing = "ffmpeg is not installed on this server; install the package ffmpeg";
        return Ok(Err(missing.to_owned()));
    }
    if status.success() {
        return Ok(Ok(()));
    }
    let text = String::from_utf8_lossy(&said).into_owned();
    let count = text.chars().count();
    Ok(Err(text.chars().skip(count.saturating_sub(500)).collect()))
}
