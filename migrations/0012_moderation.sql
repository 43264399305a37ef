-- What is reported to moderators, by people of any room, and what is decided about it.

-- A table that was made for doors alone, and never written: the queue is the same for every room.
DROP TABLE report;

-- What a report means to its room, the room keeps: here stands what moderators handle.
CREATE TABLE report (
    id BYTEA NOT NULL PRIMARY KEY,
    -- What it is about: 1 a stay behind an open door.
    kind BIGINT NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- Words that the room gave: why, and as what the one who reports was there. Never what they wrote.
    reason TEXT NOT NULL,
    teller TEXT NOT NULL,
    -- 1 the gravest.
    risk BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- Who reports, and whom, until they are erased.
    said_by BYTEA,
    about BYTEA,
    -- 1 waits, 2 taken, 3 upheld, 4 dismissed.
    state BIGINT NOT NULL,
    taken_by BYTEA,
    taken_by_name TEXT,
    taken BIGINT,
    decided_by BYTEA,
    decided_by_name TEXT,
    decided BIGINT,
    -- Sealed: what it is about, as it was. Erased when decided, at the latest at `expires`.
    evidence BYTEA,
    expires BIGINT NOT NULL,
    -- The first of the two who open it, then the second.
    asked_by BYTEA,
    asked_by_name TEXT,
    asked BIGINT,
    opened_by BYTEA,
    opened_by_name TEXT,
    opened BIGINT
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX report_open ON report (risk, at) WHERE state < 3;
CREATE INDEX report_decided ON report (decided) WHERE decided IS NOT NULL;

-- Who may not do again what they were reported for: the person, and the contacts that they had proven, so that a new account does not help.
CREATE TABLE barred (
    -- The person, or the blind index of a contact.
    who BYTEA NOT NULL,
    report BYTEA NOT NULL,
    -- The kind of the report, and whether it was made in an exercise: then it bars from exercises.
    kind BIGINT NOT NULL,
    drill BIGINT NOT NULL,
    -- 0 as long as nobody has decided so.
    holds BIGINT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (who, report)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX barred_report ON barred (report);

-- What a report means to a door.
CREATE TABLE stay_report (
    stay BYTEA NOT NULL,
    by_host BIGINT NOT NULL,
    report BYTEA NOT NULL,
    door BYTEA NOT NULL,
    at BIGINT NOT NULL,
    -- What the door was before: 1 open, 2 paused; 0 when it stood still already; -1 when this report stops it only once it is upheld.
    was BIGINT NOT NULL,
    -- Whether the decision closed it.
    closed BIGINT NOT NULL,
    PRIMARY KEY (stay, by_host)
) /*+sqlite WITHOUT ROWID*/;
CREATE UNIQUE INDEX stay_report_report ON stay_report (report);
CREATE INDEX stay_report_door ON stay_report (door);
