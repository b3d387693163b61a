//! What readers see of the register: every body of a day, and one body with its names over time, what
//! it came from, who took over, and what it published. Never a person.

use super::event::Event;
use super::model::{Agency, Checked};
use super::register::Register;
use crate::editorial;
use crate::platform::i18n::{Date, Language};
use crate::platform::web::{Fault, Page};
use crate::portal::{Crumb, Frame, Portal};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use jiff::civil;
use serde::Serialize;
use serde_json::json;

/// Kinds in the order of the list, each with the sentence `register-kind-<kind>`.
const KINDS: [&str; 9] = [
    "ministry",
    "ministerial_agency",
    "government_agency",
    "province",
    "city",
    "department",
    "district_city",
    "ward",
    "commune",
];
const PUBLISHED: i64 = 12;

#[derive(Serialize)]
struct Ref {
    name: String,
    url: String,
    /// What it is called today, when that differs.
    now: Option<String>,
    code: String,
    /// What is still to be checked; `None` when nothing is.
    unchecked: Option<String>,
}

#[derive(Serialize)]
struct Group {
    kind: String,
    bodies: Vec<Ref>,
}

#[derive(Serialize)]
struct ListPage {
    day: Date,
    today: bool,
    day_name: String,
    url: String,
    bad_day: bool,
    total: usize,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Held {
    name: String,
    kind: String,
    code: String,
    parent: Option<Ref>,
    from: Option<Date>,
    until: Option<Date>,
}

#[derive(Serialize)]
struct Passed {
    body: Ref,
    function: Option<String>,
    share: String,
    since: Option<Date>,
}

#[derive(Serialize)]
struct EventView {
    what: String,
    operates_on: Date,
    legal_on: Option<Date>,
    citation: String,
    note: String,
    function: Option<String>,
    before: Vec<Ref>,
    after: Vec<Ref>,
    taken_back: Option<String>,
}

#[derive(Serialize)]
struct Work {
    title: String,
    url: String,
    kind: String,
    published: Date,
}

#[derive(Serialize)]
struct BodyPage {
    name: String,
    kind: String,
    now: Option<Ref>,
    ended: Option<Date>,
    held: Vec<Held>,
    came_from: Vec<Passed>,
    went_to: Vec<Passed>,
    events: Vec<EventView>,
    children: Vec<Ref>,
    works: Vec<Work>,
    source: String,
    unchecked: Option<String>,
    list_url: String,
}

/// Who is asked, in which language, about which register.
struct Seen<'a> {
    portal: &'a Portal,
    register: &'a Register,
    language: Language,
}

