//! How links are kept: each address once, with the entries that lead to it.

use super::model::{Answer, Link, LinkId, State, rest};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::i18n::Language;
use crate::{args, sql};

#[derive(sqlx::FromRow)]
struct LinkRow {
    id: i64,
    url: String,
    state: String,
    status: Option<i64>,
    moved_to: Option<String>,
    problem: Option<String>,
    asked_at: Option<i64>,
    failures: i64,
    vouched_at: Option<i64>,
    vouched_by: Option<String>,
}

impl From<LinkRow> for Link {
    fn from(row: LinkRow) -> Link {
        Link {
            id: LinkId(row.id),
            url: row.url,
            state: State::named(&row.state),
            status: row.status.and_then(|status| u16::try_from(status).ok()),
            moved_to: row.moved_to,
            problem: row.problem,
            asked_at: row.asked_at,
            failures: row.failures,
            vouched: row.vouched_at.zip(row.vouched_by),
        }
    }
}

/// Which links are wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of this state only.
    pub state: Option<State>,
    /// Whose address holds this text.
    pub text: String,
}

impl Wanted {
    fn state(&self) -> &'static str {
        self.state.map_or("", State::name)
    }

    fn text(&self) -> String {
        self.text.trim().to_lowercase()
    }
}

/// An entry that leads to a link, in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The entry.
    pub entry: i64,
    /// Its language.
    pub language: Language,
    /// Whether readers see it there.
    pub live: bool,
    /// Its title when it was last written.
    pub title: String,
}

/// Links, what is broken first, then those asked longest ago.
pub async fn links(db: &Db, wanted: &Wanted, from: i64, limit: i64) -> Result<Vec<Link>> {
    let rows: Vec<LinkRow> = db
        .all(
            sql!(
                "select id, url, state, status, moved_to, problem, asked_at, failures, \
                        vouched_at, vouched_by from web_link \
                  where ($1 = '' or state = $1) and ($2 = '' or lower(url) like '%' || $2 || '%') \
                  order by case when vouched_at is not null then 6 else \
                           case state when 'gone' then 0 when 'silent' then 1 when 'moved' then 2 \
                                      when 'closed' then 3 when 'unasked' then 4 else 5 end end, \
                           host, url \
                  limit $4 offset $3"
            ),
            args![wanted.state(), wanted.text(), from, limit],
        )
        .await?;
    Ok(rows.into_iter().map(Link::from).collect())
}

/// How many there are.
pub async fn count(db: &Db, wanted: &Wanted) -> Result<i64> {
    let (count,): (i64,) = db
        .one(
            sql!(
                "select count(*) from web_link \
                  where ($1 = '' or state = $1) and ($2 = '' or lower(url) like '%' || $2 || '%')"
            ),
            args![wanted.state(), wanted.text()],
        )
        .await?;
    Ok(count)
}

/// A link by its number.
pub async fn link(tx: &mut Tx, id: LinkId) -> Result<Option<Link>> {
    let row: Option<LinkRow> = tx
        .optional(
            sql!(
                "select id, url, state, status, moved_to, problem, asked_at, failures, \
                        vouched_at, vouched_by from web_link where id = $1"
            ),
            args![id.0],
        )
        .await?;
    Ok(row.map(Link::from))
}

/// What is known of some addresses.
pub async fn known(db: &Db, urls: &[&str]) -> Result<Vec<Link>> {
    let mut found = Vec::new();
    for url in urls {
        let row: Option<LinkRow> = db
            .optional(
                sql!(
                    "select id, url, state, status, moved_to, problem, asked_at, failures, \
                            vouched_at, vouched_by from web_link where url = $1"
                ),
                args![*url],
            )
            .await?;
        found.extend(row.map(Link::from));
    }
    Ok(found)
}

