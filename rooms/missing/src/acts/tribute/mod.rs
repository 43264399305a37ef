//! Pages in memory: who makes them, who looks, who writes.

mod authority;
mod condole;
mod family;
mod review;
pub mod vigil;

pub use authority::{
    OfInstitution, Proposed, confirm_tribute, propose_tribute, proposed_tributes, tribute_of_match,
    tributes_to_confirm, withdraw_tribute,
};
pub use condole::{condole, condole_once, drop_condolence, let_show};
pub use family::{
    correct_tribute, make_tribute, own_tribute, remove_tribute, set_tribute_photo, tribute_may_be_made,
    use_photo_of_search,
};
pub use review::{Written, condolences_decided, condolences_waiting, review_condolence};

use ::store::{Change, StoreError, params};
use kernel::{Audience, Id, IncidentId, NoticeId, PersonId, Refuse, Span, Time, Visitor};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Failure, House, OrRefuse};

use super::{limited, masked};
use crate::{
    model::{
        Notice,
        tribute::{Chosen, Condolence, Said, Tribute, TributeState, TributeView, Wall, Words, view},
    },
    rules::{
        self,
        tribute::{LASTS, NoTribute},
    },
    store::{
        deaths, notices, photos,
        tributes::{self as kept, PHOTO, Whole},
    },
};

/// What was written on a page that is shown together; more of it is on the next one.
const MOST: i64 = 50;
/// Nobody has more of them than that.
const MOST_PAGES: i64 = 10_000;
/// Windows of one incident.
const MOST_WINDOWS: i64 = 2000;
/// Lights that are noted in a minute.
const LIGHTS: i64 = 30;

pub(crate) fn refused(no: NoTribute) -> Failure {
    Failure::Refused(no.refusal())
}

/// Somebody made one meanwhile: that is decided anew.
fn once_more(e: StoreError) -> Failure {
    match e {
        StoreError::Duplicate { .. } => Failure::Changed,
        other => other.into(),
    }
}

/// What is chosen, made fit to be shown: no address, code or contact in it.
fn fit(c: Chosen, names: Vec<String>) -> Result<Chosen, Failure> {
    let w = c.words;
    let words = Words {
        name: masked(Some(&w.name)).unwrap_or_default(),
        line: masked(w.line.as_deref()),
        words: masked(w.words.as_deref()),
        by: masked(w.by.as_deref()),
        names,
    };
    let chosen = Chosen { words, ..c };
    rules::tribute::chosen(&chosen).or_refuse()?;
    Ok(chosen)
}

/// Whether a page is shown now.
async fn stands(house: &House, t: &Tribute) -> Result<bool, StoreError> {
    let notice = notices::one(&house.store, t.notice).await?;
    let death = deaths::one(&house.store, t.notice).await?;
    Ok(rules::tribute::stands(house.clock.now(), t, notice.as_ref(), death.as_ref()))
}

/// The page of an address, while it is shown. One that is not, and one that never was, are the same.
async fn by_share(house: &House, share: &str) -> Result<Whole, Failure> {
    let found = kept::read(&house.register, kept::TRIBUTE_OF_SHARE, params![share]).await?.pop();
    match found {
        Some(w) if stands(house, &w.tribute).await? => Ok(w),
        _ => Err(refused(NoTribute::Unknown)),
    }
}

async fn of_notice(house: &House, id: NoticeId) -> Result<Option<Whole>, Failure> {
    Ok(kept::read(&house.register, kept::TRIBUTE_OF_NOTICE, params![id]).await?.pop())
}

async fn seen(
    house: &House,
    w: &Whole,
    audience: Audience,
    me: Option<PersonId>,
    page: i64,
) -> Result<TributeView, Failure> {
    let sql = if audience == Audience::Own { kept::CONDOLENCES_OF_FAMILY } else { kept::CONDOLENCES };
    let before = page.clamp(1, MOST_PAGES).saturating_sub(1).saturating_mul(MOST);
    let mut rows = house.store.read(sql, params![w.tribute.id, me, MOST.saturating_add(1), before]).await?;
    let most = usize::try_from(MOST).unwrap_or_default();
    let more = rows.len() > most;
    rows.truncate(most);
    let all = rows.iter().map(|r| kept::condolence(&house.register, r)).collect::<Result<Vec<_>, _>>()?;
    let who: Vec<PersonId> = all.iter().map(|(c, _)| c.author).collect();
    let cards = house.register.cards(&who).await?;
    let said = |(condolence, words): (Condolence, String)| {
        let name = cards.get(&condolence.author)?.name.clone();
        Some(Said { condolence, words, name })
    };
    let said: Vec<Said> = all.into_iter().filter_map(said).collect();
    let seen = view(&w.tribute, &w.words, &said, audience, me).ok_or_else(|| refused(NoTribute::Unknown))?;
    Ok(TributeView { next: more.then(|| page.max(1).saturating_add(1)), ..seen })
}

