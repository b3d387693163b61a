//! The dashboard of visits: a period and what it is compared with, its trend and tables, notes that
//! explain them, files of all of it, and the weekly letter. Not for reading figures: that is `visits`.

mod asked;
mod chart;
mod files;
pub(super) mod letter;
mod notes;
mod page;
mod tables;

pub use letter::write_weekly;
pub use notes::back as back_to_notes;

use crate::portal::Portal;
use axum::Router;
use axum::routing::{get, post};

const VISITS: &str = "/desk/visits";

/// Its routes.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route(VISITS, get(page::show))
        .route("/desk/visits/download/{name}", get(files::file))
        .route("/desk/visits/notes", post(notes::add))
        .route("/desk/visits/notes/{id}/remove", post(notes::remove))
        .route("/desk/visits/weekly", post(letter::switch))
}
