create table programme_report (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    period text not null,
    cut_off text not null,
    due_on text not null,
    reference text not null,
    issued_on text not null,
    issuer text not null,
    value text not null,
    made_at bigint not null,
    made_by text not null,
    withdrawn_at bigint,
    withdrawn_by text,
    reason text
);
create unique index programme_report_standing on programme_report (programme_id, period)
    where withdrawn_at is null;
create table programme_report_file (
    report_id bigint not null references programme_report (id),
    name text not null,
    sha256 text not null,
    bytes bigint not null,
    primary key (report_id, name)
);
