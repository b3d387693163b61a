-- Nobody asked this index anything, and every fold kept it up.
drop index visits_fact_entry;