impl Seen<'_> {
    fn address(&self, key: &str) -> String {
        format!("{}/{key}", self.portal.addresses.list(self.language, "agencies"))
    }

    fn day(&self, day: civil::Date) -> Date {
        self.portal.day(self.language, day)
    }

    fn kind(&self, kind: &str) -> String {
        if KINDS.contains(&kind) {
            self.portal.say(self.language, &format!("register-kind-{kind}"))
        } else {
            kind.to_owned()
        }
    }

    fn reference(&self, agency: &Agency, day: civil::Date) -> Ref {
        let name = agency.name_on(self.language, day).to_owned();
        let today = self.portal.today();
        let now = self.register.on(&agency.key, today);
        let now = now.map(|now| now.name_on(self.language, today).to_owned());
        Ref {
            now: now.filter(|now| *now != name),
            name,
            url: self.address(&agency.key),
            code: agency.on(day).code.to_owned(),
            unchecked: self.unchecked(agency),
        }
    }

    fn unchecked(&self, agency: &Agency) -> Option<String> {
        let how = match agency.checked() {
            Checked::Yes => return None,
            Checked::Partly => "partly",
            Checked::No => "no",
        };
        Some(self.portal.say(self.language, &format!("register-checked-{how}")))
    }

    fn by_key(&self, key: &str, day: civil::Date) -> Option<Ref> {
        self.register.get(key).map(|agency| self.reference(agency, day))
    }

    /// Its names, kinds and codes, oldest first.
    fn held(&self, agency: &Agency) -> Vec<Held> {
        let ends = agency.past.iter().map(|past| Some(past.until)).chain([agency.valid_to]);
        let mut from = agency.valid_from;
        let spans = ends.map(|until| {
            let last = until.and_then(|until| until.yesterday().ok());
            let day = last.unwrap_or_else(|| self.portal.today().max(from.unwrap_or_default()));
            let bearing = agency.on(day);
            let held = Held {
                name: agency.name_on(self.language, day).to_owned(),
                kind: self.kind(bearing.kind),
                code: bearing.code.to_owned(),
                parent: bearing.parent.and_then(|key| self.by_key(key, day)),
                from: from.map(|day| self.day(day)),
                until: until.map(|day| self.day(day)),
            };
            from = until;
            held
        });
        spans.collect()
    }

    fn went_to(&self, agency: &Agency) -> Vec<Passed> {
        self.register
            .heirs(&agency.key)
            .into_iter()
            .flat_map(|heir| self.passed(agency, heir, heir))
            .collect()
    }

    fn came_from(&self, agency: &Agency) -> Vec<Passed> {
        let before = self.register.predecessors(&agency.key).into_iter();
        before.flat_map(|from| self.passed(from, agency, from)).collect()
    }

    /// What passed from one body to another, told of one of the two.
    fn passed(&self, from: &Agency, to: &Agency, told: &Agency) -> Vec<Passed> {
        let whole = from.successor.as_deref() == Some(&to.key);
        let rows = self.register.successions().iter();
        let rows: Vec<_> = rows.filter(|one| one.from == from.key && one.to == to.key).collect();
        let day = |day: Option<civil::Date>| day.unwrap_or_else(|| self.portal.today());
        let eve = |since: Option<civil::Date>| {
            if told.key == from.key { since.and_then(|day| day.yesterday().ok()) } else { since }
        };
        let mut found: Vec<Passed> = rows
            .iter()
            .map(|one| Passed {
                body: self.reference(told, day(eve(Some(one.since)))),
                function: one.function.as_ref().map(|known| known.named(self.language).to_owned()),
                share: one.share.clone(),
                since: Some(self.day(one.since)),
            })
            .collect();
        if whole && rows.iter().all(|one| one.function.is_some()) {
            let passed = Passed {
                body: self.reference(told, day(eve(from.valid_to))),
                function: None,
                share: String::new(),
                since: from.valid_to.map(|day| self.day(day)),
            };
            found.insert(0, passed);
        }
        found
    }

    fn event(&self, event: &Event) -> EventView {
        let eve = event.operates_on.yesterday().unwrap_or(event.operates_on);
        EventView {
            what: self.portal.say(self.language, &format!("register-what-{}", event.what.name())),
            operates_on: self.day(event.operates_on),
            legal_on: event.legal_on.map(|day| self.day(day)),
            citation: event.citation.clone(),
            note: event.note.clone(),
            function: event.function.as_ref().map(|known| known.named(self.language).to_owned()),
            before: event.before.iter().filter_map(|key| self.by_key(key, eve)).collect(),
            after: event
                .after
                .iter()
                .filter_map(|heir| self.by_key(&heir.key, event.operates_on))
                .collect(),
            taken_back: event.taken_back.clone(),
        }
    }
}

/// The day that was asked for: `Ok(None)` when none was, `Err` when it cannot be read.
fn asked_day(query: Option<&str>, name: &str) -> Result<Option<civil::Date>, jiff::Error> {
    let query: Vec<(String, String)> =
        serde_urlencoded::from_str(query.unwrap_or_default()).unwrap_or_default();
    let day = query.into_iter().find(|(key, _)| key == name).map(|(_, day)| day);
    day.filter(|day| !day.is_empty()).map(|day| day.parse()).transpose()
}

/// Every body of a day: of today, or of the one asked for.
pub async fn list(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    RawQuery(query): RawQuery,
) -> Result<Page, Fault> {
    let known = portal.known();
    let seen = Seen { portal: &portal, register: &known.agencies, language };
    let day_name = portal.addresses.word(language, "day");
    let asked = asked_day(query.as_deref(), &day_name);
    let bad_day = asked.is_err();
    let asked = asked.ok().flatten();
    let day = asked.unwrap_or_else(|| portal.today());
    let bodies: Vec<&Agency> = known.agencies.all_on(day).collect();
    let own = ListPage {
        day: seen.day(day),
        today: day == portal.today(),
        day_name,
        url: portal.addresses.list(language, "agencies"),
        bad_day,
        total: bodies.len(),
        groups: groups(&seen, &bodies, day),
    };
    let mut frame =
        Frame::new(language, "agencies", portal.say(language, "register-title"), own.url.clone());
    frame.description = portal.say(language, "register-lead");
    frame.alternates = portal.list_alternates("agencies");
    frame.crumbs = vec![Crumb { label: frame.title.clone(), url: None }];
    let page = portal.render(frame, "agency/public/list.html", own)?;
    Ok(page.depends_on(["agency".to_owned()]).counted(0, language).by_query())
}

