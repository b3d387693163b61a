//! Folding some records of one file: what they add up to, and who came, in one transaction.

use super::super::counters::Visits;
use super::super::day::store::{self as day_store, Batch};
use super::super::day::{Day, Seen, Visit, WayId};
use super::super::facts::{Fact, Sums, store};
use super::super::ledger::{Ledger, Part, Record, Scanned, Tail, begins, scan};
use super::super::month::{month_of, store as month_store};
use super::super::reader::Source;
use super::{FoldError, Open};
use crate::platform::db::Tx;
use ahash::AHashMap;
use jiff::civil::Date;
use std::io;

/// About this much of a file is folded in one transaction: 524,288 records, more than a busy second writes.
/// The more there is in one, the fewer pages of the database are written twice; but what it adds up is held
/// in memory, so a ledger read again must not come at once.
const AT_ONCE: usize = 32 << 20;

/// What one part of a file tells.
#[derive(Default)]
struct Told {
    sums: Sums,
    /// Views by entry and way: two numbers, because this is looked up for each view.
    views: AHashMap<(i64, WayId), i64>,
    sources: Vec<Source>,
    /// The visits of this part alone, where there are other nodes to tell them.
    seen: Option<Seen>,
}

impl Told {
    fn take(&mut self, day: &mut Day, record: Record) {
        match record {
            Record::View(view) => {
                let Some(way) = day.take(&view) else {
                    self.sums.judged += 1;
                    return;
                };
                *self.views.entry((view.count.entry, way)).or_default() += 1;
                if let Some(seen) = &mut self.seen {
                    seen.add(Visit::of(view.visitor, day.second(view.at)));
                }
            }
            Record::Uncounted { why, .. } => self.sums.refuse(why),
            Record::Browsed { visitor, .. } => {
                day.browsed(visitor);
                // Told with the visit it belongs to, of which other nodes may have heard a second ago.
                if let (Some(seen), Some(known)) = (&mut self.seen, day.seen.of(visitor).last()) {
                    seen.add(known.again());
                }
            }
            Record::Source(source) => self.sources.push(source),
        }
    }

    /// Adds up what was taken in.
    fn add_up(&mut self, day: &Day) {
        for ((entry, way), views) in self.views.drain() {
            if let Some(way) = day.ways.get(way) {
                self.sums.add(Fact::of(entry, way), views);
            }
        }
    }
}

/// Some bytes of a file that are not folded yet.
struct Piece<'a> {
    day: Date,
    date: String,
    name: &'a str,
    /// How much of the file stands before them and is folded.
    folded: i64,
    part: Part,
}

impl Piece<'_> {
    /// Hands each record to `each`, stroke after stroke, as far as one transaction takes them; answers how many
    /// bytes that were and at how many places they were damaged.
    fn records(&mut self, ledger: &Ledger, mut each: impl FnMut(Record)) -> io::Result<Scanned> {
        let mut all = Scanned::default();
        loop {
            let Scanned { used, damaged } = scan(&self.part.bytes, self.part.tail, &mut each);
            all.used += used;
            all.damaged += damaged;
            if used == 0 || all.used >= AT_ONCE {
                return Ok(all);
            }
            let next = self.folded.saturating_add_unsigned(all.used as u64);
            self.part = ledger.part(self.name, u64::try_from(next).unwrap_or(0))?;
        }
    }

    /// What they tell, taken into the day; and how many bytes that were.
    fn told(
        &mut self,
        ledger: &Ledger,
        day: &mut Day,
        mut told: Told,
    ) -> io::Result<(Told, usize)> {
        let scanned = self.records(ledger, |record| told.take(day, record))?;
        told.sums.damaged = scanned.damaged;
        told.add_up(day);
        Ok((told, scanned.used))
    }
}

