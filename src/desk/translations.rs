//! The board of translations: a row for each entry, a column for each language of the site, a word in
//! every cell. Not for translating: a cell leads to where that is done.

use super::board::range;
use super::frame::{Toast, View, render_with};
use super::refused::{self, Back};
use super::rows::{self, Choice, entry_url, kind_name, language_name, state_of};
use super::sent::Sent;
use super::session::{Signed, see_other};
use crate::editorial::{self, Board, Cell, Of, Original, Translated, Wish};
use crate::people::{Right, Scope};
use crate::platform::db;
use crate::platform::i18n::{Args, Language};
use crate::platform::web::Fault;
use crate::platform::web::pagination::Pagination;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/desk/translations", get(show))
        .route("/desk/translations/{id}/{language}", post(wish))
}

const PER_PAGE: i64 = 20;

/// What the board is asked for in its address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    kind: String,
    state: String,
    language: String,
    q: String,
    /// Any value: cells take what is not to be translated.
    plan: String,
    #[serde(skip_serializing)]
    page: String,
    /// `12.en`: the language somebody just said is not wanted.
    #[serde(skip_serializing)]
    declined: String,
}

impl Asked {
    fn board(&self, languages: usize) -> Board {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Board {
            kind: text(&self.kind),
            stands: Translated::named(&self.state),
            language: self.language.parse().ok(),
            title: text(&self.q),
            languages: i64::try_from(languages).unwrap_or(1),
        }
    }

    fn page(&self) -> u32 {
        self.page.parse().ok().filter(|page| (1..=1_000_000).contains(page)).unwrap_or(1)
    }

    fn url(&self, page: u32) -> String {
        let query = serde_urlencoded::to_string(self).unwrap_or_default();
        format!("/desk/translations?{query}&page={page}")
    }
}

#[derive(Serialize)]
struct TranslationsPage {
    asked: Asked,
    figures: [Figure; 3],
    columns: Vec<Column>,
    rows: Vec<RowView>,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    languages: Vec<Choice>,
    pagination: Option<Pagination>,
    range: String,
    one_language: bool,
    may_plan: bool,
}

#[derive(Serialize)]
struct Column {
    name: String,
    lang: String,
    published: i64,
    total: i64,
    label: String,
}

#[derive(Serialize)]
struct RowView {
    url: String,
    title: String,
    lang: String,
    kind: String,
    date: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    state: &'static str,
    language: String,
    url: Option<String>,
    /// Where it is said that this language is wanted, or is not.
    wish_url: Option<String>,
    wished: &'static str,
    wish_label: String,
}

async fn show(
    State(portal): State<Portal>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let asked: Asked =
        serde_urlencoded::from_str(query.as_deref().unwrap_or_default()).unwrap_or_default();
    let language = signed.person.language;
    let known = portal.known();
    let board = asked.board(known.site.languages.len());
    let total = editorial::originals_length(&portal.db, &board).await?;
    let page = asked.page();
    let from = i64::from(page - 1) * PER_PAGE;
    let originals = editorial::originals(&portal.db, &board, from, PER_PAGE).await?;
    let entries: Vec<i64> = originals.iter().map(|one| one.entry).collect();
    let cells = editorial::cells(&portal.db, &entries).await?;
    let writer = Writer { portal: &portal, signed: &signed, languages: &known.site.languages };
    let toast = declined(&portal, language, &asked);
    let own = TranslationsPage {
        figures: figures(&portal, language).await?,
        columns: writer.columns().await?,
        rows: originals.iter().map(|one| writer.row(one, &cells)).collect(),
        kinds: rows::kinds(&portal, language),
        states: Translated::ALL.map(|one| choice(&portal, language, one)).into(),
        languages: rows::languages(&portal),
        pagination: Pagination::new(page, total, PER_PAGE, |number| asked.url(number)),
        range: range(&portal, language, (from, originals.len(), total)),
        one_language: known.site.languages.len() < 2,
        may_plan: signed.may(Right::Review, &Scope::anywhere()),
        asked,
    };
    let title = portal.say(language, "board-translations-title");
    let view = View { template: "desk/translations.html", title, current: "translations", own };
    render_with(&portal, &signed, view, toast).await
}

fn choice(portal: &Portal, language: Language, one: Translated) -> Choice {
    Choice::new(one.name(), portal.say(language, &format!("board-translated-{}", one.name())))
}

/// A figure above the board: how many, of what.
#[derive(Serialize)]
struct Figure {
    count: i64,
    label: String,
    loud: bool,
}

