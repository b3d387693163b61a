//! The rules of this slice, in tables of cases. Not for pages and stores: those are tested from outside.

use super::event::{Event, Happening, Heir, NewBody};
use super::model::{Agency, AgencyName};
use super::register::{Function, Register, Succession};
use crate::platform::i18n::Language;
use jiff::civil::date;
use std::collections::BTreeMap;

fn vi() -> Language {
    "vi".parse().expect("a language")
}

fn agency(
    key: &str,
    name: &str,
    from: Option<&str>,
    to: Option<&str>,
    successor: Option<&str>,
) -> Agency {
    Agency {
        key: key.to_owned(),
        kind: "department".to_owned(),
        names: vec![AgencyName { language: vi(), name: name.to_owned() }],
        valid_from: from.map(|day| day.parse().expect("a day")),
        valid_to: to.map(|day| day.parse().expect("a day")),
        successor: successor.map(str::to_owned),
        ..Agency::default()
    }
}

fn register() -> Register {
    Register::new([
        agency("tttt", "Sở TT&TT Bắc Giang", None, Some("2025-03-01"), Some("khcn-bg")),
        agency(
            "khcn-bg",
            "Sở KH&CN Bắc Giang",
            Some("2025-03-01"),
            Some("2025-07-01"),
            Some("khcn-bn"),
        ),
        agency("khcn-bn", "Sở KH&CN Bắc Ninh", Some("2025-07-01"), None, None),
        agency("vtv", "Đài Truyền hình Việt Nam", None, None, None),
    ])
}

#[test]
fn a_page_of_2020_names_the_body_as_it_was_and_says_what_it_is_now() {
    let shown =
        register().then_now("tttt", vi(), date(2020, 1, 29), date(2026, 1, 1)).expect("a body");
    assert_eq!(shown.name, "Sở TT&TT Bắc Giang");
    assert_eq!(shown.now.as_deref(), Some("Sở KH&CN Bắc Ninh"));
}

#[test]
fn a_page_between_two_mergers_names_the_body_of_its_day() {
    let shown =
        register().then_now("tttt", vi(), date(2025, 4, 1), date(2025, 4, 2)).expect("a body");
    assert_eq!(shown.name, "Sở KH&CN Bắc Giang");
    assert_eq!(shown.now, None);
}

#[test]
fn a_body_that_kept_its_name_is_not_said_to_have_another() {
    let shown =
        register().then_now("vtv", vi(), date(2020, 1, 1), date(2026, 1, 1)).expect("a body");
    assert_eq!(shown.now, None);
}

#[test]
fn a_ring_of_successors_ends() {
    let ring = Register::new([
        agency("a", "A", None, Some("2020-01-01"), Some("b")),
        agency("b", "B", None, Some("2020-01-01"), Some("a")),
    ]);
    assert!(ring.on("a", date(2026, 1, 1)).is_some());
}

fn key(agency: Option<&Agency>) -> &str {
    agency.map_or("", |agency| agency.key.as_str())
}

/// The ministry that ended on 1 March 2025: its work went one way, external information another.
fn ministries() -> Register {
    let mut register = Register::new([
        agency("mic", "Bộ Thông tin và Truyền thông", None, Some("2025-03-01"), Some("most-2025")),
        agency("most-2025", "Bộ Khoa học và Công nghệ", Some("2025-03-01"), None, None),
        agency("mcst", "Bộ Văn hóa, Thể thao và Du lịch", None, None, None),
    ]);
    let function = Function { key: "external-information".to_owned(), name: BTreeMap::new() };
    register.successions.push(Succession {
        from: "mic".to_owned(),
        to: "mcst".to_owned(),
        since: date(2025, 3, 1),
        function: Some(function),
        share: String::new(),
    });
    register
}

#[test]
fn a_function_has_its_own_successor() {
    let register = ministries();
    let cases = [
        ("external-information", date(2025, 2, 28), "mic"),
        ("external-information", date(2025, 3, 1), "mcst"),
        ("posts", date(2025, 3, 1), "most-2025"),
    ];
    for (function, day, expected) in cases {
        assert_eq!(key(register.doing("mic", function, day)), expected, "{function} on {day}");
    }
    let now = register.successors_of("external-information", date(2026, 1, 1));
    assert_eq!(now.iter().map(|one| &*one.key).collect::<Vec<_>>(), ["mcst"]);
    assert!(register.successors_of("external-information", date(2025, 2, 28)).is_empty());
    let heirs: Vec<&str> = register.heirs("mic").iter().map(|one| &*one.key).collect();
    assert_eq!(heirs, ["most-2025", "mcst"]);
}

fn happens(what: Happening, before: &[&str], after: Vec<Heir>) -> Event {
    Event {
        number: 0,
        what,
        before: before.iter().map(|key| (*key).to_owned()).collect(),
        after,
        function: None,
        legal_on: None,
        operates_on: date(2026, 7, 1),
        citation: "Nghị quyết số 1".to_owned(),
        note: String::new(),
        taken_back: None,
    }
}

