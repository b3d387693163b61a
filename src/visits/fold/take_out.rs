//! Taking out the views of those who were judged by their behaviour: what was folded of them is read
//! again and subtracted, and stands in a number of its own.

use super::super::counters::Visits;
use super::super::day::Day;
use super::super::day::store as day_store;
use super::super::facts::{Fact, Sums, store};
use super::super::ledger::Record;
use super::super::reader::Visitor;
use super::part::counted;
use super::{FoldError, Open};
use crate::platform::db::Tx;
use ahash::AHashSet;
use jiff::civil::Date;

impl Visits {
    /// Takes out everybody who was judged since the last time, here or at another node.
    pub(super) async fn take_out_judged(&self, open: &mut Open) -> Result<(), FoldError> {
        let days: Vec<Date> = open.days.keys().copied().collect();
        for day in days {
            let Some(mut state) = open.days.remove(&day) else { continue };
            let fresh = state.judge.fresh();
            if !fresh.is_empty() || self.keys.shared() {
                self.take_out(day, &mut state, fresh).await?;
            }
            open.days.insert(day, state);
        }
        Ok(())
    }

    async fn take_out(
        &self,
        day: Date,
        state: &mut Day,
        fresh: Vec<Visitor>,
    ) -> Result<(), FoldError> {
        let (mut tx, date) = (self.db.begin().await?, day.to_string());
        let known: AHashSet<(String, Visitor)> =
            day_store::judged(&mut tx, &date).await?.into_iter().collect();
        let mut judged: AHashSet<Visitor> = known.iter().map(|(_, visitor)| *visitor).collect();
        judged.extend(fresh);
        let (mut sums, mut noted) = (Sums::default(), false);
        for (_, name) in self.ledger.files()?.into_iter().filter(|(of, _)| *of == day) {
            let missing: AHashSet<Visitor> = judged
                .iter()
                .filter(|visitor| !known.contains(&(name.clone(), **visitor)))
                .copied()
                .collect();
            if !missing.is_empty() {
                self.subtract(&mut tx, &date, &name, &missing, &mut sums).await?;
                noted = true;
            }
        }
        judged.iter().for_each(|visitor| state.take_out(*visitor));
        if !noted {
            return Ok(());
        }
        store::add_day(&mut tx, &date, &sums).await?;
        store::add_facts(&mut tx, &date, "ledger", &sums).await?;
        store::add_entries(&mut tx, &date, &sums).await?;
        store::add_facets(&mut tx, &date, &sums).await?;
        if self.keys.shared() {
            self.hear(&mut tx, &date, state).await?;
        }
        let (visits, visitors) = counted(state);
        store::set_visitors(&mut tx, &date, visits, visitors).await?;
        tx.commit().await?;
        for ((entry, _), views) in sums.entries() {
            self.add_to_entry(entry, views);
        }
        Ok(())
    }

    /// Adds up, negatively, what was folded from a file of these visitors.
    async fn subtract(
        &self,
        tx: &mut Tx,
        date: &str,
        name: &str,
        judged: &AHashSet<Visitor>,
        sums: &mut Sums,
    ) -> Result<(), FoldError> {
        let folded = store::folded(tx, name).await?;
        self.each_folded(name, folded, |record| {
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
        Ok(())
    }
}
