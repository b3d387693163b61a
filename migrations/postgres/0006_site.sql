create table site (
    id bigint primary key,
    settings text not null
);
