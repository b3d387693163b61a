//! What readers and the machines of readers get, asked of the portal in process.

mod answers;
mod documents;
mod entries;
mod festival;
mod front;
mod machines;
mod media;
mod news;
mod pictures;
mod programme;
mod rankings;
mod register;
mod search;
mod standing;
mod whole;
