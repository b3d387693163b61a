//! Roles as a form shows and sends them: rows of a role with what it is narrowed to. Not for what a role
//! may do: that is `people/model.rs`.

use super::account_words::Choice;
use super::sent::Sent;
use crate::people::{Grant, Role};
use crate::platform::i18n::Language;
use crate::portal::Portal;
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
    /// The bodies of today.
    pub agencies: Vec<Choice>,
}

fn role_name(portal: &Portal, language: Language, role: Role) -> String {
    portal.say(language, &format!("people-role-{role}"))
}

/// A person's roles, each with what it is narrowed to.
pub fn role_names(portal: &Portal, language: Language, grants: &[Grant]) -> Vec<String> {
    let known = portal.known();
    let name = |grant: &Grant| {
        let role = role_name(portal, language, grant.role);
        let section = grant.section.as_deref().map(|key| {
            known.site.section(key).map_or(key, |section| section.name_in(language)).to_owned()
        });
        let agency = grant.agency.as_deref().map(|key| {
            let found = known.agencies.all().find(|agency| agency.key == key);
            found.map_or(key, |agency| agency.name(language)).to_owned()
        });
        let within: Vec<String> = section.into_iter().chain(agency).collect();
        if within.is_empty() { role } else { format!("{role} ({})", within.join(", ")) }
    };
    grants.iter().map(name).collect()
}

/// What grants can be made of: the site's own sections and bodies.
pub fn offers(portal: &Portal, language: Language) -> Offers {
    let known = portal.known();
    let sections = known.site.section.iter().map(|section| Choice {
        value: section.key.clone(),
        label: section.name_in(language).to_owned(),
    });
    // A body that is no more publishes nothing new.
    let agencies = known.agencies.all().filter(|agency| agency.valid_to.is_none());
    let agencies = agencies.map(|agency| Choice {
        value: agency.key.clone(),
        label: agency.name(language).to_owned(),
    });
    let role =
        |role: Role| Choice { value: role.to_string(), label: role_name(portal, language, role) };
    Offers {
        roles: Role::ALL.into_iter().map(role).collect(),
        sections: sections.collect(),
        agencies: agencies.collect(),
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

/// The grants of a form: rows of `role`, `section`, `agency`; a row without a role is none.
pub fn sent_grants(sent: &Sent) -> Vec<Grant> {
    let narrowed = |value: Option<&str>| value.filter(|key| !key.is_empty()).map(str::to_owned);
    let (mut sections, mut agencies) = (sent.all("section"), sent.all("agency"));
    let mut grants = Vec::new();
    for role in sent.all("role") {
        let (section, agency) = (narrowed(sections.next()), narrowed(agencies.next()));
        let grant = Role::named(role).map(|role| Grant { role, section, agency });
        grants.extend(grant.filter(|grant| !grants.contains(grant)));
    }
    grants
}
