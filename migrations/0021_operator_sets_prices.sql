-- Whether only whoever runs the installation may set what the account's texts and lines cost, and its quota.
alter table account add column operator_sets_prices boolean not null default false;
