create table programme_sheet (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    made_at bigint not null,
    made_by text not null,
    detail text not null,
    taken_back_at bigint,
    taken_back_by text
);
create index programme_sheet_programme on programme_sheet (programme_id, id);
