//! An address for mail as accounts are kept under it. Not for sending: that is `mail.rs`.

use crate::platform::text::nfc;
use std::fmt;

/// An address for mail: NFC, lower case, at most 254 bytes (RFC 5321, 4.5.3.1.3).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

/// A text that is no address for mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("that is no address for mail")]
pub struct NoEmail;

const LONGEST: usize = 254;

impl Email {
    /// Reads an address. Whether mail arrives there only a mail can tell: no more is asked than one
    /// `@` between two parts without spaces.
    pub fn parse(text: &str) -> Result<Email, NoEmail> {
        let text = nfc(text.trim()).to_lowercase();
        let parts = text
            .rsplit_once('@')
            .filter(|(name, host)| !name.is_empty() && !host.is_empty() && !name.contains('@'));
        let plain = |c: char| !c.is_whitespace() && !c.is_control();
        match parts {
            Some(_) if text.len() <= LONGEST && text.chars().all(plain) => Ok(Email(text)),
            _ => Err(NoEmail),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
