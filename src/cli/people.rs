//! The commands on accounts and tokens: `mocban user`, `mocban token`. They work while a server runs
//! on the same folder. No password stands on the command line, where others could read it.

use super::{Ended, Place, say};
use crate::app::gate;
use crate::config::Config;
use crate::people::{
    self, Account, Actor, Email, Gate, Grant, Here, Invitation, NewToken, Reach, Refusal, Role,
    TokenId,
};
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::i18n::Language;
use clap::{Args, Subcommand};
use std::io::{self, BufRead, IsTerminal, Write};

/// `mocban user …`
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Make an account; the password is one line of standard input
    Add {
        /// The address to sign in with
        #[arg(long)]
        email: String,
        #[command(flatten)]
        grant: Granted,
        /// The person's name (default: the address)
        #[arg(long)]
        name: Option<String>,
        /// The language the desk speaks
        #[arg(long, default_value = "vi")]
        language: String,
        #[command(flatten)]
        place: Place,
    },
    /// List the accounts
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Print a link that sets a new password, good once
    Reset {
        /// The account's address
        #[arg(long)]
        email: String,
        /// Also take away the second step and passkeys
        #[arg(long)]
        second_factors: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Keep an account from being used
    Disable {
        /// The account's address
        #[arg(long)]
        email: String,
        #[command(flatten)]
        place: Place,
    },
    /// Let a disabled account be used again
    Enable {
        /// The account's address
        #[arg(long)]
        email: String,
        #[command(flatten)]
        place: Place,
    },
}

/// `mocban token …`
#[derive(Debug, Subcommand)]
pub(super) enum Token {
    /// Print a new bearer token, once
    Add {
        #[command(flatten)]
        grant: Granted,
        /// What it is for
        #[arg(long, default_value = "command line")]
        name: String,
        /// How far it reaches: read, write, publish, media, people, site, log (default: all its role may)
        #[arg(long, value_delimiter = ',')]
        scope: Vec<String>,
        /// After how many days it ends (default: when it is revoked)
        #[arg(long)]
        days: Option<u16>,
        #[command(flatten)]
        place: Place,
    },
    /// List the tokens
    List {
        #[command(flatten)]
        place: Place,
    },
    /// End a token
    Revoke {
        /// Its number, as `list` shows it
        id: i64,
        #[command(flatten)]
        place: Place,
    },
}

/// A role and what it is narrowed to.
#[derive(Debug, Args)]
pub(super) struct Granted {
    /// author, translator, editor, publisher, coordinator, inspector or administrator
    #[arg(long)]
    role: String,
    /// Only in the section of this key
    #[arg(long)]
    section: Option<String>,
    /// Only for what the body of this key publishes
    #[arg(long)]
    agency: Option<String>,
}

impl User {
    /// Where the portal is.
    pub(super) fn place(&self) -> &Place {
        match self {
            User::Add { place, .. }
            | User::List { place }
            | User::Reset { place, .. }
            | User::Disable { place, .. }
            | User::Enable { place, .. } => place,
        }
    }
}

impl Token {
    /// Where the portal is.
    pub(super) fn place(&self) -> &Place {
        match self {
            Token::Add { place, .. } | Token::List { place } | Token::Revoke { place, .. } => place,
        }
    }
}

/// The database and the gate, without the rest of a portal.
struct Open {
    db: Db,
    gate: Gate,
}

impl Open {
    async fn at(config: &Config) -> Result<Open, Ended> {
        let exchange = super::open(config).await?;
        Ok(Open { db: exchange.db, gate: gate(config)? })
    }

    fn here(&self) -> Here<'_> {
        Here { db: &self.db, gate: &self.gate, now: Clock::system().now() }
    }

    async fn account(&self, email: &str) -> Result<Account, Ended> {
        let email = Email::parse(email).map_err(|_| Refusal::NoEmail)?;
        let accounts = people::accounts(&self.db).await?;
        let found = accounts.into_iter().find(|one| one.person.email == email.as_str());
        found.ok_or_else(|| Ended::NoAccount(email.to_string()))
    }
}

fn grant(granted: Granted) -> Result<Grant, Ended> {
    let role = Role::named(&granted.role).ok_or_else(|| Ended::NoRole(granted.role.clone()))?;
    Ok(Grant { role, section: granted.section, agency: granted.agency })
}

