//! Beginning a search, and what becomes of it.

use ::store::{Change, params};
use kernel::{Audience, Cell, Id, IncidentId, NoticeId, PersonId, Role, Span, Staff, Time, Visitor};
use media::Photo;
use register::{AuditLine, DecisionKind, Ground, decisions, waiting::WaitingKind};
use serde_json::json;
use web::{Failure, House, OrRefuse, thrice, token_hash};

use super::{actor, free, incident, limited, line, masked_short, no, pressed, proven, reached, seen};
use crate::{
    model::{Ages, Appeal, Guardian, NewNotice, Notice, NoticeState, Profile, Relation, Seeker, Sex, view::NoticeView},
    rules::{self, No},
    store::{
        notices::{self as kept, Adding, Whole},
        photos,
    },
};

/// Searches that one person begins in an hour.
const AN_HOUR: i64 = 12;
/// Drafts without an account that one server takes in a minute.
const DRAFTS: i64 = 600;
/// Searches that are listed.
const MOST: i64 = 50;
/// The characters of what an appeal is found by: nobody guesses it, everybody can type it.
const SHARE_CHARS: usize = 10;
const SHARE_ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTUVWXY";

/// A search as it came in.
#[derive(Clone, Debug, Default)]
pub struct Raw {
    /// In which incident; by default the newest real one that is on.
    pub incident: Option<IncidentId>,
    /// The full name.
    pub name: String,
    /// Other names.
    pub others: Vec<String>,
    /// How old.
    pub ages: Option<Ages>,
    /// Sex.
    pub sex: Option<Sex>,
    /// What they look like.
    pub description: Option<String>,
    /// What they wore.
    pub wearing: Option<String>,
    /// What tells them apart.
    pub sign: Option<String>,
    /// Where they were last seen: the name of a landmark.
    pub near: Option<String>,
    /// … or as a cell.
    pub cell: Option<Cell>,
    /// When that was.
    pub seen: Option<Time>,
    /// Their telephone.
    pub phone: Option<String>,
    /// Their e-mail.
    pub email: Option<String>,
    /// Who the seeker is to them.
    pub relation: Option<Relation>,
    /// For a minor: who stands behind it.
    pub guardian: Option<Guardian>,
    /// Until when.
    pub expires: Option<Time>,
    /// Whether whoever seeks has read that the police come first.
    pub told_police: bool,
    /// A photo that was looked at.
    pub photo: Option<Photo>,
}

/// A search that was kept.
#[derive(Clone, Debug)]
pub struct Posted {
    /// Its id.
    pub notice: NoticeId,
    /// Of a draft: what opens it, together with a proven contact. It is shown this once.
    pub token: Option<String>,
}

async fn seeker_of(house: &House, visitor: &Visitor, drill: bool) -> Result<Seeker, Failure> {
    let institution =
        visitor.staff().is_some_and(|s| matches!(s.role, Role::Institution | Role::Operator | Role::Admin));
    let Some(me) = visitor.person() else { return Ok(Seeker { institution, ..Seeker::default() }) };
    let row = house.store.one(kept::OPEN_OF_SEEKER, params![me, drill]).await?;
    Ok(Seeker { proven: proven(house, me).await?, institution, open: row.map_or(Ok(0), |r| r.int(0))? })
}

/// Begins a search: for private matching at once by who has a proven contact, else as a draft.
///
/// # Errors
/// The rules' refusals.
pub async fn post(house: &House, visitor: &Visitor, raw: Raw) -> Result<Posted, Failure> {
    post_once(house, visitor, raw, "").await
}

