//! Verbs that were refused, in words an editor can act on. Not for faults: those are the program's.

use super::frame::{View, render, with_status};
use super::sent::Sent;
use super::session::Signed;
use crate::editorial::{Complaint, Refusal};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;

#[derive(Serialize)]
struct RefusedPage {
    text: String,
    items: Vec<String>,
    /// What was typed in the form, to be copied: the page it stood on is another by now.
    typed: Vec<String>,
    back: String,
}

/// Where somebody goes on to from a refusal, and what she should not have to type again.
#[derive(Clone, Debug, Default)]
pub struct Back {
    /// The page she came from.
    pub url: String,
    /// The texts of the form.
    pub typed: Vec<String>,
}

impl Back {
    /// To a page whose form held no text.
    pub fn to(url: impl Into<String>) -> Back {
        Back { url: url.into(), typed: Vec::new() }
    }

    /// To the page of a form that had these fields of text.
    pub fn from_form(url: impl Into<String>, sent: &Sent, fields: &[&str]) -> Back {
        let typed = fields.iter().filter_map(|field| sent.text(field)).collect();
        Back { url: url.into(), typed }
    }
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

/// What is lacking, in words: the sentence the checks show, or the kind's with its field.
pub fn complaint(portal: &Portal, language: Language, complaint: &Complaint) -> String {
    let text = portal.say_complaint(language, complaint);
    match portal.say_why(language, complaint) {
        Some(why) => format!("{text} {why}"),
        None => format!("{text} ({})", complaint.field),
    }
}

/// A refusal with everything that is lacking, as one text.
pub fn whole(portal: &Portal, language: Language, refusal: &Refusal) -> String {
    let sentence = sentence(portal, language, refusal);
    let Refusal::NotReady { complaints, .. } = refusal else { return sentence };
    let lacking = complaints.iter().map(|one| complaint(portal, language, one));
    std::iter::once(sentence).chain(lacking).collect::<Vec<_>>().join(" ")
}

/// The status a refusal is answered with; none where the program itself failed.
pub fn status(refusal: &Refusal) -> Option<StatusCode> {
    match refusal {
        Refusal::Database(_) | Refusal::Unwritable(_) => None,
        Refusal::NotAllowed(_) => Some(StatusCode::FORBIDDEN),
        Refusal::Clash(_) | Refusal::WrongState { .. } | Refusal::WrongStage { .. } => {
            Some(StatusCode::CONFLICT)
        }
        Refusal::Missing(_) => Some(StatusCode::NOT_FOUND),
        _ => Some(StatusCode::UNPROCESSABLE_ENTITY),
    }
}

/// The page that says why a verb was not done, and leads back.
pub async fn page(
    portal: &Portal,
    signed: &Signed,
    refusal: Refusal,
    back: Back,
) -> Result<Response, Fault> {
    let Some(status) = status(&refusal) else { return Err(refusal.into()) };
    let language = signed.person.language;
    let items = match &refusal {
        Refusal::NotReady { complaints, .. } | Refusal::NeverKept { complaints, .. } => {
            complaints.iter().map(|one| complaint(portal, language, one)).collect()
        }
        _ => Vec::new(),
    };
    said(portal, signed, (status, sentence(portal, language, &refusal), items), back).await
}

/// The same page with a sentence of the desk's own: a form that cannot be meant.
pub async fn said(
    portal: &Portal,
    signed: &Signed,
    (status, text, items): (StatusCode, String, Vec<String>),
    back: Back,
) -> Result<Response, Fault> {
    let view = View {
        template: "desk/refused.html",
        title: portal.say(signed.person.language, "entry-refused-title"),
        current: "",
        own: RefusedPage { text, items, typed: back.typed, back: back.url },
    };
    Ok(with_status(render(portal, signed, view).await?, status))
}
