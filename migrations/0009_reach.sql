-- Reaching people who are not looking: where their devices are, what they want, what is on its way to them.

-- A browser that takes pushes. The endpoint is a secret: whoever knows it can disturb its owner.
CREATE TABLE subscription (
    person BYTEA NOT NULL,
    id BYTEA NOT NULL,
    session BYTEA,
    -- The blind index of the endpoint: one browser is one person's.
    blind BYTEA NOT NULL,
    -- Sealed: endpoint and keys, as JSON.
    target BYTEA NOT NULL,
    added BIGINT NOT NULL,
    PRIMARY KEY (person, id)
) /*+sqlite WITHOUT ROWID*/;
CREATE UNIQUE INDEX subscription_blind ON subscription (blind);

-- What a person chose, where it is not the usual.
CREATE TABLE preference (
    person BYTEA NOT NULL,
    kind BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    wanted BIGINT NOT NULL,
    PRIMARY KEY (person, kind, channel)
) /*+sqlite WITHOUT ROWID*/;

-- Contacts that said STOP, by blind index: they outlive the person, so that nobody is written to again by a new import.
CREATE TABLE stopped (
    blind BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

-- One question of an incident to many: what a report is about.
CREATE TABLE campaign (
    id BYTEA NOT NULL PRIMARY KEY,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    round BIGINT NOT NULL,
    at BIGINT NOT NULL
);

-- One message to one person through one channel.
CREATE TABLE delivery (
    -- The person, or the blind index of a contact that is nobody's yet.
    owner BYTEA NOT NULL,
    -- Made of the event and the channel: the same event never makes it twice.
    id BYTEA NOT NULL,
    channel BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    -- 0 waits, 1 sent, 2 delivered, 3 opened, 4 dead, 5 not needed any more.
    state BIGINT NOT NULL,
    drill BIGINT NOT NULL,
    incident BYTEA,
    campaign BYTEA,
    -- Who it tells of, or which proof.
    about BYTEA,
    -- Sealed: the contact, when it is nobody's yet.
    contact BYTEA,
    -- The subscription, when it is a push.
    device BYTEA,
    -- Which answer it gives, for answers to messages: the key of a text, with its values sealed.
    text TEXT,
    words BYTEA,
    -- The same message through other channels has the same.
    message BYTEA NOT NULL,
    step BIGINT NOT NULL,
    -- The blind index of its one-tap link.
    link BYTEA NOT NULL,
    made BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    run_at BIGINT NOT NULL,
    lease BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    sent BIGINT,
    delivered BIGINT,
    opened BIGINT,
    -- How the provider calls it.
    reference TEXT,
    -- Why it failed: a word of ours, never what a provider wrote.
    trouble TEXT,
    parts BIGINT NOT NULL,
    PRIMARY KEY (owner, id)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX delivery_due ON delivery (channel, run_at) WHERE state = 0;
CREATE INDEX delivery_lease ON delivery (lease) WHERE lease > 0;
CREATE INDEX delivery_link ON delivery (link);
CREATE INDEX delivery_reference ON delivery (reference) WHERE reference IS NOT NULL;
CREATE INDEX delivery_campaign ON delivery (campaign, channel, state) WHERE campaign IS NOT NULL;
CREATE INDEX delivery_dead ON delivery (made) WHERE state = 4;
CREATE INDEX delivery_made ON delivery (made);

-- What circles were last told of somebody, so that the same is not told twice.
CREATE TABLE told (
    person BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    state BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, incident)
) /*+sqlite WITHOUT ROWID*/;

-- What was spent of an incident's ceiling, in parts of text messages.
CREATE TABLE spent (
    incident BYTEA NOT NULL,
    channel BIGINT NOT NULL,
    parts BIGINT NOT NULL,
    PRIMARY KEY (incident, channel)
) /*+sqlite WITHOUT ROWID*/;

-- Other systems that are told by web hook.
CREATE TABLE hook (
    id BYTEA NOT NULL PRIMARY KEY,
    -- Sealed: name, address, secret.
    name BYTEA NOT NULL,
    url BYTEA NOT NULL,
    secret BYTEA NOT NULL,
    -- What it hears of: 1 incidents, 2 a roll-call.
    kinds BIGINT NOT NULL,
    roster BYTEA,
    added BIGINT NOT NULL,
    added_by BYTEA NOT NULL,
    paused BIGINT NOT NULL
);

-- Messages from outside that were not understood, or whose sender is not known: a person reads them.
CREATE TABLE inbox (
    id BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    blind BYTEA NOT NULL,
    -- Sealed.
    sender BYTEA NOT NULL,
    words BYTEA NOT NULL,
    person BYTEA,
    incident BYTEA,
    urgent BIGINT NOT NULL,
    -- The answer without an account that it became, whose sender was asked their name.
    answer BYTEA,
    -- 0 waits, 1 read.
    state BIGINT NOT NULL,
    read_by BYTEA
);
CREATE INDEX inbox_waiting ON inbox (state, urgent, at);
CREATE INDEX inbox_blind ON inbox (blind, at);
CREATE INDEX inbox_at ON inbox (at);
-- What a provider calls an incoming message: the same is not read twice.
CREATE TABLE inbound (
    digest BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX inbound_at ON inbound (at);
