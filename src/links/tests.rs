//! What an answer means, and when a link is asked again.

use super::model::{Answer, Link, LinkId, Remark, State, rest};

fn link(state: State, failures: i64) -> Link {
    Link {
        id: LinkId(1),
        url: "https://a.vn/x".into(),
        state,
        status: None,
        moved_to: Some("https://a.vn/y".into()),
        problem: None,
        asked_at: None,
        failures,
        vouched: None,
    }
}

#[test]
fn a_status_says_whether_the_page_is_there() {
    for (status, state) in [
        (200, State::Alive),
        (206, State::Alive),
        (304, State::Alive),
        (401, State::Closed),
        (403, State::Closed),
        (404, State::Gone),
        (410, State::Gone),
        (429, State::Closed),
        (451, State::Closed),
        (500, State::Silent),
        (503, State::Silent),
        (302, State::Silent),
    ] {
        assert_eq!(Answer::of_status(status, None).state, state, "{status}");
    }
    let moved = Answer::of_status(200, Some("https://b.vn/".into()));
    assert_eq!((moved.state, moved.moved_to.as_deref()), (State::Moved, Some("https://b.vn/")));
    let gone = Answer::of_status(404, Some("https://b.vn/".into()));
    assert_eq!((gone.state, gone.moved_to), (State::Gone, None));
}

#[test]
fn one_silence_is_not_held_against_a_site_and_a_persons_word_stands() {
    assert_eq!(link(State::Gone, 1).remark(), Some(Remark::Gone));
    assert_eq!(link(State::Silent, 2).remark(), None);
    assert_eq!(link(State::Silent, 3).remark(), Some(Remark::Silent));
    assert_eq!(link(State::Moved, 0).remark(), Some(Remark::Moved("https://a.vn/y".into())));
    for quiet in [State::Alive, State::Closed, State::Unasked] {
        assert_eq!(link(quiet, 0).remark(), None, "{quiet:?}");
    }
    let vouched = Link { vouched: Some((0, "person/1".into())), ..link(State::Gone, 9) };
    assert_eq!(vouched.remark(), None);
}

#[test]
fn three_silences_take_more_than_a_day_and_no_link_is_asked_more_than_daily_after() {
    let hours = |state, failures| rest(state, failures) / 3_600_000;
    assert!(hours(State::Silent, 1) + hours(State::Silent, 2) >= 24);
    for state in State::ALL {
        for failures in 2..20 {
            assert!(hours(state, failures) >= 24, "{state:?} {failures}");
        }
    }
    assert_eq!(hours(State::Alive, 0), 7 * 24);
}

#[test]
fn a_state_is_read_back_by_its_name() {
    for state in State::ALL {
        assert_eq!(State::named(state.name()), state);
    }
    assert_eq!(State::named("?"), State::Unasked);
}