impl Visits {
    /// Folds the next records of a file; answers whether so many were there that more must be. What comes
    /// meanwhile waits for the next second: a fold that ran after it would never end.
    pub(super) async fn fold_some(
        &self,
        open: &mut Open,
        day: Date,
        name: &str,
    ) -> Result<bool, FoldError> {
        let (mut tx, date) = (self.db.begin().await?, day.to_string());
        let folded = store::folded(&mut tx, name).await?;
        let part = self.ledger.part(name, u64::try_from(folded).unwrap_or(0))?;
        if part.bytes.is_empty() {
            return Ok(false);
        }
        let mut piece = Piece { day, date, name, folded, part };
        if day < self.ledger.day().first_of_month() {
            month_store::hold(&mut tx).await?;
            if month_store::is_frozen(&mut tx, month_of(&piece.date)).await? {
                return self.pass_over(tx, &mut piece).await;
            }
        }
        if store::closed_at(&mut tx, &piece.date).await?.is_some() {
            return self.fold_late(tx, &mut piece).await;
        }
        self.fold_piece(tx, open, &mut piece).await
    }

    async fn fold_piece(
        &self,
        mut tx: Tx,
        open: &mut Open,
        piece: &mut Piece<'_>,
    ) -> Result<bool, FoldError> {
        // Taken out while it changes: if anything fails it is made again from the ledger.
        let mut state = match open.days.remove(&piece.day) {
            Some(known) => known,
            None => self.day_again(&mut tx, piece.day).await?,
        };
        let seen = self.keys.shared().then(Seen::default);
        let (told, used) =
            piece.told(&self.ledger, &mut state, Told { seen, ..Told::default() })?;
        if used == 0 {
            open.days.insert(piece.day, state);
            return Ok(false);
        }
        if piece.folded == 0 {
            for visitor in state.judge.judged() {
                day_store::note_judged(&mut tx, &piece.date, piece.name, visitor).await?;
            }
        }
        self.write_facts(&mut tx, &piece.date, &told).await?;
        self.note(&mut tx, piece, used).await?;
        let (visits, visitors) =
            self.tell_and_hear(&mut tx, &piece.date, &mut state, &told).await?;
        store::set_visitors(&mut tx, &piece.date, visits, visitors).await?;
        tx.commit().await?;
        open.days.insert(piece.day, state);
        self.show(&told);
        Ok(used >= AT_ONCE)
    }

    /// Adds records of a closed day as they are: what could join them to others is gone.
    async fn fold_late(&self, mut tx: Tx, piece: &mut Piece<'_>) -> Result<bool, FoldError> {
        let mut state = Day::new(begins(piece.day, &self.zone));
        let (told, used) = piece.told(&self.ledger, &mut state, Told::default())?;
        if used == 0 {
            return Ok(false);
        }
        self.write_facts(&mut tx, &piece.date, &told).await?;
        self.note(&mut tx, piece, used).await?;
        let (visits, visitors) = counted(&state);
        store::add_late(&mut tx, &piece.date, visits, visitors).await?;
        tx.commit().await?;
        self.show(&told);
        Ok(used >= AT_ONCE)
    }

    /// Reads records of a frozen month: how many views there were is noted, no figure is changed.
    async fn pass_over(&self, mut tx: Tx, piece: &mut Piece<'_>) -> Result<bool, FoldError> {
        let mut late = 0;
        let scanned = piece.records(&self.ledger, |record| {
            late += i64::from(matches!(record, Record::View(_)));
        })?;
        if scanned.used == 0 {
            return Ok(false);
        }
        let date = &piece.date;
        tracing::warn!(date, late, "views came after their month was frozen and are in no figure");
        month_store::note_late(&mut tx, month_of(date), late).await?;
        self.note(&mut tx, piece, scanned.used).await?;
        tx.commit().await?;
        Ok(scanned.used >= AT_ONCE)
    }

    async fn note(&self, tx: &mut Tx, piece: &Piece<'_>, used: usize) -> Result<(), FoldError> {
        let end = piece.folded + i64::try_from(used).unwrap_or(0);
        Ok(store::note_fold(tx, piece.name, &piece.date, &self.node, end).await?)
    }

    /// Lets the live figures of entries grow by what was written.
    fn show(&self, told: &Told) {
        for ((entry, _), views) in told.sums.entries() {
            self.add_to_entry(entry, views);
        }
    }

    async fn write_facts(&self, tx: &mut Tx, date: &str, told: &Told) -> Result<(), FoldError> {
        store::add_day(tx, date, &told.sums).await?;
        for source in &told.sources {
            store::know_source(tx, source).await?;
        }
        if !told.sums.facts.is_empty() {
            store::add_facts(tx, date, "ledger", &told.sums).await?;
            store::add_entries(tx, date, &told.sums).await?;
            store::add_facets(tx, date, &told.sums).await?;
        }
        Ok(())
    }

