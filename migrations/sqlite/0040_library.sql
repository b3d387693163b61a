alter table job add column asked_again bigint not null default 0;
alter table media add column poster_at bigint;
alter table media add column poster_of bigint;
create table media_captions (
    media_id bigint not null references media (id),
    language text not null,
    captions_id bigint not null references media (id),
    primary key (media_id, language)
);
create index media_captions_file on media_captions (captions_id);
