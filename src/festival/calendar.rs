//! A festival as a calendar file (RFC 5545), so that a reader's own calendar follows it. The file is
//! the same until the festival is: nothing in it is taken from the present moment.

use super::head::{lost, place};
use super::model::{ActivityFacts, ActivityState, KIND};
use super::schedule::{self, Festival, Span};
use crate::editorial::{self, Filter, Live, Order};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::Portal;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const CONTENT_TYPE: &str = "text/calendar; charset=utf-8";
const FESTIVALS: i64 = 40;

/// The calendar of one festival.
pub async fn calendar(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    let Some(live) = editorial::live_by_slug(&portal.db, KIND, language, &slug).await? else {
        return Ok(lost(&portal, language, &slug, "calendar").await?.into_response());
    };
    let mut calendar = empty(&live.words.title);
    calendar.extend(events(&portal, &live)?);
    let page = Page::of(CONTENT_TYPE, calendar.to_string());
    Ok(page.depends_on([live.token(), "place".to_owned()]).into_response())
}

/// The calendar of all festivals.
pub async fn calendar_of_all(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let all = Filter::default();
    let entries =
        editorial::list(&portal.db, KIND, language, &all, Order::Happening, (0, FESTIVALS)).await?;
    let known = portal.known();
    let mut args = Args::new();
    args.set("site", crate::site::text_in(&known.site.name, language).unwrap_or_default());
    let mut calendar = empty(&portal.words.say_with(language, "festival-calendar-name", &args));
    for live in &entries {
        calendar.extend(events(&portal, live)?);
    }
    let page =
        Page::of(CONTENT_TYPE, calendar.to_string()).depends_on(entries.iter().map(Live::token));
    Ok(page.depends_on([format!("kind:{KIND}"), "place".to_owned()]))
}

fn empty(name: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    let properties = [
        ("VERSION", "2.0"),
        ("PRODID", "-//mocban//mocban//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", name),
        ("X-PUBLISHED-TTL", "PT1H"),
    ];
    for property in properties {
        calendar.append_property(property);
    }
    let mut refresh = Property::new("REFRESH-INTERVAL", "PT1H");
    calendar.append_property(refresh.add_parameter("VALUE", "DURATION").done());
    calendar
}

/// One event for each activity with a day; of a festival without any, the festival itself.
pub(super) fn events(portal: &Portal, live: &Live) -> Result<Vec<Event>, Fault> {
    let festival = Festival::of(live)?;
    let activities = festival.facts.activity.iter();
    let dated: Vec<Event> = activities
        .filter_map(|activity| {
            let span = schedule::span(activity, &portal.zone)?;
            Some(event(portal, live, &festival, activity, span))
        })
        .collect();
    if dated.is_empty() { Ok(vec![whole(portal, live, &festival)]) } else { Ok(dated) }
}

fn event(
    portal: &Portal,
    live: &Live,
    festival: &Festival,
    activity: &ActivityFacts,
    span: Span,
) -> Event {
    let url = format!("{}#{}", portal.absolute(&portal.address(live)), activity.id);
    let mut event = begun(portal, live, &format!("{}-{}", live.key, activity.id), span);
    event.summary(&summary(portal, live.language, festival, activity));
    event.status(status(activity.state));
    event.add_property("URL", url);
    let lunar = lunar(portal, live.language, span);
    let note = festival.note(activity).map(str::to_owned);
    let lines: Vec<String> =
        lunar.into_iter().chain(note).chain([live.words.title.clone()]).collect();
    event.description(&lines.join("\n"));
    located(&mut event, portal, live.language, festival, activity.place.as_deref());
    event
}

