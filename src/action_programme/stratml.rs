//! A programme in `StratML`, the language in which plans of public bodies are exchanged: the strategic plan
//! of ISO 17469-1:2015 (tasks are its goals, measures its objectives, who leads and takes part its
//! stakeholders), and the performance report of ANSI/AIIM 22:2011 with targets and results. Only what
//! readers see goes in. Not for reading such files.

use super::model::{
    Assignment, Indicator, Measure, MeasureId, Observation, Part, Programme, Tally, Task, Texts,
    Titles,
};
use crate::platform::i18n::Language;
use jiff::civil::Date;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;
use std::collections::BTreeMap;
use std::io;

/// Which of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StratmlPart {
    /// `StrategicPlan`, ISO 17469-1.
    Plan,
    /// `PerformancePlanOrReport`, ANSI/AIIM 22.
    Report,
}

/// What is written down, with what the caller has looked up.
pub struct Stratml<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// The language of its words.
    pub language: Language,
    /// Where readers find it.
    pub source: String,
    /// The body that publishes it.
    pub publisher: String,
    /// What bodies are called.
    pub names: &'a dyn Fn(&str) -> String,
    /// Who has which part.
    pub assignments: &'a [Assignment],
    /// The activities under each measure.
    pub tallies: &'a BTreeMap<MeasureId, Tally>,
    /// Indicators with what was observed.
    pub indicators: &'a [(Indicator, Vec<Observation>)],
    /// Sentences of the site's language.
    pub said: Sayings,
}

/// Sentences of the site's language.
pub struct Sayings {
    /// "Leading".
    pub lead: String,
    /// "Taking part".
    pub coordinating: String,
    /// "Activities with accepted evidence".
    pub proven: String,
    /// "activities".
    pub activities: String,
    /// "Indicators".
    pub indicators: String,
    /// How progress is computed.
    pub method: String,
    /// "planned".
    pub target: String,
    /// "result".
    pub result: String,
}

type Xml = Writer<Vec<u8>>;

/// Writes a programme down.
pub fn write_stratml(told: &Stratml<'_>, part: StratmlPart) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = match part {
        StratmlPart::Plan => xml
            .create_element("StrategicPlan")
            .with_attribute(("xmlns", "urn:ISO:std:iso:17469:tech:xsd:stratml_core")),
        StratmlPart::Report => xml
            .create_element("PerformancePlanOrReport")
            .with_attribute(("xmlns", "http://www.stratml.net/PerformancePlanOrReport"))
            .with_attribute(("Type", "Performance_Report")),
    };
    root.write_inner_content(|xml| told.whole(xml, part))?;
    Ok(String::from_utf8_lossy(&xml.into_inner()).into_owned())
}

fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}

/// An element that is left out when there is nothing to say.
fn some(xml: &mut Xml, name: &str, said: &str) -> io::Result<()> {
    if said.is_empty() { Ok(()) } else { text(xml, name, said) }
}

/// An `xsd:ID`: letters, figures, points and hyphens behind a letter.
fn id(kind: char, key: &str) -> String {
    let plain = |one: char| {
        if one.is_ascii_alphanumeric() || matches!(one, '.' | '-') { one } else { '_' }
    };
    format!("{kind}-{}", key.chars().map(plain).collect::<String>())
}

fn days(starts: Option<Date>, ends: Option<Date>) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match (starts, ends) {
        (None, None) => String::new(),
        (starts, ends) => format!("{}/{}", day(starts), day(ends)),
    }
}

