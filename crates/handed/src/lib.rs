//! A file of records of one length, each in the kernel's hands once it is appended, without a call.
//!
//! Appending copies into a page that the kernel shares with this process (`mmap(2)`, `MAP_SHARED`): whatever
//! becomes of the process, the page is the kernel's and reaches the disk. Calling `write(2)` for each record
//! gives the same promise for ten to twenty times the price.
//!
//! Not here: what a record means, checksums, forcing to the disk (`fsync`), reading.
//!
//! ```
//! use handed::Handed;
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("records");
//! let mut records: Handed<8> = Handed::create(&path)?;
//! records.append(b"a record")?;
//! assert!(std::fs::read(&path)?.starts_with(b"a record"));
//! drop(records);
//! assert_eq!(std::fs::read(&path)?, b"a record");
//! # Ok::<(), std::io::Error>(())
//! ```

#[cfg(test)]
mod tests;

use memmap2::{Advice, MmapMut, MmapOptions};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// How much a file grows by at once, in bytes: a multiple of every page size in use.
pub const STEP: usize = 256 * 1024;

/// A file of records of `N` bytes; `N` divides [`STEP`].
///
/// The file is locked (`flock(2)`) as long as it is appended to, so that another process can tell a file that
/// grows from one that was left: see [`is_left`].
#[derive(Debug)]
pub struct Handed<const N: usize> {
    file: File,
    /// Where the window begins in the file.
    begins: u64,
    window: Window,
    /// How much of the window is used.
    used: usize,
}

/// The part of the file that is written now.
#[derive(Debug)]
enum Window {
    /// Memory the kernel holds.
    Mapped(MmapMut),
    /// None yet, or the last is full.
    None,
    /// A file system that maps nothing for writing: each record is a call.
    Called,
}

/// Whether nobody appends to a file any more.
pub fn is_left(file: &File) -> bool {
    match file.try_lock_shared() {
        Ok(()) => file.unlock().is_ok(),
        Err(_) => false,
    }
}

impl<const N: usize> Handed<N> {
    const FITS: () = assert!(N > 0 && STEP.is_multiple_of(N), "a step holds whole records");

    /// Begins a new file; it must not be there yet.
    pub fn create(path: &Path) -> io::Result<Handed<N>> {
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path)?;
        Ok(Handed::over(file))
    }

    /// Begins to write a file from its first byte on.
    pub fn over(file: File) -> Handed<N> {
        let () = Self::FITS;
        // Where a file system has no locks, other processes take the file for left as soon as they look.
        let _ = file.try_lock();
        Handed { file, begins: 0, window: Window::None, used: 0 }
    }

    /// How many bytes were appended.
    pub fn length(&self) -> u64 {
        self.begins + self.used as u64
    }

    /// Hands a record to the kernel. After an error, such as a disk without room, nothing of it is in the file.
    pub fn append(&mut self, record: &[u8; N]) -> io::Result<()> {
        if let Window::Mapped(window) = &mut self.window
            && let Some(place) = window.get_mut(self.used..self.used + N)
        {
            place.copy_from_slice(record);
            self.used += N;
            return Ok(());
        }
        if !matches!(self.window, Window::Called) {
            self.grow()?;
            return self.append(record);
        }
        self.file.write_all_at(record, self.length())?;
        self.used += N;
        Ok(())
    }

    /// Takes room for the next records and maps it.
    fn grow(&mut self) -> io::Result<()> {
        self.begins = self.length();
        (self.window, self.used) = (Window::None, 0);
        let room = self.take_room()?;
        if let Ok(window) = map(&self.file, self.begins, room) {
            self.window = Window::Mapped(window);
        } else {
            self.file.set_len(self.begins)?;
            self.window = Window::Called;
        }
        Ok(())
    }

    /// Writes zeros as far as there is room, for a step or for whole records at the least: a page that has no
    /// room on the disk would end the process when it is written through memory.
    fn take_room(&self) -> io::Result<usize> {
        let zeros = vec![0; STEP];
        let mut taken = 0;
        while let Some(rest) = zeros.get(taken..).filter(|rest| !rest.is_empty()) {
            match self.file.write_at(rest, self.begins + taken as u64) {
                Ok(0) => break,
                Ok(some) => taken += some,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if taken < N => {
                    let _ = self.file.set_len(self.begins);
                    return Err(error);
                }
                Err(_) => break,
            }
        }
        if taken < N {
            return Err(io::ErrorKind::WriteZero.into());
        }
        Ok(taken - taken % N)
    }
}

impl<const N: usize> Drop for Handed<N> {
    fn drop(&mut self) {
        // Zeros that stay behind say nothing; whoever reads knows them for no record.
        let _ = self.file.set_len(self.length());
    }
}

#[expect(unsafe_code, reason = "a mapping can only be made so; what it must hold stands below")]
fn map(file: &File, begins: u64, room: usize) -> io::Result<MmapMut> {
    // SAFETY: the memory is only ever written by `append`, never read as Rust values, so it does not matter
    // that other processes see it change. Nobody shortens the file while it is appended to: this process
    // does so only when it lets the mapping go, and others have no reason to write to a file they did not make.
    let memory = unsafe { MmapOptions::new().offset(begins).len(room).map_mut(file) }?;
    // All pages at once, and for writing: met one by one each would cost a record eight microseconds, since
    // `MAP_POPULATE` takes the pages of a shared mapping for reading only. Before Linux 5.14 they are met so.
    let _ = memory.advise(Advice::PopulateWrite);
    Ok(memory)
}
