create table visits_entry_day (
    day text not null,
    entry_id bigint not null,
    language text not null,
    views bigint not null,
    primary key (day, entry_id, language)
);
create index visits_entry_day_entry on visits_entry_day (entry_id);
create table visits_day (
    day text primary key,
    views bigint not null,
    refused bigint not null
);
create table visits_fold (
    ledger text primary key,
    folded_bytes bigint not null
);
