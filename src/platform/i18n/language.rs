//! The newtype for a language of content. Not for the list of a site's languages: that is the site's.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use tinystr::TinyAsciiStr;

/// A language by its BCP 47 code in lower case, such as `vi`, `en` or `zh-hant`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(TinyAsciiStr<12>);

/// A text that is no language code.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not a language code such as \"vi\" or \"en\"")]
pub struct NoLanguage(String);

impl Language {
    /// The code.
    pub fn code(&self) -> &str {
        self.0.as_str()
    }

    /// The code with zeros behind it.
    pub fn padded(self) -> [u8; 12] {
        *self.0.all_bytes()
    }

    /// The language that [`Language::padded`] wrote.
    pub fn of_padded(code: [u8; 12]) -> Option<Language> {
        let code = TinyAsciiStr::try_from_raw(code).ok()?;
        (!code.is_empty()).then_some(Language(code))
    }
}

impl FromStr for Language {
    type Err = NoLanguage;

    fn from_str(text: &str) -> Result<Language, NoLanguage> {
        let well_formed = text.len() >= 2
            && text.split('-').all(|part| part.len() >= 2)
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        match TinyAsciiStr::try_from_str(text) {
            Ok(code) if well_formed => Ok(Language(code)),
            _ => Err(NoLanguage(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Language {
    type Error = NoLanguage;

    fn try_from(text: String) -> Result<Language, NoLanguage> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0.to_string()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}
