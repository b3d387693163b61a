//! The form of an event: what it offers and how it is read. Not for whether the event can have
//! happened: `agency` says that.

use super::Happening;
use crate::agency::{Agency, AgencyName, Event, EventFault, Function, Heir, NewBody, Register};
use crate::desk::rows::language_name;
use crate::desk::sent::Sent;
use crate::platform::i18n::Language;
use crate::platform::text::slug;
use crate::portal::Portal;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Kinds a body may be of, each with the sentence `register-kind-<kind>`.
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

/// A kind in words; as the register has it when it is none of ours.
pub(super) fn kind_name(portal: &Portal, language: Language, kind: &str) -> String {
    if KINDS.contains(&kind) {
        portal.say(language, &format!("register-kind-{kind}"))
    } else {
        kind.to_owned()
    }
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

#[derive(Serialize)]
struct NameField {
    name: String,
    lang: String,
    language: String,
    value: String,
}

#[derive(Serialize)]
struct HeirField {
    number: usize,
    /// The body that is there already.
    existing: String,
    key: String,
    kind: String,
    code: String,
    parent: String,
    share: String,
    names: Vec<NameField>,
}

/// The form of an event with what stands in it.
#[derive(Serialize)]
pub(super) struct EventForm {
    what: &'static str,
    bodies: Vec<Choice>,
    kinds: Vec<Choice>,
    before: Vec<String>,
    heirs: Vec<HeirField>,
    may_exist: bool,
    legal_on: String,
    operates_on: String,
    citation: String,
    note: String,
    function: Vec<NameField>,
    function_key: String,
}

/// How many bodies the form offers before and after an event.
fn sides(what: Happening) -> (usize, usize) {
    match what {
        Happening::Formed => (0, 1),
        Happening::Merged => (5, 1),
        Happening::Split => (1, 4),
        Happening::Ended => (1, 0),
        Happening::Renamed | Happening::Became | Happening::Transferred => (1, 1),
    }
}

/// The field of the form that a fault of an event is about.
pub(super) fn field_of(fault: &str) -> &'static str {
    match fault {
        "before" => "before.0",
        "after" => "existing.0",
        "names" => "name.0.vi",
        "kind" => "kind.0",
        "parent" => "parent.0",
        "function" => "function.vi",
        "operates_on" => "operates_on",
        _ => "citation",
    }
}

/// What the form of an event is made of.
struct Making<'a> {
    portal: &'a Portal,
    sent: &'a Sent,
    /// A renamed body's form begins with what the body is.
    renamed: Option<&'a Agency>,
}

impl Making<'_> {
    fn text(&self, field: &str) -> String {
        self.sent.get(field).to_owned()
    }

    /// What was typed, else what the renamed body has.
    fn or(&self, field: &str, own: impl Fn(&Agency) -> Option<&str>) -> String {
        let typed = self.text(field);
        let own = self.renamed.and_then(own).filter(|_| typed.is_empty());
        own.map_or(typed, str::to_owned)
    }

    /// A field for a name in each language of the site.
    fn names(&self, field: &str, own: fn(&Agency, Language) -> Option<&str>) -> Vec<NameField> {
        let one = |language: &Language| {
            let name = format!("{field}.{language}");
            NameField {
                value: self.or(&name, |agency| own(agency, *language)),
                lang: language.to_string(),
                language: language_name(self.portal, *language),
                name,
            }
        };
        self.portal.known().site.languages.iter().map(one).collect()
    }

    fn heir(&self, number: usize) -> HeirField {
        let named = |field: &str| format!("{field}.{number}");
        HeirField {
            number,
            existing: self.text(&named("existing")),
            key: self.text(&named("key")),
            kind: self.or(&named("kind"), |one| Some(&one.kind)),
            code: self.or(&named("code"), |one| Some(&one.code)),
            parent: self.or(&named("parent"), |one| one.parent.as_deref()),
            share: self.text(&named("share")),
            names: self.names(&named("name"), name_in),
        }
    }
}

/// A body's name in exactly this language.
fn name_in(agency: &Agency, language: Language) -> Option<&str> {
    let name = agency.names.iter().find(|name| name.language == language)?;
    Some(&name.name)
}

