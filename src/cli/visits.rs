//! The commands on figures of visits: `mocban visits opening`, `correct`, `import`, `bots`. They work
//! while a server runs on the same folder, and none touches what was measured.

use super::{Ended, Place, measure, open, say};
use crate::app::{BOTS, BuildError, countries};
use crate::config::Config;
use crate::exchange;
use crate::people::Actor;
use crate::site;
use crate::visits::{self, BusyDay, List, Lists, LogsAsked, LogsTold, Newer, Three};
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

/// `mocban visits …`
#[derive(Debug, Subcommand)]
pub(super) enum Visits {
    /// Bring totals of an earlier portal in; they are shown apart from what was measured
    Opening {
        /// A table: entry, views, visits, visitors, day it was read, source; no entry means the site
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Correct a day that is over by a signed difference, which is shown with its reason
    #[command(allow_negative_numbers = true)]
    Correct {
        /// The day, such as 2026-11-27
        day: jiff::civil::Date,
        /// Added to its views; below zero takes away
        #[arg(long, default_value_t = 0)]
        views: i64,
        /// Added to its visits
        #[arg(long, default_value_t = 0)]
        visits: i64,
        /// Added to its visitors
        #[arg(long, default_value_t = 0)]
        visitors: i64,
        /// Why, in a sentence readers will see
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        place: Place,
    },
    /// Read access logs of the time before this portal counted; shown apart, as read from logs
    Import {
        /// Logs in the combined form, packed with gzip or not, in any order; give all files of a day at once
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
    /// Make up a busy day's ledger in a new folder and measure how fast it is folded
    #[command(hide = true)]
    Measure {
        /// How many views
        #[arg(long, default_value_t = 4_000_000)]
        views: u64,
        /// How many visitors
        #[arg(long, default_value_t = 1_000_000)]
        visitors: u64,
        /// How many entries
        #[arg(long, default_value_t = 10_000)]
        entries: u32,
        /// In how many parts it is folded
        #[arg(long, default_value_t = 1)]
        folds: u64,
        #[command(flatten)]
        place: Place,
    },
    /// The lists by which machines are told from readers: show, update
    #[command(subcommand)]
    Bots(Bots),
}

/// `mocban visits bots …`
#[derive(Debug, Subcommand)]
pub(super) enum Bots {
    /// Show which lists this portal judges by
    Show {
        #[command(flatten)]
        place: Place,
    },
    /// Take newer states of COUNTER-Robots and crawler-user-agents
    Update {
        /// The files as their publishers give them out
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        place: Place,
    },
}

impl Visits {
    pub(super) fn place(&self) -> &Place {
        match self {
            Visits::Opening { place, .. }
            | Visits::Correct { place, .. }
            | Visits::Import { place, .. }
            | Visits::Measure { place, .. }
            | Visits::Bots(Bots::Show { place } | Bots::Update { place, .. }) => place,
        }
    }
}

pub(super) async fn run(config: &Config, verb: Visits) -> Result<(), Ended> {
    match verb {
        Visits::Opening { file, .. } => opening(config, &file).await,
        Visits::Correct { day, views, visits, visitors, reason, .. } => {
            correct(config, day, Three { views, visits, visitors }, &reason).await
        }
        Visits::Import { files, .. } => import(config, &files).await,
        Visits::Measure { views, visitors, entries, folds, .. } => {
            measure::run(config, BusyDay { views, visitors, entries }, folds).await
        }
        Visits::Bots(Bots::Show { .. }) => show_bots(config),
        Visits::Bots(Bots::Update { files, .. }) => update_bots(config, &files).await,
    }
}

async fn opening(config: &Config, file: &Path) -> Result<(), Ended> {
    let text = std::fs::read_to_string(file)?;
    let lines = exchange::read_opening(&text).map_err(exchange::NoOpening::from)?;
    let exchange = open(config).await?;
    let count = exchange::bring_in(&exchange, &lines).await?;
    exchange.db.close().await;
    say(format_args!("{count} of {} totals are new or changed.", lines.len()))
}

async fn correct(
    config: &Config,
    day: jiff::civil::Date,
    difference: Three,
    reason: &str,
) -> Result<(), Ended> {
    let exchange = open(config).await?;
    let at = exchange.clock.now_ms();
    let mut tx = exchange.db.begin().await?;
    visits::correct(&mut tx, &Actor::Operator, at, (day, difference, reason)).await?;
    tx.commit().await?;
    exchange.db.close().await;
    say(format_args!("The correction of {day} is written and shown."))
}

async fn import(config: &Config, files: &[PathBuf]) -> Result<(), Ended> {
    let exchange = open(config).await?;
    let site = site::settings(&exchange.db).await?;
    let zone = site.and_then(|site| TimeZone::get(&site.time_zone).ok()).unwrap_or(TimeZone::UTC);
    let bots = visits::Bots::read(&config.data.join(BOTS), config.data_centres.as_deref())
        .map_err(BuildError::from)?;
    let countries = countries(config)?;
    let pages = exchange::log_pages(&exchange).await?;
    let asked = LogsAsked {
        today: exchange.clock.wall(&zone).date(),
        zone,
        origin: config.origin(),
        bots: &bots,
        countries: &countries,
        pages: &pages,
    };
    let bar = ProgressBar::no_length().with_style(style());
    let at = exchange.clock.now_ms();
    let told = visits::import(&exchange.db, &Actor::Operator, &asked, at, (files, &bar)).await?;
    exchange.db.close().await;
    say_told(&told)
}

/// On a terminal only: the bar draws nothing elsewhere.
fn style() -> ProgressStyle {
    const LINE: &str = "{bar:40} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
    ProgressStyle::with_template(LINE).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn say_told(told: &LogsTold) -> Result<(), Ended> {
    let LogsTold { lines, known, views, judged, refused, own_days, unread, .. } = told;
    say(format_args!("{lines} new lines read; {known} were known from before."))?;
    match told.days {
        Some((first, last)) => say(format_args!("{views} views from {first} to {last}."))?,
        None => say(format_args!("No new views."))?,
    }
    let others = [
        (
            i64::try_from(*own_days).unwrap_or(0),
            "pages of days this portal counted itself, passed over",
        ),
        (*refused, "pages of machines, not counted"),
        (*judged, "pages taken out, because no reader behaves like that"),
        (i64::try_from(*unread).unwrap_or(0), "lines of no known form"),
    ];
    for (count, what) in others.into_iter().filter(|(count, _)| *count > 0) {
        say(format_args!("{count} {what}."))?;
    }
    Ok(())
}

fn show_bots(config: &Config) -> Result<(), Ended> {
    let lists = Lists::in_folder(&config.data.join(BOTS))?;
    for list in List::PUBLIC {
        say(format_args!("{}: {} patterns", list.name(), lists.patterns(list).count()))?;
        for line in lists.head(list) {
            say(format_args!("  {line}"))?;
        }
    }
    Ok(())
}

/// Every file is looked at before the first is written.
async fn update_bots(config: &Config, files: &[PathBuf]) -> Result<(), Ended> {
    let folder = config.data.join(BOTS);
    let lists = Lists::in_folder(&folder)?;
    let mut newer = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file)?;
        let compared = visits::compare(&lists, &text);
        newer.push((compared.map_err(|error| Ended::Said(format!("{name}: {error}")))?, name));
    }
    let exchange = open(config).await?;
    let now = (exchange.clock.now_ms(), exchange.clock.wall(&TimeZone::system()).date());
    let mut tx = exchange.db.begin().await?;
    for (newer, name) in &newer {
        visits::update(&mut tx, &Actor::Operator, now, &folder, (newer, name)).await?;
    }
    tx.commit().await?;
    exchange.db.close().await;
    newer.iter().try_for_each(|(newer, _)| say_newer(newer))?;
    say(format_args!("The portal judges by them from its next start on."))
}

fn say_newer(newer: &Newer) -> Result<(), Ended> {
    let (name, patterns) = (newer.list.name(), newer.patterns.len());
    let (new, gone) = (newer.new.len(), newer.gone.len());
    say(format_args!("{name}: {patterns} patterns, {new} of them new; {gone} are gone."))?;
    let each = [
        ("new", &newer.new),
        ("gone", &newer.gone),
        ("left out, it would take ordinary browsers for machines", &newer.left_out),
    ];
    for (what, patterns) in each {
        for pattern in patterns {
            say(format_args!("  {what}: {pattern}"))?;
        }
    }
    Ok(())
}
