//! How evidence is kept.

use super::text;
use crate::action_programme::model::{
    Evidence, EvidenceId, EvidenceOf, EvidenceState, Offer, ProgrammeId, Proof,
};
use crate::platform::db::{Db, Result, Tx};
use crate::{args, sql};
use jiff::civil::Date;

/// A piece of evidence as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct EvidenceRow {
    id: i64,
    programme_id: i64,
    subject: String,
    subject_id: i64,
    kind: String,
    entry: Option<String>,
    language: Option<String>,
    period_from: Option<String>,
    period_to: Option<String>,
    figure: Option<i64>,
    file: Option<String>,
    url: Option<String>,
    archive_hash: Option<String>,
    archived_on: Option<String>,
    note: String,
    state: String,
    made_at: i64,
    made_by: String,
}

impl EvidenceRow {
    /// The programme it belongs to.
    pub fn programme(&self) -> ProgrammeId {
        ProgrammeId(self.programme_id)
    }

    /// The evidence; `None` when the row cannot be read.
    pub fn into_evidence(self) -> Option<Evidence> {
        let day = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
        let proof = match self.kind.as_str() {
            "entry" => Proof::Entry { entry: self.entry?, language: self.language?.parse().ok()? },
            "visits" => Proof::Visits {
                entry: self.entry?,
                from: day(self.period_from)?,
                to: day(self.period_to)?,
                views: self.figure?,
            },
            "file" => Proof::File { file: self.file? },
            "link" => Proof::Link {
                url: self.url?,
                hash: self.archive_hash?,
                archived: day(self.archived_on)?,
            },
            _ => return None,
        };
        Some(Evidence {
            id: EvidenceId(self.id),
            subject: self.subject,
            subject_id: self.subject_id,
            proof,
            note: self.note,
            state: EvidenceState::named(&self.state)?,
            made_at: self.made_at,
            made_by: self.made_by,
        })
    }
}

/// Writes a new piece of evidence; answers its number.
pub async fn new_evidence(
    tx: &mut Tx,
    programme: ProgrammeId,
    offer: &Offer,
    (at, by): (i64, &str),
) -> Result<EvidenceId> {
    let columns = Columns::of(&offer.proof);
    let (id,): (i64,) = tx
        .one(
            sql!(
                "insert into programme_evidence (programme_id, subject, subject_id, kind, entry, \
                        language, period_from, period_to, figure, file, url, archive_hash, \
                        archived_on, note, state, made_at, made_by) \
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'offered', \
                         $15, $16) returning id"
            ),
            args![
                programme.0,
                offer.of.subject,
                offer.of.id,
                offer.proof.kind(),
                columns.entry,
                columns.language,
                text(columns.from),
                text(columns.to),
                columns.figure,
                columns.file,
                columns.url,
                columns.hash,
                text(columns.archived),
                &offer.note,
                at,
                by
            ],
        )
        .await?;
    Ok(EvidenceId(id))
}

#[derive(Default)]
struct Columns<'a> {
    entry: Option<&'a str>,
    language: Option<&'a str>,
    from: Option<Date>,
    to: Option<Date>,
    figure: Option<i64>,
    file: Option<&'a str>,
    url: Option<&'a str>,
    hash: Option<&'a str>,
    archived: Option<Date>,
}

impl Columns<'_> {
    fn of(proof: &Proof) -> Columns<'_> {
        let none = Columns::default();
        match proof {
            Proof::Entry { entry, language } => {
                Columns { entry: Some(entry), language: Some(language.code()), ..none }
            }
            Proof::Visits { entry, from, to, views } => Columns {
                entry: Some(entry),
                from: Some(*from),
                to: Some(*to),
                figure: Some(*views),
                ..none
            },
            Proof::File { file } => Columns { file: Some(file), ..none },
            Proof::Link { url, hash, archived } => {
                Columns { url: Some(url), hash: Some(hash), archived: Some(*archived), ..none }
            }
        }
    }
}

/// The evidence of a number, held by a transaction that writes.
pub async fn evidence(tx: &mut Tx, id: EvidenceId) -> Result<Option<EvidenceRow>> {
    tx.optional(
        sql!(
            held: "select id, programme_id, subject, subject_id, kind, entry, language, period_from, \
                    period_to, figure, file, url, archive_hash, archived_on, note, state, made_at, \
                    made_by from programme_evidence where id = $1"
        ),
        args![id.0],
    )
    .await
}

/// The evidence of something, oldest first.
pub async fn evidence_of(db: &Db, subject: &str, id: i64) -> Result<Vec<Evidence>> {
    let rows: Vec<EvidenceRow> = db
        .all(
            sql!(
                "select id, programme_id, subject, subject_id, kind, entry, language, period_from, \
                        period_to, figure, file, url, archive_hash, archived_on, note, state, \
                        made_at, made_by from programme_evidence \
                  where subject = $1 and subject_id = $2 order by id limit 1000"
            ),
            args![subject, id],
        )
        .await?;
    Ok(rows.into_iter().filter_map(EvidenceRow::into_evidence).collect())
}

/// What waits to be accepted or refused in a programme, oldest first, at most `limit`.
pub async fn waiting(db: &Db, programme: ProgrammeId, limit: i64) -> Result<Vec<Evidence>> {
    let rows: Vec<EvidenceRow> = db
        .all(
            sql!(
                "select id, programme_id, subject, subject_id, kind, entry, language, period_from, \
                        period_to, figure, file, url, archive_hash, archived_on, note, state, \
                        made_at, made_by from programme_evidence \
                  where programme_id = $1 and state = 'offered' order by id limit $2"
            ),
            args![programme.0, limit],
        )
        .await?;
    Ok(rows.into_iter().filter_map(EvidenceRow::into_evidence).collect())
}

/// How many pieces of evidence of something are accepted, inside a transaction that writes.
pub async fn accepted_count(tx: &mut Tx, of: EvidenceOf) -> Result<i64> {
    let (count,): (i64,) = tx
        .one(
            sql!(
                "select count(*) from programme_evidence \
                  where subject = $1 and subject_id = $2 and state = 'accepted'"
            ),
            args![of.subject, of.id],
        )
        .await?;
    Ok(count)
}

/// Puts a piece of evidence into a state.
pub async fn set_evidence_state(tx: &mut Tx, id: EvidenceId, state: EvidenceState) -> Result<()> {
    tx.run(
        sql!("update programme_evidence set state = $2 where id = $1"),
        args![id.0, state.name()],
    )
    .await?;
    Ok(())
}
