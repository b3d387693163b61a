//! A sent form becomes an edition, or comes back with what is wrong with it; a clash is shown with
//! both texts. Nothing that was typed is lost on any of these ways.

use super::edit::{Instead, page};
use super::{Opened, as_seen, clash, open, seen_of, seen_text, sheet, untouched, work};
use crate::desk::form::{FieldError, Filled, Pairs};
use crate::desk::frame::with_status;
use crate::desk::refused;
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::editorial::{self, Draft, Facts, Refusal, Seen, Words};
use crate::people::Right;
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
        let written = Written { filled: &filled, base: &base, seen: &seen, from: &from, resolve };
        return kept(&portal, &signed, &opened, &sent, &written).await;
    }
    // A row that was only moved up or down is no error.
    let status =
        if filled.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let pairs = filled.pairs.unwrap_or_else(|| typed(&sent));
    let at = work::known(&portal, &signed, &opened, &sent).await?;
    let instead = came_back(&sent, pairs, filled.errors, at);
    Ok(with_status(page(&portal, &signed, &opened, Some(instead), None).await?, status))
}

/// The fields of the form itself.
fn typed(sent: &Sent) -> Pairs {
    sent.without(&["seen", "from", "resolve", "then", "move", "at", "tab"])
}

/// A sent form as the page shows it again.
fn came_back(sent: &Sent, pairs: Pairs, errors: Vec<FieldError>, at: i64) -> Instead {
    Instead { pairs, errors, seen: sent.get("seen").to_owned(), at, came_back: true }
}

/// What was written, over what, having seen what.
struct Written<'a> {
    filled: &'a Filled,
    base: &'a (Facts, Words),
    seen: &'a Seen,
    from: &'a Seen,
    resolve: Resolve,
}

async fn kept(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
    written: &Written<'_>,
) -> Result<Response, Fault> {
    let text = wish(signed, opened, written);
    let wanted = (&text, written.resolve);
    match attempt(portal, signed, opened, written.seen, wanted).await? {
        Ok(()) => saved(portal, signed, opened, sent).await,
        Err(Refusal::Clash(_)) => {
            let newest = open(portal, opened.id, opened.language.code()).await?;
            Box::pin(clashed(portal, signed, &newest, sent, written)).await
        }
        Err(refusal) => again(portal, signed, opened, sent, (refusal, &text.0)).await,
    }
}

/// The text to be saved: what was written, or both together. What the form does not show is as it stands:
/// public corrections, and the facts of who translates.
fn wish(signed: &Signed, opened: &Opened, written: &Written<'_>) -> (Facts, Words) {
    let mine = (&written.filled.facts, &written.filled.words);
    let newest = (&opened.stored.facts, &opened.words());
    let merged = if written.resolve == Resolve::Merged {
        editorial::merge((&written.base.0, &written.base.1), mine, newest).merged
    } else {
        None
    };
    let (mut facts, words) = merged.unwrap_or_else(|| (mine.0.clone(), mine.1.clone()));
    if !signed.may(Right::Save, &opened.stored.scope()) {
        facts.clone_from(newest.0);
    }
    (facts, opened.stored.corrected(opened.language, words))
}

/// Saves a text over the editions that were seen.
async fn attempt(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    seen: &Seen,
    (text, resolve): (&(Facts, Words), Resolve),
) -> Result<Result<(), Refusal>, Fault> {
    let done = commit(portal, signed, opened, seen, (&text.0, &text.1)).await;
    if done.is_err() || resolve != Resolve::Theirs {
        return Ok(done);
    }
    // Hers is in the history now; theirs comes again on top.
    let hers = open(portal, opened.id, opened.language.code()).await?;
    let (seen, words) = (hers.stored.seen(), opened.words());
    Ok(commit(portal, signed, opened, &seen, (&opened.stored.facts, &words)).await)
}

/// What was typed stands as an edition; a text kept by itself that was not looked at stays.
async fn saved(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
) -> Result<Response, Fault> {
    work::forget(portal, signed, opened, sent).await?;
    Ok(see_other(&next(opened, sent)))
}

/// Somebody saved meanwhile: a clash only where both changed the same, and not to the same.
async fn clashed(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
    written: &Written<'_>,
) -> Result<Response, Fault> {
    let text = wish(signed, opened, written);
    let is_there = opened.stored.facts == text.0 && opened.words() == text.1;
    // Sent twice, it stands there already.
    if is_there && written.resolve != Resolve::Theirs {
        return saved(portal, signed, opened, sent).await;
    }
    if untouched(portal, signed, opened, written.seen).await? {
        let (seen, wanted) = (opened.stored.seen(), (&text, written.resolve));
        match attempt(portal, signed, opened, &seen, wanted).await? {
            Ok(()) => return saved(portal, signed, opened, sent).await,
            // Somebody saved once more in this very moment.
            Err(Refusal::Clash(_)) => {}
            Err(refusal) => return again(portal, signed, opened, sent, (refusal, &text.0)).await,
        }
    }
    // Who leaves the page of the clash finds her text again.
    let slot = work::keep(portal, signed, opened, sent, &seen_text(written.from)).await?;
    let texts = clash::Texts {
        base: written.base.clone(),
        mine: (&written.filled.facts, &written.filled.words),
        from: written.from,
        at: slot.known(sent),
    };
    clash::page(portal, signed, opened, sent, texts).await
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
    let at = work::known(portal, signed, opened, sent).await?;
    let instead = came_back(sent, typed(sent), errors, at);
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
