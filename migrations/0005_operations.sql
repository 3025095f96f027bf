-- What is true of the whole installation; one row.
create table installation (
  is_only boolean primary key default true check (is_only),
  -- The texts of calls that ended before this wait for a person: whether they went before the restore is not known.
  restored_at timestamptz,
  -- When the backup was made that was restored then; null where another program than ours put the database back.
  backup_taken_at timestamptz
);
insert into installation default values;

-- How long an account keeps the wording of its texts, and its calls with everything about them; null: as the installation does.
alter table account add column keep_texts_days integer;
alter table account add column keep_calls_days integer;

-- Up to which message the wording was taken away already, so that nobody looks there again.
create table cleared_texts (
  account_id uuid primary key,
  up_to uuid not null
);
