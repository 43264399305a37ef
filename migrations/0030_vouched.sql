-- Who vouches: a message of an institution is known by its name in CAP and by whose it is here, and what an institution writes by its domain.

-- The same name of two institutions, or under another signature, are two messages: neither keeps the other out.
DROP INDEX alert_name;
CREATE UNIQUE INDEX alert_name ON alert (sender, identifier, sent, authority, trust);

-- For which institution whoever wrote it spoke then. How that one stands now is asked when it is shown.
ALTER TABLE post ADD COLUMN authority BYTEA;
