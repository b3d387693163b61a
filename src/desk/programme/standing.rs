//! How a body stands with its plan, in words of the desk. Not for who counts.

use super::Room;
use crate::action_programme::Standing;
use crate::platform::i18n::Args;
use serde::Serialize;

/// A standing as a badge with a sentence.
#[derive(Serialize)]
pub(super) struct StandingView {
    pub(super) name: &'static str,
    label: String,
    said: String,
    badge: &'static str,
}

pub(super) fn view(room: &Room<'_>, standing: Standing) -> StandingView {
    let mut args = Args::new();
    let key = match standing {
        Standing::Received { on, days_late } => {
            args.set("day", room.date(on));
            args.set("days", i64::from(days_late));
            if days_late > 0 { "programme-said-received-late" } else { "programme-said-received" }
        }
        Standing::Returned { on } => {
            args.set("day", room.date(on));
            "programme-said-returned"
        }
        Standing::Late { due, days } => {
            args.set("day", room.date(due));
            args.set("days", i64::from(days));
            "programme-said-late"
        }
        Standing::Awaited { due } => {
            args.set("day", room.date(due));
            "programme-said-awaited"
        }
        Standing::Missing => "programme-said-missing",
    };
    let name = standing.name();
    StandingView {
        name,
        label: room.say(&format!("programme-standing-{name}")),
        said: room.portal.words.say_with(room.language(), key, &args),
        badge: super::badge(name),
    }
}