    /// Takes in what other nodes told, tells them of this part, and answers the day's visits and
    /// visitors. Whoever is here holds the day's row: no other node is half way through the same.
    async fn tell_and_hear(
        &self,
        tx: &mut Tx,
        date: &str,
        state: &mut Day,
        told: &Told,
    ) -> Result<(i64, i64), FoldError> {
        if self.keys.shared() {
            let heard = self.hear(tx, date, state).await?;
            self.foreign.lock().await.extend(heard);
            let entries = told.sums.entries().into_keys().map(|(entry, _)| entry).collect();
            let batch =
                Batch { seq: 0, seen: told.seen.iter().flat_map(Seen::all).collect(), entries };
            state.heard = day_store::tell(tx, date, &self.node, &batch).await?;
        }
        Ok(counted(state))
    }

    /// Takes in what other nodes told of a day; answers the entries they saw read.
    pub(super) async fn hear(
        &self,
        tx: &mut Tx,
        date: &str,
        state: &mut Day,
    ) -> Result<Vec<i64>, FoldError> {
        let mut entries = Vec::new();
        loop {
            let told = day_store::told(tx, date, state.heard).await?;
            if told.is_empty() {
                return Ok(entries);
            }
            for batch in told {
                batch.seen.into_iter().for_each(|visit| state.hear(visit));
                entries.extend(batch.entries);
                state.heard = batch.seq;
            }
        }
    }

    /// Takes in what other nodes told of all open days.
    pub(super) async fn hear_all(&self, open: &mut Open) -> Result<(), FoldError> {
        if !self.keys.shared() {
            return Ok(());
        }
        let today = self.ledger.day();
        let mut tx = self.db.begin().await?;
        if let std::collections::btree_map::Entry::Vacant(place) = open.days.entry(today) {
            place.insert(self.day_again(&mut tx, today).await?);
        }
        for (day, state) in &mut open.days {
            let heard = self.hear(&mut tx, &day.to_string(), state).await?;
            self.foreign.lock().await.extend(heard);
        }
        Ok(())
    }

    /// Makes what is known of a day again, from what is folded of the ledgers in this folder and,
    /// with several nodes, from what all of them told.
    pub(super) async fn day_again(&self, tx: &mut Tx, day: Date) -> Result<Day, FoldError> {
        let (mut state, date) = (Day::new(begins(day, &self.zone)), day.to_string());
        let files = self.ledger.files()?.into_iter().filter(|(of, _)| *of == day);
        let files: Vec<String> = files.map(|(_, name)| name).collect();
        for (ledger, visitor) in day_store::judged(tx, &date).await? {
            // Who was judged by other nodes only is still in what was folded here, until taken out of it.
            if files.contains(&ledger) {
                state.judge.judge(visitor);
            }
        }
        let shared = self.keys.shared();
        for name in files {
            let folded = store::folded(tx, &name).await?;
            self.each_folded(&name, folded, |record| match record {
                Record::View(view) if shared => {
                    state.sketches.add_entry(&view);
                    state.sketches.add_way(&view);
                }
                Record::View(view) => {
                    state.take(&view);
                }
                Record::Browsed { visitor, .. } => state.browsed(visitor),
                Record::Uncounted { .. } | Record::Source(_) => {}
            })?;
        }
        Ok(state)
    }

    /// Hands every record of a file that is folded already to `each`.
    pub(super) fn each_folded(
        &self,
        name: &str,
        folded: i64,
        mut each: impl FnMut(Record),
    ) -> io::Result<()> {
        let (mut at, end) = (0, u64::try_from(folded).unwrap_or(0));
        while at < end {
            let mut part = self.ledger.part(name, at)?;
            part.bytes.truncate(usize::try_from(end - at).unwrap_or(usize::MAX));
            let last = at + part.bytes.len() as u64 >= end;
            let tail = if last { Tail::Ended } else { Tail::FollowedByMore };
            let used = scan(&part.bytes, tail, &mut each).used as u64;
            if used == 0 {
                break;
            }
            at += used;
        }
        Ok(())
    }
}

pub(super) fn counted(state: &Day) -> (i64, i64) {
    let number = |count| i64::try_from(count).unwrap_or(i64::MAX);
    (number(state.seen.visits()), number(state.seen.visitors()))
}
