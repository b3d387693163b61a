//! The weekly letter: last week's figures, what they were before, what was read most. It says what the
//! dashboard says of the same days. The switch beside the dashboard asks for it and ends it.

use super::asked::Asked;
use super::tables::figure;
use crate::desk::letters::{Letter, addressee, greeting, letter, read, send};
use crate::desk::sent::Sent;
use crate::desk::session::{Signed, see_other};
use crate::people::{Person, PersonId};
use crate::platform::i18n::Args;
use crate::platform::jobs::{Handled, Handler, JobContext, JobError, Weight};
use crate::platform::web::Fault;
use crate::portal::Portal;
use crate::visits::{self, Against, Depth, NotAsked, Period, Report, Table, Three, WEEKLY, Weekly};
use axum::extract::State;
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt::Write;
use std::sync::Arc;

/// So many of the most read stand in a letter.
const MOST_READ: usize = 5;

/// Who writes and sends it.
pub fn handler(portal: &Portal) -> Handler {
    let portal = portal.clone();
    Handler {
        kind: WEEKLY,
        weight: Weight::Light,
        run: Arc::new(move |context: JobContext| -> Handled {
            let portal = portal.clone();
            Box::pin(async move {
                let told: Weekly = read(&context.payload)?;
                weekly(&portal, told).await
            })
        }),
    }
}

async fn weekly(portal: &Portal, told: Weekly) -> Result<(), JobError> {
    // Ended meanwhile: who wants no more letters gets none, not even the one that was under way.
    if !visits::asked_weekly(&portal.db, PersonId(told.person)).await? {
        return Ok(());
    }
    let Some(person) = addressee(portal, told.person).await? else { return Ok(()) };
    let letter = write_weekly(portal, &person, told.week).await?;
    send(portal, &person, letter).await
}

/// Writes the letter of the week that begins on a Monday, in its reader's language.
pub async fn write_weekly(
    portal: &Portal,
    person: &Person,
    week: Date,
) -> Result<Letter, JobError> {
    let last = week.saturating_add(6.days());
    let period = Period { first: week, last, shape: visits::Shape::Free };
    // Lists and the front page are no entries, and may be among the first.
    let report = visits::report(&portal.db, &period, Depth::First(MOST_READ + 2)).await?;
    let before = match period.compared(Against::Before) {
        Some(before) => Some(visits::whole(&portal.db, &before).await?),
        None => None,
    };
    let say = |figure_of: i64| figure(portal, person.language, figure_of);
    let mut args = greeting(portal, person);
    let day = |day: Date| portal.day(person.language, day).numeric;
    args.set("first", day(week));
    args.set("last", day(last));
    let three = report.whole.three;
    // A week in which nothing was counted is not one in which nobody came.
    let was = before.filter(|before| before.counted_days > 0).map(|before| before.three);
    let say_before =
        |read: fn(Three) -> i64| was.map_or_else(|| "–".to_owned(), |was| say(read(was)));
    let named = [
        ("views", say(three.views)),
        ("visits", say(three.visits)),
        ("visitors", say(three.visitors)),
        ("viewsbefore", say_before(|three| three.views)),
        ("visitsbefore", say_before(|three| three.visits)),
        ("visitorsbefore", say_before(|three| three.visitors)),
    ];
    for (name, value) in named {
        args.set(name, value);
    }
    args.set("days", i64::from(report.whole.counted_days));
    args.set("list", most_read(portal, person, &report).await?);
    args.set("link", format!("{}{}?{}", portal.origin, super::VISITS, period.query()));
    let keys = ("figures-letter-subject", "figures-letter");
    Ok(letter(portal, person.language, keys, &args))
}

async fn most_read(portal: &Portal, person: &Person, report: &Report) -> Result<String, JobError> {
    let rows = report.rows(Table::Entries);
    let read: Vec<_> =
        rows.iter().filter(|row| !matches!(row.key.as_str(), "0" | "-1")).cloned().collect();
    let rows = read.get(..MOST_READ.min(read.len())).unwrap_or_default();
    if rows.is_empty() {
        return Ok(portal.say(person.language, "figures-letter-none"));
    }
    let lines = visits::lines(portal, person.language, Table::Entries, rows).await?;
    let mut list = String::new();
    for line in lines {
        let views = figure(portal, person.language, line.views);
        let mut args = Args::new();
        args.set("title", line.name.as_str());
        args.set("views", views);
        let said = portal.words.say_with(person.language, "figures-letter-entry", &args);
        let url = line.url.map(|url| format!("\n{}", portal.absolute(&url))).unwrap_or_default();
        let _ = write!(list, "{said}{url}\n\n");
    }
    Ok(list.trim_end().to_owned())
}

/// The switch: asks for the letter, or ends it.
pub async fn switch(
    State(portal): State<Portal>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Fault> {
    let (at, today) = (portal.clock.now_ms(), portal.today());
    let mut tx = portal.db.begin().await?;
    let (said, done) = match sent.get("weekly") {
        "1" => ("weekly", visits::ask_weekly(&mut tx, &signed.actor, (at, today)).await),
        _ => ("not-weekly", visits::end_weekly(&mut tx, &signed.actor, at).await),
    };
    match done {
        Ok(()) => tx.commit().await?,
        Err(NotAsked::Nobody(_)) => return Err(Fault::Forbidden),
        Err(NotAsked::Database(failure)) => return Err(failure.into()),
    }
    let asked = serde_urlencoded::to_string(Asked::read(Some(sent.get("back"))))?;
    Ok(see_other(&format!("{}?{asked}&done={said}#weekly", super::VISITS)))
}
