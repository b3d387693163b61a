//! The rules of this slice, in tables of cases. Not for pages and stores: those are tested from outside.

use super::calendar::{host, times};
use super::model::{ActivityFacts, ActivityState, FestivalFacts, FestivalWords, Group, When};
use super::organisers::succession;
use super::schedule::{self, Festival, Phase, Span};
use crate::agency::Agency;
use icalendar::{Calendar, Component, Event};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

fn zone() -> TimeZone {
    TimeZone::get("Asia/Ho_Chi_Minh").unwrap()
}

fn when(text: &str) -> When {
    When::try_from(text.to_owned()).unwrap()
}

fn activity(id: &str, group: Group, start: Option<&str>, end: Option<&str>) -> ActivityFacts {
    ActivityFacts {
        id: id.to_owned(),
        group,
        state: ActivityState::Confirmed,
        start: start.map(when),
        end: end.map(when),
        place: None,
        picture: None,
    }
}

fn sample() -> Vec<ActivityFacts> {
    let mut closing = activity("closing", Group::Closing, Some("2020-02-15"), Some("2020-02-20"));
    closing.state = ActivityState::Expected;
    vec![
        activity("prize", Group::Other, Some("2020-02-01T14:00:00+07:00"), None),
        activity("whole-day", Group::Main, Some("2020-02-01"), None),
        activity("race", Group::Other, Some("2020-02-01T06:30:00+07:00"), None),
        closing,
        activity("forest", Group::Main, None, None),
        activity("opening", Group::Opening, Some("2020-01-29T20:00:00+07:00"), None),
        activity("singing", Group::Other, None, None),
        activity("exhibition", Group::Other, Some("2020-02-15T09:00:00+07:00"), Some("2020-02-18")),
    ]
}

fn festival(activity: Vec<ActivityFacts>) -> Festival {
    let facts = FestivalFacts {
        start: date(2020, 1, 29),
        end: date(2020, 2, 20),
        province: None,
        place: None,
        activity,
        organiser: Vec::new(),
    };
    Festival { facts, words: FestivalWords::default() }
}

fn ids<'a>(activities: &[&'a ActivityFacts]) -> Vec<&'a str> {
    activities.iter().map(|activity| activity.id.as_str()).collect()
}

#[test]
fn activities_stand_under_their_day_by_hour_and_several_days_stand_apart() {
    let activities = sample();
    let days = schedule::by_day(&activities, &zone());
    let read: Vec<_> = days.iter().map(|day| (day.first, day.last, ids(&day.activities))).collect();
    assert_eq!(
        read,
        [
            (date(2020, 1, 29), None, vec!["opening"]),
            (date(2020, 2, 1), None, vec!["race", "prize", "whole-day"]),
            (date(2020, 2, 15), None, vec!["exhibition"]),
            (date(2020, 2, 15), Some(date(2020, 2, 20)), vec!["closing"]),
        ]
    );
}

#[test]
fn a_late_hour_elsewhere_belongs_to_the_day_of_the_site() {
    let late = [activity("late", Group::Main, Some("2020-01-29T20:00:00Z"), None)];
    assert_eq!(
        schedule::by_day(&late, &zone()).first().map(|day| day.first),
        Some(date(2020, 1, 30))
    );
}

#[test]
fn what_has_no_day_is_grouped_in_the_order_of_a_schedule() {
    let activities = sample();
    let groups = schedule::undated(&activities);
    let read: Vec<_> = groups.iter().map(|(group, own)| (*group, ids(own))).collect();
    assert_eq!(read, [(Group::Main, vec!["forest"]), (Group::Other, vec!["singing"])]);
}

#[test]
fn a_festival_is_to_come_on_or_over_by_its_days() {
    let festival = festival(Vec::new());
    let cases = [
        (date(2020, 1, 28), Phase::Upcoming),
        (date(2020, 1, 29), Phase::On),
        (date(2020, 2, 20), Phase::On),
        (date(2020, 2, 21), Phase::Over),
    ];
    for (today, phase) in cases {
        assert_eq!(festival.phase(today), phase, "{today}");
    }
    assert_eq!(serde_json::to_value(Phase::On).unwrap(), "on");
}

#[test]
fn the_opening_gives_the_festival_its_hour_and_an_expected_closing_leaves_its_end_open() {
    let festival = festival(sample());
    let opener = festival.opener(&zone()).map(|(one, at)| (one.id.clone(), at.to_string()));
    assert_eq!(opener, Some(("opening".to_owned(), "2020-01-29T13:00:00Z".to_owned())));
    assert!(festival.end_expected());
    assert!(!self::festival(Vec::new()).end_expected());
}

