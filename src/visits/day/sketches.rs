//! Distinct visitors of an entry, a language, a source, a country, a device: too many sets to keep
//! exactly, so each is a `HyperLogLog` sketch (Flajolet and others 2007) that two nodes can merge.
//! Small sets are exact, large ones are off by 3 % in a typical case. The site's own visitors are
//! counted exactly and are not here.

use super::super::ledger::View;
#[cfg(test)]
use super::super::reader::Visitor;
use crate::platform::i18n::Language;
use ahash::AHashMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use datasketches::hll::{HllSketch, HllType, HllUnion};

/// 2^10 registers: a standard error of 1.04 / √1024 = 3.3 %, half a kilobyte at most.
const LG_K: u8 = 10;

/// By what visitors and views are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// An entry's number.
    Entry,
    /// A language's code.
    Language,
    /// A source's number.
    Source,
    /// A country's letters.
    Country,
    /// A sort of device.
    Device,
}

impl Facet {
    /// The name the database keeps.
    pub fn name(self) -> &'static str {
        match self {
            Facet::Entry => "entry",
            Facet::Language => "language",
            Facet::Source => "source",
            Facet::Country => "country",
            Facet::Device => "device",
        }
    }

    /// The value of a view, as the database keeps it.
    pub fn value(self, view: &View) -> String {
        match self {
            Facet::Entry => view.count.entry.to_string(),
            Facet::Language => view.count.language.to_string(),
            Facet::Source => view.source.number().to_string(),
            Facet::Country => view.country.code().to_owned(),
            Facet::Device => view.device.name().to_owned(),
        }
    }
}

/// A value of a facet in as few bytes as it can be known by.
type Key = (Facet, i64);

/// Facet, value and sketch as the database keeps them.
pub type Leaving = (Facet, String, HllSketch);

/// A sketch and the name of its value.
type Named = (String, HllSketch);

/// The sketches of a day, as far as the database has not seen them: it joins each to what stands there, so
/// nothing need be held that stands there already. Ten thousand entries would take 14 MiB.
#[derive(Debug, Default)]
pub struct Sketches {
    fresh: AHashMap<Key, Named>,
    /// What is on its way to the database, in the order of its key.
    leaving: Vec<Leaving>,
    /// The languages met, to know each by its place.
    languages: Vec<Language>,
}

impl Sketches {
    /// Adds the visitor of a view to its entry's.
    pub fn add_entry(&mut self, view: &View) {
        self.add_to((Facet::Entry, view.count.entry), view);
    }

    /// Adds the visitor of a view to those of its language, source, country and device.
    pub fn add_way(&mut self, view: &View) {
        let [first, second] = view.country.bytes();
        let language = self.place(view.count.language);
        self.add_to((Facet::Language, language), view);
        self.add_to((Facet::Source, view.source.number()), view);
        self.add_to((Facet::Country, i64::from(first) << 8 | i64::from(second)), view);
        self.add_to((Facet::Device, i64::from(view.device.code())), view);
    }

    fn place(&mut self, language: Language) -> i64 {
        let known = self.languages.iter().position(|known| *known == language);
        let place = known.unwrap_or_else(|| {
            self.languages.push(language);
            self.languages.len() - 1
        });
        i64::try_from(place).unwrap_or(0)
    }

    fn add_to(&mut self, key: Key, view: &View) {
        if let Some((_, sketch)) = self.fresh.get_mut(&key) {
            sketch.update(view.visitor);
        } else if let Ok(mut sketch) = HllSketch::new(LG_K, HllType::Hll4) {
            sketch.update(view.visitor);
            self.fresh.insert(key, (key.0.value(view), sketch));
        }
    }

    /// The next of those the database has not seen, at most so many; what could not be written the last time
    /// goes first. They stay until they are said to be [`Sketches::written`].
    pub fn next(&mut self, most: usize) -> &[Leaving] {
        if self.leaving.is_empty() {
            self.leaving = self.hand_over();
        }
        self.leaving.get(..most).unwrap_or(&self.leaving)
    }

    /// The database has these many of them now.
    pub fn written(&mut self, count: usize) {
        self.leaving.drain(..count.min(self.leaving.len()));
    }

    /// Facet, value and sketch of each, in the order of the database's key, so that neighbours stand on one page.
    fn hand_over(&mut self) -> Vec<Leaving> {
        let fresh = std::mem::take(&mut self.fresh);
        let of = |((facet, _), (name, sketch)): (Key, Named)| (facet, name, sketch);
        let mut fresh: Vec<_> = fresh.into_iter().map(of).collect();
        fresh
            .sort_unstable_by(|one, other| (one.0.name(), &one.1).cmp(&(other.0.name(), &other.1)));
        fresh
    }
}

/// A sketch as text joined with what stands under the same name already; and its estimate.
pub fn joined(sketch: &HllSketch, before: Option<&str>) -> (String, i64) {
    let union = HllUnion::new(LG_K).ok().map(|mut union| {
        union.update(sketch);
        if let Some(before) = before.and_then(decode) {
            union.update(&before);
        }
        union.to_sketch(HllType::Hll4)
    });
    let sketch = union.as_ref().unwrap_or(sketch);
    (STANDARD_NO_PAD.encode(sketch.serialize()), estimate(sketch))
}

/// The sketch of a text.
pub fn decode(text: &str) -> Option<HllSketch> {
    HllSketch::deserialize(&STANDARD_NO_PAD.decode(text).ok()?).ok()
}

/// How many visitors a sketch stands for.
pub fn estimate(sketch: &HllSketch) -> i64 {
    // A set is far below 2^52, and an estimate is never negative.
    #[expect(clippy::cast_possible_truncation, reason = "visitors of a day are far below 2^63")]
    let whole = sketch.estimate().round() as i64;
    whole
}

/// How many distinct visitors several sketches of one day hold together.
#[cfg(test)]
pub fn together<'a>(sketches: impl Iterator<Item = &'a str>) -> i64 {
    let Ok(mut union) = HllUnion::new(LG_K) else { return 0 };
    for sketch in sketches.filter_map(decode) {
        union.update(&sketch);
    }
    estimate(&union.to_sketch(HllType::Hll4))
}

/// The sketch of some visitors.
#[cfg(test)]
pub fn sketch_of(visitors: impl Iterator<Item = Visitor>) -> Option<HllSketch> {
    let mut sketch = HllSketch::new(LG_K, HllType::Hll4).ok()?;
    visitors.for_each(|visitor| sketch.update(visitor));
    Some(sketch)
}
