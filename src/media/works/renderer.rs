//! The portal's side of rendering: a child process of this program for each picture, heard line by
//! line, ended when it takes too long or nobody waits. Not for what the child does (`child.rs`).

use crate::media::child::Line;
use crate::media::model::{Focal, Format, Purpose};
use crate::platform::jobs::JobError;
use rustix::process::Signal;
use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{Instant, timeout_at};

/// The hidden word of the command line behind which the child begins.
pub const WORD: &str = "render-one";
// The largest picture takes a minute on an idle server; beside a busy one it gets a tenth.
const LONGEST: Duration = Duration::from_hours(1);
const LONGEST_TEXT: u64 = 4096;

/// How to call the program that decodes pictures.
#[derive(Clone, Debug)]
pub struct Renderer {
    program: OsString,
    memory_mb: u64,
}

impl Renderer {
    /// The running program itself, with this much memory for a picture.
    pub fn with_memory(memory_mb: u64) -> Renderer {
        // Still this very program after a newer one was put in its place.
        Renderer { program: "/proc/self/exe".into(), memory_mb }
    }

    /// Another copy of the program.
    #[must_use]
    pub fn of(self, program: impl Into<OsString>) -> Renderer {
        Renderer { program: program.into(), ..self }
    }

    /// Begins to render a picture into an empty folder.
    pub fn begin(
        &self,
        original: &Path,
        folder: PathBuf,
        focal: Focal,
        formats: &[Format],
    ) -> Result<Rendering, JobError> {
        let formats: Vec<_> = formats.iter().map(|format| format.name()).collect();
        let mut command = Command::new(&self.program);
        // A decoder that is taken over finds no address and no password.
        // An allocator that takes its memory beforehand would go round the limit.
        command.env_clear().env("MIMALLOC_ARENA_RESERVE", "0").arg(WORD).arg(original).arg(&folder);
        command.args(["--focal", &format!("{},{}", focal.x, focal.y)]);
        command.args(["--formats", &formats.join(",")]);
        command.args(["--memory-mb", &self.memory_mb.to_string()]);
        command.args(["--seconds", &LONGEST.as_secs().to_string()]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        let mut child = command.spawn().map_err(cannot_run)?;
        let said = child.stdout.take().ok_or_else(|| JobError::Again("no output".to_owned()))?;
        let lines = BufReader::new(said).lines();
        Ok(Rendering { child, lines, folder, until: Instant::now() + LONGEST })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn cannot_run(error: std::io::Error) -> JobError {
    JobError::Again(format!("the process for pictures cannot be run: {error}"))
}

/// A rendition that lies in the folder.
#[derive(Debug)]
pub struct Rendered {
    pub purpose: Purpose,
    pub format: Format,
    pub width: u32,
    pub height: u32,
    pub hundredths: u8,
    pub path: PathBuf,
}

/// A child at work. Dropped, it is ended.
#[derive(Debug)]
pub struct Rendering {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    folder: PathBuf,
    until: Instant,
}

impl Rendering {
    /// The next rendition; `None` when all are made.
    pub async fn next(&mut self) -> Result<Option<Rendered>, JobError> {
        let too_long = |_| JobError::Never("the picture took too long".to_owned());
        match timeout_at(self.until, self.lines.next_line()).await.map_err(too_long)? {
            Ok(Some(line)) => self.read(&line).map(Some),
            Ok(None) | Err(_) => self.ended().await.map(|()| None),
        }
    }

    fn read(&self, line: &str) -> Result<Rendered, JobError> {
        let unclear = || JobError::Never(format!("the process for pictures said {line:?}"));
        let said: Line = serde_json::from_str(line).map_err(|_| unclear())?;
        let named = Purpose::named(&said.purpose).zip(Format::named(&said.format));
        // A name and no path: whatever the child says, only its folder is read.
        let plain = !said.file.contains(['/', '\\']) && !said.file.starts_with('.');
        let (purpose, format) = named.filter(|_| plain).ok_or_else(unclear)?;
        let Line { width, height, hundredths, file, .. } = said;
        Ok(Rendered { purpose, format, width, height, hundredths, path: self.folder.join(file) })
    }

    async fn ended(&mut self) -> Result<(), JobError> {
        let mut said = Vec::new();
        if let Some(errors) = self.child.stderr.take() {
            errors.take(LONGEST_TEXT).read_to_end(&mut said).await.map_err(cannot_run)?;
        }
        let status = self.child.wait().await.map_err(cannot_run)?;
        told(status, String::from_utf8_lossy(&said).trim())
    }
}

/// What the end of a child means: one that was asked to end is asked again, one that ended over its
/// picture will do so each time.
fn told(status: ExitStatus, said: &str) -> Result<(), JobError> {
    if status.success() {
        return Ok(());
    }
    let asked_to_end = [Signal::TERM, Signal::INT, Signal::HUP].map(Signal::as_raw);
    match status.signal() {
        Some(signal) if asked_to_end.contains(&signal) => {
            Err(JobError::Again(format!("the process for pictures was ended by signal {signal}")))
        }
        // It said what is wrong with the picture.
        None if status.code() == Some(1) => Err(JobError::Never(said.to_owned())),
        _ => Err(JobError::Never(format!(
            "the process for pictures ended over this one ({status}): {said}"
        ))),
    }
}
