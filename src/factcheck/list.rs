//! Lists of fact checks: all, of a verdict, of a year. Not for one fact check (`public.rs`).

use super::model::{self, KIND, Verdict};
use super::view::{self, VerdictView};
use crate::editorial::{self, Filter, Live, Order};
use crate::platform::i18n::{Args, Date, Language};
use crate::platform::web::pagination::Pagination;
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Portal};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use serde::Serialize;

const PER_PAGE: i64 = 12;

#[derive(Serialize)]
struct Item {
    url: String,
    title: String,
    claim: String,
    outlets: String,
    verdict: Option<VerdictView>,
    published: Date,
}

#[derive(Serialize)]
struct Choice {
    label: String,
    url: String,
    count: i64,
    current: bool,
}

#[derive(Serialize)]
struct ListPage {
    title: String,
    about: String,
    items: Vec<Item>,
    verdicts: Vec<Choice>,
    years: Vec<Choice>,
    list_url: String,
    method_url: String,
    corrections_url: String,
    atom_url: String,
    json_url: String,
    pagination: Option<Pagination>,
}

/// What a list is of.
struct Selection {
    filter: Filter,
    title: String,
    about: String,
    address: String,
    alternates: Vec<(Language, String)>,
}

/// All fact checks.
pub async fn list(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let selection = Selection {
        filter: Filter::default(),
        title: portal.say(language, "factcheck-title"),
        about: portal.say(language, "factcheck-about"),
        address: portal.addresses.list(language, KIND.name()),
        alternates: portal.list_alternates(KIND.name()),
    };
    show(&portal, language, query.as_deref(), selection).await
}

/// The fact checks with a verdict.
pub async fn verdict(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let word = |one: Verdict, language| portal.addresses.word(language, one.name());
    let found = Verdict::ALL.into_iter().find(|one| word(*one, language) == name);
    let verdict = found.ok_or(Fault::NotFound)?;
    let of = |language: Language| {
        portal.addresses.selection(language, KIND.name(), "verdict", &word(verdict, language))
    };
    let view = view::verdict(&portal, language, verdict);
    let mut args = Args::new();
    args.set("verdict", view.label);
    let languages = portal.known().site.languages.clone();
    let selection = Selection {
        filter: Filter { section: Some(model::part(verdict)), ..Filter::default() },
        title: portal.words.say_with(language, "factcheck-of-verdict", &args),
        about: view.meaning,
        address: of(language),
        alternates: languages.into_iter().map(|language| (language, of(language))).collect(),
    };
    show(&portal, language, query.as_deref(), selection).await
}

/// The fact checks of a year.
pub async fn year(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(year): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    if !editorial::years(&portal.db, KIND, language).await?.contains(&year) {
        return Err(Fault::NotFound);
    }
    let mut args = Args::new();
    args.set("year", year.as_str());
    let selection = Selection {
        title: portal.words.say_with(language, "factcheck-of-year", &args),
        about: portal.say(language, "factcheck-about"),
        address: portal.addresses.selection(language, KIND.name(), "year", &year),
        alternates: Vec::new(),
        filter: Filter { year: Some(year), ..Filter::default() },
    };
    show(&portal, language, query.as_deref(), selection).await
}

async fn show(
    portal: &Portal,
    language: Language,
    query: Option<&str>,
    selection: Selection,
) -> Result<Page, Fault> {
    let total = editorial::count(&portal.db, KIND, language, &selection.filter).await?;
    let turned = portal.turned(language, query, (total, PER_PAGE))?;
    let (filter, rows) = (&selection.filter, turned.rows());
    let entries = editorial::list(&portal.db, KIND, language, filter, Order::Newest, rows).await?;
    let list = |name: &str| portal.addresses.list(language, name);
    let own = ListPage {
        title: selection.title.clone(),
        about: selection.about.clone(),
        items: entries.iter().map(|live| item(portal, live)).collect(),
        verdicts: verdicts(portal, language, &selection.filter).await?,
        years: years(portal, language, &selection.filter).await?,
        list_url: list(KIND.name()),
        method_url: list("method"),
        corrections_url: list("corrections"),
        atom_url: format!("{}/feed.atom", list(KIND.name())),
        json_url: format!("{}/feed.json", list(KIND.name())),
        pagination: turned
            .pagination(|page| portal.addresses.numbered(&selection.address, language, page)),
    };
    let frame = frame(portal, language, selection);
    let page = portal.render(frame, "factcheck/public/list.html", own)?;
    let tokens = entries.iter().map(Live::token).chain([format!("kind:{KIND}")]);
    Ok(page.depends_on(tokens).counted(0, language).by_query())
}

fn frame(portal: &Portal, language: Language, selection: Selection) -> Frame {
    let all = portal.addresses.list(language, KIND.name());
    let label = portal.say(language, "site-menu-factcheck");
    let crumbs = if selection.address == all {
        vec![Crumb { label, url: None }]
    } else {
        let here = Crumb { label: selection.title.clone(), url: None };
        vec![Crumb { label, url: Some(all.clone()) }, here]
    };
    let mut frame = Frame::new(language, KIND.name(), selection.title, selection.address);
    frame.description = selection.about;
    frame.alternates = selection.alternates;
    frame.crumbs = crumbs;
    frame.feed = Some(format!("{all}/feed.atom"));
    frame
}

fn item(portal: &Portal, live: &Live) -> Item {
    let (own, said) = (model::facts_of(&live.facts), model::words_of(&live.words));
    let outlets = own.appearance.iter().filter_map(|one| said.appearance.get(&one.id));
    let outlets: Vec<&str> = outlets.map(|said| said.outlet.as_str()).collect();
    Item {
        url: portal.address(live),
        title: live.words.title.clone(),
        outlets: outlets.join(" · "),
        claim: said.claim,
        verdict: own.verdict.map(|verdict| view::verdict(portal, live.language, verdict)),
        published: portal.moment(live.language, live.published_at),
    }
}

/// Every verdict with how many fact checks came to it; those of none lead nowhere and are left out.
async fn verdicts(
    portal: &Portal,
    language: Language,
    filter: &Filter,
) -> Result<Vec<Choice>, Fault> {
    let all = Filter::default();
    let mut choices = vec![Choice {
        label: portal.say(language, "factcheck-all"),
        url: portal.addresses.list(language, KIND.name()),
        count: editorial::count(&portal.db, KIND, language, &all).await?,
        current: filter.section.is_none() && filter.year.is_none(),
    }];
    for verdict in Verdict::ALL {
        let part = model::part(verdict);
        let of_it = Filter { section: Some(part.clone()), ..Filter::default() };
        let count = editorial::count(&portal.db, KIND, language, &of_it).await?;
        let word = portal.addresses.word(language, verdict.name());
        choices.push(Choice {
            label: view::verdict(portal, language, verdict).label,
            url: portal.addresses.selection(language, KIND.name(), "verdict", &word),
            count,
            current: filter.section.as_ref() == Some(&part),
        });
    }
    choices.retain(|one| one.count > 0 || one.current);
    Ok(choices)
}

async fn years(portal: &Portal, language: Language, filter: &Filter) -> Result<Vec<Choice>, Fault> {
    let mut choices = Vec::new();
    for year in editorial::years(&portal.db, KIND, language).await? {
        let of_year = Filter { year: Some(year.clone()), ..Filter::default() };
        choices.push(Choice {
            count: editorial::count(&portal.db, KIND, language, &of_year).await?,
            url: portal.addresses.selection(language, KIND.name(), "year", &year),
            current: filter.year.as_ref() == Some(&year),
            label: year,
        });
    }
    Ok(choices)
}