/// The same, by a press that may arrive twice.
///
/// # Errors
/// The rules' refusals.
pub async fn post_once(house: &House, visitor: &Visitor, raw: Raw, key: &str) -> Result<Posted, Failure> {
    let once: Option<NoticeId> = visitor.person().and_then(|me| pressed(house, me, key));
    if let Some(id) = once
        && let Some(before) = kept::one(&house.store, id).await?
        && before.seeker == visitor.person()
    {
        return Ok(Posted { notice: id, token: None });
    }
    let now = house.clock.now();
    let incident = incident(house, raw.incident)?;
    let others: Vec<String> = raw.others.iter().filter_map(|n| line(Some(n))).take(rules::MOST_NAMES).collect();
    let names: Vec<String> = line(Some(&raw.name)).into_iter().chain(others).collect();
    let name_missing = line(Some(&raw.name)).is_none();
    let (near, cell) = super::place::whereabouts(house, raw.near.as_deref(), raw.cell).await?;
    let profile = Profile {
        names: if name_missing { Vec::new() } else { names },
        description: masked_short(raw.description.as_deref(), rules::LONGEST)?,
        wearing: masked_short(raw.wearing.as_deref(), rules::LONGEST)?,
        sign: masked_short(raw.sign.as_deref(), rules::LONGEST)?,
        near,
        phone: line(raw.phone.as_deref()),
        email: line(raw.email.as_deref()),
    };
    rules::names(&profile.names).or_refuse()?;
    // A name that holds a telephone is read by whoever is shown the name.
    if profile.names.iter().any(|n| !words::mask(n).found.is_empty()) {
        return Err(no(&No::TellsTooMuch));
    }
    let blinds = reached(house, profile.phone.as_deref(), profile.email.as_deref())?;
    let new = NewNotice {
        incident: incident.id,
        ages: raw.ages,
        sex: raw.sex.unwrap_or(Sex::Unknown),
        relation: raw.relation,
        guardian: raw.guardian.unwrap_or(Guardian::None),
        cell,
        seen: raw.seen,
        expires: raw.expires,
        told_police: raw.told_police,
        profile,
    };
    let seeker = seeker_of(house, visitor, incident.drill).await?;
    let terms = rules::notice(now, &seeker, &new).or_refuse()?;
    let draft = terms.state == NoticeState::Draft;
    let token = draft.then(|| house.dice.token().0);
    let id: NoticeId = once.filter(|_| !draft).unwrap_or_else(|| house.dice.id(now));
    let change = match visitor.person() {
        Some(me) => limited(house, drills(incident.drill, "notice"), &me.bytes(), Span::hours(1), AN_HOUR),
        None if draft => limited(house, "notice drafts", &incident.id.bytes(), Span::minutes(1), DRAFTS),
        None => Change::new(),
    };
    let adding = Adding {
        id,
        seeker: visitor.person().filter(|_| !draft),
        token: token.as_deref().map(token_hash),
        drill: incident.drill,
        terms,
        blinds,
        new: &new,
    };
    let change = kept::add(change, &house.register, &adding, now);
    let change = match &raw.photo {
        Some(photo) => {
            photos::set(change, &house.register, id, photo, photos::flag(&house.register, id, &photo.print).await?, now)
        }
        None => change,
    };
    match house.store.apply(change).await {
        Ok(_) => Ok(Posted { notice: id, token }),
        // The same press, on two ways at once.
        Err(_) if kept::one(&house.store, id).await?.is_some_and(|n| n.seeker == visitor.person()) => {
            Ok(Posted { notice: id, token: None })
        }
        Err(e) if e.missed() => {
            let many = seeker_of(house, visitor, incident.drill).await?.open >= rules::MOST_NOTICES;
            Err(no(if many { &No::ManyNotices } else { &No::TooMany }))
        }
        Err(e) => Err(e.into()),
    }
}

/// The limits of exercises and of real nights are counted apart.
pub(super) const fn drills(drill: bool, what: &'static str) -> &'static str {
    match (drill, what.as_bytes()) {
        (true, b"notice") => "notice, drill",
        (true, b"note") => "note, drill",
        (true, b"photo") => "photo, drill",
        (true, b"search") => "search, drill",
        (true, _) => "missing, drill",
        (false, _) => what,
    }
}

/// The draft of a token.
///
/// # Errors
/// [`No::DraftOver`].
pub async fn read_draft(house: &House, token: &str) -> Result<Notice, Failure> {
    let row = house.store.one(kept::NOTICE_OF_TOKEN, params![token_hash(token)]).await?;
    row.as_ref().map(kept::notice).transpose()?.ok_or_else(|| no(&No::DraftOver))
}

/// The draft of a token as whoever wrote it sees it, with who is sought.
///
/// # Errors
/// [`No::DraftOver`].
pub async fn draft(house: &House, token: &str) -> Result<(NoticeView, Profile), Failure> {
    let draft = read_draft(house, token).await?;
    let whole = kept::one_whole(&house.register, draft.id).await?;
    let whole = whole.filter(|w| w.notice.state == NoticeState::Draft).ok_or_else(|| no(&No::DraftOver))?;
    let view = seen(house, &whole, Audience::Seeker).await?.ok_or_else(|| no(&No::DraftOver))?;
    Ok((view, whole.profile))
}

/// A draft becomes the search of who has its token and a proven contact.
///
/// # Errors
/// [`No::DraftOver`], [`No::Prove`], [`No::ManyNotices`].
pub async fn publish(house: &House, visitor: &Visitor, token: &str) -> Result<NoticeId, Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let now = house.clock.now();
        let draft = read_draft(house, token).await?;
        incident(house, Some(draft.incident))?;
        let seeker = seeker_of(house, visitor, draft.drill).await?;
        if !seeker.proven {
            return Err(no(&No::Prove));
        }
        if seeker.open >= rules::MOST_NOTICES {
            return Err(no(&No::ManyNotices));
        }
        let change = limited(house, drills(draft.drill, "notice"), &me.bytes(), Span::hours(1), AN_HOUR)
            .must(kept::PUBLISH, params![draft.id, draft.version, me, now, draft.expires, rules::MOST_NOTICES])
            .run(kept::FOLLOW, params![draft.id, me, now])
            .event(kept::changed(&draft, NoticeState::Searching));
        match house.store.apply(change).await {
            Ok(_) => Ok(draft.id),
            // Neither the draft nor how many are on has changed: the hour's are used up.
            Err(e)
                if e.missed()
                    && kept::one(&house.store, draft.id).await?.is_some_and(|n| n.version == draft.version)
                    && seeker_of(house, visitor, draft.drill).await?.open < rules::MOST_NOTICES =>
            {
                Err(no(&No::TooMany))
            }
            Err(e) => Err(e.into()),
        }
    })
    .await
}

