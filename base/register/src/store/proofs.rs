//! Proofs: a code goes to a contact; who sends it back has the contact.

use kernel::{Event, Lang, PersonId, ProofId, Span, Time};
use store::{Change, Row, StoreError, Value, params, sql};

use super::Register;
use crate::{Contact, ContactKind, Country, Name};

sql! {
    /// Asks for a proof.
    pub ASK_PROOF = "INSERT INTO proof (id, person, blind, kind, contact, code, name, lang, asked, expires, tries, done, standing) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, NULL, $11)";
    /// How often the standing code of a contact came back since a time: each time there is a new one.
    pub STANDING_USED = "SELECT COUNT(*) FROM proof WHERE blind = $1 AND standing > 0 AND done IS NOT NULL AND done >= $2";
    /// The answer without an account that a code is sent for.
    pub PROOF_FOR_ANSWER = "UPDATE proof SET answer = $2 WHERE id = $1";
    /// The same answer as an earlier code was sent for.
    pub PROOF_AS_BEFORE = "UPDATE proof SET answer = (SELECT p.answer FROM proof p WHERE p.id = $2) WHERE id = $1";
    /// The answers of a contact whose codes came back.
    pub ANSWERS_PROVEN = "SELECT answer FROM proof WHERE blind = $1 AND answer IS NOT NULL AND done IS NOT NULL";
    /// Uses one of an allowance: a number of times per stretch of time.
    pub TAKE_ALLOWANCE = "INSERT INTO allowance (key, since, used) VALUES ($1, $2, 1) ON CONFLICT (key) DO UPDATE SET \
        used = CASE WHEN allowance.since = excluded.since THEN allowance.used + 1 ELSE 1 END, since = excluded.since \
        WHERE allowance.since <> excluded.since OR allowance.used < $3";
    /// Gives one back.
    pub GIVE_ALLOWANCE = "UPDATE allowance SET used = used - 1 WHERE key = $1 AND since = $2 AND used > 0";
    /// Forgets allowances of the past: their keys end with how long they are, and what is short is over sooner.
    pub FORGET_ALLOWANCES = "DELETE FROM allowance WHERE since < $1 AND (substr(key, 13, 4) <= $2 OR since < $3)";
    /// A proof that is asked.
    pub PROOF = "SELECT id, person, kind, contact, code, name, lang, asked, expires, tries, done FROM proof WHERE id = $1";
    /// Proofs that wait for their code, the newest first. A standing code is shown once, as long as it stands.
    pub PROOFS_WAITING = "SELECT id, person, kind, contact, code, name, lang, asked, expires, tries, done FROM proof \
        WHERE expires > $5 AND (expires > $1 OR (standing = 1 AND asked >= $5)) AND standing < 2 AND done IS NULL AND kind IN ($3, $4) \
        ORDER BY id DESC LIMIT $2";
    /// Counts a try before the code is looked at.
    pub COUNT_TRY = "UPDATE proof SET tries = tries + 1 WHERE id = $1 AND tries < $3 AND expires > $2 AND done IS NULL";
    /// Takes a try back: the code was right, something else was missing.
    pub RETURN_TRY = "UPDATE proof SET tries = tries - 1 WHERE id = $1 AND tries > 0 AND done IS NULL";
    /// Uses a proof up.
    pub FINISH_PROOF = "UPDATE proof SET done = $2 WHERE id = $1 AND done IS NULL AND expires > $2";
    /// Forgets proofs that have expired.
    pub FORGET_PROOFS = "DELETE FROM proof WHERE expires < $1";
}

/// A proof to be asked.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The contact.
    pub contact: &'a Contact,
    /// Whose it will be; nobody when somebody signs in or answers without an account.
    pub person: Option<PersonId>,
    /// The name of somebody who is not known yet.
    pub name: Option<&'a Name>,
    /// The language of the message.
    pub lang: Lang,
    /// When.
    pub at: Time,
    /// How long the code is good.
    pub good_for: Span,
    /// How many codes go to one contact in one hour.
    pub per_hour: i64,
}

