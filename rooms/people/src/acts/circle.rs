//! Whom one reassures.

use kernel::{InvitationId, Lang, PersonId, Span, Time, Token};
use register::{Circle, Flags, Invitation, Name, Sight};
use store::Change;
use web::{Failure, House, OrRefuse, thrice, token_hash};

use super::{CIRCLE_CAP, me::newcomer, missed_as, no, session_for};
use crate::{
    model::{Member, MyCircle, MyInvitation, Named},
    rules::{self, Both, No},
};

/// How many invitations one may make in a day.
const INVITATIONS_A_DAY: i64 = 200;
/// How many of one's own one sees.
const SHOWN: i64 = 50;

/// Makes an invitation: one use, seven days.
///
/// # Errors
/// [`No::ManyInvitations`].
pub async fn invite(house: &House, me: PersonId) -> Result<(InvitationId, Token, Time), Failure> {
    let now = house.clock.now();
    let token = house.dice.token();
    let until = now.plus(Span::days(i64::from(house.config.invitation_days)));
    let who = kernel::Id::bytes(me);
    let change = house.register.take_allowance(Change::new(), "invite", &who, now, Span::days(1), INVITATIONS_A_DAY);
    let (id, change) = house.register.invite(change, token_hash(&token.0), me, now, until);
    house.store.apply(change).await.map_err(|e| missed_as(e, No::ManyInvitations))?;
    Ok((id, token, until))
}

/// The invitation of a token that is still good, and who invites.
///
/// # Errors
/// Why it is not.
pub async fn find_invitation(house: &House, token: &str) -> Result<(Invitation, Named), Failure> {
    let found = house.register.invitation(token_hash(token)).await?.ok_or_else(|| no(No::NoInvitation))?;
    let inviter = house.register.card(found.inviter).await?.ok_or_else(|| no(No::NoInvitation))?;
    Ok((found, Named { id: inviter.id, name: inviter.name }))
}

/// Who invites, as this reader of the invitation may know.
///
/// # Errors
/// Why it is not shown.
pub async fn read_invitation(house: &House, me: Option<PersonId>, token: &str) -> Result<Named, Failure> {
    let (found, inviter) = find_invitation(house, token).await?;
    let (mut mine, mut theirs) = (Circle::default(), Circle::default());
    if let Some(me) = me {
        mine = house.register.circle(me).await?.0;
        theirs = house.register.circle(inviter.id).await?.0;
    }
    rules::read_invitation(house.clock.now(), &found, me, &mine, &theirs).or_refuse()?;
    Ok(inviter)
}

/// Joins the circle of who made the invitation.
///
/// # Errors
/// Why that is not possible.
pub async fn join(house: &House, me: PersonId, token: &str) -> Result<Named, Failure> {
    let hash = token_hash(token);
    thrice(|| async {
        let (found, inviter) = find_invitation(house, token).await?;
        let now = house.clock.now();
        let (mine, theirs) = (house.register.circle(me).await?, house.register.circle(inviter.id).await?);
        let both = rules::join(now, Some(&found), me, &mine.0, &theirs.0, CIRCLE_CAP).or_refuse()?;
        let change = house.register.use_invitation(Change::new(), hash, me, now);
        house.store.apply(written(house, change, (me, mine.1), (inviter.id, theirs.1), &both)).await?;
        Ok(inviter)
    })
    .await
}

/// Registers somebody by name and lets them join, as one.
///
/// # Errors
/// When the name cannot be taken, or the invitation is not good.
pub async fn join_as_newcomer(
    house: &House,
    token: &str,
    name: &str,
    lang: Lang,
) -> Result<(PersonId, Token, Named), Failure> {
    let name = Name::clean(name).or_refuse()?;
    let hash = token_hash(token);
    thrice(|| async {
        let (found, inviter) = find_invitation(house, token).await?;
        let now = house.clock.now();
        let (me, change) = newcomer(house, Change::new(), &name, lang, now);
        let theirs = house.register.circle(inviter.id).await?;
        let both = rules::join(now, Some(&found), me, &Circle::default(), &theirs.0, CIRCLE_CAP).or_refuse()?;
        let (session, change) = session_for(house, change, me, now);
        let change = house.register.use_invitation(change, hash, me, now);
        house.store.apply(written(house, change, (me, 0), (inviter.id, theirs.1), &both)).await?;
        Ok((me, session, inviter))
    })
    .await
}

fn written(house: &House, change: Change, mine: (PersonId, i64), theirs: (PersonId, i64), both: &Both) -> Change {
    let change = house.register.with_circle(change, mine.0, &both.0, mine.1);
    house.register.with_circle(change, theirs.0, &both.1, theirs.1)
}

/// A rule about two circles: [`rules::leave`], [`rules::block`], [`rules::unblock`].
pub type Rule = fn(PersonId, PersonId, &Circle, &Circle) -> Result<Both, No>;

/// Leaves, blocks or unblocks somebody of one's circle.
///
/// # Errors
/// [`No::NotInCircle`].
pub async fn act_on(house: &House, me: PersonId, them: PersonId, rule: Rule) -> Result<(), Failure> {
    thrice(|| async {
        let (mine, theirs) = (house.register.circle(me).await?, house.register.circle(them).await?);
        let both = rule(me, them, &mine.0, &theirs.0).or_refuse()?;
        // A circle that does not change is not written: nobody is to notice that they were blocked.
        let mut change = Change::new();
        if both.0 != mine.0 {
            change = house.register.with_circle(change, me, &both.0, mine.1);
        }
        if both.1 != theirs.0 {
            change = house.register.with_circle(change, them, &both.1, theirs.1);
        }
        if !change.is_empty() {
            house.store.apply(change).await?;
        }
        Ok(())
    })
    .await
}

/// One's circle, as each of them may be seen.
///
/// # Errors
/// When the store fails.
pub async fn my_circle(house: &House, me: PersonId) -> Result<MyCircle, Failure> {
    let sight = Sight {
        incidents: house.incidents.open(),
        now: house.clock.now(),
        safe_ages: Span::hours(i64::from(house.config.safe_ages_hours)),
    };
    let board = house.register.board(me, &sight).await?;
    let people = board
        .into_iter()
        .map(|v| Member { id: v.person, name: v.name.unwrap_or_default(), statuses: v.statuses })
        .collect();
    let (circle, _) = house.register.circle(me).await?;
    let blocked: Vec<PersonId> =
        circle.links().iter().filter(|l| l.flags.has(Flags::BLOCKED_BY_ME)).map(|l| l.person).collect();
    let mut blocked: Vec<Named> =
        house.register.cards(&blocked).await?.into_values().map(|p| Named { id: p.id, name: p.name }).collect();
    blocked.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(MyCircle { people, blocked })
}

/// One's own invitations, and who came by them.
///
/// # Errors
/// When the store fails.
pub async fn my_invitations(house: &House, me: PersonId) -> Result<Vec<MyInvitation>, Failure> {
    let all = house.register.invitations_of(me, SHOWN).await?;
    let (circle, _) = house.register.circle(me).await?;
    // Only those who are in the circle are named: who has left is somebody.
    let guests: Vec<PersonId> = all.iter().filter_map(|i| i.used_by).filter(|p| circle.links().contains(*p)).collect();
    let names = house.register.cards(&guests).await?;
    Ok(all
        .into_iter()
        .map(|i| MyInvitation {
            id: i.id,
            created: i.created,
            expires_at: i.expires,
            used_at: i.used_at,
            used_by: i.used_by.and_then(|p| names.get(&p)).map(|p| Named { id: p.id, name: p.name.clone() }),
        })
        .collect())
}
