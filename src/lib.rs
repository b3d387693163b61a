//! Mộc Bản: the portal of a province, a ministry or a festival committee. The modules stand in the
//! order of their rank; a lower one never names a higher (`tests/it/architecture.rs`).

// Rank 0: what a portal stands on.
pub mod platform;

// Rank 1: what every kind shares.
pub mod agency;
pub mod editorial;
pub mod links;
pub mod media;
pub mod people;
pub mod place;
pub mod portal;
pub mod search;
pub mod site;
pub mod visits;

// Rank 2: the kinds and the action programme. They do not name each other.
pub mod action_programme;
pub mod corrections;
pub mod document;
pub mod factcheck;
pub mod festival;
pub mod gallery;
pub mod news;
pub mod page;
pub mod video;

// Rank 3: what reads the kinds through their doors.
pub mod api;
pub mod desk;
pub mod exchange;
pub mod home;

// Rank 4: what puts it all together.
pub mod app;
pub mod cli;
pub mod config;
pub mod routes;
