create table media_file (
    key text primary key,
    sha256 text not null,
    content_type text not null,
    bytes bigint not null,
    width bigint,
    height bigint,
    dark text,
    added_at bigint not null
);
