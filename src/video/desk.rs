//! The form of a video at the desk. Not for what its fields mean: that is `model.rs`.

use crate::editorial::{Field, FieldKind, Form};

/// The fields of a video. A draft may be written before its film is there.
pub const FORM: Form = Form {
    facts: &[
        Field::to_publish("file", FieldKind::File("video/")),
        Field::optional("poster", FieldKind::Picture),
        Field::to_publish("seconds", FieldKind::Whole),
        Field::optional("silent", FieldKind::Flag),
        Field::optional("recorded_on", FieldKind::Day),
    ],
    words: &[Field::optional("captions", FieldKind::File("text/vtt"))],
};
