//! The rules of a day: what a visit is, in whatever order views become known; who is judged; sketches.

use super::sketches::{joined, sketch_of, together};
use super::{Day, Facet, LastWay, Seen, Visit, Way, Ways};
use crate::platform::web::CountAs;
use crate::visits::ledger::View;
use crate::visits::reader::{Country, Device, SourceId, Visitor};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn visitor(number: u16) -> Visitor {
    Visitor::numbered(i64::from(number) * 1_000_003)
}

/// Visits by the definition: sorted, cut where more than half an hour is silent.
fn by_definition(views: &[(u16, u32)]) -> (u64, u64) {
    let mut seconds: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
    for (who, second) in views {
        seconds.entry(*who).or_default().push(*second);
    }
    let mut visits = 0;
    for seconds in seconds.values_mut() {
        seconds.sort_unstable();
        visits += 1 + seconds.windows(2).filter(|two| two[1] - two[0] > 1800).count() as u64;
    }
    (visits, seconds.len() as u64)
}

fn counted(seen: &Seen) -> (u64, u64) {
    (seen.visits(), seen.visitors())
}

proptest! {
    #[test]
    fn visits_are_what_their_definition_says_in_whatever_order_views_become_known(
        views in prop::collection::vec((0..6_u16, 0..86_400_u32), 0..60),
        split in any::<prop::sample::Index>(),
    ) {
        let mut one = Seen::default();
        for (who, second) in &views {
            one.add(Visit::of(visitor(*who), *second));
        }
        prop_assert_eq!(counted(&one), by_definition(&views));
        prop_assert_eq!(one.all().count() as u64, one.visits());
        prop_assert!(one.visitors() <= one.visits() && one.visits() <= views.len() as u64);
        // Two nodes that tell each other their visits, and one told twice, know the same.
        let (here, there) = views.split_at(split.index(views.len() + 1));
        let (mut left, mut right) = (Seen::default(), Seen::default());
        for (part, seen) in [(here, &mut left), (there, &mut right)] {
            for (who, second) in part {
                seen.add(Visit::of(visitor(*who), *second));
            }
        }
        for _ in 0..2 {
            for visit in left.all().collect::<Vec<_>>() {
                right.add(visit);
            }
        }
        prop_assert_eq!(counted(&right), counted(&one));
    }

    #[test]
    fn who_is_taken_out_leaves_nothing(views in prop::collection::vec((0..4_u16, 0..86_400_u32), 1..40)) {
        let mut seen = Seen::default();
        for (who, second) in &views {
            seen.add(Visit::of(visitor(*who), *second));
        }
        seen.take_out(visitor(views[0].0));
        let rest: Vec<_> = views.iter().filter(|(who, _)| *who != views[0].0).copied().collect();
        prop_assert_eq!(counted(&seen), by_definition(&rest));
    }
}

#[test]
fn half_an_hour_of_silence_ends_a_visit() {
    let cases: [(&[u32], u64); 4] =
        [(&[0, 1800], 1), (&[0, 1801], 2), (&[0, 3601], 2), (&[0, 3601, 1801], 1 + 1)];
    for (seconds, visits) in cases {
        let mut seen = Seen::default();
        for second in seconds {
            seen.add(Visit::of(visitor(1), *second));
        }
        assert_eq!(counted(&seen), (visits, 1), "{seconds:?}");
    }
    let mut seen = Seen::default();
    for second in [0, 3600, 1800] {
        seen.add(Visit::of(visitor(1), second));
    }
    assert_eq!(
        counted(&seen),
        (1, 1),
        "a view that becomes known later joins what it stood between"
    );
}

#[test]
fn a_million_visitors_of_a_day_fit_in_fourteen_mebibytes() {
    let mut seen = Seen::default();
    for number in 0..1_000_000_u64 {
        let spread = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        let mark = spread.first_chunk().copied().expect("six bytes");
        let second = u32::try_from(number % 86_400).expect("a second");
        seen.add(Visit::of(Visitor::of(mark), second));
    }
    assert_eq!(seen.visitors(), 1_000_000);
    let held = seen.bytes();
    assert!(held < 14 << 20, "{held} bytes");
}

fn view(who: u16, at: i64) -> View {
    View {
        at,
        count: CountAs { entry: 7, language: "vi".parse().expect("a language") },
        visitor: visitor(who),
        source: SourceId::default(),
        country: Country::default(),
        device: Device::Desktop,
    }
}

