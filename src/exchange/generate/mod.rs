//! Plausible entries in Vietnamese and English, the same for the same seed, and a plausible action
//! programme: to measure a portal with ten thousand of them. Not for showing to anybody: they tell of nothing that happened.

mod programme;

pub use programme::{NoScale, Scale, generate_programme};

use super::{Exchange, ImportError};
use crate::editorial::body::Body;
use crate::editorial::{self, Draft, Facts, KindRules, Publication, Words};
use crate::people::Actor;
use crate::platform::db::Tx;
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::site::{self, Settings};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is to be generated.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many entries.
    pub entries: u32,
    /// The same seed makes the same entries.
    pub seed: u64,
}

/// The phrases of a language, by heading.
struct Phrases {
    language: Language,
    of: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Phrases {
    fn read(language: Language, text: &'static str) -> Phrases {
        let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut heading = "";
        for line in text.lines() {
            match line.strip_prefix("# ") {
                Some(next) => heading = next,
                None => of.entry(heading).or_default().push(line),
            }
        }
        Phrases { language, of }
    }

    fn pick(&self, heading: &str, chance: u64) -> &'static str {
        let phrases = self.of.get(heading).map(Vec::as_slice).unwrap_or_default();
        let place = usize::try_from(chance).unwrap_or(0) % phrases.len().max(1);
        phrases.get(place).copied().unwrap_or_default()
    }
}

/// The phrases of each language that entries are generated in.
fn phrases() -> Vec<Phrases> {
    let sources = [("vi", include_str!("vi.txt")), ("en", include_str!("en.txt"))];
    let read = |(code, text): (&str, &'static str)| Some(Phrases::read(code.parse().ok()?, text));
    sources.into_iter().filter_map(read).collect()
}

/// A small generator (SplitMix64): chance that is the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

const IN_ONE_TRANSACTION: u32 = 250;
const FIRST_MS: i64 = 1_577_836_800_000;
const SPAN_MS: u64 = 6 * 365 * 86_400_000;

/// Makes and publishes the entries; `report` hears how many are safe.
pub async fn generate(
    exchange: &Exchange,
    plan: Plan,
    mut report: impl FnMut(usize, usize),
) -> Result<(), ImportError> {
    let Some(rules) = exchange.kinds.named("news") else { return Ok(()) };
    let Some(settings) = site::settings(&exchange.db).await? else { return Ok(()) };
    let phrases = phrases();
    let mut chance = Chance(plan.seed);
    let mut done = 0;
    while done < plan.entries {
        let upto = (done + IN_ONE_TRANSACTION).min(plan.entries);
        let mut tx = exchange.db.begin().await?;
        for number in done..upto {
            let key = format!("generated-{}-{number}", plan.seed);
            write(&mut tx, rules, &settings, &phrases, &key, &mut chance)
                .await
                .map_err(|refusal| ImportError::Refused(key, refusal))?;
        }
        tx.commit().await?;
        done = upto;
        report(done as usize, plan.entries as usize);
    }
    Ok(())
}

async fn write(
    tx: &mut Tx,
    rules: &KindRules,
    settings: &Settings,
    phrases: &[Phrases],
    key: &str,
    chance: &mut Chance,
) -> Result<(), editorial::Refusal> {
    let at = FIRST_MS + i64::try_from(chance.next() % SPAN_MS).unwrap_or(0) / 60_000 * 60_000;
    let facts = facts(settings, chance);
    let choices: Vec<u64> = (0..16).map(|_| chance.next()).collect();
    let words: Vec<(Language, Words)> =
        phrases.iter().map(|phrases| (phrases.language, words(phrases, key, &choices))).collect();
    let borrowed: Vec<(Language, &Words)> =
        words.iter().map(|(language, words)| (*language, words)).collect();
    let draft = Draft { rules, key, seen: None, facts: &facts, words: &borrowed };
    editorial::save(tx, &Actor::Operator, at, draft).await?;
    for (language, _) in &words {
        let year = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
        let publication = Publication {
            rules,
            key,
            language: *language,
            published_at: at,
            updated_at: None,
            year: year.strftime("%Y").to_string(),
        };
        editorial::publish(tx, &Actor::Operator, at, publication).await?;
    }
    Ok(())
}

fn facts(settings: &Settings, chance: &mut Chance) -> Facts {
    let mut pick = |count: usize| usize::try_from(chance.next()).unwrap_or(0) % count.max(1);
    let section = settings.section.get(pick(settings.section.len()));
    let tag = settings.tag.get(pick(settings.tag.len()));
    Facts {
        publisher: settings.publisher.clone(),
        tags: tag.map(|tag| tag.key.clone()).into_iter().collect(),
        lead_picture: None,
        pictures: Vec::new(),
        files: BTreeMap::new(),
        own: section.map_or(json!({}), |section| json!({ "section": section.key })),
    }
}

fn words(phrases: &Phrases, key: &str, choices: &[u64]) -> Words {
    let choice = |place: usize| choices.get(place).copied().unwrap_or(0);
    let title = format!(
        "{} {} {}",
        phrases.pick("subject", choice(0)),
        phrases.pick("deed", choice(1)),
        phrases.pick("place", choice(2))
    );
    let sentence = |place: usize| phrases.pick("sentence", choice(place));
    let paragraph = |place: usize| {
        format!("{} {} {}", sentence(place), sentence(place + 1), sentence(place + 2))
    };
    let markdown = format!(
        "{}\n\n## {}\n\n{}\n\n- {}\n- {}\n\n{}\n",
        paragraph(3),
        phrases.pick("place", choice(6)),
        paragraph(7),
        sentence(10),
        sentence(11),
        paragraph(12)
    );
    Words {
        slug: slug(&format!("{key} {title}")),
        title,
        lead: sentence(15).to_owned(),
        pictures: Vec::new(),
        corrections: Vec::new(),
        body: Body::from_markdown(&markdown).unwrap_or_default(),
        own: Value::Object(serde_json::Map::new()),
    }
}
