-- Whom a link is for, and so whose the session is that comes of it; a session by a typed key has the key's name. Null where nobody was named.
alter table login_link add column name text;
alter table login_session add column name text;
