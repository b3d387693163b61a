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
    /// Visitors, who come one after the other all day: seven of eight views are of somebody who came within
    /// twenty minutes, the eighth is of anybody who was here before and so begins another visit.
    pub visitors: u64,
    /// Entries; the n-th most read has 1/n of the views of the first.
    pub entries: u32,
}

/// Chance from a seed: the same on every run.
#[derive(Debug)]
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

const DAY_MS: u64 = 86_400_000;
const TWENTY_MINUTES: u64 = 20 * 60 * 1000;

/// The ledger of such a day while it is written.
#[derive(Debug)]
pub struct BusyLedger {
    busy: BusyDay,
    begins: i64,
    chance: Chance,
    sources: Vec<Source>,
    file: BufWriter<File>,
    written: u64,
}

impl BusyLedger {
    /// Begins it in a folder.
    pub fn begin(
        folder: &Path,
        day: Date,
        zone: &TimeZone,
        busy: BusyDay,
    ) -> io::Result<BusyLedger> {
        let file = File::create(folder.join(format!("{day}.0-measured.ledger")))?;
        let mut file = BufWriter::new(file);
        let sources = sources();
        for source in &sources {
            file.write_all(&Record::Source(source.clone()).bytes())?;
        }
        Ok(BusyLedger {
            busy,
            begins: begins(day, zone),
            chance: Chance(7),
            sources,
            file,
            written: 0,
        })
    }

    /// Writes on, until so many views are there in all.
    pub fn write(&mut self, views: u64) -> io::Result<()> {
        while self.written < views {
            if let Some(view) = self.view() {
                self.file.write_all(&Record::View(view).bytes())?;
            }
            self.written += 1;
        }
        self.file.flush()
    }

    fn view(&mut self) -> Option<View> {
        let (busy, chance) = (self.busy, &mut self.chance);
        let place = chance.place(u32::try_from(self.sources.len()).ok()?);
        let source = self.sources.get(usize::try_from(place).ok()?)?;
        let language = if chance.below(5) == 0 { "en" } else { "vi" };
        let language = language.parse::<Language>().ok()?;
        let entry = i64::from(chance.place(busy.entries));
        let millisecond = self.written * DAY_MS / busy.views.max(1);
        Some(View {
            at: self.begins + i64::try_from(millisecond).ok()?,
            count: CountAs { entry, language },
            visitor: chance.visitor(busy.visitors, millisecond),
            source: source.id(),
            country: if chance.below(10) == 0 { Country::of(*b"KR") } else { Country::of(*b"VN") },
            device: if chance.below(3) == 0 { Device::Desktop } else { Device::Phone },
        })
    }
}

impl Chance {
    /// Who reads a page at a millisecond of the day.
    fn visitor(&mut self, all: u64, millisecond: u64) -> Visitor {
        let came = |until: u64| until * all / DAY_MS;
        let (here, before) = (came(millisecond), came(millisecond.saturating_sub(TWENTY_MINUTES)));
        let returns = self.below(8) == 0;
        let number = if returns { self.below(here) } else { before + self.below(here - before) };
        visitor(number)
    }
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
