-- Bodies over time. What a body was before stands in agency_past; who took over what from whom
-- beyond its one successor in agency_succession; what happened and under which act in agency_event.
alter table agency add column parent text;
alter table agency add column ordinal bigint not null default 0;
update agency set ordinal = id;
create table agency_past (
    agency_id bigint not null references agency (id),
    until_day text not null,
    detail text not null,
    primary key (agency_id, until_day)
);
create table agency_succession (
    number bigint not null primary key,
    detail text not null
);
create table agency_event (
    number bigint not null primary key,
    operates_on text not null,
    detail text not null,
    undo text
);
