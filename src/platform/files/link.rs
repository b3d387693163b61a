//! A file of the disk kept by a second name, not by a second copy of its bytes. Not for stores that are
//! no folder of this machine, nor for folders of another disk: there the bytes are copied (`long.rs`).

use super::{Files, place};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// What became of a file that should get a second name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Linked {
    /// The store has it, safe on the disk.
    Kept,
    /// The store is not on the disk of the file, or the disk knows no second names.
    Elsewhere,
}

impl Files {
    pub(super) async fn link(&self, sha256: &str, path: &Path) -> io::Result<Linked> {
        let Some(folder) = &self.folder else { return Ok(Linked::Elsewhere) };
        let (from, to) = (path.to_owned(), folder.join(place(sha256).as_ref()));
        let linked = tokio::task::spawn_blocking(move || link(&from, &to));
        linked.await.map_err(io::Error::other)?
    }
}

/// The name is made last: what has it is whole and safe on the disk.
fn link(from: &Path, to: &Path) -> io::Result<Linked> {
    File::open(from)?.sync_all()?;
    let Some(shelf) = to.parent() else { return Ok(Linked::Elsewhere) };
    if !shelf.is_dir() {
        fs::create_dir_all(shelf)?;
        shelf.parent().map_or(Ok(()), safe)?;
    }
    match fs::hard_link(from, to) {
        Ok(()) => safe(shelf).map(|()| Linked::Kept),
        // Named by the hash of its bytes, it is the same file.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Linked::Kept),
        Err(error) if no_second_name(&error) => Ok(Linked::Elsewhere),
        Err(error) => Err(error),
    }
}

/// Brings the names in a folder to the disk.
fn safe(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Another disk (EXDEV), a disk without second names (EPERM, EOPNOTSUPP), or too many (EMLINK).
fn no_second_name(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, TooManyLinks, Unsupported};
    matches!(error.kind(), CrossesDevices | PermissionDenied | TooManyLinks | Unsupported)
}

#[cfg(test)]
mod tests {
    use super::super::Files;
    use std::os::unix::fs::MetadataExt;

    #[tokio::test]
    async fn a_file_of_the_same_disk_is_kept_without_a_second_copy_and_outlives_its_first_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::in_folder(&folder.path().join("files")).expect("a store").originals();
        let part = folder.path().join("upload.part");
        std::fs::write(&part, "mộc bản").expect("written");
        for _ in 0..2 {
            files.put_file("ab12", &part).await.expect("kept");
        }
        assert_eq!(std::fs::metadata(&part).expect("there").nlink(), 2);
        std::fs::remove_file(&part).expect("removed");
        let kept = files.get("ab12", None).await.expect("read");
        assert_eq!(kept, "mộc bản".as_bytes());
    }

    #[tokio::test]
    async fn a_file_of_another_disk_is_copied_whole_however_long_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::in_folder(&folder.path().join("files")).expect("a store");
        // Three parts, the last one short and no multiple of a stroke.
        let long: Vec<u8> = (0..(17_u32 << 20) + 12_345).map(|n| (n % 251) as u8).collect();
        let part = folder.path().join("upload.part");
        std::fs::write(&part, &long).expect("written");
        files.copy("cd34", &part).await.expect("kept");
        assert!(files.get("cd34", None).await.expect("read") == long, "the copy is the file");
    }
}
