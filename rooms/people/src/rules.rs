//! What is allowed here, as pure functions: no clock, no chance, no store.

use kernel::{Cell, PersonId, Refusal, Refuse, Span, Time};
use register::{Circle, CircleRefused, Flags, Invitation, Name, OpenProof};

use crate::model::Spot;

/// How the rules of this room say no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// There is no such invitation, or not for this person.
    NoInvitation,
    /// The invitation was used.
    InvitationUsed,
    /// The invitation is too old.
    InvitationOld,
    /// It is one's own invitation.
    OwnInvitation,
    /// They are in each other's circle already.
    InCircle,
    /// There is nobody by that id in one's circle.
    NotInCircle,
    /// A circle holds no more people.
    CircleFull {
        /// As many.
        cap: usize,
    },
    /// So many invitations were made today.
    ManyInvitations,
    /// A place needs latitude and longitude, or a cell.
    PlaceUnclear,
    /// Latitude or longitude is out of range.
    PlaceOutOfRange,
    /// The text is not an H3 cell.
    NotACell,
    /// The cell is larger than those that people are found by.
    CellLarge,
    /// The code is not the one that was sent.
    CodeWrong {
        /// Tries that are left.
        left: i64,
    },
    /// The proof is unknown, used, too old, or was tried too often: one answer for all of it.
    ProofOver,
    /// The proof was asked on another device.
    ProofElsewhere,
    /// Somebody else has proven this contact.
    ContactOfAnother,
    /// Nobody is known by this contact: a name is needed to register.
    NameNeeded,
    /// Too many codes were sent to this contact.
    ManyProofs,
    /// Neither a contact nor an earlier proof was given.
    ContactMissing,
    /// The sign-in link is unknown, used or too old.
    LinkOver,
    /// There is no such list, or it is another's.
    NoRoster,
    /// There is no such incident, or it takes no answers.
    NoIncident,
    /// The roll is being called already.
    RollCallOpen,
    /// The roll is not being called.
    RollCallOver,
    /// The members were reminded a short while ago.
    RemindedLately {
        /// Minutes until one may again.
        minutes: i64,
    },
    /// The file has no heading with a column that is known.
    NoHeading,
    /// The file is not CSV in UTF-8.
    NotCsv,
    /// One is not on that list.
    NotOnRoster,
    /// The box that says "yes, erase" was not ticked.
    NotConfirmed,
}

/// The codes of this room's refusals: each has its sentences `refusal-CODE` and `refusal-CODE-next`.
pub const CODES: &[&str] = &[
    "invitation-unknown",
    "invitation-used",
    "invitation-old",
    "invitation-own",
    "in-circle",
    "not-in-circle",
    "circle-full",
    "many-invitations",
    "place-unclear",
    "place-out-of-range",
    "not-a-cell",
    "cell-large",
    "code-wrong",
    "proof-over",
    "proof-elsewhere",
    "contact-of-another",
    "name-needed",
    "many-proofs",
    "contact-missing",
    "link-over",
    "roster-unknown",
    "no-open-incident",
    "roll-call-open",
    "roll-call-over",
    "reminded-lately",
    "csv-heading",
    "csv-unreadable",
    "not-on-roster",
    "not-confirmed",
    "name-empty",
    "name-too-long",
    "contact-not-understood",
    "contact-email-not-understood",
    "contact-phone-not-understood",
];

