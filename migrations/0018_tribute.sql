-- Pages in memory of somebody: what their family chose to show of them, and what people write.
CREATE TABLE tribute (
    id BYTEA NOT NULL PRIMARY KEY,
    -- What its page is found by: nobody guesses it.
    share TEXT NOT NULL,
    -- The search that it was.
    notice BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 1 one person of an institution proposes it, 2 shown.
    state BIGINT NOT NULL,
    -- Of the family: who made it. Of an institution: which, and who proposed it.
    owner BYTEA,
    institution TEXT,
    proposed_by BYTEA,
    -- Among the windows of its incident: 0 not at all, 1 by its name, 2 as a window without a name.
    wall BIGINT NOT NULL,
    -- Whether the address of the appeal leads to it.
    leads BIGINT NOT NULL,
    -- Whether nobody may write any more.
    locked BIGINT NOT NULL,
    -- Whose it is: by what a word of their own would be known.
    person BYTEA,
    phone BYTEA,
    email BYTEA,
    died BIGINT NOT NULL,
    -- Sealed: name, words, who says them; a photo.
    words BYTEA NOT NULL,
    photo BYTEA,
    made BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    -- When somebody last left a light.
    lit BIGINT
) /*+sqlite WITHOUT ROWID*/;
CREATE UNIQUE INDEX tribute_share ON tribute (share);
CREATE UNIQUE INDEX tribute_notice ON tribute (notice);
CREATE INDEX tribute_owner ON tribute (owner) WHERE owner IS NOT NULL;
CREATE INDEX tribute_wall ON tribute (incident) WHERE wall > 0;

-- What somebody with a proven contact writes on one.
CREATE TABLE condolence (
    id BYTEA NOT NULL PRIMARY KEY,
    tribute BYTEA NOT NULL,
    author BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 1 moderators read it, 2 the family does, 3 shown, 4 moderators do not let it through.
    state BIGINT NOT NULL,
    -- Sealed, masked.
    words BYTEA NOT NULL,
    at BIGINT NOT NULL,
    changed BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX condolence_tribute ON condolence (tribute, at);
CREATE INDEX condolence_author ON condolence (author);
CREATE INDEX condolence_waiting ON condolence (at) WHERE state = 1;
