-- What the days of a frozen month add up to by facet: months stand ready for reports over years.
create table visits_facet_month (
    month text not null,
    facet text not null,
    facet_key text not null,
    views bigint not null,
    visitors bigint not null,
    primary key (month, facet, facet_key)
);
insert into visits_facet_month (month, facet, facet_key, views, visitors)
    select substr(f.day, 1, 7), f.facet, f.facet_key, cast(sum(f.views) as bigint),
           cast(sum(case when f.views < coalesce(k.visitors, 0) then f.views
                         else coalesce(k.visitors, 0) end) as bigint)
      from visits_facet_day f
      left join visits_sketch k on k.day = f.day and k.facet = f.facet and k.facet_key = f.facet_key
     where substr(f.day, 1, 7) <= (select coalesce(max(month), '') from visits_month)
     group by 1, 2, 3;

-- Which people of the desk asked for the weekly letter, and the Monday of the last week it told of.
create table visits_digest (
    person_id bigint primary key,
    asked_at bigint not null,
    told_week text not null
);
