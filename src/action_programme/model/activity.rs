//! What agencies do under a measure, and what proves it. Not for counting it: that is `progress.rs`.

use super::{ActivityId, AssignmentId, EvidenceId, MeasureId, PlanId, Texts};
use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An agency's part in a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// It leads.
    Lead,
    /// It takes part.
    Coordinating,
}

impl Part {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Part::Lead => "lead",
            Part::Coordinating => "coordinating",
        }
    }

    /// The part of a name.
    pub fn named(name: &str) -> Option<Part> {
        [Part::Lead, Part::Coordinating].into_iter().find(|part| part.name() == name)
    }
}

/// Who has which part in which measure, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Its number.
    pub id: AssignmentId,
    /// The measure.
    pub measure: MeasureId,
    /// The agency.
    pub agency: String,
    /// Its part.
    pub part: Part,
    /// The first day.
    pub from: Date,
}

/// How far an activity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActivityState {
    /// It is to come.
    Planned,
    /// It is going on.
    Running,
    /// Its agency says that it is done.
    Done,
    /// It is done, and at least one piece of evidence was accepted. No person sets this: the
    /// acceptance does, and a refusal of the last one takes it back.
    Proven,
    /// It will not be done; a remark says why. It leaves the denominator of progress.
    Stopped,
}

impl ActivityState {
    /// Every state, in order.
    pub const ALL: [ActivityState; 5] = [
        ActivityState::Planned,
        ActivityState::Running,
        ActivityState::Done,
        ActivityState::Proven,
        ActivityState::Stopped,
    ];

    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            ActivityState::Planned => "planned",
            ActivityState::Running => "running",
            ActivityState::Done => "done",
            ActivityState::Proven => "proven",
            ActivityState::Stopped => "stopped",
        }
    }

    /// The state of a name.
    pub fn named(name: &str) -> Option<ActivityState> {
        ActivityState::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether a person may move it so.
    pub fn may_become(self, to: ActivityState) -> bool {
        use ActivityState::{Done, Planned, Running, Stopped};
        matches!(
            (self, to),
            (Planned, Running | Done | Stopped)
                | (Running, Planned | Done | Stopped)
                | (Done, Running | Stopped)
                | (Stopped, Planned)
        )
    }
}

/// Money set aside, in whole units of a currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// How much, in whole units: đồng, dollars.
    pub amount: i64,
    /// The currency by ISO 4217, such as `VND`.
    pub currency: String,
}

impl Budget {
    /// A budget; `None` when the amount is below nought or the currency is no code of three letters.
    pub fn new(amount: i64, currency: &str) -> Option<Budget> {
        let code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
        (amount >= 0 && code).then(|| Budget { amount, currency: currency.to_owned() })
    }
}

/// An activity as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityDraft {
    /// The measure it serves.
    pub measure: MeasureId,
    /// Its first day.
    pub starts: Date,
    /// Its last day.
    pub ends: Date,
    /// What it may cost.
    pub budget: Option<Budget>,
    /// What it is called.
    pub words: Texts,
}

/// An activity as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Its number.
    pub id: ActivityId,
    /// The plan it belongs to.
    pub plan: PlanId,
    /// The agency that answers for it now.
    pub held_by: String,
    /// How far it is now.
    pub state: ActivityState,
    /// How often it was written; a change names the one it was made on.
    pub revision: i64,
    /// What is written.
    pub draft: ActivityDraft,
}

/// What a piece of evidence proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceOf {
    /// `activity`, `task`, `measure`, `plan`; other rooms add their own.
    pub subject: &'static str,
    /// Its number there.
    pub id: i64,
}

impl EvidenceOf {
    /// Evidence of an activity.
    pub fn activity(id: ActivityId) -> EvidenceOf {
        EvidenceOf { subject: "activity", id: id.0 }
    }

    /// Evidence of what was observed of an indicator.
    pub fn observation(id: super::ObservationId) -> EvidenceOf {
        EvidenceOf { subject: "observation", id: id.0 }
    }

    /// Evidence of a task of the programme itself.
    pub fn task(id: super::TaskId) -> EvidenceOf {
        EvidenceOf { subject: "task", id: id.0 }
    }
}

/// What is put forward as evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Proof {
    /// A published entry of this site.
    Entry {
        /// Such as `news/khai-mac`.
        entry: String,
        /// In which language it is live.
        language: Language,
    },
    /// How often an entry was opened from one day to another, read from the ledger when offered.
    Visits {
        /// Such as `news/khai-mac`.
        entry: String,
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
        /// The views of those days as they stood when it was offered.
        views: i64,
    },
    /// A file of the library.
    File {
        /// Its key.
        file: String,
    },
    /// A page elsewhere, with the hash of the copy that was archived.
    Link {
        /// Where.
        url: String,
        /// SHA-256 of the archived copy, in hexadecimal.
        hash: String,
        /// The day it was archived.
        archived: Date,
    },
}

impl Proof {
    /// The name of its kind in the store.
    pub fn kind(&self) -> &'static str {
        match self {
            Proof::Entry { .. } => "entry",
            Proof::Visits { .. } => "visits",
            Proof::File { .. } => "file",
            Proof::Link { .. } => "link",
        }
    }
}

/// A piece of evidence on its way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it proves.
    pub of: EvidenceOf,
    /// What is put forward.
    pub proof: Proof,
    /// One sentence on what it shows.
    pub note: String,
}

/// What became of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceState {
    /// Put forward.
    Offered,
    /// The coordinator accepts it.
    Accepted,
    /// The coordinator does not; a remark says why.
    Refused,
}

impl EvidenceState {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            EvidenceState::Offered => "offered",
            EvidenceState::Accepted => "accepted",
            EvidenceState::Refused => "refused",
        }
    }

    /// The state of a name.
    pub fn named(name: &str) -> Option<EvidenceState> {
        [EvidenceState::Offered, EvidenceState::Accepted, EvidenceState::Refused]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// A piece of evidence as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its number.
    pub id: EvidenceId,
    /// What it proves: the name of the subject.
    pub subject: String,
    /// The number of that subject.
    pub subject_id: i64,
    /// What is put forward.
    pub proof: Proof,
    /// One sentence on what it shows.
    pub note: String,
    /// What became of it.
    pub state: EvidenceState,
    /// When it was put forward, in milliseconds since 1970.
    pub made_at: i64,
    /// By whom, as the change log names actors.
    pub made_by: String,
}
