-- Whether other registers may have read that somebody was found: when that was a mistake, they are to read that too.
ALTER TABLE record ADD COLUMN found_told BIGINT NOT NULL DEFAULT 0;
