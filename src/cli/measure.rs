//! `mocban visits measure`: how fast a busy day's ledger is folded, and what memory that takes. For
//! `make bench-counting`; no portal is touched.

use super::{Ended, say};
use crate::config::Config;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::visits::{Beginning, Bots, BusyDay, BusyLedger, CountViews, Countries, Visits};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

const DAY: Date = date(2026, 1, 15);
const DAY_SECONDS: u64 = 86_400;
/// More than a database has.
const CONNECTIONS: usize = 20;

/// Folds a busy day's ledger in `folds` parts: in one it is a day that was never folded, in many it is how a
/// portal lives.
pub(super) async fn run(config: &Config, busy: BusyDay, folds: u64) -> Result<(), Ended> {
    let ledger = config.data.join("ledger");
    if ledger.exists() {
        let folder = config.data.display();
        return Err(Ended::Said(format!("{folder} holds a ledger already; choose a new folder")));
    }
    std::fs::create_dir_all(&ledger)?;
    let db = Db::open(&config.database()).await.map_err(crate::app::BuildError::from)?;
    let clock = Clock::standing(at(0)?);
    let visits = begin(&db, &ledger, &clock).await?;
    let mut written = BusyLedger::begin(&ledger, DAY, &TimeZone::UTC, busy)?;
    // A portal at work has its connections open, whether it counts or not.
    for _ in 0..CONNECTIONS {
        visits.fold_and_refresh().await.map_err(said)?;
    }
    let before = memory();
    let (mut took, mut used) = (Duration::ZERO, 0);
    for fold in 1..=folds {
        written.write(busy.views * fold / folds)?;
        clock.set(at(DAY_SECONDS * fold / folds)?);
        let (begun, used_before) = (Instant::now(), processor_ms());
        visits.fold_and_refresh().await.map_err(said)?;
        took += begun.elapsed();
        used += processor_ms() - used_before;
    }
    let after = memory();
    let [today, ..] = visits.figures();
    db.close().await;
    let told = json!({
        "views": today.views, "visits": today.visits, "visitors": today.visitors, "folds": folds,
        "milliseconds": took.as_millis(), "processor_ms": used,
        "memory_kib": after.saturating_sub(before),
    });
    say(format_args!("{told}"))
}

/// A second of the day; the last one for those after it.
fn at(second: u64) -> Result<Timestamp, Ended> {
    let begins = DAY.to_zoned(TimeZone::UTC).map_err(said)?.timestamp();
    let second = i64::try_from(second.min(DAY_SECONDS - 1)).map_err(said)?;
    begins.checked_add(second.seconds()).map_err(said)
}

async fn begin(db: &Db, ledger: &Path, clock: &Clock) -> Result<Visits, Ended> {
    let visits = Visits::begin(Beginning {
        db: db.clone(),
        folder: ledger.to_owned(),
        clock: clock.clone(),
        zone: TimeZone::UTC,
        origin: String::new(),
        countries: Countries::default(),
        bots: Bots::built_in().map_err(crate::app::BuildError::from)?,
        counting: CountViews::On,
    });
    Ok(visits.await?)
}

fn said(error: impl std::fmt::Display) -> Ended {
    Ended::Said(error.to_string())
}

/// Resident memory of this process, in KiB, without the program and its lists, which the kernel reads from
/// their file again when it needs the room.
fn memory() -> u64 {
    status("RssAnon:")
}

fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Processor time of this process, in milliseconds: Linux counts it in hundredths of a second.
fn processor_ms() -> u64 {
    let stat = std::fs::read_to_string(Path::new("/proc/self/stat")).unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10
}
