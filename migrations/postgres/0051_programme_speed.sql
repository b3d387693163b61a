-- Sums over a programme with tens of thousands of activities read indexes alone.
drop index programme_activity_plan;
create index programme_activity_plan on programme_activity (plan_id, state, measure_id, ends_on);
drop index programme_step_subject;
create index programme_step_subject on programme_step (subject, subject_id, id, day, made_at, state);
create index programme_plan_programme on programme_plan (programme_id, period_id, agency);
