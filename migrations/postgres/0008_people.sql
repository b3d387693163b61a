create table person (
    id bigint generated always as identity primary key,
    email text not null unique,
    name text not null,
    language text not null,
    state text not null,
    password text,
    totp_secret text,
    totp_last_step bigint,
    made_at bigint not null,
    made_by text not null,
    last_in_day text
);
create table person_grant (
    id bigint generated always as identity primary key,
    person_id bigint not null references person (id),
    role text not null,
    section text,
    agency text
);
create index person_grant_person on person_grant (person_id);
create index person_grant_role on person_grant (role);
create table person_session (
    token_hash text primary key,
    person_id bigint not null references person (id),
    made_at bigint not null,
    seen_at bigint not null,
    ends_at bigint not null,
    agent_label text not null
);
create index person_session_person on person_session (person_id);
create table person_link (
    token_hash text primary key,
    person_id bigint not null references person (id),
    purpose text not null,
    made_at bigint not null,
    ends_at bigint not null,
    used_at bigint
);
create index person_link_person on person_link (person_id);
create table person_passkey (
    id bigint generated always as identity primary key,
    person_id bigint not null references person (id),
    name text not null,
    credential_id text not null unique,
    credential text not null,
    made_at bigint not null,
    used_day text
);
create index person_passkey_person on person_passkey (person_id);
create table person_recovery_code (
    person_id bigint not null references person (id),
    code_hash text not null,
    made_at bigint not null,
    used_at bigint,
    primary key (person_id, code_hash)
);
create table person_oidc (
    issuer text not null,
    subject text not null,
    person_id bigint not null references person (id),
    made_at bigint not null,
    primary key (issuer, subject)
);
create index person_oidc_person on person_oidc (person_id);
create table sign_in_half (
    token_hash text primary key,
    purpose text not null,
    person_id bigint references person (id),
    kept text not null,
    made_at bigint not null,
    ends_at bigint not null
);
create table sign_in_key (
    day text primary key,
    key text not null
);
create table sign_in_try (
    key text primary key,
    failures bigint not null,
    free_at bigint not null,
    failed_at bigint not null
);
create table api_token (
    id bigint generated always as identity primary key,
    token_hash text not null unique,
    name text not null,
    person_id bigint references person (id),
    grants text not null,
    scopes text not null,
    made_at bigint not null,
    made_by text not null,
    ends_at bigint,
    used_day text,
    revoked_at bigint
);
