//! An old edition made the newest again, as a save like any other. Not for publishing it.

use super::Opened;
use super::versions::Pair;
use crate::desk::refused::{self, Back};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial::{self, Draft, Seen};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;

/// Restores the words, or words and facts, of an edition. Taking it back is the same deed the other
/// way round, sent as an address.
pub async fn act(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    RawQuery(query): RawQuery,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = Opened::find(&portal, id, &language).await?;
    let in_address: Result<Vec<(String, String)>, _> =
        serde_urlencoded::from_str(query.as_deref().unwrap_or_default());
    let sent = Sent(sent.0.into_iter().chain(in_address.unwrap_or_default()).collect());
    let pair = Pair::read(sent.get("version")).ok_or(Fault::Unclear)?;
    let seen: Seen = serde_json::from_str(sent.get("seen")).map_err(|_| Fault::Unclear)?;
    let content = pair.content(&portal.db, id, opened.language).await?;
    let (old_facts, words) = content.ok_or(Fault::NotFound)?;
    let words = opened.stored.corrected(opened.language, words);
    let facts = if sent.get("what") == "words" { &opened.stored.facts } else { &old_facts };
    let of = opened.of(&portal)?;
    let before = Pair::newest(&opened.stored, opened.language).ok_or(Fault::NotFound)?;
    let draft = Draft {
        rules: of.rules,
        key: of.key,
        seen: Some(seen),
        facts,
        words: &[(opened.language, &words)],
    };
    let back = format!("{}/history", opened.url());
    let mut tx = portal.db.begin().await?;
    let saved = editorial::save(&mut tx, &signed.actor, portal.clock.now_ms(), draft).await;
    if let Err(refusal) = saved {
        drop(tx);
        return refused::page(&portal, &signed, refusal, Back::to(back)).await;
    }
    tx.commit().await?;
    let after = editorial::read(&portal.db, &opened.kind, &opened.key).await?;
    let after = after.and_then(|stored| Pair::newest(&stored, opened.language));
    let told = if after == Some(before) { "same".to_owned() } else { before.key() };
    Ok(see_other(&format!("{back}?before={told}")))
}
