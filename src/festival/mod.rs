//! Festivals: their days in both calendars, their schedule, their calendar file, their organisers.
//! Not for the bodies behind the organisers (`agency`) nor for the lunar calendar (`lunar`).

mod calendar;
mod days;
mod desk;
mod door;
mod head;
mod list;
mod model;
mod organisers;
mod public;
mod schedule;
mod structured;
#[cfg(test)]
mod tests;

pub use calendar::{calendar, calendar_of_all};
pub use days::days;
pub use door::{Coming, Head, at_the_head};
pub use list::list;
pub use model::{KIND, rules};
pub use organisers::organisers;
pub use public::{preview, show};
pub use schedule::Phase;
