-- Requests for help without an account are bounded: one that finds no room in the operators' queue waits here, and enters it when its
-- contact is proven.
ALTER TABLE pending_answer ADD COLUMN waits BIGINT NOT NULL DEFAULT 0;
CREATE INDEX pending_answer_waits ON pending_answer (incident) WHERE waits = 1;
-- What was dealt with is erased after a time.
CREATE INDEX help_case_closed ON help_case (changed) WHERE state = 3;
-- Who is asked because a roll is called: a zone that moves does not tell them that they need not answer.
ALTER TABLE prompt ADD COLUMN called BIGINT NOT NULL DEFAULT 0;
