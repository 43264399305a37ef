-- Whose a kept answer is: it goes when they are erased. Nobody's when it was given to somebody without an account, and made none.
ALTER TABLE idempotency ADD COLUMN person BYTEA;
CREATE INDEX idempotency_person ON idempotency (person) WHERE person IS NOT NULL;
