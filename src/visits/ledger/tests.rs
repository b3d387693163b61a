//! Records and files of the ledger: what is written comes back, whatever happens around it.

use super::read::{Scanned, Tail, scan};
use super::record::RECORD;
use super::{Ledger, Record, View, Why};
use crate::platform::clock::Clock;
use crate::platform::web::CountAs;
use crate::visits::reader::{Class, Country, Device, Source, SourceId, Visitor};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn view(at: i64, entry: i64) -> Record {
    Record::View(View {
        at,
        count: CountAs { entry, language: "vi".parse().expect("a language") },
        visitor: Visitor::of([1, 2, 3, 4, 5, 6]),
        source: Source::new(Class::Site, "baobacgiang.vn").id(),
        country: Country::of(*b"VN"),
        device: Device::Phone,
    })
}

fn read(bytes: &[u8], tail: Tail) -> (Vec<Record>, Scanned) {
    let mut records = Vec::new();
    let scanned = scan(bytes, tail, |record| records.push(record));
    (records, scanned)
}

fn any_record() -> impl Strategy<Value = Record> {
    let language = prop::sample::select(vec!["vi", "en", "zh-hant", "zh-hant-hk"]);
    let viewed = (any::<i64>(), any::<i64>(), language, any::<[u8; 6]>(), any::<[u8; 6]>())
        .prop_map(|(at, entry, language, visitor, source)| {
            Record::View(View {
                at,
                count: CountAs { entry, language: language.parse().expect("a language") },
                visitor: Visitor::of(visitor),
                source: SourceId::of(source),
                country: Country::default(),
                device: Device::Tablet,
            })
        });
    let why = prop::sample::select(vec![Why::Bot, Why::Ahead, Why::Editor, Why::Network]);
    let uncounted = (any::<i64>(), why).prop_map(|(at, why)| Record::Uncounted { at, why });
    let browsed = (any::<i64>(), any::<[u8; 6]>())
        .prop_map(|(at, visitor)| Record::Browsed { at, visitor: Visitor::of(visitor) });
    let source =
        "[a-z0-9.-]{0,60}".prop_map(|name| Record::Source(Source::new(Class::Site, &name)));
    prop_oneof![viewed, uncounted, browsed, source]
}

proptest! {
    #[test]
    fn a_record_comes_back_as_it_was_written(record in any_record()) {
        prop_assert_eq!(Record::read(&record.bytes()), Some(record));
    }

    #[test]
    fn a_damaged_record_counts_nothing(record in any_record(), place in 0..RECORD, flip in 1..=255_u8) {
        let mut bytes = record.bytes();
        bytes[place] ^= flip;
        prop_assert_eq!(Record::read(&bytes), None);
    }

    #[test]
    fn what_was_cut_short_does_not_shift_what_stands_behind_it(
        before in prop::collection::vec(any_record(), 0..4),
        cut in any_record(),
        kept in 1..RECORD,
        after in prop::collection::vec(any_record(), 1..4),
    ) {
        // Where what follows begins with the very bytes that are missing, nothing was cut short.
        let next = after[0].bytes();
        prop_assume!(cut.bytes()[kept..] != next[..RECORD - kept]);
        let mut bytes: Vec<u8> = before.iter().flat_map(Record::bytes).collect();
        bytes.extend(&cut.bytes()[..kept]);
        bytes.extend(after.iter().flat_map(Record::bytes));
        let (records, scanned) = read(&bytes, Tail::Ended);
        let expected: Vec<Record> = before.into_iter().chain(after).collect();
        prop_assert_eq!(records, expected);
        prop_assert_eq!(scanned, Scanned { used: bytes.len(), damaged: 1 });
    }

    #[test]
    fn reading_in_parts_gives_what_reading_at_once_gives(
        records in prop::collection::vec(any_record(), 1..20),
        parts in prop::collection::vec(0..300_usize, 0..8),
    ) {
        let bytes: Vec<u8> = records.iter().flat_map(Record::bytes).collect();
        let (mut found, mut at) = (Vec::new(), 0);
        for end in parts.into_iter().map(|part| part * 5).chain([bytes.len()]) {
            let end = end.clamp(at, bytes.len());
            let (some, scanned) = read(&bytes[at..end], Tail::Growing);
            prop_assert_eq!(scanned.damaged, 0);
            found.extend(some);
            at += scanned.used;
        }
        prop_assert_eq!(found, records);
    }
}

#[test]
fn half_a_record_at_the_end_waits_while_the_file_grows_and_is_damage_when_it_ended() {
    let mut bytes = view(1, 7).bytes().to_vec();
    bytes.extend(&view(2, 8).bytes()[..20]);
    let (records, scanned) = read(&bytes, Tail::Growing);
    assert_eq!((records.len(), scanned), (1, Scanned { used: RECORD, damaged: 0 }));
    let (records, scanned) = read(&bytes, Tail::Ended);
    assert_eq!((records.len(), scanned), (1, Scanned { used: bytes.len(), damaged: 1 }));
}

