-- Every tenant table has account_id first in its primary key and in every unique key: it is the distribution key.
-- The exceptions (installation tables and look-ups that cannot know the account) are listed in src/store/statements.ts.
-- Money is bigint in 1/10,000 of the currency's unit. Raw reports and snapshots are text, not jsonb: nobody queries inside them
-- and parsing them cost a third of the insert.

create table account (
  account_id uuid primary key,
  key text not null,
  name text not null,
  zone text not null,
  language text not null default 'en',
  country text not null default 'IN',
  currency text not null default 'INR',
  price_per_part bigint not null default 3000,
  is_on boolean not null default true,
  is_demo boolean not null default false,
  hours text,
  -- Grows with every change of anything a plan is made from; caches are keyed by it.
  config_version bigint not null default 1,
  rule_set_number integer not null default 0,
  -- The last rule-set number at which the rules themselves changed: what If-Match speaks of.
  rules_number integer not null default 0,
  created_at timestamptz not null default now(),
  unique (account_id, key)
);

create table department (
  account_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  hours text,
  retired_at timestamptz,
  primary key (account_id, id),
  unique (account_id, key)
);

create table account_user (
  account_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  phone text,
  extension text,
  email text,
  is_owner boolean not null default false,
  texts_off boolean not null default false,
  retired_at timestamptz,
  primary key (account_id, id),
  unique (account_id, key)
);

create table department_member (
  account_id uuid not null,
  department_id uuid not null,
  user_id uuid not null,
  position integer not null default 0,
  primary key (account_id, department_id, user_id)
);

create table did (
  account_id uuid not null,
  id uuid not null,
  key text not null,
  number text not null,
  name text not null,
  retired_at timestamptz,
  primary key (account_id, id),
  unique (account_id, key)
);

create table header (
  account_id uuid not null,
  id uuid not null,
  key text not null,
  header text not null,
  entity_id text,
  retired_at timestamptz,
  primary key (account_id, id),
  unique (account_id, key)
);

create table template (
  account_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  status text not null check (status in ('draft', 'approved', 'paused')),
  -- The version that sends; versions are immutable.
  version integer not null,
  retired_at timestamptz,
  primary key (account_id, id),
  unique (account_id, key)
);

create table template_version (
  account_id uuid not null,
  template_id uuid not null,
  version integer not null,
  body text not null,
  header_id uuid not null,
  dlt_template_id text,
  category text not null default 'service_implicit'
    check (category in ('transactional', 'service_implicit', 'service_explicit', 'promotional')),
  created_at timestamptz not null default now(),
  primary key (account_id, template_id, version)
);

create table rule_set_version (
  account_id uuid not null,
  number integer not null,
  -- The whole snapshot as JSON text: rules, template versions, hours, zone.
  snapshot text not null,
  rules_changed boolean not null,
  made_by text not null,
  what text not null default '',
  made_at timestamptz not null default now(),
  primary key (account_id, number)
);

create table source (
  account_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  kind text not null,
  settings text not null default '{}',
  secrets bytea,
  token_hash bytea,
  token_sealed bytea,
  created_at timestamptz not null default now(),
  retired_at timestamptz,
  last_report_at timestamptz,
  primary key (account_id, id),
  unique (account_id, key)
);

-- A webhook's URL names no account: its token is looked up here.
create table source_token (
  token_hash bytea primary key,
  account_id uuid not null,
  source_id uuid not null,
  revoked_at timestamptz
);

-- What a source calls a department, a DID or a user, and which row of ours that is. Unknown ones stand here with no target, to be mapped.
create table mapping (
  account_id uuid not null,
  source_id uuid not null,
  kind text not null check (kind in ('department', 'did', 'user')),
  external text not null,
  shown text not null,
  target_id uuid,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  primary key (account_id, source_id, kind, external)
);

-- Bodies of webhooks, for the account's debugging window.
create table source_report (
  account_id uuid not null,
  source_id uuid not null,
  id uuid not null,
  received_at timestamptz not null,
  request text not null,
  result text not null,
  primary key (account_id, source_id, id)
);

create table call (
  account_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  source_call_id text not null,
  caller text,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  received_at timestamptz not null,
  direction text not null,
  outcome text not null,
  rule text,
  reason text,
  rule_set_number integer not null,
  report text not null,
  facts text not null,
  plan text not null,
  primary key (account_id, id),
  unique (account_id, source_id, source_call_id)
);
-- The call list's filters by caller; the newest are found by the primary key, since ids are UUIDv7.
create index call_caller on call (account_id, caller, id);

-- What was learnt about a call after it was judged. Changes nothing.
create table call_note (
  account_id uuid not null,
  call_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  note text not null,
  primary key (account_id, call_id, id)
);

-- Parts of calls that a source tells bit by bit; no row in call exists until the session is due and folded.
create table call_part (
  account_id uuid not null,
  source_id uuid not null,
  session text not null,
  part_id text not null,
  at timestamptz not null,
  closes boolean not null,
  data text not null,
  primary key (account_id, source_id, session, part_id)
);

create table call_session (
  account_id uuid not null,
  source_id uuid not null,
  session text not null,
  due_at timestamptz,
  judged_call_id uuid,
  closed_at timestamptz,
  keep_until timestamptz not null,
  primary key (account_id, source_id, session)
);
create index call_session_due on call_session (due_at) where due_at is not null;

