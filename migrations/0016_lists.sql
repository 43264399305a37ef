-- Lists of institutions: who is in their hands, matched blindly with searches. And deaths: two people of an institution state them.

-- For which institution a member of staff speaks; an admin says so.
CREATE TABLE accredited (
    operator BYTEA NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL,
    at BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- Somebody on the list of an institution.
CREATE TABLE list_entry (
    id BYTEA NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL,
    -- A keyed digest of the institution, the incident and the institution's own reference: the same line again is the same entry.
    reference BYTEA NOT NULL,
    -- Who brought it.
    staff BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 1 in care, 2 safe, 3 not known who they are.
    state BIGINT NOT NULL,
    -- Sealed: name, contacts, document, the institution's own reference.
    who BYTEA NOT NULL,
    -- Blind indexes of their telephone and e-mail.
    phone BYTEA,
    email BYTEA,
    -- Years of age, both ends in; nothing when not known.
    age_low BIGINT,
    age_high BIGINT,
    -- 0 not said, 1 female, 2 male, 3 other.
    sex BIGINT NOT NULL,
    arrived BIGINT,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    expires BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE UNIQUE INDEX list_entry_reference ON list_entry (reference);
CREATE INDEX list_entry_institution ON list_entry (institution, added);
CREATE INDEX list_entry_expires ON list_entry (expires);
CREATE INDEX list_entry_phone ON list_entry (phone) WHERE phone IS NOT NULL;
CREATE INDEX list_entry_email ON list_entry (email) WHERE email IS NOT NULL;

-- An entry and a search that may be for one person: the institution alone learns of it.
CREATE TABLE list_match (
    id BYTEA NOT NULL PRIMARY KEY,
    entry BYTEA NOT NULL,
    notice BYTEA NOT NULL,
    institution TEXT NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- Out of a thousand, and why: words with commas.
    score BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    -- 1 proposed, 2 the institution calls the family, 3 released, 4 not the same.
    state BIGINT NOT NULL,
    -- Of a released one: what the family reads.
    note BYTEA,
    made BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    UNIQUE (entry, notice)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX list_match_notice ON list_match (notice);
CREATE INDEX list_match_institution ON list_match (institution, made);

-- A death, as two different people of an institution state it. Nothing shows it before the family agrees.
CREATE TABLE death (
    notice BYTEA NOT NULL PRIMARY KEY,
    list_match BYTEA NOT NULL,
    institution TEXT NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 1 stated by one, 2 confirmed by a second, 3 suspended.
    state BIGINT NOT NULL,
    -- When they died.
    died BIGINT NOT NULL,
    stated BIGINT NOT NULL,
    stated_by BYTEA NOT NULL,
    stated_name TEXT NOT NULL,
    confirmed BIGINT,
    confirmed_by BYTEA,
    -- When the family agreed that it is shown, and who of them.
    consent BIGINT,
    consent_by BYTEA,
    -- While it is shown: where the search stood before, as its number.
    was BIGINT,
    -- When it was last shown; kept when it is suspended, so that whoever read it hears that it is taken back.
    shown BIGINT,
    -- When it was suspended, and by whom: nobody when it was the person's own word.
    suspended BIGINT,
    suspended_by BYTEA
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX death_consent_by ON death (consent_by) WHERE consent_by IS NOT NULL;
