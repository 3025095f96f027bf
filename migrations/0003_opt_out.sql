-- Whether anybody ever opted out of the account's texts: where nobody did, nothing is looked up.
alter table account add column has_opt_outs boolean not null default false;

-- Numbers that want no texts of the account, by keyed hash: whoever is erased everywhere else stays opted out.
create table opt_out (
  account_id uuid not null,
  number_hash text not null,
  -- Newest last, for lists; a new one when the same number opts out again.
  id uuid not null,
  -- The last three digits, for whoever looks for a row; null where the number was not told, as by the link of a text.
  ending text,
  source text not null check (source in ('reply', 'link', 'console', 'api', 'file')),
  since timestamptz not null default clock_timestamp(),
  -- When texts were asked for again; null while opted out.
  until timestamptz,
  primary key (account_id, number_hash),
  unique (account_id, id)
);

-- Every opting out and in again: by which way, who did it, and the words of a reply.
create table opt_out_history (
  account_id uuid not null,
  id uuid not null,
  number_hash text not null,
  what text not null check (what in ('out', 'in')),
  source text not null,
  who text not null,
  words text,
  at timestamptz not null default clock_timestamp(),
  primary key (account_id, id)
);
create index opt_out_history_number on opt_out_history (account_id, number_hash, id);

-- Texts that people sent back, and what each was taken for.
create table reply (
  account_id uuid not null,
  id uuid not null,
  gateway_id uuid not null,
  number text not null,
  body text not null,
  meaning text not null check (meaning in ('stop', 'start', 'perhaps_stop', 'other')),
  came_at timestamptz not null,
  -- When somebody has decided about one that may be an opt-out.
  settled_at timestamptz,
  primary key (account_id, id)
);
