-- Who is new where they write, what a press made, and who counted whom: what slows a flood, and nobody else.

-- 1 when its author was new as it was written: what is slowed under load is the posts of new people alone.
ALTER TABLE post ADD COLUMN fresh BIGINT NOT NULL DEFAULT 0;
-- A keyed hash of what a press said: the same press with something else is refused, and makes nothing.
ALTER TABLE post ADD COLUMN said BYTEA;
-- Moved by everybody who says that they see it too, or no more: whoever counts them writes only what was counted last.
ALTER TABLE post_known ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;

-- By what a post and those who have seen it are told to come from one device or line: keyed hashes that are made anew for every post, so that
-- nobody's posts can be gathered by them.
ALTER TABLE post ADD COLUMN signs BYTEA;
ALTER TABLE post_seen ADD COLUMN signs BYTEA;
