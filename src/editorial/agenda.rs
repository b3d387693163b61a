//! What waits for somebody, and what goes public or comes down at which hour. Not for showing it: the
//! desk and the API do.

use super::life::Stage;
use super::store::{self, Board, Cell, Line, Original, Rows, Share, Standing, Translated, Wanted};
use crate::people::{Actor, PersonId, Right, Scope};
use crate::platform::db::{Db, Result};
use crate::platform::i18n::Language;
use jiff::civil::Date;

/// An hour of an entry's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hour {
    /// It goes public by itself.
    Scheduled,
    /// It went public.
    Published,
    /// It is taken down by itself.
    Expires,
}

impl Hour {
    /// Its name for programs and pages.
    pub fn name(self) -> &'static str {
        match self {
            Hour::Scheduled => "scheduled",
            Hour::Published => "published",
            Hour::Expires => "expires",
        }
    }
}

impl Line {
    /// The hours of this line, in milliseconds since 1970.
    pub fn hours(&self) -> Vec<(Hour, i64)> {
        let scheduled = self.goes_live_at.filter(|_| self.stage == Stage::Scheduled);
        let hours = [
            (Hour::Scheduled, scheduled),
            (Hour::Published, self.published_at),
            (Hour::Expires, self.expires_at),
        ];
        hours.into_iter().filter_map(|(hour, at)| Some((hour, at?))).collect()
    }

    /// What rights on this line are asked for.
    pub fn scope(&self) -> Scope<'_> {
        Scope::entry(&self.publisher, self.section.as_deref(), self.owner.map(PersonId))
    }
}

impl Cell {
    /// Whether its words were translated from an older edition of the original.
    pub fn is_outdated(&self) -> bool {
        matches!(self.stands, Standing::Words { share: Share::Outdated, .. })
    }
}

/// What waits, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// Handed in, where she may publish or hand back, and not handed in by herself.
    Waiting,
    /// Hers, handed back.
    Returned,
    /// Hers, being written.
    Drafts,
    /// Goes public by itself within two weeks.
    Scheduled,
    /// Published alone by somebody else, and not approved yet.
    Forced,
    /// Translations made from an older edition of the original.
    Outdated,
    /// Should have been read again by today.
    Overdue,
}

impl Waits {
    /// Its name for programs and pages.
    pub fn name(self) -> &'static str {
        match self {
            Waits::Waiting => "waiting",
            Waits::Returned => "returned",
            Waits::Drafts => "drafts",
            Waits::Scheduled => "scheduled",
            Waits::Forced => "forced",
            Waits::Outdated => "outdated",
            Waits::Overdue => "overdue",
        }
    }
}

/// The lines of something that waits.
#[derive(Clone, Debug)]
pub enum Held {
    /// Entries in a language.
    Lines(Vec<Line>),
    /// Originals with the language that lags behind.
    Lagging(Vec<(Original, Language)>),
}

impl Held {
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Held::Lines(lines) => lines.len(),
            Held::Lagging(pairs) => pairs.len(),
        }
    }
}

/// How many lines are looked through for those the actor may do something with.
const LOOKED: i64 = 300;
const TWO_WEEKS_MS: i64 = 14 * 24 * 3600 * 1000;

/// What waits for an actor at a moment (milliseconds since 1970) of a day. What is nobody's business
/// here is not named at all.
pub async fn agenda(
    db: &Db,
    actor: &Actor,
    (now, today): (i64, Date),
) -> Result<Vec<(Waits, Held)>> {
    let anywhere = |right| actor.may(right, &Scope::anywhere());
    let (begins, reviews) = (anywhere(Right::Begin), anywhere(Right::Review));
    let (publishes, translates) = (anywhere(Right::Publish), anywhere(Right::Translate));
    let looks = Looks { db, actor };
    let mut found = Vec::new();
    let mut put = |what, lines| found.push((what, Held::Lines(lines)));
    if reviews || publishes {
        put(Waits::Waiting, looks.waiting().await?);
    }
    if begins || translates {
        put(Waits::Returned, looks.own(Stage::Returned).await?);
        put(Waits::Drafts, looks.own(Stage::Writing).await?);
    }
    put(Waits::Scheduled, looks.scheduled(now).await?);
    if publishes {
        put(Waits::Forced, looks.forced().await?);
    }
    if translates {
        found.push((Waits::Outdated, Held::Lagging(looks.outdated().await?)));
    }
    if reviews || begins {
        found.push((Waits::Overdue, Held::Lines(looks.overdue(today, reviews).await?)));
    }
    Ok(found)
}

struct Looks<'a> {
    db: &'a Db,
    actor: &'a Actor,
}

impl Looks<'_> {
    async fn lines(&self, wanted: Wanted) -> Result<Vec<Line>> {
        store::board(self.db, &wanted, 0, LOOKED).await
    }

    /// Her account; a program without one has nothing of its own.
    fn me(&self) -> i64 {
        self.actor.person().map_or(-1, |person| person.id.0)
    }

    async fn waiting(&self) -> Result<Vec<Line>> {
        let stage = Some(Stage::Submitted.name().to_owned());
        let mut lines = self.lines(Wanted { stage, ..Wanted::default() }).await?;
        let own = self.actor.name();
        lines.retain(|line| {
            let may = |right| self.actor.may(right, &line.scope());
            line.moved_by != own && (may(Right::Review) || may(Right::Publish))
        });
        Ok(lines)
    }

    async fn own(&self, stage: Stage) -> Result<Vec<Line>> {
        let (stage, whose) = (Some(stage.name().to_owned()), Some(self.me()));
        self.lines(Wanted { stage, whose, ..Wanted::default() }).await
    }

    async fn scheduled(&self, now: i64) -> Result<Vec<Line>> {
        let mut lines = store::hours(self.db, now, now + TWO_WEEKS_MS).await?;
        let ahead = |(hour, at): (Hour, i64)| hour == Hour::Scheduled && at >= now;
        lines.retain(|line| line.hours().into_iter().any(ahead));
        Ok(lines)
    }

    async fn forced(&self) -> Result<Vec<Line>> {
        let mut lines = self.lines(Wanted { forced: Some(1), ..Wanted::default() }).await?;
        lines.retain(|line| self.actor.may(Right::Publish, &line.scope()));
        Ok(lines)
    }

    /// Of everybody for those who review, else those she looks after.
    async fn overdue(&self, today: Date, reviews: bool) -> Result<Vec<Line>> {
        let wanted = Wanted {
            review_by: Some(today.to_string()),
            owner: (!reviews).then(|| self.me()),
            rows: Rows::Originals,
            ..Wanted::default()
        };
        self.lines(wanted).await
    }

    async fn outdated(&self) -> Result<Vec<(Original, Language)>> {
        let board = Board { stands: Some(Translated::Outdated), ..Board::default() };
        let originals = store::originals(self.db, &board, 0, LOOKED).await?;
        let entries: Vec<i64> = originals.iter().map(|one| one.entry).collect();
        let cells = store::cells(self.db, &entries).await?;
        let pair = |cell: &Cell| {
            let original = originals.iter().find(|one| one.entry == cell.entry)?;
            Some((original.clone(), cell.language))
        };
        Ok(cells.iter().filter(|cell| cell.is_outdated()).filter_map(pair).collect())
    }
}
