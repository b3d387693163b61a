-- Views of a frozen month that became known afterwards: in no figure, but said.
alter table visits_month add column late bigint not null default 0;
