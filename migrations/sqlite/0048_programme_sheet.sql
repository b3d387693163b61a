create table programme_sheet (
    id integer primary key autoincrement,
    programme_id bigint not null references programme (id),
    made_at bigint not null,
    made_by text not null,
    detail text not null,
    taken_back_at bigint,
    taken_back_by text
);
create index programme_sheet_programme on programme_sheet (programme_id, id);