/// How a code comes to its contact. Whoever asks says a contact, and nobody knows yet whether it is theirs: what is done for its owner is
/// done for a stranger who floods us in their name. So messages are bounded, and being let in is not:
///
/// - The first few codes of an hour, and of a day, are each for one proof, in a message of its own: six digits, five tries.
/// - Beyond, the contact has one *standing code* an hour, of twelve digits. It is in a message at most twice, and it is what every further
///   proof asks for: the owner has it on their phone already, whoever made it come there. Each proof has its own five tries, so a stranger
///   cannot use up the owner's; and as they may begin as many proofs as the server takes in (say 10,000 a second, 50,000 tries), the code is
///   long: within its hour that guesses it once in 5,000 such floods.
///
/// To limit codes by who asks instead would need addresses: a flood has many, and the phones of a whole city share few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A code of its own, in a message.
    Own,
    /// The standing code, in a message. The number changes when it has come back.
    Standing(i64),
    /// The same, without a message: it was sent.
    Sent(i64),
}

/// How many codes of their own one contact is sent in a day.
const OWN_A_DAY: i64 = 20;
/// How long a standing code is the same, …
const STANDS: Span = Span::hours(1);
/// … and how soon it is sent again: a message may be lost.
const SENT_AGAIN: Span = Span::minutes(30);

/// A proof that is asked, opened. Only the courier and the rules see it.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenProof {
    /// Its id.
    pub id: ProofId,
    /// Whose the contact will be, if it is known.
    pub person: Option<PersonId>,
    /// What the contact is.
    pub kind: ContactKind,
    /// The contact, in its normal form.
    pub contact: String,
    /// The digits: six, or twelve of a standing code.
    pub code: String,
    /// The name of a newcomer.
    pub name: Option<String>,
    /// The language of the message.
    pub lang: Lang,
    /// When it was asked.
    pub asked: Time,
    /// Until when it is good.
    pub expires: Time,
    /// How often it was tried.
    pub tries: i64,
    /// When it was used.
    pub done: Option<Time>,
}

impl std::fmt::Debug for OpenProof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenProof({})", self.id)
    }
}

impl OpenProof {
    /// Whether its code is the contact's standing one.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.code.len() > 6
    }
    /// Its code as it is read out and typed: long ones in groups.
    #[must_use]
    pub fn spelt(&self) -> String {
        let size = if self.stands() { 4 } else { 6 };
        let groups: Vec<_> = self.code.as_bytes().chunks(size).map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }
    /// The contact that it proves.
    #[must_use]
    pub fn as_contact(&self) -> Option<Contact> {
        // It is in its normal form already: no country is guessed.
        Contact::parse(&self.contact, &Country::FRANCE).ok().filter(|c| c.kind() == self.kind)
    }
}

/// When the stretch of time began that this is in.
const fn began(now: Time, stretch: Span) -> Time {
    let stretch = if stretch.0 > 0 { stretch.0 } else { 1 };
    Time(now.0.saturating_sub(now.0.rem_euclid(stretch)))
}

/// Most allowances are for so long, or shorter.
const DAY: Span = Span::days(1);
/// No allowance is for longer.
const LONGEST: Span = Span::days(30);

/// How long an allowance is, at the end of its key: what is longer comes later.
fn length(stretch: Span) -> [u8; 4] {
    u32::try_from(stretch.0.div_euclid(Span::seconds(1).0)).unwrap_or(u32::MAX).to_be_bytes()
}

