-- The one text that confirms an opt-out: the opt-out it answers does not stop it. A number that opts out again has another row of `opt_out`, so another
-- confirmation; a further STOP of one that is out has the same, so none.
create table opt_out_confirmation (
  account_id uuid not null,
  opt_out_id uuid not null,
  message_id uuid not null,
  primary key (account_id, opt_out_id),
  unique (account_id, message_id)
);

-- People agree by themselves: by reply, and by the page behind a link, which knows no number.
alter table consent drop constraint consent_source_check;
alter table consent add constraint consent_source_check check (source in ('console', 'api', 'file', 'call', 'reply', 'link'));
alter table consent alter column ending drop not null;

alter table reply drop constraint reply_meaning_check;
alter table reply add constraint reply_meaning_check check (meaning in ('stop', 'start', 'perhaps_stop', 'agree', 'other'));
