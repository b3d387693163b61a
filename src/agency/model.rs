//! What is true of one body over time. Dates are inclusive at their start and exclusive at their end,
//! as the register gives them; no date means unbounded. Not for all of them together: that is
//! `register.rs`; nor for what happens to them: that is `event.rs`.

use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A body's name in one language and when it bore it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyName {
    /// The language of the name.
    pub language: Language,
    /// The official name.
    pub name: String,
}

/// A body with an identity of its own: a merger makes a new one, even under the same name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// The key other records refer to.
    pub key: String,
    /// `ministry`, `province`, `department` …
    pub kind: String,
    /// The administrative code; reused by law, so never an identity.
    pub code: String,
    /// The body it belongs to.
    pub parent: Option<String>,
    /// Its names.
    pub names: Vec<AgencyName>,
    /// First day of its existence.
    pub valid_from: Option<Date>,
    /// First day it no longer existed.
    pub valid_to: Option<Date>,
    /// The body that took over its work.
    pub successor: Option<String>,
    /// What happened to it.
    pub event: String,
    /// Where that is known from.
    pub source: String,
    /// How far it was checked.
    pub verified: String,
    /// What it was before, oldest first: one for each time that a name, the kind, the code or the
    /// parent changed and the body stayed the same body.
    pub past: Vec<Past>,
}

/// What a body was until a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// First day on which it was so no longer.
    pub until: Date,
    /// Its kind of then.
    pub kind: String,
    /// Its administrative code of then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The body it belonged to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its names of then.
    pub names: Vec<AgencyName>,
}

/// What a body is called and counted as on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearing<'a> {
    /// Its kind.
    pub kind: &'a str,
    /// Its administrative code.
    pub code: &'a str,
    /// The body it belongs to.
    pub parent: Option<&'a str>,
    /// Its names.
    pub names: &'a [AgencyName],
}

/// How far a body, or what is said of it, was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Read in a legal or news page.
    Yes,
    /// Some of it, or in one source only; what is open stands in `verified`.
    Partly,
    /// Not yet.
    No,
}

/// A body as a page of a day shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThenNow {
    /// What it was called on that day.
    pub name: String,
    /// What the body that does its work today is called, when that differs.
    pub now: Option<String>,
}

impl Agency {
    /// The present name in a language, else in any.
    pub fn name(&self, language: Language) -> &str {
        named(&self.names, language).unwrap_or(&self.key)
    }

    /// The name it bore on a day.
    pub fn name_on(&self, language: Language, day: Date) -> &str {
        named(self.on(day).names, language).unwrap_or_else(|| self.name(language))
    }

    /// What it was on a day.
    pub fn on(&self, day: Date) -> Bearing<'_> {
        match self.past.iter().find(|past| day < past.until) {
            Some(past) => Bearing {
                kind: &past.kind,
                code: &past.code,
                parent: past.parent.as_deref(),
                names: &past.names,
            },
            None => Bearing {
                kind: &self.kind,
                code: &self.code,
                parent: self.parent.as_deref(),
                names: &self.names,
            },
        }
    }

    /// Whether it exists on a day.
    pub fn existed_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day < to)
    }

    /// How far it was checked, as the register writes it: `yes`, `yes; what is still open`,
    /// `body yes, merger no`, `no`.
    pub fn checked(&self) -> Checked {
        let said = self.verified.trim();
        if said == "yes" || said.starts_with("yes;") {
            Checked::Yes
        } else if said.is_empty() || said == "no" {
            Checked::No
        } else {
            Checked::Partly
        }
    }
}

/// The name in a language, else the first there is.
fn named(names: &[AgencyName], language: Language) -> Option<&str> {
    let spoken = names.iter().find(|name| name.language == language);
    spoken.or_else(|| names.first()).map(|name| name.name.as_str())
}
