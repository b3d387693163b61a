//! The hidden command behind which a picture is rendered in a process of its own. Not for people:
//! the serving portal calls it.

use crate::media::{Focal, Format, RenderError, Task, render_one};
use clap::Args;
use std::path::PathBuf;

/// What the portal hands over.
#[derive(Debug, Args)]
pub struct RenderOne {
    original: PathBuf,
    folder: PathBuf,
    #[arg(long, value_parser = focal)]
    focal: Focal,
    #[arg(long, value_delimiter = ',', value_parser = format)]
    formats: Vec<Format>,
    #[arg(long)]
    memory_mb: u64,
    #[arg(long)]
    seconds: u64,
}

fn focal(text: &str) -> Result<Focal, String> {
    let numbers = text.split_once(',').and_then(|(x, y)| x.parse().ok().zip(y.parse().ok()));
    numbers.map(|(x, y)| Focal { x, y }).ok_or_else(|| "two numbers parted by a comma".to_owned())
}

fn format(text: &str) -> Result<Format, String> {
    Format::named(text).ok_or_else(|| "avif, webp or jpeg".to_owned())
}

/// Renders one picture. Needs no runtime and no database, and has none.
pub fn run(asked: RenderOne) -> Result<(), RenderError> {
    let RenderOne { original, folder, focal, formats, memory_mb, seconds } = asked;
    render_one(&Task { original, folder, focal, formats, memory_mb, seconds })
}