/// Which entries lead to a link.
pub async fn uses(db: &Db, id: LinkId) -> Result<Vec<Use>> {
    let rows: Vec<(i64, String, i64, String)> = db
        .all(
            sql!(
                "select entry_id, language, live, title from web_link_use where link_id = $1 \
                  order by live desc, entry_id, language"
            ),
            args![id.0],
        )
        .await?;
    let read = |(entry, language, live, title): (i64, String, i64, String)| {
        Some(Use { entry, language: language.parse().ok()?, live: live == 1, title })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Up to where the change log was read.
pub async fn head(db: &Db) -> Result<i64> {
    let (seq,): (i64,) =
        db.one(sql!("select seq from web_link_head where id = 1"), args![]).await?;
    Ok(seq)
}

/// Moves the head on.
pub async fn move_head(tx: &mut Tx, seq: i64) -> Result<()> {
    tx.run(sql!("update web_link_head set seq = $1 where id = 1 and seq < $1"), args![seq]).await?;
    Ok(())
}

/// Forgets what an entry leads to; what it still leads to is put down anew.
pub async fn forget_uses(tx: &mut Tx, entry: i64) -> Result<()> {
    tx.run(sql!("delete from web_link_use where entry_id = $1"), args![entry]).await?;
    Ok(())
}

/// Puts down that an entry leads to an address; a new one is due at once.
pub async fn put_use(tx: &mut Tx, (url, host): (&str, &str), used: &Use, at: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into web_link (url, host, state, failures, next_at) \
             values ($1, $2, 'unasked', 0, $3) on conflict (url) do nothing"
        ),
        args![url, host, at],
    )
    .await?;
    tx.run(
        sql!(
            "insert into web_link_use (link_id, entry_id, language, live, title) \
             select id, $2, $3, $4, $5 from web_link where url = $1 \
             on conflict (link_id, entry_id, language) do update set live = excluded.live"
        ),
        args![url, used.entry, used.language.to_string(), i64::from(used.live), &used.title],
    )
    .await?;
    Ok(())
}

/// Forgets addresses that nothing leads to any more.
pub async fn forget_unused(tx: &mut Tx) -> Result<()> {
    tx.run(
        sql!(
            "delete from web_link where not exists \
               (select 1 from web_link_use where link_id = web_link.id)"
        ),
        args![],
    )
    .await?;
    Ok(())
}

/// Takes links whose time has come, at most one of each site, so that no site is asked twice in one
/// breath; until `held` nobody else asks them.
pub async fn take_due(
    tx: &mut Tx,
    now: i64,
    held: i64,
    limit: i64,
) -> Result<Vec<(LinkId, String)>> {
    let rows: Vec<(i64, String)> = tx
        .all(
            sql!(
                "update web_link set next_at = $2 where id in \
                   (select min(id) from web_link where next_at <= $1 group by host \
                     order by min(next_at) limit $3) \
                 returning id, url"
            ),
            args![now, held, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(id, url)| (LinkId(id), url)).collect())
}

/// When the next link is due.
pub async fn next_due(tx: &mut Tx) -> Result<Option<i64>> {
    let (next,): (Option<i64>,) =
        tx.one(sql!("select min(next_at) from web_link"), args![]).await?;
    Ok(next)
}

/// Writes down what came of asking. A person's word holds until the site answers otherwise.
pub async fn put_answer(tx: &mut Tx, id: LinkId, answer: &Answer, at: i64) -> Result<()> {
    let Some(before) = link(tx, id).await? else { return Ok(()) };
    let failed = matches!(answer.state, State::Gone | State::Silent);
    let failures = if failed { before.failures + 1 } else { 0 };
    tx.run(
        sql!(
            "update web_link set state = $2, status = $3, moved_to = $4, problem = $5, \
                    asked_at = $6, failures = $7, next_at = $8, \
                    vouched_at = case when state = $2 then vouched_at else null end, \
                    vouched_by = case when state = $2 then vouched_by else null end \
              where id = $1"
        ),
        args![
            id.0,
            answer.state.name(),
            answer.status.map(i64::from),
            answer.moved_to.as_deref(),
            answer.problem.as_deref(),
            at,
            failures,
            at + rest(answer.state, failures)
        ],
    )
    .await?;
    Ok(())
}

/// Makes a link due.
pub async fn make_due(tx: &mut Tx, id: LinkId, at: i64) -> Result<()> {
    tx.run(sql!("update web_link set next_at = $2 where id = $1"), args![id.0, at]).await?;
    Ok(())
}

/// Puts down, or takes back, that a person found the link fine.
pub async fn set_vouched(tx: &mut Tx, id: LinkId, vouched: Option<(i64, &str)>) -> Result<()> {
    tx.run(
        sql!("update web_link set vouched_at = $2, vouched_by = $3 where id = $1"),
        args![id.0, vouched.map(|(at, _)| at), vouched.map(|(_, by)| by)],
    )
    .await?;
    Ok(())
}
