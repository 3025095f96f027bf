-- The zones that an account had, each until it was changed: what is over stays cut by the zone of then. Today's stands with the account.
create table zone_before (
  account_id uuid not null,
  until timestamptz not null default clock_timestamp(),
  zone text not null,
  primary key (account_id, until)
);
