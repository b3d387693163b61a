-- What readers may see: an entry in a language in which it is live, with the facts and words that are.
-- Whoever rebuilds one of these tables drops the view before and makes it again.
create view live as
select e.id, p.kind, e.key, e.publisher, p.language, p.slug, p.published_at, p.updated_at, f.facts, w.words
  from publication p
  join entry e on e.id = p.entry_id and e.kind = p.kind
  join entry_language l on l.entry_id = p.entry_id and l.language = p.language
  join entry_facts f on f.id = e.live_facts
  join entry_words w on w.id = l.live_words;
