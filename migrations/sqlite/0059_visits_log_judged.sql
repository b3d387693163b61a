-- Pages in access logs whose visitor behaves as no reader does: in none of the day's other figures.
alter table visits_log_day add column judged bigint not null default 0;
