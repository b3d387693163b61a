//! Redirects are taken in and forgotten. Not for looking at a list first: that is `redirect::look`.

use super::{NotDone, allowed, log};
use crate::people::Actor;
use crate::platform::db::Tx;
use crate::site::redirect::{Effect, Looked};
use crate::site::store;
use serde_json::json;

/// Takes in what was looked at and not refused; answers how many redirects are new or changed. A list of
/// many is one row of the change log.
pub async fn put_redirects(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    looked: &[Looked],
) -> Result<usize, NotDone> {
    allowed(actor)?;
    let by = actor.name();
    let taken: Vec<&Looked> =
        looked.iter().filter(|one| matches!(one.effect, Effect::Added | Effect::Changed)).collect();
    for one in &taken {
        store::put_redirect(tx, (at, &by), &one.redirect).await?;
    }
    let subject = match taken.as_slice() {
        [] => return Ok(0),
        [one] => format!("redirect {}", one.redirect.from),
        _ => "redirects".to_owned(),
    };
    let list: Vec<[&str; 3]> = taken
        .iter()
        .map(|one| [one.redirect.from.as_str(), &one.redirect.to, one.redirect.kind.name()])
        .collect();
    // No page shows a redirect: they are looked up where nothing else stands.
    log(tx, actor, at, ("redirect", &subject), json!({ "redirects": list }), Vec::new()).await?;
    Ok(taken.len())
}

/// Forgets the redirect from a path.
pub async fn remove_redirect(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    from: &str,
) -> Result<(), NotDone> {
    allowed(actor)?;
    let subject = format!("redirect {from}");
    if !store::remove_redirect(tx, from).await? {
        return Err(NotDone::Missing(subject));
    }
    log(tx, actor, at, ("remove", &subject), json!({}), Vec::new()).await
}
