-- Links to previews have a number of their own: they can be listed and ended without their secret.
create table entry_preview_numbered (
    id integer primary key autoincrement,
    token_hash text not null unique,
    entry_id bigint not null references entry (id),
    language text not null,
    made_by text not null,
    made_at bigint not null,
    ends_at bigint not null
);
insert into entry_preview_numbered (token_hash, entry_id, language, made_by, made_at, ends_at)
select token_hash, entry_id, language, made_by, made_at, ends_at from entry_preview order by made_at;
drop table entry_preview;
alter table entry_preview_numbered rename to entry_preview;
create index entry_preview_entry on entry_preview (entry_id, language);
