//! Who was reminded of what: each reason once for each person.

use crate::action_programme::model::PeriodId;
use crate::platform::db::{Result, Tx};
use crate::{args, sql};
use jiff::civil::Date;

/// Notes a reminder; answers whether it is a new one.
pub async fn new_reminder(
    tx: &mut Tx,
    period: PeriodId,
    (agency, what, day): (&str, &str, Date),
    (person, at): (i64, i64),
) -> Result<bool> {
    let written = tx
        .run(
            sql!(
                "insert into programme_reminder \
                        (period_id, agency, what, due_on, person_id, made_at) \
                 values ($1, $2, $3, $4, $5, $6) \
                 on conflict (period_id, agency, what, due_on, person_id) do nothing"
            ),
            args![period.0, agency, what, day.to_string(), person, at],
        )
        .await?;
    Ok(written > 0)
}
