//! What happens to bodies: one event changes the register in one way, and can be looked at before it
//! is done. Not for keeping it: that is `actions.rs`.

use super::model::{Agency, AgencyName, Past};
use super::register::{Function, Register, Succession};
use crate::platform::text::slug;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Happening {
    /// A new body begins.
    Formed,
    /// A body goes on under another name, kind, code or parent.
    Renamed,
    /// Bodies become one.
    Merged,
    /// A body becomes several.
    Split,
    /// A body becomes one of another kind, with an identity of its own.
    Became,
    /// A function passes to another body; the rest of its work does not.
    Transferred,
    /// A body ends and nobody takes over its work.
    Ended,
}

impl Happening {
    /// Each of them, in the order in which the desk offers them.
    pub const ALL: [Happening; 7] = [
        Happening::Merged,
        Happening::Renamed,
        Happening::Split,
        Happening::Became,
        Happening::Transferred,
        Happening::Formed,
        Happening::Ended,
    ];

    /// The name in forms, files and sentences.
    pub fn name(self) -> &'static str {
        match self {
            Happening::Formed => "formed",
            Happening::Renamed => "renamed",
            Happening::Merged => "merged",
            Happening::Split => "split",
            Happening::Became => "became",
            Happening::Transferred => "transferred",
            Happening::Ended => "ended",
        }
    }

    /// What bears a name.
    pub fn named(name: &str) -> Option<Happening> {
        Happening::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// A body as it comes out of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heir {
    /// Its key.
    pub key: String,
    /// What it is, when the event makes or changes it; `None` when it is there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<NewBody>,
    /// Which share of the work it takes, or a note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub share: String,
}

/// A new body, or what a renamed one is from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewBody {
    /// `ministry`, `province`, `department` …
    pub kind: String,
    /// The administrative code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// The body it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its names.
    pub names: Vec<AgencyName>,
}

/// An event of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its number in the register, from 1.
    pub number: i64,
    /// What happened.
    pub what: Happening,
    /// The bodies it happened to, by key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// The bodies that come out of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Heir>,
    /// What passed, when only a function did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<Function>,
    /// The day on which the act that orders it takes effect; it may be earlier than the work begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_on: Option<Date>,
    /// The day from which the bodies work so: names and successors change with it.
    pub operates_on: Date,
    /// The act that orders it, in full.
    pub citation: String,
    /// What else a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why it was taken back, when it was recorded in error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<String>,
}

impl Event {
    /// Whether it has to do with a body.
    pub fn names(&self, key: &str) -> bool {
        self.before.iter().any(|one| one == key) || self.after.iter().any(|one| one.key == key)
    }

    /// Every body it has to do with.
    pub fn bodies(&self) -> impl Iterator<Item = &str> {
        self.before.iter().map(String::as_str).chain(self.after.iter().map(|one| one.key.as_str()))
    }
}

/// Something that keeps an event from being recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventFault {
    /// The field of the event.
    pub field: &'static str,
    /// The body or value in question; empty when the field says it all.
    pub about: String,
    /// The key of the sentence that explains it.
    pub key: &'static str,
}

impl Register {
    /// The register after an event, or everything that keeps it from happening. The event gets the
    /// next number.
    pub fn after(&self, event: &Event) -> Result<Register, Vec<EventFault>> {
        let faults = self.faults(event);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut next = self.clone();
        let number = self.events.iter().map(|one| one.number).max().unwrap_or(0) + 1;
        match event.what {
            Happening::Formed => next.begin(event),
            Happening::Renamed => next.rename(event),
            Happening::Merged | Happening::Split | Happening::Became => {
                next.begin(event);
                next.hand_on(event);
            }
            Happening::Transferred => next.succeed(event),
            Happening::Ended => next.end(event),
        }
        next.events.push(Event { number, ..event.clone() });
        Ok(next)
    }

    fn begin(&mut self, event: &Event) {
        for heir in &event.after {
            let Some(body) = heir.body.clone() else { continue };
            let agency = Agency {
                key: heir.key.clone(),
                kind: body.kind,
                code: body.code,
                parent: body.parent,
                names: body.names,
                valid_from: Some(event.operates_on),
                event: event.what.name().to_owned(),
                source: event.citation.clone(),
                verified: "yes".to_owned(),
                ..Agency::default()
            };
            self.agencies.insert(heir.key.clone(), agency);
        }
    }

    fn rename(&mut self, event: &Event) {
        for heir in &event.after {
            let Some((agency, new)) = self.agencies.get_mut(&heir.key).zip(heir.body.clone())
            else {
                continue;
            };
            let past = Past {
                until: event.operates_on,
                kind: std::mem::replace(&mut agency.kind, new.kind),
                code: std::mem::replace(&mut agency.code, new.code),
                parent: std::mem::replace(&mut agency.parent, new.parent),
                names: std::mem::replace(&mut agency.names, new.names),
            };
            agency.past.push(past);
        }
    }

