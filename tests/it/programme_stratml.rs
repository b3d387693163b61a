//! A programme in `StratML`, held against the structure that ISO 17469-1:2015 and ANSI/AIIM 22:2011 give:
//! which elements stand in which, in what order, how often, and that identifiers are names used once.

use crate::programme::{Work, on_both, operator, words};
use crate::support::wait;
use jiff::civil::date;
use mocban::action_programme::{
    self as programme, ActivityDraft, Aggregation, Direction, In, IndicatorDraft, Observing, Part,
};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;

/// An element with what stands in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    below: Vec<Element>,
}

fn read(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                let attributes = start.attributes().map(|one| {
                    let one = one.expect("an attribute");
                    let name = one.key.as_ref().to_owned();
                    (name, one.value.clone().into_owned())
                });
                let name = start.name().as_ref().to_owned();
                let attributes = attributes.collect();
                open.push(Element { name, attributes, ..Element::default() });
            }
            Event::Text(text) => {
                let text = text.trim().to_owned();
                open.last_mut().expect("an element").text.push_str(&text);
            }
            Event::End(_) => {
                let done = open.pop().expect("an element");
                open.last_mut().expect("an element").below.push(done);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.remove(0).below.remove(0)
}

/// What stands in an element of the plan (ISO 17469-1) or of the report (ANSI/AIIM 22), in order: `?` at
/// most once, `*` any number, `+` at least once. `None` of one that holds text only.
fn rule(name: &str, report: bool) -> Option<&'static str> {
    Some(match (name, report) {
        ("StrategicPlan", false) => {
            "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation?"
        }
        ("PerformancePlanOrReport", true) => {
            "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation? Submitter?"
        }
        ("StrategicPlanCore", _) => "Organization* Vision? Mission? Value* Goal+",
        ("Organization", _) => "Name? Acronym? Identifier? Description? Stakeholder*",
        ("Goal", _) => {
            "Name Description Identifier? SequenceIndicator? Stakeholder* OtherInformation? Objective*"
        }
        ("Objective", false) => {
            "Name? Description? Identifier? SequenceIndicator? Stakeholder* OtherInformation?"
        }
        ("Objective", true) => {
            "Name? Description? Identifier? SequenceIndicator? Stakeholder* OtherInformation? \
             PerformanceIndicator*"
        }
        ("Stakeholder", false) => "Name Description?",
        ("Stakeholder", true) => "Name Description? Role?",
        ("Role", true) => "Name Description? RoleType*",
        ("AdministrativeInformation", false) => "StartDate? EndDate? PublicationDate? Source?",
        ("AdministrativeInformation", true) => {
            "Identifier? StartDate? EndDate? PublicationDate? Source?"
        }
        ("PerformanceIndicator", true) => {
            "SequenceIndicator? MeasurementDimension UnitOfMeasurement Identifier? Relationship* \
             MeasurementInstance* OtherInformation?"
        }
        ("MeasurementInstance", true) => "TargetResult* ActualResult*",
        ("TargetResult" | "ActualResult", true) => "Description NumberOfUnits? StartDate? EndDate?",
        _ => return None,
    })
}

/// A name of a rule with how often it may stand.
fn often(one: &str) -> (&str, usize, usize) {
    match one.as_bytes().last() {
        Some(b'?') => (&one[..one.len() - 1], 0, 1),
        Some(b'*') => (&one[..one.len() - 1], 0, usize::MAX),
        Some(b'+') => (&one[..one.len() - 1], 1, usize::MAX),
        _ => (one, 1, 1),
    }
}

/// Holds an element and all below it against the structure.
fn hold(element: &Element, report: bool, ids: &mut BTreeSet<String>) {
    let names: Vec<&str> = element.below.iter().map(|one| one.name.as_str()).collect();
    let Some(rule) = rule(&element.name, report) else {
        assert!(names.is_empty(), "{} holds text only, not {names:?}", element.name);
        if element.name == "Identifier" {
            let id = &element.text;
            assert!(id.starts_with(|one: char| one.is_ascii_alphabetic()), "{id:?} is no name");
            assert!(!id.contains([' ', '/', ':']), "{id:?} is no name");
            assert!(ids.insert(id.clone()), "{id:?} is used twice");
        }
        if element.name.ends_with("Date") {
            element.text.parse::<jiff::civil::Date>().expect("a day");
        }
        return;
    };
    let mut rest = names.as_slice();
    for (name, least, most) in rule.split_whitespace().map(often) {
        let many = rest.iter().take_while(|one| **one == name).count();
        assert!((least..=most).contains(&many), "{}: {many} of {name} in {names:?}", element.name);
        rest = &rest[many..];
    }
    assert!(rest.is_empty(), "{}: {rest:?} in the wrong place of {names:?}", element.name);
    element.below.iter().for_each(|one| hold(one, report, ids));
}

