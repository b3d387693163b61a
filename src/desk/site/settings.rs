//! Name, publisher and languages of the site, and the names often written wrong. Not for time zone
//! and opening day: those are the operator's, in `site.toml`.

use super::{
    After, InLanguage, Sheet, Wrong, in_languages, open, pressed, revise, saved, sent_texts, show,
    step, wrong,
};
use crate::desk::rows::{Choice, language_name};
use crate::desk::sent::Sent;
use crate::desk::session::Signed;
use crate::platform::i18n::Language;
use crate::platform::text::nfc;
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::site::{Part, Settings, StandardName};
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde::Serialize;

pub const SETTINGS: &str = "/desk/site/settings";

pub fn routes() -> Router<Portal> {
    Router::new()
        .route(SETTINGS, get(page).post(save))
        .route("/desk/site/settings/names", post(save_names))
}

#[derive(Serialize)]
struct SettingsPage {
    edition: i64,
    names: Vec<InLanguage>,
    taglines: Vec<InLanguage>,
    publisher: String,
    bodies: Vec<Choice>,
    main: String,
    languages: Vec<Choice>,
    more: Vec<Choice>,
    standard: String,
    errors: Vec<Wrong>,
}

fn sheet(
    portal: &Portal,
    signed: &Signed,
    (edition, settings): (i64, &Settings),
    (status, errors, standard): (StatusCode, Vec<Wrong>, Option<&str>),
) -> Sheet<SettingsPage> {
    let language = signed.person.language;
    let known = portal.known();
    let today = portal.today();
    let is_now = |key: &str| known.agencies.on(key, today).is_some_and(|one| one.key == key);
    let bodies =
        known.agencies.all().filter(|one| is_now(&one.key) || one.key == settings.publisher);
    let choice = |one: &Language| Choice::new(one.to_string(), language_name(portal, *one));
    let more = portal.words.languages().filter(|one| !settings.languages.contains(one));
    let main = settings.default_language();
    let own = SettingsPage {
        edition,
        names: in_languages(portal, settings, "name", &settings.name),
        taglines: in_languages(portal, settings, "tagline", &settings.tagline),
        publisher: settings.publisher.clone(),
        bodies: bodies.map(|one| Choice::new(&*one.key, one.name(language))).collect(),
        main: main.map(|main| language_name(portal, main)).unwrap_or_default(),
        languages: settings.languages.iter().skip(1).map(choice).collect(),
        more: more.map(|one| choice(&one)).collect(),
        standard: standard.map_or_else(|| lines(&settings.names), str::to_owned),
        errors,
    };
    Sheet { template: "desk/site/settings.html", title: None, tab: SETTINGS, status, own }
}

/// One name a line: `wrong = right`.
fn lines(names: &[StandardName]) -> String {
    let lines: Vec<String> =
        names.iter().map(|name| format!("{} = {}", name.wrong, name.right)).collect();
    lines.join("\n")
}

/// Reads what [`lines`] wrote; the number of the first line that cannot be read.
fn read_lines(text: &str) -> Result<Vec<StandardName>, usize> {
    let mut names: Vec<StandardName> = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let pair =
            line.split_once('=').map(|(wrong, right)| (nfc(wrong.trim()), nfc(right.trim())));
        let (wrong, right) = pair
            .filter(|(wrong, right)| !wrong.is_empty() && !right.is_empty() && wrong != right)
            .ok_or(at + 1)?;
        let name = StandardName { wrong: wrong.into_owned(), right: right.into_owned() };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

async fn page(
    State(portal): State<Portal>,
    signed: Signed,
    Query(after): Query<After>,
) -> Result<Response, Fault> {
    let opened = open(&portal, &signed).await?;
    let stands = (opened.number, &opened.settings);
    let sheet = sheet(&portal, &signed, stands, (StatusCode::OK, Vec::new(), None));
    show(&portal, &signed, sheet, after.toast(&portal, signed.person.language)).await
}

async fn save(State(portal): State<Portal>, signed: Signed, sent: Sent) -> Result<Response, Fault> {
    let opened = open(&portal, &signed).await?;
    let mut settings = opened.settings.clone();
    read(&portal, &sent, &mut settings);
    match revise(&portal, &signed, Part::General, sent.get("edition"), &settings).await {
        Ok(number) => Ok(saved(SETTINGS, number)),
        Err(refusal) => {
            let (status, errors) = wrong(&portal, signed.person.language, refusal).await?;
            let stands = (opened.number, &settings);
            show(&portal, &signed, sheet(&portal, &signed, stands, (status, errors, None)), None)
                .await
        }
    }
}

fn read(portal: &Portal, sent: &Sent, settings: &mut Settings) {
    settings.name = sent_texts(sent, settings, "name", &settings.name);
    settings.tagline = sent_texts(sent, settings, "tagline", &settings.tagline);
    let publisher = sent.get("publisher");
    if portal.known().agencies.get(publisher).is_some() {
        publisher.clone_into(&mut settings.publisher);
    }
    // The first language stays: readers' addresses begin with it. None is taken away: it has pages.
    let first: Vec<Language> = settings.languages.iter().take(1).copied().collect();
    let mut order: Vec<Language> = settings.languages.iter().skip(1).copied().collect();
    let place = |one: &Language| {
        let code = one.to_string();
        sent.all("order").position(|sent| sent == code).unwrap_or(usize::MAX)
    };
    order.sort_by_key(place);
    if let Some((key, way)) = pressed(sent) {
        let at = order.iter().position(|one| one.to_string() == key);
        step(&mut order, at, way);
    }
    let new = portal.words.languages().find(|one| one.to_string() == sent.get("more"));
    order.extend(new.filter(|new| !settings.languages.contains(new)));
    settings.languages = first.into_iter().chain(order).collect();
}

async fn save_names(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let opened = open(&portal, &signed).await?;
    let text = sent.get("standard");
    let language = signed.person.language;
    let mut settings = opened.settings.clone();
    let (status, errors) = match read_lines(text) {
        Ok(names) => {
            settings.names = names;
            match revise(&portal, &signed, Part::Names, sent.get("edition"), &settings).await {
                Ok(number) => return Ok(saved(SETTINGS, number)),
                Err(refusal) => wrong(&portal, language, refusal).await?,
            }
        }
        Err(line) => {
            let mut args = crate::platform::i18n::Args::new();
            args.set("line", line);
            let text = portal.words.say_with(language, "siteadmin-names-line", &args);
            let wrong = Wrong { name: Some("standard".to_owned()), text };
            (StatusCode::UNPROCESSABLE_ENTITY, vec![wrong])
        }
    };
    let stands = (opened.number, &opened.settings);
    let sheet = sheet(&portal, &signed, stands, (status, errors, Some(text)));
    show(&portal, &signed, sheet, None).await
}
