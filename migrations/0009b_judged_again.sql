-- The frequency caps of the rules in force, by the rule's key: the gate reads them with the account's row, so that they cost nothing where no rule has one.
alter table account add column caps text;
update account a set caps = (
  select jsonb_object_agg(r.rule ->> 'key', r.rule -> 'cap')::text
  from rule_set_version v cross join lateral jsonb_array_elements(v.snapshot::jsonb -> 'rules') as r(rule)
  where v.account_id = a.account_id and v.number = a.rule_set_number and r.rule -> 'cap' is not null
);

-- A person sent it again: caps do not stop it any more.
alter table message add column is_resent boolean not null default false;
