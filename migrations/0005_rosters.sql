-- Organisations' lists of people, and the rolls that are called on them.

-- A list. Its name is shown to its members.
CREATE TABLE roster (
    id BYTEA NOT NULL PRIMARY KEY,
    owner BYTEA NOT NULL,
    name BYTEA NOT NULL,
    created BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX roster_owner ON roster (owner);

-- Its members. The line (name, e-mail, phone, group) is sealed. Who left stays as an id without a line, so that the next import
-- does not bring them back.
CREATE TABLE roster_member (
    roster BYTEA NOT NULL,
    person BYTEA NOT NULL,
    line BYTEA,
    added BIGINT NOT NULL,
    left_at BIGINT,
    PRIMARY KEY (roster, person)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX roster_member_person ON roster_member (person);

-- Rolls: one per list and incident.
CREATE TABLE roll_call (
    roster BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    began BIGINT NOT NULL,
    ended BIGINT,
    reminded BIGINT,
    PRIMARY KEY (roster, incident)
) /*+sqlite WITHOUT ROWID*/;
