//! Opening balances in and out: lines name entries by kind and key, the facts by number. Not for
//! what a balance may be: that is `visits/balance`.

use super::Exchange;
use super::entry_file::BadFile;
use super::opening_file::{OPENING, OpeningLine};
use crate::editorial;
use crate::people::Actor;
use crate::platform::db::Failure;
use crate::visits::{self, NotKept, Opening};
use jiff::tz::TimeZone;

/// Why balances were not brought in; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum NoOpening {
    /// A line that cannot be taken.
    #[error(transparent)]
    Bad(#[from] BadFile),
    /// The verb refused.
    #[error("opening.csv: {0}")]
    NotKept(#[from] NotKept),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Brings totals of an earlier portal in; answers how many are new or changed.
pub async fn bring_in(exchange: &Exchange, lines: &[OpeningLine]) -> Result<usize, NoOpening> {
    let mut openings = Vec::new();
    for line in lines {
        openings.push(Opening {
            entry: number(exchange, &line.entry).await?,
            views: line.views,
            visits: line.visits,
            visitors: line.visitors,
            as_of: line.as_of,
            source: line.source.clone(),
        });
    }
    let now = exchange.clock.now();
    let when = (now.as_millisecond(), now.to_zoned(TimeZone::UTC).date());
    let mut tx = exchange.db.begin().await?;
    let count = visits::bring_in(&mut tx, &Actor::Operator, when, &openings).await?;
    tx.commit().await?;
    Ok(count)
}

async fn number(exchange: &Exchange, entry: &str) -> Result<i64, NoOpening> {
    if entry.is_empty() {
        return Ok(0);
    }
    let unknown = || BadFile::new(OPENING, &format!("there is no entry {entry:?}"));
    let (kind, key) = entry.split_once('/').ok_or_else(unknown)?;
    let found = editorial::read(&exchange.db, kind, key).await?;
    Ok(found.ok_or_else(unknown)?.id)
}

/// The balances as lines, the site's first.
pub async fn lines(exchange: &Exchange) -> Result<Vec<OpeningLine>, Failure> {
    let mut lines = Vec::new();
    for opening in visits::openings(&exchange.db).await? {
        let entry = match opening.entry {
            0 => String::new(),
            id => match editorial::named(&exchange.db, id).await? {
                Some((kind, key)) => format!("{kind}/{key}"),
                None => continue,
            },
        };
        lines.push(OpeningLine {
            entry,
            views: opening.views,
            visits: opening.visits,
            visitors: opening.visitors,
            as_of: opening.as_of,
            source: opening.source,
        });
    }
    Ok(lines)
}
