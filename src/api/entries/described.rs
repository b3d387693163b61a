//! What addresses, headers and answers of entries have in common, said once for the description of the API.

use super::view::EntryView;
use utoipa::{IntoParams, IntoResponses};

/// An entry in one language.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "it only describes")]
pub struct InLanguage {
    /// The entry
    #[param(minimum = 1)]
    id: i64,
    /// The language
    language: String,
}

/// Which state of the entry a request was made for, and that it is done once.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it only describes")]
pub struct AsRead {
    /// The `ETag` of the entry as it was read
    #[param(rename = "If-Match")]
    if_match: String,
    /// Does this once however often it is sent
    #[param(rename = "Idempotency-Key")]
    idempotency_key: Option<String>,
}

/// What every step of an entry's life answers.
#[derive(IntoResponses)]
#[response(status = 200, description = "The entry as it is now",
    headers(("ETag" = String, description = "Its strong entity tag")))]
#[expect(dead_code, reason = "it only describes")]
pub struct Now(EntryView);
