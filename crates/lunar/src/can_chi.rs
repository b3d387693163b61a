//! The cycle of sixty names made of ten stems (*can*) and twelve branches (*chi*). Not the zodiac's lore.

use core::fmt;

const CAN: [&str; 10] = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
const CHI: [&str; 12] =
    ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

/// A name of the sixty-fold cycle, printed as `Canh Tý`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CanChi {
    can: &'static str,
    chi: &'static str,
}

impl CanChi {
    /// The name that stands `steps` after Giáp Tý; negative steps count back.
    pub(crate) fn at(steps: i64) -> Self {
        Self { can: pick(&CAN, steps), chi: pick(&CHI, steps) }
    }

    /// The stem, one of ten: Giáp, Ất, Bính, Đinh, Mậu, Kỷ, Canh, Tân, Nhâm, Quý.
    pub fn can(self) -> &'static str {
        self.can
    }

    /// The branch, one of twelve: Tý, Sửu, Dần, Mão, Thìn, Tỵ, Ngọ, Mùi, Thân, Dậu, Tuất, Hợi.
    pub fn chi(self) -> &'static str {
        self.chi
    }
}

impl fmt::Display for CanChi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.can, self.chi)
    }
}

/// The name `steps` along a cycle that comes round.
fn pick<const N: usize>(cycle: &'static [&'static str; N], steps: i64) -> &'static str {
    let wanted = steps.rem_euclid(i64::try_from(N).unwrap_or(i64::MAX));
    let place = usize::try_from(wanted).unwrap_or_default();
    cycle.get(place).copied().unwrap_or_default()
}
