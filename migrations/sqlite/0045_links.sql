create table web_link (
    id integer primary key autoincrement,
    url text not null unique,
    host text not null,
    state text not null,
    status bigint,
    moved_to text,
    problem text,
    asked_at bigint,
    failures bigint not null,
    next_at bigint not null,
    vouched_at bigint,
    vouched_by text
);
create index web_link_due on web_link (next_at);

create table web_link_use (
    link_id bigint not null references web_link (id),
    entry_id bigint not null references entry (id),
    language text not null,
    live bigint not null,
    title text not null,
    primary key (link_id, entry_id, language)
);
create index web_link_use_entry on web_link_use (entry_id);

create table web_link_head (
    id integer primary key,
    seq bigint not null
);
insert into web_link_head (id, seq) values (1, 0);