async fn fill(work: &Work<'_>) {
    let (by, within) = (operator(5, date(2026, 1, 5)), In::from(&work.programme));
    let plan = work.received("p-cao-bang", date(2024, 6, 1)).await;
    let mut tx = work.tx().await;
    let measure = work.programme.measure("1.1").expect("there");
    for (agency, part) in [("p-cao-bang", Part::Lead), ("p-lang-son", Part::Coordinating)] {
        let given = (agency, part, date(2024, 5, 1));
        programme::assign(&mut tx, by, work.within(), measure, given).await.expect("assigned");
    }
    let draft = ActivityDraft {
        measure: measure.id.expect("a number"),
        starts: date(2024, 7, 1),
        ends: date(2024, 7, 20),
        budget: None,
        words: words("Hội nghị <quán triệt> & phổ biến"),
    };
    programme::new_activity(&mut tx, by, within, plan, &draft).await.expect("added");
    for (key, task) in [("ban-tin", None), ("luot-xem", work.programme.outline.tasks[0].id)] {
        let draft = IndicatorDraft {
            key: key.to_owned(),
            task,
            direction: Direction::Higher,
            aggregation: Aggregation::Whole,
            baseline: None,
            parts: String::new(),
            fed_by: None,
            source: String::new(),
            targets: [(2026, "12".parse().expect("a figure"))].into(),
            words: words("Bản tin & <phim>"),
            method: words("bản"),
        };
        programme::put_indicator(&mut tx, by, within, 0, &draft).await.expect("set out");
    }
    tx.commit().await.expect("kept");
    let all = programme::indicators(work.db(), work.programme.id).await.expect("read");
    let mut tx = work.tx().await;
    let value = "7.5".parse().expect("a figure");
    let seen = Observing { year: 2026, part: "", value, day: date(2026, 1, 4), source: "Sở" };
    programme::observe(&mut tx, by, within, &all[0], seen).await.expect("put down");
    tx.commit().await.expect("kept");
}

#[test]
fn a_programme_leaves_in_the_structure_of_the_standard() {
    wait(on_both(async |work: Work<'_>| {
        fill(&work).await;
        work.portal.app.caught_up().await.expect("readers see it");
        let plan = work.portal.page("/vi/chuong-trinh/thu/stratml.xml").await;
        assert_eq!(plan.header("content-type"), "application/xml; charset=utf-8");
        let root = read(&plan.text);
        assert_eq!(root.name, "StrategicPlan");
        let namespace =
            ("xmlns".to_owned(), "urn:ISO:std:iso:17469:tech:xsd:stratml_core".to_owned());
        assert!(root.attributes.contains(&namespace), "{:?}", root.attributes);
        let mut ids = BTreeSet::new();
        hold(&root, false, &mut ids);
        assert!(["t-1", "t-2", "m-1.1"].iter().all(|id| ids.contains(*id)), "{ids:?}");
        assert!(
            plan.text.contains("Ủy ban nhân dân") || plan.text.contains("Cao Bằng"),
            "{}",
            plan.text
        );

        let report = work.portal.page("/vi/chuong-trinh/thu/stratml-report.xml").await;
        let root = read(&report.text);
        assert_eq!(root.name, "PerformancePlanOrReport");
        assert!(root.attributes.contains(&("Type".to_owned(), "Performance_Report".to_owned())));
        let mut ids = BTreeSet::new();
        hold(&root, true, &mut ids);
        assert!(
            ["i-ban-tin", "i-luot-xem", "a-1.1", "g-indicators"].iter().all(|id| ids.contains(*id)),
            "{ids:?}"
        );
        assert!(report.text.contains("<NumberOfUnits>7.5</NumberOfUnits>"), "{}", report.text);
        let page = work.portal.page("/vi/chuong-trinh/thu").await;
        page.shows(&["kế hoạch chiến lược (ISO 17469-1)", "báo cáo kết quả (ANSI/AIIM 22)"]);
    }));
}
