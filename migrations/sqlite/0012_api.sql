create table api_once (
    token_id bigint not null references api_token (id),
    key text not null,
    print text not null,
    made_at bigint not null,
    status bigint,
    etag text,
    location text,
    body text,
    primary key (token_id, key)
);
create index api_once_made on api_once (made_at);

create table webhook (
    id integer primary key autoincrement,
    name text not null,
    url text not null,
    secret text not null,
    patterns text not null,
    made_at bigint not null,
    made_by text not null,
    since bigint not null,
    edition bigint not null,
    active bigint not null,
    failing_since bigint,
    failures bigint not null,
    stopped_at bigint,
    stopped_why text
);

create table webhook_head (
    id integer primary key,
    seq bigint not null
);
insert into webhook_head (id, seq) values (1, 0);

create table webhook_delivery (
    id integer primary key autoincrement,
    webhook_id bigint not null references webhook (id),
    seq bigint not null,
    event text not null,
    body text not null,
    made_at bigint not null,
    attempts bigint not null,
    tried_at bigint,
    next_at bigint,
    status bigint,
    problem text,
    done_at bigint,
    given_up_at bigint,
    unique (webhook_id, seq)
);
create index webhook_delivery_made on webhook_delivery (made_at);
