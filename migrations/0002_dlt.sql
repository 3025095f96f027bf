-- The text as registered with its variables' tags, as JSON text; null where an account gives none.
alter table template_version add column registered text;

-- Whitelist, exclusions, quota, spend stop and trial numbers, as JSON text; null where an account says nothing of these.
alter table account add column policy text;
