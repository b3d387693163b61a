//! The commands on an action programme's reports: `mocban programme report compose`, `issue`, `list`,
//! `files`, `withdraw`. They call the verbs the desk calls and work while a server runs on the same folder.

use super::{Ended, Place, open, say};
use crate::action_programme::reports::{
    self, Asked, Issued, KeptFile, MadeFile, Paper, Press, ReportPeriod, Totals,
};
use crate::action_programme::{self as programme, By, In, Programme, Refusal, ReportId};
use crate::agency::{self, Register};
use crate::config::Config;
use crate::exchange::Exchange;
use crate::people::Actor;
use crate::platform::i18n::{Language, Words};
use crate::site::{self, Settings};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// `mocban programme …`
#[derive(Debug, Subcommand)]
pub(super) enum ProgrammeVerb {
    /// Periodic reports: compose, issue, list, files, withdraw
    #[command(subcommand)]
    Report(ReportVerb),
}

/// `mocban programme report …`
#[derive(Debug, Subcommand)]
pub(super) enum ReportVerb {
    /// Make a report's files as they would be issued now, and write nothing into the portal
    Compose {
        #[command(flatten)]
        asked: AskedFor,
        /// A new or empty folder for PDF, DOCX and XLSX
        folder: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Issue a report: it is public from then on and never changes
    Issue {
        #[command(flatten)]
        asked: AskedFor,
        #[command(flatten)]
        place: Place,
    },
    /// List the issued reports of a programme
    List {
        /// The programme's key, such as nq-47-2024
        programme: String,
        #[command(flatten)]
        place: Place,
    },
    /// Write the files of an issued report, as they were made then
    Files {
        /// The programme's key
        programme: String,
        /// The report's number, as `list` gives it
        number: i64,
        /// A new or empty folder
        folder: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Withdraw a report with a reason that readers see
    Withdraw {
        /// The programme's key
        programme: String,
        /// The report's number, as `list` gives it
        number: i64,
        /// Why
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        place: Place,
    },
}

/// Which report, and what stands on its paper.
#[derive(Debug, Args)]
pub(super) struct AskedFor {
    /// The programme's key, such as nq-47-2024
    programme: String,
    /// What it is of: 2025, 2025-H1, 2025-Q3, 2025-11
    period: ReportPeriod,
    /// The last day its figures are of (default: the 14th of the period's last month)
    #[arg(long)]
    cut_off: Option<Date>,
    /// The last day on which it is in time (default: the 20th of the period's last month)
    #[arg(long)]
    due: Option<Date>,
    /// The body that issues it, by its key (default: the site's publisher)
    #[arg(long)]
    issuer: Option<String>,
    /// Number and sign, once a registry has given them
    #[arg(long, default_value = "")]
    reference: String,
    /// Where it is issued, such as "Hà Nội"
    #[arg(long)]
    at: String,
    /// The day it is issued (default: today)
    #[arg(long)]
    issued_on: Option<Date>,
    /// The post of whoever signs, once a line; never a person's name
    #[arg(long)]
    signing: Vec<String>,
    /// Who gets it, once a line, such as "- Lưu: VT."
    #[arg(long, allow_hyphen_values = true)]
    recipient: Vec<String>,
}

impl ProgrammeVerb {
    pub(super) fn place(&self) -> &Place {
        let ProgrammeVerb::Report(verb) = self;
        match verb {
            ReportVerb::Compose { place, .. }
            | ReportVerb::Issue { place, .. }
            | ReportVerb::List { place, .. }
            | ReportVerb::Files { place, .. }
            | ReportVerb::Withdraw { place, .. } => place,
        }
    }
}

pub(super) async fn run(config: &Config, verb: ProgrammeVerb) -> Result<(), Ended> {
    let ProgrammeVerb::Report(verb) = verb;
    let office = Office::open(config).await?;
    let done = match &verb {
        ReportVerb::Compose { asked, folder, .. } => office.compose(asked, folder).await,
        ReportVerb::Issue { asked, .. } => office.issue(asked).await,
        ReportVerb::List { programme, .. } => office.list(programme).await,
        ReportVerb::Files { programme, number, folder, .. } => {
            office.files(programme, ReportId(*number), folder).await
        }
        ReportVerb::Withdraw { programme, number, reason, .. } => {
            office.withdraw(programme, ReportId(*number), reason).await
        }
    };
    office.exchange.db.close().await;
    done
}

/// What the verbs are given at the command line.
struct Office {
    exchange: Exchange,
    site: Settings,
    register: Register,
    press: Press,
}

impl Office {
    async fn open(config: &Config) -> Result<Office, Ended> {
        let exchange = open(config).await?;
        let none = || Ended::Said("this portal has no site yet; import one first".to_owned());
        let site = site::settings(&exchange.db).await?.ok_or_else(none)?;
        let english = english()?;
        let words = Words::built_in(site.default_language().unwrap_or(english));
        let words = words.map_err(|error| Ended::Said(error.to_string()))?;
        let press = Press {
            db: exchange.db.clone(),
            files: exchange.files.clone(),
            words: Arc::new(words),
            zone: TimeZone::get(&site.time_zone).unwrap_or(TimeZone::UTC),
        };
        let register = agency::register(&exchange.db).await?;
        Ok(Office { exchange, site, register, press })
    }

    fn by(&self) -> By<'static> {
        let clock = &self.exchange.clock;
        By {
            actor: &Actor::Operator,
            at: clock.now_ms(),
            today: clock.wall(&self.press.zone).date(),
        }
    }

    async fn programme(&self, key: &str) -> Result<Programme, Ended> {
        let none = || Ended::Said(format!("there is no programme {key}"));
        programme::programme(&self.exchange.db, key).await?.ok_or_else(none)
    }

    async fn report(&self, own: &Programme, id: ReportId) -> Result<Issued, Ended> {
        let none = || Ended::Said(format!("{} has no report {id}", own.key));
        reports::issued_one(&self.exchange.db, own.id, id).await?.ok_or_else(none)
    }

    fn asked(&self, asked: &AskedFor) -> Asked {
        let paper = Paper {
            issuer: asked.issuer.clone().unwrap_or_else(|| self.site.publisher.clone()),
            reference: asked.reference.clone(),
            place: asked.at.clone(),
            issued_on: asked.issued_on.unwrap_or(self.by().today),
            signing: asked.signing.clone(),
            recipients: asked.recipient.clone(),
        };
        Asked::of(asked.period, (asked.cut_off, asked.due), paper)
    }

    /// A refusal in words: the sentences the desk says, in English.
    fn told(&self, refusal: Refusal) -> Ended {
        let say = |key: &str| english().map(|english| self.press.words.say(english, key));
        let said = match &refusal {
            Refusal::Faulty(faults) => faults
                .iter()
                .map(|(field, key)| Ok(format!("{field}: {}", say(key)?)))
                .collect::<Result<Vec<_>, Ended>>()
                .map(|lines| lines.join("\n")),
            Refusal::Taken(_) => say("report-fault-taken"),
            _ => return refusal.into(),
        };
        said.map_or_else(|ended| ended, Ended::Said)
    }

    async fn compose(&self, asked: &AskedFor, folder: &Path) -> Result<(), Ended> {
        must_be_empty(folder)?;
        let own = self.programme(&asked.programme).await?;
        let (of, asked) = ((&own, &self.register), self.asked(asked));
        let report = reports::look_at_report(&self.press, self.by(), of, &asked).await;
        let report = report.map_err(|refusal| self.told(refusal))?;
        let made = reports::report_files(&report, &self.press.words, &self.press.zone);
        let made = made.map_err(|cause| Ended::Said(cause.to_string()))?;
        fs::create_dir_all(folder)?;
        for MadeFile { name, bytes } in &made {
            fs::write(folder.join(name), bytes)?;
        }
        say_totals(&report.totals())?;
        say(format_args!("{} files are in {}; nothing was issued.", made.len(), folder.display()))
    }

    async fn issue(&self, asked: &AskedFor) -> Result<(), Ended> {
        let own = self.programme(&asked.programme).await?;
        let (of, asked) = ((&own, &self.register), self.asked(asked));
        let id = reports::issue_report(&self.press, self.by(), of, &asked).await;
        let id = id.map_err(|refusal| self.told(refusal))?;
        let issued = self.report(&own, id).await?;
        say(format_args!("Report {id} of {} is issued:", issued.period))?;
        issued.files.iter().try_for_each(say_file)
    }

    async fn list(&self, key: &str) -> Result<(), Ended> {
        let own = self.programme(key).await?;
        for one in reports::issued(&self.exchange.db, own.id).await? {
            let stands = one
                .withdrawn
                .as_ref()
                .map_or_else(|| "stands".to_owned(), |why| format!("withdrawn: {}", why.reason));
            let Issued { id, period, cut_off, issued_on, .. } = one;
            say(format_args!("{id}\t{period}\tto {cut_off}\tissued {issued_on}\t{stands}"))?;
        }
        Ok(())
    }

    async fn files(&self, key: &str, id: ReportId, folder: &Path) -> Result<(), Ended> {
        must_be_empty(folder)?;
        let own = self.programme(key).await?;
        let issued = self.report(&own, id).await?;
        if let Some(why) = issued.withdrawn {
            return Err(Ended::Said(format!("report {id} was withdrawn: {}", why.reason)));
        }
        fs::create_dir_all(folder)?;
        for file in &issued.files {
            let bytes = self.exchange.files.get(&file.sha256, None).await;
            fs::write(folder.join(&file.name), bytes.map_err(Refusal::from)?)?;
        }
        say(format_args!("{} files are in {}.", issued.files.len(), folder.display()))
    }

    async fn withdraw(&self, key: &str, id: ReportId, reason: &str) -> Result<(), Ended> {
        let own = self.programme(key).await?;
        self.report(&own, id).await?;
        let mut tx = self.exchange.db.begin().await?;
        reports::withdraw_report(&mut tx, self.by(), In::from(&own), id, reason).await?;
        tx.commit().await?;
        say(format_args!("Report {id} is withdrawn; its page says why."))
    }
}

fn english() -> Result<Language, Ended> {
    "en".parse().map_err(|error| Ended::Said(format!("{error}")))
}

/// Nothing that lies in a folder is overwritten.
fn must_be_empty(folder: &Path) -> Result<(), Ended> {
    if folder.read_dir().is_ok_and(|mut files| files.next().is_some()) {
        let name = folder.display();
        return Err(Ended::Said(format!("{name} is not empty; name a new folder")));
    }
    Ok(())
}

fn say_totals(totals: &Totals) -> Result<(), Ended> {
    let Totals { received, of, tally, overdue, .. } = totals;
    let (proven, all) = (tally.proven, tally.all);
    say(format_args!(
        "{received} of {of} plans, {proven} of {all} activities proven, {overdue} late."
    ))
}

fn say_file(file: &KeptFile) -> Result<(), Ended> {
    say(format_args!("{}\t{} bytes\t{}", file.name, file.bytes, file.sha256))
}
