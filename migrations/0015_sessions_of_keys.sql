-- The key by which somebody signed in, or that asked for the link they followed: what it opened ends with it. Null where it was no key.
alter table login_link add column key_hash bytea;
alter table login_session add column key_hash bytea;
