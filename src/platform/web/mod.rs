//! What every answer to a browser shares: carved pages, their cache, faults, assets, files and the
//! server itself. Not for any page of a subject: those stand in their slices.

mod attached;
mod cache;
mod carve;
mod fault;
mod page;
mod peer;
mod print;
mod serve;
mod templates;

pub mod assets;
pub mod pagination;
pub mod picture;
pub mod ranges;

pub use attached::attached;
pub use cache::{Begun, PageCache, next_midnight};
pub use carve::{Carved, Packing, Slot};
pub use fault::{Fault, Notice};
pub use page::{CountAs, Page, Uncarved};
pub use peer::Peer;
pub use print::{Asked, Delivered, Figure, Figures, Marks, Printed, secure};
pub use serve::{Answer, serve};
pub use templates::{BadTemplate, Templates, escaped};
