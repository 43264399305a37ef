//! Proofs: a code goes to a contact; who sends it back has the contact.

use kernel::{Event, Lang, PersonId, ProofId, Span, Time};
use store::{Change, Row, StoreError, Value, params, sql};

use super::Register;
use crate::{Contact, ContactKind, Country, Name};

sql! {
    /// Asks for a proof.
    pub ASK_PROOF = "INSERT INTO proof (id, person, blind, kind, contact, code, name, lang, asked, expires, tries, done) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, NULL)";
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
    /// Forgets allowances of the past.
    pub FORGET_ALLOWANCES = "DELETE FROM allowance WHERE since < $1";
    /// A proof that is asked.
    pub PROOF = "SELECT id, person, kind, contact, code, name, lang, asked, expires, tries, done FROM proof WHERE id = $1";
    /// Proofs that wait for their code, the newest first.
    pub PROOFS_WAITING = "SELECT id, person, kind, contact, code, name, lang, asked, expires, tries, done FROM proof \
        WHERE expires > $1 AND done IS NULL AND kind IN ($3, $4) ORDER BY id DESC LIMIT $2";
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
    /// The six digits.
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
    /// The contact that it proves.
    #[must_use]
    pub fn as_contact(&self) -> Option<Contact> {
        // It is in its normal form already: no country is guessed.
        Contact::parse(&self.contact, &Country::FRANCE).ok().filter(|c| c.kind() == self.kind)
    }
}

impl Register {
    /// Asks for a proof: the code is sealed beside it and [`Event::ProofAsked`] tells the courier. Refused
    /// ([`StoreError::Missed`]) when too many were asked for this contact in this hour.
    pub fn ask_proof(&self, change: Change, ask: &Asking<'_>) -> (ProofId, Change) {
        let id: ProofId = self.dice().id(ask.at);
        let code = format!("{:06}", self.dice().below(1_000_000));
        let blind = self.blind(ask.contact);
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
        ];
        let change = self
            .take_allowance(change, "proof", &blind, ask.at, Span::hours(1), ask.per_hour)
            .must(ASK_PROOF, params)
            .event(Event::ProofAsked { proof: id });
        (id, change)
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
        let since = now.0.saturating_sub(now.0.rem_euclid(stretch.0.max(1)));
        let mac = self.seal().mac(&format!("allowance {what}"), who);
        let key = mac.first_chunk::<16>().copied().unwrap_or_default();
        change.must(TAKE_ALLOWANCE, params![key, since, most])
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
        let rows = self.store().read(PROOFS_WAITING, params![now, limit, first.number(), last.number()]).await?;
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
    /// Forgets proofs that expired before `before`, and allowances of the day before it: the longest are by the day.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_proofs(&self, before: Time) -> Result<(), StoreError> {
        let change = Change::new()
            .run(FORGET_PROOFS, params![before])
            .run(FORGET_ALLOWANCES, params![before.minus(Span::days(1))]);
        self.store().apply(change).await.map(drop)
    }
}
