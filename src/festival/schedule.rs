//! What follows from a festival's facts on a given day: its phase, its activities by day, what has
//! no day, the weeks of its grid. Pure: nothing here reads the clock or writes words.

use super::model::{ActivityFacts, ActivityState, FestivalFacts, FestivalWords, Group};
use crate::editorial::Live;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// No festival's grid is longer, whatever dates were typed.
const WEEKS_AT_MOST: usize = 54;

/// Where a festival stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// It has not begun.
    Upcoming,
    /// It is on.
    On,
    /// It has ended.
    Over,
}

/// A festival's own facts and words, out of an entry.
#[derive(Clone, Debug)]
pub struct Festival {
    /// The facts.
    pub facts: FestivalFacts,
    /// The words.
    pub words: FestivalWords,
}

/// When an activity takes place: days, and hours where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// When it begins, when the hour is known.
    pub begins: Option<Timestamp>,
    /// When it ends, when the hour is known.
    pub ends: Option<Timestamp>,
}

/// A day of the schedule, or several days whose activities have no hour.
#[derive(Clone, Debug, PartialEq)]
pub struct Day<'a> {
    /// The day.
    pub first: Date,
    /// The last of several days.
    pub last: Option<Date>,
    /// What takes place, by hour; what has no hour comes last.
    pub activities: Vec<&'a ActivityFacts>,
}

impl Festival {
    /// Reads a festival out of an entry; a save lets nothing unreadable in.
    pub fn of(live: &Live) -> Result<Festival, serde_json::Error> {
        let facts = FestivalFacts::deserialize(&live.facts.own)?;
        Ok(Festival { facts, words: FestivalWords::deserialize(&live.words.own)? })
    }

    /// What an activity is called.
    pub fn name<'a>(&'a self, activity: &'a ActivityFacts) -> &'a str {
        self.words.activity.get(&activity.id).map_or(&activity.id, |words| &words.name)
    }

    /// What a reader must know of an activity.
    pub fn note(&self, activity: &ActivityFacts) -> Option<&str> {
        self.words.activity.get(&activity.id)?.note.as_deref()
    }

    /// The activity a festival opens with, when its hour on the first day is known.
    pub fn opener(&self, zone: &TimeZone) -> Option<(&ActivityFacts, Timestamp)> {
        let on_first_day = |activity: &&ActivityFacts| {
            activity.group == Group::Opening && activity.state != ActivityState::Cancelled
        };
        self.facts.activity.iter().filter(on_first_day).find_map(|activity| {
            let span = span(activity, zone).filter(|span| span.first == self.facts.start)?;
            Some((activity, span.begins?))
        })
    }

    /// Whether the last day is not certain, because the closing is only planned.
    pub fn end_expected(&self) -> bool {
        let closing = |activity: &&ActivityFacts| activity.group == Group::Closing;
        let mut closings = self.facts.activity.iter().filter(closing).peekable();
        closings.peek().is_some()
            && closings.all(|activity| activity.state == ActivityState::Expected)
    }

    /// Changed and cancelled activities, in order.
    pub fn changes(&self) -> impl Iterator<Item = &ActivityFacts> {
        let changed = |activity: &&ActivityFacts| {
            matches!(activity.state, ActivityState::Changed | ActivityState::Cancelled)
        };
        self.facts.activity.iter().filter(changed)
    }

    /// Where the festival stands on a day.
    pub fn phase(&self, today: Date) -> Phase {
        if today < self.facts.start {
            Phase::Upcoming
        } else if today > self.facts.end {
            Phase::Over
        } else {
            Phase::On
        }
    }
}

/// When an activity takes place; `None` until its first day is announced.
pub fn span(activity: &ActivityFacts, zone: &TimeZone) -> Option<Span> {
    let start = activity.start.as_ref()?;
    let first = start.day(zone);
    let last = activity.end.as_ref().map_or(first, |end| end.day(zone)).max(first);
    let ends = activity.end.as_ref().and_then(super::model::When::moment);
    Some(Span { first, last, begins: start.moment(), ends })
}

/// Activities with a known day, under their days. What begins at an hour stands under its first day
/// even when it lasts for more.
pub fn by_day<'a>(activities: &'a [ActivityFacts], zone: &TimeZone) -> Vec<Day<'a>> {
    let dated = activities.iter().filter_map(|activity| Some((span(activity, zone)?, activity)));
    let mut dated: Vec<_> = dated.collect();
    let several =
        |span: &Span| (span.begins.is_none() && span.last > span.first).then_some(span.last);
    // Stable: what begins together stays in the order of the editor.
    dated.sort_by_key(|(span, _)| (span.first, several(span), span.begins.is_none(), span.begins));
    let mut days: Vec<Day<'a>> = Vec::new();
    for (span, activity) in dated {
        let last = several(&span);
        match days.last_mut() {
            Some(day) if day.first == span.first && day.last == last => {
                day.activities.push(activity);
            }
            _ => days.push(Day { first: span.first, last, activities: vec![activity] }),
        }
    }
    days
}

/// Activities without a day, by group; a group without any is left out.
pub fn undated(activities: &[ActivityFacts]) -> Vec<(Group, Vec<&ActivityFacts>)> {
    let of_group = |group: Group| {
        let own = activities.iter().filter(|one| one.group == group && one.start.is_none());
        (group, own.collect::<Vec<_>>())
    };
    Group::ALL.into_iter().map(of_group).filter(|(_, own)| !own.is_empty()).collect()
}

/// The state shown on a day: what is confirmed and on all day is on now. An hour is never judged:
/// a page is kept until midnight.
pub fn shown_state(activity: &ActivityFacts, zone: &TimeZone, today: Date) -> &'static str {
    let on = span(activity, zone).is_some_and(|span| {
        let begun = span.first < today || (span.first == today && span.begins.is_none());
        begun && today <= span.last && span.ends.is_none_or(|_| today < span.last)
    });
    if on && activity.state == ActivityState::Confirmed { "now" } else { activity.state.name() }
}

/// Which part of a span a day is; `None` when the span does not touch it.
pub fn part(span: &Span, day: Date) -> Option<&'static str> {
    if day < span.first || day > span.last {
        return None;
    }
    Some(match (day == span.first, day == span.last) {
        (true, true) => "whole",
        (true, false) => "first",
        (false, false) => "middle",
        (false, true) => "last",
    })
}

/// The weeks, Monday to Sunday, that cover these days.
pub fn weeks(first: Date, last: Date) -> Result<Vec<Vec<Date>>, jiff::Error> {
    let monday = first.checked_sub(i64::from(first.weekday().to_monday_zero_offset()).days())?;
    let mondays = monday.series(7.days()).take_while(|day| *day <= last).take(WEEKS_AT_MOST);
    Ok(mondays.map(|monday| monday.series(1.day()).take(7).collect()).collect())
}

/// The first and the last day of the grid: those of the festival, and of any activity beyond them.
pub fn reach(facts: &FestivalFacts, zone: &TimeZone) -> (Date, Date) {
    let spans = facts.activity.iter().filter_map(|activity| span(activity, zone));
    spans.fold((facts.start, facts.end), |(first, last), span| {
        (first.min(span.first), last.max(span.last))
    })
}
