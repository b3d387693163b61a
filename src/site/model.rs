//! A site's settings as its operator writes them in `site.toml`.

use crate::media::FileKey;
use crate::platform::i18n::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text in each language.
pub type Texts = BTreeMap<Language, String>;

/// A section or a tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The key entries refer to.
    pub key: String,
    /// What readers call it.
    pub name: Texts,
    /// Its word in addresses.
    pub slug: Texts,
    /// One sentence on what it holds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: Texts,
    /// Words it had in addresses before, its own and those of what was merged into it: they lead on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub former: BTreeMap<Language, Vec<String>>,
}

/// Where a link of the menu or footer leads: a kind's list (`news`), a page of its own (`visits`)
/// or an entry (`page/about`).
pub type Target = String;

/// The lists and pages that are no entries, as targets name them.
pub const LISTS: [&str; 14] = [
    "news",
    "festival",
    "gallery",
    "video",
    "document",
    "organisers",
    "agencies",
    "visits",
    "programme",
    "rankings",
    "search",
    "factcheck",
    "method",
    "corrections",
];

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// Where it leads.
    pub target: Target,
}

/// A column of the footer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Where its links lead.
    pub targets: Vec<Target>,
    /// Its heading.
    pub name: Texts,
}

/// A part of the front page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrontBlock {
    /// The festival or story at the head.
    Lead,
    /// What is soon, or what took place.
    Soon,
    /// The newest news.
    News,
    /// The inverse band.
    Band,
    /// Albums and video.
    Media,
    /// The counters.
    Visits,
}

impl FrontBlock {
    /// Every part, in the order of a site that has not chosen one.
    pub const ALL: [FrontBlock; 6] = [
        FrontBlock::Lead,
        FrontBlock::Soon,
        FrontBlock::News,
        FrontBlock::Band,
        FrontBlock::Media,
        FrontBlock::Visits,
    ];

    /// Its name in `site.toml` and in forms.
    pub fn name(self) -> &'static str {
        match self {
            FrontBlock::Lead => "lead",
            FrontBlock::Soon => "soon",
            FrontBlock::News => "news",
            FrontBlock::Band => "band",
            FrontBlock::Media => "media",
            FrontBlock::Visits => "visits",
        }
    }

    /// The part of a name.
    pub fn named(name: &str) -> Option<FrontBlock> {
        FrontBlock::ALL.into_iter().find(|block| block.name() == name)
    }
}

fn every_block() -> Vec<FrontBlock> {
    FrontBlock::ALL.into()
}

fn is_every_block(blocks: &[FrontBlock]) -> bool {
    *blocks == FrontBlock::ALL
}

/// What the front page shows, and in which order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// Its parts in order; one that is not named is not shown.
    #[serde(default = "every_block", skip_serializing_if = "is_every_block")]
    pub blocks: Vec<FrontBlock>,
    /// The festival or article at its head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The news that stand before the newest, such as `news/khai-mac`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<String>,
    /// The entry of the inverse band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// The album shown first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub album: Option<String>,
    /// The video shown first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<String>,
}

impl Front {
    /// How many news may stand before the newest: the front page shows six, one place is left for those.
    pub const MOST_PINNED: usize = 5;

    /// Whether a place of the front page takes entries of a kind.
    pub fn takes(place: &str, kind: &str) -> bool {
        match place {
            "lead" => ["festival", "news"].contains(&kind),
            "band" => ["page", "news", "festival"].contains(&kind),
            "album" => kind == "gallery",
            "video" => kind == "video",
            "pinned" => kind == "news",
            _ => false,
        }
    }

    /// Every entry that is chosen, with the place it is chosen for.
    pub fn chosen(&self) -> Vec<(&'static str, &str)> {
        let places = [
            ("lead", &self.lead),
            ("band", &self.band),
            ("album", &self.album),
            ("video", &self.video),
        ];
        let places = places.into_iter().filter_map(|(place, key)| Some((place, key.as_deref()?)));
        places.chain(self.pinned.iter().map(|key| ("pinned", key.as_str()))).collect()
    }
}

impl Default for Front {
    fn default() -> Front {
        Front {
            blocks: every_block(),
            lead: None,
            pinned: Vec::new(),
            band: None,
            album: None,
            video: None,
        }
    }
}

/// A name that is often written wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardName {
    /// How it is written wrong.
    pub wrong: String,
    /// How it is written right.
    pub right: String,
}

/// The settings of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Key of the body that publishes the site.
    pub publisher: String,
    /// Its time zone, by its IANA name.
    pub time_zone: String,
    /// Its languages, the default first.
    pub languages: Vec<Language>,
    /// The day it opened: figures "in all" count from it.
    pub opened_on: Date,
    /// The picture shown where a page has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_picture: Option<String>,
    /// Its name.
    pub name: Texts,
    /// One line under the name.
    pub tagline: Texts,
    /// Sections of the news.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub section: Vec<Named>,
    /// Tags of any entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<Named>,
    /// The menu.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub menu: Vec<MenuItem>,
    /// The footer's columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub footer: Vec<Column>,
    /// The front page.
    #[serde(default)]
    pub front: Front,
    /// Names often written wrong; the checks at the desk tell them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<StandardName>,
    /// The site's own files by name; filled by the import, written beside `site.toml` by the export.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, FileKey>,
}

impl Settings {
    /// A site before anything was imported: it has a language and a name, and nothing to show.
    pub fn empty(language: Language, today: Date) -> Settings {
        Settings {
            publisher: String::new(),
            time_zone: "Asia/Ho_Chi_Minh".to_owned(),
            languages: vec![language],
            opened_on: today,
            share_picture: None,
            name: Texts::from([(language, "Mộc Bản".to_owned())]),
            tagline: Texts::new(),
            section: Vec::new(),
            tag: Vec::new(),
            menu: ["news", "festival", "gallery", "video", "visits"]
                .map(|target| MenuItem { target: target.to_owned() })
                .into(),
            footer: Vec::new(),
            front: Front::default(),
            names: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// The language a reader gets who asked for none.
    pub fn default_language(&self) -> Option<Language> {
        self.languages.first().copied()
    }

    /// The names often written wrong, as the checks are told them: wrong, then right.
    pub fn standard_names(&self) -> Vec<(String, String)> {
        self.names.iter().map(|name| (name.wrong.clone(), name.right.clone())).collect()
    }

    /// A section by its key.
    pub fn section(&self, key: &str) -> Option<&Named> {
        self.section.iter().find(|section| section.key == key)
    }

    /// A tag by its key.
    pub fn tag(&self, key: &str) -> Option<&Named> {
        self.tag.iter().find(|tag| tag.key == key)
    }
}

impl Named {
    /// The name in a language, else in any.
    pub fn name_in(&self, language: Language) -> &str {
        text_in(&self.name, language).unwrap_or(&self.key)
    }

    /// Whether it formerly had this word in the addresses of a language.
    pub fn was(&self, language: Language, slug: &str) -> bool {
        self.former.get(&language).is_some_and(|slugs| slugs.iter().any(|former| former == slug))
    }

    /// The word in addresses.
    pub fn slug_in(&self, language: Language) -> &str {
        text_in(&self.slug, language).unwrap_or(&self.key)
    }
}

/// A text in a language, else in any.
pub fn text_in(texts: &Texts, language: Language) -> Option<&str> {
    texts.get(&language).or_else(|| texts.values().next()).map(String::as_str)
}
