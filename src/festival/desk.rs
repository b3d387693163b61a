//! The form of a festival at the desk: its days, its schedule, its organisers. Not for what its
//! fields mean: that is `model.rs`.

use crate::editorial::{Field, FieldKind, Form};

/// Where an activity stands in the schedule, by the names of `model::Group`.
const GROUPS: &[&str] = &["opening", "main", "other", "closing"];

/// How certain an activity is, by the names of `model::ActivityState`.
const STATES: &[&str] = &["expected", "confirmed", "changed", "cancelled"];

const ACTIVITY: FieldKind = FieldKind::Rows {
    facts: &[
        Field::required("group", FieldKind::Choice(GROUPS)),
        Field::required("state", FieldKind::Choice(STATES)),
        Field::optional("start", FieldKind::Moment),
        Field::optional("end", FieldKind::Moment),
        Field::optional("place", FieldKind::Place),
        Field::optional("picture", FieldKind::Picture),
    ],
    words: &[Field::required("name", FieldKind::Line), Field::optional("note", FieldKind::Lines)],
};

const ORGANISER: FieldKind = FieldKind::Rows {
    facts: &[
        Field::required("agency", FieldKind::Agency),
        Field::optional("email", FieldKind::Mail),
        Field::optional("url", FieldKind::WebAddress),
    ],
    words: &[Field::required("role", FieldKind::Line), Field::optional("post", FieldKind::Line)],
};

/// The fields of a festival.
pub const FORM: Form = Form {
    facts: &[
        Field::required("start", FieldKind::Day),
        Field::required("end", FieldKind::Day),
        Field::optional("province", FieldKind::Province),
        Field::optional("place", FieldKind::Place),
        Field::optional("activity", ACTIVITY),
        Field::optional("organiser", ORGANISER),
    ],
    words: &[Field::optional("theme", FieldKind::Line)],
};