#[test]
fn hundreds_of_pages_a_minute_are_no_reader() {
    let mut day = Day::new(0);
    day.take(&view(1, 0));
    day.browsed(visitor(1));
    for number in 0..300 {
        assert!(day.take(&view(1, 200 * number)).is_some(), "in the sums until taken out");
    }
    assert_eq!(day.judge.fresh(), [visitor(1)]);
    day.take_out(visitor(1));
    assert_eq!(day.judge.fresh(), []);
    assert_eq!(counted(&day.seen), (0, 0));
    assert!(day.take(&view(1, 90_000)).is_none(), "what comes later does not count either");
}

#[test]
fn a_hurried_minute_is_one_of_a_visit_that_has_a_hundred_pages_already() {
    // Pages before the minute, half a minute apart; pages within it; whether that is no reader.
    for (before, within, judged) in
        [(100, 99, false), (100, 100, true), (0, 199, false), (0, 200, true)]
    {
        let mut day = Day::new(0);
        for number in 0..before {
            day.take(&view(1, 30_000 * number));
            day.browsed(visitor(1));
        }
        let minute = 60_000 * 60;
        for number in 0..within {
            day.take(&view(1, minute + 200 * number));
            day.browsed(visitor(1));
        }
        assert_eq!(!day.judge.fresh().is_empty(), judged, "{before} before, {within} within");
    }
}

#[test]
fn who_reads_on_in_the_same_way_is_told_to_the_sketches_once_and_in_another_way_again() {
    let mut day = Day::new(0);
    let of = |who: u16, at: i64, device| View { device, ..view(who, at) };
    day.take(&of(1, 0, Device::Desktop));
    let first = day.take(&of(1, 1_000, Device::Desktop));
    let other = day.take(&of(1, 2_000, Device::Phone));
    assert_ne!(first, other);
    // An hour later it is another visit, in the way of the first.
    assert_eq!(day.take(&of(1, 7_200_000, Device::Desktop)), first);
    day.take(&of(2, 3_000, Device::Phone));
    let fresh = day.sketches.next(100).to_vec();
    let devices = fresh.iter().filter(|(facet, ..)| *facet == Facet::Device);
    let devices: BTreeMap<_, _> = devices
        .map(|(_, name, sketch)| (name.as_str(), super::sketches::estimate(sketch)))
        .collect();
    assert_eq!(devices, BTreeMap::from([("desktop", 1), ("phone", 2)]));
    day.sketches.written(fresh.len());
    assert!(day.sketches.next(100).is_empty(), "what was handed over is not held");
}

#[test]
fn a_way_that_cannot_be_kept_is_told_to_the_sketches_each_time_even_if_it_joins_visits_of_one() {
    let (mut seen, mut ways) = (Seen::default(), Ways::default());
    let way = LastWay::of(ways.number(Way::of(&view(1, 0))));
    seen.add(Visit::by(visitor(1), 0, way));
    seen.add(Visit::by(visitor(1), 3_600, way));
    assert!(seen.add(Visit::by(visitor(1), 3_700, way)).same_way);
    assert!(!seen.add(Visit::by(visitor(1), 1_800, LastWay::default())).same_way);
    assert_eq!(counted(&seen), (1, 1));
}

#[test]
fn a_visit_keeps_the_first_five_hundred_ways_of_a_day_and_no_wrong_one_beyond() {
    let mut ways = Ways::default();
    let mut way_to = |entry: u64| {
        let source = SourceId::of(entry.to_le_bytes().first_chunk().copied().expect("six bytes"));
        LastWay::of(ways.number(Way { source, ..Way::of(&view(1, 0)) }))
    };
    let all: Vec<LastWay> = (0..520).map(&mut way_to).collect();
    for (place, kept) in [(0, true), (1, true), (510, true), (511, false), (519, false)] {
        let mut seen = Seen::default();
        seen.add(Visit::by(visitor(1), 0, all[place]));
        assert_eq!(seen.add(Visit::by(visitor(1), 86_399, all[place])).same_way, kept, "{place}");
        let other = seen.add(Visit::by(visitor(1), 86_000, all[2]));
        assert!(!other.same_way, "{place}");
        assert_eq!((other.visit.first(), other.visit.last()), (86_000, 86_399));
    }
}

#[test]
fn pages_of_a_visit_beyond_those_that_judge_it_are_not_told_apart() {
    let mut seen = Seen::default();
    for _ in 0..300 {
        seen.add(Visit::of(visitor(1), 5));
    }
    let visit = seen.of(visitor(1)).next().expect("a visit");
    assert_eq!(visit.pages(), 255);
    assert!(visit.pages() > super::judge::PAGES_WITHOUT_BROWSING && !visit.has_browsed());
}

