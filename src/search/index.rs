//! The search index: what readers can find, kept in a folder beside the database. It holds nothing
//! that the database does not: lost or outdated, it is made anew from the change log. Not for
//! deciding what is public (that is whoever calls [`SearchIndex::put`]), not for HTTP.
//! Every call reads or writes files and may wait: not on an async thread.

mod ask;
mod excerpt;
mod leaf;

use super::question::Question;
use leaf::Fields;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::query::AllQuery;
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyError, Term};

pub use ask::{Answer, Hit, Slice};
pub use excerpt::Run;
pub use leaf::Leaf;

/// Counts up when keys or fields change, so that an older index is made anew.
const VERSION: u32 = 2;

/// What the one writing thread may hold before it writes a segment.
const WRITER_BYTES: usize = 20_000_000;

/// The index did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Another program writes to the same folder.
    #[error("another program has the search index open")]
    Busy,
    /// The folder cannot be used.
    #[error("the folder of the search index cannot be used")]
    Folder(#[from] std::io::Error),
    /// Reading or writing failed.
    #[error("the search index failed")]
    Failed(#[from] TantivyError),
}

impl From<LockError> for IndexError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::LockBusy => Self::Busy,
            other @ LockError::IoError(_) => Self::Failed(TantivyError::LockFailure(other, None)),
        }
    }
}

type Result<T> = std::result::Result<T, IndexError>;

/// An index that is open for asking and for writing.
pub struct SearchIndex {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
    seq: AtomicI64,
}

impl SearchIndex {
    /// Opens the index in `dir`, making the folder if need be. An index that cannot be read, or
    /// was written by another version, is made anew, empty, with [`seq`](Self::seq) 0.
    pub fn open(dir: &Path) -> Result<Self> {
        std::fs::create_dir_all(dir)?;
        let folder = MmapDirectory::open(dir).map_err(TantivyError::from)?;
        // Held while looking, so that a running program's index is never swept away.
        let lock = folder.acquire_lock(&INDEX_WRITER_LOCK)?;
        let found = usable(&folder);
        if found.is_none() {
            sweep(dir)?;
        }
        drop(lock);
        if let Some((index, seq)) = found {
            match Self::over(&index, seq) {
                Err(IndexError::Failed(_)) => sweep(dir)?,
                opened_or_busy => return opened_or_busy,
            }
        }
        let folder = MmapDirectory::open(dir).map_err(TantivyError::from)?;
        let (schema, _) = Fields::schema();
        Self::over(&Index::create(folder, schema, settings())?, 0)
    }

    /// Makes an empty index that is never written to disk.
    pub fn in_memory() -> Result<Self> {
        let (schema, _) = Fields::schema();
        Self::over(&Index::builder().schema(schema).settings(settings()).create_in_ram()?, 0)
    }

    fn over(index: &Index, seq: i64) -> Result<Self> {
        let (_, fields) = Fields::schema();
        leaf::register(index.tokenizers());
        let writer =
            index.writer_with_num_threads(1, WRITER_BYTES).map_err(|error| match error {
                TantivyError::LockFailure(lock, _) => lock.into(),
                other => IndexError::Failed(other),
            })?;
        // Reloaded after each commit, so that what was put is found at once.
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { fields, reader, writer: Mutex::new(writer), seq: AtomicI64::new(seq) })
    }

    /// Puts leaves in; each takes the place of the leaf with its entry and language. Found after
    /// the next [`commit`](Self::commit).
    pub fn put(&self, leaves: &[Leaf]) -> Result<()> {
        let writer = self.writer();
        for leaf in leaves {
            writer.delete_term(self.fields.key_term(leaf.entry, &leaf.language));
            writer.add_document(self.fields.document(leaf))?;
        }
        Ok(())
    }

    /// Takes out all leaves of an entry.
    pub fn remove(&self, entry: i64) -> Result<()> {
        self.writer().delete_term(Term::from_field_i64(self.fields.entry, entry));
        Ok(())
    }

    /// Takes out everything.
    pub fn clear(&self) -> Result<()> {
        // Not `delete_all_documents`: it turns the operation count back, and an earlier deletion
        // could then hit what is put in afterwards.
        self.writer().delete_query(Box::new(AllQuery))?;
        Ok(())
    }

    /// Makes all that was put and removed visible, and notes up to which change the index has
    /// followed the change log.
    pub fn commit(&self, seq: i64) -> Result<()> {
        let mut writer = self.writer();
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&payload(seq));
        commit.commit()?;
        self.reader.reload()?;
        self.seq.store(seq, Ordering::Release);
        Ok(())
    }

    /// Returns the change up to which the index has followed the log; 0 when it is new.
    pub fn seq(&self) -> i64 {
        self.seq.load(Ordering::Acquire)
    }

    /// Answers a question from what was last committed, in one language or in all.
    pub fn ask(&self, question: &Question, language: Option<&str>, slice: Slice) -> Result<Answer> {
        Ok(ask::ask(&self.reader.searcher(), &self.fields, question, language, slice)?)
    }

    /// A writer whose holder panicked is as good as before: it counts only what was added.
    fn writer(&self) -> MutexGuard<'_, IndexWriter> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn settings() -> IndexSettings {
    // A thread to compress beside the writer only makes small commits slower.
    IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() }
}

fn payload(seq: i64) -> String {
    format!("{VERSION} {seq}")
}

/// Returns the index in a folder and how far it has followed the log, if this version wrote it.
fn usable(folder: &MmapDirectory) -> Option<(Index, i64)> {
    let index = Index::open(folder.clone()).ok()?;
    let (schema, _) = Fields::schema();
    let written = index.load_metas().ok()?.payload?;
    let (version, seq) = written.split_once(' ')?;
    let same = version == VERSION.to_string() && index.schema() == schema;
    same.then_some((index, seq.parse().ok()?))
}

/// Removes the files of an index, and no others: the folder may be a mistaken one.
fn sweep(dir: &Path) -> Result<()> {
    for file in std::fs::read_dir(dir)? {
        let file = file?;
        let name = file.file_name();
        let name = name.to_string_lossy();
        let stem = name.split('.').next().unwrap_or_default();
        let is_segment = stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
        if is_segment || name == "meta.json" || name == ".managed.json" {
            std::fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
