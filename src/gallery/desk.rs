//! The form of an album at the desk; its pictures are those of every entry's form. Not for what its
//! fields mean: that is `model.rs`.

use crate::editorial::{Field, FieldKind, Form};

/// The fields of an album.
pub const FORM: Form = Form { facts: &[Field::optional("place", FieldKind::Place)], words: &[] };
