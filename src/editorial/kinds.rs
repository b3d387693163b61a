//! The table of kinds: what the editorial machinery must ask of a kind without naming it. `app.rs`
//! hands the table down.

use super::checks::Surroundings;
use super::form::Form;
use super::model::{Facts, Kind, Words};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// Something an entry lacks before it may be published: where, and the Fluent key that says what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The field, such as `picture:drum.svg`.
    pub field: String,
    /// The key of the sentence that explains it.
    pub key: &'static str,
    /// What the sentence speaks of.
    pub args: BTreeMap<&'static str, String>,
}

impl Complaint {
    /// A complaint whose sentence needs nothing more.
    pub fn new(field: impl Into<String>, key: &'static str) -> Complaint {
        Complaint { field: field.into(), key, args: BTreeMap::new() }
    }

    /// The key of the law, standard or rule behind it, when it comes of a check.
    pub fn why(&self) -> Option<String> {
        self.key.starts_with("editorial-check-").then(|| format!("{}-why", self.key))
    }
}

/// What lists need to know of an entry beyond its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The section it belongs to.
    pub section: Option<String>,
    /// First and last day on which it happens.
    pub happens: Option<(Date, Date)>,
}

/// The rules of a kind.
#[derive(Clone, Copy)]
pub struct KindRules {
    /// Which kind.
    pub kind: Kind,
    /// Reads the kind's own facts and writes them back in their proper order, or says what is wrong.
    pub facts: fn(Value) -> Result<Value, serde_json::Error>,
    /// The same for the kind's own words.
    pub words: fn(Value) -> Result<Value, serde_json::Error>,
    /// What the kind demands beyond what every entry must have, with the site around it.
    pub complaints: fn(&Facts, &[&Words], &Surroundings) -> Vec<Complaint>,
    /// What is never kept, not even in a draft, such as the telephone number of a private person.
    pub refuses: fn(&Facts, &[&Words]) -> Vec<Complaint>,
    /// What its editor should look at; she decides.
    pub warns: fn(&Facts, &[&Words]) -> Vec<Complaint>,
    /// What lists need to know.
    pub listing: fn(&Facts) -> Listing,
    /// The own facts an entry begins with on a day.
    pub blank: fn(Date) -> Value,
    /// Its fields at the desk.
    pub form: Form,
}

impl fmt::Debug for KindRules {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(out)
    }
}

/// For a kind that refuses nothing, or warns of nothing.
pub fn no_complaints(_: &Facts, _: &[&Words]) -> Vec<Complaint> {
    Vec::new()
}

/// Every kind of this program.
#[derive(Clone, Debug)]
pub struct Kinds(pub Vec<KindRules>);

impl Kinds {
    /// The rules of a kind by its folder's name.
    pub fn named(&self, name: &str) -> Option<&KindRules> {
        self.0.iter().find(|rules| rules.kind.name() == name)
    }
}