impl Refuse for No {
    fn refusal(&self) -> Refusal {
        let n = |i: i64| i32::try_from(i).map_or(f64::MAX, f64::from);
        match *self {
            Self::NoInvitation => Refusal::new(404, "invitation-unknown"),
            Self::InvitationUsed => Refusal::new(410, "invitation-used"),
            Self::InvitationOld => Refusal::new(410, "invitation-old"),
            Self::OwnInvitation => Refusal::new(409, "invitation-own"),
            Self::InCircle => Refusal::new(409, "in-circle"),
            Self::NotInCircle => Refusal::new(404, "not-in-circle"),
            Self::CircleFull { cap } => {
                Refusal::new(409, "circle-full").with("cap", n(i64::try_from(cap).unwrap_or(i64::MAX)))
            }
            Self::ManyInvitations => Refusal::new(429, "many-invitations"),
            Self::PlaceUnclear => Refusal::new(422, "place-unclear"),
            Self::PlaceOutOfRange => Refusal::new(422, "place-out-of-range").at("lat"),
            Self::NotACell => Refusal::new(422, "not-a-cell").at("cell"),
            Self::CellLarge => Refusal::new(422, "cell-large").at("cell"),
            Self::CodeWrong { left } => Refusal::new(422, "code-wrong").at("code").with("left", n(left)),
            Self::ProofOver => Refusal::new(410, "proof-over"),
            Self::ProofElsewhere => Refusal::new(403, "proof-elsewhere"),
            Self::ContactOfAnother => Refusal::new(409, "contact-of-another"),
            Self::NameNeeded => Refusal::new(422, "name-needed").at("name"),
            Self::ManyProofs => Refusal::new(429, "many-proofs").at("contact"),
            Self::ContactMissing => Refusal::new(422, "contact-missing").at("contact"),
            Self::LinkOver => Refusal::new(410, "link-over"),
            Self::NoRoster => Refusal::new(404, "roster-unknown"),
            Self::NoIncident => Refusal::new(404, "no-open-incident").at("incident"),
            Self::RollCallOpen => Refusal::new(409, "roll-call-open"),
            Self::RollCallOver => Refusal::new(409, "roll-call-over"),
            Self::RemindedLately { minutes } => Refusal::new(429, "reminded-lately").with("minutes", n(minutes)),
            Self::NoHeading => Refusal::new(422, "csv-heading"),
            Self::NotCsv => Refusal::new(422, "csv-unreadable"),
            Self::NotOnRoster => Refusal::new(404, "not-on-roster"),
            Self::NotConfirmed => Refusal::new(422, "not-confirmed").at("sure"),
        }
    }
}

impl From<CircleRefused> for No {
    fn from(refused: CircleRefused) -> Self {
        match refused {
            CircleRefused::Full { cap } => Self::CircleFull { cap },
        }
    }
}

/// The cell of a place. What is finer is made coarser; the position itself is forgotten here.
///
/// # Errors
/// When it is no place, or a cell too large to find people by.
pub fn reduce(spot: &Spot, resolution: u8) -> Result<Cell, No> {
    match (&spot.cell, spot.lat, spot.lon) {
        (Some(cell), None, None) => {
            let cell: Cell = cell.trim().parse().map_err(|_| No::NotACell)?;
            cell.coarser(resolution).map_err(|_| No::CellLarge)
        }
        (None, Some(lat), Some(lon)) => Cell::at(lat, lon, resolution).map_err(|_| No::PlaceOutOfRange),
        _ => Err(No::PlaceUnclear),
    }
}

/// Two circles, as they are to be written: one's own, then the other's.
pub type Both = (Circle, Circle);

/// One joins the circle of who invited: each is then in the other's.
///
/// # Errors
/// When the invitation is unknown, used, too old or one's own, when they are in each other's circle already, or a circle is full.
/// To somebody whom the inviter has blocked, the invitation is unknown: they must not notice.
pub fn join(
    now: Time,
    invitation: Option<&Invitation>,
    me: PersonId,
    mine: &Circle,
    theirs: &Circle,
    cap: usize,
) -> Result<Both, No> {
    let invitation = invitation.ok_or(No::NoInvitation)?;
    if invitation.inviter == me {
        return Err(No::OwnInvitation);
    }
    if theirs.links().get(me).is_some_and(|l| l.flags.has(Flags::BLOCKED_BY_ME)) {
        return Err(No::NoInvitation);
    }
    if mine.links().contains(invitation.inviter) {
        return Err(No::InCircle);
    }
    if invitation.used_at.is_some() {
        return Err(No::InvitationUsed);
    }
    if invitation.expires <= now {
        return Err(No::InvitationOld);
    }
    let (mut mine, mut theirs) = (mine.clone(), theirs.clone());
    mine.insert(invitation.inviter, cap)?;
    theirs.insert(me, cap)?;
    Ok((mine, theirs))
}

