//! The form of a fact check at the desk. It has no place for a private person: who made a claim is an
//! outlet or a body. Not for what its fields mean: that is `model.rs`.

use crate::editorial::{Field, FieldKind, Form};

/// By the names of `model::Verdict`.
const VERDICTS: &[&str] = &["false", "misleading", "outdated", "unproven", "correct"];

/// By the names of `model::Claimant`.
const CLAIMANTS: &[&str] = &["press", "body", "organisation"];

const APPEARANCE: FieldKind = FieldKind::Rows {
    facts: &[
        Field::required("by", FieldKind::Choice(CLAIMANTS)),
        Field::optional("on", FieldKind::Day),
        Field::optional("url", FieldKind::WebAddress),
    ],
    words: &[Field::required("outlet", FieldKind::Line)],
};

const FINDING: FieldKind = FieldKind::Rows {
    facts: &[
        Field::to_publish("title", FieldKind::Line),
        Field::to_publish("publisher", FieldKind::Line),
        Field::optional("url", FieldKind::WebAddress),
        Field::optional("read_on", FieldKind::Day),
        Field::optional("sha256", FieldKind::Line),
    ],
    words: &[Field::required("text", FieldKind::Lines)],
};

const REPLY: FieldKind = FieldKind::Rows {
    facts: &[Field::optional("asked_on", FieldKind::Day), Field::optional("on", FieldKind::Day)],
    words: &[Field::required("outlet", FieldKind::Line), Field::optional("text", FieldKind::Lines)],
};

const UPDATE: FieldKind = FieldKind::Rows {
    facts: &[Field::required("on", FieldKind::Day)],
    words: &[Field::required("text", FieldKind::Lines)],
};

/// The fields of a fact check.
pub const FORM: Form = Form {
    facts: &[
        Field::to_publish("verdict", FieldKind::Choice(VERDICTS)),
        Field::optional("appearance", APPEARANCE),
        Field::optional("finding", FINDING),
        Field::optional("reply", REPLY),
        Field::optional("update", UPDATE),
        Field::optional("review_on", FieldKind::Day),
    ],
    words: &[
        Field::to_publish("claim", FieldKind::Lines),
        Field::optional("context", FieldKind::Lines),
    ],
};
