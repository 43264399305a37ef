//! The SQL of the queue.

use store::sql;

macro_rules! columns {
    () => {
        "owner, id, channel, kind, drill, incident, about, contact, device, text, words, message, step, link, made, expires, attempts, \
         campaign"
    };
}

sql! {
    /// Puts a message on its way; the same one stays as it is.
    pub ADD_DELIVERY = "INSERT INTO delivery (owner, id, channel, kind, state, drill, incident, campaign, about, contact, device, text, \
        words, message, step, link, made, expires, run_at, lease, attempts, parts) \
        VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0, 0, 0) \
        ON CONFLICT (owner, id) DO NOTHING";
    /// Takes what is due in a channel for a while, under the name of a lease.
    pub CLAIM_DELIVERIES = "UPDATE delivery SET lease = $3, run_at = $4, attempts = attempts + 1 \
        WHERE state = 0 AND run_at <= $2 AND (owner, id) IN \
        (SELECT owner, id FROM delivery WHERE channel = $1 AND state = 0 AND run_at <= $2 ORDER BY run_at LIMIT $5)";
    /// Whose deliveries are due in a channel.
    pub OWNERS_DUE = "SELECT DISTINCT owner FROM delivery WHERE channel = $1 AND state = 0 AND run_at <= $2";
    /// Takes what is due of one owner.
    pub CLAIM_DELIVERIES_OF = "UPDATE delivery SET lease = $3, run_at = $4, attempts = attempts + 1 \
        WHERE state = 0 AND run_at <= $2 AND owner = $6 AND (owner, id) IN \
        (SELECT owner, id FROM delivery WHERE owner = $6 AND channel = $1 AND state = 0 AND run_at <= $2 ORDER BY run_at LIMIT $5)";
    /// What was taken under a lease.
    pub CLAIMED = concat!("SELECT ", columns!(), " FROM delivery WHERE lease = $1 AND lease > 0 AND state = 0");
    /// What was taken a while ago stays ours, unless somebody else took it or it is needed no more.
    pub HOLD = "UPDATE delivery SET run_at = $4 WHERE owner = $1 AND id = $2 AND lease = $3 AND state = 0";
    /// One that cannot be read: a key is gone.
    pub MARK_UNREADABLE = "UPDATE delivery SET state = 4, trouble = 'unreadable', lease = 0 \
        WHERE owner = $1 AND id = $2 AND lease = $3";
    /// The provider has it.
    /// A report can be faster than the answer: it stays.
    pub MARK_SENT = "UPDATE delivery SET state = CASE WHEN state = 0 THEN 1 ELSE state END, sent = $4, reference = $5, \
        parts = parts + $6, lease = 0, trouble = CASE WHEN state = 4 THEN trouble ELSE NULL END WHERE owner = $1 AND id = $2 AND lease = $3";
    /// What a code or a reply carried, once it is sent or needed no more: the contact of somebody who may never prove it. One that is dead
    /// keeps it for as long as it may be tried again.
    pub EMPTY_SETTLED = "UPDATE delivery SET contact = NULL, words = NULL \
        WHERE owner = $1 AND id = $2 AND kind IN (5, 6) AND state <> 0 AND (state <> 4 OR expires <= $3)";
    /// The same of all that is of no use any more, whatever became of it.
    pub EMPTY_EXPIRED = "UPDATE delivery SET contact = NULL, words = NULL WHERE contact IS NOT NULL AND expires < $1";
    /// Forgets codes: they are of use for minutes.
    pub FORGET_CODES = "DELETE FROM delivery WHERE kind = 5 AND made < $1";
    /// Tried again later.
    pub MARK_LATER = "UPDATE delivery SET run_at = $4, trouble = $5, lease = 0 WHERE owner = $1 AND id = $2 AND lease = $3";
    /// Given back untried.
    pub GIVE_BACK = "UPDATE delivery SET run_at = $4, attempts = attempts - 1, lease = 0 WHERE owner = $1 AND id = $2 AND lease = $3";
    /// Never sent any more: dead, or not needed.
    pub MARK_ENDED = "UPDATE delivery SET state = CASE WHEN state = 0 THEN $4 ELSE state END, trouble = $5, lease = 0 WHERE owner = $1 AND id = $2 AND lease = $3";
    /// The next channel of a message whose present one has failed for good on every device.
    pub NEXT_STEP_NOW = "UPDATE delivery SET run_at = $4 WHERE owner = $1 AND message = $2 AND step = $3 + 1 AND state = 0 \
        AND run_at > $4 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.owner = $1 AND d.message = $2 AND d.step = $3 AND d.state <> 4)";
    /// Questions that somebody who has answered, or is not asked any more, needs no longer.
    /// The lease stays: one that is at its provider in this moment may yet be noted as sent.
    pub DROP_QUESTIONS = "UPDATE delivery SET state = 5 \
        WHERE owner = $1 AND incident = $2 AND state = 0 AND kind IN (1, 2)";
    /// What somebody was to be told of a stay, a search or what was ruled, which has moved on since: requests and how it stands, never what
    /// was written.
    pub DROP_ABOUT = "UPDATE delivery SET state = 5 WHERE owner = $1 AND about = $2 AND state = 0 AND kind IN (9, 10, 11, 18, 20)";
    /// What anybody was to be told of a chain of official messages, which has moved on since.
    pub DROP_ALARM = "UPDATE delivery SET state = 5 WHERE about = $1 AND kind = 19 AND state = 0";
    /// Whether somebody was told of this by a kind of message.
    pub WAS_TOLD_ABOUT = "SELECT 1 FROM delivery WHERE owner = $1 AND about = $2 AND kind = $3 LIMIT 1";
    /// The other channels of a message that was opened.
    pub DROP_OTHER_STEPS = "UPDATE delivery SET state = 5 WHERE owner = $1 AND message = $2 AND state = 0";
    /// The delivery of a one-tap link.
    pub DELIVERY_OF_LINK = concat!("SELECT ", columns!(), " FROM delivery WHERE link = $1");
    /// Its link was opened by a person.
    pub MARK_OPENED = "UPDATE delivery SET state = 3, opened = $3 WHERE owner = $1 AND id = $2 AND state IN (1, 2)";
    /// The device or the provider says that it arrived.
    pub MARK_DELIVERED = "UPDATE delivery SET state = 2, delivered = $3 WHERE owner = $1 AND id = $2 AND state IN (0, 1)";
    /// A provider says that it never will.
    pub MARK_BOUNCED = "UPDATE delivery SET state = 4, trouble = $3 WHERE owner = $1 AND id = $2 AND state IN (0, 1)";
    /// What a provider calls by this name.
    pub DELIVERY_OF_REFERENCE = concat!("SELECT ", columns!(), " FROM delivery WHERE reference = $1");
    /// Dead letters, the newest first.
    /// Whether there is anything old.
    pub OLDEST = "SELECT 1 FROM delivery WHERE made < $1 LIMIT 1";
    /// Forgets what is old.
    pub FORGET_DELIVERIES = "DELETE FROM delivery WHERE (owner, id) IN (SELECT owner, id FROM delivery WHERE made < $1 ORDER BY made LIMIT $2)";
}
