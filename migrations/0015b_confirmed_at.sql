-- When an opt-out of this number was last confirmed. The row stays the number's own when it opts in and out again, so that each turn does not draw a text.
alter table opt_out add column confirmed_at timestamptz;
