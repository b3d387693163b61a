//! Who acts, and what each may do where. Not for passwords and sessions, and not for readers: of
//! them nothing is known.

use crate::platform::i18n::Language;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// A person with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub i64);

impl fmt::Display for PersonId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// What somebody is in a newsroom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Writes entries of her own and hands them in.
    Author,
    /// Writes another language of anybody's entry.
    Translator,
    /// Works on anybody's entries and returns what is not ready.
    Editor,
    /// An editor who also makes public and takes down.
    Publisher,
    /// Runs the action programme.
    Coordinator,
    /// Reads everything of the action programme and the change log, and writes nothing.
    Inspector,
    /// Holds every right, accounts and settings included.
    Administrator,
}

impl Role {
    /// Every role, from the fewest rights to all.
    pub const ALL: [Role; 7] = [
        Role::Author,
        Role::Translator,
        Role::Editor,
        Role::Publisher,
        Role::Inspector,
        Role::Coordinator,
        Role::Administrator,
    ];

    /// The name in the store, in the API and at the command line.
    pub fn name(self) -> &'static str {
        match self {
            Role::Author => "author",
            Role::Translator => "translator",
            Role::Editor => "editor",
            Role::Publisher => "publisher",
            Role::Coordinator => "coordinator",
            Role::Inspector => "inspector",
            Role::Administrator => "administrator",
        }
    }

    /// The role of a name.
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    fn holds(self, right: Right, own: Whose) -> bool {
        match self {
            Role::Author => {
                right == Right::Upload
                    || right == Right::Begin
                    || own == Whose::Own && right == Right::Save
            }
            Role::Translator => matches!(right, Right::Translate | Right::Upload),
            Role::Editor => matches!(
                right,
                Right::Begin | Right::Save | Right::Translate | Right::Upload | Right::Review
            ),
            Role::Publisher => right == Right::Publish || Role::Editor.holds(right, own),
            Role::Inspector => matches!(right, Right::Inspect | Right::ReadLog),
            Role::Coordinator => {
                matches!(right, Right::Coordinate | Right::Inspect | Right::ReadLog)
            }
            Role::Administrator => true,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// What somebody may be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Begin a new entry.
    Begin,
    /// Save an edition of an entry and hand it in.
    Save,
    /// Save the words of a language other than the entry's first.
    Translate,
    /// Add files to the library and describe them.
    Upload,
    /// Return what was handed in; set owner and review date.
    Review,
    /// Make an edition public, or take it down.
    Publish,
    /// Change the site's settings, menu, sections, agencies and places.
    Govern,
    /// Invite people, give and take rights, end sessions.
    Administer,
    /// Read the change log.
    ReadLog,
    /// Run the action programme.
    Coordinate,
    /// Read what is not public of the action programme.
    Inspect,
}

/// A role, for the whole site or narrowed to a section, to a body, or to both.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Only in the section of this key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Only for what the body of this key publishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
}

impl Grant {
    /// A role for the whole site.
    pub fn everywhere(role: Role) -> Grant {
        Grant { role, section: None, agency: None }
    }

    fn covers(&self, scope: &Scope<'_>) -> bool {
        let within = |only: &Option<String>, asked: Option<&str>| {
            only.as_deref().is_none_or(|only| asked == Some(only))
        };
        match scope.place {
            Place::Anywhere => true,
            Place::Site => self.section.is_none() && self.agency.is_none(),
            Place::Entry { section, agency } => {
                within(&self.section, section) && within(&self.agency, Some(agency))
            }
        }
    }
}

/// Whether something is the actor's own work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Own,
    Anothers,
}

/// On what a right is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    place: Place<'a>,
    owner: Option<PersonId>,
}

#[derive(Clone, Copy, Debug)]
enum Place<'a> {
    Anywhere,
    Site,
    Entry { section: Option<&'a str>, agency: &'a str },
}

impl<'a> Scope<'a> {
    /// Somewhere: enough to show a door, never enough to let someone through it.
    pub fn anywhere() -> Scope<'a> {
        Scope { place: Place::Anywhere, owner: None }
    }

    /// The whole site.
    pub fn site() -> Scope<'a> {
        Scope { place: Place::Site, owner: None }
    }

    /// An entry that `agency` publishes in `section`.
    pub fn entry(agency: &'a str, section: Option<&'a str>, owner: Option<PersonId>) -> Scope<'a> {
        Scope { place: Place::Entry { section, agency }, owner }
    }
}

/// A person at work: what verbs and pages need of her account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Her account.
    pub id: PersonId,
    /// The name her colleagues see.
    pub name: String,
    /// Her address for mail, by which she signs in.
    pub email: String,
    /// The language in which the desk speaks to her.
    pub language: Language,
    /// Her roles.
    pub grants: Vec<Grant>,
}

/// A program with a token of its own, which belongs to no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The token's number.
    pub token: i64,
    /// What the operator calls it.
    pub name: String,
    /// Its roles.
    pub grants: Vec<Grant>,
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The operator at the command line: imports, settings, everything.
    Operator,
    /// The program itself when an hour that an editor has set comes.
    Scheduler,
    /// Somebody who signed in, or a program with her token.
    Person(Arc<Person>),
    /// A program with a token of its own.
    Program(Arc<Program>),
}

impl Actor {
    /// Whether this actor holds a right on something.
    pub fn may(&self, right: Right, scope: &Scope<'_>) -> bool {
        match self {
            Actor::Operator => true,
            Actor::Scheduler => right == Right::Publish,
            Actor::Person(person) => {
                let own = if scope.owner == Some(person.id) { Whose::Own } else { Whose::Anothers };
                let holds = |grant: &Grant| grant.covers(scope) && grant.role.holds(right, own);
                person.grants.iter().any(holds)
            }
            Actor::Program(program) => {
                let holds =
                    |grant: &Grant| grant.covers(scope) && grant.role.holds(right, Whose::Anothers);
                program.grants.iter().any(holds)
            }
        }
    }

    /// The name in the change log: `person:` and the account's number, so that a log kept for years
    /// holds no name of anybody who has left.
    pub fn name(&self) -> String {
        match self {
            Actor::Operator => "operator".to_owned(),
            Actor::Scheduler => "scheduler".to_owned(),
            Actor::Person(person) => format!("person:{}", person.id),
            Actor::Program(program) => format!("token:{}", program.token),
        }
    }

    /// The account, of an actor who has one.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Actor::Person(person) => Some(person),
            Actor::Operator | Actor::Scheduler | Actor::Program(_) => None,
        }
    }
}

/// The account a name of the change log stands for.
pub fn person_of(name: &str) -> Option<PersonId> {
    name.strip_prefix("person:")?.parse().ok().map(PersonId)
}

impl fmt::Display for Actor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Person(person) => out.write_str(&person.name),
            Actor::Program(program) => out.write_str(&program.name),
            Actor::Operator | Actor::Scheduler => out.write_str(&self.name()),
        }
    }
}
