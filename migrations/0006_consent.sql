-- Who agreed to texts of the account, by keyed hash, as it stands now.
create table consent (
  account_id uuid not null,
  number_hash text not null,
  -- The entry of the ledger that it stands by: newest last, for lists.
  id uuid not null,
  -- The last three digits, for whoever looks for a row.
  ending text not null,
  purpose text not null,
  -- Which version of the wording was agreed to; null where nobody says.
  wording text,
  source text not null check (source in ('console', 'api', 'file', 'call')),
  given_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (account_id, number_hash),
  unique (account_id, id)
);

-- The ledger: every consent and every revocation, with its evidence. Rows are added and never changed.
create table consent_entry (
  account_id uuid not null,
  id uuid not null,
  number_hash text not null,
  what text not null check (what in ('given', 'revoked')),
  source text not null check (source in ('console', 'api', 'file', 'call', 'reply', 'link')),
  who text not null,
  at timestamptz not null default clock_timestamp(),
  purpose text,
  wording text,
  given_at timestamptz,
  expires_at timestamptz,
  evidence text,
  primary key (account_id, id)
);
create index consent_entry_number on consent_entry (account_id, number_hash, id);

-- Whether a promotional text of the account was ever refused for a person's preferences: where none was, nothing is looked up.
alter table account add column has_dnd_learnt boolean not null default false;

-- Numbers whose preferences (DND) refused a promotional text, by keyed hash. Nobody can ask for preferences, so this is what refusals taught; it expires.
create table dnd_learnt (
  account_id uuid not null,
  number_hash text not null,
  learnt_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  primary key (account_id, number_hash)
);
