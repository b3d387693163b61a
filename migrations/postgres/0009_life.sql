alter table entry add column owner_id bigint;
alter table entry add column review_on text;
alter table entry add column original text;
alter table entry add column publisher text;
alter table entry add column section text;
alter table entry_words add column based_on bigint;
alter table entry_language add column title text;
alter table entry_language add column title_folded text;
alter table entry_language add column stage text not null default 'writing';
alter table entry_language add column stage_at bigint;
alter table entry_language add column stage_by text;
alter table entry_language add column goes_live_at bigint;
alter table entry_language add column change_note text;
alter table entry_language add column expires_at bigint;
alter table entry_language add column ended_at bigint;
alter table entry_language add column ended_reason text;
alter table entry_language add column merged_into bigint;
alter table entry_language add column forced_at bigint;
alter table entry_language add column forced_by text;
alter table entry_language add column forced_reason text;
update entry_language set stage = 'settled' where live_words = words_edition or state = 'withdrawn';
update entry set original = (
    select l.language from entry_language l where l.entry_id = entry.id
     order by case l.language when 'vi' then 0 else 1 end, l.language limit 1
);
create index entry_language_due on entry_language (goes_live_at);
create index entry_language_expiry on entry_language (expires_at);
create index entry_language_stage on entry_language (stage, stage_at);
create index entry_review on entry (review_on);
create table entry_remark (
    id bigint generated always as identity primary key,
    entry_id bigint not null references entry (id),
    language text not null,
    made_at bigint not null,
    made_by text not null,
    stage text not null,
    remark text not null
);
create index entry_remark_entry on entry_remark (entry_id, language, id);
create table entry_autosave (
    entry_id bigint not null references entry (id),
    language text not null,
    person_id bigint not null,
    saved_at bigint not null,
    seen text not null,
    form text not null,
    primary key (entry_id, language, person_id)
);
create table entry_presence (
    entry_id bigint not null references entry (id),
    person_id bigint not null,
    seen_at bigint not null,
    primary key (entry_id, person_id)
);
create table entry_preview (
    token_hash text primary key,
    entry_id bigint not null references entry (id),
    language text not null,
    made_by text not null,
    made_at bigint not null,
    ends_at bigint not null
);
create index entry_preview_entry on entry_preview (entry_id, language);
