-- How many calls at once a number of the account carries: the unit of rental.
alter table did add column lines integer not null default 0 check (lines between 0 and 1000);

-- The price plan beside the price of a part: what a line costs in a cycle by its mode, and taxes as a JSON list of {name, percent}.
alter table account add column line_rental_one_way bigint not null default 0;
alter table account add column line_rental_two_way bigint not null default 0;
alter table account add column billing_day smallint not null default 1 check (billing_day between 1 and 31);
alter table account add column taxes text not null default '[]';

-- How the lines of a DID stood from a moment on: a row whenever their number or mode changed, in the transaction that changed it.
create table line_mode (
  account_id uuid not null,
  did_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  lines integer not null,
  mode text not null check (mode in ('off', 'one_way', 'two_way')),
  -- The rule set in force, and in a few words what was changed.
  rule_set_number integer not null,
  what text not null,
  primary key (account_id, did_id, at)
);

-- The price plan from a moment on: what a cycle cost stays what it was when prices change.
create table price_plan (
  account_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  currency text not null,
  line_rental_one_way bigint not null,
  line_rental_two_way bigint not null,
  taxes text not null,
  primary key (account_id, at)
);

-- What the texts of a day came to, once nothing is expected of any of them: a bill outlives the texts. rule and reason are empty, gateway_id is all zeros, where a
-- text has none; a reason says why it is not charged.
create table charge_day (
  account_id uuid not null,
  day date not null,
  rule text not null,
  template_id uuid not null,
  gateway_id uuid not null,
  reason text not null,
  texts bigint not null,
  parts bigint not null,
  amount bigint not null,
  primary key (account_id, day, rule, template_id, gateway_id, reason)
);

-- Up to which message, itself not included, the days of an account stand in charge_day.
create table charged_up_to (
  account_id uuid primary key,
  before_id uuid not null
);
