//! A desk with the demo site, and somebody at it. Not for requests: the form is asked directly.

use super::browser;
use super::kinds;
use crate::desk::form::{self, FieldError, Filled, Library, Of, Original, Pairs};
use crate::desk::session::Signed;
use crate::editorial::{self, Facts, KindRules, Stored, Words};
use crate::exchange::{Exchange, import};
use crate::links::Asking;
use crate::media::{
    self,
    upload::{Pace, Uploads},
};
use crate::people::{Actor, Gate, GateSettings, Grant, Person, PersonId, Role, SecretHash};
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::files::Files;
use crate::platform::i18n::{Language, Words as Sentences};
use crate::platform::web::{PageCache, Templates};
use crate::portal::{Known, Parts, Portal};
use crate::search::SearchIndex;
use crate::site::{Addresses, Settings};
use crate::visits::{Beginning, Bots, CountViews, Countries, Visits};
use jiff::tz::TimeZone;
use serde::Serialize;
use std::path::Path;
use std::sync::{Arc, RwLock};
use tempfile::TempDir;

/// A page with nothing but the form.
const PAGE: &str = "{%- import \"desk/form.html\" as parts -%}{{ parts.whole(form) }}";

/// A desk.
pub struct Desk {
    pub portal: Portal,
    pub signed: Signed,
    _folder: TempDir,
}

/// An entry opened in a language.
#[derive(Clone, Debug)]
pub struct Opened {
    pub rules: KindRules,
    pub language: Language,
    pub facts: Facts,
    pub words: Words,
    pub original: Option<(Language, Words)>,
    pub library: Library,
}

#[derive(Serialize)]
struct Page {
    lang: String,
    form: form::FormView,
}

impl Desk {
    /// A desk where somebody in this role sits.
    pub async fn of(role: Role) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}?mode=rwc", folder.path().join("x.db").display());
        let (db, files) = (Db::open(&url).await.unwrap(), Files::in_memory());
        let clock = Clock::standing("2026-11-20T10:15:00+07:00".parse().unwrap());
        let exchange =
            Exchange { db: db.clone(), files: files.clone(), clock: clock.clone(), kinds: kinds() };
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
        import(&exchange, &demo, |_| {}).await.expect("the demo");
        let language = vi();
        let words = Arc::new(Sentences::built_in(language).unwrap());
        let addresses = Addresses::new(Arc::clone(&words), language);
        let fresh = Settings::empty(language, "2026-11-20".parse().unwrap());
        let known = Known::read(&db, &words, &addresses, fresh).await.unwrap();
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let theme = folder.path().join("theme");
        std::fs::create_dir_all(theme.join("desk")).unwrap();
        std::fs::write(theme.join("desk/form_alone.html"), PAGE).unwrap();
        let ledger = folder.path().join("ledger");
        let beginning = Beginning {
            db: db.clone(),
            folder: ledger,
            clock: clock.clone(),
            zone: zone.clone(),
            origin: String::new(),
            countries: Countries::default(),
            bots: Bots::built_in().unwrap(),
            counting: CountViews::On,
        };
        let visits = Visits::begin(beginning).await.unwrap();
        let library = media::Library { db: db.clone(), files: files.clone(), clock: clock.clone() };
        let uploads =
            Uploads::open(library, folder.path().join("uploads"), Pace::megabytes(100)).unwrap();
        let portal = Portal::new(Parts {
            uploads,
            db,
            kinds: kinds(),
            files,
            gate: Arc::new(gate()),
            shows: Vec::new(),
            visits: Arc::new(visits),
            search: Arc::new(SearchIndex::open(&folder.path().join("search")).unwrap()),
            pages: Arc::new(PageCache::new(1 << 20, clock.clone(), zone.clone())),
            templates: Templates::new(Arc::clone(&words), Some(theme)),
            clock,
            zone,
            words,
            addresses,
            asking: Asking::Off,
            origin: "https://portal.example.gov.vn".to_owned(),
            known: RwLock::new(Arc::new(known)),
        });
        Desk { portal, signed: signed(role), _folder: folder }
    }

    /// Every entry of the demo in every language.
    pub async fn every_entry(&self) -> Vec<(String, Opened)> {
        let mut all = Vec::new();
        for rules in kinds().0 {
            let kind = rules.kind.name();
            for key in editorial::every_key(&self.portal.db, kind).await.unwrap() {
                let stored = self.stored(kind, &key).await;
                for state in &stored.languages {
                    let name = format!("{kind}/{key} ({})", state.language);
                    all.push((name, opened(rules, &stored, state.language)));
                }
            }
        }
        all
    }

    /// An entry of the demo in a language.
    pub async fn open(&self, kind: &str, key: &str, language: &str) -> Opened {
        let stored = self.stored(kind, key).await;
        let kinds = kinds();
        let rules = kinds.named(kind).copied().unwrap();
        opened(rules, &stored, language.parse().unwrap())
    }

    async fn stored(&self, kind: &str, key: &str) -> Stored {
        let mut tx = self.portal.db.begin().await.unwrap();
        editorial::latest(&mut tx, kind, key).await.unwrap().expect("an entry of the demo")
    }

    /// The page with its form.
    pub fn page(&self, opened: &Opened, sent: Option<(&Pairs, &[FieldError])>) -> String {
        let stored = (&opened.facts, &opened.words);
        let form = form::view(&self.portal, &self.signed, opened.of(), stored, sent);
        let lang = self.signed.person.language.to_string();
        self.portal.templates.fill("desk/form_alone.html", Page { lang, form }).unwrap()
    }

    /// What a browser sends that opened the page and pressed save.
    pub fn sent(&self, opened: &Opened) -> Pairs {
        browser::pairs(&self.page(opened, None))
    }

    /// The form read.
    pub fn read(&self, opened: &Opened, pairs: &Pairs) -> Filled {
        let stored = (&opened.facts, &opened.words);
        form::read(&self.portal, &self.signed, opened.of(), stored, pairs)
    }

    /// The form read that a browser sends after these fields were filled in.
    pub fn fill(&self, opened: &Opened, fields: &[(&str, &str)]) -> Filled {
        self.read(opened, &filled(self.sent(opened), fields))
    }
}

