create table change_head (
    id bigint primary key,
    seq bigint not null,
    hash text not null
);
insert into change_head (id, seq, hash) values (1, 0, '');
create table change (
    seq bigint primary key,
    at bigint not null,
    actor text not null,
    verb text not null,
    subject text not null,
    detail text not null,
    hash text not null
);
create index change_subject on change (subject, seq);
