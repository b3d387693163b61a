//! The page of a fault: what happened in plain words, a search field, ways out.

use crate::platform::i18n::{Date, Language};
use crate::platform::web::{BadTemplate, Fault, Notice, Page};
use crate::portal::{Frame, Indexed, Portal};
use serde::Serialize;

#[derive(Serialize)]
struct FaultPage {
    fault: FaultView,
}

#[derive(Serialize)]
struct FaultView {
    status: u16,
    id: Option<String>,
    in_error: bool,
    ended: Option<Date>,
    reason: Option<String>,
}

/// The page of a fault in a language.
pub fn fault(portal: &Portal, language: Language, fault: &Fault) -> Result<Page, BadTemplate> {
    let status = fault.status();
    let title = portal.say(language, fault.title());
    let mut frame = Frame::new(language, "", title, portal.addresses.front(language));
    frame.indexed = Indexed::No;
    let (in_error, at, reason) = match fault {
        Fault::Gone(Notice::Withdrawn { at, reason }) => (false, *at, reason.clone()),
        Fault::Gone(Notice::InError { at, reason }) => (true, *at, reason.clone()),
        _ => (false, None, None),
    };
    let ended = at.map(|at| portal.moment(language, at));
    let view = FaultView { status: status.as_u16(), id: None, in_error, ended, reason };
    let page = portal.render(frame, "platform/web/fault.html", FaultPage { fault: view })?;
    Ok(page.with_status(status))
}
