-- Signs of life of people by name who may be nobody here: what is declared of somebody by name, what comes by SMS from a number that nobody
-- has proven. They lie here until the room that matches them with searches has taken them.
CREATE TABLE sign (
    id BYTEA NOT NULL PRIMARY KEY,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    -- Who says it; nobody for a number that nobody has proven.
    author BYTEA,
    -- Blind index of the number that it came from, of one that nobody has proven.
    blind BYTEA,
    -- Sealed: who is meant, what is said, how they are reached.
    body BYTEA NOT NULL,
    expires BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX sign_author ON sign (author) WHERE author IS NOT NULL;
CREATE INDEX sign_blind ON sign (blind) WHERE blind IS NOT NULL;
CREATE INDEX sign_expires ON sign (expires);

-- News of a name is found by how whoever is meant is reached too, and what others ask to be kept away is forgotten in its time.
CREATE INDEX notice_note_phone ON notice_note (phone) WHERE phone IS NOT NULL;
CREATE INDEX notice_note_email ON notice_note (email) WHERE email IS NOT NULL;
CREATE INDEX suppressed_until ON suppressed (until);
