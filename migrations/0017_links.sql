-- Two searches that are about one person, or may be: moderators compare them, link them, and take it back.
CREATE TABLE notice_link (
    id BYTEA NOT NULL PRIMARY KEY,
    -- The two, the lower id first.
    a BYTEA NOT NULL,
    b BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- Out of a thousand, and why: words with commas.
    score BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    -- 1 proposed, 2 linked, 3 two people.
    state BIGINT NOT NULL,
    -- Of linked ones: why a moderator is sure.
    reason BIGINT,
    made BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    decided_by BYTEA,
    decided_by_name TEXT,
    UNIQUE (a, b)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX notice_link_b ON notice_link (b);
CREATE INDEX notice_link_waiting ON notice_link (made) WHERE state = 1;

-- Searches that ended because one that is linked with them did: what is to be taken back when that was a mistake.
CREATE TABLE link_carried (
    -- The proposal that was confirmed.
    reunion BYTEA NOT NULL,
    -- The search that ended with it, and the one that it was confirmed of.
    notice BYTEA NOT NULL,
    origin BYTEA NOT NULL,
    PRIMARY KEY (reunion, notice)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX link_carried_notice ON link_carried (notice);
