//! Moments as they are sent: RFC 3339 outside, milliseconds since 1970 inside.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// A moment: RFC 3339, such as `2026-11-20T03:15:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = DateTime)]
pub struct Moment(pub i64);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Timestamp::from_millisecond(self.0).unwrap_or_default().serialize(to)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Moment, D::Error> {
        Ok(Moment(Timestamp::deserialize(from)?.as_millisecond()))
    }
}
