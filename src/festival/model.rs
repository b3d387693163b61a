//! What is true of a festival: its days, its activities with their states, its organisers by role.
//! A *schedule* is a festival's timetable; *programme* is only the action programme.

use super::desk::FORM;
use crate::editorial::{
    Complaint, Facts, Kind, KindRules, Listing, Surroundings, Words, no_complaints,
};
use indexmap::IndexMap;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// The kind.
pub const KIND: Kind = Kind::new("festival");

/// A day, or a moment of a day, as its editor gave it: `2020-02-15` or `2020-01-29T20:00:00+07:00`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct When {
    text: String,
    moment: Option<Timestamp>,
    day: Date,
}

impl TryFrom<String> for When {
    type Error = jiff::Error;

    fn try_from(text: String) -> Result<When, jiff::Error> {
        let moment = if text.contains('T') { Some(text.parse::<Timestamp>()?) } else { None };
        // Only a day without an hour is kept as it stands; `day` asks the zone about the others.
        let day = match moment {
            Some(moment) => moment.to_zoned(TimeZone::UTC).date(),
            None => text.parse()?,
        };
        Ok(When { text, moment, day })
    }
}

impl From<When> for String {
    fn from(when: When) -> String {
        when.text
    }
}

impl When {
    /// The moment, when the hour is known.
    pub fn moment(&self) -> Option<Timestamp> {
        self.moment
    }

    /// The day, in the site's time zone.
    pub fn day(&self, zone: &TimeZone) -> Date {
        self.moment.map_or(self.day, |moment| moment.to_zoned(zone.clone()).date())
    }
}

/// Where an activity stands in the schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// The opening ceremony.
    Opening,
    /// Main activities.
    Main,
    /// Other activities.
    Other,
    /// The closing ceremony.
    Closing,
}

impl Group {
    /// Every group, in the order of a schedule.
    pub const ALL: [Group; 4] = [Group::Opening, Group::Main, Group::Other, Group::Closing];

    /// The name in templates.
    pub fn name(self) -> &'static str {
        match self {
            Group::Opening => "opening",
            Group::Main => "main",
            Group::Other => "other",
            Group::Closing => "closing",
        }
    }
}

/// How certain an activity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActivityState {
    /// Planned, not yet confirmed.
    Expected,
    /// Confirmed.
    Confirmed,
    /// Moved to another hour or place.
    Changed,
    /// Will not take place; its line stays.
    Cancelled,
}

impl ActivityState {
    /// The name in templates and words.
    pub fn name(self) -> &'static str {
        match self {
            ActivityState::Expected => "expected",
            ActivityState::Confirmed => "confirmed",
            ActivityState::Changed => "changed",
            ActivityState::Cancelled => "cancelled",
        }
    }
}

/// An activity's facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityFacts {
    /// Its id within the festival.
    pub id: String,
    /// Where it stands in the schedule.
    pub group: Group,
    /// How certain it is.
    pub state: ActivityState,
    /// When it begins; absent until announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<When>,
    /// When it ends, or its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<When>,
    /// Key of its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// One of the entry's pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// An organiser's facts: a body, never a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganiserFacts {
    /// Its id within the festival.
    pub id: String,
    /// Key of the body.
    pub agency: String,
    /// Its official address for mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its official site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A festival's own facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FestivalFacts {
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
    /// Key of the province that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// Key of its main place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Its activities, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activity: Vec<ActivityFacts>,
    /// Its organisers, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organiser: Vec<OrganiserFacts>,
}

/// An activity's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityWords {
    /// What it is called.
    pub name: String,
    /// What a reader must know: what changed, why, what now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An organiser's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganiserWords {
    /// Its role in the committee.
    pub role: String,
    /// The post that fills the role; a post, not a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
}

/// A festival's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FestivalWords {
    /// Its theme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Its activities' words, by id.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub activity: IndexMap<String, ActivityWords>,
    /// Its organisers' words, by id.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub organiser: IndexMap<String, OrganiserWords>,
}

/// The rules of this kind.
pub fn rules() -> KindRules {
    KindRules {
        kind: KIND,
        blank: |today| serde_json::json!({ "start": today, "end": today }),
        facts: |own| serde_json::to_value(serde_json::from_value::<FestivalFacts>(own)?),
        words: |own| serde_json::to_value(serde_json::from_value::<FestivalWords>(own)?),
        complaints,
        refuses: no_complaints,
        warns: no_complaints,
        listing: |facts| {
            let happens = FestivalFacts::deserialize(&facts.own).ok();
            Listing { section: None, happens: happens.map(|own| (own.start, own.end)) }
        },
        form: FORM,
    }
}

fn complaints(facts: &Facts, words: &[&Words], _: &Surroundings) -> Vec<Complaint> {
    let Ok(own) = FestivalFacts::deserialize(&facts.own) else { return Vec::new() };
    let mut found = Vec::new();
    if own.end < own.start {
        found.push(Complaint::new("end", "editorial-wrong-order"));
    }
    for words in words {
        let said = FestivalWords::deserialize(&words.own).unwrap_or_default();
        for activity in &own.activity {
            let field = format!("activity {}", activity.id);
            match said.activity.get(&activity.id) {
                None => found.push(Complaint::new(field, "editorial-no-name")),
                Some(said) if said.note.is_none() && activity.state.needs_note() => {
                    found.push(Complaint::new(field, "editorial-no-note"));
                }
                Some(_) => {}
            }
        }
    }
    found
}

impl ActivityState {
    /// A changed or cancelled activity always says what it was, why, and what now.
    fn needs_note(self) -> bool {
        matches!(self, ActivityState::Changed | ActivityState::Cancelled)
    }
}