fn ledger(folder: &std::path::Path, clock: &Clock, zone: &str) -> Ledger {
    let zone = TimeZone::get(zone).expect("a zone");
    let node = std::fs::read_dir(folder).expect("the folder").count().to_string();
    Ledger::begin(folder, clock, zone, &node).expect("a ledger")
}

fn at(moment: &str) -> Timestamp {
    moment.parse().expect("a moment")
}

/// The day of each file with the moments of its records.
fn written(ledger: &Ledger) -> Vec<(String, Vec<i64>)> {
    let files = ledger.files().expect("files");
    let moments = |name: &str| {
        let (records, _) = read(&ledger.part(name, 0).expect("a part").bytes, Tail::Ended);
        let at = |record: &Record| match record {
            Record::View(view) => view.at,
            other => panic!("{other:?}"),
        };
        records.iter().map(at).collect::<Vec<i64>>()
    };
    files.iter().map(|(day, name)| (day.to_string(), moments(name))).collect()
}

/// Writes a view at each moment and answers the days they went to.
fn days(zone: &str, moments: &[&str]) -> Vec<(String, usize)> {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::standing(at(moments[0]));
    let ledger = ledger(folder.path(), &clock, zone);
    for moment in moments {
        let now = at(moment).as_millisecond();
        ledger.write(now, |at| view(at, 1)).expect("it is written");
    }
    written(&ledger).into_iter().map(|(day, at)| (day, at.len())).collect()
}

#[test]
fn a_day_ends_at_midnight_of_the_sites_zone() {
    let day = |day: &str, views| (day.to_owned(), views);
    assert_eq!(
        days("Asia/Ho_Chi_Minh", &["2026-12-31T16:59:59.999Z", "2026-12-31T17:00:00Z"]),
        [day("2026-12-31", 1), day("2027-01-01", 1)],
    );
    // Clocks go forward at 2 and back at 3: days of 23 and 25 hours.
    assert_eq!(
        days(
            "Europe/Paris",
            &["2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"],
        ),
        [day("2026-03-29", 2), day("2026-03-30", 1)],
    );
    assert_eq!(
        days(
            "Europe/Paris",
            &["2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"],
        ),
        [day("2026-10-25", 2), day("2026-10-26", 1)],
    );
}

#[test]
fn a_leap_second_belongs_to_the_day_it_ends() {
    let moments = ["2016-12-31T23:59:59Z", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"];
    assert_eq!(days("UTC", &moments), [("2016-12-31".to_owned(), 2), ("2017-01-01".to_owned(), 1)],);
}

#[test]
fn a_day_once_begun_is_not_gone_back_from_when_the_clock_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::standing(at("2026-11-20T00:00:01+07:00"));
    let ledger = ledger(folder.path(), &clock, "Asia/Ho_Chi_Minh");
    let midnight = at("2026-11-20T00:00:00+07:00").as_millisecond();
    for moment in ["2026-11-20T00:00:01+07:00", "2026-11-19T23:59:30+07:00"] {
        ledger.write(at(moment).as_millisecond(), |at| view(at, 1)).expect("it is written");
    }
    assert_eq!(written(&ledger), [("2026-11-20".to_owned(), vec![midnight + 1000, midnight])]);
}

#[test]
fn two_processes_in_one_folder_write_files_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::standing(at("2026-11-20T10:00:00+07:00"));
    let (first, second) =
        (ledger(folder.path(), &clock, "UTC"), ledger(folder.path(), &clock, "UTC"));
    let now = clock.now_ms();
    for _ in 0..3 {
        first.write(now, |at| view(at, 1)).expect("it is written");
        second.write(now, |at| view(at, 2)).expect("it is written");
    }
    let files = written(&first);
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|(_, views)| views.len() == 3), "{files:?}");
}

/// A file on a disk that takes nothing.
fn full() -> handed::Handed<RECORD> {
    let full = std::fs::File::options().read(true).write(true).open("/dev/full");
    handed::Handed::over(full.expect("the device is there"))
}

#[test]
fn what_a_full_disk_refuses_is_written_once_it_has_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::standing(at("2026-11-20T10:00:00+07:00"));
    let ledger = ledger(folder.path(), &clock, "UTC");
    let room = ledger.write_to(full());
    let now = clock.now_ms();
    assert!(ledger.write(now, |at| view(at, 1)).is_err());
    assert!(ledger.write(now, |at| view(at, 2)).is_err());
    assert_eq!(ledger.write_refused(), 2, "still full");
    ledger.write_to(room);
    assert_eq!(ledger.write_refused(), 0);
    assert_eq!(written(&ledger).iter().map(|(_, views)| views.len()).sum::<usize>(), 2);
}

#[test]
fn what_a_disk_refused_before_midnight_is_counted_to_its_own_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::standing(at("2026-11-20T23:59:00Z"));
    let ledger = ledger(folder.path(), &clock, "UTC");
    ledger.write_to(full());
    let now = clock.now_ms();
    for entry in 1..=2 {
        assert!(ledger.write(now, |at| view(at, entry)).is_err());
    }
    ledger.write(now + 120_000, |at| view(at, 3)).expect("the next day has a file of its own");
    assert_eq!(ledger.write_refused(), 0);
    let mut days: Vec<(String, usize)> =
        written(&ledger).into_iter().map(|(day, views)| (day, views.len())).collect();
    days.retain(|(_, views)| *views > 0);
    assert_eq!(days, [("2026-11-20".to_owned(), 2), ("2026-11-21".to_owned(), 1)]);
}

