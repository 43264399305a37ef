-- Whoever says a key of an institution does not pass on alone what that key signs; and what holds is found beside whatever comes in.

-- Who said which of the keys that are pinned now: fingerprint:id, with a space between them. Of one that was said at the console of the
-- server, or before this, nobody.
ALTER TABLE authority ADD COLUMN pinned_by TEXT NOT NULL DEFAULT '';
CREATE INDEX alert_holding ON alert (drill, expires) WHERE state = 2 AND replaced IS NULL;
