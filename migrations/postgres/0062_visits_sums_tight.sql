-- An entry's own figure was looked for among those of all. The index has no views, so a fold changes it only
-- where an entry is read for the first time in a month.
create index visits_entry_month_entry on visits_entry_month (entry_id);
