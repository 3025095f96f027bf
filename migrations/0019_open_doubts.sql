-- What a person still has to settle, for the home page, the figures and what a restore left. message_doubt keeps what was settled as well, for as long as the texts are kept.
create index message_open_doubt on message (account_id, id) where doubt is not null and watch_at is not null;
create index message_open_doubt_of_gateway on message (gateway_id) where doubt is not null and watch_at is not null;
