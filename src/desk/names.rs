//! The names behind the actors of the change log. Not for rights.

use crate::people::{self, PersonId, person_of};
use crate::platform::db::Result;
use crate::platform::i18n::Language;
use crate::portal::Portal;
use std::collections::HashMap;

/// The names of everybody with an account.
#[derive(Clone, Debug)]
pub struct Names {
    people: HashMap<PersonId, String>,
    operator: String,
    scheduler: String,
    gone: String,
}

impl Names {
    /// Reads the names, as somebody who reads `language` is shown them.
    pub async fn read(portal: &Portal, language: Language) -> Result<Names> {
        let people = people::accounts(&portal.db).await?;
        Ok(Names {
            people: people
                .into_iter()
                .map(|one| (one.person.id, one.person.name.clone()))
                .collect(),
            operator: portal.say(language, "entry-actor-operator"),
            scheduler: portal.say(language, "entry-actor-scheduler"),
            gone: portal.say(language, "entry-actor-gone"),
        })
    }

    /// The name of an actor as the change log names actors.
    pub fn actor(&self, name: &str) -> String {
        match person_of(name) {
            Some(id) => self.person(id),
            None if name == "scheduler" => self.scheduler.clone(),
            None if name == "operator" => self.operator.clone(),
            None => name.to_owned(),
        }
    }

    /// The name of an account.
    pub fn person(&self, id: PersonId) -> String {
        self.people.get(&id).unwrap_or(&self.gone).clone()
    }

    /// Every account with its name, by name.
    pub fn all(&self) -> Vec<(PersonId, &str)> {
        let mut all: Vec<_> = self.people.iter().map(|(id, name)| (*id, name.as_str())).collect();
        all.sort_by_key(|(id, name)| (crate::platform::text::fold(name), *id));
        all
    }
}
