create table entry (
    id bigint generated always as identity primary key,
    kind text not null,
    key text not null,
    created_at bigint not null,
    facts_edition bigint,
    live_facts bigint,
    unique (kind, key)
);
create table entry_facts (
    id bigint generated always as identity primary key,
    entry_id bigint not null references entry (id),
    number bigint not null,
    made_at bigint not null,
    made_by text not null,
    facts text not null,
    unique (entry_id, number)
);
create table entry_words (
    id bigint generated always as identity primary key,
    entry_id bigint not null references entry (id),
    language text not null,
    number bigint not null,
    made_at bigint not null,
    made_by text not null,
    words text not null,
    unique (entry_id, language, number)
);
create table entry_language (
    entry_id bigint not null references entry (id),
    language text not null,
    state text not null,
    words_edition bigint not null,
    live_words bigint,
    published_at bigint,
    updated_at bigint,
    primary key (entry_id, language)
);
create table publication (
    entry_id bigint not null references entry (id),
    language text not null,
    kind text not null,
    slug text not null,
    title text not null,
    lead text not null,
    section text,
    year text not null,
    happens_from text,
    happens_to text,
    published_at bigint not null,
    updated_at bigint,
    primary key (entry_id, language),
    unique (kind, language, slug)
);
create index publication_newest on publication (kind, language, published_at, entry_id);
create index publication_section on publication (kind, language, section, published_at, entry_id);
create index publication_year on publication (kind, language, year, published_at, entry_id);
create table publication_tag (
    entry_id bigint not null references entry (id),
    language text not null,
    tag text not null,
    kind text not null,
    published_at bigint not null,
    primary key (entry_id, language, tag)
);
create index publication_tag_newest on publication_tag (tag, language, kind, published_at, entry_id);
create table entry_slug (
    kind text not null,
    language text not null,
    slug text not null,
    entry_id bigint not null references entry (id),
    primary key (kind, language, slug)
);
