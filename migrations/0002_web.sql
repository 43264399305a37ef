-- Answers that are given again when a client repeats a request under the same Idempotency-Key. Kept a day.
CREATE TABLE idempotency (
    -- SHA-256 of who, where and the key.
    key BYTEA NOT NULL PRIMARY KEY,
    -- SHA-256 of the body.
    body BYTEA NOT NULL,
    -- HTTP status; 0 while the first request is being answered.
    status BIGINT NOT NULL,
    -- Headers and body of the answer, sealed.
    answer BYTEA,
    at BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX idempotency_at ON idempotency (at);
