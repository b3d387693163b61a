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

/// A sketch, the name of its value, and whether the database has seen it as it is.
#[derive(Debug)]
struct Kept {
    name: String,
    sketch: HllSketch,
    saved: bool,
}

/// The sketches of a day.
#[derive(Debug, Default)]
pub struct Sketches {
    known: AHashMap<Key, Kept>,
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
        if let Some(kept) = self.known.get_mut(&key) {
            kept.sketch.update(view.visitor);
            kept.saved = false;
        } else if let Ok(mut sketch) = HllSketch::new(LG_K, HllType::Hll4) {
            sketch.update(view.visitor);
            let name = key.0.value(view);
            self.known.insert(key, Kept { name, sketch, saved: false });
        }
    }

    /// What the database has not seen yet: facet, value and sketch of each. From now on it has.
    pub fn unsaved(&mut self) -> Vec<(Facet, String, &HllSketch)> {
        let unsaved = self.known.iter_mut().filter(|(_, kept)| !kept.saved);
        unsaved
            .map(|(key, kept)| {
                kept.saved = true;
                (key.0, kept.name.clone(), &kept.sketch)
            })
            .collect()
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
