create table ranking_index (
    key text primary key,
    place bigint not null,
    publisher text not null,
    since text not null,
    unit text not null
);
create table ranking_index_words (
    index_key text not null references ranking_index (key),
    language text not null,
    name text not null,
    cadence text not null,
    basis text not null,
    primary key (index_key, language)
);
create table ranking_method (
    index_key text not null references ranking_index (key),
    key text not null,
    place bigint not null,
    better_score text not null,
    primary key (index_key, key)
);
create table ranking_method_words (
    index_key text not null,
    method_key text not null,
    language text not null,
    name text not null,
    change text not null,
    primary key (index_key, method_key, language),
    foreign key (index_key, method_key) references ranking_method (index_key, key)
);
create table ranking_edition (
    index_key text not null references ranking_index (key),
    label text not null,
    method_key text not null,
    rank bigint,
    out_of bigint,
    score text,
    source text not null,
    retrieved_on text,
    verified bigint not null,
    revision bigint not null,
    primary key (index_key, label),
    foreign key (index_key, method_key) references ranking_method (index_key, key)
);
create table ranking_edition_note (
    index_key text not null,
    label text not null,
    language text not null,
    note text not null,
    primary key (index_key, label, language),
    foreign key (index_key, label) references ranking_edition (index_key, label)
);
