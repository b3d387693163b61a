//! What a row of the change log is about, in words: its kind, its name, and its page at the desk while that is
//! there for whoever reads. Not for what was done to it, and not for the files of the log: those keep what is
//! written.

use super::parts::Programmes;
use crate::action_programme::rankings::{self, Index};
use crate::api;
use crate::desk::agencies::event_in_words;
use crate::desk::names::Names;
use crate::desk::rows::kind_name;
use crate::desk::session::Signed;
use crate::editorial::{self, Titled};
use crate::media::{self, MediaId};
use crate::people::{PersonId, Right, Scope, TokenId};
use crate::platform::changes::Change;
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::site::{self, Part};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a change is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct About {
    /// What it is: `Bài viết`.
    pub kind: String,
    /// What it is called; its number or key when it is gone.
    pub name: String,
    /// The language of the name, when it is not the reader's.
    pub lang: Option<String>,
    /// Its page at the desk.
    pub url: Option<String>,
}

/// What the rows of one page are about.
pub struct Subjects<'a> {
    portal: &'a Portal,
    signed: &'a Signed,
    names: &'a Names,
    titles: HashMap<(i64, Option<Language>), Titled>,
    files: HashMap<MediaId, String>,
    webhooks: BTreeMap<i64, String>,
    blocks: BTreeMap<String, String>,
    indexes: Vec<Index>,
    programmes: Programmes,
}

