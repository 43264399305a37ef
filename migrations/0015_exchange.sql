-- What is exchanged with other registers of missing people, in PFIF.

-- To whom a domain is given: what their key may do, and whose records it may bring.
CREATE TABLE exchange_key (
    operator BYTEA NOT NULL PRIMARY KEY,
    domain TEXT NOT NULL,
    reads BIGINT NOT NULL,
    writes BIGINT NOT NULL,
    searches BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- A record that others read here, or that came from them.
CREATE TABLE record (
    -- A keyed digest of its name.
    key BYTEA NOT NULL PRIMARY KEY,
    record_id TEXT NOT NULL,
    -- 1 a person, 2 a note.
    kind BIGINT NOT NULL,
    -- Whether it was made here.
    own BIGINT NOT NULL,
    -- Whether other registers read it here.
    shown BIGINT NOT NULL,
    -- The search that it is, or is about; and the note.
    notice BYTEA NOT NULL,
    note BYTEA,
    domain TEXT NOT NULL,
    -- When it was made or changed where it comes from, and when it was kept here.
    source_date BIGINT NOT NULL,
    entry_date BIGINT NOT NULL,
    expiry_date BIGINT NOT NULL,
    -- Sealed: the record as it was received.
    original BYTEA,
    -- Whether it said that somebody is dead. It changes no status.
    dead BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX record_notice ON record (notice);
CREATE INDEX record_entry ON record (entry_date) WHERE shown = 1;

-- Records that are not to come back: those of people who were erased or taken down. Nothing but a keyed digest of the name.
CREATE TABLE suppressed (
    key BYTEA NOT NULL PRIMARY KEY,
    until BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