#[test]
fn a_state_says_now_only_of_what_is_on_the_whole_day() {
    let shown = |one: &ActivityFacts, today: Date| schedule::shown_state(one, &zone(), today);
    let exhibition =
        activity("e", Group::Other, Some("2020-02-15T09:00:00+07:00"), Some("2020-02-18"));
    assert_eq!(shown(&exhibition, date(2020, 2, 15)), "confirmed");
    assert_eq!(shown(&exhibition, date(2020, 2, 17)), "now");
    assert_eq!(shown(&exhibition, date(2020, 2, 19)), "confirmed");
    let whole = activity("w", Group::Main, Some("2020-02-01"), None);
    assert_eq!(shown(&whole, date(2020, 2, 1)), "now");
    let closing = sample().remove(3);
    assert_eq!(shown(&closing, date(2020, 2, 17)), "expected");
}

#[test]
fn the_grid_begins_on_a_monday_and_ends_on_a_sunday() {
    let weeks = schedule::weeks(date(2020, 1, 29), date(2020, 2, 20)).unwrap();
    assert_eq!(weeks.len(), 4);
    assert!(weeks.iter().all(|week| week.len() == 7));
    assert_eq!(weeks.first().and_then(|week| week.first()), Some(&date(2020, 1, 27)));
    assert_eq!(weeks.last().and_then(|week| week.last()), Some(&date(2020, 2, 23)));
    assert_eq!(schedule::weeks(date(2020, 1, 27), date(2020, 1, 27)).unwrap().len(), 1);
    assert_eq!(schedule::weeks(date(2020, 1, 1), date(9999, 12, 31)).unwrap().len(), 54);
}

#[test]
fn the_grid_reaches_what_lies_beyond_the_festival() {
    let mut activities = sample();
    activities.push(activity("before", Group::Other, Some("2020-01-20"), None));
    let reach = schedule::reach(&festival(activities).facts, &zone());
    assert_eq!(reach, (date(2020, 1, 20), date(2020, 2, 20)));
}

#[test]
fn each_day_of_a_span_knows_its_part() {
    let span = Span { first: date(2020, 2, 15), last: date(2020, 2, 17), begins: None, ends: None };
    let parts: Vec<_> = (14..=18).map(|day| schedule::part(&span, date(2020, 2, day))).collect();
    assert_eq!(parts, [None, Some("first"), Some("middle"), Some("last"), None]);
    let one = Span { last: span.first, ..span };
    assert_eq!(schedule::part(&one, one.first), Some("whole"));
}

fn written(activity: &ActivityFacts) -> String {
    let mut event = Event::new();
    event.uid("x@example.gov.vn").add_property("DTSTAMP", "20200115T020000Z");
    for property in times(schedule::span(activity, &zone()).unwrap(), &zone()) {
        event.append_property(property);
    }
    Calendar::empty().push(event.done()).to_string()
}

#[test]
fn a_known_hour_is_a_moment_in_the_calendar_and_a_day_is_a_whole_day() {
    let opening = written(&activity("o", Group::Opening, Some("2020-01-29T20:00:00+07:00"), None));
    assert!(opening.contains("DTSTART:20200129T130000Z\r\n"), "{opening}");
    assert!(!opening.contains("DTEND"), "{opening}");
    let span = written(&activity("c", Group::Closing, Some("2020-02-15"), Some("2020-02-20")));
    assert!(span.contains("DTSTART;VALUE=DATE:20200215\r\n"), "{span}");
    assert!(span.contains("DTEND;VALUE=DATE:20200221\r\n"), "{span}");
    let days = written(&activity(
        "e",
        Group::Other,
        Some("2020-02-15T09:00:00+07:00"),
        Some("2020-02-18"),
    ));
    assert!(days.contains("DTSTART:20200215T020000Z\r\n"), "{days}");
    assert!(days.contains("DTEND:20200218T170000Z\r\n"), "{days}");
}

#[test]
fn an_event_is_named_by_the_host_of_the_site() {
    assert_eq!(host("https://example.gov.vn"), "example.gov.vn");
    assert_eq!(host("http://localhost:8080"), "localhost");
}

#[test]
fn a_body_is_followed_by_its_successors_and_a_circle_ends() {
    let agency = |key: &str, successor: Option<&str>| Agency {
        key: key.to_owned(),
        kind: "department".to_owned(),
        successor: successor.map(str::to_owned),
        verified: "yes".to_owned(),
        ..Agency::default()
    };
    let bodies = [agency("a", Some("b")), agency("b", Some("c")), agency("c", Some("a"))];
    let get = |key: &str| bodies.iter().find(|body| body.key == key);
    let keys: Vec<&str> = succession("a", get).iter().map(|body| body.key.as_str()).collect();
    assert_eq!(keys, ["a", "b", "c"]);
}
