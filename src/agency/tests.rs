//! The rules of this slice, in tables of cases. Not for pages and stores: those are tested from outside.

use super::model::{Agency, AgencyName, Register};
use crate::platform::i18n::Language;
use jiff::civil::date;

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
        code: String::new(),
        names: vec![AgencyName { language: vi(), name: name.to_owned() }],
        valid_from: from.map(|day| day.parse().expect("a day")),
        valid_to: to.map(|day| day.parse().expect("a day")),
        successor: successor.map(str::to_owned),
        event: String::new(),
        source: String::new(),
        verified: String::new(),
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