/// A page in memory, as anybody who has its address sees it.
///
/// # Errors
/// 404.
pub async fn tribute(house: &House, visitor: &Visitor, share: &str, page: i64) -> Result<TributeView, Failure> {
    let whole = by_share(house, share).await?;
    seen(house, &whole, Audience::Public, visitor.person(), page).await
}

/// Its photo, a JPEG.
///
/// # Errors
/// 404.
pub async fn tribute_photo(house: &House, share: &str) -> Result<Vec<u8>, Failure> {
    let whole = by_share(house, share).await?;
    let row = house.store.one(kept::PHOTO_OF_TRIBUTE, params![whole.tribute.id]).await?;
    let sealed = row.as_ref().map(|r| r.opt_blob(0)).transpose()?.flatten();
    let sealed = sealed.ok_or_else(|| refused(NoTribute::Unknown))?;
    house.seal.open(PHOTO, sealed).map_err(|e| StoreError::Fault(format!("{PHOTO}: {e}")).into())
}

/// Where the address of an appeal leads, when the family wants it to lead somewhere.
///
/// # Errors
/// When the store fails.
pub async fn tribute_led_to(house: &House, id: NoticeId) -> Result<Option<String>, Failure> {
    match of_notice(house, id).await?.filter(|w| w.tribute.leads) {
        Some(w) if stands(house, &w.tribute).await? => Ok(Some(w.tribute.share)),
        _ => Ok(None),
    }
}

/// Somebody leaves a light: the family sees that it was left, and nobody sees how many were.
///
/// # Errors
/// 404.
pub async fn light(house: &House, share: &str) -> Result<(), Failure> {
    let id = by_share(house, share).await?.tribute.id;
    let change = limited(house, "lights", &id.bytes(), Span::minutes(1), LIGHTS);
    match house.store.apply(change.run(kept::LIGHT, params![id, house.clock.now()])).await {
        Err(e) if e.missed() => Ok(()),
        other => Ok(other.map(drop)?),
    }
}

/// A window of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Window {
    /// The name that the family chose; nothing for a window without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// One line under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// What its page is found by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
}

/// The windows of an incident that is public: of those whose family wants them there, by first name, those without a name last. Of an exercise
/// only for who asks for that.
///
/// # Errors
/// 404.
pub async fn windows(house: &House, incident: IncidentId, drill: bool) -> Result<Vec<Window>, Failure> {
    let public = house.incidents.get(incident).filter(|i| i.is_public() && (drill || !i.drill));
    public.ok_or_else(Failure::not_found)?;
    let now = house.clock.now();
    let mut all = Vec::new();
    for w in kept::read(&house.register, kept::WALL, params![incident, now, MOST_WINDOWS]).await? {
        if !stands(house, &w.tribute).await? {
            continue;
        }
        all.push(match w.tribute.wall {
            Wall::Named => Window { name: Some(w.words.name), line: w.words.line, share: Some(w.tribute.share) },
            Wall::Window | Wall::Apart => Window { name: None, line: None, share: None },
        });
    }
    let plain =
        |name: &str| names::Name::parse(name).parts().iter().map(|p| p.token().latin().to_owned()).collect::<Vec<_>>();
    all.sort_by_cached_key(|w| (w.name.is_none(), w.name.as_deref().map(plain), w.share.clone()));
    Ok(all)
}

/// A page that is made.
fn new(house: &House, notice: &Notice, c: &Chosen, died: Time, state: TributeState) -> Tribute {
    let now = house.clock.now();
    Tribute {
        id: house.dice.id(now),
        share: super::notice::share(house),
        notice: notice.id,
        incident: notice.incident,
        drill: notice.drill,
        version: 1,
        state,
        owner: None,
        institution: None,
        proposed_by: None,
        wall: c.wall,
        leads: c.leads,
        locked: c.locked,
        person: notice.person,
        phone: notice.phone,
        email: notice.email,
        died,
        photo: false,
        made: now,
        changed: now,
        expires: now.plus(LASTS),
        lit: None,
    }
}

/// The photo of a search, for a page in memory.
async fn photo_of_search(house: &House, change: Change, id: NoticeId, t: &Tribute) -> Result<Change, Failure> {
    let Some(jpeg) = photos::jpeg(&house.register, id, false).await? else { return Ok(change) };
    Ok(change.run(kept::SET_PHOTO_OF_TRIBUTE, params![t.id, house.seal.seal(&*house.dice, PHOTO, &jpeg)]))
}