/// Whether an invitation is shown, with the name of who invites. Between two of whom one has blocked the other it is unknown: neither is named
/// to the other.
///
/// # Errors
/// When the invitation is one's own, used, too old, or unknown to this reader.
pub fn read_invitation(
    now: Time,
    invitation: &Invitation,
    me: Option<PersonId>,
    mine: &Circle,
    theirs: &Circle,
) -> Result<(), No> {
    if me == Some(invitation.inviter) {
        return Err(No::OwnInvitation);
    }
    let blocks = |circle: &Circle, whom| circle.links().get(whom).is_some_and(|l| l.flags.has(Flags::BLOCKED_BY_ME));
    if me.is_some_and(|me| blocks(theirs, me)) || blocks(mine, invitation.inviter) {
        return Err(No::NoInvitation);
    }
    if invitation.used_at.is_some() {
        return Err(No::InvitationUsed);
    }
    if invitation.expires <= now { Err(No::InvitationOld) } else { Ok(()) }
}

/// One leaves somebody. Who is blocked cannot come back with a fresh invitation: the link stays, seen by neither.
///
/// # Errors
/// [`No::NotInCircle`].
pub fn leave(me: PersonId, them: PersonId, mine: &Circle, theirs: &Circle) -> Result<Both, No> {
    let link = mine.links().get(them).ok_or(No::NotInCircle)?;
    if link.flags.has(Flags::BLOCKED_BY_THEM) {
        return block(me, them, mine, theirs);
    }
    let (mut mine, mut theirs) = (mine.clone(), theirs.clone());
    mine.remove(them);
    theirs.remove(me);
    Ok((mine, theirs))
}

/// One blocks somebody: they go on seeing one's name, with "no news".
///
/// # Errors
/// [`No::NotInCircle`].
pub fn block(me: PersonId, them: PersonId, mine: &Circle, theirs: &Circle) -> Result<Both, No> {
    flag(me, them, mine, theirs, |f, blocked| f.with(blocked))
}

/// One unblocks somebody.
///
/// # Errors
/// [`No::NotInCircle`].
pub fn unblock(me: PersonId, them: PersonId, mine: &Circle, theirs: &Circle) -> Result<Both, No> {
    flag(me, them, mine, theirs, |f, blocked| f.without(blocked))
}

fn flag(
    me: PersonId,
    them: PersonId,
    mine: &Circle,
    theirs: &Circle,
    change: impl Fn(Flags, Flags) -> Flags,
) -> Result<Both, No> {
    let (link, back) = (mine.links().get(them).ok_or(No::NotInCircle)?, theirs.links().get(me));
    let (mut mine, mut theirs) = (mine.clone(), theirs.clone());
    mine.set(them, change(link.flags, Flags::BLOCKED_BY_ME));
    if let Some(back) = back {
        theirs.set(me, change(back.flags, Flags::BLOCKED_BY_THEM));
    }
    Ok((mine, theirs))
}

/// A code that was sent back, and what the rules need to know of whom it concerns.
#[derive(Clone, Debug)]
pub struct Proving<'a> {
    /// The proof, its try counted already.
    pub proof: &'a OpenProof,
    /// The code as typed.
    pub code: &'a str,
    /// Who is signed in.
    pub caller: Option<PersonId>,
    /// Who has proven this contact before.
    pub owner: Option<PersonId>,
    /// Whom a list names by this contact.
    pub listed: Option<PersonId>,
    /// The name of a newcomer.
    pub name: Option<&'a Name>,
    /// Whether to sign in as the other person who has proven this contact.
    pub sign_in: bool,
    /// How many tries there are.
    pub tries: i64,
}

/// What a right code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proven {
    /// The contact is this person's, who is signed in already.
    Attach(PersonId),
    /// This person is signed in.
    SignIn(PersonId),
    /// Somebody new is registered and signed in.
    Register,
}

