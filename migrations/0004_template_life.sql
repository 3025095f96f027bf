-- The life of a template: what is registered anew waits beside the version that sends, until it is approved.
alter table template drop constraint template_status_check;
alter table template add constraint template_status_check check (status in ('draft', 'submitted', 'approved', 'paused', 'rejected'));
-- Why it was rejected or paused, in a person's words.
alter table template add column status_reason text;
alter table template add column waiting_version integer;
alter table template add column waiting_status text check (waiting_status in ('draft', 'submitted', 'rejected'));
alter table template add column waiting_reason text;
-- The highest number that any version ever had: a version that was discarded keeps its own.
alter table template add column latest_version integer;
update template set latest_version = version;
alter table template alter column latest_version set not null;

create table template_history (
  account_id uuid not null,
  template_id uuid not null,
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  who text not null,
  action text not null,
  -- The version that it happened to.
  version integer not null,
  status text not null,
  reason text,
  primary key (account_id, template_id, id)
);