    /// Bodies that do not come out of the event themselves end with it.
    fn end(&mut self, event: &Event) {
        for key in &event.before {
            let goes_on = event.after.iter().any(|heir| heir.key == *key);
            if let Some(agency) = self.agencies.get_mut(key).filter(|_| !goes_on) {
                agency.valid_to = Some(event.operates_on);
                event.what.name().clone_into(&mut agency.event);
            }
        }
    }

    fn hand_on(&mut self, event: &Event) {
        self.end(event);
        let principal = event.after.first().map(|heir| heir.key.clone());
        for key in &event.before {
            let ended = self.agencies.get_mut(key).filter(|one| one.valid_to.is_some());
            if let Some(agency) = ended {
                agency.successor.clone_from(&principal);
            }
        }
        if event.after.len() > 1 || event.after.iter().any(|heir| !heir.share.is_empty()) {
            self.succeed(event);
        }
    }

    fn succeed(&mut self, event: &Event) {
        for from in &event.before {
            for heir in event.after.iter().filter(|heir| heir.key != *from) {
                self.successions.push(Succession {
                    from: from.clone(),
                    to: heir.key.clone(),
                    since: event.operates_on,
                    function: event.function.clone(),
                    share: heir.share.clone(),
                });
            }
        }
    }

    /// Everything that keeps an event from happening.
    pub fn faults(&self, event: &Event) -> Vec<EventFault> {
        let mut found = counted(event);
        let mut fault = |field, about: &str, key| {
            found.push(EventFault { field, about: about.to_owned(), key });
        };
        if event.citation.trim().is_empty() {
            fault("citation", "", "register-fault-citation");
        }
        if event.legal_on.is_some_and(|legal| legal > event.operates_on) {
            fault("operates_on", "", "register-fault-order");
        }
        let eve = event.operates_on.yesterday().unwrap_or(event.operates_on);
        for key in &event.before {
            match self.get(key) {
                None => fault("before", key, "editorial-unknown-agency"),
                Some(agency) if !agency.existed_on(eve) => {
                    fault("before", key, "register-fault-not-there");
                }
                Some(agency) if agency.valid_to.is_some() => {
                    fault("before", key, "register-fault-ended");
                }
                Some(agency) if agency.past.iter().any(|past| past.until > eve) => {
                    fault("operates_on", key, "register-fault-later");
                }
                Some(_) => {}
            }
        }
        for heir in &event.after {
            self.heir_faults(event, heir, &mut fault);
        }
        found
    }

    fn heir_faults(
        &self,
        event: &Event,
        heir: &Heir,
        fault: &mut impl FnMut(&'static str, &str, &'static str),
    ) {
        if heir.key.is_empty() || slug(&heir.key) != heir.key {
            fault("after", &heir.key, "editorial-bad-slug");
        }
        let known = self.get(&heir.key);
        match (&heir.body, known) {
            (None, None) => fault("after", &heir.key, "editorial-unknown-agency"),
            (None, Some(known)) if !known.existed_on(event.operates_on) => {
                fault("after", &heir.key, "register-fault-not-there");
            }
            (Some(_), Some(_)) if event.what != Happening::Renamed => {
                fault("after", &heir.key, "register-fault-taken");
            }
            _ => {}
        }
        let Some(body) = &heir.body else { return };
        if !body.names.iter().any(|name| !name.name.trim().is_empty()) {
            fault("names", &heir.key, "editorial-no-name");
        }
        if body.kind.is_empty() {
            fault("kind", &heir.key, "register-fault-kind");
        }
        let parent = body.parent.as_deref();
        if parent.is_some_and(|parent| self.get(parent).is_none() || parent == heir.key) {
            fault("parent", parent.unwrap_or_default(), "editorial-unknown-agency");
        }
    }
}

/// Whether an event has as many bodies before and after as it must.
fn counted(event: &Event) -> Vec<EventFault> {
    let (before, after) = (event.before.len(), event.after.len());
    let (enough, heirs) = match event.what {
        Happening::Formed => (before == 0, after == 1),
        Happening::Renamed => (
            before == 1,
            after == 1 && event.after.iter().all(|heir| event.before.contains(&heir.key)),
        ),
        Happening::Merged => (before >= 2, after == 1),
        Happening::Split => (before == 1, after >= 2),
        Happening::Became | Happening::Transferred => {
            (before == 1, after == 1 && event.after.iter().all(|h| !event.before.contains(&h.key)))
        }
        Happening::Ended => (before == 1, after == 0),
    };
    let mut found = Vec::new();
    let mut fault = |field, key| found.push(EventFault { field, about: String::new(), key });
    if !enough {
        fault("before", "register-fault-before");
    }
    if !heirs {
        fault("after", "register-fault-after");
    }
    let named = event.function.as_ref().is_some_and(|function| !function.key.is_empty());
    if (event.what == Happening::Transferred) != named {
        fault("function", "register-fault-function");
    }
    found
}
