-- The link in a text names its account by the end of its id: whoever opens one is not to make the program read every account.
create index account_tail on account (right(account_id::text, 10));
