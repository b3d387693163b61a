//! Coverage: which of the bodies that exist on a day have handed in their plan. The denominator is
//! read from the register on that day and named body by body; a plan of a body that ended counts for
//! another only by a recorded decision. Not for what the plans say.

use super::{AsOf, Decision, DecisionId, Owes, Period, PlanId, Ruling, Stage, Texts};
use crate::agency::{Agency, Register};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A plan as it stood on the day looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanAt {
    /// Its number.
    pub id: PlanId,
    /// The body that wrote it.
    pub agency: String,
    /// A deadline of its own, granted by the coordinator.
    pub due: Option<Date>,
    /// The first day it was handed in.
    pub received: Option<Date>,
    /// How far it was.
    pub stage: Stage,
}

/// How a body stands with its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Standing {
    /// Its plan was handed in: it counts.
    Received {
        /// On which day.
        on: Date,
        /// How many days after the deadline; 0 in time.
        days_late: i32,
    },
    /// Its plan went back to it with a remark and does not count until it comes again.
    Returned {
        /// The first day it was handed in.
        on: Date,
    },
    /// The deadline is over and no plan is there.
    Late {
        /// The deadline.
        due: Date,
        /// How many days ago that was.
        days: i32,
    },
    /// No plan is there, and the deadline is still to come.
    Awaited {
        /// The deadline.
        due: Date,
    },
    /// No plan is there, and no deadline is recorded.
    Missing,
}

impl Standing {
    /// The name in files and in keys of sentences.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Received { .. } => "received",
            Standing::Returned { .. } => "returned",
            Standing::Late { .. } => "late",
            Standing::Awaited { .. } => "awaited",
            Standing::Missing => "missing",
        }
    }

    /// Whether the body counts in the numerator.
    pub fn counts(self) -> bool {
        matches!(self, Standing::Received { .. })
    }
}

/// Which plan a body has handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed {
    /// The plan.
    pub plan: PlanId,
    /// The decision by which a plan of another body counts for this one.
    pub by: Option<DecisionId>,
}

/// A body of the denominator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its key in the register.
    pub agency: String,
    /// Its plan, if there is one.
    pub handed: Option<Handed>,
    /// How it stands.
    pub standing: Standing,
}

/// The bodies of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCoverage {
    /// The group's name inside the program.
    pub group: String,
    /// What it is called.
    pub words: Texts,
    /// How many bodies another source states, where one does.
    pub stated: Option<i64>,
    /// The bodies, in the register's order.
    pub bodies: Vec<Body>,
}

impl GroupCoverage {
    /// How many have handed in.
    pub fn received(&self) -> usize {
        self.bodies.iter().filter(|body| body.standing.counts()).count()
    }
}

/// Who has handed in a plan for a period, on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The day of the denominator.
    pub day: Date,
    /// Group by group.
    pub groups: Vec<GroupCoverage>,
}

impl Coverage {
    /// Every body of every group.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.groups.iter().flat_map(|group| &group.bodies)
    }

    /// How many bodies owe a plan on the day.
    pub fn of(&self) -> usize {
        self.bodies().count()
    }

    /// How many of them have handed one in.
    pub fn received(&self) -> usize {
        self.bodies().filter(|body| body.standing.counts()).count()
    }
}

/// Computes coverage. `plans` and `decisions` are those known from `as_of`; the register is asked for
/// the day itself.
pub fn coverage(
    owes: &[Owes],
    period: &Period,
    register: &Register,
    plans: &[PlanAt],
    decisions: &[Decision],
    as_of: AsOf,
) -> Coverage {
    let look = Look::new(period, plans, decisions, as_of);
    let group = |owes: &Owes| GroupCoverage {
        group: owes.group.clone(),
        words: owes.words.clone(),
        stated: owes.stated,
        bodies: register
            .all_on(as_of.day)
            .filter(|agency| owes.has(agency))
            .map(|agency| look.body(agency))
            .collect(),
    };
    let groups = owes.iter().filter(|owes| owes.holds_on(as_of.day)).map(group).collect();
    Coverage { day: as_of.day, groups }
}

/// Plans by the body they stand for.
struct Look<'a> {
    due: Option<Date>,
    day: Date,
    own: BTreeMap<&'a str, &'a PlanAt>,
    lent: BTreeMap<&'a str, Vec<(&'a PlanAt, DecisionId)>>,
}

impl<'a> Look<'a> {
    fn new(
        period: &Period,
        plans: &'a [PlanAt],
        decisions: &'a [Decision],
        as_of: AsOf,
    ) -> Look<'a> {
        let mut lent: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        let holding = decisions.iter().filter(|one| {
            one.what == Ruling::CountsFor && one.day <= as_of.day && one.made_at <= as_of.known_at
        });
        for decision in holding {
            if let Some(plan) = plans.iter().find(|plan| decision.plan == Some(plan.id)) {
                lent.entry(&decision.to).or_default().push((plan, decision.id));
            }
        }
        let own = plans.iter().map(|plan| (plan.agency.as_str(), plan)).collect();
        Look { due: period.due, day: as_of.day, own, lent }
    }

    /// The body's own plan comes first; then one that a decision lets count for it.
    fn body(&self, agency: &Agency) -> Body {
        let key = agency.key.as_str();
        let own = self.own.get(key).copied();
        let lent = self.lent.get(key).into_iter().flatten().copied();
        let due = own.and_then(|plan| plan.due).or(self.due);
        let all = own.map(|plan| (plan, None)).into_iter();
        let mut all = all.chain(lent.map(|(plan, by)| (plan, Some(by))));
        let counted = all.clone().find(|(plan, _)| plan.stage.is_handed_in());
        let found = counted.or_else(|| all.find(|(plan, _)| plan.stage == Stage::Returned));
        let standing = found.and_then(|(plan, _)| self.handed_in(plan));
        Body {
            agency: agency.key.clone(),
            handed: found.map(|(plan, by)| Handed { plan: plan.id, by }),
            standing: standing.unwrap_or_else(|| self.nothing(due)),
        }
    }

    /// Lateness is that of the body that wrote the plan, against its own deadline.
    fn handed_in(&self, plan: &PlanAt) -> Option<Standing> {
        let on = plan.received?;
        if plan.stage == Stage::Returned {
            return Some(Standing::Returned { on });
        }
        let due = plan.due.or(self.due);
        Some(Standing::Received { on, days_late: due.map_or(0, |due| days(due, on).max(0)) })
    }

    fn nothing(&self, due: Option<Date>) -> Standing {
        match due {
            None => Standing::Missing,
            Some(due) if due < self.day => Standing::Late { due, days: days(due, self.day) },
            Some(due) => Standing::Awaited { due },
        }
    }
}

/// Days from one day to another.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
