//! The page of organisers: by festival the roles and posts, then what each body behind them was and
//! is called. Never a person's name.

use super::model::KIND;
use super::schedule::Festival;
use crate::agency::Agency;
use crate::editorial::{self, Filter, Live, Order};
use crate::platform::i18n::{Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Portal};
use axum::Extension;
use axum::extract::State;
use serde::Serialize;

const FESTIVALS: i64 = 40;

#[derive(Serialize)]
struct Named {
    then: String,
    now: Option<String>,
    anchor: String,
}

#[derive(Serialize)]
struct Organiser {
    role: String,
    post: String,
    body: Named,
    email: Option<String>,
    url: Option<String>,
}

#[derive(Serialize)]
struct Organised {
    title: String,
    url: String,
    organisers: Vec<Organiser>,
}

#[derive(Serialize)]
struct HeldName {
    name: String,
    from: Option<Date>,
    until: Option<Date>,
    verified: bool,
}

#[derive(Serialize)]
struct BodyView {
    anchor: String,
    name: String,
    now: Option<String>,
    publisher: bool,
    email: Option<String>,
    url: Option<String>,
    names: Vec<HeldName>,
}

#[derive(Serialize)]
struct OrganisersPage {
    festivals_url: String,
    festivals: Vec<Organised>,
    bodies: Vec<BodyView>,
}

/// Who organises what.
pub async fn organisers(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
) -> Result<Page, Fault> {
    let all = Filter::default();
    let entries =
        editorial::list(&portal.db, KIND, language, &all, Order::Happening, (0, FESTIVALS)).await?;
    let tokens: Vec<String> = entries.iter().map(Live::token).collect();
    let festivals =
        entries.iter().map(|live| organised(&portal, live)).collect::<Result<Vec<_>, Fault>>()?;
    let festivals: Vec<Organised> =
        festivals.into_iter().filter(|festival| !festival.organisers.is_empty()).collect();
    let page = OrganisersPage {
        festivals_url: portal.addresses.list(language, KIND.name()),
        bodies: bodies(&portal, language, &festivals),
        festivals,
    };
    let address = portal.addresses.list(language, "organisers");
    let mut frame =
        Frame::new(language, "organisers", portal.say(language, "agency-title"), address);
    frame.description = portal.say(language, "agency-lead");
    frame.alternates = portal.list_alternates("organisers");
    frame.crumbs = vec![Crumb { label: frame.title.clone(), url: None }];
    let page = portal.render(frame, "festival/public/organisers.html", page)?;
    let tokens = tokens.into_iter().chain([format!("kind:{KIND}"), "agency".to_owned()]);
    Ok(page.depends_on(tokens).counted(0, language))
}

fn organised(portal: &Portal, live: &Live) -> Result<Organised, Fault> {
    let festival = Festival::of(live)?;
    let organisers = festival.facts.organiser.iter().filter_map(|organiser| {
        let words = festival.words.organiser.get(&organiser.id)?;
        let body = portal.agency(&organiser.agency, live.language, festival.facts.start)?;
        Some(Organiser {
            role: words.role.clone(),
            post: words.post.clone().unwrap_or_default(),
            body: Named { then: body.then, now: body.now, anchor: organiser.agency.clone() },
            email: organiser.email.clone(),
            url: organiser.url.clone(),
        })
    });
    Ok(Organised {
        organisers: organisers.collect(),
        title: live.words.title.clone(),
        url: portal.address(live),
    })
}

/// The bodies behind the organisers and the site, each once, with its official contact.
fn bodies(portal: &Portal, language: Language, festivals: &[Organised]) -> Vec<BodyView> {
    let known = portal.known();
    let organisers: Vec<&Organiser> =
        festivals.iter().flat_map(|festival| &festival.organisers).collect();
    let publisher = &known.site.publisher;
    let mut keys: Vec<&str> = Vec::new();
    for key in organisers.iter().map(|one| one.body.anchor.as_str()).chain([publisher.as_str()]) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let view = |key: &str| {
        let own = || organisers.iter().filter(|one| one.body.anchor == key);
        let names = succession(key, |key| known.agencies.get(key));
        let name = names.first()?.name(language).to_owned();
        let today =
            known.agencies.on(key, portal.today()).map(|agency| agency.name(language).to_owned());
        Some(BodyView {
            anchor: key.to_owned(),
            now: today.filter(|today| *today != name),
            name,
            publisher: key == publisher,
            email: own().find_map(|one| one.email.clone()),
            url: own().find_map(|one| one.url.clone()),
            names: names.into_iter().map(|agency| held(portal, language, agency)).collect(),
        })
    };
    keys.into_iter().filter_map(view).collect()
}

/// A body and those that took over its work, one after the other.
pub(super) fn succession<'a>(
    key: &str,
    get: impl Fn(&str) -> Option<&'a Agency>,
) -> Vec<&'a Agency> {
    let mut bodies: Vec<&Agency> = Vec::new();
    let mut next = get(key);
    while let Some(body) = next.filter(|body| bodies.iter().all(|known| known.key != body.key)) {
        bodies.push(body);
        next = body.successor.as_deref().and_then(&get);
    }
    bodies
}

fn held(portal: &Portal, language: Language, agency: &Agency) -> HeldName {
    HeldName {
        name: agency.name(language).to_owned(),
        from: agency.valid_from.map(|day| portal.day(language, day)),
        until: agency.valid_to.map(|day| portal.day(language, day)),
        // The register writes `yes`, or `yes` with what is still open after it.
        verified: agency.verified == "yes" || agency.verified.starts_with("yes;"),
    }
}
