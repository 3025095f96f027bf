-- What an account's DLT portal says is registered, as its export told: templates are made from it, and compared with it.
create table registered_text (
  account_id uuid not null,
  -- The portal's template id.
  template_id text not null,
  name text not null,
  text text not null,
  -- Tags that the portal keeps beside the text, as a JSON list; null where it keeps none.
  tags text,
  headers text[] not null,
  category text not null,
  status text not null check (status in ('approved', 'submitted', 'rejected', 'inactive')),
  entity_id text,
  reason text,
  imported_at timestamptz not null default clock_timestamp(),
  primary key (account_id, template_id)
);
