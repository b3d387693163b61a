//! What the library says in words: how large, how far, why not. Not for what is true: that is `media`.

use super::sent_files;
use crate::media::{self, Media, MediaId, MediaKind, Readiness, Refusal};
use crate::platform::i18n::{Args, Language};
use crate::platform::jobs::{self, Standing};
use crate::platform::web::Fault;
use crate::portal::Portal;
use http::StatusCode;
use serde::Serialize;

/// How far a file is, for people.
#[derive(Clone, Debug, Serialize)]
pub struct State {
    /// `ready`, `waiting` or `failed`.
    pub name: &'static str,
    /// The same in a sentence.
    pub text: String,
    /// In hundredths, while it is being made.
    pub percent: Option<i64>,
    /// Why it failed, in the operator's words.
    pub problem: Option<String>,
}

/// How far what readers get of a file is.
pub async fn state(portal: &Portal, language: Language, of: &Media) -> Result<State, Fault> {
    let job = match of.readiness {
        Readiness::Waiting => jobs::of_unique_key(&portal.db, &media::job_key(of.id)).await?,
        Readiness::Ready | Readiness::Failed => None,
    };
    let percent = job.filter(|job| job.attempts > 0).map(|job: Standing| job.progress);
    let mut args = Args::new();
    args.set("percent", percent.unwrap_or(0));
    let key = match (of.readiness, percent) {
        (Readiness::Ready, _) => "mediadesk-state-ready",
        (Readiness::Failed, _) => "mediadesk-state-failed",
        (Readiness::Waiting, None) => "mediadesk-state-waiting",
        (Readiness::Waiting, Some(_)) => "mediadesk-state-making",
    };
    let text = portal.words.say_with(language, key, &args);
    let problem = of.problem.clone().filter(|_| of.readiness == Readiness::Failed);
    Ok(State { name: of.readiness.name(), text, percent, problem })
}

/// The sentence that says why a verb of the library was not done; a failure is a fault.
pub fn refused(
    portal: &Portal,
    language: Language,
    refusal: Refusal,
) -> Result<(StatusCode, String), Fault> {
    let Some(key) = refusal.key() else { return Err(broken(refusal)) };
    let mut args = Args::new();
    for (name, number) in refusal.numbers() {
        args.set(name, number);
    }
    for (name, text) in refusal.texts() {
        args.set(name, text.to_owned());
    }
    let status = match refusal {
        Refusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        Refusal::Missing(_) => StatusCode::NOT_FOUND,
        Refusal::Clash(_) | Refusal::Used(_) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, portal.words.say_with(language, key, &args)))
}

/// A field that is not as it must be.
#[derive(Clone, Debug, Serialize)]
pub struct Wrong {
    /// Its input; none where the form has none for it.
    pub name: Option<String>,
    /// The sentence that says so.
    pub text: String,
}

/// The sentence about a field that is not as it must be.
pub fn wrong(portal: &Portal, language: Language, field: &str) -> String {
    let key = match field {
        "author" => "mediadesk-wrong-author",
        "credit" => "mediadesk-wrong-credit",
        "licence" => "mediadesk-wrong-licence",
        "place" => "mediadesk-wrong-place",
        "taken_on" => "mediadesk-wrong-taken-on",
        "focal" => "mediadesk-wrong-focal",
        "alt" => "mediadesk-wrong-alt",
        "caption" => "mediadesk-wrong-caption",
        "at" => "mediadesk-wrong-at",
        "picture" => "mediadesk-wrong-picture",
        "poster" => "mediadesk-wrong-poster",
        _ => "media-refused-wrong",
    };
    portal.say(language, key)
}

/// Why a plain form does not take a file, and how it comes in all the same.
pub fn too_long_for_a_form(portal: &Portal, language: Language) -> String {
    let mut args = Args::new();
    args.set("limit", sent_files::MEGABYTES);
    portal.words.say_with(language, "mediadesk-too-long-for-form", &args)
}

fn broken(refusal: Refusal) -> Fault {
    match refusal {
        Refusal::Database(failure) => failure.into(),
        other => Fault::Broken(std::sync::Arc::new(other)),
    }
}

/// The name of a kind of files.
pub fn kind(portal: &Portal, language: Language, kind: MediaKind) -> String {
    portal.say(language, &format!("mediadesk-kind-{}", kind.name()))
}

/// Length, and width by height where there is something to see.
pub fn meta(portal: &Portal, language: Language, of: &Media) -> String {
    let length = portal.file_size(language, of.bytes);
    match of.size {
        Some((width, height)) => format!("{width} × {height} · {length}"),
        None => length,
    }
}

/// Where a file of the library stands at the desk.
pub fn url(id: MediaId) -> String {
    format!("/desk/media/{id}")
}