impl Stratml<'_> {
    fn title(&self, words: &Texts) -> String {
        words.title_in(self.language).to_owned()
    }

    fn whole(&self, xml: &mut Xml, part: StratmlPart) -> io::Result<()> {
        let outline = &self.programme.outline;
        text(xml, "Name", &self.title(&outline.words))?;
        some(xml, "Description", outline.words.note_in(self.language))?;
        let act = self.title(&outline.act.words);
        let act = if act.is_empty() { outline.act.number.clone() } else { act };
        some(xml, "OtherInformation", &act)?;
        xml.create_element("StrategicPlanCore").write_inner_content(|xml| self.core(xml, part))?;
        xml.create_element("AdministrativeInformation").write_inner_content(|xml| {
            if part == StratmlPart::Report {
                text(xml, "Identifier", &id('p', &self.programme.key))?;
            }
            text(xml, "StartDate", &outline.starts.to_string())?;
            text(xml, "EndDate", &outline.ends.to_string())?;
            text(xml, "PublicationDate", &outline.act.date.to_string())?;
            text(xml, "Source", &self.source)
        })?;
        Ok(())
    }

    fn core(&self, xml: &mut Xml, part: StratmlPart) -> io::Result<()> {
        xml.create_element("Organization")
            .write_inner_content(|xml| some(xml, "Name", &self.publisher))?;
        let tasks = &self.programme.outline.tasks;
        for task in tasks {
            xml.create_element("Goal").write_inner_content(|xml| self.goal(xml, task, part))?;
        }
        let own = |(one, _): &&(Indicator, Vec<Observation>)| one.draft.task.is_none();
        let loose: Vec<_> = self.indicators.iter().filter(own).collect();
        let reports = part == StratmlPart::Report && !loose.is_empty();
        // A plan without a goal is none: the programme itself is its goal then.
        if tasks.is_empty() || reports {
            xml.create_element("Goal").write_inner_content(|xml| {
                text(xml, "Name", &self.said.indicators)?;
                text(xml, "Description", &self.title(&self.programme.outline.words))?;
                text(xml, "Identifier", &id('g', "indicators"))?;
                for (one, seen) in loose.iter().filter(|_| part == StratmlPart::Report) {
                    self.indicator(xml, one, seen)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn goal(&self, xml: &mut Xml, task: &Task, part: StratmlPart) -> io::Result<()> {
        let title = self.title(&task.words);
        let note = task.words.note_in(self.language);
        text(xml, "Name", &title)?;
        text(xml, "Description", if note.is_empty() { &title } else { note })?;
        text(xml, "Identifier", &id('t', &task.no.to_string()))?;
        text(xml, "SequenceIndicator", &task.no.to_string())?;
        for measure in &task.measures {
            xml.create_element("Objective")
                .write_inner_content(|xml| self.objective(xml, measure, part))?;
        }
        if part == StratmlPart::Report {
            let own = |(one, _): &&(Indicator, Vec<Observation>)| {
                one.draft.task.is_some() && one.draft.task == task.id
            };
            for (one, seen) in self.indicators.iter().filter(own) {
                self.indicator(xml, one, seen)?;
            }
        }
        Ok(())
    }

    fn objective(&self, xml: &mut Xml, measure: &Measure, part: StratmlPart) -> io::Result<()> {
        text(xml, "Name", &self.title(&measure.words))?;
        some(xml, "Description", measure.words.note_in(self.language))?;
        text(xml, "Identifier", &id('m', &measure.key))?;
        text(xml, "SequenceIndicator", &measure.key)?;
        for one in self.assignments.iter().filter(|one| Some(one.measure) == measure.id) {
            self.stakeholder(xml, one, part)?;
        }
        some(xml, "OtherInformation", &days(measure.starts, measure.ends))?;
        let tally = measure.id.and_then(|id| self.tallies.get(&id)).copied().unwrap_or_default();
        if part == StratmlPart::Report && tally.all > 0 {
            self.progress(xml, measure, tally)?;
        }
        Ok(())
    }

    fn stakeholder(&self, xml: &mut Xml, one: &Assignment, part: StratmlPart) -> io::Result<()> {
        let role = match one.part {
            Part::Lead => &self.said.lead,
            Part::Coordinating => &self.said.coordinating,
        };
        let name = (self.names)(&one.agency);
        let mut element = xml.create_element("Stakeholder");
        if part == StratmlPart::Plan {
            element = element.with_attribute(("StakeholderTypeType", "Organization"));
        }
        element.write_inner_content(|xml| {
            text(xml, "Name", &name)?;
            if part == StratmlPart::Plan {
                return text(xml, "Description", role);
            }
            xml.create_element("Role").write_inner_content(|xml| {
                text(xml, "Name", role)?;
                text(xml, "RoleType", "Performer")
            })?;
            Ok(())
        })?;
        Ok(())
    }

    /// How far a measure is: all its activities are the target, the proven ones the result.
    fn progress(&self, xml: &mut Xml, measure: &Measure, tally: Tally) -> io::Result<()> {
        let indicator = xml
            .create_element("PerformanceIndicator")
            .with_attribute(("ValueChainStage", "Output"))
            .with_attribute(("PerformanceIndicatorType", "Quantitative"));
        indicator.write_inner_content(|xml| {
            text(xml, "MeasurementDimension", &self.said.proven)?;
            text(xml, "UnitOfMeasurement", &self.said.activities)?;
            text(xml, "Identifier", &id('a', &measure.key))?;
            xml.create_element("MeasurementInstance").write_inner_content(|xml| {
                self.result(xml, "TargetResult", &tally.all.to_string(), None)?;
                self.result(xml, "ActualResult", &tally.proven.to_string(), None)
            })?;
            text(xml, "OtherInformation", &self.said.method)
        })?;
        Ok(())
    }

    fn result(&self, xml: &mut Xml, name: &str, units: &str, year: Option<i16>) -> io::Result<()> {
        let said = if name == "TargetResult" { &self.said.target } else { &self.said.result };
        xml.create_element(name).write_inner_content(|xml| {
            text(xml, "Description", said)?;
            text(xml, "NumberOfUnits", units)?;
            let first = year.and_then(|year| Date::new(year, 1, 1).ok());
            if let Some(first) = first {
                text(xml, "StartDate", &first.to_string())?;
                text(xml, "EndDate", &first.last_of_year().to_string())?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// An indicator is an objective of its task, with a target and a result for each year.
    fn indicator(&self, xml: &mut Xml, one: &Indicator, seen: &[Observation]) -> io::Result<()> {
        let draft = &one.draft;
        xml.create_element("Objective").write_inner_content(|xml| {
            text(xml, "Name", &self.title(&draft.words))?;
            some(xml, "Description", draft.words.note_in(self.language))?;
            text(xml, "Identifier", &id('i', &draft.key))?;
            let indicator = xml
                .create_element("PerformanceIndicator")
                .with_attribute(("ValueChainStage", "Outcome"))
                .with_attribute(("PerformanceIndicatorType", "Quantitative"));
            indicator.write_inner_content(|xml| {
                text(xml, "MeasurementDimension", &self.title(&draft.words))?;
                text(xml, "UnitOfMeasurement", draft.unit(self.language))?;
                for year in draft.years(seen) {
                    let target = draft.targets.get(&year);
                    let actual = draft.of_year(seen, year);
                    if target.is_none() && actual.is_none() {
                        continue;
                    }
                    xml.create_element("MeasurementInstance").write_inner_content(|xml| {
                        if let Some(target) = target {
                            self.result(xml, "TargetResult", &target.to_string(), Some(year))?;
                        }
                        if let Some(actual) = actual {
                            let units = actual.value.to_string();
                            self.result(xml, "ActualResult", &units, Some(year))?;
                        }
                        Ok(())
                    })?;
                }
                some(xml, "OtherInformation", draft.method.note_in(self.language))
            })?;
            Ok(())
        })?;
        Ok(())
    }
}