/// One's own searches, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn mine(house: &House, visitor: &Visitor) -> Result<Vec<NoticeView>, Failure> {
    let me = actor(visitor)?;
    let rows = house.store.read(kept::NOTICES_OF_SEEKER, params![me, MOST]).await?;
    let ids = rows.iter().map(|r| r.id(0)).collect::<Result<Vec<NoticeId>, _>>()?;
    let mut all = Vec::new();
    for whole in kept::many_whole(&house.register, &ids).await? {
        all.extend(seen(house, &whole, Audience::Seeker).await?);
    }
    all.sort_by_key(|n| std::cmp::Reverse((n.opened, n.id)));
    Ok(all)
}

/// A search of this person's.
///
/// # Errors
/// 404.
pub(super) async fn own(house: &House, me: PersonId, id: NoticeId) -> Result<Whole, Failure> {
    let whole = kept::one_whole(&house.register, id).await?;
    whole.filter(|w| w.notice.seeker == Some(me)).ok_or_else(|| no(&No::Unknown))
}

/// One of one's own searches.
///
/// # Errors
/// 404.
pub async fn one_of_mine(house: &House, visitor: &Visitor, id: NoticeId) -> Result<NoticeView, Failure> {
    let whole = own(house, actor(visitor)?, id).await?;
    seen(house, &whole, Audience::Seeker).await?.ok_or_else(|| no(&No::Unknown))
}

/// Whoever searches keeps it on.
///
/// # Errors
/// 404; [`No::Over`].
pub async fn renew(house: &House, visitor: &Visitor, id: NoticeId) -> Result<(), Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let now = house.clock.now();
        let n = own(house, me, id).await?.notice;
        let until = rules::renew(now, &n).or_refuse()?;
        let change =
            Change::new().must(kept::MOVE, params![n.id, n.version, n.state.number(), n.person, n.found, until, now]);
        // Memory and records hear until when.
        house.store.apply(change.event(kept::changed(&n, n.state))).await?;
        Ok(())
    })
    .await
}

/// Whoever searches ends it.
///
/// # Errors
/// 404; [`No::Over`].
pub async fn close(house: &House, visitor: &Visitor, id: NoticeId) -> Result<(), Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let now = house.clock.now();
        let n = own(house, me, id).await?.notice;
        let state = rules::close(&n).or_refuse()?;
        let change = Change::new()
            .must(kept::MOVE, params![n.id, n.version, state.number(), n.person, n.found, n.expires, now])
            .job(kept::forget_job(&n, now.plus(super::answer::KEPT)))
            .event(kept::changed(&n, state));
        house.store.apply(change).await?;
        Ok(())
    })
    .await
}

/// Whoever searches asks for a public appeal: moderators decide. Where it was not said how old somebody is, it is said now.
///
/// # Errors
/// 404; the rules' refusals.
pub async fn ask_appeal(
    house: &House,
    visitor: &Visitor,
    id: NoticeId,
    ages: Option<Ages>,
    guardian: Guardian,
) -> Result<(), Failure> {
    let me = actor(visitor)?;
    thrice(|| async {
        let now = house.clock.now();
        let was = own(house, me, id).await?.notice;
        let n = rules::told_later(now, &was, ages, guardian).or_refuse()?;
        let appeal = rules::appeal(now, &n).or_refuse()?;
        if appeal == n.appeal {
            return Ok(());
        }
        let change = Change::new();
        let change = if n.expires < was.expires { change.job(kept::sooner_job(&n)) } else { change };
        let change = if n == was { change } else { kept::tell_later(change, &n) };
        let change = change
            .must(kept::APPEAL, params![n.id, n.version, appeal.number(), n.share.clone(), now])
            .event(kept::changed(&n, n.state));
        let change = decisions::taken_back(change, DecisionKind::Appeal, &n.id.to_string());
        house.store.apply(change).await?;
        Ok(())
    })
    .await
}