fn whole(portal: &Portal, live: &Live, festival: &Festival) -> Event {
    let span =
        Span { first: festival.facts.start, last: festival.facts.end, begins: None, ends: None };
    let mut event = begun(portal, live, &live.key, span);
    event.summary(&live.words.title);
    event.status(EventStatus::Confirmed);
    event.add_property("URL", portal.absolute(&portal.address(live)));
    let lead = live.words.lead.clone();
    let lines: Vec<String> = lunar(portal, live.language, span).into_iter().chain([lead]).collect();
    event.description(&lines.join("\n"));
    located(&mut event, portal, live.language, festival, festival.facts.place.as_deref());
    event
}

/// An event with its name for machines, its stamp and its time.
fn begun(portal: &Portal, live: &Live, name: &str, span: Span) -> Event {
    let mut event = Event::new();
    event.uid(&format!("{name}@{}", host(&portal.origin)));
    let stamp = Timestamp::from_millisecond(live.updated_at.unwrap_or(live.published_at));
    event.add_property("DTSTAMP", utc(stamp.unwrap_or_default()));
    for property in times(span, &portal.zone) {
        event.append_property(property);
    }
    event
}

/// `DTSTART` and `DTEND`: moments where the hour is known, else whole days. A last day is over at
/// its midnight.
pub(super) fn times(span: Span, zone: &TimeZone) -> Vec<Property> {
    let after = span.last.checked_add(1.day()).unwrap_or(span.last);
    let Some(begins) = span.begins else {
        return vec![day("DTSTART", span.first), day("DTEND", after)];
    };
    let midnight = || after.to_zoned(zone.clone()).ok().map(|midnight| midnight.timestamp());
    let ends = span.ends.or_else(|| if span.last > span.first { midnight() } else { None });
    let start = Property::new("DTSTART", utc(begins));
    let end = ends.filter(|ends| *ends > begins).map(|ends| Property::new("DTEND", utc(ends)));
    std::iter::once(start).chain(end).collect()
}

fn day(key: &str, day: Date) -> Property {
    let mut property = Property::new(key, day.strftime("%Y%m%d").to_string());
    property.add_parameter("VALUE", "DATE").done()
}

fn utc(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The host of an origin such as `https://example.gov.vn`.
pub(super) fn host(origin: &str) -> String {
    let origin = origin.parse::<http::Uri>().ok();
    origin
        .and_then(|origin| origin.host().map(str::to_owned))
        .unwrap_or_else(|| "localhost".to_owned())
}

fn status(state: ActivityState) -> EventStatus {
    match state {
        ActivityState::Expected => EventStatus::Tentative,
        ActivityState::Confirmed | ActivityState::Changed => EventStatus::Confirmed,
        ActivityState::Cancelled => EventStatus::Cancelled,
    }
}

/// The name, behind the state when that must not be missed.
fn summary(
    portal: &Portal,
    language: Language,
    festival: &Festival,
    activity: &ActivityFacts,
) -> String {
    let name = festival.name(activity);
    if !matches!(activity.state, ActivityState::Changed | ActivityState::Cancelled) {
        return name.to_owned();
    }
    let mut args = Args::new();
    args.set("state", portal.say(language, &format!("web-state-{}", activity.state.name())));
    args.set("name", name);
    portal.words.say_with(language, "festival-calendar-summary", &args)
}

/// The lunar date in words.
fn lunar(portal: &Portal, language: Language, span: Span) -> Option<String> {
    let mut args = Args::new();
    let last = portal.day(language, span.last).lunar?;
    if span.first == span.last {
        args.set("date", last.full);
        return Some(portal.words.say_with(language, "festival-calendar-lunar", &args));
    }
    args.set("from", portal.day(language, span.first).lunar?.text);
    args.set("to", last.full);
    Some(portal.words.say_with(language, "festival-calendar-lunar-span", &args))
}

fn located(
    event: &mut Event,
    portal: &Portal,
    language: Language,
    festival: &Festival,
    key: Option<&str>,
) {
    if let Some(place) = place(portal, language, festival, key) {
        let parts: Vec<String> = std::iter::once(place.name).chain(place.address).collect();
        event.location(&parts.join(", "));
    }
}
