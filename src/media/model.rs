//! What is true of a kept file.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// A file by its content: the first 96 bits of its SHA-256, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileKey(pub String);

impl FileKey {
    const HEX_DIGITS: usize = 24;

    /// The key of these bytes, and their whole SHA-256.
    pub fn of(bytes: &[u8]) -> (FileKey, String) {
        let whole = crate::platform::files::hex(&Sha256::digest(bytes));
        (FileKey(whole.chars().take(FileKey::HEX_DIGITS).collect()), whole)
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A kept file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Its key.
    pub key: FileKey,
    /// Its media type.
    pub content_type: String,
    /// Its length in bytes.
    pub bytes: i64,
    /// Width in pixels, of pictures.
    pub width: Option<i64>,
    /// Height in pixels, of pictures.
    pub height: Option<i64>,
    /// The same drawing with paper and ink turned over, for the dark.
    pub dark: Option<FileKey>,
}

impl MediaFile {
    /// Where the file is served under a name of its own.
    pub fn address(&self, name: &str) -> String {
        format!("/files/{}/{name}", self.key)
    }

    /// Where its dark rendition is served, if it has one.
    pub fn dark_address(&self, name: &str) -> Option<String> {
        self.dark.as_ref().map(|key| format!("/files/{key}/{name}"))
    }
}
