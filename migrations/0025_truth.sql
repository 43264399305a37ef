-- What is known of what people write, and what is held back.

-- Posts that say the same, or show the same.
CREATE TABLE rumour (
    id BYTEA NOT NULL PRIMARY KEY,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 1 gathered by the server, 2 made by a person, 3 ruled, 4 set aside: nothing to rule on.
    state BIGINT NOT NULL,
    -- What is said, in the neutral words of whoever ruled. Nobody's post stands in it.
    what TEXT NOT NULL,
    posts BIGINT NOT NULL,
    made BIGINT NOT NULL,
    -- When the last copy came.
    newest BIGINT NOT NULL,
    -- The verdict that holds: 0 none, 1 true, 2 false, 3 misleading; and since when.
    verdict BIGINT NOT NULL,
    ruled BIGINT
) /*+sqlite WITHOUT ROWID*/;
-- Secondary: the queue of whoever rules.
CREATE INDEX rumour_queue ON rumour (drill, state, newest);
CREATE INDEX rumour_incident ON rumour (incident, state);

-- Which posts a rumour has gathered. A post belongs to one.
CREATE TABLE rumour_post (
    post BIGINT NOT NULL PRIMARY KEY,
    rumour BYTEA NOT NULL,
    -- 1 the same link, 2 the same picture, 3 nearly the same text, 4 by hand, 0 the post that the others are like.
    how BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- 1: a person took it out, and no machine puts it back.
    apart BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX rumour_post_of ON rumour_post (rumour, post);

-- What copies of a rumour are recognised by: links and sketches of texts, hashed, and prints of pictures.
CREATE TABLE rumour_mark (
    rumour BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    -- 1 a link, 2 a picture, 3 a text.
    kind BIGINT NOT NULL,
    mark BYTEA NOT NULL,
    post BIGINT NOT NULL,
    PRIMARY KEY (rumour, hash)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX rumour_mark_post ON rumour_mark (post);

-- What was ruled on a rumour, all of it: the last one holds.
CREATE TABLE ruling (
    id BYTEA NOT NULL PRIMARY KEY,
    rumour BYTEA NOT NULL,
    -- 1 the first.
    n BIGINT NOT NULL,
    verdict BIGINT NOT NULL,
    what TEXT NOT NULL,
    says TEXT NOT NULL,
    -- A JSON list of addresses and authorities.
    sources TEXT NOT NULL,
    at BIGINT NOT NULL,
    made_by BYTEA NOT NULL,
    made_by_name TEXT NOT NULL,
    -- The number of their role then.
    made_as BIGINT NOT NULL,
    UNIQUE (rumour, n)
) /*+sqlite WITHOUT ROWID*/;

-- Who was told of a ruling: once.
CREATE TABLE ruling_told (
    person BYTEA NOT NULL,
    ruling BYTEA NOT NULL,
    PRIMARY KEY (person, ruling)
) /*+sqlite WITHOUT ROWID*/;

-- Who appeals against what was ruled on a post of theirs: once for each ruling.
CREATE TABLE ruling_appeal (
    person BYTEA NOT NULL,
    ruling BYTEA NOT NULL,
    report BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, ruling)
) /*+sqlite WITHOUT ROWID*/;

-- Who says that they have seen what a post says.
CREATE TABLE post_seen (
    post BIGINT NOT NULL,
    person BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (post, person)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX post_seen_person ON post_seen (person);

-- How many of them know nothing of each other, nor of the author.
CREATE TABLE post_known (
    post BIGINT NOT NULL PRIMARY KEY,
    people BIGINT NOT NULL,
    since BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- A time and an area in which positions of forces are held back.
CREATE TABLE embargo (
    id BYTEA NOT NULL PRIMARY KEY,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    shape TEXT NOT NULL,
    -- A JSON list of places in it by name, beside the landmarks.
    names TEXT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    -- When it was ended before its time.
    lifted BIGINT,
    -- Who opened it, or renewed it last: a renewal takes another person.
    holder BYTEA NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX embargo_ends ON embargo (drill, ends);

-- Who did what with an embargo: its log, which is public once it is over.
CREATE TABLE embargo_step (
    embargo BYTEA NOT NULL,
    -- The version that it came to.
    n BIGINT NOT NULL,
    -- 1 opened, 2 renewed, 3 ended.
    what BIGINT NOT NULL,
    at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    made_by BYTEA NOT NULL,
    made_by_name TEXT NOT NULL,
    made_as BIGINT NOT NULL,
    PRIMARY KEY (embargo, n)
) /*+sqlite WITHOUT ROWID*/;

-- What is or was held back.
CREATE TABLE post_hold (
    post BIGINT NOT NULL PRIMARY KEY,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 1 a position of forces, 2 a picture, 3 an accusation.
    why BIGINT NOT NULL,
    until BIGINT,
    embargo BYTEA,
    at BIGINT NOT NULL,
    -- 1 held, 2 released, 3 kept back for good by a moderator, 4 taken back by its author.
    state BIGINT NOT NULL,
    ended BIGINT,
    decided_by BYTEA,
    decided_by_name TEXT,
    -- A word of a list.
    reason TEXT
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX post_hold_embargo ON post_hold (embargo, state, post) WHERE embargo IS NOT NULL;
CREATE INDEX post_hold_queue ON post_hold (drill, state, at) WHERE state = 1;
