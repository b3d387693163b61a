//! The commands on figures of visits: `mocban visits opening`, `mocban visits correct`. They work while
//! a server runs on the same folder, and neither touches what was measured.

use super::{Ended, Place, open, say};
use crate::config::Config;
use crate::exchange;
use crate::people::Actor;
use crate::visits::{self, Three};
use clap::Subcommand;
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
}

impl Visits {
    pub(super) fn place(&self) -> &Place {
        match self {
            Visits::Opening { place, .. } | Visits::Correct { place, .. } => place,
        }
    }
}

pub(super) async fn run(config: &Config, verb: Visits) -> Result<(), Ended> {
    match verb {
        Visits::Opening { file, .. } => opening(config, &file).await,
        Visits::Correct { day, views, visits, visitors, reason, .. } => {
            correct(config, day, Three { views, visits, visitors }, &reason).await
        }
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
