//! The whole portal from outside: what readers get, what the counters say, what survives a kill,
//! and the rules the source keeps. One binary, so that it is linked once.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod support;

mod architecture;
mod both_engines;
mod changes;
mod command_line;
mod contrast;
mod crash;
mod exchange;
mod life;
mod lines;
mod locales;
mod migrations;
mod reader;
mod statements;
mod visits;