/// What a moderator decides on a public appeal.
#[derive(Clone, Copy, Debug)]
pub enum Ruled<'a> {
    /// It may be shown: with the photo that was looked at.
    Yes(Option<&'a str>),
    /// It is not shown: for a reason of the list, which its seeker reads.
    No(&'a str),
}

/// A moderator decides on a public appeal. Whoever is sought and can be reached is asked before it is shown; for somebody who does not want
/// this seeker to know it never is: nobody relays the face of who hides.
///
/// # Errors
/// 404; the rules' refusals; [`register::NoGround`]; [`decisions::Overruled`].
pub async fn approve(house: &House, staff: &Staff, id: NoticeId, ruled: Ruled<'_>) -> Result<(), Failure> {
    let (photo_seen, ground) = match ruled {
        Ruled::Yes(photo_seen) => (photo_seen, None),
        Ruled::No(ground) => (None, Some(Ground::read(ground, DecisionKind::Appeal, true).or_refuse()?)),
    };
    let yes = ground.is_none();
    free(house, staff, WaitingKind::Appeal, id).await?;
    thrice(|| async move {
        let now = house.clock.now();
        let n = kept::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))?;
        // Read after the search: another photo moves its version.
        if yes && photos::told_by(&house.register, id).await?.as_deref() != photo_seen {
            return Err(no(&No::Changed));
        }
        let appeal = rules::approve(now, &n, yes).or_refuse()?;
        if appeal == n.appeal || (yes && n.approved.is_some()) {
            return Ok(());
        }
        if !yes {
            let (kind, href) = (DecisionKind::Appeal, super::ruled::own_page(n.id));
            house.register.may_decide_again(kind, &href, staff.id).await?.or_refuse()?;
        }
        let line = AuditLine::new(now, staff, if yes { "notice.approve" } else { "notice.refuse" })
            .of(n.incident)
            .with(json!({ "notice": n.id, "ground": ground }));
        let change = super::ruled::settled(house.register.audit(Change::new(), &line), n.id);
        let change = if appeal == Appeal::Approved {
            super::hiding::approved(house, change, &n, now).await?
        } else {
            let share: Option<String> = None;
            super::ruled::against(house, change, &n, (DecisionKind::Appeal, staff, ground), now)
                .must(kept::APPEAL, params![n.id, n.version, appeal.number(), share, now])
                .event(kept::changed(&n, n.state))
        };
        house.store.apply(change).await?;
        Ok(())
    })
    .await
}

pub(super) fn share(house: &House) -> String {
    let one = |_| {
        let i = usize::try_from(house.dice.below(31)).unwrap_or_default();
        SHARE_ALPHABET.get(i).copied().map_or('2', char::from)
    };
    (0..SHARE_CHARS).map(one).collect()
}

/// A moderator takes back that an appeal was refused, for a day: it waits again.
///
/// # Errors
/// 404; [`No::Over`]; [`No::AppealDecided`].
pub async fn ask_again(house: &House, staff: &Staff, id: NoticeId) -> Result<(), Failure> {
    thrice(|| async move {
        let now = house.clock.now();
        let n = kept::one(&house.store, id).await?.ok_or_else(|| no(&No::Unknown))?;
        let appeal = rules::ask_again(now, &n).or_refuse()?;
        let line = AuditLine::new(now, staff, "notice.ask_again").of(n.incident).with(json!({ "notice": n.id }));
        let change = decisions::taken_back(Change::new(), DecisionKind::Appeal, &n.id.to_string())
            .must(kept::APPEAL, params![n.id, n.version, appeal.number(), n.share.clone(), now])
            .event(kept::changed(&n, n.state));
        house.store.apply(house.register.audit(change, &line)).await?;
        Ok(())
    })
    .await
}

/// The search of an appeal.
pub(super) async fn by_share(house: &House, share: &str) -> Result<Notice, Failure> {
    let row = house.store.one(kept::NOTICE_OF_SHARE, params![share]).await?;
    row.as_ref().map(kept::notice).transpose()?.ok_or_else(|| no(&No::Unknown))
}

/// A search as anybody may see it through its appeal.
///
/// # Errors
/// 404.
pub async fn shared(house: &House, share: &str) -> Result<NoticeView, Failure> {
    let notice = by_share(house, share).await?;
    let mut whole = kept::one_whole(&house.register, notice.id).await?.ok_or_else(|| no(&No::Unknown))?;
    // Its time is over, whenever that is written down.
    if house.clock.now() >= whole.notice.expires {
        whole.notice.state = NoticeState::Over;
    }
    seen(house, &whole, Audience::Public).await?.ok_or_else(|| no(&No::Unknown))
}