impl<'a> Subjects<'a> {
    /// Reads what the rows of a page name, each table once.
    pub async fn read(
        (portal, signed): (&'a Portal, &'a Signed),
        names: &'a Names,
        changes: &[Change],
    ) -> Result<Subjects<'a>, Fault> {
        let db = &portal.db;
        let heads: BTreeSet<&str> = changes.iter().map(|change| split(&change.subject).0).collect();
        let files: Vec<MediaId> = numbers(changes, "media").map(MediaId).collect();
        let mut all = Subjects {
            portal,
            signed,
            names,
            titles: titles(portal, signed.person.language, changes).await?,
            files: media::names(db, &files).await?,
            webhooks: BTreeMap::new(),
            blocks: BTreeMap::new(),
            indexes: Vec::new(),
            programmes: Programmes::read(portal, changes).await?,
        };
        if heads.contains("webhook") {
            let found = api::webhooks(db).await?.into_iter();
            all.webhooks = found.map(|one| (one.id.0, one.name)).collect();
        }
        if heads.contains("block") {
            let found = site::reusables(db).await?.into_iter();
            all.blocks = found.map(|one| (one.slug, one.name)).collect();
        }
        if heads.contains("ranking") {
            all.indexes = rankings::indexes(db).await?;
        }
        Ok(all)
    }

    /// What a change is about.
    pub fn about(&self, change: &Change) -> About {
        let (head, rest) = split(&change.subject);
        match head {
            kind if self.portal.kinds.named(kind).is_some() => self.entry(kind, rest, change),
            "programme" => self.programme(change),
            "person" | "token" | "webhook" | "filter" => self.account(head, rest, change),
            "section" | "tag" | "block" | "redirect" | "redirects" | "site" => {
                self.of_site(head, rest)
            }
            "agencies" | "agency-event" | "places" => self.body(head, rest),
            "visits" | "visits-note" => self.of_visits(head, rest, change),
            "ranking" => self.ranking(rest),
            "media" => self.file(rest),
            "link" => {
                let name = written(change, "url").unwrap_or(rest);
                self.named("link", name, Some("/desk/links".to_owned()))
            }
            _ => About { name: change.subject.clone(), ..About::default() },
        }
    }

    fn reader(&self) -> Language {
        self.signed.person.language
    }

    fn named(&self, what: &str, name: impl Into<String>, url: Option<String>) -> About {
        let kind = self.portal.say(self.reader(), &format!("board-about-{what}"));
        About { kind, name: name.into(), lang: None, url }
    }

    /// An address, for who holds the right its page asks for.
    fn open(&self, right: Right, url: impl Into<String>) -> Option<String> {
        self.signed.may(right, &Scope::site()).then(|| url.into())
    }

    fn entry(&self, kind: &str, key: &str, change: &Change) -> About {
        let language = language_of(change);
        let number = change.detail.get("entry").and_then(serde_json::Value::as_i64);
        let found = number.and_then(|number| self.titles.get(&(number, language)));
        let kind = kind_name(self.portal, self.reader(), kind);
        let Some(found) = found else {
            return About { kind, name: key.to_owned(), ..About::default() };
        };
        let url = match language {
            Some(language) => format!("/desk/entries/{}/{language}/history", found.entry),
            None => format!("/desk/entries/{}", found.entry),
        };
        let name = if found.title.is_empty() { key } else { &found.title };
        let foreign = found.language != self.reader() && !found.title.is_empty();
        let lang = foreign.then(|| found.language.to_string());
        About { kind, name: name.to_owned(), lang, url: Some(url) }
    }

    fn programme(&self, change: &Change) -> About {
        let found = self.programmes.about(self.portal, self.reader(), change);
        self.named(found.what, found.name, found.url)
    }

    fn account(&self, head: &str, rest: &str, change: &Change) -> About {
        let number: i64 = rest.parse().unwrap_or_default();
        let administered = |url: String| self.open(Right::Administer, url);
        let (name, url) = match head {
            "person" => {
                (self.names.account(PersonId(number)), administered(format!("/desk/people/{rest}")))
            }
            "token" => (self.names.token(TokenId(number)), administered("/desk/api".to_owned())),
            "webhook" => (
                self.webhooks.get(&number).map(String::as_str),
                administered(format!("/desk/api/webhooks/{rest}")),
            ),
            _ => (written(change, "name"), None),
        };
        self.named(head, name.unwrap_or(rest), url.filter(|_| name.is_some()))
    }

    fn of_site(&self, head: &str, rest: &str) -> About {
        let known = self.portal.known();
        let lists = match head {
            "section" => Some((&known.site.section, "sections")),
            "tag" => Some((&known.site.tag, "tags")),
            _ => None,
        };
        if let Some((list, folder)) = lists {
            let found = list.iter().find(|one| one.key == rest);
            let name = found.and_then(|one| site::text_in(&one.name, self.reader()));
            let url =
                found.and_then(|_| self.open(Right::Govern, format!("/desk/site/{folder}/{rest}")));
            return self.named(head, name.unwrap_or(rest), url);
        }
        if head == "block" {
            let slug = rest.split_once(" (").map_or(rest, |(slug, _)| slug);
            let name = self.blocks.get(slug);
            let page = format!("/desk/site/blocks/{slug}");
            let url = name.and_then(|_| self.open(Right::Govern, page));
            return self.named(head, name.map_or(slug, String::as_str), url);
        }
        let (what, page) = match (head, rest) {
            ("site", "") => ("site", "/desk/site"),
            ("site", part) => return self.part(part),
            _ => (head, "/desk/site/redirects"),
        };
        self.named(what, rest, self.open(Right::Govern, page))
    }

    /// A part of the settings, as its page is called.
    fn part(&self, part: &str) -> About {
        let Some(known) = Part::named(part) else { return self.named("site", part, None) };
        let (key, page) = match known {
            Part::Menu => ("siteadmin-tab-menu", "menu"),
            Part::Front => ("siteadmin-tab-front", "front"),
            Part::Sections => ("siteadmin-tab-sections", "sections"),
            Part::Tags => ("siteadmin-tab-tags", "tags"),
            Part::General => ("siteadmin-tab-settings", "settings"),
            Part::Names => ("siteadmin-names", "settings"),
        };
        let url = self.open(Right::Govern, format!("/desk/site/{page}"));
        self.named("site", self.portal.say(self.reader(), key), url)
    }

    fn body(&self, head: &str, rest: &str) -> About {
        let known = self.portal.known();
        let number: i64 = rest.parse().unwrap_or_default();
        let event = known.agencies.events().iter().find(|event| event.number == number);
        let (name, page) = match (head, event) {
            ("agencies", _) => (String::new(), Some("/desk/agencies".to_owned())),
            ("agency-event", Some(event)) => {
                let body = event.bodies().find(|key| known.agencies.get(key).is_some());
                let told = event_in_words(self.portal, self.reader(), &known.agencies, event);
                (told, body.map(|key| format!("/desk/agencies/{key}")))
            }
            _ => (rest.to_owned(), None),
        };
        self.named(head, name, page.and_then(|page| self.open(Right::Govern, page)))
    }

    fn of_visits(&self, head: &str, rest: &str, change: &Change) -> About {
        let page = Some("/desk/visits".to_owned());
        if head == "visits-note" {
            let said = written(change, "said").unwrap_or(rest);
            return self.named("note", said, Some("/desk/visits#notes".to_owned()));
        }
        if let Some(list) = rest.strip_prefix("bots/") {
            return self.named("bots", list, None);
        }
        if let Ok(day) = rest.parse() {
            return self.named("day", self.portal.day(self.reader(), day).numeric, page);
        }
        match rest.split_once('-') {
            Some((year, month)) => self.named("month", format!("{month}/{year}"), page),
            None if rest == "opening" => self.named("former-figures", "", page),
            None if rest == "log" => self.named("old-logs", "", page),
            None => self.named("visits", rest, page),
        }
    }

    fn ranking(&self, rest: &str) -> About {
        let (key, label) = rest.split_once('/').unwrap_or((rest, ""));
        let Some(index) = self.indexes.iter().find(|index| index.key == key) else {
            return self.named("ranking", rest, None);
        };
        let name = format!("{} {label}", index.words_in(self.reader()).name);
        let stands = index.editions.iter().any(|edition| edition.label.to_string() == label);
        let page = if stands {
            format!("/desk/rankings/{key}/edition/{label}")
        } else {
            format!("/desk/rankings#{key}")
        };
        self.named("ranking", name.trim_end(), self.open(Right::Coordinate, page))
    }

    fn file(&self, rest: &str) -> About {
        let id = MediaId(rest.parse().unwrap_or_default());
        let name = self.files.get(&id);
        let url = name.map(|_| format!("/desk/media/{id}"));
        self.named("media", name.map_or(rest, String::as_str), url)
    }
}

