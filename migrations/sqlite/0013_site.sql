create table site_edition (
    number integer primary key autoincrement,
    made_at bigint not null,
    made_by text not null,
    part text not null,
    settings text not null
);
insert into site_edition (made_at, made_by, part, settings)
select 0, 'operator', 'whole', settings from site where id = 1;
create table redirect (
    from_path text primary key,
    to_path text not null,
    kind text not null,
    note text not null,
    made_at bigint not null,
    made_by text not null
);
create table reusable (
    id integer primary key autoincrement,
    slug text not null unique,
    name text not null,
    made_at bigint not null,
    made_by text not null
);
create table reusable_edition (
    id integer primary key autoincrement,
    reusable_id bigint not null references reusable (id),
    language text not null,
    number bigint not null,
    made_at bigint not null,
    made_by text not null,
    body text not null,
    unique (reusable_id, language, number)
);
