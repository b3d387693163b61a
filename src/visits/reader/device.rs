//! What a page is read on, by what the client says of itself. Not for models or versions: nobody
//! needs those, and they would tell readers apart.

use super::Said;

/// A sort of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Device {
    /// A phone.
    Phone,
    /// A tablet.
    Tablet,
    /// A desktop or laptop.
    Desktop,
    /// A television, a console, a reader for the blind that names nothing known.
    Other,
    /// Not noted.
    Unknown,
}

impl Device {
    /// Every sort with the name the database keeps.
    pub const ALL: [(Device, &'static str); 5] = [
        (Device::Phone, "phone"),
        (Device::Tablet, "tablet"),
        (Device::Desktop, "desktop"),
        (Device::Other, "other"),
        (Device::Unknown, "unknown"),
    ];

    /// This device, unless client hints say otherwise: a browser that sends them no longer tells the
    /// truth in its agent string.
    pub fn hinted(self, said: &Said<'_>) -> Device {
        match self {
            Device::Tablet => self,
            _ if said.mobile => Device::Phone,
            _ => self,
        }
    }

    /// What an agent string says it runs on.
    pub fn in_agent(agent: &str) -> Device {
        let says = |words: &[&str]| words.iter().any(|word| agent.contains(word));
        if says(&[
            "SmartTV",
            "SMART-TV",
            "Tizen",
            "Web0S",
            "webOS.TV",
            "PlayStation",
            "Xbox",
            "AppleTV",
        ]) {
            Device::Other
        } else if says(&["iPad", "Tablet", "Kindle", "Silk/"]) {
            Device::Tablet
        } else if says(&["iPhone", "iPod", "Mobile", "Opera Mini", "KAIOS"]) {
            Device::Phone
        } else if says(&["Android"]) {
            // Android's rule for browsers: a phone says `Mobile`, a tablet does not.
            Device::Tablet
        } else if says(&["Windows NT", "Macintosh", "X11", "CrOS", "Linux"]) {
            Device::Desktop
        } else {
            Device::Other
        }
    }

    /// The name the database keeps.
    pub fn name(self) -> &'static str {
        Device::ALL.iter().find(|(device, _)| *device == self).map_or("unknown", |(_, name)| name)
    }

    /// The byte the ledger keeps.
    pub fn code(self) -> u8 {
        Device::ALL.iter().zip(1..).find(|((device, _), _)| *device == self).map_or(0, |(_, at)| at)
    }

    /// The device of a byte.
    pub fn of(code: u8) -> Device {
        let place = code.checked_sub(1).map(usize::from);
        place
            .and_then(|place| Device::ALL.get(place))
            .map_or(Device::Unknown, |(device, _)| *device)
    }
}