/// A subject's first word and what follows it: the log writes `news/khai-mac` and `redirect /cu/trang`.
fn split(subject: &str) -> (&str, &str) {
    subject.split_once([' ', '/']).unwrap_or((subject, ""))
}

/// The numbers of the subjects that begin with a word.
fn numbers<'a>(changes: &'a [Change], head: &'a str) -> impl Iterator<Item = i64> + 'a {
    let named = changes.iter().map(|change| split(&change.subject));
    named.filter_map(move |(first, rest)| (first == head).then(|| rest.parse().ok()).flatten())
}

/// A word of a change's own detail: as it stands, or as it was before it was taken away.
fn written<'a>(change: &'a Change, field: &str) -> Option<&'a str> {
    let was = || change.detail.get("was").and_then(|was| was.get(field));
    change.detail.get(field).or_else(was)?.as_str()
}

fn language_of(change: &Change) -> Option<Language> {
    change.detail.get("language")?.as_str()?.parse().ok()
}

/// The titles of the entries, each in the language its change is about, else in the reader's.
async fn titles(
    portal: &Portal,
    reader: Language,
    changes: &[Change],
) -> Result<HashMap<(i64, Option<Language>), Titled>, Fault> {
    let mut asked: HashMap<Option<Language>, Vec<i64>> = HashMap::new();
    for change in changes {
        let number = change.detail.get("entry").and_then(serde_json::Value::as_i64);
        if let Some(number) = number {
            asked.entry(language_of(change)).or_default().push(number);
        }
    }
    let mut found = HashMap::new();
    for (language, entries) in asked {
        let titled =
            editorial::titled(&portal.db, &entries, language.unwrap_or(reader)).await?.into_iter();
        found.extend(titled.map(|one| ((one.entry, language), one)));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_subject_begins_with_what_it_is() {
        assert_eq!(split("news/khai-mac (vi)"), ("news", "khai-mac (vi)"));
        assert_eq!(split("redirect /cu/trang"), ("redirect", "/cu/trang"));
        assert_eq!(split("programme/thu/plan/3"), ("programme", "thu/plan/3"));
        assert_eq!(split("agencies"), ("agencies", ""));
    }
}
