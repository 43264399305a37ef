-- The official voice: institutions proven by their domains, what they say, and where it comes from.

-- An institution, by its domain.
CREATE TABLE authority (
    id BYTEA NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    -- In small letters, as DNS has it.
    domain TEXT NOT NULL,
    -- As those who speak for it are accredited.
    name TEXT NOT NULL,
    -- What is to be published on its domain.
    token TEXT NOT NULL,
    -- 1 a TXT record, 2 a file on its web site, 3 another institution vouches for it; nothing as long as it is not proven.
    proof BIGINT,
    -- Who vouches for it.
    delegator BYTEA,
    proven BIGINT,
    -- When the proof was last looked for, and since when it is not there any more.
    checked BIGINT,
    lost BIGINT,
    -- When an admin took it away.
    ended BIGINT,
    added BIGINT NOT NULL,
    added_by BYTEA NOT NULL,
    added_name TEXT NOT NULL,
    -- Its certificates or public keys (PEM), got another way than its messages, and the CAP senders that they speak for.
    pins TEXT NOT NULL,
    senders TEXT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE UNIQUE INDEX authority_domain ON authority (domain);

-- Where its messages are fetched, and how that went.
CREATE TABLE alert_source (
    authority BYTEA NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    seconds BIGINT NOT NULL,
    -- What the other server calls the version that was read last.
    etag TEXT,
    modified TEXT,
    polled BIGINT,
    fine BIGINT,
    fails BIGINT NOT NULL,
    -- A word for why the last try failed.
    why TEXT
) /*+sqlite WITHOUT ROWID*/;

-- A message that came in and was refused: where and why, never what it said.
CREATE TABLE alert_refused (
    id BYTEA NOT NULL PRIMARY KEY,
    authority BYTEA NOT NULL,
    -- Of the document: the same one is refused once.
    digest BYTEA NOT NULL,
    at BIGINT NOT NULL,
    line BIGINT NOT NULL,
    place BIGINT NOT NULL,
    rule TEXT NOT NULL,
    element TEXT
) /*+sqlite WITHOUT ROWID*/;
CREATE UNIQUE INDEX alert_refused_digest ON alert_refused (authority, digest);
CREATE INDEX alert_refused_at ON alert_refused (at);

-- An official message: proposed, published, or come in.
CREATE TABLE alert (
    id BYTEA NOT NULL PRIMARY KEY,
    -- The first of its chain.
    root BYTEA NOT NULL,
    version BIGINT NOT NULL,
    -- 1 proposed, 2 published, 3 dropped before it was published, 4 come in and not passed on.
    state BIGINT NOT NULL,
    -- 1 alert, 2 update, 3 cancel.
    kind BIGINT NOT NULL,
    -- An Exercise; what is neither that nor Actual is not kept.
    drill BIGINT NOT NULL,
    incident BYTEA,
    -- Who speaks; nothing for this server itself.
    authority BYTEA,
    -- 1 made here, 2 verified with a pinned key, 3 signed and not verified, 4 not signed.
    trust BIGINT NOT NULL,
    -- Why it is not verified.
    doubt TEXT,
    -- Its name in CAP.
    sender TEXT NOT NULL,
    identifier TEXT NOT NULL,
    sent BIGINT NOT NULL,
    -- What the banner and messages say: who, and a headline by language (JSON).
    who TEXT NOT NULL,
    says TEXT NOT NULL,
    -- Its outlines (a JSON list of GeoJSON).
    area TEXT NOT NULL,
    -- 0 the gravest; 1 when people are told by text message too.
    grade BIGINT NOT NULL,
    loud BIGINT NOT NULL,
    expires BIGINT,
    -- The whole document (CAP 1.2).
    document TEXT NOT NULL,
    made BIGINT NOT NULL,
    made_by BYTEA,
    made_name TEXT NOT NULL,
    confirmed_by BYTEA,
    confirmed_name TEXT,
    published BIGINT,
    -- When a newer one took its place.
    replaced BIGINT
) /*+sqlite WITHOUT ROWID*/;
-- One that is verified stands beside the same one that was not.
CREATE UNIQUE INDEX alert_name ON alert (sender, identifier, sent, trust);
CREATE INDEX alert_made ON alert (made);
CREATE INDEX alert_root ON alert (root);
CREATE INDEX alert_incident ON alert (incident) WHERE incident IS NOT NULL;
CREATE INDEX alert_published ON alert (published) WHERE published IS NOT NULL;
-- Who was told of a chain of messages: they are told of what becomes of it.
CREATE INDEX delivery_alarm ON delivery (about, owner) WHERE kind = 19;
