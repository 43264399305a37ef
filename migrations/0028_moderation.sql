-- What is decided concerns somebody, who may ask once to look again; what cannot be undone takes two; what is held stands in the queue.

-- What moderators decided about somebody, why, and whether they asked to look again.
CREATE TABLE decision (
    -- That of the report, when it is decided by one.
    id BYTEA NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    -- 1 a post taken down, 2 a post kept back, 3 pictures covered, 4 a stay, 5 a public appeal taken back, 6 one refused, 7 a hoax.
    kind BIGINT NOT NULL,
    -- About what, in the words of its room; and where whom it concerns finds that.
    thing TEXT NOT NULL,
    href TEXT,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    person BYTEA NOT NULL,
    -- A word of the list.
    ground TEXT NOT NULL,
    at BIGINT NOT NULL,
    made_by BYTEA NOT NULL,
    made_by_name TEXT NOT NULL,
    -- 1 stands, 2 asked about, 3 confirmed by another person, 4 reversed by them, 5 taken back.
    state BIGINT NOT NULL,
    -- What was asked about it.
    report BYTEA
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX decision_person ON decision (person, at);
CREATE INDEX decision_thing ON decision (kind, thing);
CREATE INDEX decision_href ON decision (href) WHERE href IS NOT NULL;
CREATE INDEX decision_report ON decision (report) WHERE report IS NOT NULL;

-- What takes two people, and who asked for it.
CREATE TABLE second (
    act TEXT NOT NULL,
    id BYTEA NOT NULL,
    by BYTEA NOT NULL,
    by_name TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (act, id)
) /*+sqlite WITHOUT ROWID*/;

-- Where whom a report is about finds it; who decided what somebody asks to look at again: another person does.
ALTER TABLE report ADD COLUMN href TEXT;
ALTER TABLE report ADD COLUMN first_by BYTEA;

-- One list of reasons for all rooms.
UPDATE post_hold SET reason = 'public' WHERE reason = 'public-person';
UPDATE post_hold SET reason = 'unfounded' WHERE reason IN ('no-accusation', 'no-position');
UPDATE post_hold SET reason = 'danger' WHERE reason = 'endangers';
UPDATE post_hold SET reason = 'privacy' WHERE reason = 'identifies';
UPDATE post_hold SET reason = 'hatred' WHERE reason = 'hateful';

-- What is held already: an accusation sooner than what ends by itself.
INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, href, version)
    SELECT 6, /*+sqlite unhex(printf('%032x', post)) --*/ decode(lpad(to_hex(post), 32, '0'), 'hex')
    , incident, drill, CASE WHEN why = 3 THEN 3 ELSE 5 END, 0, at, '/console/holds#h-' || CAST(post AS TEXT), 1
    FROM post_hold WHERE state = 1;
