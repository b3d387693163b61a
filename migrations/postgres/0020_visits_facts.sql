-- A day of the whole site: what was measured and what was left out.
alter table visits_day add column visits bigint not null default 0;
alter table visits_day add column visitors bigint not null default 0;
-- Parts of `refused`: fetched ahead of a reader, the desk's own people, machines in data centres.
alter table visits_day add column ahead bigint not null default 0;
alter table visits_day add column editors bigint not null default 0;
alter table visits_day add column networks bigint not null default 0;
-- Views taken out again because their client behaved as no reader does; not in `views`, not in `refused`.
alter table visits_day add column judged bigint not null default 0;
-- Places in the ledger that could not be read.
alter table visits_day add column damaged bigint not null default 0;
-- When nothing was left that identifies a visitor of the day; null while the day lasts.
alter table visits_day add column closed_at bigint;

-- 1 when the day is over and nothing of the file is left to fold.
alter table visits_fold add column done bigint not null default 0;
alter table visits_fold add column day text not null default '';
alter table visits_fold add column node text not null default '';

-- Everything that is known of views. `origin` is 'ledger' or 'log'; sums shown anywhere take 'ledger'.
create table visits_fact (
    day text not null,
    origin text not null,
    entry_id bigint not null,
    language text not null,
    source_id bigint not null,
    country text not null,
    device text not null,
    views bigint not null,
    primary key (day, origin, entry_id, language, source_id, country, device)
);
create index visits_fact_entry on visits_fact (entry_id, day);

-- Sums of visits_fact that are asked for often, written with it: by month, and by one facet a day.
create table visits_entry_month (
    month text not null,
    entry_id bigint not null,
    language text not null,
    views bigint not null,
    primary key (month, entry_id, language)
);
insert into visits_entry_month (month, entry_id, language, views)
    select substr(day, 1, 7), entry_id, language, cast(sum(views) as bigint) from visits_entry_day group by 1, 2, 3;
-- facet: 'language', 'source' (key: visits_source.id), 'country', 'device'.
create table visits_facet_day (
    day text not null,
    facet text not null,
    facet_key text not null,
    views bigint not null,
    primary key (day, facet, facet_key)
);
insert into visits_facet_day (day, facet, facet_key, views)
    select day, 'language', language, cast(sum(views) as bigint) from visits_entry_day group by 1, 3;

-- Where views came from. The number is a hash of class and name, so that nodes agree without asking.
-- class: 'direct', 'internal', 'search', 'social', 'campaign', 'site', 'unknown'.
create table visits_source (
    id bigint primary key,
    class text not null,
    name text not null
);
insert into visits_source (id, class, name) values (0, 'unknown', '');
insert into visits_fact (day, origin, entry_id, language, source_id, country, device, views)
    select day, 'ledger', entry_id, language, 0, '', 'unknown', views from visits_entry_day;

-- Distinct visitors of a day by facet ('entry' too), estimated: a HyperLogLog sketch in base64, and
-- its estimate. The sketch is emptied when its month is frozen; the estimate stays.
create table visits_sketch (
    day text not null,
    facet text not null,
    facet_key text not null,
    visitors bigint not null,
    sketch text not null,
    primary key (day, facet, facet_key)
);
create index visits_sketch_key on visits_sketch (facet, facet_key, day);

-- What nodes on one database tell each other while a day lasts; empty afterwards.
create table visits_batch (
    seq bigint generated always as identity primary key,
    day text not null,
    node text not null,
    seen text not null,
    entries text not null
);
-- Unlogged: a key must not stand in the write-ahead log, where it would outlive its day.
create unlogged table visits_key (
    day text primary key,
    key text not null
);
create table visits_judged (
    day text not null,
    ledger text not null,
    visitor bigint not null,
    primary key (day, ledger, visitor)
);

-- Totals of an earlier portal, shown apart; entry 0 is the site. Null is not known.
create table visits_opening (
    entry_id bigint primary key,
    views bigint not null,
    visits bigint,
    visitors bigint,
    as_of text not null,
    source text not null,
    actor text not null,
    at bigint not null
);

-- A month that is over for good, with what its days added up to.
create table visits_month (
    month text primary key,
    views bigint not null,
    visits bigint not null,
    visitors bigint not null,
    digest text not null,
    frozen_at bigint not null
);

-- Signed differences to a day; entry 0 is a list or nothing known.
create table visits_correction (
    id bigint generated always as identity primary key,
    day text not null,
    entry_id bigint not null,
    language text not null,
    views bigint not null,
    visits bigint not null,
    visitors bigint not null,
    reason text not null,
    actor text not null,
    at bigint not null
);
create index visits_correction_day on visits_correction (day);

-- Access logs that were imported, and the days they tell of.
create table visits_log (
    digest text primary key,
    name text not null,
    bytes bigint not null,
    read_bytes bigint not null,
    lines bigint not null,
    counted bigint not null,
    begun_at bigint not null,
    ended_at bigint
);
create table visits_log_day (
    day text primary key,
    views bigint not null,
    visits bigint not null,
    visitors bigint not null,
    refused bigint not null
);