#[test]
fn room_that_was_taken_and_not_written_is_no_damage() {
    let mut bytes = view(1, 7).bytes().to_vec();
    bytes.resize(40 * RECORD, 0);
    let (records, scanned) = read(&bytes, Tail::Growing);
    assert_eq!((records.len(), scanned), (1, Scanned { used: RECORD, damaged: 0 }));
    let (records, scanned) = read(&bytes, Tail::Ended);
    assert_eq!((records.len(), scanned), (1, Scanned { used: bytes.len(), damaged: 0 }));
}

#[test]
fn half_a_record_before_room_waits_while_its_process_lives_and_is_damage_when_it_was_killed() {
    let mut bytes = view(1, 7).bytes().to_vec();
    bytes.extend(&view(2, 8).bytes()[..30]);
    bytes.resize(40 * RECORD, 0);
    let (records, scanned) = read(&bytes, Tail::Growing);
    assert_eq!((records.len(), scanned), (1, Scanned { used: RECORD, damaged: 0 }));
    let (records, scanned) = read(&bytes, Tail::Ended);
    assert_eq!((records.len(), scanned), (1, Scanned { used: bytes.len(), damaged: 1 }));
}

#[test]
fn a_file_of_a_living_process_is_not_taken_for_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::standing(at("2026-11-20T10:00:00+07:00"));
    let (first, second) =
        (ledger(folder.path(), &clock, "UTC"), ledger(folder.path(), &clock, "UTC"));
    first.write(clock.now_ms(), |at| view(at, 1)).expect("it is written");
    let tail = |name: &str| second.part(name, 0).expect("a part").tail;
    let others = |ledger: &Ledger| {
        let names = ledger.files().expect("files").into_iter().map(|(_, name)| name);
        names.filter(|name| !second.writes(name)).collect::<Vec<String>>()
    };
    let [name] = &others(&second)[..] else { panic!("one file is the other's") };
    assert_eq!(tail(name), Tail::Growing);
    drop(first);
    assert_eq!(tail(name), Tail::Ended);
}

/// Everything a file holds, read stroke by stroke, and at how many places it is damaged.
fn strokes(ledger: &Ledger, name: &str) -> (Vec<Record>, i64) {
    let (mut records, mut damaged, mut at) = (Vec::new(), 0, 0);
    loop {
        let part = ledger.part(name, at).expect("a part");
        let (some, scanned) = read(&part.bytes, part.tail);
        records.extend(some);
        damaged += scanned.damaged;
        at += scanned.used as u64;
        if scanned.used == 0 {
            return (records, damaged);
        }
    }
}

#[test]
fn a_file_that_was_left_is_read_to_its_end_in_strokes_whatever_a_power_cut_emptied() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::standing(at("2026-11-20T10:00:00+07:00"));
    let ledger = ledger(folder.path(), &clock, "UTC");
    let views: Vec<Record> = (0..20_000).map(|entry| view(1, entry)).collect();
    let whole: Vec<u8> = views.iter().flat_map(Record::bytes).collect();
    // Nothing, a hole within a stroke, one longer than two, one that ends in the middle of a record.
    let cases = [(0, 0), (100, 200), (600_000, 1_200_000), (70_000, 900_021)];
    for (number, (from, to)) in cases.into_iter().enumerate() {
        let (name, mut bytes) = (format!("2026-11-20.{number}-left.ledger"), whole.clone());
        bytes[from..to].fill(0);
        std::fs::write(folder.path().join(&name), &bytes).expect("it is written");
        let lost = to.div_ceil(RECORD) - from / RECORD;
        let (records, damaged) = strokes(&ledger, &name);
        assert_eq!((records.len(), damaged), (views.len() - lost, i64::from(lost > 0)), "{name}");
        assert!(records.ends_with(&views[to.div_ceil(RECORD)..]), "{name}");
    }
}

#[test]
fn a_growing_file_of_another_process_is_read_as_far_as_it_is_written_and_no_room_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Clock::standing(at("2026-11-20T10:00:00+07:00"));
    let (first, second) =
        (ledger(folder.path(), &clock, "UTC"), ledger(folder.path(), &clock, "UTC"));
    let (_, name) = first
        .files()
        .expect("files")
        .into_iter()
        .find(|(_, name)| first.writes(name))
        .expect("a file");
    let mut written = 0_i64;
    for more in [5_000, 1, 4_000] {
        for _ in 0..more {
            first.write(clock.now_ms(), |at| view(at, written)).expect("it is written");
            written += 1;
        }
        let (records, damaged) = strokes(&second, &name);
        assert_eq!((i64::try_from(records.len()), damaged), (Ok(written), 0));
    }
}
