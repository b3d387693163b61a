//! Forms as browsers send them. Not for what their fields mean: that is each page's own.

use crate::platform::text::nfc;
use crate::platform::web::Fault;
use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::StatusCode;

/// The fields of a sent form, in order; a name may come twice.
#[derive(Clone, Debug, Default)]
pub struct Sent(pub Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Sent, Fault> {
        let bytes = Bytes::from_request(request, state).await.map_err(|unread| {
            let long = unread.status() == StatusCode::PAYLOAD_TOO_LARGE;
            if long { Fault::TooLong } else { Fault::Unclear }
        })?;
        serde_urlencoded::from_bytes(&bytes).map(Sent).map_err(|_| Fault::Unclear)
    }
}

impl Sent {
    /// The first value of a field; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// A field as a person wrote it: NFC, without space around it; `None` when nothing is left.
    pub fn text(&self, name: &str) -> Option<String> {
        let text = nfc(self.get(name).trim()).into_owned();
        (!text.is_empty()).then_some(text)
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The form without a field, or without several.
    pub fn without(&self, names: &[&str]) -> Vec<(String, String)> {
        self.0.iter().filter(|(key, _)| !names.contains(&key.as_str())).cloned().collect()
    }
}
