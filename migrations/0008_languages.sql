-- A text in another language is a template of its own, with its own registration, life and parts, that stands beside the one with the default text.
alter table template add column language text;
alter table template add column variant_of text;

-- What those who come this way read, where nothing better is known.
alter table department add column language text;
alter table did add column language text;

-- Who said which language a caller reads: a call, a person, a program or a file.
alter table caller add column language_by text check (language_by in ('call', 'console', 'api', 'file'));
alter table caller add column language_at timestamptz;
-- Made anew each time it is said: the order of the list, and what a row of it is called without its number. Calls that tell no language leave it alone.
alter table caller add column language_id uuid;
create unique index caller_language on caller (account_id, language_id) where language is not null;
