-- Codes go soon, and so does the contact that a message carries which is nobody's yet: both are found without a look at all the others.
CREATE INDEX delivery_code ON delivery (made) WHERE kind = 5;
CREATE INDEX delivery_contact ON delivery (expires) WHERE contact IS NOT NULL;
-- A code that is a contact's own for an hour, when strangers ask for many in its name: 1 went out in a message, 2 is the same again, without one.
ALTER TABLE proof ADD COLUMN standing BIGINT NOT NULL DEFAULT 0;