impl Register {
    /// Asks for a proof: the code is sealed beside it and [`Event::ProofAsked`] tells the courier. Refused
    /// ([`StoreError::Missed`]) when too many were asked for this contact in this hour.
    pub fn ask_proof(&self, change: Change, ask: &Asking<'_>) -> (ProofId, Change) {
        self.ask_proof_by(change, ask, Way::Own)
    }
    /// The ways in which a code may come to a contact, in the order in which they are to be tried: the last one is never refused.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ways(&self, contact: &Contact, at: Time) -> Result<[Way; 3], StoreError> {
        let row = self.store().one(STANDING_USED, params![self.blind(contact), began(at, STANDS)]).await?;
        let used = row.map_or(Ok(0), |r| r.int(0))?;
        Ok([Way::Own, Way::Standing(used), Way::Sent(used)])
    }
    /// The code of a contact that stands at a time: made of its key, so that every process knows it and no two are made at once.
    fn standing_code(&self, blind: [u8; 16], at: Time, used: i64) -> String {
        let data = [&blind[..], &began(at, STANDS).0.to_be_bytes(), &used.to_be_bytes()].concat();
        let mac = self.seal().mac("standing code", &data);
        let number = mac.first_chunk::<8>().copied().map_or(0, u64::from_be_bytes);
        format!("{:012}", number % 1_000_000_000_000)
    }
    /// Asks for a proof in one of the [`Way`]s. Refused when it is used up.
    pub fn ask_proof_by(&self, change: Change, ask: &Asking<'_>, way: Way) -> (ProofId, Change) {
        let id: ProofId = self.dice().id(ask.at);
        let blind = self.blind(ask.contact);
        let (code, standing) = match way {
            Way::Own => (format!("{:06}", self.dice().below(1_000_000)), 0),
            Way::Standing(used) => (self.standing_code(blind, ask.at, used), 1),
            Way::Sent(used) => (self.standing_code(blind, ask.at, used), 2),
        };
        let params = params![
            id,
            ask.person,
            blind,
            ask.contact.kind().number(),
            self.sealed("proof.contact", ask.contact.normalized()),
            self.sealed("proof.code", &code),
            ask.name.map_or(Value::Null, |n| self.sealed("proof.name", n.as_str())),
            ask.lang.code(),
            ask.at,
            ask.at.plus(ask.good_for),
            standing,
        ];
        let allow =
            |change, what, who: &[u8], stretch, most| self.take_allowance(change, what, who, ask.at, stretch, most);
        let change = match way {
            Way::Own => {
                let change = allow(change, "proof", &blind, Span::hours(1), ask.per_hour);
                allow(change, "proof of the day", &blind, Span::days(1), OWN_A_DAY)
            }
            Way::Standing(used) => {
                let whose = [&blind[..], &used.to_be_bytes()].concat();
                allow(change, "standing code", &whose, SENT_AGAIN, 1)
            }
            Way::Sent(_) => return (id, change.must(ASK_PROOF, params)),
        };
        (id, change.must(ASK_PROOF, params).event(Event::ProofAsked { proof: id }))
    }
    /// Says for which answer without an account a code is sent: the one that counts when it comes back.
    pub fn proof_for_answer(&self, change: Change, proof: ProofId, answer: [u8; 16]) -> Change {
        change.must(PROOF_FOR_ANSWER, params![proof, Value::Id(answer)])
    }
    /// A code that is sent again is for the same answer as before, if it was for one.
    pub fn proof_as_before(&self, change: Change, proof: ProofId, before: ProofId) -> Change {
        change.must(PROOF_AS_BEFORE, params![proof, before])
    }
    /// The answers without an account of a contact whose own codes came back.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn answers_proven(&self, blind: [u8; 16]) -> Result<Vec<[u8; 16]>, StoreError> {
        let rows = self.store().read(ANSWERS_PROVEN, vec![Value::Id(blind)]).await?;
        rows.iter().map(|r| Ok(r.blob(0)?.first_chunk::<16>().copied().unwrap_or_default())).collect()
    }
    /// Uses one of `most` per `stretch` of time that somebody (`who`: any bytes) has of something. Refused when they are used up.
    pub fn take_allowance(
        &self,
        change: Change,
        what: &str,
        who: &[u8],
        now: Time,
        stretch: Span,
        most: i64,
    ) -> Change {
        change.must(TAKE_ALLOWANCE, params![self.allowance(what, who, stretch), began(now, stretch).0, most])
    }
    /// Gives one back that was taken in this stretch of time: what it was for did not count.
    pub fn give_allowance(&self, change: Change, what: &str, who: &[u8], now: Time, stretch: Span) -> Change {
        change.run(GIVE_ALLOWANCE, params![self.allowance(what, who, stretch), began(now, stretch).0])
    }
    /// What somebody has of one thing in stretches of several lengths stands side by side: whoever asks for two writes one page.
    fn allowance(&self, what: &str, who: &[u8], stretch: Span) -> [u8; 16] {
        let mac = self.seal().mac(&format!("allowance {what}"), who);
        let mut key = mac.first_chunk::<16>().copied().unwrap_or_default();
        if let Some(end) = key.last_chunk_mut::<4>() {
            *end = length(stretch);
        }
        key
    }
    /// A proof, opened.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn proof(&self, id: ProofId) -> Result<Option<OpenProof>, StoreError> {
        self.store().one(PROOF, params![id]).await?.map(|r| self.open_proof(&r)).transpose()
    }
    /// At most `limit` proofs of these kinds that wait for their code, the newest first: those whose codes no channel brings, so that a
    /// person tells them.
    ///
    /// # Errors
    /// When the store fails, or a key is gone.
    pub async fn proofs_waiting(
        &self,
        now: Time,
        kinds: &[ContactKind],
        limit: i64,
    ) -> Result<Vec<OpenProof>, StoreError> {
        let (Some(first), Some(last)) = (kinds.first(), kinds.last()) else { return Ok(Vec::new()) };
        let stood = began(now, STANDS);
        let rows = self.store().read(PROOFS_WAITING, params![now, limit, first.number(), last.number(), stood]).await?;
        rows.iter().map(|r| self.open_proof(r)).collect()
    }
    fn open_proof(&self, row: &Row) -> Result<OpenProof, StoreError> {
        let odd = |column, wanted| move || StoreError::Shape { column, wanted };
        Ok(OpenProof {
            id: row.id(0)?,
            person: row.opt_id(1)?,
            kind: ContactKind::of_number(row.int(2)?).ok_or_else(odd(2, "a kind of contact"))?,
            contact: self.opened("proof.contact", row.blob(3)?)?,
            code: self.opened("proof.code", row.blob(4)?)?,
            name: row.opt_blob(5)?.map(|n| self.opened("proof.name", n)).transpose()?,
            lang: Lang::of(row.text(6)?).unwrap_or_default(),
            asked: row.time(7)?,
            expires: row.time(8)?,
            tries: row.int(9)?,
            done: row.opt_time(10)?,
        })
    }
    /// Counts a try, before the code is looked at: however many come at once, no more than `most` are looked at.
    pub fn count_try(&self, change: Change, id: ProofId, now: Time, most: i64) -> Change {
        change.must(COUNT_TRY, params![id, now, most])
    }
    /// Takes a try back: the code was right, something else was missing.
    pub fn return_try(&self, change: Change, id: ProofId) -> Change {
        change.run(RETURN_TRY, params![id])
    }
    /// Uses a proof up. Refused when it was used, or has expired.
    pub fn finish_proof(&self, change: Change, id: ProofId, now: Time) -> Change {
        change.must(FINISH_PROOF, params![id, now])
    }
    /// Forgets proofs that expired before `before`, and allowances of what is over by then: those of a day or less, and the longest, which last
    /// no longer than [`LONGEST`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_proofs(&self, before: Time) -> Result<(), StoreError> {
        let change = Change::new()
            .run(FORGET_PROOFS, params![before])
            .run(FORGET_ALLOWANCES, params![before.minus(DAY), length(DAY).to_vec(), before.minus(LONGEST)]);
        self.store().apply(change).await.map(drop)
    }
}
