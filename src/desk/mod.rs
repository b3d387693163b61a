//! The desk: the editors' back office. One generic desk over entries of every kind; a kind adds only
//! its form. Not for readers, and not for rules: those stand with what they rule, in `editorial`,
//! `people`, `media` and `site`.

mod account_words;
mod agencies;
mod board;
mod calendar;
mod checks;
mod elsewhere;
mod entry;
mod form;
mod frame;
mod grants;
mod handbook;
mod help;
mod history;
mod letters;
mod library;
mod links;
mod log;
mod me;
mod names;
mod people;
mod preview;
mod programme;
mod rankings;
mod refused;
mod rows;
mod search;
mod sent;
mod session;
mod sign_in;
mod site;
mod start;
mod tokens;
mod translations;
mod undo;
mod visits;

pub use board::actions as filters;
pub use elsewhere::same_site_only;
pub use frame::{Toast, View, html, piece, plain, render, render_with, with_status};
pub use letters::{Letter, handlers as letter_writers};
pub use refused::whole;
pub use session::Signed;
pub use undo::{NotTakenBack, Undoable, undoable};
pub use visits::write_weekly;

use crate::portal::Portal;
use axum::Router;
use axum::middleware::from_fn_with_state;

/// Every route of the desk.
pub fn routes(portal: &Portal) -> Router<Portal> {
    Router::new()
        .merge(entry::routes())
        .merge(sign_in::routes())
        .merge(me::routes())
        .merge(people::routes())
        .merge(agencies::routes())
        .merge(board::routes())
        .merge(calendar::routes())
        .merge(handbook::routes())
        .merge(help::routes())
        .merge(history::routes())
        .merge(library::routes(portal))
        .merge(links::routes())
        .merge(log::routes())
        .merge(preview::routes())
        .merge(preview::lent_routes())
        .merge(programme::routes())
        .merge(rankings::routes())
        .merge(search::routes())
        .merge(site::routes())
        .merge(start::routes())
        .merge(tokens::routes())
        .merge(translations::routes())
        .merge(undo::routes())
        .merge(visits::routes())
        .layer(from_fn_with_state(portal.clone(), same_site_only))
}
