//! The letters to those who look after entries, what did not happen at its hour, what was called off, what
//! must be read again, and to those who owe a plan of the action programme. Who has an account gets them, where the operator has named a mail server; readers get no
//! mail. Not for when they are sent: that is `editorial`.

use super::names::Names;
use crate::action_programme::{self, Body, Programme, REMIND, Reminder, Titles, Why};
use crate::editorial::{
    self, Arranged, CALLED_OFF, CalledOff, NOT_DONE, NotDone, Planned, READ_AGAIN, ReadAgain,
    ToRead,
};
use crate::people::{self, AccountState, Person, PersonId};
use crate::platform::db::Failure;
use crate::platform::i18n::{Args, Language};
use crate::platform::jobs::{Handled, Handler, JobContext, JobError, Weight};
use crate::portal::Portal;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// Who writes and sends them.
pub fn handlers(portal: &Portal) -> Vec<Handler> {
    let (hours, days, plans) = (portal.clone(), portal.clone(), portal.clone());
    let changed = portal.clone();
    vec![
        super::visits::letter::handler(portal),
        Handler {
            kind: NOT_DONE,
            weight: Weight::Light,
            run: Arc::new(move |context: JobContext| -> Handled {
                let portal = hours.clone();
                Box::pin(async move { not_done(&portal, read(&context.payload)?).await })
            }),
        },
        Handler {
            kind: CALLED_OFF,
            weight: Weight::Light,
            run: Arc::new(move |context: JobContext| -> Handled {
                let portal = changed.clone();
                Box::pin(async move { called_off(&portal, read(&context.payload)?).await })
            }),
        },
        Handler {
            kind: READ_AGAIN,
            weight: Weight::Light,
            run: Arc::new(move |context: JobContext| -> Handled {
                let portal = days.clone();
                Box::pin(async move { read_again(&portal, read(&context.payload)?).await })
            }),
        },
        Handler {
            kind: REMIND,
            weight: Weight::Light,
            run: Arc::new(move |context: JobContext| -> Handled {
                let portal = plans.clone();
                Box::pin(async move { plan_owed(&portal, read(&context.payload)?).await })
            }),
        },
    ]
}

pub(super) fn read<T: DeserializeOwned>(payload: &Value) -> Result<T, JobError> {
    T::deserialize(payload).map_err(|error| JobError::Never(error.to_string()))
}

async fn not_done(portal: &Portal, told: NotDone) -> Result<(), JobError> {
    let Some(person) = addressee(portal, told.person).await? else { return Ok(()) };
    // Thrown away meanwhile: nobody need be told.
    let Some(title) = title(portal, (told.entry, told.language)).await? else { return Ok(()) };
    send(portal, &person, about_hour(portal, &person, &told, title)).await
}

fn about_hour(portal: &Portal, person: &Person, told: &NotDone, title: String) -> Letter {
    let mut args = greeting(portal, person);
    args.set("title", title);
    args.set("language", portal.say(person.language, &format!("site-language-{}", told.language)));
    args.set("why", told.why.clone());
    args.set("link", address(portal, told.entry, told.language.code()));
    let keys = match told.planned {
        Planned::Publish => ("desk-letter-not-published-subject", "desk-letter-not-published"),
        Planned::TakeDown => ("desk-letter-not-taken-down-subject", "desk-letter-not-taken-down"),
    };
    letter(portal, person.language, keys, &args)
}

async fn called_off(portal: &Portal, told: CalledOff) -> Result<(), JobError> {
    let Some(person) = addressee(portal, told.person).await? else { return Ok(()) };
    let Some(title) = title(portal, (told.entry, told.language)).await? else { return Ok(()) };
    let names = Names::read(portal, person.language).await?;
    let who = names.actor(&told.by);
    send(portal, &person, about_change(portal, &person, &told, (title, who))).await
}

fn about_change(
    portal: &Portal,
    person: &Person,
    told: &CalledOff,
    (title, who): (String, String),
) -> Letter {
    let mut args = greeting(portal, person);
    args.set("title", title);
    args.set("language", portal.say(person.language, &format!("site-language-{}", told.language)));
    args.set("who", who);
    args.set("link", address(portal, told.entry, told.language.code()));
    let keys = match told.arranged {
        Arranged::Hour => ("desk-letter-hour-off-subject", "desk-letter-hour-off"),
        Arranged::Reading => ("desk-letter-reading-off-subject", "desk-letter-reading-off"),
    };
    letter(portal, person.language, keys, &args)
}

async fn title(
    portal: &Portal,
    (entry, language): (i64, Language),
) -> Result<Option<String>, Failure> {
    let Some((kind, key)) = editorial::named(&portal.db, entry).await? else {
        return Ok(None);
    };
    let mut tx = portal.db.begin().await?;
    let stored = editorial::latest(&mut tx, &kind, &key).await?;
    Ok(stored.and_then(|stored| Some(stored.words(language)?.title.clone())))
}