#[test]
fn a_visitor_who_is_taken_out_is_no_longer_online() {
    let mut day = Day::new(0);
    day.take(&view(1, 1_000));
    day.take(&view(2, 2_000));
    day.hear(Visit::told(visitor(3), [0, 3], 2, false));
    assert_eq!(day.online(4_000), 3);
    day.take_out(visitor(2));
    assert_eq!(day.online(4_000), 2);
    assert_eq!(day.online(302_000), 1, "five minutes after the first she is not");
}

#[test]
fn page_after_page_without_a_picture_is_no_reader_and_with_one_is() {
    for (browses, judged) in [(false, true), (true, false)] {
        let mut day = Day::new(0);
        for number in 0..400 {
            day.take(&view(1, 10_000 * number));
            if browses && number == 3 {
                day.browsed(visitor(1));
            }
        }
        assert_eq!(!day.judge.fresh().is_empty(), judged, "browses: {browses}");
    }
}

#[test]
fn a_reader_who_opens_many_pages_over_a_day_is_one() {
    let mut day = Day::new(0);
    for number in 0..140 {
        assert!(day.take(&view(1, 60_000 * number)).is_some());
    }
    assert!(day.judge.fresh().is_empty());
}

#[test]
fn who_was_here_within_five_minutes_is_online_also_when_the_clock_was_stepped_back() {
    let mut day = Day::new(0);
    day.take(&view(1, 3_600_000));
    day.take(&view(2, 3_500_000));
    assert_eq!(day.online(3_600_000), 2);
    // Ten minutes back: neither was seen near that moment; who comes again is.
    assert_eq!(day.online(3_000_000), 0);
    day.take(&view(2, 3_000_500));
    assert_eq!(day.online(3_001_000), 1);
}

#[test]
fn sketches_join_to_the_sketch_of_all_and_are_near_the_truth() {
    let sketch = |range: std::ops::Range<u16>| sketch_of(range.map(visitor)).expect("a sketch");
    let (text, few) = joined(&sketch(0..40), None);
    assert_eq!(few, 40, "small sets are exact");
    let (both, joined_few) = joined(&sketch(20..60), Some(&text));
    assert_eq!(joined_few, 60);
    let (_, twice) = joined(&sketch(20..60), Some(&both));
    assert_eq!(twice, 60, "joining again changes nothing");
    let (_, many) = joined(&sketch(0..30_000), None);
    assert!((27_000..33_000).contains(&many), "{many}");
    let halves = [joined(&sketch(0..20_000), None).0, joined(&sketch(10_000..30_000), None).0];
    let halves = together(halves.iter().map(String::as_str));
    assert!((27_000..33_000).contains(&halves), "{halves}");
}

#[test]
fn a_browser_that_was_seen_at_work_before_any_page_is_no_blind_one() {
    let mut seen = Seen::default();
    seen.browsed(visitor(1));
    let of = |seen: &Seen, who| seen.of(visitor(who)).map(|visit| visit.has_browsed()).collect();
    assert_eq!((seen.visits(), seen.visitors()), (0, 0), "a picture is no page");
    for who in [1, 2] {
        seen.add(Visit::of(visitor(who), 60));
    }
    let (first, second): (Vec<bool>, Vec<bool>) = (of(&seen, 1), of(&seen, 2));
    assert_eq!((first, second), (vec![true], vec![false]));
    // Another node is told by a visit in which nothing more was read.
    let mut other = Seen::default();
    other.add(Visit::of(visitor(1), 60));
    let known = seen.of(visitor(1)).last().expect("a visit");
    other.add(known.again());
    let heard = other.of(visitor(1)).last().expect("a visit");
    assert_eq!((heard.pages(), heard.has_browsed(), other.visits()), (1, true, 1));
}

#[test]
fn sketches_stay_until_the_database_has_them_and_are_handed_over_once() {
    let mut sketches = super::Sketches::default();
    for who in 1..=30 {
        sketches.add_entry(&View { count: entry(i64::from(who)), ..view(who, 0) });
    }
    let mut handed = 0;
    loop {
        let some = sketches.next(7).len();
        assert_eq!(sketches.next(7).len(), some, "they were not said to be written");
        if some == 0 {
            break;
        }
        sketches.written(some);
        handed += some;
    }
    assert_eq!(handed, 30);
}

fn entry(entry: i64) -> CountAs {
    CountAs { entry, language: "vi".parse().expect("a language") }
}
