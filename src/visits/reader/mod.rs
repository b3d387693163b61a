//! What is noted of whoever opens a page: a mark that lasts a day, where the reader came from, which
//! country, what kind of device. Not for deciding who counts: that is `bots/`.

mod bits;
mod country;
mod device;
mod key;
mod said;
mod source;
#[cfg(test)]
mod tests;
mod visitor;

pub use country::{Countries, Country};
pub use device::Device;
pub use key::{Key, Keys};
pub use said::Said;
pub use source::{Class, Origin, Source, SourceId, came_from, source};
pub use visitor::Visitor;

use crate::platform::web::Marks;

/// What was noted of a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// When the page was asked for, in milliseconds since 1970.
    pub at: i64,
    /// The mark of the day.
    pub visitor: Visitor,
    /// Where the reader came from.
    pub source: SourceId,
    /// The country of the address, if there is a list of them.
    pub country: Country,
    /// What the page is read on.
    pub device: Device,
}

impl Reader {
    /// As printing carries it.
    pub fn marks(self) -> Marks {
        let mut marks = [0; 24];
        let (at, device) = (self.at.to_le_bytes(), [self.device.code()]);
        let (visitor, source) = (self.visitor.bytes(), self.source.bytes());
        let parts = [&at[..], &visitor, &source, &self.country.bytes(), &device];
        for (byte, part) in marks.iter_mut().zip(parts.into_iter().flatten()) {
            *byte = *part;
        }
        Marks(marks)
    }

    /// What printing carried.
    pub fn of(Marks(marks): Marks) -> Reader {
        let [t1, t2, t3, t4, t5, t6, t7, t8, marks @ ..] = marks;
        let [v1, v2, v3, v4, v5, v6, s1, s2, s3, s4, s5, s6, c1, c2, device, _] = marks;
        Reader {
            at: i64::from_le_bytes([t1, t2, t3, t4, t5, t6, t7, t8]),
            visitor: Visitor::of([v1, v2, v3, v4, v5, v6]),
            source: SourceId::of([s1, s2, s3, s4, s5, s6]),
            country: Country::of([c1, c2]),
            device: Device::of(device),
        }
    }
}
