//! Two editions side by side, word by word. Not for finding what differs: that is
//! `editorial::compare`.

use super::versions::Pair;
use super::{Opened, place};
use crate::desk::frame::{View, render};
use crate::desk::names::Names;
use crate::desk::session::Signed;
use crate::editorial::compare::{
    self, BlockChange, BlockKind, FieldChange, FieldForm, LineChange, Part, PartKind,
};
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::portal::Portal;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};

/// The two editions asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    from: Option<String>,
    to: Option<String>,
}

#[derive(Serialize)]
struct ComparePage {
    url: String,
    title: String,
    title_lang: String,
    left: SideView,
    right: SideView,
    rows: Vec<RowView>,
    seen: String,
    may_restore: bool,
}

#[derive(Serialize)]
struct SideView {
    title: String,
    note: String,
    /// The edition to make the newest again; the newest has none.
    restore: Option<String>,
}

/// A field or a block on both sides.
#[derive(Default, Serialize)]
struct RowView {
    label: String,
    changed: bool,
    folded: bool,
    left: Vec<Vec<PartView>>,
    right: Vec<Vec<PartView>>,
    notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct PartView {
    kind: &'static str,
    text: String,
}

/// How many blocks that are the same stay open next to a change.
const AROUND: usize = 1;

/// The page.
pub async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let opened = Opened::find(&portal, id, &language).await?;
    let (stored, language) = (&opened.stored, opened.language);
    let pair = |name: Option<&str>, default: &str| {
        Pair::named(name.unwrap_or(default), stored, language).ok_or(Fault::NotFound)
    };
    let (from, to) = (pair(asked.from.as_deref(), "live")?, pair(asked.to.as_deref(), "latest")?);
    let old = from.content(&portal.db, id, language).await?.ok_or(Fault::NotFound)?;
    let new = to.content(&portal.db, id, language).await?.ok_or(Fault::NotFound)?;
    let told = Told { portal: &portal, reader: signed.person.language };
    let found = compare::compare((&old.0, &old.1), (&new.0, &new.1));
    let own = ComparePage {
        url: opened.url(),
        title: opened.title(),
        title_lang: language.to_string(),
        left: told.side(&opened, from).await?,
        right: told.side(&opened, to).await?,
        rows: if found.is_empty() { Vec::new() } else { told.rows(found) },
        seen: serde_json::to_string(&stored.seen())?,
        may_restore: opened.may_save(&signed),
    };
    let title = portal.say(signed.person.language, "board-compare-title");
    let view = View { template: "desk/compare.html", title, current: place(&opened.kind), own };
    render(&portal, &signed, view).await
}

struct Told<'a> {
    portal: &'a Portal,
    reader: Language,
}

