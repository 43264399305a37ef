-- People and staff. What names or reaches a person is sealed; tokens are kept as digests only.

-- Somebody known to this server. How they came: 1 by themself, 2 by an import, 3 in a demo.
CREATE TABLE person (
    id BYTEA NOT NULL PRIMARY KEY,
    name BYTEA NOT NULL,
    lang TEXT NOT NULL,
    origin BIGINT NOT NULL,
    proven BIGINT NOT NULL,
    created BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- How a person is reached. The blind index finds the row without the contact in the clear.
CREATE TABLE contact (
    person BYTEA NOT NULL,
    blind BYTEA NOT NULL,
    kind BIGINT NOT NULL,
    value BYTEA NOT NULL,
    added BIGINT NOT NULL,
    proven BIGINT,
    PRIMARY KEY (person, blind)
) /*+sqlite WITHOUT ROWID*/;

-- Whose a proven contact is: one person's at a time.
CREATE TABLE proven_contact (
    blind BYTEA NOT NULL PRIMARY KEY,
    person BYTEA NOT NULL,
    at BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- Where a person is (slot 0, until it expires) and lives, works, learns (1, 2, 3): H3 cells, nothing finer.
CREATE TABLE presence (
    person BYTEA NOT NULL,
    slot BIGINT NOT NULL,
    cell BIGINT NOT NULL,
    expires BIGINT,
    PRIMARY KEY (person, slot)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX presence_expiry ON presence (expires) WHERE expires IS NOT NULL;

-- Whom a person reassures: one packed list per person; the version guards every change of it.
CREATE TABLE circle (
    person BYTEA NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    links BYTEA NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- Who says what about whom. An author who speaks of themself is not written twice: kind 1 without an id.
CREATE TABLE fact (
    person BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    id BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    state BIGINT NOT NULL,
    how BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    author BYTEA,
    author_kind BIGINT NOT NULL,
    at BIGINT NOT NULL,
    received BIGINT NOT NULL,
    proof BIGINT NOT NULL,
    disputed BIGINT NOT NULL,
    confirmed BIGINT NOT NULL,
    words BYTEA,
    PRIMARY KEY (person, incident, id)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX fact_author ON fact (author) WHERE author IS NOT NULL;

-- A device or browser through which a person or a member of staff acts.
CREATE TABLE session (
    hash BYTEA NOT NULL PRIMARY KEY,
    id BYTEA NOT NULL,
    person BYTEA,
    operator BYTEA,
    role BIGINT,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX session_person ON session (person) WHERE person IS NOT NULL;
CREATE INDEX session_operator ON session (operator) WHERE operator IS NOT NULL;
CREATE INDEX session_expiry ON session (expires);

-- Members of staff. Two keys of one name are one member of staff.
CREATE TABLE operator (
    id BYTEA NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- Bearer keys of staff.
CREATE TABLE api_key (
    hash BYTEA NOT NULL PRIMARY KEY,
    operator BYTEA NOT NULL,
    role BIGINT NOT NULL,
    created BIGINT NOT NULL,
    ended BIGINT
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX api_key_operator ON api_key (operator);

-- One-time sign-in links, for staff and for the people of a demo.
CREATE TABLE operator_link (
    hash BYTEA NOT NULL PRIMARY KEY,
    operator BYTEA,
    role BIGINT,
    person BYTEA,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX operator_link_person ON operator_link (person) WHERE person IS NOT NULL;

-- Contacts being proven. The person is nobody when somebody signs in; the name is what a newcomer gave with it.
CREATE TABLE proof (
    id BYTEA NOT NULL PRIMARY KEY,
    person BYTEA,
    blind BYTEA NOT NULL,
    kind BIGINT NOT NULL,
    contact BYTEA NOT NULL,
    code BYTEA NOT NULL,
    name BYTEA,
    lang TEXT NOT NULL,
    asked BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    done BIGINT
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX proof_person ON proof (person) WHERE person IS NOT NULL;
CREATE INDEX proof_blind ON proof (blind);
CREATE INDEX proof_expiry ON proof (expires);

-- Invitations into a circle: one use, until they expire.
CREATE TABLE invitation (
    hash BYTEA NOT NULL PRIMARY KEY,
    id BYTEA NOT NULL,
    inviter BYTEA NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used_by BYTEA,
    used_at BIGINT
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX invitation_inviter ON invitation (inviter);
CREATE INDEX invitation_used_by ON invitation (used_by) WHERE used_by IS NOT NULL;

-- How much of something somebody has used in the current stretch of time. The key is a keyed digest.
CREATE TABLE allowance (
    key BYTEA NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    used BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- Who did what. Lines are never taken away; an erased person's id is taken out of theirs.
CREATE TABLE audit (
    id BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor BYTEA,
    actor_name TEXT NOT NULL,
    act TEXT NOT NULL,
    incident BYTEA,
    subject BYTEA,
    details TEXT NOT NULL,
    erased BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX audit_incident ON audit (incident, at) WHERE incident IS NOT NULL;
CREATE INDEX audit_subject ON audit (subject) WHERE subject IS NOT NULL;
CREATE INDEX audit_actor ON audit (actor) WHERE actor IS NOT NULL;
