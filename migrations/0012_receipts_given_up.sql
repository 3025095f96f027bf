-- Receipts whose text nobody knows and nobody looks for any more: another system has the same account at the gateway. Retention takes them by their age.
create index receipt_given_up on receipt (received_at) where matched_at is null and look_at is null;
