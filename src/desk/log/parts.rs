//! What a row about an action programme names below the programme: a plan, an activity, a report. Not for the
//! programme itself, and not for other subjects of the log: those are `subjects`.

use crate::action_programme::reports::{self, Issued, Voice};
use crate::action_programme::{self as programme, Indicator, PlanRow, Programme, Texts, Titles};
use crate::desk::rows::agency_name;
use crate::platform::changes::Change;
use crate::platform::i18n::Language;
use crate::platform::web::Fault;
use crate::portal::Portal;
use std::collections::{BTreeMap, BTreeSet};

/// The programmes the rows of one page are about.
pub struct Programmes {
    all: BTreeMap<String, Kept>,
    activities: BTreeMap<i64, Texts>,
}

/// A programme with as much of it as the rows name.
struct Kept {
    programme: Programme,
    plans: Vec<PlanRow>,
    indicators: Vec<Indicator>,
    reports: Vec<Issued>,
}

/// A part in words.
pub struct Part {
    /// What it is, as the end of its sentence's key.
    pub what: &'static str,
    /// What it is called; its number or key when it is gone.
    pub name: String,
    /// Its page at the desk.
    pub url: Option<String>,
}

impl Programmes {
    /// Reads what the rows name.
    pub async fn read(portal: &Portal, changes: &[Change]) -> Result<Programmes, Fault> {
        let subjects: Vec<(&str, &str)> = changes.iter().filter_map(below).collect();
        let keys: BTreeSet<&str> = subjects.iter().map(|(key, _)| *key).collect();
        let mut all = BTreeMap::new();
        for key in keys {
            let Some(programme) = programme::programme(&portal.db, key).await? else { continue };
            let parts: BTreeSet<&str> = subjects
                .iter()
                .filter(|(of, _)| *of == key)
                .map(|(_, part)| part.split('/').next().unwrap_or_default())
                .collect();
            all.insert(key.to_owned(), Kept::read(portal, programme, &parts).await?);
        }
        let named = |change| activity_of(below(change)?.1, change);
        let activities: Vec<i64> = changes.iter().filter_map(named).collect();
        let activities = programme::texts(&portal.db, "activity", &activities).await?;
        Ok(Programmes { all, activities })
    }

    /// What a change below `programme/` is about.
    pub fn about(&self, portal: &Portal, reader: Language, change: &Change) -> Part {
        let (key, part) = below(change).unwrap_or_default();
        let Some(kept) = self.all.get(key) else {
            let name = if part.is_empty() { key } else { part };
            return Part { what: "programme", name: name.to_owned(), url: None };
        };
        let url = format!("/desk/programme/{key}");
        let (what, id) = part.split_once('/').unwrap_or((part, ""));
        let teller = Teller { portal, reader, kept, url: &url };
        match what {
            "" => teller.whole(),
            "activity" | "evidence" => self.work(&teller, (what, id), change),
            _ => teller.part((what, id), change),
        }
    }

    /// An activity, or the evidence of one.
    fn work(&self, teller: &Teller<'_>, (what, id): (&str, &str), change: &Change) -> Part {
        let what = if what == "activity" { "activity" } else { "evidence" };
        let part = below(change).map_or("", |(_, part)| part);
        let Some(activity) = activity_of(part, change) else {
            return Part { what, name: id.to_owned(), url: None };
        };
        let Some(words) = self.activities.get(&activity) else {
            return Part { what, name: id.to_owned(), url: None };
        };
        let anchor = if what == "evidence" { format!("#evidence-{id}") } else { String::new() };
        let url = format!("{}/activities/{activity}{anchor}", teller.url);
        Part { what, name: words.title_in(teller.reader).to_owned(), url: Some(url) }
    }
}

impl Kept {
    async fn read(
        portal: &Portal,
        programme: Programme,
        parts: &BTreeSet<&str>,
    ) -> Result<Kept, Fault> {
        let (db, id) = (&portal.db, programme.id);
        let mut kept =
            Kept { programme, plans: Vec::new(), indicators: Vec::new(), reports: Vec::new() };
        if parts.contains("plan") {
            kept.plans = programme::plans(db, id).await?;
        }
        if parts.contains("indicator") {
            kept.indicators = programme::indicators(db, id).await?;
        }
        if parts.contains("report") {
            kept.reports = reports::issued(db, id).await?;
        }
        Ok(kept)
    }
}

/// Says what the parts of one programme are called.
struct Teller<'a> {
    portal: &'a Portal,
    reader: Language,
    kept: &'a Kept,
    url: &'a str,
}

impl Teller<'_> {
    fn whole(&self) -> Part {
        let name = self.kept.programme.outline.words.title_in(self.reader).to_owned();
        Part { what: "programme", name, url: Some(self.url.to_owned()) }
    }

    fn agency(&self, key: &str) -> String {
        agency_name(self.portal, self.reader, key)
    }

    fn part(&self, (what, id): (&str, &str), change: &Change) -> Part {
        let number: i64 = id.parse().unwrap_or_default();
        let (what, found, page) = match what {
            "plan" => {
                let plan = self.kept.plans.iter().find(|plan| plan.id == number);
                ("plan", plan.map(|plan| self.agency(&plan.agency)), format!("plans/{id}"))
            }
            "report" => {
                let report = self.kept.reports.iter().find(|report| report.id.0 == number);
                ("report", report.map(|report| self.period(report)), "reports".to_owned())
            }
            "indicator" => ("indicator", self.indicator(id), format!("indicators/of/{id}")),
            "measure" => ("measure", self.measure(id), format!("measures/{id}")),
            "assignment" => {
                let agency = change.detail.get("agency").and_then(|agency| agency.as_str());
                ("assignment", agency.map(|agency| self.agency(agency)), "outline".to_owned())
            }
            "agency" => ("agency", Some(self.agency(id)), format!("body/{id}")),
            "sheet" => ("sheet", Some(id.to_owned()), "table".to_owned()),
            _ => return self.unknown(what, id),
        };
        let url = found.as_ref().map(|_| format!("{}/{page}", self.url));
        Part { what, name: found.unwrap_or_else(|| id.to_owned()), url }
    }

    /// A part this program has no words for: as it is written, below its programme.
    fn unknown(&self, what: &str, id: &str) -> Part {
        Part { name: format!("{what}/{id}"), ..self.whole() }
    }

    fn measure(&self, key: &str) -> Option<String> {
        let measure = self.kept.programme.measure(key)?;
        Some(format!("{key}. {}", measure.words.title_in(self.reader)))
    }

    fn indicator(&self, key: &str) -> Option<String> {
        let found = self.kept.indicators.iter().find(|one| one.draft.key == key)?;
        Some(found.draft.words.title_in(self.reader).to_owned())
    }

    fn period(&self, report: &Issued) -> String {
        let portal = self.portal;
        let voice = Voice { words: &portal.words, zone: &portal.zone, language: self.reader };
        voice.period(report.period)
    }
}

/// A change's programme, and which part of it the change is about.
fn below(change: &Change) -> Option<(&str, &str)> {
    let rest = change.subject.strip_prefix("programme/")?;
    Some(rest.split_once('/').unwrap_or((rest, "")))
}

/// The activity a part is: itself, or what its evidence is for.
fn activity_of(part: &str, change: &Change) -> Option<i64> {
    let of = match part.split_once('/')? {
        ("activity", _) => part,
        ("evidence", _) => change.detail.get("of")?.as_str()?,
        _ => return None,
    };
    of.strip_prefix("activity/")?.parse().ok()
}
