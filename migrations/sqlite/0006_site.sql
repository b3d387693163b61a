create table site (
    id integer primary key,
    settings text not null
);
