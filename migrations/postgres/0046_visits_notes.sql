-- A dated sentence of an editor that explains a figure. Taken out, it stays for the undo.
create table visits_note (
    id bigint generated always as identity primary key,
    day text not null,
    said text not null,
    made_by text not null,
    made_at bigint not null,
    removed_at bigint
);
create index visits_note_day on visits_note (day);

-- How often the search was asked, and how often it found nothing.
create table visits_search_day (
    day text not null,
    language text not null,
    asked bigint not null,
    found_none bigint not null,
    primary key (day, language)
);
-- Words for which nothing was found: only those that several readers of one day asked for.
create table visits_search_word (
    day text not null,
    language text not null,
    words text not null,
    times bigint not null,
    primary key (day, language, words)
);
