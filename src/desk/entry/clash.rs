//! Two people saved one entry: both texts side by side, and what can be done. Not for finding out
//! what differs: that is `editorial::compare`.

use super::{Opened, seen_text, stand};
use crate::desk::frame::{View, render, with_status};
use crate::desk::names::Names;
use crate::desk::sent::Sent;
use crate::desk::session::Signed;
use crate::editorial::{self, Comparison, EditionLine, Facts, Seen, Words};
use crate::platform::i18n::Date;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;

/// The three texts of a clash but the newest one, which is the opened entry's.
pub(super) struct Texts<'a> {
    /// What both began with.
    pub base: (Facts, Words),
    /// What was sent second.
    pub mine: (&'a Facts, &'a Words),
    /// The editions it was written over.
    pub from: &'a Seen,
    /// The newest text kept by itself that is in what was sent.
    pub at: i64,
}

#[derive(Serialize)]
struct ClashPage {
    entry: stand::EntryView,
    theirs_by: String,
    theirs_at: Option<Date>,
    /// What they changed since both began.
    theirs: Comparison,
    /// What I changed since both began.
    mine: Comparison,
    can_merge: bool,
    from: String,
    at: i64,
    sent: Vec<Pair>,
}

#[derive(Serialize)]
struct Pair {
    name: String,
    value: String,
}

pub(super) async fn page(
    portal: &Portal,
    signed: &Signed,
    opened: &Opened,
    sent: &Sent,
    texts: Texts<'_>,
) -> Result<Response, Fault> {
    let speaks = signed.person.language;
    let names = Names::read(portal, speaks).await?;
    let newest = opened.words();
    let base = (&texts.base.0, &texts.base.1);
    let theirs = (&opened.stored.facts, &newest);
    let (theirs_by, theirs_at) = whose(portal, opened, &texts.base.1).await?;
    let hidden = sent.without(&["seen", "from", "resolve", "then", "at"]);
    let own = ClashPage {
        entry: stand::entry(portal, signed, opened),
        theirs_by: names.actor(&theirs_by),
        theirs_at: theirs_at.map(|at| portal.moment(speaks, at)),
        theirs: editorial::compare(base, theirs),
        mine: editorial::compare(base, texts.mine),
        can_merge: editorial::merge(base, texts.mine, theirs).merged.is_some(),
        from: seen_text(texts.from),
        at: texts.at,
        sent: hidden.into_iter().map(|(name, value)| Pair { name, value }).collect(),
    };
    let view = View {
        template: "desk/entry/clash.html",
        title: portal.say(speaks, "entry-clash-title"),
        current: opened.rules.kind.name(),
        own,
    };
    Ok(with_status(render(portal, signed, view).await?, StatusCode::CONFLICT))
}

/// Who changed what clashes, and when: the words, or the facts alone.
async fn whose(
    portal: &Portal,
    opened: &Opened,
    base: &Words,
) -> Result<(String, Option<i64>), Fault> {
    let state = opened.stored.state(opened.language).filter(|state| state.words != *base);
    if let Some(state) = state {
        return Ok((state.words_by.clone(), Some(state.words_at)));
    }
    let made = editorial::editions(&portal.db, opened.id, opened.language, 50).await?;
    let is_newest =
        |one: &&EditionLine| one.language.is_none() && one.id == opened.stored.facts_edition;
    let at = made.iter().find(is_newest).map(|one| one.made_at);
    Ok((opened.stored.facts_by.clone(), at))
}
