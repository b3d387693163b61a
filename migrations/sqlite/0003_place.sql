create table place (
    id integer primary key autoincrement,
    key text not null unique,
    latitude text,
    longitude text
);
create table place_name (
    place_id bigint not null references place (id),
    language text not null,
    name text not null,
    primary key (place_id, language)
);
create table place_address (
    place_id bigint not null references place (id),
    language text not null,
    address text not null,
    valid_from text,
    valid_to text
);
create index place_address_place on place_address (place_id, language);
