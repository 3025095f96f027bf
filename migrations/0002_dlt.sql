-- The text as registered with its variables' tags, as JSON text; null where an account gives none.
alter table template_version add column registered text;
