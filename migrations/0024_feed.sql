-- What people write under hashtags.

-- A post. Its number grows with time, so that the newest posts lie together.
CREATE TABLE post (
    id BIGINT NOT NULL PRIMARY KEY,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 1 a person, 2 an organisation, 3 an institution.
    author_kind BIGINT NOT NULL,
    author BYTEA NOT NULL,
    -- Sealed: what the author was called when this was written.
    name BYTEA NOT NULL,
    -- 1 to act on, 2 official, 3 talk.
    lane BIGINT NOT NULL,
    -- 0 shown, 1 held back, 2 deleted by its author, 3 taken down by moderators.
    state BIGINT NOT NULL,
    -- While it is held back: why (the numbers of the rules of holds), and until when.
    held BIGINT NOT NULL,
    held_until BIGINT,
    -- 0 unverified, 1 of a witness in the zone, 2 corroborated, 3 confirmed, 4 false.
    truth BIGINT NOT NULL,
    -- Whether its author says that they see it themselves.
    witness BIGINT NOT NULL,
    lang TEXT NOT NULL,
    -- Its tags as they were typed, apart by spaces.
    tags TEXT NOT NULL,
    -- How many pictures it has.
    pictures BIGINT NOT NULL,
    -- Sealed; nothing of one that only passes something on, and of one that is gone.
    text BYTEA,
    -- Where, coarsely; and the larger cell around it, of resolution 7, that it is found by.
    cell BIGINT,
    area BIGINT,
    -- The post that it answers, and the first one of the conversation.
    reply BIGINT,
    thread BIGINT,
    -- What it passes on: 0 nothing, 1 a post, 2 a door, 3 a search, 4 an alert; and which.
    boost BIGINT NOT NULL,
    boost_of TEXT,
    edited BIGINT,
    -- A hash of the press that made it: sent twice, it is one post.
    press BYTEA,
    changed BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
-- Secondary: the key is the number, which spreads.
CREATE INDEX post_incident ON post (incident, lane, id);
CREATE INDEX post_author ON post (author, id);
CREATE INDEX post_area ON post (area, id) WHERE area IS NOT NULL;
CREATE INDEX post_thread ON post (thread, id) WHERE thread IS NOT NULL;
CREATE INDEX post_boost_of ON post (boost_of, boost, id) WHERE boost > 0;
CREATE INDEX post_held ON post (held_until, id) WHERE state = 1;
CREATE UNIQUE INDEX post_press ON post (press) WHERE press IS NOT NULL;
-- The same is passed on by the same once.
CREATE UNIQUE INDEX post_boosted ON post (author, boost, boost_of) WHERE boost > 0 AND state < 2 AND text IS NULL;

-- Which posts stand under a tag: the tag as it was typed, so that what was merged can be split again.
CREATE TABLE post_tag (
    tag BYTEA NOT NULL,
    post BIGINT NOT NULL,
    lane BIGINT NOT NULL,
    PRIMARY KEY (tag, post)
) /*+sqlite WITHOUT ROWID*/;
-- Most is talk; what is not is found without passing it by.
CREATE INDEX post_tag_lane ON post_tag (tag, lane, post) WHERE lane < 3;
CREATE INDEX post_tag_post ON post_tag (post);

-- What a post was before it was changed.
CREATE TABLE post_edit (
    id BYTEA NOT NULL PRIMARY KEY,
    post BIGINT NOT NULL,
    -- When it was written so.
    at BIGINT NOT NULL,
    -- Sealed.
    text BYTEA NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX post_edit_post ON post_edit (post, id);

-- A picture of a post, or one that was sent and waits for its post.
CREATE TABLE post_picture (
    id BYTEA NOT NULL PRIMARY KEY,
    -- Who sent it.
    owner BYTEA NOT NULL,
    post BIGINT,
    -- Which of its pictures it is: 1 to 4.
    place BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- 0 not covered, 1 covered by its author, 2 by reports, 3 by a moderator.
    cover BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    -- What it is recognised by.
    print BYTEA NOT NULL,
    -- Sealed: what is seen on it, in words.
    alt BYTEA,
    -- Sealed: in two sizes.
    thumb BYTEA NOT NULL,
    page BYTEA NOT NULL
);
CREATE INDEX post_picture_post ON post_picture (post, place) WHERE post IS NOT NULL;
CREATE INDEX post_picture_owner ON post_picture (owner, at);
CREATE INDEX post_picture_loose ON post_picture (at) WHERE post IS NULL;

-- A hashtag. Its id is made of its key, and of whether it is one of exercises.
CREATE TABLE tag (
    id BYTEA NOT NULL PRIMARY KEY,
    -- Folded: what all its spellings have in common.
    key TEXT NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- As it is shown.
    display TEXT NOT NULL,
    -- 0 open, 1 locked: only staff write under it.
    state BIGINT NOT NULL,
    -- Which tag it is read with, and how: 1 merged, 2 readers are led there.
    target BYTEA,
    how BIGINT NOT NULL,
    made BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    UNIQUE (key, drill)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX tag_target ON tag (target) WHERE target IS NOT NULL;

-- The tags of an incident, in the order in which they are offered.
CREATE TABLE tag_incident (
    tag BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    place BIGINT NOT NULL,
    lang TEXT NOT NULL,
    PRIMARY KEY (tag, incident)
) /*+sqlite WITHOUT ROWID*/;

-- What somebody wants to be called where they write.
CREATE TABLE writer (
    person BYTEA NOT NULL PRIMARY KEY,
    -- Sealed.
    name BYTEA NOT NULL,
    at BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
