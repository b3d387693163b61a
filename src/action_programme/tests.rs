//! The rules of this slice, in tables of cases and properties. Not for the store: that is tested from
//! outside, on both engines.

use super::model::{
    ActivityState, AsOf, Budget, Decision, DecisionId, Owes, Period, PlanAt, PlanId, Ruling, Side,
    Stage, Standing, Tally, acts_for, coverage, own_agencies, share,
};
use crate::agency::{Agency, Register};
use crate::people::{Actor, Grant, Person, PersonId, Role};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

#[test]
fn each_step_of_the_workflow_has_one_side_that_takes_it() {
    use Stage::{Accepted, Draft, Locked, Returned, Submitted};
    let table = [
        (Draft, Submitted, Side::Agency),
        (Returned, Submitted, Side::Agency),
        (Submitted, Returned, Side::Coordinator),
        (Submitted, Accepted, Side::Coordinator),
        (Accepted, Returned, Side::Coordinator),
        (Accepted, Locked, Side::Coordinator),
    ];
    for from in Stage::ALL {
        for to in Stage::ALL {
            let side =
                table.iter().find(|(a, b, _)| *a == from && *b == to).map(|(.., side)| *side);
            assert_eq!(from.step_to(to), side, "{from:?} to {to:?}");
        }
    }
}

#[test]
fn a_name_of_a_stage_or_state_leads_back_to_it() {
    for stage in Stage::ALL {
        assert_eq!(Stage::named(stage.name()), Some(stage));
    }
    for state in ActivityState::ALL {
        assert_eq!(ActivityState::named(state.name()), Some(state));
    }
}

#[test]
fn nobody_moves_an_activity_to_proven_or_away_from_it() {
    for state in ActivityState::ALL {
        assert!(!state.may_become(ActivityState::Proven), "{state:?}");
        assert!(!ActivityState::Proven.may_become(state), "{state:?}");
    }
}

#[test]
fn a_budget_has_a_currency_of_three_letters_and_is_not_below_nought() {
    let table = [
        (0, "VND", true),
        (5_000_000, "USD", true),
        (-1, "VND", false),
        (1, "đồng", false),
        (1, "vnd", false),
    ];
    for (amount, currency, fits) in table {
        assert_eq!(Budget::new(amount, currency).is_some(), fits, "{amount} {currency}");
    }
}

#[test]
fn progress_is_rounded_down_so_that_all_is_said_only_of_all() {
    let of = |proven, all| share(Tally { proven, done: 0, all });
    assert_eq!(of(0, 0), None);
    assert_eq!(of(0, 3), Some(0));
    assert_eq!(of(2, 3), Some(66));
    assert_eq!(of(999, 1000), Some(99));
    assert_eq!(of(1000, 1000), Some(100));
}

fn agency(key: &str, kind: &str, from: Option<Date>, to: Option<Date>) -> Agency {
    Agency {
        key: key.to_owned(),
        kind: kind.to_owned(),
        valid_from: from,
        valid_to: to,
        ..Agency::default()
    }
}

const MERGED: Date = date(2025, 7, 1);

/// Two provinces that became one, and one that stayed.
fn register() -> Register {
    Register::new([
        agency("bac-giang", "province", None, Some(MERGED)),
        agency("bac-ninh", "province", None, Some(MERGED)),
        agency("bac-ninh-2025", "province", Some(MERGED), None),
        agency("cao-bang", "province", None, None),
        agency("so-vhttdl", "department", None, None),
    ])
}

fn owes() -> Owes {
    Owes {
        group: "provinces".to_owned(),
        kinds: vec!["province".to_owned(), "city".to_owned()],
        from: None,
        to: None,
        stated: None,
        source: String::new(),
        words: BTreeMap::new(),
    }
}

fn period(due: Option<Date>) -> Period {
    Period {
        id: None,
        starts: date(2024, 4, 15),
        ends: date(2030, 12, 31),
        due,
        source: String::new(),
        words: BTreeMap::new(),
    }
}

fn plan(id: i64, agency: &str, stage: Stage, received: Option<Date>) -> PlanAt {
    PlanAt { id: PlanId(id), agency: agency.to_owned(), due: None, received, stage }
}

fn decision(plan: i64, from: &str, to: &str, day: Date, made_at: i64) -> Decision {
    Decision {
        id: DecisionId(7),
        what: Ruling::CountsFor,
        from: from.to_owned(),
        to: to.to_owned(),
        plan: Some(PlanId(plan)),
        citation: "Công văn số 12/BVHTTDL".to_owned(),
        entry: None,
        day,
        made_at,
        made_by: "operator".to_owned(),
    }
}

