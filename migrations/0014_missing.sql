-- Searches for the missing, what is said of them, and what is proposed to belong together.

-- A search for somebody. It is nobody's while it is a draft of somebody without a proven contact: then only its token opens it.
CREATE TABLE notice (
    id BYTEA NOT NULL PRIMARY KEY,
    -- Who searches; nobody for what was imported.
    seeker BYTEA,
    -- Of a draft: the hash of the token that opens it.
    token BYTEA,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 0 draft, 1 searching, 2 found, 3 closed by who searches, 4 over, 5 taken down by moderators.
    state BIGINT NOT NULL,
    -- 0 for private matching alone, 1 a public appeal is asked for, 2 approved, 3 not approved.
    appeal BIGINT NOT NULL,
    -- Of an approved appeal: what its card and page are found by.
    share TEXT,
    -- Sealed: names, description, last seen, contacts of who is sought.
    profile BYTEA,
    -- Blind indexes of the telephone and the e-mail of who is sought, and of the last four digits of the telephone.
    phone BYTEA,
    email BYTEA,
    tail BYTEA,
    -- Years of age, both ends in; nothing when not known.
    age_low BIGINT,
    age_high BIGINT,
    -- 0 not said, 1 female, 2 male, 3 other.
    sex BIGINT NOT NULL,
    -- 0 not said, else who the seeker is to them.
    relation BIGINT NOT NULL,
    -- For a minor: 0 nobody, 1 a guardian, 2 an authority stands behind it.
    guardian BIGINT NOT NULL,
    -- Last seen, coarsely.
    cell BIGINT,
    seen BIGINT,
    -- Who it was, once a reunion is confirmed.
    person BYTEA,
    found BIGINT,
    opened BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    expires BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX notice_seeker ON notice (seeker) WHERE seeker IS NOT NULL;
CREATE INDEX notice_person ON notice (person) WHERE person IS NOT NULL;
CREATE INDEX notice_expires ON notice (expires) WHERE state < 4;
CREATE INDEX notice_appeal ON notice (opened) WHERE appeal = 1;
CREATE UNIQUE INDEX notice_token ON notice (token) WHERE token IS NOT NULL;
CREATE UNIQUE INDEX notice_share ON notice (share) WHERE share IS NOT NULL;

-- What somebody says of somebody who is missing: of one notice, or of a name that is matched with all of them.
CREATE TABLE notice_note (
    id BYTEA NOT NULL PRIMARY KEY,
    -- Which notice; nothing until it is known which.
    notice BYTEA,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    author BYTEA,
    -- 0 nobody, 1 a person, 2 a member of staff.
    author_kind BIGINT NOT NULL,
    -- How the author knows, what they say, how far they are proven: the numbers of the register.
    how BIGINT NOT NULL,
    state BIGINT NOT NULL,
    proof BIGINT NOT NULL,
    disputed BIGINT NOT NULL,
    at BIGINT NOT NULL,
    received BIGINT NOT NULL,
    cell BIGINT,
    -- Of news of a name: who is meant.
    phone BYTEA,
    email BYTEA,
    age_low BIGINT,
    age_high BIGINT,
    sex BIGINT NOT NULL,
    -- Sealed: the name that is meant, a word.
    name BYTEA,
    words BYTEA,
    -- Whether moderators took it away.
    hidden BIGINT NOT NULL,
    expires BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX notice_note_notice ON notice_note (notice) WHERE notice IS NOT NULL;
CREATE INDEX notice_note_author ON notice_note (author) WHERE author IS NOT NULL;
CREATE INDEX notice_note_expires ON notice_note (expires);

-- A notice and a sign of life that may belong together.
CREATE TABLE reunion (
    id BYTEA NOT NULL PRIMARY KEY,
    notice BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 1 a person who is known here, 2 news of a name.
    kind BIGINT NOT NULL,
    -- Their id, or the note's.
    subject BYTEA NOT NULL,
    seeker BYTEA,
    -- Out of a thousand, and why: numbers with commas.
    score BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    -- 1 the person is asked, 2 a reviewer is, 3 confirmed, 4 not the same, 5 not now, 6 never, 7 taken back, 8 agreed without proof.
    state BIGINT NOT NULL,
    made BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    decided_by BYTEA,
    decided_by_name TEXT,
    UNIQUE (notice, subject)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX reunion_subject ON reunion (subject);
CREATE INDEX reunion_review ON reunion (made) WHERE state IN (2, 8);

-- Who is never to be told of whom: an answer that nobody can see.
CREATE TABLE hush (
    person BYTEA NOT NULL,
    seeker BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, seeker)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX hush_seeker ON hush (seeker);

-- Who wants to hear of a search.
CREATE TABLE follower (
    notice BYTEA NOT NULL,
    person BYTEA NOT NULL,
    at BIGINT NOT NULL,
    -- When they were told that it is over.
    told BIGINT,
    PRIMARY KEY (notice, person)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX follower_person ON follower (person);

-- What a seeker and somebody who knows something write to each other, through the server.
CREATE TABLE notice_word (
    notice BYTEA NOT NULL,
    -- Who is not the seeker.
    witness BYTEA NOT NULL,
    id BYTEA NOT NULL,
    by_seeker BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- Sealed.
    words BYTEA NOT NULL,
    PRIMARY KEY (notice, witness, id)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX notice_word_witness ON notice_word (witness);

-- The photo of who is sought: in two sizes, sealed, and what it is recognised by.
CREATE TABLE photo (
    notice BYTEA NOT NULL PRIMARY KEY,
    print BYTEA NOT NULL,
    -- Sealed.
    page BYTEA NOT NULL,
    thumb BYTEA NOT NULL,
    at BIGINT NOT NULL,
    -- 0 nothing, 1 like a picture that is known to be a hoax, 2 like the photo of another search.
    flag BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- Pictures that were passed on as those of missing people, and are not.
CREATE TABLE hoax (
    id BYTEA NOT NULL PRIMARY KEY,
    print BYTEA NOT NULL,
    at BIGINT NOT NULL
) /*+sqlite WITHOUT ROWID*/;
