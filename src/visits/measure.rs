//! A busy day's ledger, made up from a seed, to measure how fast it is folded. Not for anything a
//! portal does: only `mocban visits measure` calls it, on a folder of its own.

use super::ledger::{Record, View, begins};
use super::reader::{Class, Country, Device, Source, Visitor};
use crate::platform::i18n::Language;
use crate::platform::web::CountAs;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// How busy the day was.
#[derive(Clone, Copy, Debug)]
pub struct BusyDay {
    /// Views, spread evenly over the day.
    pub views: u64,
    /// Visitors, each with as many views as any other.
    pub visitors: u64,
    /// Entries; the n-th most read has 1/n of the views of the first.
    pub entries: u32,
}

/// Chance from a seed: the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 24) % end.max(1)
    }

    /// A place of a list, from 0, of which place n is met about 1/n as often as the first (Zipf).
    fn place(&mut self, length: u32) -> u32 {
        let uniform = f64::from(u32::try_from(self.below(1 << 32)).unwrap_or(0)) / 2_f64.powi(32);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and the length, which is 32 bits"
        )]
        let place = f64::from(length).powf(uniform) as u32;
        place.saturating_sub(1)
    }
}

/// Writes the ledger of such a day into a folder.
pub fn busy_day(folder: &Path, day: Date, zone: &TimeZone, busy: BusyDay) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = BufWriter::new(File::create(folder.join(format!("{day}.0-measured.ledger")))?);
    let (mut chance, begins) = (Chance(7), begins(day, zone));
    let sources = sources();
    for source in &sources {
        file.write_all(&Record::Source(source.clone()).bytes())?;
    }
    for number in 0..busy.views {
        let length = u32::try_from(sources.len()).unwrap_or(1);
        let source = sources.get(usize::try_from(chance.place(length)).unwrap_or(0));
        let language = if chance.below(5) == 0 { "en" } else { "vi" };
        let Ok(language) = language.parse::<Language>() else { continue };
        let entry = i64::from(chance.place(busy.entries));
        let millisecond = number * 86_400_000 / busy.views.max(1);
        let view = View {
            at: begins + i64::try_from(millisecond).unwrap_or(0),
            count: CountAs { entry, language },
            visitor: visitor(chance.below(busy.visitors)),
            source: source.map(Source::id).unwrap_or_default(),
            country: if chance.below(10) == 0 { Country::of(*b"KR") } else { Country::of(*b"VN") },
            device: if chance.below(3) == 0 { Device::Desktop } else { Device::Phone },
        };
        file.write_all(&Record::View(view).bytes())?;
    }
    file.flush()
}

/// A visitor's mark, spread as marks of a hash are.
fn visitor(number: u64) -> Visitor {
    let spread = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
    Visitor::of(spread.first_chunk().copied().unwrap_or_default())
}

fn sources() -> Vec<Source> {
    let search = ["google.com", "google.com.vn", "coccoc.com", "bing.com"];
    let social = ["facebook.com", "zalo.me", "youtube.com", "tiktok.com"];
    let named = |class, names: &[&str]| -> Vec<Source> {
        names.iter().map(|name| Source::new(class, name)).collect()
    };
    let mut sources = vec![Source::direct(), Source::new(Class::Internal, "")];
    sources.extend(named(Class::Search, &search));
    sources.extend(named(Class::Social, &social));
    sources.extend((0..90).map(|number| Source::new(Class::Site, &format!("site-{number}.vn"))));
    sources
}
