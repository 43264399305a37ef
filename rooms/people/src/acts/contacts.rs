//! Proving contacts, and signing in by them.

use kernel::{Lang, PersonId, ProofId, Span, Time, Token};
use register::{Actor, Asking, AuditLine, Contact, Name};
use serde_json::json;
use store::Change;
use web::{Failure, House, OrRefuse, thrice};

use super::{HOME, me::newcomer, missed_as, no, session_for};
use crate::{
    model::WaitingProof,
    rules::{self, No, Proven, Proving},
};

/// How many codes of their own go to one contact in one hour.
const PER_HOUR: i64 = 5;
/// How many codes one person may ask for in a day, whatever the contacts.
const PER_DAY: i64 = 20;
/// How many codes the console shows.
const WAITING_SHOWN: i64 = 200;

/// A proof that was asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The proof.
    pub id: ProofId,
    /// Until when its code is good.
    pub expires_at: Time,
}

/// What a right code did.
#[derive(Clone, Debug)]
pub struct Done {
    /// Whose the contact is.
    pub person: PersonId,
    /// Whether they are new.
    pub created: bool,
    /// The token of a new session.
    pub token: Option<Token>,
}

fn good_for(house: &House) -> Span {
    Span::minutes(i64::from(house.config.proof_minutes))
}

/// Asks for a code, with what is written beside it: in the first way that is not used up. The last one never is, so that nobody who floods
/// a contact keeps its owner from proving it.
///
/// # Errors
/// [`No::ManyProofs`] when what is written beside it is refused.
pub(super) async fn asking(
    house: &House,
    ask: &Asking<'_>,
    beside: impl Fn(ProofId) -> Change,
) -> Result<ProofId, Failure> {
    for way in house.register.ways(ask.contact, ask.at).await? {
        let (id, change) = house.register.ask_proof_by(Change::new(), ask, way);
        match house.store.apply(change.and(beside(id))).await {
            Ok(_) => return Ok(id),
            Err(e) if e.missed() => {}
            Err(e) => return Err(e.into()),
        }
    }
    Err(no(No::ManyProofs))
}

pub(super) fn asked<'a>(
    house: &House,
    contact: &'a Contact,
    person: Option<PersonId>,
    name: Option<&'a Name>,
    lang: Lang,
    at: Time,
) -> Asking<'a> {
    Asking { contact, person, name, lang, at, good_for: good_for(house), per_hour: PER_HOUR }
}

/// Sends a code to a contact: to prove it for `person`, or for nobody yet, to sign in or to register as `name`. Nothing in the
/// answer, nor in the time that it takes, tells whether anybody is known by it.
///
/// # Errors
/// When the contact cannot be read, or this person asked for too many codes.
pub async fn ask(
    house: &House,
    contact: &str,
    person: Option<PersonId>,
    name: Option<&str>,
    lang: Lang,
) -> Result<Asked, Failure> {
    send(house, contact, person, name, lang, None).await
}

async fn send(
    house: &House,
    contact: &str,
    person: Option<PersonId>,
    name: Option<&str>,
    lang: Lang,
    before: Option<ProofId>,
) -> Result<Asked, Failure> {
    let contact = Contact::parse(contact, &HOME).or_refuse()?;
    let name = name.filter(|n| !n.trim().is_empty()).map(|n| Name::clean(n).or_refuse()).transpose()?;
    let now = house.clock.now();
    let ask = asked(house, &contact, person, name.as_ref(), lang, now);
    let beside = |id| {
        let change = person.map_or_else(Change::new, |p| {
            let who = kernel::Id::bytes(p);
            let change = house.register.take_allowance(Change::new(), "ask", &who, now, Span::days(1), PER_DAY);
            house.register.add_contact(change, p, &contact, now)
        });
        match before {
            Some(before) => house.register.proof_as_before(change, id, before),
            None => change,
        }
    };
    let id = asking(house, &ask, beside).await?;
    Ok(Asked { id, expires_at: now.plus(good_for(house)) })
}

/// Sends a new code for an earlier proof.
///
/// # Errors
/// [`No::ProofOver`] when there is none, or [`No::ManyProofs`].
pub async fn ask_again(house: &House, id: ProofId, caller: Option<PersonId>) -> Result<Asked, Failure> {
    let old = house.register.proof(id).await?.filter(|p| p.person.is_none() || p.person == caller);
    let old = old.filter(|p| p.done.is_none()).ok_or_else(|| no(No::ProofOver))?;
    send(house, &old.contact, old.person, old.name.as_deref(), old.lang, Some(id)).await
}

