//! Half files: what the store was writing aside when its process was killed. They have no name anybody
//! asks for, so they are seen by nobody; they only take room.

use std::io;
use std::path::Path;
use std::time::SystemTime;

/// Removes half files below a folder that nobody has written to since `before`; answers how many.
pub fn sweep_half(folder: &Path, before: SystemTime) -> io::Result<usize> {
    let mut swept = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            swept += sweep_half(&entry.path(), before)?;
        } else if is_half(&entry.file_name().to_string_lossy())
            && entry.metadata()?.modified()? < before
        {
            std::fs::remove_file(entry.path())?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// `object_store` writes `<name>#<number>` beside `<name>` and renames it when it is whole.
fn is_half(name: &str) -> bool {
    name.rsplit_once('#').is_some_and(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()))
}
