//! The command line: what an operator can ask of the program. It speaks English to operators;
//! readers and editors never see it.

use crate::app::{App, BuildError, Counting, exchange};
use crate::config::{Config, Said, WrongSetting};
use crate::exchange::{self as folder, Exchange, ImportError, Plan, Scale};
use crate::platform::clock::Clock;
use crate::platform::web;
use crate::routes::{Door, Proxy};
use clap::{Args, Parser, Subcommand};
use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

mod lunar;
mod measure;
mod people;
mod programme;
mod render;
mod site;
mod visits;

/// Mộc Bản: the portal of a province, a ministry or a festival committee.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Command {
    /// The settings file (default: mocban.toml here)
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Clone, Debug, Args)]
struct Place {
    /// The folder of everything the portal keeps (default: data)
    #[arg(long)]
    data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve the portal
    Serve {
        #[command(flatten)]
        place: Place,
        /// Where to listen (default: 127.0.0.1:8080)
        #[arg(long)]
        listen: Option<SocketAddr>,
        /// Fill an empty portal with the demo site
        #[arg(long)]
        demo: bool,
    },
    /// Import a site folder
    Import {
        /// The folder with site.toml
        folder: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Export the site as a folder
    Export {
        /// A new or empty folder
        folder: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Fill a portal with plausible entries, to measure it
    Generate {
        /// How many entries
        #[arg(long, default_value_t = 0, required_unless_present = "programme")]
        entries: u32,
        /// Also an action programme of so many bodies, measures and quarters, such as 34x200x8
        #[arg(long)]
        programme: Option<Scale>,
        /// The same seed makes the same entries
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[command(flatten)]
        place: Place,
    },
    /// Check the hash chain of the change log, and the frozen months of visits against it
    Audit {
        #[command(subcommand)]
        what: Option<Audited>,
        #[command(flatten)]
        place: Place,
    },
    /// Accounts: add, list, reset, disable, enable
    #[command(subcommand)]
    User(people::User),
    /// Bearer tokens of programs: add, list, revoke
    #[command(subcommand)]
    Token(people::Token),
    /// Figures of visits: an earlier portal's totals and logs, corrections, lists of machines
    #[command(subcommand)]
    Visits(visits::Visits),
    /// An action programme's periodic reports
    #[command(subcommand)]
    Programme(programme::ProgrammeVerb),
    /// Show a day in the Vietnamese lunar calendar, or list lunar months
    Lunar(lunar::Lunar),
    /// Render one picture, for the portal itself
    #[command(hide = true)]
    RenderOne(render::RenderOne),
}

#[derive(Debug, Subcommand)]
enum Audited {
    /// Recompute every row's hash and compare it with the row before
    Verify {
        #[command(flatten)]
        place: Place,
    },
}

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Ended {
    #[error(transparent)]
    Setting(#[from] WrongSetting),
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Export(#[from] folder::ExportError),
    #[error(transparent)]
    Database(#[from] crate::platform::db::Failure),
    #[error("the change log was altered: row {0} does not fit the row before it")]
    Altered(i64),
    #[error("the figures of visits of {0} are not those that were frozen")]
    AlteredMonth(String),
    #[error(transparent)]
    Lunar(#[from] lunar::NoDay),
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
    #[error(transparent)]
    Gate(#[from] crate::people::NoGate),
    #[error(transparent)]
    People(#[from] crate::people::Refusal),
    #[error(transparent)]
    Opening(#[from] folder::NoOpening),
    #[error(transparent)]
    Figures(#[from] crate::visits::NotKept),
    #[error(transparent)]
    Logs(#[from] crate::visits::NotRead),
    #[error(transparent)]
    LogPages(#[from] folder::NoPages),
    #[error(transparent)]
    Lists(#[from] crate::visits::WrongList),
    #[error(transparent)]
    NotUpdated(#[from] crate::visits::NotUpdated),
    #[error(transparent)]
    Programme(#[from] crate::action_programme::Refusal),
    #[error("no account has the address {0}")]
    NoAccount(String),
    #[error(
        "{0:?} is no role: author, translator, editor, publisher, coordinator, inspector, administrator"
    )]
    NoRole(String),
    #[error("{0:?} is no scope: read, write, publish, media, people, site, log")]
    NoScope(String),
    #[error(transparent)]
    Render(#[from] crate::media::RenderError),
    #[error("{0}")]
    Said(String),
    #[error("{0}")]
    Demo(String),
}

/// Runs a command; an error is one line on standard error and a non-zero exit.
pub fn run(command: Command) -> ExitCode {
    // Before threads and a log are set up: it holds foreign bytes and needs neither.
    if let Verb::RenderOne(asked) = command.verb {
        return match render::run(asked) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error.into()),
        };
    }
    let filter = tracing_subscriber::EnvFilter::try_from_env("MOCBAN_LOG");
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,mocban=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(std::thread::available_parallelism().map_or(2, std::num::NonZero::get))
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&Ended::Write(error)),
    };
    match runtime.block_on(act(command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(ended) => fail(&ended),
    }
}

fn fail(ended: &Ended) -> ExitCode {
    let _ = writeln!(io::stderr(), "mocban: {ended}");
    ExitCode::FAILURE
}

pub(crate) fn say(line: std::fmt::Arguments<'_>) -> Result<(), Ended> {
    Ok(writeln!(io::stdout(), "{line}")?)
}

async fn act(command: Command) -> Result<(), Ended> {
    let read = |said: Said| Config::read(command.config.as_deref(), said);
    let at = |place: Place| Said { data: place.data, listen: None };
    match command.verb {
        Verb::User(verb) => people::user(&read(at(verb.place().clone()))?, verb).await,
        Verb::Token(verb) => people::token(&read(at(verb.place().clone()))?, verb).await,
        Verb::Visits(verb) => visits::run(&read(at(verb.place().clone()))?, verb).await,
        Verb::Programme(verb) => programme::run(&read(at(verb.place().clone()))?, verb).await,
        Verb::Lunar(lunar) => lunar::run(&lunar),
        Verb::RenderOne(asked) => Ok(render::run(asked)?),
        Verb::Serve { place, listen, demo } => {
            let config = read(Said { data: place.data, listen })?;
            serve(&config, if demo { Start::WithDemo } else { Start::AsItIs }).await
        }
        Verb::Import { folder, place } => site::import(&read(at(place))?, &folder).await,
        Verb::Export { folder, place } => site::export(&read(at(place))?, &folder).await,
        Verb::Generate { entries, programme, seed, place } => {
            site::generate(&read(at(place))?, Plan { entries, seed }, programme).await
        }
        Verb::Audit { what, place } => {
            // The place may stand before or after the word.
            let place = match what {
                Some(Audited::Verify { place: after }) if after.data.is_some() => after,
                _ => place,
            };
            audit(&read(at(place))?).await
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    AsItIs,
    WithDemo,
}

async fn open(config: &Config) -> Result<Exchange, Ended> {
    Ok(exchange(config, Clock::system()).await?)
}

async fn serve(config: &Config, start: Start) -> Result<(), Ended> {
    // Both signals are listened for before anything is built: an early one must not be lost.
    let (mut terminate, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    // The port first: a taken one is said at once, before the database is touched.
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| Ended::Listen(config.listen, error))?;
    let address = listener.local_addr()?;
    let _lock = hold(config)?;
    let exchange = open(config).await?;
    if start == Start::WithDemo && crate::site::settings(&exchange.db).await?.is_none() {
        site::import_demo(&exchange).await?;
    }
    let app = App::build(config, exchange, Counting::EachSecond).await?;
    let proxy = if config.behind_proxy { Proxy::Forwards } else { Proxy::None };
    let door = Arc::new(Door::new(app.portal.clone(), proxy));
    say(format_args!("Mộc Bản serves http://{address}/"))?;
    io::stdout().flush()?;
    let visits = Arc::clone(&app.portal.visits);
    let ended = async {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        // Pages that listen to the figures would hold the end up.
        visits.end_listening();
    };
    web::serve(listener, door, ended).await;
    app.end().await;
    Ok(())
}

/// Keeps a second server off the same folder; the lock ends with the process, however it ends.
fn hold(config: &Config) -> Result<std::fs::File, Ended> {
    let name = config.data.display().to_string();
    let folder = |error| Ended::Build(BuildError::Folder(name.clone(), error));
    std::fs::create_dir_all(&config.data).map_err(folder)?;
    let file = std::fs::File::create(config.data.join("serving.lock")).map_err(folder)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(_) => Err(BuildError::InUse(name.clone()).into()),
    }
}

async fn audit(config: &Config) -> Result<(), Ended> {
    let exchange = open(config).await?;
    if let Some(seq) = crate::platform::changes::verify(&exchange.db).await? {
        return Err(Ended::Altered(seq));
    }
    if let Some(month) = crate::visits::altered(&exchange.db).await? {
        return Err(Ended::AlteredMonth(month));
    }
    let rows = crate::platform::changes::last(&exchange.db).await?;
    say(format_args!("The change log is whole: {rows} rows."))
}

/// A line that counts up on a terminal, or a line an entry elsewhere.
pub(crate) fn progress(done: usize, of: usize, what: &str) {
    let mut out = io::stdout();
    let line = if out.is_terminal() {
        let last = if done == of { "\n" } else { "" };
        write!(out, "\r\x1b[K{done}/{of} {what}{last}")
    } else {
        writeln!(out, "{done}/{of} {what}")
    };
    // A closed pipe must not stop an import half way.
    let _ = line.and_then(|()| out.flush());
}
