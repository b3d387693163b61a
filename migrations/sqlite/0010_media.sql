create table job (
    id integer primary key autoincrement,
    kind text not null,
    payload text not null,
    unique_key text,
    made_at bigint not null,
    run_at bigint not null,
    attempts bigint not null,
    locked_until bigint,
    locked_by text,
    progress bigint not null,
    last_error text,
    done_at bigint,
    given_up_at bigint
);
create unique index job_unique on job (unique_key) where done_at is null and given_up_at is null;
create index job_due on job (run_at, id) where done_at is null and given_up_at is null;
create table media (
    id integer primary key autoincrement,
    key text not null unique,
    name text not null,
    kind text not null,
    content_type text not null,
    bytes bigint not null,
    width bigint,
    height bigint,
    sha256 text not null,
    original_key text not null,
    public_key text,
    state text not null,
    problem text,
    taken_on text,
    author text,
    credit text,
    licence text,
    place_key text,
    focal_x bigint not null,
    focal_y bigint not null,
    searched text not null,
    edition bigint not null,
    added_by text not null,
    added_at bigint not null,
    replaced_by text,
    replaced_at bigint,
    removed_by text,
    removed_at bigint
);
create index media_sha256 on media (sha256);
create index media_newest on media (added_at, id);
create table media_words (
    media_id bigint not null references media (id),
    language text not null,
    alt text not null,
    caption text not null,
    primary key (media_id, language)
);
create table media_former (
    media_id bigint not null references media (id),
    number bigint not null,
    name text not null,
    content_type text not null,
    bytes bigint not null,
    sha256 text not null,
    original_key text not null,
    public_key text,
    replaced_by text not null,
    replaced_at bigint not null,
    primary key (media_id, number)
);
create index media_former_public on media_former (public_key);
create table media_rendition (
    media_id bigint not null references media (id),
    purpose text not null,
    format text not null,
    width bigint not null,
    height bigint not null,
    key text not null,
    primary key (media_id, purpose, format, width)
);
create index media_rendition_key on media_rendition (key);
