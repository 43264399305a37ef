-- Open doors: who offers room, who asks for it, who is on the way, and where nobody shall walk.

-- A door. It is nobody's while it is a draft of somebody without a proven contact: then only its token opens it.
CREATE TABLE door (
    id BYTEA NOT NULL PRIMARY KEY,
    host BYTEA,
    -- Of a draft: the hash of the token that opens it.
    token BYTEA,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 0 draft, 1 open, 2 paused, 3 frozen by a report, 4 closed.
    state BIGINT NOT NULL,
    -- Whether a perimeter touches its cell.
    suspended BIGINT NOT NULL,
    -- 0 a private home, 1 a public place.
    kind BIGINT NOT NULL,
    -- 0 new, 1 contact proven, 2 vouched for by an organisation, 3 a place of an institution.
    tier BIGINT NOT NULL,
    -- 0 the host is asked, 1 guests whom an organisation vouches for come in without.
    rule BIGINT NOT NULL,
    places BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    -- How many of those are held for people who have proven nothing and are not there yet.
    newcomers BIGINT NOT NULL,
    until BIGINT NOT NULL,
    -- What it suits, as bits.
    suits BIGINT NOT NULL,
    -- Languages that are spoken, as codes with commas.
    langs TEXT NOT NULL,
    -- The public cell: nothing finer is kept anywhere.
    cell BIGINT NOT NULL,
    -- The name of a public place; a home has none.
    label TEXT,
    -- Public words of the host, masked.
    note TEXT,
    -- Sealed: the address, how to get in, the host's first name. For matched guests only.
    address BYTEA,
    entry BYTEA,
    name BYTEA,
    opened BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    -- People who arrived, in all.
    hosted BIGINT NOT NULL,
    CHECK (taken BETWEEN 0 AND places)
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX door_host ON door (host) WHERE host IS NOT NULL;
CREATE INDEX door_until ON door (until) WHERE state IN (0, 1, 2);
CREATE UNIQUE INDEX door_token ON door (token) WHERE token IS NOT NULL;
CREATE INDEX door_closed ON door (changed) WHERE state = 4;

-- Somebody who looks for room: private, in no list.
CREATE TABLE request (
    person BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    id BYTEA NOT NULL,
    -- The device that asked, as a keyed hash: need is counted once for each.
    device BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    people BIGINT NOT NULL,
    needs BIGINT NOT NULL,
    -- 0 adults, 1 with children, 2 a minor alone.
    who BIGINT NOT NULL,
    cell BIGINT NOT NULL,
    langs TEXT NOT NULL,
    -- 0 looks for room, 1 has asked a door, 2 is inside or home.
    state BIGINT NOT NULL,
    opened BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    PRIMARY KEY (person, incident)
) /*+sqlite WITHOUT ROWID*/;

-- Places at a door for somebody.
CREATE TABLE stay (
    id BYTEA NOT NULL PRIMARY KEY,
    door BYTEA NOT NULL,
    host BYTEA NOT NULL,
    guest BYTEA NOT NULL,
    -- The device that asked, as a keyed hash.
    device BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- 1 held, 2 accepted, 3 arrived; then over: 4 left, 5 home, 6 refused, 7 ran out, 8 guest cancelled, 9 host cancelled, 10 the door
    -- closed, 11 frozen.
    state BIGINT NOT NULL,
    places BIGINT NOT NULL,
    needs BIGINT NOT NULL,
    who BIGINT NOT NULL,
    -- Where the guest was, coarsely.
    cell BIGINT NOT NULL,
    -- Whether they are to stay where they are: a perimeter is in their way.
    stay_put BIGINT NOT NULL,
    -- 1 as long as its places count among those of newcomers; 2 while that is being taken back.
    newcomer BIGINT NOT NULL,
    -- Sealed: the guest's first name, a word to the host.
    name BYTEA,
    words BYTEA,
    -- What both say at the door.
    code BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    -- When its places go back by themselves.
    until BIGINT NOT NULL,
    -- When the address was given.
    given BIGINT,
    arrived BIGINT,
    ended BIGINT
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX stay_door ON stay (door);
CREATE INDEX stay_guest ON stay (guest);
CREATE INDEX stay_device ON stay (device);
CREATE INDEX stay_until ON stay (until) WHERE state IN (1, 2);
CREATE INDEX stay_ended ON stay (ended) WHERE ended IS NOT NULL;

-- One live stay per person, exercises apart.
CREATE TABLE staying (
    guest BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    stay BYTEA NOT NULL,
    PRIMARY KEY (guest, drill)
) /*+sqlite WITHOUT ROWID*/;

-- What guest and host write to each other; it goes with the stay.
CREATE TABLE stay_word (
    stay BYTEA NOT NULL,
    id BYTEA NOT NULL,
    by_host BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- Sealed.
    words BYTEA NOT NULL,
    PRIMARY KEY (stay, id)
) /*+sqlite WITHOUT ROWID*/;

-- Where nobody shall walk, for a time.
CREATE TABLE perimeter (
    id BYTEA NOT NULL PRIMARY KEY,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    shape TEXT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    -- When an operator lifted it.
    lifted BIGINT,
    made BIGINT NOT NULL,
    made_by BYTEA NOT NULL,
    made_by_name TEXT NOT NULL
) /*+sqlite WITHOUT ROWID*/;

-- Whom an organisation vouches for: several may, and each takes back its own word.
CREATE TABLE voucher (
    person BYTEA NOT NULL,
    staff BYTEA NOT NULL,
    org TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, staff)
) /*+sqlite WITHOUT ROWID*/;

-- Somebody who wants to hear when a full door has room again.
CREATE TABLE door_wait (
    door BYTEA NOT NULL,
    person BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (door, person)
) /*+sqlite WITHOUT ROWID*/;

-- What a matched party says went wrong, and what moderators make of it.
CREATE TABLE report (
    id BYTEA NOT NULL PRIMARY KEY,
    stay BYTEA NOT NULL,
    door BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    drill BIGINT NOT NULL,
    version BIGINT NOT NULL,
    by_host BIGINT NOT NULL,
    -- 1 unsafe, 2 not who they said, 3 asked for money, 4 other.
    reason BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- 0 waits, 1 taken, 2 upheld, 3 dismissed.
    state BIGINT NOT NULL,
    taken_by BYTEA,
    taken_by_name TEXT,
    decided BIGINT,
    decided_by BYTEA,
    decided_by_name TEXT,
    -- Sealed: address, chat and words as they were. Erased when decided, at the latest at `expires`.
    evidence BYTEA,
    expires BIGINT NOT NULL,
    -- The first of the two who open it, then the second.
    unseal1 BYTEA,
    unseal1_name TEXT,
    unseal2 BYTEA,
    unseal2_name TEXT,
    unsealed BIGINT
) /*+sqlite WITHOUT ROWID*/;
CREATE INDEX report_open ON report (at) WHERE state < 2;

-- Landmarks that an operator imported, beside the project's own.
CREATE TABLE landmark (
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    area TEXT NOT NULL,
    PRIMARY KEY (name, lat, lon)
) /*+sqlite WITHOUT ROWID*/;

-- Hosts who were asked whether they have room still, once in each incident.
CREATE TABLE room_asked (
    host BYTEA NOT NULL,
    incident BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (host, incident)
) /*+sqlite WITHOUT ROWID*/;

-- What is left of doors and stays once they are forgotten: numbers of an incident.
CREATE TABLE door_tally (
    incident BYTEA NOT NULL,
    -- 1 offers by how many people each hosted, 2 stays by their state, 3 guests by how long they waited for an address.
    what BIGINT NOT NULL,
    value BIGINT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (incident, what, value)
) /*+sqlite WITHOUT ROWID*/;
