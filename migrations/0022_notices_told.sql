-- Whether the log has said of a notice that it waits. What stood before this was there waited for no line.
alter table notice add column told boolean not null default true;
create index notice_untold on notice (account_id) where not told;
