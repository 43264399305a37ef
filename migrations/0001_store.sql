-- What the store itself needs. One text for both engines.

-- Applied migrations.
CREATE TABLE migration (
    number BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at BIGINT NOT NULL
);

-- What this server notes about itself.
CREATE TABLE note (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Counters; the one named 'outbox' orders all events and is updated last in each group.
CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('outbox', 0);

-- Everything that happened, until every listener has read it and the replay window is over.
CREATE TABLE outbox (
    pos BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    body TEXT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- How far each listener has read.
CREATE TABLE cursor (
    name TEXT NOT NULL PRIMARY KEY,
    pos BIGINT NOT NULL
);

-- Work that waits its turn.
CREATE TABLE job (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    PRIMARY KEY (kind, key)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX job_due ON job (kind, run_at);

-- Who was erased: replayed after a restore. Only the id is kept.
CREATE TABLE erasure (
    person BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
