create table agency (
    id bigint generated always as identity primary key,
    key text not null unique,
    kind text not null,
    code text not null,
    valid_from text,
    valid_to text,
    event text not null,
    source text not null,
    verified text not null
);
create table agency_name (
    agency_id bigint not null references agency (id),
    language text not null,
    name text not null,
    valid_from text,
    valid_to text
);
create index agency_name_agency on agency_name (agency_id, language);
create table agency_successor (
    agency_id bigint not null references agency (id),
    successor_key text not null,
    since text,
    primary key (agency_id, successor_key)
);
