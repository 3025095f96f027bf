-- Since when some process has known that the database lost commits: none gives a permit until `quarantine` or `restore` has put what waits before a person.
alter table installation add column went_back_at timestamptz;
