-- What waits for moderators, of all rooms, in one queue; what they hand over to each other; why they decided.

-- A row stands here as long as the thing itself waits in its room, and says no more of it than what orders it.
CREATE TABLE waiting (
    -- 1 a report, 2 a public appeal, 3 a search and a sign of life, 4 two searches, 5 words for a family, 6 something held back.
    kind BIGINT NOT NULL,
    -- Which, in its room.
    id BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    -- 1 the gravest.
    risk BIGINT NOT NULL,
    -- How often it was reported since it waits.
    reports BIGINT NOT NULL,
    -- Since when.
    at BIGINT NOT NULL,
    -- Where it is decided, when its kind does not say so.
    href TEXT,
    -- Who handles it, and since when they did something; it returns by itself.
    taken_by BYTEA,
    taken_by_name TEXT,
    taken BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (kind, id)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX waiting_order ON waiting (drill, risk, at);

-- What waits already.
INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version)
    SELECT 1, id, incident, drill, risk, 0, at, 1 FROM report WHERE state < 3;
INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version)
    SELECT 2, id, incident, drill, CASE WHEN age_low < 18 THEN 3 ELSE 4 END, 0, changed, 1 FROM notice
    WHERE appeal = 1 AND approved IS NULL AND state = 1;
INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version)
    SELECT 3, id, incident, drill, 3, 0, made, 1 FROM reunion
    WHERE state IN (2, 8) AND EXISTS (SELECT 1 FROM notice WHERE notice.id = reunion.notice AND notice.state = 1);
INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version)
    SELECT 4, id, incident, drill, 5, 0, made, 1 FROM notice_link
    WHERE state = 1 AND EXISTS (SELECT 1 FROM notice WHERE notice.id = notice_link.a AND notice.state = 1)
    AND EXISTS (SELECT 1 FROM notice WHERE notice.id = notice_link.b AND notice.state = 1);
INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version)
    SELECT 5, id, incident, drill, 6, 0, at, 1 FROM condolence WHERE state = 1;

-- Why a report was decided as it was: a word of a closed list.
ALTER TABLE report ADD COLUMN ground TEXT;

-- What moderators tell whoever comes after them. Sealed, for staff alone, and forgotten after a week.
CREATE TABLE handover (
    id BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    by BYTEA NOT NULL,
    by_name TEXT NOT NULL,
    words BYTEA NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX handover_at ON handover (at);

-- Which appeal a report is about.
CREATE TABLE appeal_report (
    report BYTEA NOT NULL PRIMARY KEY,
    notice BYTEA NOT NULL,
    at BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX appeal_report_notice ON appeal_report (notice);