/// Judges a code. Two people are never merged: a contact that another has proven signs in as them, and only when that is asked for.
///
/// # Errors
/// When the code is wrong or of no use here.
pub fn prove(p: &Proving<'_>) -> Result<Proven, No> {
    let digits: String = p.code.chars().filter(char::is_ascii_digit).collect();
    if digits != p.proof.code {
        return Err(No::CodeWrong { left: p.tries.saturating_sub(p.proof.tries).max(0) });
    }
    match (p.proof.person, p.owner) {
        (Some(me), _) if p.caller != Some(me) => Err(No::ProofElsewhere),
        (Some(me), Some(other)) if other != me => {
            if p.sign_in {
                Ok(Proven::SignIn(other))
            } else {
                Err(No::ContactOfAnother)
            }
        }
        (Some(me), _) => Ok(Proven::Attach(me)),
        (None, Some(owner)) => Ok(Proven::SignIn(owner)),
        (None, None) => match (p.listed, p.name) {
            (Some(listed), _) => Ok(Proven::SignIn(listed)),
            (None, Some(_)) => Ok(Proven::Register),
            (None, None) => Err(No::NameNeeded),
        },
    }
}

/// Whether the members of a roll-call may be reminded now.
///
/// # Errors
/// [`No::RollCallOver`], [`No::RemindedLately`].
pub fn remind(now: Time, open: bool, reminded: Option<Time>, pause: Span) -> Result<(), No> {
    if !open {
        return Err(No::RollCallOver);
    }
    match reminded.map(|at| at.plus(pause)) {
        Some(next) if next > now => {
            let left = next.since(now);
            Err(No::RemindedLately { minutes: left.whole_minutes().saturating_add(1) })
        }
        _ => Ok(()),
    }
}

