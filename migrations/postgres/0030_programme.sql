create table programme (
    id bigint generated always as identity primary key,
    key text not null unique,
    act_number text not null,
    act_date text not null,
    act_entry text,
    parent_number text,
    parent_date text,
    parent_entry text,
    starts_on text not null,
    ends_on text not null,
    source text not null,
    state text not null,
    revision bigint not null
);
create table programme_words (
    subject text not null,
    subject_id bigint not null,
    language text not null,
    title text not null,
    note text not null,
    primary key (subject, subject_id, language)
);
create table programme_owes (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    position bigint not null,
    body_group text not null,
    kinds text not null,
    valid_from text,
    valid_to text,
    stated bigint,
    source text not null,
    unique (programme_id, position)
);
create table programme_period (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    starts_on text not null,
    ends_on text not null,
    due_on text,
    source text not null,
    unique (programme_id, starts_on, ends_on)
);
create table programme_task (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    number bigint not null,
    unique (programme_id, number)
);
create table programme_measure (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    task_id bigint not null references programme_task (id),
    key text not null,
    position bigint not null,
    starts_on text,
    ends_on text,
    unique (programme_id, key)
);
create index programme_measure_task on programme_measure (task_id, position);
create table programme_decision (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    what text not null,
    from_agency text not null,
    to_agency text not null,
    plan_id bigint,
    citation text not null,
    entry text,
    day text not null,
    made_at bigint not null,
    made_by text not null
);
create index programme_decision_programme on programme_decision (programme_id, id);
create table programme_assignment (
    id bigint generated always as identity primary key,
    measure_id bigint not null references programme_measure (id),
    agency text not null,
    part text not null,
    valid_from text not null,
    valid_to text,
    made_at bigint not null,
    ended_at bigint,
    decision_id bigint references programme_decision (id)
);
create index programme_assignment_measure on programme_assignment (measure_id, agency);
create index programme_assignment_agency on programme_assignment (agency);
create table programme_plan (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    period_id bigint not null references programme_period (id),
    agency text not null,
    held_by text not null,
    due_on text,
    reference text not null,
    signed_on text,
    entry text,
    file text,
    state text not null,
    received_on text,
    revision bigint not null,
    unique (period_id, agency)
);
create index programme_plan_holder on programme_plan (held_by, programme_id);
create table programme_activity (
    id bigint generated always as identity primary key,
    plan_id bigint not null references programme_plan (id),
    measure_id bigint not null references programme_measure (id),
    held_by text not null,
    starts_on text not null,
    ends_on text not null,
    budget bigint,
    currency text,
    state text not null,
    revision bigint not null
);
create index programme_activity_plan on programme_activity (plan_id, state);
create index programme_activity_measure on programme_activity (measure_id, state);
create index programme_activity_holder on programme_activity (held_by, state, ends_on);
create table programme_holding (
    id bigint generated always as identity primary key,
    subject text not null,
    subject_id bigint not null,
    agency text not null,
    valid_from text not null,
    made_at bigint not null,
    decision_id bigint references programme_decision (id)
);
create index programme_holding_subject on programme_holding (subject, subject_id, id);
create table programme_evidence (
    id bigint generated always as identity primary key,
    programme_id bigint not null references programme (id),
    subject text not null,
    subject_id bigint not null,
    kind text not null,
    entry text,
    language text,
    period_from text,
    period_to text,
    figure bigint,
    file text,
    url text,
    archive_hash text,
    archived_on text,
    note text not null,
    state text not null,
    made_at bigint not null,
    made_by text not null
);
create index programme_evidence_subject on programme_evidence (subject, subject_id, id);
create index programme_evidence_waiting on programme_evidence (programme_id, state, id);
create table programme_step (
    id bigint generated always as identity primary key,
    subject text not null,
    subject_id bigint not null,
    state text not null,
    day text not null,
    made_at bigint not null,
    made_by text not null,
    remark text
);
create index programme_step_subject on programme_step (subject, subject_id, id);
create table programme_reminder (
    period_id bigint not null references programme_period (id),
    agency text not null,
    what text not null,
    due_on text not null,
    person_id bigint not null,
    made_at bigint not null,
    sent_at bigint,
    primary key (period_id, agency, what, due_on, person_id)
);
