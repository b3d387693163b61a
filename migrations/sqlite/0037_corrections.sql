create table correction (
    entry_id bigint not null references entry (id),
    language text not null,
    sort text not null,
    number bigint not null,
    made_at bigint not null,
    text text not null,
    kind text not null,
    slug text not null,
    title text not null,
    primary key (entry_id, language, sort, number)
);
create index correction_newest on correction (language, made_at, entry_id, number);
insert into correction (entry_id, language, sort, number, made_at, text, kind, slug, title)
select p.entry_id, p.language, 'corrected', c.key,
       json_extract(c.value, '$.at'), json_extract(c.value, '$.text'), p.kind, p.slug, p.title
  from publication p
  join entry_language l on l.entry_id = p.entry_id and l.language = p.language
  join entry_words w on w.id = l.live_words,
       json_each(w.words, '$.corrections') c;
insert into correction (entry_id, language, sort, number, made_at, text, kind, slug, title)
select l.entry_id, l.language, 'in_error', 0, l.ended_at, coalesce(l.ended_reason, ''), e.kind,
       (select min(s.slug) from entry_slug s
         where s.entry_id = l.entry_id and s.language = l.language),
       coalesce(l.title, e.key)
  from entry_language l join entry e on e.id = l.entry_id
 where l.state = 'error' and l.ended_at is not null
   and exists (select 1 from entry_slug s
                where s.entry_id = l.entry_id and s.language = l.language);
