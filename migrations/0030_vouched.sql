-- Who vouches: a message of an institution is known by its name in CAP and by whose it is here, and what an institution writes by its domain.

-- The same name of two institutions, or under another signature, are two messages: neither keeps the other out.
DROP INDEX alert_name;
CREATE UNIQUE INDEX alert_name ON alert (sender, identifier, sent, authority, trust);

-- As the word of which institution a post of the official lane was written. How that one stands is asked when it is shown.
CREATE TABLE post_voice (
    post BIGINT NOT NULL PRIMARY KEY,
    authority BYTEA NOT NULL
) /*+sqlite WITHOUT ROWID*/;
