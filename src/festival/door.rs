//! The door for the front page: a festival at its head, and what of it comes next.

use super::head::{end, place, start};
use super::model::{ActivityFacts, ActivityState};
use super::schedule::{self, Festival, Phase, Span};
use crate::editorial::{Live, Picture};
use crate::platform::i18n::Date;
use crate::platform::web::Fault;
use crate::portal::Portal;
use serde::Serialize;

/// A festival, as the front page shows it.
#[derive(Clone, Debug)]
pub struct Head {
    /// What stands large: its theme, else its name.
    pub title: String,
    /// What stands beside it: its name, or the word for festivals when the name stands large.
    pub name: String,
    /// Its address; its schedule stands there.
    pub schedule_url: String,
    /// Its calendar file.
    pub calendar_url: String,
    /// When it begins, with the hour of its opening when that is known.
    pub start: Date,
    /// Its last day, unless it has only one.
    pub end: Option<Date>,
    /// The name of its main place.
    pub place: Option<String>,
    /// Where it stands today.
    pub phase: Phase,
    /// The picture that stands with its title.
    pub picture: Option<Picture>,
    /// What comes next: what has a day, soonest first, then what has none. Of a festival that is over
    /// everything.
    pub coming: Vec<Coming>,
}

/// An activity, as the front page lists it.
#[derive(Clone, Debug, Serialize)]
pub struct Coming {
    /// Its first day, with the hour when that is known; `None` until announced.
    pub date: Option<Date>,
    /// Its last day, when it lasts for several.
    pub end: Option<Date>,
    /// What it is called.
    pub title: String,
    /// Its line in the schedule.
    pub url: String,
    /// The name of its place.
    pub place: Option<String>,
    /// Its state; of what is over only that it was cancelled.
    pub state: Option<&'static str>,
}

/// A live festival, for the head of the front page. What shows it depends on its token, `agency`
/// and `place`.
pub async fn at_the_head(portal: &Portal, live: &Live) -> Result<Head, Fault> {
    let (festival, language) = (Festival::of(live)?, live.language);
    let pictures = portal.pictures(live).await?;
    let url = portal.address(live);
    let place = place(portal, language, &festival, festival.facts.place.as_deref());
    let own = live.words.title.clone();
    let (title, name) = match &festival.words.theme {
        Some(theme) => (theme.clone(), own),
        None => (own, portal.say(language, "site-menu-festival")),
    };
    let next = coming(&festival, portal).into_iter();
    Ok(Head {
        title,
        name,
        calendar_url: portal.addresses.below(&url, language, "calendar"),
        start: start(portal, language, &festival),
        end: end(portal, language, &festival),
        place: place.map(|place| place.name),
        phase: festival.phase(portal.today()),
        picture: pictures.lead(live).cloned(),
        coming: next.map(|(span, one)| line(portal, live, &festival, (span, one), &url)).collect(),
        schedule_url: url,
    })
}

/// What comes next, in order. The head itself already shows an opening that is still to come.
fn coming<'a>(festival: &'a Festival, portal: &Portal) -> Vec<(Option<Span>, &'a ActivityFacts)> {
    let (today, zone) = (portal.today(), &portal.zone);
    let over = festival.phase(today) == Phase::Over;
    let opener = festival.opener(zone).map(|(opener, _)| opener.id.as_str());
    let activities = festival.facts.activity.iter().map(|one| (schedule::span(one, zone), one));
    let still = |(span, one): &(Option<Span>, &ActivityFacts)| {
        over || (span.is_none_or(|span| span.last >= today) && opener != Some(one.id.as_str()))
    };
    let mut coming: Vec<_> = activities.filter(still).collect();
    coming.sort_by_key(|(span, _)| (span.is_none(), span.map(|span| (span.first, span.begins))));
    coming
}

fn line(
    portal: &Portal,
    live: &Live,
    festival: &Festival,
    (span, activity): (Option<Span>, &ActivityFacts),
    url: &str,
) -> Coming {
    let (today, language) = (portal.today(), live.language);
    let over = festival.phase(today) == Phase::Over;
    let first = |span: Span| match span.begins {
        Some(at) => portal.moment(language, at.as_millisecond()),
        None => portal.day(language, span.first),
    };
    Coming {
        date: span.map(first),
        end: span.filter(|span| span.last > span.first).map(|span| portal.day(language, span.last)),
        title: festival.name(activity).to_owned(),
        url: format!("{url}#{}", activity.id),
        place: place(portal, language, festival, activity.place.as_deref()).map(|place| place.name),
        state: (!over || activity.state == ActivityState::Cancelled)
            .then(|| schedule::shown_state(activity, &portal.zone, today)),
    }
}
