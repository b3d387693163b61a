//! A sent form becomes an edition, or comes back with what is wrong with it; a clash is shown with
//! both texts. Nothing that was typed is lost on any of these ways.

use super::edit::{Instead, page};
use super::{Opened, as_seen, clash, open, seen_of, sheet};
use crate::desk::form::{FieldError, Filled, Pairs};
use crate::desk::frame::with_status;
use crate::desk::refused;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial::{self, Draft, Facts, Refusal, Seen, Words};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

/// What a person chose when two texts clashed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Resolve {
    /// Nothing to choose: a plain save.
    Plain,
    /// Her own text over the other, which stays in the history.
    Mine,
    /// The other text; hers stays in the history.
    Theirs,
    /// Both together.
    Merged,
    /// Go on writing with her text.
    Write,
}

impl Resolve {
    fn of(sent: &Sent) -> Resolve {
        match sent.get("resolve") {
            "mine" => Resolve::Mine,
            "theirs" => Resolve::Theirs,
            "merged" => Resolve::Merged,
            "write" => Resolve::Write,
            _ => Resolve::Plain,
        }
    }
}

/// Saves what was sent.
pub async fn save(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, id, &language).await?;
    let resolve = Resolve::of(&sent);
    let Some(seen) = seen_of(sent.get("seen")) else { return Err(Fault::Unclear) };
    let from = seen_of(sent.get("from")).unwrap_or_else(|| seen.clone());
    let base = as_seen(&portal, &opened, &from).await?;
    let filled = sheet::read(&portal, &signed, &opened, (&base.0, &base.1), &sent.0).await?;
    if sent.get("move").is_empty() && filled.errors.is_empty() && resolve != Resolve::Write {
        let written = Written { filled: &filled, base: &base, seen: &seen, from: &from };
        return kept(&portal, &signed, &opened, &sent, written, resolve).await;
    }
    // A row that was only moved up or down is no error.
    let status =
        if filled.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let pairs = filled.pairs.unwrap_or_else(|| typed(&sent));
    let instead = Instead { pairs, errors: filled.errors, seen: sent.get("seen").to_owned() };
    Ok(with_status(page(&portal, &signed, &opened, Some(instead), None).await?, status))
}

/// The fields of the form itself.
fn typed(sent: &Sent) -> Pairs {
    sent.without(&["seen", "from", "resolve", "then", "move"])
}

/// What was written, over what, having seen what.
struct Written<'a> {
    filled: &'a Filled,
    base: &'a (Facts, Words),
    seen: &'a Seen,
    from: &'a Seen,
}

async fn kept(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
    written: Written<'_>,
    resolve: Resolve,
) -> Result<Response, Fault> {
    let mine = (&written.filled.facts, &written.filled.words);
    let newest = (&opened.stored.facts, &opened.words());
    let done = match resolve {
        Resolve::Theirs => {
            // Hers first, so that it stands in the history; then theirs again on top.
            match commit(portal, signed, opened, written.seen, mine).await {
                Ok(()) => {
                    let again = open(portal, opened.id, opened.language.code()).await?;
                    commit(portal, signed, opened, &again.stored.seen(), newest).await
                }
                refused => refused,
            }
        }
        Resolve::Merged => {
            let base = (&written.base.0, &written.base.1);
            match editorial::merge(base, mine, newest).merged {
                Some((facts, words)) => {
                    commit(portal, signed, opened, written.seen, (&facts, &words)).await
                }
                None => commit(portal, signed, opened, written.seen, mine).await,
            }
        }
        Resolve::Mine | Resolve::Plain | Resolve::Write => {
            commit(portal, signed, opened, written.seen, mine).await
        }
    };
    match done {
        Ok(()) => {
            forget(portal, signed, opened).await?;
            Ok(see_other(&next(opened, sent)))
        }
        Err(Refusal::Clash(_)) => {
            let opened = open(portal, opened.id, opened.language.code()).await?;
            let base = (written.base.0.clone(), written.base.1.clone());
            clash::page(
                portal,
                signed,
                &opened,
                sent,
                clash::Texts { base, mine, from: written.from },
            )
            .await
        }
        Err(refusal) => again(portal, signed, opened, sent, (refusal, mine.0)).await,
    }
}

/// The form again with what was typed in it, and why it was not saved.
async fn again(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
    (refusal, facts): (Refusal, &Facts),
) -> Result<Response, Fault> {
    let Some(status) = refused::status(&refusal) else { return Err(refusal.into()) };
    let text = refused::sentence(portal, signed.person.language, &refusal);
    let field = at_fault(opened, &refusal, facts).to_owned();
    let errors = vec![FieldError { field, text }];
    let instead = Instead { pairs: typed(sent), errors, seen: sent.get("seen").to_owned() };
    Ok(with_status(page(portal, signed, opened, Some(instead), None).await?, status))
}

/// The field to mend; empty where no single one is to blame.
fn at_fault(opened: &Opened, refusal: &Refusal, facts: &Facts) -> &'static str {
    let section = |facts: &Facts| (opened.rules.listing)(facts).section;
    let stored = &opened.stored.facts;
    match refusal {
        Refusal::SlugTaken { .. } => "slug",
        Refusal::NotAllowed(_) if facts.publisher != stored.publisher => "publisher",
        Refusal::NotAllowed(_) if section(facts) != section(stored) => "own.section",
        _ => "",
    }
}

/// Where a save leads: to what the pressed button asked for.
fn next(opened: &Opened, sent: &Sent) -> String {
    let url = opened.url();
    match sent.get("then") {
        "publish" => format!("{url}/publish"),
        "preview" => format!("{url}/preview"),
        "submit" => format!("{url}?done=saved-submit#submit"),
        _ => format!("{url}?done=saved"),
    }
}

/// Keeps facts and words as editions, in one transaction.
pub(super) async fn commit(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    seen: &Seen,
    (facts, words): (&Facts, &Words),
) -> Result<(), Refusal> {
    let mut tx = portal.db.begin().await?;
    let draft = Draft {
        rules: &opened.rules,
        key: &opened.key,
        seen: Some(seen.clone()),
        facts,
        words: &[(opened.language, words)],
    };
    editorial::save(&mut tx, &signed.actor, portal.clock.now_ms(), draft).await?;
    tx.commit().await?;
    Ok(())
}

async fn forget(portal: &Portal, signed: &Signed, opened: &Opened) -> Result<(), Fault> {
    let mut tx = portal.db.begin().await?;
    editorial::forget_autosave(&mut tx, opened.id, opened.language, signed.person.id).await?;
    tx.commit().await?;
    Ok(())
}
