//! The whole portal from outside: what readers get, what the counters say, what survives a kill,
//! and the rules the source keeps. One binary, so that it is linked once.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test ends at the first thing that is not as it should be"
)]

mod support;

mod api_arranging;
mod api_client;
mod api_desk;
mod api_entries;
mod api_programmes;
mod api_rankings;
mod api_rules;
mod api_site;
mod api_webhooks;
mod architecture;
mod bodies;
mod both_engines;
mod changes;
mod command_line;
mod contrast;
mod corrections;
mod crash;
mod crash_saves;
mod crash_uploads;
mod desk_board;
mod desk_film;
mod desk_help;
mod desk_history;
mod desk_library;
mod desk_library_forms;
mod desk_log;
mod desk_programme;
mod desk_programs;
mod desk_ranking_copies;
mod desk_rankings;
mod desk_refused;
mod desk_visits;
mod desk_visits_notes;
mod desk_writing;
mod entry_life;
mod exchange;
mod exchange_library;
mod exchange_programme;
mod factcheck;
mod life;
mod lines;
mod links;
mod locales;
mod media_child;
mod media_film;
mod media_ground;
mod media_hostile;
mod media_hostile_served;
mod media_jobs;
mod media_library;
mod media_upload;
mod migrations;
mod people_administer;
mod people_enter;
mod people_passkeys;
mod people_program;
mod pictured;
mod programme;
mod programme_counting;
mod programme_indicator;
mod programme_remind;
mod programme_stratml;
mod programme_table;
mod reader;
mod reports;
mod reports_elsewhere;
mod site_refused;
mod site_undo;
mod site_work;
mod statements;
mod visits;
