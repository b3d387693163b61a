//! Verbs that were refused, in words an editor can act on. Not for faults: those are the program's.

use super::frame::{View, render, with_status};
use super::session::Signed;
use crate::editorial::{Complaint, Refusal};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;

#[derive(Serialize)]
struct RefusedPage {
    text: String,
    items: Vec<String>,
    back: String,
}

/// The sentence that says why a verb was not done.
pub fn sentence(portal: &Portal, language: Language, refusal: &Refusal) -> String {
    let key = match refusal {
        Refusal::NotAllowed(_) => "entry-refused-right",
        Refusal::Clash(_) => "entry-refused-clash",
        Refusal::WrongState { .. } | Refusal::WrongStage { .. } => "entry-refused-state",
        Refusal::SlugTaken { .. } => "entry-refused-slug",
        Refusal::OwnWork(_) => "entry-refused-own",
        Refusal::NoReason(_) => "entry-refused-reason",
        Refusal::Past(_) => "entry-refused-past",
        Refusal::NotReady { .. } => "entry-refused-not-ready",
        Refusal::NeverKept { .. } => "entry-refused-never-kept",
        Refusal::Missing(_) => "entry-refused-missing",
        Refusal::Unwritable(_) | Refusal::Database(_) => "entry-refused-broken",
    };
    portal.say(language, key)
}

/// The complaint of a kind or of the law, in words.
pub fn complaint(portal: &Portal, language: Language, complaint: &Complaint) -> String {
    let mut args = Args::new();
    args.set("field", complaint.field.as_str());
    let text = portal.words.say_with(language, complaint.key, &args);
    format!("{text} ({})", complaint.field)
}

/// The page that says why a verb was not done, and leads back.
pub async fn page(
    portal: &Portal,
    signed: &Signed,
    refusal: Refusal,
    back: String,
) -> Result<Response, Fault> {
    let status = match &refusal {
        Refusal::Database(_) | Refusal::Unwritable(_) => return Err(refusal.into()),
        Refusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        Refusal::Clash(_) | Refusal::WrongState { .. } | Refusal::WrongStage { .. } => {
            StatusCode::CONFLICT
        }
        Refusal::Missing(_) => StatusCode::NOT_FOUND,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let language = signed.person.language;
    let items = match &refusal {
        Refusal::NotReady { complaints, .. } | Refusal::NeverKept { complaints, .. } => {
            complaints.iter().map(|one| complaint(portal, language, one)).collect()
        }
        _ => Vec::new(),
    };
    let view = View {
        template: "desk/refused.html",
        title: portal.say(language, "entry-refused-title"),
        current: "",
        own: RefusedPage { text: sentence(portal, language, &refusal), items, back },
    };
    Ok(with_status(render(portal, signed, view).await?, status))
}
