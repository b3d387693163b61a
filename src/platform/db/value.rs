//! Values that both engines bind alike. Not for booleans or dates: SQLite columns declared BOOLEAN
//! cannot be decoded through `Any`, so flags are BIGINT, instants milliseconds and days text.

use sqlx::Any;
use sqlx::any::AnyArguments;
use sqlx::query::{Query, QueryAs};

/// One bound parameter.
#[derive(Clone, Debug)]
pub enum Value {
    /// A BIGINT, or its absence.
    Int(Option<i64>),
    /// A TEXT, or its absence.
    Text(Option<String>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(Some(value))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Value::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(Some(value.to_owned()))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Text(Some(value))
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Value::Text(Some(value.clone()))
    }
}

impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Value::Text(value)
    }
}

impl From<Option<&str>> for Value {
    fn from(value: Option<&str>) -> Self {
        Value::Text(value.map(str::to_owned))
    }
}

pub(super) type Bare = Query<'static, Any, AnyArguments>;
pub(super) type Typed<R> = QueryAs<'static, Any, R, AnyArguments>;

pub(super) fn bind(query: Bare, values: Vec<Value>) -> Bare {
    values.into_iter().fold(query, |query, value| match value {
        Value::Int(number) => query.bind(number),
        Value::Text(text) => query.bind(text),
    })
}

pub(super) fn bind_typed<R>(query: Typed<R>, values: Vec<Value>) -> Typed<R> {
    values.into_iter().fold(query, |query, value| match value {
        Value::Int(number) => query.bind(number),
        Value::Text(text) => query.bind(text),
    })
}
