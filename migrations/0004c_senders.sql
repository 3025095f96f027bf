-- How a header is registered and whether the operators still take it.
alter table header add column class text check (class in ('others', 'promotional', 'government'));
alter table header add column status text not null default 'active' check (status in ('active', 'inactive', 'dormant', 'suspended', 'blacklisted'));
-- Headers of the account that are not active, for the gate; null for nearly all.
alter table account add column stopped_headers text[];

-- telemarketer_id holds the chain, joined by commas; here is in which form it travels.
alter table route add column chain_mode text not null default 'ids' check (chain_mode in ('none', 'ids', 'sha256'));
