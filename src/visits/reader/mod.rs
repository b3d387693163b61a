//! What is noted of whoever opens a page: a mark that lasts a day, where the reader came from, which
//! country, what kind of device. Not for deciding who counts: that is `bots/`.

mod bits;
mod country;
mod device;
mod key;
mod source;
#[cfg(test)]
mod tests;
mod visitor;

pub use country::{Countries, Country};
pub use device::Device;
pub use key::{Key, Keys};
pub use source::{Class, Origin, Source, SourceId, came_from, source};
pub use visitor::Visitor;

use crate::platform::web::Marks;

/// What was noted of a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
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
        let mut marks = [0; 16];
        let parts = [&self.visitor.bytes()[..], &self.source.bytes(), &self.country.bytes()];
        for (byte, part) in marks.iter_mut().zip(parts.into_iter().flatten()) {
            *byte = *part;
        }
        if let Some(last) = marks.get_mut(14) {
            *last = self.device.code();
        }
        Marks(marks)
    }

    /// What printing carried.
    pub fn of(Marks(marks): Marks) -> Reader {
        let [v1, v2, v3, v4, v5, v6, s1, s2, s3, s4, s5, s6, c1, c2, device, _] = marks;
        Reader {
            visitor: Visitor::of([v1, v2, v3, v4, v5, v6]),
            source: SourceId::of([s1, s2, s3, s4, s5, s6]),
            country: Country::of([c1, c2]),
            device: Device::of(device),
        }
    }
}
