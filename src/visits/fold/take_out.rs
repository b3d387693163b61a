//! Taking out the views of those who were judged by their behaviour: what was folded of them is read
//! again and subtracted, and stands in a number of its own.

use super::super::counters::Visits;
use super::super::day::Day;
use super::super::day::store::{self as day_store, Batch};
use super::super::facts::{Fact, Sums, store};
use super::super::ledger::Record;
use super::super::reader::Visitor;
use super::part::counted;
use super::{FoldError, Open};
use crate::platform::db::Tx;
use ahash::AHashSet;
use jiff::civil::Date;
use std::time::{Duration, Instant};

/// So many records are read again in the blink of an eye ...
const AT_ONCE: u64 = 100_000;
/// ... and of those beyond it so many are worth a millisecond of waiting for the next time: less than one part
/// in a hundred of a processor goes there, however many are judged and however long the day's ledger is.
const A_MILLISECOND: u64 = 100;

/// How long nobody is taken out after so many records were read again.
fn rest(records: u64) -> Duration {
    Duration::from_millis(records.saturating_sub(AT_ONCE) / A_MILLISECOND)
}

impl Visits {
    /// Takes out everybody who was judged since the last time, here or at another node; of a day that is over
    /// at once, of the present one when it is time again.
    pub(super) async fn take_out_judged(&self, open: &mut Open) -> Result<(), FoldError> {
        let (today, began) = (self.ledger.day(), Instant::now());
        let rests = open.rests_until.is_some_and(|until| began < until);
        let days: Vec<Date> = open.days.keys().copied().collect();
        for day in days.into_iter().filter(|day| !rests || *day < today) {
            let Some(mut state) = open.days.remove(&day) else { continue };
            let fresh = state.judge.fresh();
            if !fresh.is_empty() || self.keys.shared() {
                let read = self.take_out(day, &mut state, fresh).await?;
                open.rests_until = open.rests_until.max(Some(Instant::now() + rest(read)));
            }
            open.days.insert(day, state);
        }
        Ok(())
    }

    /// Answers how many records were read again.
    pub(super) async fn take_out(
        &self,
        day: Date,
        state: &mut Day,
        fresh: Vec<Visitor>,
    ) -> Result<u64, FoldError> {
        let (mut tx, date) = (self.db.begin().await?, day.to_string());
        let known: AHashSet<(String, Visitor)> =
            day_store::judged(&mut tx, &date).await?.into_iter().collect();
        let mut judged: AHashSet<Visitor> = known.iter().map(|(_, visitor)| *visitor).collect();
        judged.extend(fresh);
        let (mut sums, mut noted, mut read) = (Sums::default(), false, 0);
        for (_, name) in self.ledger.files()?.into_iter().filter(|(of, _)| *of == day) {
            let missing: AHashSet<Visitor> = judged
                .iter()
                .filter(|visitor| !known.contains(&(name.clone(), **visitor)))
                .copied()
                .collect();
            if !missing.is_empty() {
                read += self.subtract(&mut tx, &date, &name, &missing, &mut sums).await?;
                noted = true;
            }
        }
        judged.iter().for_each(|visitor| state.take_out(*visitor));
        if !noted {
            return Ok(read);
        }
        store::add_day(&mut tx, &date, &sums).await?;
        store::add_facts(&mut tx, &date, "ledger", &sums).await?;
        store::add_entries(&mut tx, &date, &sums).await?;
        store::add_facets(&mut tx, &date, &sums).await?;
        if self.keys.shared() {
            let heard = self.hear(&mut tx, &date, state).await?;
            self.foreign.lock().await.extend(heard);
            // Other nodes show what these entries had.
            let entries = sums.entries().into_keys().map(|(entry, _)| entry).collect();
            let batch = Batch { seq: 0, seen: Vec::new(), entries };
            state.heard = day_store::tell(&mut tx, &date, &self.node, &batch).await?;
        }
        let (visits, visitors) = counted(state);
        store::set_visitors(&mut tx, &date, visits, visitors).await?;
        tx.commit().await?;
        for ((entry, _), views) in sums.entries() {
            self.add_to_entry(entry, views);
        }
        Ok(read)
    }

    /// Adds up, negatively, what was folded from a file of these visitors; answers how many records it has.
    async fn subtract(
        &self,
        tx: &mut Tx,
        date: &str,
        name: &str,
        judged: &AHashSet<Visitor>,
        sums: &mut Sums,
    ) -> Result<u64, FoldError> {
        let (folded, mut read) = (store::folded(tx, name).await?, 0);
        self.each_folded(name, folded, |record| {
            read += 1;
            if let Record::View(view) = record
                && judged.contains(&view.visitor)
            {
                sums.add(Fact::of_view(&view), -1);
                sums.judged += 1;
            }
        })?;
        for visitor in judged {
            day_store::note_judged(tx, date, name, *visitor).await?;
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::rest;

    #[test]
    fn the_more_is_read_again_the_longer_nobody_is_taken_out() {
        let cases = [(0, 0), (100_000, 0), (100_099, 0), (4_100_000, 40_000)];
        for (records, milliseconds) in cases {
            assert_eq!(rest(records).as_millis(), milliseconds, "{records}");
        }
    }
}
