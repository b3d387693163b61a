//! The form of a standing page at the desk. Not for what its fields mean: that is `model.rs`.

use crate::editorial::{Field, FieldKind, Form};

/// What a page may be for, by the names of `model::Role`.
const ROLES: &[&str] = &["about", "contact", "access", "privacy", "culture", "other"];

/// The fields of a page.
pub const FORM: Form =
    Form { facts: &[Field::optional("role", FieldKind::Choice(ROLES))], words: &[] };