/// The end of a contact, as far as it takes to know it again: `…78`, `l…@example.org`.
#[must_use]
pub fn masked(contact: &str) -> String {
    match contact.split_once('@') {
        Some((local, domain)) => format!("{}…@{domain}", local.chars().next().unwrap_or('…')),
        None => {
            let tail: String = contact.chars().rev().take(2).collect();
            format!("…{}", tail.chars().rev().collect::<String>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Id, InvitationId, Lang, ProofId};
    use proptest::prelude::*;
    use register::ContactKind;

    fn who(n: u8) -> PersonId {
        PersonId::from_bytes([n; 16])
    }
    fn invitation(inviter: PersonId) -> Invitation {
        Invitation {
            id: InvitationId::from_bytes([1; 16]),
            inviter,
            created: Time(0),
            expires: Time(100),
            used_by: None,
            used_at: None,
        }
    }
    fn joined(me: PersonId, them: PersonId) -> Both {
        join(Time(1), Some(&invitation(them)), me, &Circle::default(), &Circle::default(), 9).unwrap()
    }

    #[test]
    fn a_place_is_a_position_or_a_cell() {
        let spot = |lat, lon, cell: Option<&str>| Spot { lat, lon, cell: cell.map(str::to_owned) };
        let paris = reduce(&spot(Some(48.8674), Some(2.3636), None), 9).unwrap();
        assert_eq!(reduce(&spot(None, None, Some(&paris.to_string())), 9), Ok(paris));
        let finer = Cell::at(48.8674, 2.3636, 11).unwrap().to_string();
        assert_eq!(reduce(&spot(None, None, Some(&finer)), 9), Ok(paris), "nothing finer is kept");
        let larger = Cell::at(48.8674, 2.3636, 7).unwrap().to_string();
        assert_eq!(reduce(&spot(None, None, Some(&larger)), 9), Err(No::CellLarge));
        assert_eq!(reduce(&spot(None, None, Some("paris")), 9), Err(No::NotACell));
        assert_eq!(reduce(&spot(Some(91.0), Some(0.0), None), 9), Err(No::PlaceOutOfRange));
        assert_eq!(reduce(&spot(Some(f64::NAN), Some(0.0), None), 9), Err(No::PlaceOutOfRange));
        for unclear in [spot(Some(1.0), None, None), spot(None, None, None), spot(Some(1.0), Some(1.0), Some("x"))] {
            assert_eq!(reduce(&unclear, 9), Err(No::PlaceUnclear));
        }
    }

    #[test]
    fn an_invitation_is_for_one_person_once_and_in_time() {
        let (lea, karim) = (who(1), who(2));
        let none = Circle::default();
        let good = invitation(lea);
        let (mine, theirs) = join(Time(1), Some(&good), karim, &none, &none, 9).unwrap();
        assert!(mine.links().contains(lea) && theirs.links().contains(karim));
        assert_eq!(join(Time(1), None, karim, &none, &none, 9).err(), Some(No::NoInvitation));
        assert_eq!(join(Time(1), Some(&good), lea, &none, &none, 9).err(), Some(No::OwnInvitation));
        assert_eq!(join(Time(100), Some(&good), karim, &none, &none, 9).err(), Some(No::InvitationOld));
        assert_eq!(join(Time(1), Some(&good), karim, &mine, &theirs, 9).err(), Some(No::InCircle));
        let used = Invitation { used_at: Some(Time(1)), ..good };
        assert_eq!(join(Time(1), Some(&used), who(3), &none, &none, 9).err(), Some(No::InvitationUsed));
        assert_eq!(join(Time(1), Some(&good), who(3), &none, &theirs, 1).err(), Some(No::CircleFull { cap: 1 }));
    }

    #[test]
    fn who_is_blocked_cannot_come_back_by_leaving() {
        let (lea, karim) = (who(1), who(2));
        let (of_karim, of_lea) = joined(karim, lea);
        let (of_lea, of_karim) = block(lea, karim, &of_lea, &of_karim).unwrap();
        let (of_karim, of_lea) = leave(karim, lea, &of_karim, &of_lea).unwrap();
        assert_eq!(of_karim.links().on_board().count(), 0, "Karim no longer sees Léa");
        assert_eq!(join(Time(1), Some(&invitation(lea)), karim, &of_karim, &of_lea, 9).err(), Some(No::NoInvitation));
        let (of_lea, of_karim) = unblock(lea, karim, &of_lea, &of_karim).unwrap();
        assert_eq!(of_lea.links().get(karim).unwrap().flags, Flags::BLOCKED_BY_THEM);
        let (of_karim, of_lea) = unblock(karim, lea, &of_karim, &of_lea).unwrap();
        assert_eq!(of_lea.links().get(karim).unwrap().flags, Flags::NONE);
        let (of_lea, of_karim) = leave(lea, karim, &of_lea, &of_karim).unwrap();
        assert!(of_lea.links().is_empty() && of_karim.links().is_empty());
        assert_eq!(leave(lea, karim, &of_lea, &of_karim).err(), Some(No::NotInCircle));
    }

    proptest! {
        /// Whatever two people do, each is in the other's circle or neither is, and what one sees as "blocked by me" the other
        /// has as "blocked by them".
        #[test]
        fn two_circles_always_agree(acts in proptest::collection::vec((0_u8..4, any::<bool>()), 0..40)) {
            let (a, b) = (who(1), who(2));
            let (mut of_a, mut of_b) = (Circle::default(), Circle::default());
            for (act, by_a) in acts {
                let (me, them) = if by_a { (a, b) } else { (b, a) };
                let (mine, theirs) = if by_a { (&of_a, &of_b) } else { (&of_b, &of_a) };
                let done = match act {
                    0 => join(Time(1), Some(&invitation(them)), me, mine, theirs, 9),
                    1 => leave(me, them, mine, theirs),
                    2 => block(me, them, mine, theirs),
                    _ => unblock(me, them, mine, theirs),
                };
                if let Ok((mine, theirs)) = done {
                    (of_a, of_b) = if by_a { (mine, theirs) } else { (theirs, mine) };
                }
                let (ab, ba) = (of_a.links().get(b).map(|l| l.flags), of_b.links().get(a).map(|l| l.flags));
                prop_assert_eq!(ab.is_some(), ba.is_some());
                if let (Some(ab), Some(ba)) = (ab, ba) {
                    prop_assert_eq!(ab.has(Flags::BLOCKED_BY_ME), ba.has(Flags::BLOCKED_BY_THEM));
                    prop_assert_eq!(ab.has(Flags::BLOCKED_BY_THEM), ba.has(Flags::BLOCKED_BY_ME));
                }
            }
        }
        #[test]
        fn a_masked_contact_cannot_be_written_to(local in "[a-z.]{2,20}", number in "[0-9]{8,14}") {
            let masked_mail = masked(&format!("{local}@example.org"));
            let masked_phone = masked(&format!("+{number}"));
            prop_assert_eq!(masked_mail.split('@').next().unwrap().chars().count(), 2);
            prop_assert_eq!(masked_phone.chars().count(), 3);
        }
    }

    fn proof(person: Option<PersonId>) -> OpenProof {
        OpenProof {
            id: ProofId::from_bytes([1; 16]),
            person,
            kind: ContactKind::Email,
            contact: "lea@example.org".into(),
            code: "012345".into(),
            name: None,
            lang: Lang::Fr,
            asked: Time(0),
            expires: Time(100),
            tries: 2,
            done: None,
        }
    }

    #[test]
    fn a_right_code_never_merges_two_people() {
        let (lea, karim, name) = (who(1), who(2), Name::clean("Léa").unwrap());
        let (mine, nobodys) = (proof(Some(lea)), proof(None));
        let base = Proving {
            proof: &mine,
            code: "012 345",
            caller: Some(lea),
            owner: None,
            listed: None,
            name: None,
            sign_in: false,
            tries: 5,
        };
        assert_eq!(prove(&base), Ok(Proven::Attach(lea)));
        assert_eq!(prove(&Proving { owner: Some(lea), ..base.clone() }), Ok(Proven::Attach(lea)));
        assert_eq!(prove(&Proving { owner: Some(karim), ..base.clone() }), Err(No::ContactOfAnother));
        assert_eq!(prove(&Proving { owner: Some(karim), sign_in: true, ..base.clone() }), Ok(Proven::SignIn(karim)));
        assert_eq!(prove(&Proving { caller: None, ..base.clone() }), Err(No::ProofElsewhere));
        assert_eq!(prove(&Proving { caller: Some(karim), ..base.clone() }), Err(No::ProofElsewhere));
        assert_eq!(prove(&Proving { code: "543210", ..base.clone() }), Err(No::CodeWrong { left: 3 }));
        let signing = Proving { proof: &nobodys, caller: None, ..base };
        assert_eq!(prove(&signing), Err(No::NameNeeded));
        assert_eq!(prove(&Proving { name: Some(&name), ..signing.clone() }), Ok(Proven::Register));
        assert_eq!(prove(&Proving { listed: Some(karim), ..signing.clone() }), Ok(Proven::SignIn(karim)));
        let both = Proving { owner: Some(lea), listed: Some(karim), ..signing };
        assert_eq!(prove(&both), Ok(Proven::SignIn(lea)), "who proved it comes first");
    }

    #[test]
    fn reminders_keep_their_distance() {
        let pause = Span::minutes(30);
        assert_eq!(remind(Time(0), true, None, pause), Ok(()));
        assert_eq!(remind(Time(0), false, None, pause), Err(No::RollCallOver));
        let early = Time(0).plus(Span::minutes(10));
        assert_eq!(remind(early, true, Some(Time(0)), pause), Err(No::RemindedLately { minutes: 21 }));
        assert_eq!(remind(Time(0).plus(pause), true, Some(Time(0)), pause), Ok(()));
    }

    #[test]
    fn every_refusal_is_in_the_list() {
        for no in [No::NoInvitation, No::CodeWrong { left: 1 }, No::NoHeading, No::NotConfirmed, No::CellLarge] {
            assert!(CODES.contains(&no.refusal().code));
        }
    }
}
