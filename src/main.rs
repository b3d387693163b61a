//! The program: reads the command line and runs it.

use clap::Parser;
use mocban::cli::Command;
use std::process::ExitCode;

/// Every packed page and every answer is allocated and freed: mimalloc returns both sooner.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    mocban::cli::run(Command::parse())
}
