-- Whom a guest wanted to know where they go: one of their circle, told that they go, that they arrived, or that it is not confirmed yet.
CREATE TABLE companion (
    stay BYTEA NOT NULL PRIMARY KEY,
    guest BYTEA NOT NULL,
    person BYTEA NOT NULL,
    at BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX companion_guest ON companion (guest);
CREATE INDEX companion_person ON companion (person);