/// Puts another contact in the place of one's own of the same kind, once it is proven.
///
/// # Errors
/// As [`ask`].
pub async fn replace_contact(house: &House, person: PersonId, contact: &str, lang: Lang) -> Result<Asked, Failure> {
    ask(house, contact, Some(person), None, lang).await
}

/// Takes a code back. A right one proves the contact, and signs in where nobody was.
///
/// # Errors
/// When the code is wrong or over, or the contact is another's.
pub async fn prove(
    house: &House,
    id: ProofId,
    code: &str,
    caller: Option<PersonId>,
    name: Option<&str>,
    sign_in: bool,
) -> Result<Done, Failure> {
    let r = &house.register;
    let tries = i64::from(house.config.proof_tries);
    // Counted before the code is looked at: however many come at once, no more than five are looked at.
    let counted = house.store.apply(r.count_try(Change::new(), id, house.clock.now(), tries)).await;
    counted.map_err(|e| missed_as(e, No::ProofOver))?;
    let proof = r.proof(id).await?.ok_or_else(|| no(No::ProofOver))?;
    let contact = proof.as_contact().ok_or_else(|| no(No::ProofOver))?;
    let own = proof.name.as_deref().map(|n| Name::clean(n).or_refuse()).transpose()?;
    let typed = match name.filter(|n| !n.trim().is_empty()) {
        Some(n) => Some(Name::clean(n).or_refuse()?),
        None => own,
    };
    let done = thrice(|| async {
        let now = house.clock.now();
        let owner = r.owner_of_contact(r.blind(&contact)).await?;
        let listed = r.listed_id(&contact);
        let listed = r.known_of(&[listed]).await?.first().copied();
        let name = typed.as_ref();
        let asked = Proving { proof: &proof, code, caller, owner, listed, name, sign_in, tries };
        let verdict = rules::prove(&asked).or_refuse()?;
        let change = r.finish_proof(Change::new(), id, now);
        let (person, created, change) = match verdict {
            Proven::Attach(person) => (person, false, replaced(house, change, person, &contact).await?),
            Proven::SignIn(person) => (person, false, change),
            Proven::Register => {
                let Some(name) = &typed else { return Err(no(No::NameNeeded)) };
                let (person, change) = newcomer(house, change, name, proof.lang, now);
                (person, true, change)
            }
        };
        let change = r.prove_contact(change, person, &contact, now);
        let (token, change) = match verdict {
            Proven::Attach(_) => (None, change),
            _ => {
                let (token, change) = session_for(house, change, person, now);
                (Some(token), change)
            }
        };
        house.store.apply(change).await?;
        Ok(Done { person, created, token })
    })
    .await;
    if let Err(Failure::Refused(refusal)) = &done
        && refusal.code != "code-wrong"
    {
        // The code was right: what was missing beside it may be added.
        house.store.apply(r.return_try(Change::new(), id)).await?;
    }
    done
}

/// The other contacts of the same kind go when a new one is proven.
async fn replaced(house: &House, mut change: Change, person: PersonId, new: &Contact) -> Result<Change, Failure> {
    let blind = house.register.blind(new);
    for old in house.register.contacts(person).await? {
        if old.kind == new.kind() && old.blind != blind {
            change = house.register.forget_contact(change, person, old.blind);
        }
    }
    Ok(change)
}

/// The codes that wait, for an operator to tell where no channel does. That they were read is audited.
///
/// # Errors
/// When the store fails.
pub async fn waiting(house: &House, by: Actor) -> Result<Vec<WaitingProof>, Failure> {
    let now = house.clock.now();
    let proofs = house.register.proofs_waiting(now, &house.config.told_by_hand(), WAITING_SHOWN).await?;
    let line = AuditLine::new(now, by, "proofs.read").with(json!({ "count": proofs.len() }));
    house.store.apply(house.register.audit(Change::new(), &line)).await?;
    let shown = proofs.into_iter().map(|p| WaitingProof {
        id: p.id,
        kind: p.kind.word(),
        contact: rules::masked(&p.contact),
        code: p.code,
        asked: p.asked,
        expires_at: p.expires,
    });
    Ok(shown.collect())
}
