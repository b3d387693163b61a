create table factcheck_copy (
    entry_id bigint not null references entry (id),
    sha256 text not null,
    name text not null,
    bytes bigint not null,
    kept_at bigint not null,
    kept_by text not null,
    primary key (entry_id, sha256)
);