/// `2 bản gốc mới hơn · 5 chờ duyệt · 4 đang dịch`.
async fn figures(portal: &Portal, language: Language) -> db::Result<[Figure; 3]> {
    let (outdated, submitted, writing) = editorial::translation_figures(&portal.db).await?;
    let figure = |key: &str, count: i64| {
        let mut args = Args::new();
        args.set("count", count);
        Figure { count, label: portal.words.say_with(language, key, &args), loud: false }
    };
    Ok([
        Figure { loud: outdated > 0, ..figure("board-figure-outdated", outdated) },
        figure("board-figure-submitted", submitted),
        figure("board-figure-writing", writing),
    ])
}

struct Writer<'a> {
    portal: &'a Portal,
    signed: &'a Signed,
    languages: &'a [Language],
}

impl Writer<'_> {
    /// The columns with how many of all entries are public in each.
    async fn columns(&self) -> db::Result<Vec<Column>> {
        let total = editorial::originals_length(&self.portal.db, &Board::default()).await?;
        let published = editorial::published_in(&self.portal.db).await?;
        let column = |language: &Language| {
            let held = published.iter().find(|(code, _)| code == language.code());
            let count = held.map_or(0, |(_, count)| *count);
            let mut args = Args::new();
            args.set("published", count);
            args.set("total", total);
            let label =
                self.portal.words.say_with(self.signed.person.language, "board-coverage", &args);
            let name = language_name(self.portal, *language);
            Column { name, lang: language.to_string(), published: count, total, label }
        };
        Ok(self.languages.iter().map(column).collect())
    }

    fn row(&self, original: &Original, cells: &[Cell]) -> RowView {
        let reader = self.signed.person.language;
        let cell = |language: &Language| {
            let found =
                cells.iter().find(|one| one.entry == original.entry && one.language == *language);
            self.cell(original, *language, found)
        };
        RowView {
            url: entry_url(original.entry, original.language),
            title: original.title.clone(),
            lang: original.language.to_string(),
            kind: kind_name(self.portal, reader, &original.kind),
            date: self.portal.moment(reader, original.moved_at).numeric,
            cells: self.languages.iter().map(cell).collect(),
        }
    }

    fn cell(&self, original: &Original, language: Language, cell: Option<&Cell>) -> CellView {
        let state = cell.map_or("missing", state_of);
        let may = |right| self.signed.may(right, &Scope::anywhere());
        let begins = may(Right::Translate) || may(Right::Save);
        let url = match state {
            "unwanted" => None,
            "missing" if !begins => None,
            _ => Some(entry_url(original.entry, language)),
        };
        let reader = self.signed.person.language;
        let wished = if state == "missing" { "unwanted" } else { "wanted" };
        let plans = may(Right::Review) && matches!(state, "missing" | "unwanted");
        CellView {
            state,
            language: language_name(self.portal, language),
            url,
            wish_url: plans.then(|| format!("/desk/translations/{}/{language}", original.entry)),
            wished,
            wish_label: self.portal.say(reader, &format!("board-wish-{wished}")),
        }
    }
}

/// What was just said, and how it is taken back.
fn declined(portal: &Portal, reader: Language, asked: &Asked) -> Option<Toast> {
    let (entry, language) = asked.declined.split_once('.')?;
    let (entry, language): (i64, Language) = (entry.parse().ok()?, language.parse().ok()?);
    let mut args = Args::new();
    args.set("language", language_name(portal, language));
    Some(Toast {
        text: portal.words.say_with(reader, "board-declined", &args),
        undo_url: Some(format!("/desk/translations/{entry}/{language}")),
    })
}

/// Says whether an entry is to be translated into a language; without a word, that it is.
async fn wish(
    State(portal): State<Portal>,
    signed: Signed,
    Path((id, language)): Path<(i64, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let language: Language = language.parse().map_err(|_| Fault::NotFound)?;
    let (kind, key) = editorial::named(&portal.db, id).await?.ok_or(Fault::NotFound)?;
    let rules = portal.kinds.named(&kind).ok_or(Fault::NotFound)?;
    let wish = if sent.get("wish") == "unwanted" { Wish::Unwanted } else { Wish::Wanted };
    let of = Of { rules, key: &key, language };
    let mut tx = portal.db.begin().await?;
    if let Err(refusal) =
        editorial::wish(&mut tx, &signed.actor, portal.clock.now_ms(), of, wish).await
    {
        drop(tx);
        return refused::page(&portal, &signed, refusal, Back::to("/desk/translations")).await;
    }
    tx.commit().await?;
    let said =
        if wish == Wish::Unwanted { format!("&declined={id}.{language}") } else { String::new() };
    Ok(see_other(&format!("/desk/translations?plan=1{said}")))
}
