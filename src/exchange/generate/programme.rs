//! A plausible action programme of a size, written by the same verbs as at the desk: every body hands in
//! a plan for every quarter, with an activity for every measure. To measure the programme's pages; it
//! tells of nothing that anybody did.

use super::{Chance, Phrases, Plan, phrases};
use crate::action_programme::{
    self as programme, Act, ActivityDraft, ActivityId, ActivityState, Budget, By, EvidenceOf, In,
    Measure, Offer, Outline, Owes, Part, Period, PlanDraft, PlanId, Programme, Proof, Refusal,
    Task, Text, Texts,
};
use crate::agency::{self, Agency, Register};
use crate::exchange::{Exchange, ImportError};
use crate::people::Actor;
use crate::platform::db::Tx;
use crate::site;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};
use std::str::FromStr;

/// How large a programme is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// How many bodies hand in plans; no more than the register has provinces and cities.
    pub bodies: u32,
    /// How many measures there are, and activities in each plan.
    pub measures: u32,
    /// How many quarters, the last of which is going on.
    pub quarters: u32,
}

/// A text that names no size.
#[derive(Clone, Debug, thiserror::Error)]
#[error("a size is written as bodies x measures x quarters, such as 34x200x8")]
pub struct NoScale;

impl FromStr for Scale {
    type Err = NoScale;

    fn from_str(text: &str) -> Result<Scale, NoScale> {
        let parts: Vec<u32> = text.split('x').filter_map(|part| part.parse().ok()).collect();
        match parts.as_slice() {
            [bodies, measures, quarters] if text.split('x').count() == 3 && *quarters > 0 => {
                Ok(Scale { bodies: *bodies, measures: *measures, quarters: *quarters })
            }
            _ => Err(NoScale),
        }
    }
}

/// The kinds of bodies that owe a plan.
const KINDS: [&str; 2] = ["province", "city"];
/// How many measures stand under a task.
const IN_A_TASK: u32 = 20;
/// Every so many bodies have not handed in their plan for the quarter that is going on.
const LACKING: usize = 5;

/// What is written into, and when "now" is.
struct Making<'a> {
    exchange: &'a Exchange,
    phrases: Vec<Phrases>,
    register: Register,
    plan: Plan,
    today: Date,
}

/// Makes the programme; `report` hears how many plans are safe.
pub async fn generate_programme(
    exchange: &Exchange,
    (scale, plan): (Scale, Plan),
    mut report: impl FnMut(usize, usize),
) -> Result<(), ImportError> {
    let zone = site::settings(&exchange.db).await?.map(|site| site.time_zone);
    let zone = zone.and_then(|name| TimeZone::get(&name).ok()).unwrap_or(TimeZone::UTC);
    let making = Making {
        exchange,
        phrases: phrases(),
        register: agency::register(&exchange.db).await?,
        plan,
        today: exchange.clock.now().to_zoned(zone).date(),
    };
    let mut chance = Chance(plan.seed);
    let programme = making.set_out(scale, &mut chance).await?;
    let owing = |one: &&Agency| KINDS.contains(&one.kind.as_str());
    let bodies = making.register.all_on(making.today).filter(owing);
    let bodies: Vec<&Agency> = bodies.take(scale.bodies as usize).collect();
    making.assign(&programme, &bodies).await?;
    let of = bodies.len() * programme.outline.periods.len();
    let mut done = 0;
    for period in &programme.outline.periods {
        for (place, body) in bodies.iter().enumerate() {
            let lacks = place % LACKING == 0 && period.ends >= making.today;
            let handed_in = if lacks { HandedIn::No } else { HandedIn::Yes };
            making.plan((&programme, period), (body, handed_in), &mut chance).await?;
            done += 1;
            report(done, of);
        }
    }
    Ok(())
}

/// Whether a body has handed in its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HandedIn {
    Yes,
    No,
}

