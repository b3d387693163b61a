//! What may stand beside the measured figures, in tables of cases.

use super::model::{Correction, Opening, Wrong};
use crate::visits::facts::Three;
use jiff::civil::date;

fn opening() -> Opening {
    Opening {
        entry: 0,
        views: 1_161_603,
        visits: None,
        visitors: None,
        as_of: date(2020, 2, 1),
        source: "Cổng cũ".to_owned(),
    }
}

#[test]
fn a_total_of_an_earlier_portal_needs_a_day_a_source_and_figures_that_fit() {
    let today = date(2026, 11, 28);
    let cases = [
        ("as it was read", opening(), None),
        ("below zero", Opening { views: -1, ..opening() }, Some(Wrong::Figures)),
        (
            "more visits than views",
            Opening { views: 10, visits: Some(11), ..opening() },
            Some(Wrong::Figures),
        ),
        (
            "more visitors than visits",
            Opening { visits: Some(10), visitors: Some(11), ..opening() },
            Some(Wrong::Figures),
        ),
        ("tomorrow", Opening { as_of: date(2026, 11, 29), ..opening() }, Some(Wrong::Ahead)),
        ("from nowhere", Opening { source: " ".to_owned(), ..opening() }, Some(Wrong::Unsaid)),
    ];
    for (case, opening, wrong) in cases {
        assert_eq!(opening.wrong(today), wrong, "{case}");
    }
}

#[test]
fn a_correction_keeps_visitors_below_visits_below_views_and_none_below_zero() {
    let stands = Three { views: 100, visits: 40, visitors: 30 };
    let by = |views, visits, visitors| Three { views, visits, visitors };
    let cases = [
        ("half were a machine's", by(-50, -5, -1), Some(stands), "Máy quét của cơ quan", None),
        ("more than there were", by(-101, 0, 0), Some(stands), "Lý do", Some(Wrong::Figures)),
        ("fewer views than visits", by(-70, 0, 0), Some(stands), "Lý do", Some(Wrong::Figures)),
        ("no reason", by(-1, 0, 0), Some(stands), "  ", Some(Wrong::Unsaid)),
        ("no difference", by(0, 0, 0), Some(stands), "Lý do", Some(Wrong::Nothing)),
        ("a day not over", by(-1, 0, 0), None, "Lý do", Some(Wrong::Open)),
    ];
    for (case, difference, stands, reason, wrong) in cases {
        let correction = Correction {
            day: date(2026, 11, 27),
            difference,
            reason: reason.to_owned(),
            actor: "operator".to_owned(),
            at: 0,
        };
        assert_eq!(correction.wrong(stands), wrong, "{case}");
    }
}
