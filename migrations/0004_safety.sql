-- Incidents, who is asked, help.

-- An event that people are asked about. Names, prompts and zone are public once it is active: not sealed.
CREATE TABLE incident (
    id BYTEA NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    drill BIGINT NOT NULL,
    state BIGINT NOT NULL,
    names TEXT NOT NULL,
    prompts TEXT NOT NULL,
    zone TEXT NOT NULL,
    round BIGINT NOT NULL,
    created BIGINT NOT NULL,
    opened_by BYTEA NOT NULL,
    opened_by_name TEXT NOT NULL,
    activated_by BYTEA,
    activated BIGINT,
    asked_again BIGINT,
    ended BIGINT
) /*+sqlite WITHOUT ROWID*/;

-- Who is asked, once per incident; asked again in a later round when the zone comes back. Open until the zone leaves.
CREATE TABLE prompt (
    person BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    round BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    open BIGINT NOT NULL,
    PRIMARY KEY (person, incident)
) /*+sqlite WITHOUT ROWID*/;

-- When somebody's circle last reminded them: one message for all in half an hour.
CREATE TABLE reminder (
    person BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, incident)
) /*+sqlite WITHOUT ROWID*/;

-- Requests for help, as the operators handle them. What and where is sealed.
CREATE TABLE help_case (
    id BYTEA NOT NULL PRIMARY KEY,
    person BYTEA,
    pending BYTEA,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    state BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    need TEXT,
    people BIGINT,
    place BYTEA,
    words BYTEA,
    taken_by BYTEA,
    taken_by_name TEXT,
    taken BIGINT,
    better BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE UNIQUE INDEX help_case_person ON help_case (person, incident);
CREATE INDEX help_case_queue ON help_case (incident, state);
CREATE INDEX help_case_pending ON help_case (pending) WHERE pending IS NOT NULL;

-- Answers of people without an account: kept at once, counted when their contact is proven, then gone from here.
CREATE TABLE pending_answer (
    id BYTEA NOT NULL PRIMARY KEY,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    answer BIGINT NOT NULL,
    at BIGINT NOT NULL,
    received BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    name BYTEA,
    blind BYTEA,
    words BYTEA,
    expires BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX pending_answer_blind ON pending_answer (blind) WHERE blind IS NOT NULL;
CREATE INDEX pending_answer_expiry ON pending_answer (expires);

-- What somebody says of a person whom this server may not know. It makes no person; it waits for a proven contact.
CREATE TABLE declaration (
    id BYTEA NOT NULL PRIMARY KEY,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    author BYTEA NOT NULL,
    proof BIGINT NOT NULL,
    how BIGINT NOT NULL,
    at BIGINT NOT NULL,
    received BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    name BYTEA NOT NULL,
    blind BYTEA,
    words BYTEA,
    person BYTEA,
    expires BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX declaration_blind ON declaration (blind) WHERE blind IS NOT NULL;
CREATE INDEX declaration_author ON declaration (author);
CREATE INDEX declaration_expiry ON declaration (expires);
