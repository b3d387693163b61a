//! The menu and the footer: items in order, columns with their headings. Every button sends the whole
//! form, so it works without script; what is sent is saved at once and can be taken back.

use super::targets::{self, TargetView};
use super::{
    After, InLanguage, Sheet, Step, Wrong, open, pressed, revise, saved, show, step, wrong,
};
use crate::desk::rows::Choice;
use crate::desk::sent::Sent;
use crate::desk::session::Signed;
use crate::platform::i18n::Args;
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::site::{Column, LISTS, MenuItem, Part, Settings, Texts};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use http::StatusCode;
use serde::Serialize;

pub const MENU: &str = "/desk/site/menu";

pub fn routes() -> Router<Portal> {
    Router::new().route(MENU, get(page).post(save))
}

#[derive(Serialize)]
struct MenuPage {
    edition: i64,
    menu: Vec<TargetView>,
    columns: Vec<ColumnView>,
    lists: Vec<Choice>,
    places: Vec<Choice>,
    place: String,
    q: String,
    found: Vec<TargetView>,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct ColumnView {
    number: usize,
    label: String,
    names: Vec<InLanguage>,
    targets: Vec<TargetView>,
}

/// What the page shows beside the settings.
#[derive(Default)]
struct Beside {
    errors: Vec<Wrong>,
    q: String,
    place: String,
}

async fn sheet(
    portal: &Portal,
    signed: &Signed,
    (edition, settings): (i64, &Settings),
    (status, beside): (StatusCode, Beside),
) -> Result<Sheet<MenuPage>, Fault> {
    let language = signed.person.language;
    let mut columns = Vec::new();
    let menu = Choice::new("menu", portal.say(language, "siteadmin-menu"));
    let mut places = vec![menu];
    for (number, column) in settings.footer.iter().enumerate() {
        let name = crate::site::text_in(&column.name, language).unwrap_or_default();
        let key = if name.is_empty() { "siteadmin-column" } else { "siteadmin-column-named" };
        let mut args = Args::new();
        args.set("number", number + 1);
        args.set("name", name);
        let label = portal.words.say_with(language, key, &args);
        places.push(Choice::new(number.to_string(), label.clone()));
        columns.push(ColumnView {
            number,
            label,
            names: super::in_languages(
                portal,
                settings,
                &format!("column.{number}.name"),
                &column.name,
            ),
            targets: targets::targets(portal, language, &column.targets).await?,
        });
    }
    let items: Vec<&String> = settings.menu.iter().map(|one| &one.target).collect();
    let own = MenuPage {
        edition,
        menu: targets::targets(portal, language, items).await?,
        columns,
        lists: targets::lists(portal, language),
        places,
        found: targets::search(portal, language, &beside.q).await?,
        q: beside.q,
        place: beside.place,
        errors: beside.errors,
    };
    Ok(Sheet { template: "desk/site/menu.html", title: None, tab: MENU, status, own })
}

async fn page(
    State(portal): State<Portal>,
    signed: Signed,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let opened = open(&portal, &signed).await?;
    let stands = (opened.number, &opened.settings);
    let sheet = sheet(&portal, &signed, stands, (StatusCode::OK, Beside::default())).await?;
    let toast = after.toast(&portal, signed.person.language);
    show(&portal, &signed, sheet, toast).await
}

async fn save(State(portal): State<Portal>, signed: Signed, sent: Sent) -> Result<Response, Fault> {
    let opened = open(&portal, &signed).await?;
    let mut settings = opened.settings.clone();
    read(&sent, &mut settings);
    act(&sent, &mut settings);
    let mut beside = Beside {
        q: sent.text("q").unwrap_or_default(),
        place: sent.get("place").to_owned(),
        errors: Vec::new(),
    };
    let seen = sent.get("edition");
    if super::asks(&sent) {
        let stands = (seen.parse().unwrap_or(0), &settings);
        let sheet = sheet(&portal, &signed, stands, (StatusCode::OK, beside)).await?;
        return show(&portal, &signed, sheet, None).await;
    }
    match revise(&portal, &signed, Part::Menu, seen, &settings).await {
        Ok(number) => Ok(saved(MENU, number)),
        Err(refusal) => {
            let (status, errors) = wrong(&portal, signed.person.language, refusal).await?;
            beside.errors = errors;
            // Her own version stands in the form with the number of now: sent again it is meant.
            let stands = (opened.number, &settings);
            let sheet = sheet(&portal, &signed, stands, (status, beside)).await?;
            show(&portal, &signed, sheet, None).await
        }
    }
}

/// Reads menu and columns as they were sent. Their order is the order of the form.
fn read(sent: &Sent, settings: &mut Settings) {
    settings.menu = sent
        .all("order")
        .filter(|target| !target.is_empty())
        .map(|target| MenuItem { target: target.to_owned() })
        .collect();
    let old = std::mem::take(&mut settings.footer);
    for number in sent.all("columns").filter_map(|number| number.parse::<usize>().ok()) {
        let name = old.get(number).map(|column| column.name.clone()).unwrap_or_default();
        let field = format!("column.{number}.name");
        let name = super::sent_texts(sent, settings, &field, &name);
        let prefix = format!("{number}|");
        let targets = sent.all("foot").filter_map(|key| key.strip_prefix(&prefix));
        settings.footer.push(Column { targets: targets.map(str::to_owned).collect(), name });
    }
}

/// Does what the pressed button says.
fn act(sent: &Sent, settings: &mut Settings) {
    if let Some((key, way)) = pressed(sent) {
        shift(settings, &key, way);
    }
    if let Some(key) = sent.text("remove") {
        if let Some((number, target)) = key.split_once('|') {
            if let Some(column) = column(settings, number) {
                column.targets.retain(|one| one != target);
            }
        } else {
            settings.menu.retain(|item| item.target != key);
        }
    }
    if let Ok(number) = sent.get("column.remove").parse::<usize>()
        && number < settings.footer.len()
    {
        settings.footer.remove(number);
    }
    for (name, way) in [("column.up", Step::Up), ("column.down", Step::Down)] {
        step(&mut settings.footer, sent.get(name).parse().ok(), way);
    }
    if !sent.get("column.add").is_empty() {
        settings.footer.push(Column { targets: Vec::new(), name: Texts::new() });
    }
    add(sent, settings);
}

fn column<'a>(settings: &'a mut Settings, number: &str) -> Option<&'a mut Column> {
    settings.footer.get_mut(number.parse::<usize>().ok()?)
}

fn shift(settings: &mut Settings, key: &str, way: Step) {
    let Some((number, target)) = key.split_once('|') else {
        let at = settings.menu.iter().position(|item| item.target == key);
        step(&mut settings.menu, at, way);
        return;
    };
    if let Some(column) = column(settings, number) {
        let at = column.targets.iter().position(|one| one == target);
        step(&mut column.targets, at, way);
    }
}

/// Adds the list that was chosen, or the entry whose button was pressed; nothing twice in one place.
fn add(sent: &Sent, settings: &mut Settings) {
    let chosen = match sent.get("add") {
        "" => return,
        "list" => sent.get("list"),
        entry => entry,
    };
    let known = LISTS.contains(&chosen) || chosen.split_once('/').is_some();
    if !known {
        return;
    }
    let target = chosen.to_owned();
    if let Some(column) = column(settings, sent.get("place")) {
        if !column.targets.contains(&target) {
            column.targets.push(target);
        }
    } else if settings.menu.iter().all(|item| item.target != target) {
        settings.menu.push(MenuItem { target });
    }
}
