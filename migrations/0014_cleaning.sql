-- What is over is thrown away in rounds: found by its age, however much is kept that is not over yet.
create index call_session_keep on call_session (keep_until) where due_at is null;
create index dnd_learnt_over on dnd_learnt (expires_at);
