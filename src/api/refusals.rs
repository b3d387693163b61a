//! Which refusal of which verb is which problem: the one table of it. Not for the words.

use super::actions;
use super::problem::{Problem, Why};
use crate::action_programme::rankings;
use crate::desk::{NotTakenBack, filters};
use crate::platform::db::Failure;
use crate::platform::files::FileFailure;
use crate::visits::NotNoted;
use crate::{action_programme, agency, editorial, factcheck, links, media, people, place, site};

/// A failure of the program: the cause is for the operator, not for whoever asked.
pub fn broken(cause: &dyn std::error::Error) -> Problem {
    let (mut causes, mut below) = (cause.to_string(), cause.source());
    while let Some(error) = below {
        causes = format!("{causes}: {error}");
        below = error.source();
    }
    tracing::error!(%causes, "a request of the API could not be answered");
    Problem::new(Why::Broken)
}

impl From<Failure> for Problem {
    fn from(cause: Failure) -> Problem {
        broken(&cause)
    }
}

impl From<FileFailure> for Problem {
    fn from(cause: FileFailure) -> Problem {
        broken(&cause)
    }
}

impl From<editorial::Refusal> for Problem {
    fn from(refusal: editorial::Refusal) -> Problem {
        use editorial::Refusal as R;
        match refusal {
            R::NotAllowed(_) => Problem::new(Why::NotAllowed),
            R::Clash(subject) => Problem::new(Why::Clash).with("subject", subject),
            R::WrongState { subject, from, to } => Problem::new(Why::WrongState)
                .with("subject", subject)
                .with("from", from.name())
                .with("to", to.name()),
            R::WrongStage { subject, from, to } => Problem::new(Why::WrongState)
                .with("subject", subject)
                .with("from", from.name())
                .with("to", to.name()),
            R::SlugTaken { subject, slug } => {
                Problem::new(Why::SlugTaken).with("subject", subject).with("slug", slug)
            }
            R::OwnWork(subject) => Problem::new(Why::OwnWork).with("subject", subject),
            R::NoReason(subject) => {
                Problem::invalid("reason", "api-no-reason").with("subject", subject)
            }
            R::Past(subject) => Problem::invalid("at", "api-past").with("subject", subject),
            R::NotReady { subject, complaints } => complaints.into_iter().fold(
                Problem::new(Why::NotReady).with("subject", subject),
                |problem, complaint| {
                    let texts = complaint.args.into_iter().collect();
                    problem.at_with(complaint.field, complaint.key, Vec::new(), texts)
                },
            ),
            R::NeverKept { subject, complaints } => complaints
                .into_iter()
                .fold(Problem::new(Why::Invalid).with("subject", subject), |problem, complaint| {
                    problem.at(complaint.field, complaint.key)
                }),
            R::Missing(subject) => Problem::new(Why::NoSuch).with("subject", subject),
            R::Unwritable(error) => Problem::new(Why::Invalid).because("body", error),
            R::Database(cause) => broken(&cause),
        }
    }
}

impl From<factcheck::Refusal> for Problem {
    fn from(refusal: factcheck::Refusal) -> Problem {
        use factcheck::Refusal as R;
        match refusal {
            R::NoFinding(subject) => Problem::new(Why::NoSuch).with("subject", subject),
            R::Empty(subject) => {
                Problem::invalid("body", "api-copy-empty").with("subject", subject)
            }
            R::Entry(refusal) => refusal.into(),
            R::Files(cause) => broken(&cause),
            R::Database(cause) => broken(&cause),
        }
    }
}

impl From<people::Refusal> for Problem {
    fn from(refusal: people::Refusal) -> Problem {
        use people::Refusal as R;
        let Some(key) = refusal.key() else { return broken(&refusal) };
        match refusal {
            R::NotAllowed(_) => Problem::new(Why::NotAllowed),
            R::Missing => Problem::new(Why::NoSuch),
            R::EmailTaken => Problem::new(Why::Exists).at("email", key),
            R::LastAdministrator => Problem::new(Why::InUse).at("grants", key),
            R::WrongState => Problem::new(Why::WrongState).at("state", key),
            R::Held(_) => Problem::new(Why::TooMany),
            R::NoEmail => Problem::invalid("email", key),
            R::NoName => Problem::invalid("name", key),
            _ => Problem::invalid("body", key),
        }
    }
}

