//! One picture rendered in a process of its own: the bytes come from strangers, and a decoder that
//! panics, never ends or fills the memory ends this process and nothing else. Not for who asks
//! (`works/renderer.rs`), nor for what is made (`render.rs`).

use super::model::{Focal, Format};
use super::render::{Made, RenderError, render};
use rustix::process::{
    Resource, Rlimit, Signal, getpid, set_parent_process_death_signal, setpriority_process,
    setrlimit,
};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

// Beside a busy thread that answers readers it gets a tenth of a processor (setpriority(2)). Lower
// still, and a picture would never be ready on a server that is always busy.
const NICENESS: i32 = 10;
/// The longest file it may write, in bytes: no rendition comes near.
const MOST_WRITTEN: u64 = 256 << 20;

/// What a child is asked to do.
#[derive(Clone, Debug)]
pub struct Task {
    /// The picture.
    pub original: PathBuf,
    /// An empty folder for what is made of it.
    pub folder: PathBuf,
    /// The point every cut keeps.
    pub focal: Focal,
    /// In which formats.
    pub formats: Vec<Format>,
    /// The memory it may take, in megabytes.
    pub memory_mb: u64,
    /// How long it may compute, in seconds.
    pub seconds: u64,
}

/// The line a child says for each rendition that lies whole in the folder.
#[derive(Debug, Serialize, Deserialize)]
pub struct Line {
    /// The name of its purpose.
    pub purpose: String,
    /// The name of its format.
    pub format: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// How far the whole work is, in hundredths.
    pub hundredths: u8,
    /// The file's name in the folder.
    pub file: String,
}

/// Does the task and says a line for each rendition. Limits itself before it reads a byte.
pub fn render_one(task: &Task) -> Result<(), RenderError> {
    limit(task).map_err(io::Error::from)?;
    let original = fs::read(&task.original)?;
    let (mut number, mut said) = (0, io::stdout().lock());
    render(&original, task.focal, &task.formats, |made| {
        number += 1;
        let line = written(&task.folder, number, &made)?;
        serde_json::to_writer(&mut said, &line)?;
        said.write_all(b"\n")?;
        said.flush()
    })
}

fn limit(task: &Task) -> rustix::io::Result<()> {
    // A portal that is killed takes its children along.
    set_parent_process_death_signal(Some(Signal::KILL))?;
    setpriority_process(Some(getpid()), NICENESS)?;
    let most = |limit: u64| Rlimit { current: Some(limit), maximum: Some(limit) };
    setrlimit(Resource::Core, most(0))?;
    setrlimit(Resource::Fsize, most(MOST_WRITTEN))?;
    setrlimit(Resource::Cpu, most(task.seconds))?;
    // What is written to counts, not what is merely reserved: the program's own code is larger than
    // many a picture.
    setrlimit(Resource::Data, most(task.memory_mb << 20))
}

fn written(folder: &Path, number: u32, made: &Made) -> io::Result<Line> {
    let file = format!("{number}.{}", made.format.ending());
    fs::write(folder.join(&file), &made.bytes)?;
    Ok(Line {
        purpose: made.purpose.name().to_owned(),
        format: made.format.name().to_owned(),
        width: made.width,
        height: made.height,
        hundredths: made.hundredths,
        file,
    })
}
