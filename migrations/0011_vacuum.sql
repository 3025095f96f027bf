-- A text's row is changed three times and a caller's with every call. At the usual fifth of a large table their dead rows would wait for days, and what
-- looks for due texts would read over them; and a vacuum that rests 2 ms at every turn does not come after at full rate.
alter table message set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);
alter table caller set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1);