impl From<media::Refusal> for Problem {
    fn from(refusal: media::Refusal) -> Problem {
        use media::Refusal as R;
        let Some(key) = refusal.key() else { return broken(&refusal) };
        let (why, field) = match &refusal {
            R::NotAllowed(_) => return Problem::new(Why::NotAllowed),
            R::Missing(_) => return Problem::new(Why::NoSuch),
            R::Clash(_) => return Problem::new(Why::Clash),
            R::UnknownType(_) => (Why::MediaType, "file"),
            R::Used(_) => (Why::InUse, "file"),
            R::SameFile => (Why::Exists, "file"),
            R::Wrong { field } => (Why::Invalid, *field),
            _ => (Why::Invalid, "file"),
        };
        let owned = |(name, text): (&'static str, &str)| (name, text.to_owned());
        let texts = refusal.texts().into_iter().map(owned).collect();
        Problem::new(why).at_with(field, key, refusal.numbers(), texts)
    }
}

impl From<site::Refusal> for Problem {
    fn from(refusal: site::Refusal) -> Problem {
        match refusal {
            site::Refusal::NotAllowed(_) => Problem::new(Why::NotAllowed),
            site::Refusal::Unwritable(error) => Problem::new(Why::Invalid).because("body", error),
            site::Refusal::Database(cause) => broken(&cause),
        }
    }
}

impl From<site::NotDone> for Problem {
    fn from(refusal: site::NotDone) -> Problem {
        use site::NotDone as R;
        match refusal {
            R::NotAllowed(_) => Problem::new(Why::NotAllowed),
            R::Clash(subject) => Problem::new(Why::Clash).with("subject", subject),
            R::Faulty(faults) => {
                faults.into_iter().fold(Problem::new(Why::Invalid), |problem, fault| {
                    problem.at(fault.field, fault.key)
                })
            }
            R::InUse(subject) => Problem::new(Why::InUse).with("subject", subject),
            R::Missing(subject) => Problem::new(Why::NoSuch).with("subject", subject),
            R::Taken(subject) => Problem::new(Why::Exists).with("subject", subject),
            R::Entries(refusal) => refusal.into(),
            R::Unwritable(error) => Problem::new(Why::Invalid).because("body", error),
            R::Database(cause) => broken(&cause),
        }
    }
}

impl From<links::Refusal> for Problem {
    fn from(refusal: links::Refusal) -> Problem {
        match refusal {
            links::Refusal::NotAllowed(_) => Problem::new(Why::NotAllowed),
            links::Refusal::Missing => Problem::new(Why::NoSuch),
            links::Refusal::Off => Problem::new(Why::WrongState).with("setting", "ask_links"),
            links::Refusal::Database(cause) => broken(&cause),
        }
    }
}

impl From<filters::Refusal> for Problem {
    fn from(refusal: filters::Refusal) -> Problem {
        use filters::Refusal as R;
        match refusal {
            R::NotAllowed(_) => Problem::new(Why::NotAllowed),
            R::Missing => Problem::new(Why::NoSuch),
            R::There => Problem::new(Why::Exists),
            R::NoName => Problem::invalid("name", "siteadmin-fault-name"),
            R::Empty => Problem::invalid("query", "api-filter-empty"),
            R::Database(cause) => broken(&cause),
        }
    }
}

impl From<NotTakenBack> for Problem {
    fn from(refusal: NotTakenBack) -> Problem {
        match refusal {
            NotTakenBack::Site(refusal) => refusal.into(),
            NotTakenBack::Filter(refusal) => refusal.into(),
            NotTakenBack::Note(refusal) => match refusal {
                NotNoted::NotAllowed(_) => Problem::new(Why::NotAllowed),
                NotNoted::Missing | NotNoted::Wrong(_) => Problem::new(Why::NoSuch),
                NotNoted::Database(cause) => broken(&cause),
            },
            NotTakenBack::Ranking(rankings::Refusal::Clash(subject)) => {
                Problem::new(Why::Exists).with("subject", subject)
            }
            NotTakenBack::Ranking(refusal) => refusal.into(),
        }
    }
}

impl From<rankings::Refusal> for Problem {
    fn from(refusal: rankings::Refusal) -> Problem {
        use rankings::Refusal as R;
        match refusal {
            R::NotAllowed(_) => Problem::new(Why::NotAllowed),
            R::Missing(subject) => Problem::new(Why::NoSuch).with("subject", subject),
            R::Clash(subject) => Problem::new(Why::Clash).with("subject", subject),
            R::Faulty(faults) => {
                faults.into_iter().fold(Problem::new(Why::Invalid), |problem, fault| {
                    problem.at(fault.field, fault.key)
                })
            }
            R::Files(cause) => broken(&cause),
            R::Database(cause) => broken(&cause),
        }
    }
}

impl From<agency::Refusal> for Problem {
    fn from(refusal: agency::Refusal) -> Problem {
        match refusal {
            agency::Refusal::NotAllowed(_) => Problem::new(Why::NotAllowed),
            agency::Refusal::Clash => Problem::new(Why::Clash),
            agency::Refusal::Faulty(faults) => {
                faults.into_iter().fold(Problem::new(Why::Invalid), |problem, fault| {
                    let about = Some(fault.about).filter(|about| !about.is_empty());
                    let place = about.map(|about| format!(" {about}")).unwrap_or_default();
                    problem.at(format!("{}{place}", fault.field), fault.key)
                })
            }
            agency::Refusal::Missing(_) => Problem::new(Why::NoSuch),
            agency::Refusal::Followed(_) => Problem::new(Why::InUse),
            agency::Refusal::NoReason => Problem::invalid("reason", "api-no-reason"),
            agency::Refusal::Unwritable(error) => Problem::new(Why::Invalid).because("body", error),
            agency::Refusal::Database(cause) => broken(&cause),
        }
    }
}

impl From<action_programme::Refusal> for Problem {
    fn from(refusal: action_programme::Refusal) -> Problem {
        use action_programme::Refusal as R;
        match refusal {
            R::NotAllowed(_) => Problem::new(Why::NotAllowed),
            R::Clash(subject) => Problem::new(Why::Clash).with("subject", subject),
            R::Faulty(faults) => faults
                .into_iter()
                .fold(Problem::new(Why::Invalid), |problem, (field, key)| problem.at(field, key)),
            R::WrongState { subject, state } => {
                Problem::new(Why::WrongState).with("subject", subject).with("from", state)
            }
            R::NoRemark => Problem::invalid("remark", "api-no-reason"),
            R::Missing(subject) => Problem::new(Why::NoSuch).with("subject", subject),
            R::InUse(subject) => Problem::new(Why::InUse).with("subject", subject),
            R::Taken(subject) => Problem::new(Why::Exists).with("subject", subject),
            R::NotSet(cause) => broken(&cause),
            R::Files(cause) => broken(&cause),
            R::Database(cause) => broken(&cause),
        }
    }
}

impl From<place::Refusal> for Problem {
    fn from(refusal: place::Refusal) -> Problem {
        match refusal {
            place::Refusal::NotAllowed(_) => Problem::new(Why::NotAllowed),
            place::Refusal::Database(cause) => broken(&cause),
        }
    }
}

impl From<actions::Refusal> for Problem {
    fn from(refusal: actions::Refusal) -> Problem {
        use actions::Refusal as R;
        match refusal {
            R::NotAllowed(_) => Problem::new(Why::NotAllowed),
            R::Missing => Problem::new(Why::NoSuch),
            R::Wrong(field, key) => Problem::invalid(field, key),
            R::Random(cause) => broken(&cause),
            R::Database(cause) => broken(&cause),
        }
    }
}
