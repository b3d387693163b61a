//! Roles as a form shows and sends them: rows of a role with what it is narrowed to. Not for what a role
//! may do: that is `people/model.rs`.

use super::account_words::Choice;
use super::sent::Sent;
use crate::people::{Grant, Role};
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::{Known, Portal};
use serde::Serialize;

/// Empty rows below the grants of a person: without script no row can be added to the page.
const MORE_ROWS: usize = 2;

/// A grant as a row of a form.
#[derive(Serialize)]
pub struct GrantRow {
    role: String,
    section: String,
    agency: String,
}

/// What a row can be set to.
#[derive(Serialize)]
pub struct Offers {
    /// The roles.
    pub roles: Vec<Choice>,
    /// The sections of the news.
    pub sections: Vec<Choice>,
    /// The bodies of today, and those that somebody is narrowed to.
    pub agencies: Vec<Choice>,
}

fn role_name(portal: &Portal, language: Language, role: Role) -> String {
    portal.say(language, &format!("people-role-{role}"))
}

/// A section's name; its key when the site has it no more.
fn section_name(known: &Known, language: Language, key: &str) -> String {
    known.site.section(key).map_or(key, |section| section.name_in(language)).to_owned()
}

/// A body's name; its key when the register has it no more.
fn agency_name(known: &Known, language: Language, key: &str) -> String {
    known.agencies.get(key).map_or(key, |agency| agency.name(language)).to_owned()
}

/// A person's roles, each with what it is narrowed to.
pub fn role_names(portal: &Portal, language: Language, grants: &[Grant]) -> Vec<String> {
    let known = portal.known();
    let name = |grant: &Grant| {
        let role = role_name(portal, language, grant.role);
        let section = grant.section.as_deref().map(|key| section_name(&known, language, key));
        let agency = grant.agency.as_deref().map(|key| agency_name(&known, language, key));
        let within: Vec<String> = section.into_iter().chain(agency).collect();
        if within.is_empty() { role } else { format!("{role} ({})", within.join(", ")) }
    };
    grants.iter().map(name).collect()
}

/// What grants can be made of: the site's own sections and the bodies of today. `held` are the grants
/// that the form shows.
pub fn offers(portal: &Portal, language: Language, held: &[Grant]) -> Offers {
    let known = portal.known();
    let section = known.site.section.iter().map(|section| Choice {
        value: section.key.clone(),
        label: section.name_in(language).to_owned(),
    });
    // A body that is no more publishes nothing new.
    let agency = known.agencies.all_on(portal.today()).map(|agency| Choice {
        value: agency.key.clone(),
        label: agency.name(language).to_owned(),
    });
    let role =
        |role: Role| Choice { value: role.to_string(), label: role_name(portal, language, role) };
    let (mut sections, mut agencies): (Vec<Choice>, Vec<Choice>) =
        (section.collect(), agency.collect());
    for grant in held {
        keep(&mut sections, grant.section.as_deref(), |key| section_name(&known, language, key));
        keep(&mut agencies, grant.agency.as_deref(), |key| agency_name(&known, language, key));
    }
    Offers { roles: Role::ALL.into_iter().map(role).collect(), sections, agencies }
}

/// Offers what is held too: a select without it would send its first choice, which is the whole site.
fn keep(offered: &mut Vec<Choice>, held: Option<&str>, label: impl Fn(&str) -> String) {
    let Some(key) = held else { return };
    if !offered.iter().any(|one| one.value == key) {
        offered.push(Choice { value: key.to_owned(), label: label(key) });
    }
}

/// Grants as rows of a form, with some empty ones below.
pub fn grant_rows(grants: &[Grant]) -> Vec<GrantRow> {
    let row = |grant: &Grant| GrantRow {
        role: grant.role.to_string(),
        section: grant.section.clone().unwrap_or_default(),
        agency: grant.agency.clone().unwrap_or_default(),
    };
    let empty = || GrantRow { role: String::new(), section: String::new(), agency: String::new() };
    let more = std::iter::repeat_with(empty).take(MORE_ROWS);
    grants.iter().map(row).chain(more).collect()
}

/// The grants of a form: rows of `role`, `section`, `agency`; a row without a role is none. The whole
/// site is what was chosen as such, never what a row leaves out.
pub fn sent_grants(sent: &Sent) -> Result<Vec<Grant>, Fault> {
    let narrowed = |key: &str| (!key.is_empty()).then(|| key.to_owned());
    let (mut sections, mut agencies) = (sent.all("section"), sent.all("agency"));
    let mut grants = Vec::new();
    for role in sent.all("role") {
        let (section, agency) = (sections.next(), agencies.next());
        let Some(role) = Role::named(role) else { continue };
        let (Some(section), Some(agency)) = (section, agency) else { return Err(Fault::Unclear) };
        let grant = Grant { role, section: narrowed(section), agency: narrowed(agency) };
        if !grants.contains(&grant) {
            grants.push(grant);
        }
    }
    Ok(grants)
}
