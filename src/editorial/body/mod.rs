//! The body of an edition: a typed document, never HTML. It comes in as Markdown (import) or JSON
//! (the desk's editor) and goes out as Markdown, HTML and plain text. Not for titles, leads and
//! captions, which are plain text, nor for keeping bodies (`editorial::store`).

mod complaint;
mod html;
mod inline;
mod inline_out;
mod markdown_in;
mod markdown_out;
mod model;
mod reading;
mod reusable;
mod tidy;

pub use complaint::{Complaint, Fault};
pub use html::{Card, Download, Figure, Placement};
pub use model::{Align, Block, Body, Inline, Level, LinkTarget, ListItem, Mark, Marks};
pub use reading::Anchor;

#[cfg(test)]
mod tests;