async fn plan_owed(portal: &Portal, told: Reminder) -> Result<(), JobError> {
    let Some(person) = addressee(portal, told.person).await? else { return Ok(()) };
    let (known, today) = (portal.known(), portal.today());
    let due = action_programme::is_still_due(&portal.db, &known.agencies, &told, today).await?;
    // Handed in meanwhile, or another deadline was granted.
    let Some(programme) = due else { return Ok(()) };
    let alone = match told.why {
        Why::Nobody => alone(portal, &told, &programme).await?,
        Why::Soon | Why::Late | Why::Returned => Vec::new(),
    };
    send(portal, &person, about_plan(portal, &person, (&told, &programme), &alone)).await
}

/// The bodies nobody acts for, as they are when the letter goes.
async fn alone(
    portal: &Portal,
    told: &Reminder,
    programme: &Programme,
) -> Result<Vec<Body>, Failure> {
    let mut periods = programme.outline.periods.iter();
    let Some(period) = periods.find(|one| one.starts == told.period) else {
        return Ok(Vec::new());
    };
    let (db, of, known) = (&portal.db, (programme, period), portal.known());
    action_programme::bodies_of_nobody(db, of, &known.agencies, portal.today()).await
}

fn about_plan(
    portal: &Portal,
    person: &Person,
    (told, programme): (&Reminder, &Programme),
    alone: &[Body],
) -> Letter {
    let name = |key: &str| super::rows::agency_name(portal, person.language, key);
    let names: Vec<String> = alone.iter().map(|body| name(&body.agency)).collect();
    let mut args = greeting(portal, person);
    args.set("agency", name(&told.agency));
    args.set("count", i64::try_from(names.len()).unwrap_or(i64::MAX));
    args.set("list", names.join("\n"));
    args.set("programme", programme.outline.words.title_in(person.language).to_owned());
    args.set("day", portal.day(person.language, told.day).numeric);
    let (keys, path) = match told.why {
        Why::Soon => (("desk-letter-plan-soon-subject", "desk-letter-plan-soon"), body_path(told)),
        Why::Late => (("desk-letter-plan-late-subject", "desk-letter-plan-late"), body_path(told)),
        Why::Returned => {
            (("desk-letter-plan-returned-subject", "desk-letter-plan-returned"), body_path(told))
        }
        Why::Nobody => {
            let board = format!("/desk/programme?programme={}", told.programme);
            (("desk-letter-plan-nobody-subject", "desk-letter-plan-nobody"), board)
        }
    };
    args.set("link", format!("{}{path}", portal.origin));
    letter(portal, person.language, keys, &args)
}

fn body_path(told: &Reminder) -> String {
    format!("/desk/programme/{}/body/{}", told.programme, told.agency)
}

async fn read_again(portal: &Portal, told: ReadAgain) -> Result<(), JobError> {
    let Some(person) = addressee(portal, told.person).await? else { return Ok(()) };
    let due = editorial::to_read_again(&portal.db, person.id, told.review_on).await?;
    // Given to somebody else, or another day was set meanwhile.
    if due.is_empty() {
        return Ok(());
    }
    send(portal, &person, about_day(portal, &person, told.review_on, &due)).await
}

fn about_day(portal: &Portal, person: &Person, day: Date, due: &[ToRead]) -> Letter {
    let line =
        |one: &ToRead| format!("{}\n{}", one.title, address(portal, one.entry, &one.language));
    let list: Vec<String> = due.iter().map(line).collect();
    let mut args = greeting(portal, person);
    args.set("count", i64::try_from(due.len()).unwrap_or(i64::MAX));
    args.set("day", portal.day(person.language, day).numeric);
    args.set("list", list.join("\n\n"));
    let keys = ("desk-letter-read-again-subject", "desk-letter-read-again");
    letter(portal, person.language, keys, &args)
}

/// Whose letter it is, if the account can still be used.
pub(super) async fn addressee(
    portal: &Portal,
    person: i64,
) -> Result<Option<Arc<Person>>, JobError> {
    let account = people::account(&portal.db, PersonId(person)).await?;
    let active = account.filter(|account| account.state == AccountState::Active);
    Ok(active.map(|account| account.person))
}

pub(super) fn greeting(portal: &Portal, person: &Person) -> Args<'static> {
    let known = portal.known();
    let site = crate::site::text_in(&known.site.name, person.language).unwrap_or_default();
    let mut args = Args::new();
    args.set("site", site.to_owned());
    args.set("name", person.name.clone());
    args
}

fn address(portal: &Portal, entry: i64, language: &str) -> String {
    format!("{}/desk/entries/{entry}/{language}", portal.origin)
}

/// A letter, composed.
pub struct Letter {
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// Composes a letter in its reader's language.
pub(super) fn letter(
    portal: &Portal,
    language: Language,
    (subject, text): (&str, &str),
    args: &Args<'_>,
) -> Letter {
    let say = |key: &str| portal.words.say_with(language, key, args);
    Letter { subject: say(subject), text: say(text) }
}

pub(super) async fn send(portal: &Portal, person: &Person, letter: Letter) -> Result<(), JobError> {
    // Without a mail server the remark beside the entry and the list of overdue entries say it.
    let mailed = portal.gate.mail(&person.email, &letter.subject, &letter.text).await;
    mailed.map(|_| ()).map_err(|error| JobError::Again(error.to_string()))
}