fn groups(seen: &Seen<'_>, bodies: &[&Agency], day: civil::Date) -> Vec<Group> {
    let mut kinds: Vec<&str> = KINDS.to_vec();
    for agency in bodies {
        if !kinds.contains(&agency.on(day).kind) {
            kinds.push(agency.on(day).kind);
        }
    }
    let group = |kind: &str| {
        let own = bodies.iter().filter(|agency| agency.on(day).kind == kind);
        let bodies: Vec<Ref> = own.map(|agency| seen.reference(agency, day)).collect();
        (!bodies.is_empty()).then(|| Group { kind: seen.kind(kind), bodies })
    };
    kinds.into_iter().filter_map(group).collect()
}

/// One body.
pub async fn show(
    State(portal): State<Portal>,
    Extension(language): Extension<Language>,
    Path(key): Path<String>,
) -> Result<Page, Fault> {
    let known = portal.known();
    let agency = known.agencies.get(&key).ok_or(Fault::NotFound)?;
    let seen = Seen { portal: &portal, register: &known.agencies, language };
    let own = body_page(&seen, agency).await?;
    let mut frame = Frame::new(language, "agencies", own.name.clone(), seen.address(&key));
    frame.description = format!("{}. {}", own.name, own.kind);
    let languages = known.site.languages.iter();
    frame.alternates = languages
        .map(|other| (*other, format!("{}/{key}", portal.addresses.list(*other, "agencies"))))
        .collect();
    let list = portal.say(language, "register-title");
    frame.crumbs = vec![
        Crumb { label: list, url: Some(own.list_url.clone()) },
        Crumb { label: own.name.clone(), url: None },
    ];
    frame.json_ld = Some(json!({
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": own.name,
        "alternateName": own.held.iter().map(|held| &held.name).collect::<Vec<_>>(),
        "foundingDate": agency.valid_from,
        "dissolutionDate": agency.valid_to,
        "identifier": agency.code,
        "url": portal.absolute(&frame.address),
    }));
    let page = portal.render(frame, "agency/public/show.html", own)?;
    let tokens = portal.kinds.0.iter().map(|rules| format!("kind:{}", rules.kind));
    Ok(page.depends_on(tokens).depends_on(["agency".to_owned()]).counted(0, language))
}

async fn body_page(seen: &Seen<'_>, agency: &Agency) -> Result<BodyPage, Fault> {
    let (portal, language, today) = (seen.portal, seen.language, seen.portal.today());
    let works = editorial::by_publisher(&portal.db, &agency.key, language, PUBLISHED).await?;
    let works = works.iter().map(|live| Work {
        title: live.words.title.clone(),
        url: portal.address(live),
        kind: portal.say(language, &format!("search-kind-{}", live.kind)),
        published: portal.moment(language, live.published_at),
    });
    let now = seen.register.on(&agency.key, today).filter(|now| now.key != agency.key);
    let last = agency.valid_to.and_then(|day| day.yesterday().ok()).unwrap_or(today);
    let of = |one: &&Agency| one.on(today).parent == Some(agency.key.as_str());
    Ok(BodyPage {
        name: agency.name_on(language, last).to_owned(),
        kind: seen.kind(agency.on(last).kind),
        now: now.map(|now| seen.reference(now, today)),
        ended: agency.valid_to.filter(|day| *day <= today).map(|day| seen.day(day)),
        held: seen.held(agency),
        came_from: seen.came_from(agency),
        went_to: seen.went_to(agency),
        events: seen
            .register
            .events_of(&agency.key)
            .into_iter()
            .map(|one| seen.event(one))
            .collect(),
        children: seen
            .register
            .all_on(today)
            .filter(of)
            .map(|one| seen.reference(one, today))
            .collect(),
        works: works.collect(),
        source: agency.source.clone(),
        unchecked: seen.unchecked(agency),
        list_url: portal.addresses.list(language, "agencies"),
    })
}
