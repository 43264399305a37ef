//! What one does here: read a snapshot, let the rules decide, write the change. The API and the pages both come through these.

mod answer;
pub mod exchange;
mod forget;
pub mod hiding;
pub mod join;
pub mod links;
pub mod list;
mod note;
mod notice;
mod photo;
mod place;
mod prove;
mod report;
mod review;
mod ruled;
mod search;
pub mod signs;
mod tribute;

pub use answer::{Asked, KEPT, answer, asked, undo_mine};
pub use forget::forget;
pub use links::{Twins, decide_pair, decided_pairs, duplicates, undo_pair};
pub use note::{Said, Told, messages, news, news_once, note, note_once, sides_of, told_by_me, write};
pub use notice::{
    Posted, Raw, Ruled, approve, ask_again, ask_appeal, close, draft, mine, one_of_mine, post, post_once, publish,
    read_draft, renew, shared,
};
pub use photo::{
    MOST_BYTES, any_photo, draft_photo, drop_photo, hoax, hoax_asked, look, look_again, look_at, no_hoax, own_photo,
    set_photo, shared_photo,
};
pub use place::cell_told;
pub use prove::send_code;
pub use report::report_appeal;
pub use review::{Compared, appeals, appeals_decided, confirmed_lately, decide, hide, to_review, undo};
pub use ruled::{is_asked, reversed};
pub use search::{Found, Whence, search};
pub use tribute::{
    OfInstitution, Proposed, Window, Written, condole, condole_once, condolences_decided, condolences_waiting,
    confirm_tribute, correct_tribute, drop_condolence, let_show, light, make_tribute, own_tribute, propose_tribute,
    proposed_tributes, remove_tribute, review_condolence, set_tribute_photo, tribute, tribute_led_to,
    tribute_may_be_made, tribute_of_match, tribute_photo, tributes_to_confirm, use_photo_of_search, vigil, windows,
    withdraw_tribute,
};

use std::sync::Arc;

use ::store::Change;
use kernel::{Audience, Id, IncidentId, PersonId, Refuse, Span, Staff, Visitor};
use register::{Contact, ContactKind, Country, Incident, waiting::WaitingKind};
use web::{Failure, House, OrRefuse};

use crate::{
    model::view::{Card, NoticeView, view},
    rules::No,
    store::{
        deaths,
        memory::Memory,
        notes,
        notices::{Blinds, Whole},
        photos,
    },
};

/// A refusal as a failure.
pub(crate) fn no(refused: &No) -> Failure {
    Failure::Refused(refused.refusal())
}

/// Who is sought and of whom there is news, in memory.
///
/// # Errors
/// When the store fails.
pub async fn memory(house: &House) -> Result<Arc<Memory>, Failure> {
    let memory = house.shelf.get::<Memory>();
    memory.load(&house.register).await?;
    Ok(memory)
}

/// The incident that people are searched for in: the one that is asked for, else the newest real one that is on or standing down, else the
/// newest exercise.
///
/// # Errors
/// [`No::NoIncident`].
pub fn incident(house: &House, wanted: Option<IncidentId>) -> Result<Arc<Incident>, Failure> {
    house.incidents.one_that_is_on(wanted).ok_or_else(|| no(&No::NoIncident))
}

/// Whether whoever looks is somebody with a proven contact.
///
/// # Errors
/// When the store fails.
pub async fn may_speak(house: &House, visitor: &Visitor) -> Result<bool, Failure> {
    match visitor.person() {
        Some(me) => proven(house, me).await,
        None => Ok(false),
    }
}

/// The id of what a press makes: the same press of the same person, sent twice, makes one thing. A key that can be guessed is none.
pub(crate) fn pressed<T: kernel::Id>(house: &House, me: PersonId, key: &str) -> Option<T> {
    const SHORTEST_KEY: usize = 20;
    let whose: Vec<u8> = kernel::Id::bytes(me).iter().copied().chain(key.bytes()).collect();
    let mac = house.seal.mac("press of a search", &whose);
    mac.first_chunk::<16>().copied().map(T::from_bytes).filter(|_| key.len() >= SHORTEST_KEY)
}

