-- A role that reads calls and texts and changes nothing. Each list of roles is one that only grows.
alter table api_key drop constraint api_key_role_check,
  add constraint api_key_role_check check (role in ('operator', 'owner', 'support'));
alter table login_link drop constraint login_link_role_check,
  add constraint login_link_role_check check (role in ('operator', 'owner', 'support'));
alter table login_session drop constraint login_session_role_check,
  add constraint login_session_role_check check (role in ('operator', 'owner', 'support'));
