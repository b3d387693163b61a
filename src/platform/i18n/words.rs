//! The sentences of the program: `locales/<language>/<slice>.ftl`, one bundle a language.
//! Not for content in a language of the site that has no `locales/` folder: such pages speak the
//! site's default language around the content.

use super::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rust_embed::Embed;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Embed)]
#[folder = "locales/"]
struct Files;

/// Arguments of a message.
pub type Args<'a> = FluentArgs<'a>;

/// Every message of every language.
pub struct Words {
    bundles: BTreeMap<Language, FluentBundle<FluentResource>>,
    fallback: Language,
    keys: BTreeSet<String>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_list().entries(self.bundles.keys()).finish()
    }
}

/// A file of `locales/` that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("locales/{file}: {cause}")]
pub struct BadWords {
    file: String,
    cause: String,
}

impl Words {
    /// Reads every file of `locales/` built into the program.
    pub fn built_in(fallback: Language) -> Result<Words, BadWords> {
        let mut bundles: BTreeMap<Language, FluentBundle<FluentResource>> = BTreeMap::new();
        let mut keys = BTreeSet::new();
        for file in Files::iter() {
            let bad = |cause: String| BadWords { file: file.to_string(), cause };
            let Some((folder, _)) = file.split_once('/') else { continue };
            let language: Language = folder.parse().map_err(|error| bad(format!("{error}")))?;
            let text = Files::get(&file).map(|file| file.data.into_owned()).unwrap_or_default();
            let text = String::from_utf8(text).map_err(|error| bad(error.to_string()))?;
            // A message begins its line; its attributes and further lines are set in.
            keys.extend(text.lines().filter_map(|line| {
                let (key, _) = line.split_once(" =")?;
                key.starts_with(|first: char| first.is_ascii_alphabetic()).then(|| key.to_owned())
            }));
            let resource =
                FluentResource::try_new(text).map_err(|(_, errors)| bad(format!("{errors:?}")))?;
            let bundle = bundles.entry(language).or_insert_with(|| new_bundle(language));
            bundle.add_resource(resource).map_err(|errors| bad(format!("{errors:?}")))?;
        }
        Ok(Words { bundles, fallback, keys })
    }

    /// The languages the program itself speaks.
    pub fn languages(&self) -> impl Iterator<Item = Language> + '_ {
        self.bundles.keys().copied()
    }

    /// Whether a message exists in any language.
    pub fn has(&self, key: &str) -> bool {
        self.bundles.values().any(|bundle| bundle.has_message(key))
    }

    /// A message without arguments.
    pub fn say(&self, language: Language, key: &str) -> String {
        self.say_with(language, key, &Args::new())
    }

    /// A message with arguments. A missing message is shown as its key and reported to the
    /// operator: the locales test makes sure that it does not happen.
    pub fn say_with(&self, language: Language, key: &str, args: &Args<'_>) -> String {
        let spoken = [language, self.fallback];
        let found =
            spoken.iter().filter_map(|language| self.bundles.get(language)).find_map(|bundle| {
                let pattern = bundle.get_message(key)?.value()?;
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
                if !errors.is_empty() {
                    tracing::error!(key, ?errors, "a message misses an argument");
                }
                Some(text)
            });
        found.unwrap_or_else(|| {
            tracing::error!(key, %language, "a message is missing");
            key.to_owned()
        })
    }

    /// Every message whose key begins with `prefix`, as a JSON object that may stand in a page: the
    /// names are the keys without the prefix.
    pub fn all_of(&self, language: Language, prefix: &str) -> String {
        let named = self.keys.range(prefix.to_owned()..);
        let all: serde_json::Map<String, serde_json::Value> = named
            .map_while(|key| Some((key.strip_prefix(prefix)?.to_owned(), key)))
            .map(|(name, key)| (name, self.say(language, key).into()))
            .collect();
        // `<` would end the script element early.
        serde_json::Value::Object(all).to_string().replace('<', "\\u003c")
    }

    /// The sign between groups of three digits.
    pub fn separator(&self, language: Language) -> char {
        self.say(language, "number-separator").chars().next().unwrap_or('.')
    }
}

fn new_bundle(language: Language) -> FluentBundle<FluentResource> {
    let locale = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks would stand in titles, attributes and feeds, where nothing removes them.
    bundle.set_use_isolating(false);
    bundle
}
