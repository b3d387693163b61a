//! Albums: pictures in rows of equal height, each with an address of its own. Not for a picture's
//! bytes (`media`) nor its words (`editorial`).

mod desk;
mod model;
mod public;
mod rows;
mod viewer;

pub use model::{KIND, rules};
pub use public::{count, list, preview, show};
pub use viewer::viewer;
