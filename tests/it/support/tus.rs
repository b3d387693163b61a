//! Handing a file in piece by piece over a socket, as the desk's script does (tus 1.0).

use super::wire::{Caller, Heard};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const VERSION: (&str, &str) = ("tus-resumable", "1.0.0");

/// Begins an upload; the answer's `location` is its address.
pub fn begin(caller: &Caller, (name, declared): (&str, &str), length: usize) -> Option<Heard> {
    let said = format!("filename {},filetype {}", STANDARD.encode(name), STANDARD.encode(declared));
    let headers = [VERSION, ("upload-length", &*length.to_string()), ("upload-metadata", &*said)];
    caller.send(("POST", "/desk/uploads"), &headers, b"")
}

/// Sends a piece.
pub fn piece(caller: &Caller, path: &str, offset: usize, bytes: &[u8]) -> Option<Heard> {
    let kind = ("content-type", "application/offset+octet-stream");
    let headers = [VERSION, kind, ("upload-offset", &*offset.to_string())];
    caller.send(("PATCH", path), &headers, bytes)
}

/// Asks how far an upload is.
pub fn stand(caller: &Caller, path: &str) -> Option<Heard> {
    caller.send(("HEAD", path), &[VERSION], b"")
}

/// How many bytes the server says are safe.
#[track_caller]
pub fn offset(answer: &Heard) -> usize {
    let offset = answer.header("upload-offset");
    offset.parse().unwrap_or_else(|_| panic!("no offset: {} {}", answer.status, answer.text()))
}
