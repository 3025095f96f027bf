-- By country: what the header is called there, and the ids of its registrations. One JSON text, since nobody queries inside it; null where nothing is said.
alter table header add column countries text;
