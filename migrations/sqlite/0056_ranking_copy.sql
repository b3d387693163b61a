alter table ranking_edition add column copy_sha256 text;
alter table ranking_edition add column copied_on text;
create table ranking_copy (
    index_key text not null references ranking_index (key),
    label text not null,
    sha256 text not null,
    name text not null,
    bytes bigint not null,
    kept_at bigint not null,
    kept_by text not null,
    primary key (index_key, label, sha256)
);