impl Told<'_> {
    fn say(&self, key: &str, pairs: &[(&'static str, &str)]) -> String {
        let mut args = Args::new();
        for (name, value) in pairs {
            args.set(*name, *value);
        }
        self.portal.words.say_with(self.reader, key, &args)
    }

    /// Which edition a side shows: when and by whom it was saved, and whether readers see it.
    async fn side(&self, opened: &Opened, pair: Pair) -> Result<SideView, Fault> {
        let (stored, language) = (&opened.stored, opened.language);
        let versions = super::versions::of(&self.portal.db, stored, language).await?;
        let version = versions.iter().find(|one| one.pair == pair);
        let names = Names::read(self.portal, self.reader).await?;
        let title = version.map_or_else(
            || self.say("board-compare-live", &[]),
            |version| {
                let date = self.portal.moment(self.reader, version.at);
                let number = version.number.to_string();
                let time = date.time.unwrap_or_default();
                let pairs = [("number", &*number), ("time", &*time), ("date", &*date.numeric)];
                self.say("board-compare-side", &pairs)
            },
        );
        let newest = Pair::newest(stored, language) == Some(pair);
        let mut notes: Vec<String> = version.map(|one| names.actor(&one.by)).into_iter().collect();
        if Pair::live(stored, language) == Some(pair) {
            notes.push(self.say("board-compare-is-live", &[]));
        }
        if newest {
            notes.push(self.say("board-compare-is-newest", &[]));
        }
        Ok(SideView {
            title,
            note: notes.join(" · "),
            restore: (!newest && version.is_some()).then(|| pair.key()),
        })
    }

    fn rows(&self, found: compare::Comparison) -> Vec<RowView> {
        let words = found.words.iter().map(|change| self.field(change));
        let body = compare::folded(found.body, AROUND);
        let body = body.iter().map(|change| self.block(change));
        let facts = found.facts.iter().map(|change| self.field(change));
        words.chain(body).chain(facts).collect()
    }

    fn field(&self, change: &FieldChange) -> RowView {
        let separator = if change.form == FieldForm::List { ", " } else { "" };
        let moved = change.moved.then(|| self.say("board-compare-moved", &[]));
        RowView {
            label: self.say(change.field.key, &[("of", &change.field.of)]),
            changed: true,
            left: vec![side(&change.parts, PartKind::Removed, separator)],
            right: vec![side(&change.parts, PartKind::Added, separator)],
            notes: self.notes(&change.parts).into_iter().chain(moved).collect(),
            folded: false,
        }
    }

    fn block(&self, change: &BlockChange) -> RowView {
        let count = change.count.to_string();
        let label = self.say(change.label, &[("count", &count)]);
        if change.kind == BlockKind::Folded {
            return RowView { label, folded: true, ..RowView::default() };
        }
        let lines = |gone: BlockKind, kind: PartKind| -> Vec<Vec<PartView>> {
            let of_side = change.lines.iter().filter(|line| line.kind != gone);
            of_side.map(|line| side(&line.parts, kind, "")).collect()
        };
        let notes = change.lines.iter().flat_map(|line| self.line_notes(line));
        let moved = change.moved.then(|| self.say("board-compare-moved-block", &[]));
        let form = (change.kind == BlockKind::Changed && change.form)
            .then(|| self.say("board-compare-form", &[]));
        RowView {
            label,
            changed: change.kind != BlockKind::Same,
            folded: false,
            left: lines(BlockKind::Added, PartKind::Removed),
            right: lines(BlockKind::Removed, PartKind::Added),
            notes: notes.chain(moved).chain(form).collect(),
        }
    }

    fn line_notes(&self, line: &LineChange) -> Vec<String> {
        let was = line.was.map(|was| {
            let (was, now) = (self.say(was, &[]), self.say(line.label, &[]));
            self.say("board-compare-became", &[("was", &was), ("now", &now)])
        });
        was.into_iter().chain(self.notes(&line.parts)).collect()
    }

    /// What changed of words that stayed: marks, and where links lead.
    fn notes(&self, parts: &[Part]) -> Vec<String> {
        let of_part = |part: &Part| {
            let told = |note: &compare::Note| {
                let what = self.say(note.key, &[("from", &note.from), ("to", &note.to)]);
                self.say("board-compare-note", &[("text", part.text.trim()), ("what", &what)])
            };
            part.notes.iter().map(told).collect::<Vec<_>>()
        };
        parts.iter().flat_map(of_part).collect()
    }
}

/// One side of a comparison: what is the same, and what only this side has.
fn side(parts: &[Part], own: PartKind, separator: &str) -> Vec<PartView> {
    let mut found: Vec<PartView> = Vec::new();
    for part in parts.iter().filter(|part| part.kind == PartKind::Same || part.kind == own) {
        if !found.is_empty() && !separator.is_empty() {
            found.push(PartView { kind: "same", text: separator.to_owned() });
        }
        let kind = match part.kind {
            PartKind::Same => "same",
            PartKind::Added => "added",
            PartKind::Removed => "removed",
        };
        found.push(PartView { kind, text: part.text.clone() });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: PartKind, text: &str) -> Part {
        Part { kind, text: text.to_owned(), notes: Vec::new() }
    }

    #[test]
    fn each_side_shows_its_own_words_and_those_of_both() {
        let parts = [
            part(PartKind::Same, "Khai mạc "),
            part(PartKind::Removed, "tối nay"),
            part(PartKind::Added, "tối mai"),
        ];
        let read =
            |kind| side(&parts, kind, "").into_iter().map(|one| one.text).collect::<String>();
        assert_eq!(read(PartKind::Removed), "Khai mạc tối nay");
        assert_eq!(read(PartKind::Added), "Khai mạc tối mai");
    }

    #[test]
    fn names_of_a_list_are_parted() {
        let parts = [part(PartKind::Same, "le-hoi"), part(PartKind::Added, "di-san")];
        let texts: String =
            side(&parts, PartKind::Added, ", ").into_iter().map(|one| one.text).collect();
        assert_eq!(texts, "le-hoi, di-san");
    }
}
