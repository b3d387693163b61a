create table programme_indicator (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    task_id bigint references programme_task (id),
    key text not null,
    position bigint not null,
    direction text not null,
    aggregation text not null,
    baseline_year bigint,
    baseline text,
    parts text not null,
    fed_by text,
    source text not null,
    revision bigint not null,
    unique (programme_id, key)
);
create table programme_target (
    indicator_id bigint not null references programme_indicator (id),
    year bigint not null,
    value text not null,
    primary key (indicator_id, year)
);
create table programme_observation (
    id bigint generated always as identity primary key,
    indicator_id bigint not null references programme_indicator (id),
    year bigint not null,
    part text not null,
    value text not null,
    day text not null,
    source text not null,
    made_at bigint not null,
    made_by text not null
);
create index programme_observation_indicator on programme_observation (indicator_id, year, part, id);
