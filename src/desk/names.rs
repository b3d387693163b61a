//! The names behind the actors of the change log: accounts, programs by the token they come with, and the
//! program itself. Not for rights.

use crate::people::{self, PersonId, TokenId, person_of};
use crate::platform::db::Result;
use crate::platform::i18n::{Args, Language};
use crate::portal::Portal;
use std::collections::HashMap;

/// The names of everybody and everything that acts.
#[derive(Clone, Debug)]
pub struct Names {
    people: HashMap<PersonId, String>,
    tokens: HashMap<TokenId, Program>,
    operator: String,
    scheduler: String,
    provider: String,
    gone: String,
}

/// A program that comes with a token.
#[derive(Clone, Debug)]
struct Program {
    /// What its token is called.
    token: String,
    /// The same as an actor.
    actor: String,
}

impl Names {
    /// Reads the names, as somebody who reads `language` is shown them.
    pub async fn read(portal: &Portal, language: Language) -> Result<Names> {
        let people = people::accounts(&portal.db).await?;
        let tokens = people::tokens(&portal.db).await?.into_iter();
        let program = |token: String| {
            let mut args = Args::new();
            args.set("name", token.as_str());
            let actor = portal.words.say_with(language, "entry-actor-program", &args);
            Program { token, actor }
        };
        Ok(Names {
            tokens: tokens.map(|one| (one.id, program(one.name))).collect(),
            people: people
                .into_iter()
                .map(|one| (one.person.id, one.person.name.clone()))
                .collect(),
            operator: portal.say(language, "entry-actor-operator"),
            scheduler: portal.say(language, "entry-actor-scheduler"),
            provider: portal.say(language, "entry-actor-provider"),
            gone: portal.say(language, "entry-actor-gone"),
        })
    }

    /// The name of an actor as the change log names actors.
    pub fn actor(&self, name: &str) -> String {
        if let Some(id) = person_of(name) {
            return self.person(id);
        }
        let token = name.strip_prefix("token:").and_then(|id| id.parse().ok());
        if let Some(program) = token.and_then(|id| self.tokens.get(&TokenId(id))) {
            return program.actor.clone();
        }
        match name {
            "scheduler" => self.scheduler.clone(),
            "operator" => self.operator.clone(),
            "provider" => self.provider.clone(),
            other => other.to_owned(),
        }
    }

    /// The name of an account that is still there.
    pub fn account(&self, id: PersonId) -> Option<&str> {
        self.people.get(&id).map(String::as_str)
    }

    /// What a token is called, revoked or not.
    pub fn token(&self, id: TokenId) -> Option<&str> {
        self.tokens.get(&id).map(|program| program.token.as_str())
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