fn standings(
    due: Option<Date>,
    day: Date,
    plans: &[PlanAt],
    decisions: &[Decision],
) -> Vec<(String, Standing)> {
    let found = coverage(&[owes()], &period(due), &register(), plans, decisions, AsOf::day(day));
    found.bodies().map(|body| (body.agency.clone(), body.standing)).collect()
}

#[test]
fn the_denominator_is_who_exists_on_the_day() {
    let names = |day| -> Vec<String> {
        standings(None, day, &[], &[]).into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(names(date(2025, 6, 30)), ["bac-giang", "bac-ninh", "cao-bang"]);
    assert_eq!(names(MERGED), ["bac-ninh-2025", "cao-bang"]);
}

#[test]
fn a_body_without_a_plan_is_awaited_late_or_missing() {
    let due = date(2024, 9, 30);
    let of = |due, day| standings(due, day, &[], &[]).pop().expect("a body").1;
    assert_eq!(of(Some(due), due), Standing::Awaited { due });
    assert_eq!(of(Some(due), date(2024, 10, 31)), Standing::Late { due, days: 31 });
    assert_eq!(of(None, date(2030, 1, 1)), Standing::Missing);
}

#[test]
fn a_plan_counts_once_handed_in_and_not_while_it_is_returned() {
    let (due, on) = (Some(date(2024, 9, 30)), date(2024, 10, 5));
    let day = date(2024, 10, 10);
    let table = [
        (Stage::Draft, None, Standing::Late { due: date(2024, 9, 30), days: 10 }),
        (Stage::Submitted, Some(on), Standing::Received { on, days_late: 5 }),
        (Stage::Returned, Some(on), Standing::Returned { on }),
        (Stage::Accepted, Some(on), Standing::Received { on, days_late: 5 }),
        (Stage::Locked, Some(on), Standing::Received { on, days_late: 5 }),
    ];
    for (stage, received, expected) in table {
        let plans = [plan(1, "cao-bang", stage, received)];
        let found = standings(due, day, &plans, &[]).pop().expect("a body").1;
        assert_eq!(found, expected, "{stage:?}");
        assert_eq!(found.counts(), stage.is_handed_in(), "{stage:?}");
    }
}

#[test]
fn a_plan_of_a_merged_body_counts_for_its_successor_only_by_a_recorded_decision() {
    let plans = [plan(1, "bac-giang", Stage::Accepted, Some(date(2024, 6, 1)))];
    let day = date(2025, 12, 31);
    let counts = |decisions: &[Decision]| {
        standings(None, day, &plans, decisions).into_iter().any(|(_, standing)| standing.counts())
    };
    assert!(!counts(&[]));
    assert!(counts(&[decision(1, "bac-giang", "bac-ninh-2025", MERGED, 0)]));
    assert!(!counts(&[decision(1, "bac-giang", "bac-ninh-2025", date(2026, 1, 1), 0)]));
    assert!(!counts(&[decision(2, "bac-giang", "bac-ninh-2025", MERGED, 0)]));
    let handed =
        Decision { what: Ruling::HandOver, ..decision(1, "bac-giang", "bac-ninh-2025", MERGED, 0) };
    assert!(!counts(&[handed]));
}

#[test]
fn a_look_back_does_not_see_a_decision_recorded_later() {
    let plans = [plan(1, "bac-giang", Stage::Accepted, Some(date(2024, 6, 1)))];
    let decisions = [decision(1, "bac-giang", "bac-ninh-2025", MERGED, 1_000)];
    let received = |known_at| {
        let as_of = AsOf { day: date(2025, 12, 31), known_at };
        coverage(&[owes()], &period(None), &register(), &plans, &decisions, as_of).received()
    };
    assert_eq!(received(999), 0);
    assert_eq!(received(1_000), 1);
}

fn person(grants: Vec<Grant>) -> Actor {
    Actor::Person(Arc::new(Person {
        id: PersonId(1),
        name: "Người thử".to_owned(),
        email: "thu@example.vn".to_owned(),
        language: "vi".parse().expect("a language"),
        grants,
    }))
}

#[test]
fn somebody_acts_for_the_bodies_her_grants_are_narrowed_to_and_no_other() {
    let grant = |role, agency: Option<&str>, section: Option<&str>| Grant {
        role,
        agency: agency.map(str::to_owned),
        section: section.map(str::to_owned),
    };
    let actor = person(vec![
        grant(Role::Editor, Some("cao-bang"), None),
        grant(Role::Coordinator, Some("lang-son"), None),
        grant(Role::Translator, Some("son-la"), None),
        grant(Role::Inspector, Some("lai-chau"), None),
        grant(Role::Editor, Some("dien-bien"), Some("le-hoi")),
        grant(Role::Publisher, None, None),
    ]);
    assert_eq!(own_agencies(&actor), ["cao-bang", "lang-son"]);
    assert!(!acts_for(&actor, "son-la") && !acts_for(&actor, "dien-bien"));
    assert!(!super::coordinates(&actor), "a coordinator of one body runs no programme");
}

proptest! {
    #[test]
    fn coverage_never_counts_more_than_there_are_and_names_each_body_once(
        day in 0..3000_i32,
        stages in proptest::collection::vec((0..5_usize, 0..5_usize, 0..3000_i32), 0..8),
    ) {
        let from = date(2023, 1, 1);
        let on = |days: i32| from.saturating_add(jiff::Span::new().days(days));
        let keys = ["bac-giang", "bac-ninh", "bac-ninh-2025", "cao-bang", "so-vhttdl"];
        let plans: Vec<PlanAt> = (1_i64..)
            .zip(&stages)
            .map(|(id, (who, stage, days))| {
                let stage = Stage::ALL[*stage];
                plan(id, keys[*who], stage, (stage != Stage::Draft).then(|| on(*days)))
            })
            .collect();
        let found = coverage(
            &[owes()], &period(None), &register(), &plans, &[], AsOf::day(on(day)),
        );
        prop_assert!(found.received() <= found.of());
        let mut names: Vec<&str> = found.bodies().map(|body| body.agency.as_str()).collect();
        let many = names.len();
        names.sort_unstable();
        names.dedup();
        prop_assert_eq!(names.len(), many);
        prop_assert!(!names.contains(&"so-vhttdl"), "a department owes no plan");
    }
}

#[test]
fn a_year_of_an_indicator_comes_to_what_its_rule_says() {
    use super::model::Aggregation::{Mean, Sum, Whole};
    use super::model::{Direction, Figure, IndicatorDraft, Observation, ObservationId, Reached};
    let figure = |text: &str| text.parse::<Figure>().expect("a figure");
    let seen = |part: &str, value: &str, accepted| Observation {
        id: ObservationId(1),
        year: 2025,
        part: part.to_owned(),
        value: figure(value),
        day: date(2025, 12, 31),
        source: String::new(),
        made_at: 0,
        accepted,
    };
    let draft = |aggregation, direction| IndicatorDraft {
        key: "thu".to_owned(),
        task: None,
        direction,
        aggregation,
        baseline: None,
        parts: String::new(),
        fed_by: None,
        source: String::new(),
        targets: [(2025, figure("10"))].into(),
        words: BTreeMap::new(),
        method: BTreeMap::new(),
    };
    let parts = [seen("en", "4", 1), seen("fr", "8,5", 1)];
    let half = [seen("en", "4", 0), seen("fr", "8", 1)];
    let whole = [seen("", "9", 1), seen("en", "100", 1)];
    let table = [
        (Sum, Direction::Higher, &parts[..], Some(12.5), Reached::Achieved),
        (Mean, Direction::Higher, &parts[..], Some(6.25), Reached::NotYet),
        (Mean, Direction::Lower, &parts[..], Some(6.25), Reached::Achieved),
        (Sum, Direction::Higher, &half[..], Some(12.0), Reached::Unproven),
        (Whole, Direction::Higher, &whole[..], Some(9.0), Reached::NotYet),
        (Whole, Direction::Higher, &parts[..], None, Reached::NoFigure),
    ];
    for (aggregation, direction, observed, expected, reached) in table {
        let one = draft(aggregation, direction);
        assert_eq!(one.of_year(observed, 2025).map(|found| found.value), expected);
        assert_eq!(one.reached(observed, 2025), reached, "{aggregation:?} {direction:?}");
        assert_eq!(one.reached(observed, 2026), Reached::NoTarget);
    }
    for text in ["", "a", "1.2.3", "inf", "1e9", "--1"] {
        assert!(text.parse::<Figure>().is_err(), "{text}");
    }
}
