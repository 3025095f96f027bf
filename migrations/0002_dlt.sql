-- The text as registered with its variables' tags, as JSON text; null where an account gives none.
alter table template_version add column registered text;

-- Whitelist, exclusions, quota, spend stop and trial numbers, as JSON text; null where an account says nothing of these.
alter table account add column policy text;

-- Hours in which the gate holds or skips the text, as JSON text; null for nearly all.
alter table message add column quiet text;

-- What an administrator should know without looking for it.
create table notice (
  account_id uuid not null,
  kind text not null,
  subject text not null,
  detail text not null,
  times integer not null default 1,
  first_at timestamptz not null default clock_timestamp(),
  last_at timestamptz not null default clock_timestamp(),
  dismissed_at timestamptz,
  primary key (account_id, kind, subject)
);

-- A template version that drew several DLT refusals in a row on one gateway: it sends nothing more there until it is resumed or changed.
create table template_pause (
  account_id uuid not null,
  template_id uuid not null,
  template_version integer not null,
  gateway_id uuid not null,
  paused_at timestamptz not null default clock_timestamp(),
  primary key (account_id, template_id, template_version, gateway_id)
);

-- The last ticket number of an account that gives them.
create table ticket_counter (
  account_id uuid not null primary key,
  last bigint not null
);