/// Who acts, when it is a person.
pub(crate) fn actor(visitor: &Visitor) -> Result<PersonId, Failure> {
    visitor.person().ok_or_else(Failure::sign_in_first)
}

/// Whether somebody has proven a contact.
pub(crate) async fn proven(house: &House, person: PersonId) -> Result<bool, Failure> {
    Ok(house.register.card(person).await?.is_some_and(|c| c.contact_proven))
}

/// One more is allowed, or the change is refused.
pub(crate) fn limited(house: &House, what: &str, who: &[u8], span: Span, most: i64) -> Change {
    house.register.take_allowance(Change::new(), what, who, house.clock.now(), span, most)
}

/// Whether what a member of staff is to decide is handled by nobody else at this moment: whoever takes something from the moderators' queue has
/// it, until they give it back or leave it alone for a while.
pub(crate) async fn free(house: &House, staff: &Staff, kind: WaitingKind, id: impl Id) -> Result<(), Failure> {
    match house.register.waiting_one(kind, id.bytes(), house.clock.now()).await? {
        Some(waits) => waits.free_for(staff).or_refuse(),
        None => Ok(()),
    }
}

/// A search as an audience sees it, with what is said of it.
pub(crate) async fn seen(house: &House, whole: &Whole, audience: Audience) -> Result<Option<NoticeView>, Failure> {
    let notes = notes::of_notice(&house.register, whole.notice.id).await?;
    let notes = place::told(house, notes).await?;
    let photo = photos::flag_of(&house.register, whole.notice.id).await?;
    let death = deaths::one(&house.store, whole.notice.id).await?;
    let card = Card { notice: &whole.notice, profile: &whole.profile, notes: &notes, photo, death: death.as_ref() };
    Ok(view(&card, audience))
}

/// A text on one line, or nothing when it is blank.
pub(crate) fn line(text: Option<&str>) -> Option<String> {
    let text = register::names::line(text?);
    (!text.is_empty()).then_some(text)
}

/// A text for others, without addresses, codes and contacts: marks stand in their place.
pub(crate) fn masked(text: Option<&str>) -> Option<String> {
    line(text).map(|t| words::mask(&t).text)
}

/// The same of what anybody sends: nothing is looked for in what is too long.
pub(crate) fn masked_short(text: Option<&str>, most: usize) -> Result<Option<String>, Failure> {
    let text = line(text);
    if text.as_ref().is_some_and(|t| t.chars().count() > most) {
        return Err(no(&No::TooLong { most }));
    }
    Ok(masked(text.as_deref()))
}

/// The last digits of a telephone that are asked for beside a name.
pub(crate) const TAIL: usize = 4;

/// The blind index of the last digits of a telephone; nothing when they are not so many digits.
pub(crate) fn tail(house: &House, digits: &str) -> Option<[u8; 16]> {
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().checked_sub(TAIL)?;
    Some(house.seal.blind("notice tail", digits.get(from..)?))
}

/// Reads how somebody is reached; what cannot be read is refused.
pub(crate) fn reached(house: &House, phone: Option<&str>, email: Option<&str>) -> Result<Blinds, Failure> {
    let mut blinds = Blinds::default();
    for typed in [phone, email].into_iter().flatten() {
        let contact = Contact::parse(typed, &Country::FRANCE).map_err(|_| no(&No::Contact))?;
        let blind = Some(house.register.blind(&contact));
        match contact.kind() {
            ContactKind::Phone => {
                blinds.phone = blind;
                blinds.tail = tail(house, contact.normalized());
            }
            ContactKind::Email => blinds.email = blind,
        }
    }
    Ok(blinds)
}
