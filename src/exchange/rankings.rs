//! International rankings out of a site folder: what differs is put down by the same verbs as at the
//! desk. Not for reading the files: that is `rankings_file.rs`.

use super::Exchange;
use crate::action_programme::rankings::{self, Edition, Index, Refusal};
use crate::people::Actor;
use crate::platform::db::Tx;
use jiff::tz::TimeZone;

/// Indexes and editions that differ; what the folder does not name stays as it is.
pub async fn bring_in(
    exchange: &Exchange,
    tx: &mut Tx,
    at: i64,
    given: &[Index],
) -> Result<(), Refusal> {
    let known = rankings::indexes(&exchange.db).await?;
    let today = exchange.clock.now().to_zoned(TimeZone::UTC).date();
    for (place, index) in (0_i64..).zip(given) {
        let stored = known.iter().find(|one| one.key == index.key);
        if !stored.is_some_and(|stored| stored.says_the_same(index)) {
            let (with, who) = ((&mut *tx, &exchange.db), &Actor::Operator);
            rankings::put_index(with, who, at, (place, index), stored).await?;
        }
        for edition in &index.editions {
            let before = stored
                .and_then(|stored| stored.editions.iter().find(|one| one.label == edition.label));
            let seen = before.map_or(0, |before| before.revision);
            // A folder of an earlier version says nothing of copies.
            let copied = before.filter(|before| before.source == edition.source);
            let copy =
                edition.copy.clone().or_else(|| copied.and_then(|before| before.copy.clone()));
            let given = Edition { revision: seen, copy, ..edition.clone() };
            if before != Some(&given) {
                let when = (at, today);
                rankings::put_edition(tx, &Actor::Operator, when, (index, seen), &given).await?;
            }
        }
    }
    Ok(())
}
