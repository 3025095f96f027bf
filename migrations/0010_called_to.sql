-- Links and call-back numbers that the values of a text brought into it, as JSON: the gate holds them against the account's whitelist. Null for nearly all.
alter table message add column called_to text;
