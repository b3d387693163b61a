//! What can be put beside the measured figures. Each is a row of the change log; a correction is
//! never changed or taken back, only followed by another.

use super::model::{Correction, Opening, Wrong};
use super::store;
use crate::people::{Actor, Right, Scope};
use crate::platform::changes::{Act, Token, append};
use crate::platform::db::{Failure, Tx};
use crate::visits::facts::Three;
use jiff::civil::Date;
use serde_json::{Value, json};

/// Why nothing was put down.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// The actor lacks the right to govern the site.
    #[error("{0} may not set figures of visits")]
    NotAllowed(Actor),
    /// Something is wrong with a row.
    #[error("{0}: {1}")]
    Wrong(String, Wrong),
    /// The database did not answer.
    #[error(transparent)]
    Database(#[from] Failure),
}

/// Brings totals of an earlier portal in. A total of the same entry is replaced; what stood there
/// stays in the log. All of them or none.
pub async fn bring_in(
    tx: &mut Tx,
    actor: &Actor,
    (at, today): (i64, Date),
    openings: &[Opening],
) -> Result<usize, NotKept> {
    allowed(actor)?;
    let (mut taken, mut touches) = (Vec::new(), Vec::new());
    for opening in openings {
        let subject = format!("opening balance of entry {}", opening.entry);
        let before = store::opening(tx, opening.entry).await?;
        if before.as_ref() == Some(opening) {
            continue;
        }
        if let Some(wrong) = opening.wrong(today) {
            return Err(NotKept::Wrong(subject, wrong));
        }
        store::put_opening(tx, (at, &actor.name()), opening).await?;
        // The entry's own page shows it beside what was measured.
        touches.push(format!("entry:{}", opening.entry));
        let was = before.map(|before| before.views);
        taken.push(json!({ "entry": opening.entry, "views": opening.views, "was": was,
            "as_of": opening.as_of, "source": opening.source }));
    }
    if taken.is_empty() {
        return Ok(0);
    }
    let count = taken.len();
    log(tx, actor, at, ("bring-in", "visits/opening"), json!({ "openings": taken }), touches)
        .await?;
    Ok(count)
}

/// Puts a correction of a day down, with its reason.
pub async fn correct(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (day, difference, reason): (Date, Three, &str),
) -> Result<(), NotKept> {
    allowed(actor)?;
    let correction =
        Correction { day, difference, reason: reason.trim().to_owned(), actor: actor.name(), at };
    let stands = store::closed_day(tx, day).await?;
    if let Some(wrong) = correction.wrong(stands) {
        return Err(NotKept::Wrong(format!("correction of {day}"), wrong));
    }
    store::put_correction(tx, &correction).await?;
    let detail = json!({ "views": difference.views, "visits": difference.visits,
        "visitors": difference.visitors, "reason": correction.reason });
    log(tx, actor, at, ("correct", &format!("visits/{day}")), detail, Vec::new()).await
}

fn allowed(actor: &Actor) -> Result<(), NotKept> {
    let may = actor.may(Right::Govern, &Scope::site());
    if may { Ok(()) } else { Err(NotKept::NotAllowed(actor.clone())) }
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    (verb, subject): (&str, &str),
    detail: Value,
    touches: Vec<Token>,
) -> Result<(), NotKept> {
    // The page of visits is made anew each time it is asked for: it need not be touched.
    let name = actor.name();
    append(tx, Act { at, actor: &name, verb, subject, detail, touches }).await?;
    Ok(())
}
