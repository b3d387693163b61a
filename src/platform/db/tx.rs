//! A transaction that writes: the unit in which a verb happens. Not for reading pages.

use super::value::{Value, bind, bind_typed};
use super::{Db, Engine, Result, Row, Statement, wake};
use sqlx::{Any, Transaction};
use tokio::sync::watch;

/// A transaction; dropped without [`commit`](Tx::commit) it leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    engine: Engine,
    inner: Transaction<'static, Any>,
    commits: watch::Sender<()>,
}

impl Tx {
    pub(super) async fn begin(db: &Db) -> Result<Tx> {
        let inner = match db.engine() {
            // Taking the write lock at once: a read that turns into a write later could be refused.
            Engine::Sqlite => db.writes.begin_with("begin immediate").await?,
            Engine::Postgres => db.writes.begin().await?,
        };
        Ok(Tx { engine: db.engine(), inner, commits: db.commits.clone() })
    }

    /// Runs a statement and answers how many rows it touched.
    pub async fn run(&mut self, statement: Statement, values: Vec<Value>) -> Result<u64> {
        let query = sqlx::query(statement.text(self.engine));
        Ok(bind(query, values).execute(&mut *self.inner).await?.rows_affected())
    }

    /// Every row of a statement.
    pub async fn all<R: Row>(
        &mut self,
        statement: Statement,
        values: Vec<Value>,
    ) -> Result<Vec<R>> {
        let query = sqlx::query_as(statement.text(self.engine));
        Ok(bind_typed(query, values).fetch_all(&mut *self.inner).await?)
    }

    /// The first row of a statement, if there is one.
    pub async fn optional<R: Row>(
        &mut self,
        statement: Statement,
        values: Vec<Value>,
    ) -> Result<Option<R>> {
        let query = sqlx::query_as(statement.text(self.engine));
        Ok(bind_typed(query, values).fetch_optional(&mut *self.inner).await?)
    }

    /// The only row of a statement that always has one, such as `insert … returning id`.
    pub async fn one<R: Row>(&mut self, statement: Statement, values: Vec<Value>) -> Result<R> {
        let query = sqlx::query_as(statement.text(self.engine));
        Ok(bind_typed(query, values).fetch_one(&mut *self.inner).await?)
    }

    /// Makes everything of this transaction true at once and wakes the followers.
    pub async fn commit(mut self) -> Result<()> {
        if self.engine == Engine::Postgres {
            sqlx::query(wake::ANNOUNCE).execute(&mut *self.inner).await?;
        }
        self.inner.commit().await?;
        self.commits.send_replace(());
        Ok(())
    }
}