impl Opened {
    /// Of which entry the form is.
    pub fn of(&self) -> Of<'_> {
        Of {
            rules: &self.rules,
            language: self.language,
            owner: None,
            original: self
                .original
                .as_ref()
                .map(|(language, words)| Original { language: *language, words }),
            library: Some(&self.library),
        }
    }
}

/// The pairs with these fields filled in; a field that was not there comes last.
pub fn filled(mut pairs: Pairs, fields: &[(&str, &str)]) -> Pairs {
    for (name, value) in fields {
        match pairs.iter_mut().rev().find(|(own, _)| own == name) {
            Some((_, own)) => (*value).clone_into(own),
            None => pairs.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    pairs
}

fn opened(rules: KindRules, stored: &Stored, language: Language) -> Opened {
    let original = stored.original.filter(|original| *original != language);
    let original = original.and_then(|one| Some((one, stored.words(one)?.clone())));
    Opened {
        rules,
        language,
        facts: stored.facts.clone(),
        words: stored.words(language).cloned().unwrap_or_else(|| Words::titled("", "")),
        original,
        library: Library::new(),
    }
}

fn gate() -> Gate {
    let origin = "https://portal.example.gov.vn".to_owned();
    Gate::new(GateSettings { origin, breached: None, oidc: None, mail: None }).unwrap()
}

/// Somebody in a role.
pub fn signed(role: Role) -> Signed {
    let person = Arc::new(Person {
        id: PersonId(1),
        name: "Biên tập viên 1".to_owned(),
        email: "bien-tap-1@example.vn".to_owned(),
        language: vi(),
        grants: vec![Grant::everywhere(role)],
    });
    let session = SecretHash::kept(String::new());
    Signed { actor: Actor::Person(Arc::clone(&person)), person, session }
}

/// Vietnamese.
pub fn vi() -> Language {
    "vi".parse().unwrap()
}
