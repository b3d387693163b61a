//! Secrets the program hands out once (sessions, links, tokens, recovery codes) and the hashes it
//! keeps of them. Not for passwords: a person chooses those, so they need a slow hash.

use crate::platform::files::hex;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::fmt;

/// The system gives no random bytes: nothing secret can be made.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the system gives no random bytes: {0}")]
pub struct NoRandomness(#[from] getrandom::Error);

/// 256 random bits, written in base64url: 43 characters. Shown once, never kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A fresh secret.
    pub fn new() -> Result<Secret, NoRandomness> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Secret(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// A secret that somebody sent back.
    pub fn presented(text: &str) -> Secret {
        Secret(text.to_owned())
    }

    /// The text to hand out.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it. A plain hash is enough: nobody can try 2²⁵⁶ secrets.
    pub fn hash(&self) -> SecretHash {
        SecretHash(hex(&Sha256::digest(self.0.as_bytes())))
    }
}

/// A secret never ends in a log.
impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// The SHA-256 of a secret in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SecretHash(String);

impl SecretHash {
    /// A hash as it is kept.
    pub fn kept(text: String) -> SecretHash {
        SecretHash(text)
    }

    /// The text that is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Random bytes.
pub(super) fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