impl EventForm {
    /// The form as it was sent, or empty.
    pub(super) fn of(
        portal: &Portal,
        language: Language,
        register: &Register,
        (what, sent): (Happening, &Sent),
    ) -> EventForm {
        let (before, after) = sides(what);
        let renamed = register.get(sent.get("before.0")).filter(|_| what == Happening::Renamed);
        let making = Making { portal, sent, renamed };
        EventForm {
            what: what.name(),
            bodies: bodies(register, language),
            kinds: KINDS.map(|kind| kind_choice(portal, language, kind)).into(),
            before: (0..before).map(|at| making.text(&format!("before.{at}"))).collect(),
            heirs: (0..after).map(|number| making.heir(number)).collect(),
            may_exist: !matches!(what, Happening::Formed | Happening::Renamed),
            legal_on: making.text("legal_on"),
            operates_on: making.text("operates_on"),
            citation: making.text("citation"),
            note: making.text("note"),
            function: match what {
                Happening::Transferred => making.names("function", |_, _| None),
                _ => Vec::new(),
            },
            function_key: making.text("function_key"),
        }
    }
}

fn kind_choice(portal: &Portal, language: Language, kind: &str) -> Choice {
    Choice { value: kind.to_owned(), label: kind_name(portal, language, kind) }
}

/// Every body that has no last day, by name.
fn bodies(register: &Register, language: Language) -> Vec<Choice> {
    let open = register.all().filter(|agency| agency.valid_to.is_none());
    let choice = |agency: &Agency| Choice {
        value: agency.key.clone(),
        label: format!("{} ({})", agency.name(language), agency.key),
    };
    let mut all: Vec<Choice> = open.map(choice).collect();
    all.sort_by(|one, other| one.label.cmp(&other.label));
    all
}

/// The names a form gives under a field, by language.
fn names(sent: &Sent, field: &str) -> BTreeMap<Language, String> {
    let prefix = format!("{field}.");
    let given = sent.0.iter().filter_map(|(name, _)| {
        let language: Language = name.strip_prefix(&prefix)?.parse().ok()?;
        Some((language, sent.text(name)?))
    });
    given.collect()
}

/// An event out of a sent form.
pub(super) fn read_event(
    register: &Register,
    what: Happening,
    sent: &Sent,
) -> Result<Event, Vec<EventFault>> {
    let fault = |field| EventFault { field, about: String::new(), key: "bodies-bad-day" };
    let operates_on: Date =
        sent.get("operates_on").parse().map_err(|_| vec![fault("operates_on")])?;
    let legal_on = match sent.get("legal_on") {
        "" => None,
        day => Some(day.parse().map_err(|_| vec![fault("legal_on")])?),
    };
    let (before, after) = sides(what);
    let mut bodies: Vec<String> = Vec::new();
    for key in (0..before).filter_map(|at| sent.text(&format!("before.{at}"))) {
        if !bodies.contains(&key) {
            bodies.push(key);
        }
    }
    let heirs = (0..after).filter_map(|at| read_heir(register, (what, at), bodies.first(), sent));
    let function = names(sent, "function");
    let key = sent.text("function_key").or_else(|| function.values().next_back().map(|n| slug(n)));
    Ok(Event {
        number: 0,
        what,
        after: heirs.collect(),
        before: bodies,
        function: key.map(|key| Function { key, name: function }),
        legal_on,
        operates_on,
        citation: sent.text("citation").unwrap_or_default(),
        note: sent.text("note").unwrap_or_default(),
        taken_back: None,
    })
}

fn read_heir(
    register: &Register,
    (what, at): (Happening, usize),
    renamed: Option<&String>,
    sent: &Sent,
) -> Option<Heir> {
    let text = |field: &str| sent.text(&format!("{field}.{at}"));
    let share = text("share").unwrap_or_default();
    if let Some(key) = text("existing") {
        return Some(Heir { key, body: None, share });
    }
    // Vietnamese first, as the register keeps names.
    let names: Vec<AgencyName> = names(sent, &format!("name.{at}"))
        .into_iter()
        .rev()
        .map(|(language, name)| AgencyName { language, name })
        .collect();
    let key = match what {
        Happening::Renamed => renamed.cloned(),
        _ => text("key").or_else(|| names.first().map(|name| free(register, &slug(&name.name)))),
    };
    let body = NewBody {
        kind: text("kind").unwrap_or_default(),
        code: text("code").unwrap_or_default(),
        parent: text("parent"),
        names,
    };
    let given = !body.names.is_empty() || text("key").is_some();
    (given || at == 0).then(|| Heir { key: key.unwrap_or_default(), body: Some(body), share })
}

/// A key that no body has yet.
fn free(register: &Register, wanted: &str) -> String {
    let mut numbered = (2..).map(|number: u32| format!("{wanted}-{number}"));
    match register.get(wanted) {
        None => wanted.to_owned(),
        Some(_) => {
            numbered.find(|key| register.get(key).is_none()).unwrap_or_else(|| wanted.to_owned())
        }
    }
}