fn heir(key: &str, name: Option<&str>) -> Heir {
    let body = name.map(|name| NewBody {
        kind: "department".to_owned(),
        code: "7".to_owned(),
        parent: None,
        names: vec![AgencyName { language: vi(), name: name.to_owned() }],
    });
    Heir { key: key.to_owned(), body, share: String::new() }
}

fn pair() -> Register {
    Register::new([agency("a", "Sở A", None, None, None), agency("b", "Sở B", None, None, None)])
}

#[test]
fn a_merger_ends_the_old_bodies_and_begins_the_new_one_on_the_same_day() {
    let merger = happens(Happening::Merged, &["a", "b"], vec![heir("c", Some("Sở C"))]);
    let after = pair().after(&merger).expect("it happens");
    let on = |day| after.all_on(day).map(|one| &*one.key).collect::<Vec<_>>();
    assert_eq!(on(date(2026, 6, 30)), ["a", "b"]);
    assert_eq!(on(date(2026, 7, 1)), ["c"]);
    let shown = after.then_now("a", vi(), date(2026, 1, 1), date(2027, 1, 1)).expect("a body");
    assert_eq!((shown.name.as_str(), shown.now.as_deref()), ("Sở A", Some("Sở C")));
    let before: Vec<&str> = after.predecessors("c").iter().map(|one| &*one.key).collect();
    assert_eq!(before, ["a", "b"]);
}

#[test]
fn a_body_that_absorbs_another_goes_on_itself() {
    let merger = happens(Happening::Merged, &["a", "b"], vec![heir("a", None)]);
    let after = pair().after(&merger).expect("it happens");
    assert_eq!(after.get("a").and_then(|one| one.valid_to), None);
    assert_eq!(key(after.on("b", date(2026, 7, 1))), "a");
}

#[test]
fn a_renamed_body_keeps_its_identity_and_bears_the_name_of_each_day() {
    let renamed = happens(Happening::Renamed, &["a"], vec![heir("a", Some("Sở Mới"))]);
    let after = pair().after(&renamed).expect("it happens");
    let body = after.get("a").expect("the body");
    assert_eq!(body.name_on(vi(), date(2026, 6, 30)), "Sở A");
    assert_eq!(body.name_on(vi(), date(2026, 7, 1)), "Sở Mới");
    assert_eq!((body.on(date(2026, 6, 30)).code, body.on(date(2026, 7, 1)).code), ("", "7"));
    let shown = after.then_now("a", vi(), date(2020, 1, 1), date(2026, 7, 1)).expect("a body");
    assert_eq!((shown.name.as_str(), shown.now.as_deref()), ("Sở A", Some("Sở Mới")));
}

#[test]
fn every_heir_of_a_split_is_known_with_its_share() {
    let mut heirs = vec![heir("c", Some("Sở C")), heir("d", Some("Sở D"))];
    heirs[1].share = "du lịch".to_owned();
    let after = pair().after(&happens(Happening::Split, &["a"], heirs)).expect("it happens");
    let keys: Vec<&str> = after.heirs("a").iter().map(|one| &*one.key).collect();
    assert_eq!(keys, ["c", "d"]);
    assert_eq!(after.successions()[1].share, "du lịch");
}

#[test]
fn what_cannot_have_happened_is_refused_with_the_reason() {
    let heirs = || vec![heir("c", Some("Sở C"))];
    let mut unfounded = happens(Happening::Merged, &["a", "b"], heirs());
    unfounded.citation.clear();
    let mut early = happens(Happening::Merged, &["a", "b"], heirs());
    early.legal_on = Some(date(2026, 8, 1));
    let cases = [
        (happens(Happening::Merged, &["a"], heirs()), "register-fault-before"),
        (happens(Happening::Merged, &["a", "x"], heirs()), "editorial-unknown-agency"),
        (
            happens(Happening::Merged, &["a", "b"], vec![heir("c", None)]),
            "editorial-unknown-agency",
        ),
        (happens(Happening::Formed, &[], vec![heir("a", Some("Sở"))]), "register-fault-taken"),
        (happens(Happening::Formed, &[], vec![heir("c", Some(" "))]), "editorial-no-name"),
        (happens(Happening::Split, &["a"], heirs()), "register-fault-after"),
        (happens(Happening::Transferred, &["a"], vec![heir("b", None)]), "register-fault-function"),
        (happens(Happening::Ended, &["a"], heirs()), "register-fault-after"),
        (unfounded, "register-fault-citation"),
        (early, "register-fault-order"),
    ];
    for (event, expected) in cases {
        let faults = pair().after(&event).expect_err("it cannot happen");
        assert!(faults.iter().any(|fault| fault.key == expected), "{expected}: {faults:?}");
    }
}