fn language(code: &str) -> Result<Language, Ended> {
    code.parse().map_err(|error| Ended::Said(format!("{error}")))
}

/// One line of standard input; nothing of it is printed.
fn password() -> Result<String, Ended> {
    let input = io::stdin();
    if input.is_terminal() {
        // Without a terminal library the line would be seen: say so, and how to do it unseen.
        writeln!(io::stderr(), "Password (it is shown as you type; a file or a pipe is not):")?;
    }
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Runs a command on accounts.
pub(super) async fn user(config: &Config, verb: User) -> Result<(), Ended> {
    let open = Open::at(config).await?;
    let done = on_user(&open, verb).await;
    open.db.close().await;
    done
}

async fn on_user(open: &Open, verb: User) -> Result<(), Ended> {
    let operator = Actor::Operator;
    match verb {
        User::Add { email, grant: granted, name, language: code, .. } => {
            let email = Email::parse(&email).map_err(|_| Refusal::NoEmail)?;
            let invitation = Invitation {
                name: name.unwrap_or_else(|| email.to_string()),
                language: language(&code)?,
                grants: vec![grant(granted)?],
                email,
            };
            people::add(open.here(), &operator, &invitation, &password()?).await?;
            say(format_args!("Added {} as {}.", invitation.email, role_words(&invitation.grants)))
        }
        User::List { .. } => list(open).await,
        User::Reset { email, second_factors, .. } => {
            let account = open.account(&email).await?;
            if second_factors {
                people::drop_second_factors(open.here(), &operator, account.person.id).await?;
            }
            let link = people::renew(open.here(), &operator, account.person.id).await?;
            say(format_args!("{}", link.url))
        }
        User::Disable { email, .. } => {
            let account = open.account(&email).await?;
            people::disable(open.here(), &operator, account.person.id).await?;
            say(format_args!("Disabled {}.", account.person.email))
        }
        User::Enable { email, .. } => {
            let account = open.account(&email).await?;
            people::enable(open.here(), &operator, account.person.id).await?;
            say(format_args!("Enabled {}.", account.person.email))
        }
    }
}

fn role_words(grants: &[Grant]) -> String {
    let one = |grant: &Grant| {
        let within: Vec<&str> =
            [&grant.section, &grant.agency].into_iter().flatten().map(String::as_str).collect();
        if within.is_empty() {
            grant.role.to_string()
        } else {
            format!("{} ({})", grant.role, within.join(", "))
        }
    };
    grants.iter().map(one).collect::<Vec<_>>().join(", ")
}

async fn list(open: &Open) -> Result<(), Ended> {
    for account in people::accounts(&open.db).await? {
        let person = &account.person;
        let roles = role_words(&person.grants);
        let last_in = account.last_in.map(|day| day.to_string()).unwrap_or_default();
        let (email, state) = (&person.email, account.state.name());
        say(format_args!("{email}\t{state}\t{roles}\t{last_in}\t{}", person.name))?;
    }
    Ok(())
}

/// Runs a command on tokens.
pub(super) async fn token(config: &Config, verb: Token) -> Result<(), Ended> {
    let open = Open::at(config).await?;
    let done = on_token(&open, verb).await;
    open.db.close().await;
    done
}

async fn on_token(open: &Open, verb: Token) -> Result<(), Ended> {
    let operator = Actor::Operator;
    match verb {
        Token::Add { grant: granted, name, scope, days, .. } => {
            let reach: Result<Vec<Reach>, Ended> = scope
                .iter()
                .map(|name| Reach::named(name).ok_or_else(|| Ended::NoScope(name.clone())))
                .collect();
            let grants = vec![grant(granted)?];
            let new = NewToken { name, person: None, grants, reach: reach?, days };
            let (_, text) = people::add_token(open.here(), &operator, new).await?;
            say(format_args!("{text}"))
        }
        Token::List { .. } => {
            for token in people::tokens(&open.db).await? {
                let state = if token.revoked_at.is_some() { "revoked" } else { "good" };
                let used = token.used_on.map(|day| day.to_string()).unwrap_or_default();
                let (id, roles) = (token.id.0, role_words(&token.grants));
                say(format_args!("{id}\t{state}\t{roles}\t{used}\t{}", token.name))?;
            }
            Ok(())
        }
        Token::Revoke { id, .. } => {
            people::revoke_token(open.here(), &operator, TokenId(id)).await?;
            say(format_args!("Revoked token {id}."))
        }
    }
}
