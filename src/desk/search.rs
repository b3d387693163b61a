//! One search over everything at the desk, grouped by what is found. Not for readers: theirs finds
//! only what is public.

use super::frame::{View, render};
use super::names::Names;
use super::rows::{Row, Writer, entry_url, kind_name, language_name};
use super::session::Signed;
use crate::editorial::{self, Rows, Wanted};
use crate::media;
use crate::people::{self, Right, Scope};
use crate::platform::i18n::Language;
use crate::platform::text::{fold, nfc};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new().route("/desk/search", get(show))
}

/// The rows of one group.
const SHOWN: i64 = 12;

#[derive(Serialize)]
struct SearchPage {
    q: String,
    entries: Vec<Row>,
    entries_total: i64,
    entries_url: String,
    groups: Vec<Group>,
    found: bool,
}

/// Things of one sort.
#[derive(Serialize)]
struct Group {
    name: &'static str,
    label: String,
    hits: Vec<Hit>,
}

#[derive(Serialize)]
struct Hit {
    title: String,
    note: String,
    url: String,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(query.as_deref().unwrap_or_default()).unwrap_or_default();
    let q = pairs.into_iter().find(|(name, _)| name == "q").map(|(_, value)| value);
    let q = nfc(q.unwrap_or_default().trim()).into_owned();
    let language = signed.person.language;
    let title = portal.say(language, "board-search-title");
    let own = if q.is_empty() { SearchPage::nothing() } else { found(&portal, &signed, q).await? };
    render(&portal, &signed, View { template: "desk/search.html", title, current: "search", own })
        .await
}

impl SearchPage {
    fn nothing() -> SearchPage {
        SearchPage {
            q: String::new(),
            entries: Vec::new(),
            entries_total: 0,
            entries_url: String::new(),
            groups: Vec::new(),
            found: false,
        }
    }
}

async fn found(portal: &Portal, signed: &Signed, q: String) -> Result<SearchPage, Fault> {
    let language = signed.person.language;
    let names = Names::read(portal, language).await?;
    let writer = Writer { portal, language, names: &names };
    let wanted = Wanted { title: Some(q.clone()), rows: Rows::Originals, ..Wanted::default() };
    let lines = editorial::board(&portal.db, &wanted, 0, SHOWN).await?;
    let entries = writer.rows(&lines).await?;
    let finder = Finder { portal, signed, q: &q, folded: fold(&q) };
    let found = [
        ("text", finder.in_texts(&lines).await?),
        ("media", finder.media().await?),
        ("people", finder.people().await?),
        ("tags", finder.tags()),
        ("bodies", finder.bodies()),
        ("pages", finder.pages()),
    ];
    let group = |(name, hits): (&'static str, Vec<Hit>)| {
        let label = portal.say(language, &format!("board-search-{name}"));
        (!hits.is_empty()).then_some(Group { name, label, hits })
    };
    let groups: Vec<Group> = found.into_iter().filter_map(group).collect();
    Ok(SearchPage {
        found: !entries.is_empty() || !groups.is_empty(),
        entries_total: editorial::board_length(&portal.db, &wanted).await?,
        entries_url: format!("/desk/entries?{}", serde_urlencoded::to_string([("q", &q)])?),
        entries,
        groups,
        q,
    })
}

struct Finder<'a> {
    portal: &'a Portal,
    signed: &'a Signed,
    q: &'a str,
    folded: String,
}

impl Finder<'_> {
    fn reader(&self) -> Language {
        self.signed.person.language
    }

    fn has(&self, text: &str) -> bool {
        fold(text).contains(&self.folded)
    }

    /// Entries whose newest words hold what was typed, other than those found by their title.
    async fn in_texts(&self, found: &[editorial::Line]) -> Result<Vec<Hit>, Fault> {
        let lines = editorial::with_words(&self.portal.db, self.q, SHOWN * 2).await?;
        let new = lines.iter().filter(|line| found.iter().all(|one| one.entry != line.entry));
        let hit = |line: &editorial::Line| Hit {
            title: line.title.clone(),
            note: format!(
                "{}, {}",
                kind_name(self.portal, self.reader(), &line.kind),
                language_name(self.portal, line.language)
            ),
            url: entry_url(line.entry, line.language),
        };
        Ok(new.map(hit).take(usize::try_from(SHOWN).unwrap_or(12)).collect())
    }

    async fn media(&self) -> Result<Vec<Hit>, Fault> {
        if !self.signed.may(Right::Upload, &Scope::anywhere()) {
            return Ok(Vec::new());
        }
        let search = media::Search { text: self.q.to_owned(), ..media::Search::default() };
        let found = media::list(&self.portal.db, &search, (0, SHOWN)).await?;
        let hit = |one: media::Media| Hit {
            url: format!("/desk/media/{}", one.id),
            note: self.portal.file_size(self.reader(), one.bytes),
            title: one.name,
        };
        Ok(found.into_iter().map(hit).collect())
    }

    async fn people(&self) -> Result<Vec<Hit>, Fault> {
        if !self.signed.may(Right::Administer, &Scope::site()) {
            return Ok(Vec::new());
        }
        let accounts = people::accounts(&self.portal.db).await?;
        let found = accounts
            .into_iter()
            .filter(|one| self.has(&one.person.name) || self.has(&one.person.email));
        let hit = |one: people::Account| Hit {
            title: one.person.name.clone(),
            note: one.person.email.clone(),
            url: format!("/desk/people/{}", one.person.id),
        };
        Ok(found.map(hit).take(usize::try_from(SHOWN).unwrap_or(12)).collect())
    }

    /// Tags and sections, by any of their names.
    fn tags(&self) -> Vec<Hit> {
        let known = self.portal.known();
        let named = |one: &&crate::site::Named| {
            self.has(&one.key) || one.name.values().any(|name| self.has(name))
        };
        let hit = |one: &crate::site::Named, key: &str, url: String| Hit {
            title: one.name_in(self.reader()).to_owned(),
            note: self.portal.say(self.reader(), key),
            url,
        };
        let sections = known.site.section.iter().filter(named);
        let tags = known.site.tag.iter().filter(named);
        sections
            .map(|one| hit(one, "board-section", format!("/desk/entries?section={}", one.key)))
            .chain(tags.map(|one| {
                let list = self.portal.addresses.selection(
                    self.reader(),
                    "news",
                    "tag",
                    one.slug_in(self.reader()),
                );
                hit(one, "board-tag", list)
            }))
            .collect()
    }

    fn bodies(&self) -> Vec<Hit> {
        let known = self.portal.known();
        let found =
            known.agencies.all().filter(|one| one.names.iter().any(|name| self.has(&name.name)));
        let hit = |one: &crate::agency::Agency| Hit {
            title: one.name(self.reader()).to_owned(),
            note: String::new(),
            url: format!("/desk/entries?publisher={}", one.key),
        };
        found.map(hit).take(usize::try_from(SHOWN).unwrap_or(12)).collect()
    }

    /// Places of the desk by their names.
    fn pages(&self) -> Vec<Hit> {
        let open = super::frame::doors(self.portal, self.signed);
        let found = open.into_iter().filter(|(label, _)| self.has(label));
        found.map(|(title, url)| Hit { title, note: String::new(), url: url.to_owned() }).collect()
    }
}
