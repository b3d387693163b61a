//! Who may do what where, as a table.

use super::*;
use std::sync::Arc;

fn person(id: i64, grants: Vec<Grant>) -> Actor {
    let language = "vi".parse().unwrap();
    let (name, email) = (format!("Cán bộ {id}"), format!("can-bo-{id}@example.vn"));
    Actor::Person(Arc::new(Person { id: PersonId(id), name, email, language, grants }))
}

#[test]
fn the_scheduler_publishes_and_does_nothing_else() {
    assert!(Actor::Scheduler.may(Right::Publish, &Scope::site()));
    assert!(!Actor::Scheduler.may(Right::Save, &Scope::site()));
    assert!(!Actor::Scheduler.may(Right::Govern, &Scope::site()));
}

#[test]
fn each_role_holds_its_rights_and_no_others() {
    use Right::{
        Administer, Begin, Coordinate, Govern, Inspect, Publish, ReadLog, Review, Save, Translate,
        Upload,
    };
    let all = [
        Begin, Save, Translate, Upload, Review, Publish, Govern, Administer, ReadLog, Coordinate,
        Inspect,
    ];
    let table: [(Role, &[Right]); 7] = [
        (Role::Author, &[Begin, Upload]),
        (Role::Translator, &[Translate, Upload]),
        (Role::Editor, &[Begin, Save, Translate, Upload, Review]),
        (Role::Publisher, &[Begin, Save, Translate, Upload, Review, Publish]),
        (Role::Inspector, &[ReadLog, Inspect]),
        (Role::Coordinator, &[ReadLog, Coordinate, Inspect]),
        (Role::Administrator, &all),
    ];
    for (role, rights) in table {
        let actor = person(1, vec![Grant::everywhere(role)]);
        for right in all {
            let anothers = Scope::entry("svhttdl", Some("le-hoi"), Some(PersonId(2)));
            assert_eq!(actor.may(right, &anothers), rights.contains(&right), "{role}: {right:?}");
        }
    }
}

#[test]
fn an_author_saves_her_own_entry_and_no_other() {
    let author = person(1, vec![Grant::everywhere(Role::Author)]);
    assert!(author.may(Right::Save, &Scope::entry("svhttdl", None, Some(PersonId(1)))));
    assert!(!author.may(Right::Save, &Scope::entry("svhttdl", None, Some(PersonId(2)))));
    assert!(!author.may(Right::Save, &Scope::entry("svhttdl", None, None)));
}

#[test]
fn a_role_narrowed_to_a_section_or_a_body_ends_there() {
    let section = Grant { role: Role::Publisher, section: Some("le-hoi".to_owned()), agency: None };
    let body = Grant { role: Role::Editor, section: None, agency: Some("svhttdl".to_owned()) };
    let actor = person(1, vec![section, body]);
    let may = |right, agency, section| actor.may(right, &Scope::entry(agency, section, None));
    assert!(may(Right::Publish, "ubnd", Some("le-hoi")));
    assert!(!may(Right::Publish, "ubnd", Some("di-san")));
    assert!(!may(Right::Publish, "ubnd", None));
    assert!(may(Right::Save, "svhttdl", Some("di-san")));
    assert!(!may(Right::Publish, "svhttdl", Some("di-san")));
    assert!(!actor.may(Right::Save, &Scope::site()));
    assert!(actor.may(Right::Publish, &Scope::anywhere()));
}

#[test]
fn the_log_names_an_account_by_its_number() {
    let actor = person(7, Vec::new());
    assert_eq!(actor.name(), "person:7");
    assert_eq!(person_of(&actor.name()), Some(PersonId(7)));
    assert_eq!(person_of("operator"), None);
}