-- One row per account and outside number. Locked by the accepting transaction, so the plans of one caller are serial.
create table caller (
  account_id uuid not null,
  number text not null,
  calls bigint not null default 0,
  first_call_at timestamptz,
  last_call_at timestamptz,
  last_reached_at timestamptz,
  last_reached_call uuid,
  -- Ends of the last 20 misses since the last connected call.
  misses timestamptz[] not null default '{}',
  -- The last 50 texts: [{rule, message, at}], JSON text.
  texts text not null default '[]',
  language text,
  primary key (account_id, number)
) with (fillfactor = 70);

-- The message row is the queue. due_at is set only while queued; watch_at is the end of the lease while sending, and while sent or
-- unconfirmed the moment we give up. The indexes that find work depend on these two and not on a state that is nearly always empty (the
-- planner flips over such an index when it is analysed empty).
create table message (
  account_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  recipient text not null,
  number text,
  name text,
  state text not null check (state in ('skipped', 'queued', 'sending', 'sent', 'unconfirmed', 'delivered', 'undelivered', 'rejected', 'lapsed', 'cancelled', 'unknown')),
  reason text,
  doubt text,
  detail text,
  settled_by text check (settled_by in ('answer', 'receipt', 'look_up', 'adoption', 'person', 'time_out')),
  rule text,
  template_id uuid not null,
  template_version integer not null,
  header text not null,
  body text,
  encoding text,
  parts smallint not null default 0,
  price bigint not null default 0,
  gateway_id uuid,
  due_at timestamptz,
  valid_until timestamptz,
  unless_reached_since timestamptz,
  -- Permits issued so far; the latest is the attempt that owner, watch_at, ref, permitted_at and answered_at speak of.
  attempt integer not null default 0,
  refusals integer not null default 0,
  owner uuid,
  watch_at timestamptz,
  ref text,
  permitted_at timestamptz,
  answered_at timestamptz,
  final_at timestamptz,
  answer text,
  created_at timestamptz not null,
  primary key (account_id, id),
  unique (account_id, call_id, recipient)
) with (fillfactor = 75);
create unique index message_one_per_number on message (account_id, call_id, number) where state <> 'skipped';
create index message_due on message (gateway_id, due_at) where due_at is not null;
create index message_due_by_account on message (gateway_id, account_id, due_at) where due_at is not null;
create index message_watch on message (watch_at) where watch_at is not null;
create index message_expiry on message (valid_until) where due_at is not null;
create index message_doubt on message (gateway_id, number, permitted_at) where doubt is not null;

-- History: an attempt that ended before a later one began.
create table attempt (
  account_id uuid not null,
  message_id uuid not null,
  attempt integer not null,
  gateway_id uuid not null,
  owner uuid,
  ref text,
  permitted_at timestamptz,
  answered_at timestamptz,
  outcome text not null,
  reason text,
  doubt text,
  answer text,
  receipt_state text,
  primary key (account_id, message_id, attempt)
);

-- By what a receipt finds its message. A receipt names no account, so the receipt key leads here.
create table submission (
  gateway_id uuid not null,
  receipt_key text not null,
  account_id uuid not null,
  message_id uuid not null,
  attempt integer not null,
  part smallint not null default 0,
  -- The best final word of the gateway on this part.
  receipt_state text,
  at timestamptz not null default now(),
  primary key (gateway_id, receipt_key)
) with (fillfactor = 80);
create index submission_message on submission (account_id, message_id);

-- Every receipt once; a repeat is counted. Those whose key nobody knows yet wait here for the matcher.
create table receipt (
  gateway_id uuid not null,
  receipt_key text not null,
  part smallint not null default 0,
  status text not null,
  done_at timestamptz not null,
  times integer not null default 1,
  received_at timestamptz not null,
  state text not null,
  final boolean not null,
  reason text,
  number text,
  text_begins text,
  submitted_at timestamptz,
  raw text not null,
  -- Other forms that the id may have at the submit answer (hex and decimal of one number).
  other_keys text[] not null default '{}',
  matched_at timestamptz,
  -- When the matcher looks again; null once matched or given up.
  look_at timestamptz,
  primary key (gateway_id, receipt_key, part, status, done_at)
);
create index receipt_unmatched on receipt (look_at) where look_at is not null;

create table gateway (
  gateway_id uuid primary key,
  -- Null: shared, the operator's.
  owner_account_id uuid,
  key text not null,
  title text not null,
  kind text not null,
  settings text not null default '{}',
  secrets bytea,
  token_hash bytea unique,
  token_sealed bytea,
  paused_at timestamptz,
  rather_twice boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

create table route (
  account_id uuid not null,
  position integer not null,
  gateway_id uuid not null,
  telemarketer_id text,
  primary key (account_id, position)
);

-- A running process. The heartbeat's counter may only grow; less than what was acknowledged means that the database went back.
create table node (
  owner uuid primary key,
  host text not null,
  pid integer not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  beats bigint not null default 0,
  stopped_at timestamptz
);

-- Keys are looked up by hash before any account is known. account_id null: the operator's.
create table api_key (
  key_hash bytea primary key,
  id uuid not null unique,
  account_id uuid,
  name text not null,
  role text not null check (role in ('operator', 'owner')),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- One-time links and the browser sessions they become.
create table login_link (
  token_hash bytea primary key,
  account_id uuid,
  role text not null check (role in ('operator', 'owner')),
  expires_at timestamptz not null,
  used_at timestamptz
);
create table login_session (
  token_hash bytea primary key,
  account_id uuid,
  role text not null check (role in ('operator', 'owner')),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);

-- What people did: settling, resending, revealing numbers, changing configuration.
create table audit (
  account_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  who text not null,
  what text not null,
  subject text not null,
  detail text not null default '',
  primary key (account_id, id)
);
