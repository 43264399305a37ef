-- Whoever does not want to be found is found by nothing else either.
--
-- A reunion may also be 9: whoever is sought hides from this seeker, and was asked nothing; of somebody who was erased since, only that
-- is left, until the search is over. And 10: a reviewer took news for theirs while they had not said yes themself; nobody is told.

-- When a public appeal was approved: it is shown when whoever is sought, and can be reached, has been asked.
ALTER TABLE notice ADD COLUMN approved BIGINT;

-- From when on a record is not to come back: of somebody who hid, only when the search would have ended anyway.
ALTER TABLE suppressed ADD COLUMN since BIGINT NOT NULL DEFAULT 0;

-- Whom somebody does not want to tell for now, whatever search of theirs asks.
CREATE TABLE not_now (
    person BYTEA NOT NULL,
    seeker BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, seeker, incident)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX not_now_seeker ON not_now (seeker);
CREATE INDEX not_now_at ON not_now (at);

-- News of a name is everybody's whom it helps: a search shows it by the reunion, and takes it from nobody.
UPDATE notice_note SET notice = NULL WHERE name IS NOT NULL AND notice IS NOT NULL
    AND id IN (SELECT subject FROM reunion WHERE kind = 2 AND state = 3);
