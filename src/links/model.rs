//! What is known of a link, and when it is asked again. Not for asking.

use crate::platform::outward::NoAnswer;
use serde::Serialize;

/// A link by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LinkId(pub i64);

/// Whether this portal asks other sites anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Each link now and then.
    On,
    /// Never: its operator turned it off (`ask_links`).
    Off,
}

/// What is known of the page behind a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody has asked yet.
    Unasked,
    /// It answers.
    Alive,
    /// It has moved for good: the site itself says where to.
    Moved,
    /// It answers programs that it does not let them in; a person may see it.
    Closed,
    /// The site answers that there is no such page.
    Gone,
    /// No answer, or that of a site in trouble.
    Silent,
}

impl State {
    /// Every state, what is broken first.
    pub const ALL: [State; 6] =
        [State::Gone, State::Silent, State::Moved, State::Closed, State::Unasked, State::Alive];

    /// As it is kept.
    pub fn name(self) -> &'static str {
        match self {
            State::Unasked => "unasked",
            State::Alive => "alive",
            State::Moved => "moved",
            State::Closed => "closed",
            State::Gone => "gone",
            State::Silent => "silent",
        }
    }

    /// The state of a name; one this program does not write is not asked yet.
    pub fn named(name: &str) -> State {
        State::ALL.into_iter().find(|one| one.name() == name).unwrap_or(State::Unasked)
    }
}

/// What came of asking once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What is known now.
    pub state: State,
    /// The status of the last answer, if there was one.
    pub status: Option<u16>,
    /// Where it has moved.
    pub moved_to: Option<String>,
    /// Why there was no answer, in the words of the network.
    pub problem: Option<String>,
}

impl Answer {
    /// The meaning of a status (RFC 9110 section 15). `moved_to`: where redirects led that all said
    /// "permanently".
    pub fn of_status(status: u16, moved_to: Option<String>) -> Answer {
        let state = match status {
            200..=299 | 304 if moved_to.is_some() => State::Moved,
            200..=299 | 304 => State::Alive,
            404 | 410 => State::Gone,
            // 401, 403, 405, 406, 418, 429, 451: the page is there, but not for programs, not now, not here.
            400..=499 => State::Closed,
            _ => State::Silent,
        };
        let moved_to = moved_to.filter(|_| state == State::Moved);
        Answer { state, status: Some(status), moved_to, problem: None }
    }

    /// No answer.
    pub fn none(why: &NoAnswer) -> Answer {
        let problem = Some(why.to_string());
        Answer { state: State::Silent, status: None, moved_to: None, problem }
    }
}

/// A link and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its number.
    pub id: LinkId,
    /// The address as the text has it.
    pub url: String,
    /// What is known.
    pub state: State,
    /// The status of the last answer.
    pub status: Option<u16>,
    /// Where it has moved.
    pub moved_to: Option<String>,
    /// Why there was no answer.
    pub problem: Option<String>,
    /// When it was last asked, in milliseconds since 1970.
    pub asked_at: Option<i64>,
    /// How often in a row it was gone or silent.
    pub failures: i64,
    /// When a person opened it and said that it is fine, and who.
    pub vouched: Option<(i64, String)>,
}

/// What an editor should know of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The site says there is no such page.
    Gone,
    /// Nobody has answered for a day or more.
    Silent,
    /// It has moved for good.
    Moved(String),
}

/// One silence is a bad hour; three, over a day, are a dead site.
const SILENCES: i64 = 3;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

impl Link {
    /// What an editor should know; nothing where a person has looked after the last change.
    pub fn remark(&self) -> Option<Remark> {
        if self.vouched.is_some() {
            return None;
        }
        match self.state {
            State::Gone => Some(Remark::Gone),
            State::Silent if self.failures >= SILENCES => Some(Remark::Silent),
            State::Moved => self.moved_to.clone().map(Remark::Moved),
            _ => None,
        }
    }
}

/// How long until a link is asked again, in milliseconds; `failures` counts this answer too.
pub fn rest(state: State, failures: i64) -> i64 {
    match (state, failures) {
        (State::Silent, ..=1) => 2 * HOUR,
        (State::Silent | State::Gone, ..=3) => DAY,
        _ => 7 * DAY,
    }
}
