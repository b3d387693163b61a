//! Redirects are taken in and forgotten. Not for looking at a list first: that is `redirect::look`.

use super::{Fault, NotDone, allowed, log};
use crate::people::Actor;
use crate::platform::db::{Db, Tx};
use crate::site::redirect::{self, Effect, Looked, Redirect};
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
    let mut was = Vec::new();
    for one in &taken {
        if one.effect == Effect::Changed {
            was.extend(store::take_redirect(tx, &one.redirect.from).await?);
        }
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
    let detail = json!({ "redirects": list, "was": was });
    log(tx, actor, at, ("redirect", &subject), detail, Vec::new()).await?;
    Ok(taken.len())
}

/// Forgets the redirect from a path; answers the place in the log.
pub async fn remove_redirect(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    from: &str,
) -> Result<i64, NotDone> {
    allowed(actor)?;
    let subject = format!("redirect {from}");
    let was = store::take_redirect(tx, from).await?;
    let was = was.ok_or_else(|| NotDone::Missing(subject.clone()))?;
    log(tx, actor, at, ("remove", &subject), json!({ "was": was }), Vec::new()).await
}

/// Puts a redirect back that was forgotten; those there are now must bear it.
pub(super) async fn put_back_redirect(
    tx: &mut Tx,
    actor: &Actor,
    at: i64,
    db: &Db,
    was: Redirect,
) -> Result<(), NotDone> {
    let existing = store::redirects(db, "", 0, i64::MAX).await?;
    let subject = format!("redirect {}", was.from);
    let looked = redirect::look(&existing, vec![(was, Vec::new())], "", &|_| false);
    for one in &looked {
        match one.effect {
            Effect::Added => {}
            Effect::Changed | Effect::Same => return Err(NotDone::Taken(subject)),
            Effect::Refused => {
                let fault =
                    |remark: &redirect::Remark| Fault::new(&*one.redirect.from, remark.key());
                return Err(NotDone::Faulty(one.remarks.iter().map(fault).collect()));
            }
        }
        store::put_redirect(tx, (at, &actor.name()), &one.redirect).await?;
    }
    log(tx, actor, at, ("put-back", &subject), json!({}), Vec::new()).await?;
    Ok(())
}
