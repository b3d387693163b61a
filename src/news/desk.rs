//! The form of an article at the desk. Not for what its fields mean: that is `model.rs`.

use crate::editorial::{Field, FieldKind, Form};

/// The fields of an article.
pub const FORM: Form = Form {
    facts: &[
        Field::optional("section", FieldKind::Section),
        Field::optional("source_url", FieldKind::WebAddress),
        Field::optional("related", FieldKind::Entries),
    ],
    words: &[
        Field::optional("author", FieldKind::Line),
        Field::optional("source", FieldKind::Line),
    ],
};
