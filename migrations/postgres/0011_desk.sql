create table desk_filter (
    id bigint generated always as identity primary key,
    person_id bigint references person (id),
    name text not null,
    query text not null,
    made_at bigint not null,
    made_by text not null
);
create index desk_filter_person on desk_filter (person_id);
create table entry_unwanted (
    entry_id bigint not null references entry (id),
    language text not null,
    made_at bigint not null,
    made_by text not null,
    primary key (entry_id, language)
);
create index change_actor on change (actor, seq);
create index change_verb on change (verb, seq);
create index change_at on change (at, seq);