impl Making<'_> {
    fn by(&self, day: Date) -> By<'static> {
        let today = day.min(self.today);
        let noon = today.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
        let at = noon.map_or(0, |noon| noon.timestamp().as_millisecond());
        By { actor: &Actor::Operator, at, today }
    }

    fn words(&self, before: &str, chance: &mut Chance) -> Texts {
        let (subject, deed, place) = (chance.next(), chance.next(), chance.next());
        let text = |phrases: &Phrases| {
            let title = format!(
                "{before}{} {} {}",
                phrases.pick("subject", subject),
                phrases.pick("deed", deed),
                phrases.pick("place", place)
            );
            (phrases.language, Text { title, note: String::new() })
        };
        self.phrases.iter().map(text).collect()
    }

    async fn set_out(&self, scale: Scale, chance: &mut Chance) -> Result<Programme, ImportError> {
        let key = format!("generated-{}", self.plan.seed);
        let outline = self.outline(scale, chance);
        let db = &self.exchange.db;
        let mut tx = db.begin().await?;
        let by = self.by(outline.starts);
        programme::set_out(&mut tx, db, by, (&key, None), &outline).await?;
        tx.commit().await?;
        let found = programme::programme(db, &key).await?;
        found.ok_or_else(|| ImportError::Programmes(Refusal::Missing(key)))
    }

    fn outline(&self, scale: Scale, chance: &mut Chance) -> Outline {
        let periods = quarters(self.today, scale.quarters);
        let starts = periods.first().map_or(self.today, |(first, _)| *first);
        let ends = periods.last().map_or(self.today, |(_, last)| *last);
        let tasks = self.tasks(scale.measures, chance);
        Outline {
            starts,
            ends,
            source: String::new(),
            words: self.words("", chance),
            act: Act {
                number: format!("{}/QĐ-UBND", self.plan.seed),
                date: starts,
                entry: None,
                words: Texts::new(),
            },
            parent: None,
            owes: vec![self.owes(chance)],
            periods: periods.into_iter().map(|days| self.period(days)).collect(),
            tasks,
        }
    }

    fn tasks(&self, measures: u32, chance: &mut Chance) -> Vec<Task> {
        let mut tasks: Vec<Task> = Vec::new();
        for number in 0..measures {
            let (no, place) = (i64::from(number / IN_A_TASK + 1), number % IN_A_TASK + 1);
            if place == 1 {
                let words = self.words("", chance);
                tasks.push(Task { id: None, no, words, measures: Vec::new() });
            }
            let words = self.words("", chance);
            let measure =
                Measure { id: None, key: format!("{no}.{place}"), starts: None, ends: None, words };
            if let Some(task) = tasks.last_mut() {
                task.measures.push(measure);
            }
        }
        tasks
    }

    fn owes(&self, chance: &mut Chance) -> Owes {
        Owes {
            group: "provinces".to_owned(),
            kinds: KINDS.map(str::to_owned).into(),
            from: None,
            to: None,
            stated: None,
            source: String::new(),
            words: self.words("", chance),
        }
    }

    fn period(&self, (starts, ends): (Date, Date)) -> Period {
        let before = format!("{}/{}: ", quarter(starts), starts.year());
        Period {
            id: None,
            starts,
            ends,
            due: Some(starts.saturating_add(20.days())),
            source: String::new(),
            // Chance of its own: how many quarters there are changes nothing else that is made.
            words: self.words(&before, &mut Chance(0)),
        }
    }

    /// Every body takes part in every measure; each leads in some.
    async fn assign(&self, programme: &Programme, bodies: &[&Agency]) -> Result<(), ImportError> {
        let mut tx = self.exchange.db.begin().await?;
        let within = (In::from(programme), &self.register);
        for (place, body) in bodies.iter().enumerate() {
            let from = body.valid_from.unwrap_or(programme.outline.starts);
            let from = from.max(programme.outline.starts);
            for (number, (_, measure)) in programme.measures().enumerate() {
                let leads = number % bodies.len() == place;
                let part = if leads { Part::Lead } else { Part::Coordinating };
                let given = (body.key.as_str(), part, from);
                programme::assign(&mut tx, self.by(from), within, measure, given).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    /// A body's plan for a quarter with its activities, in one transaction.
    async fn plan(
        &self,
        (programme, period): (&Programme, &Period),
        (body, handed_in): (&Agency, HandedIn),
        chance: &mut Chance,
    ) -> Result<(), ImportError> {
        let Some(id) = period.id else { return Ok(()) };
        let within = In::from(programme);
        let begun = self.by(period.starts.saturating_add(5.days()));
        let mut tx = self.exchange.db.begin().await?;
        let of = (within, &self.register);
        let plan = programme::begin_plan(&mut tx, begun, of, id, &body.key).await?;
        let reference = format!("{}/KH-UBND", chance.next() % 900 + 100);
        let draft = PlanDraft { reference, signed: Some(begun.today), entry: None, file: None };
        programme::change_plan(&mut tx, begun, within, (plan, 1), &draft).await?;
        let activities = self.activities(&mut tx, (programme, period), plan, chance).await?;
        if handed_in == HandedIn::Yes {
            let handed = self.by(period.starts.saturating_add(15.days()));
            programme::submit_plan(&mut tx, handed, within, plan).await?;
            if period.ends < self.today {
                programme::accept_plan(&mut tx, handed, within, plan).await?;
            }
            for activity in activities {
                self.go_on(&mut tx, (within, period), activity, chance).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    async fn activities(
        &self,
        tx: &mut Tx,
        (programme, period): (&Programme, &Period),
        plan: PlanId,
        chance: &mut Chance,
    ) -> Result<Vec<ActivityId>, ImportError> {
        let mut made = Vec::new();
        let by = self.by(period.starts.saturating_add(5.days()));
        for (_, measure) in programme.measures() {
            let Some(measure) = measure.id else { continue };
            let days = |days: u64| Span::new().days(i64::try_from(days).unwrap_or(0));
            let starts = period.starts.saturating_add(days(chance.next() % 40));
            let ends = starts.saturating_add(days(chance.next() % 45));
            let millions = i64::try_from(chance.next() % 400).unwrap_or(0);
            let draft = ActivityDraft {
                measure,
                starts,
                ends,
                budget: Budget::new(millions * 1_000_000, "VND"),
                words: self.words("", chance),
            };
            let within = In::from(programme);
            made.push(programme::new_activity(tx, by, within, plan, &draft).await?);
        }
        Ok(made)
    }

    /// What became of an activity: of those that are over seven in ten are proven; one in ten waits for
    /// the coordinator, some are late, a few were stopped.
    async fn go_on(
        &self,
        tx: &mut Tx,
        (within, period): (In<'_>, &Period),
        id: ActivityId,
        chance: &mut Chance,
    ) -> Result<(), ImportError> {
        let luck = chance.next() % 100;
        let by = self.by(period.ends.saturating_sub(5.days()));
        let to = match luck {
            _ if period.ends >= self.today && luck >= 30 => return Ok(()),
            _ if period.ends >= self.today => ActivityState::Running,
            0..80 => ActivityState::Done,
            80..90 => ActivityState::Running,
            90..95 => ActivityState::Stopped,
            _ => return Ok(()),
        };
        programme::move_activity(tx, by, within, (id, to), "–").await?;
        if to == ActivityState::Done {
            let offer = self.offer(id, by.today, chance);
            let evidence = programme::offer(tx, by, within, &offer).await?;
            if luck < 70 {
                programme::accept_evidence(tx, by, within, evidence).await?;
            }
        }
        Ok(())
    }

    /// A generated entry as evidence, else a page elsewhere.
    fn offer(&self, id: ActivityId, day: Date, chance: &mut Chance) -> Offer {
        let language = self.phrases.first().map(|phrases| phrases.language);
        let entries = u64::from(self.plan.entries);
        let proof = match language {
            Some(language) if entries > 0 => Proof::Entry {
                entry: format!("news/generated-{}-{}", self.plan.seed, chance.next() % entries),
                language,
            },
            _ => Proof::Link {
                url: format!("https://example.gov.vn/{}", chance.next()),
                hash: format!("{:064x}", chance.next()),
                archived: day,
            },
        };
        Offer { of: EvidenceOf::activity(id), proof, note: String::new() }
    }
}

fn quarter(day: Date) -> i8 {
    (day.month() - 1) / 3 + 1
}

/// So many quarters, first and last day, of which the last is going on.
fn quarters(today: Date, many: u32) -> Vec<(Date, Date)> {
    let this = Date::new(today.year(), (quarter(today) - 1) * 3 + 1, 1).unwrap_or(today);
    let first = |back: u32| this.saturating_sub(Span::new().months(i64::from(back) * 3));
    let last = |first: Date| first.saturating_add(3.months()).yesterday().unwrap_or(first);
    (0..many).rev().map(|back| (first(back), last(first(back)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_size_is_three_numbers() {
        let known = "34x200x8".parse::<Scale>().expect("a size");
        assert_eq!(known, Scale { bodies: 34, measures: 200, quarters: 8 });
        for text in ["", "34", "34x200", "34x200x", "34x200x8x1", "34x200x0", "axbxc"] {
            assert!(text.parse::<Scale>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn quarters_end_with_the_one_that_is_going_on() {
        let found = quarters(date(2026, 11, 28), 5);
        assert_eq!(found.first(), Some(&(date(2025, 10, 1), date(2025, 12, 31))));
        assert_eq!(found.last(), Some(&(date(2026, 10, 1), date(2026, 12, 31))));
        assert_eq!(quarters(date(2028, 2, 29), 1), [(date(2028, 1, 1), date(2028, 3, 31))]);
    }
}
