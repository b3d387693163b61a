//! The form of a document at the desk. Not for what its fields mean: that is `model.rs`.

use super::model::FORMS;
use crate::editorial::{Field, FieldKind, Form};

/// The fields of a document.
pub const FORM: Form = Form {
    facts: &[
        Field::to_publish("form", FieldKind::Choice(FORMS)),
        Field::to_publish("number", FieldKind::Line),
        Field::optional("issuer", FieldKind::Agency),
        Field::optional("issued_on", FieldKind::Day),
        Field::optional("effective_on", FieldKind::Day),
        Field::optional("ends_on", FieldKind::Day),
        Field::optional("file", FieldKind::File("application/")),
        Field::optional("source_url", FieldKind::WebAddress),
        Field::optional("implements", FieldKind::Entries),
        Field::optional("amends", FieldKind::Entries),
        Field::optional("replaces", FieldKind::Entries),
        Field::optional("repeals", FieldKind::Entries),
        Field::optional("cites", FieldKind::Entries),
    ],
    words: &[
        Field::optional("subject", FieldKind::Lines),
        Field::optional("issuer_name", FieldKind::Line),
        Field::optional("signer_post", FieldKind::Line),
    ],
};
