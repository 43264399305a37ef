//! What waits for moderators, of all rooms, in one queue: by risk, then by age.
//!
//! A room puts a row here in the change that makes something wait, and takes it away in the change that decides it, or lets its listener do
//! both; what the row is about stays in the room, and so does the page where it is decided. A row says nothing of anybody.
//!
//! ```
//! use kernel::{Id, IncidentId, Time};
//! use register::waiting::{NewWaiting, WaitingKind, no_more, waits};
//! use store::Change;
//!
//! // A room holds something back, and says that moderators are to look at it.
//! let post = 41_i64;
//! let id = register::waiting::of_number(post);
//! let incident = IncidentId::from_bytes([1; 16]);
//! let new = NewWaiting { kind: WaitingKind::Hold, id, incident, drill: false, risk: 4, at: Time(0), href: None };
//! let held = waits(Change::new(), &new);
//! // … and what was decided waits no more.
//! let decided = no_more(Change::new(), WaitingKind::Hold, id);
//! assert_eq!((held.steps.len(), decided.steps.len()), (1, 1));
//! ```
//!
//! What people report while it waits raises it by one step each time ([`raised`]), and does nothing else: nobody's number hides anything.
//! Whoever takes something has it for [`TAKEN_LASTS`] since they last did something about it; then it returns by itself.

use kernel::{Event, Id, IncidentId, Refusal, Refuse, ReportId, Role, Span, Staff, Time, numbered};
use serde::{Deserialize, Serialize};
use store::{Change, Row, StoreError, params, sql};
use utoipa::ToSchema;

use crate::{reports::Hand, store::Register};

/// Whoever takes something and does nothing about it has it for so long.
pub const TAKEN_LASTS: Span = Span::minutes(15);
/// The gravest.
pub const GRAVEST: i64 = 1;

numbered! {
    /// What waits.
    WaitingKind {
        /// What somebody reported.
        Report = 1, "report";
        /// A public appeal that is asked for.
        Appeal = 2, "appeal";
        /// A search and a sign of life.
        Reunion = 3, "reunion";
        /// Two searches that may be for one person.
        Twins = 4, "twins";
        /// Words for a family.
        Condolence = 5, "condolence";
        /// Something that is held back.
        Hold = 6, "hold";
        /// Something that cannot be undone, for which one has asked: it takes a second person.
        Second = 7, "second";
    }
}

impl WaitingKind {
    /// The page on which things of this kind are decided, up to the id.
    const fn page(self) -> &'static str {
        match self {
            Self::Report => "/console/moderation/",
            Self::Appeal => "/console/appeals#a-",
            Self::Reunion => "/console/reunions#p-",
            Self::Twins => "/console/duplicates#p-",
            Self::Condolence => "/console/condolences#w-",
            Self::Hold => "/console/holds",
            Self::Second => "/console/moderation#w-",
        }
    }
}

macro_rules! columns {
    () => {
        "kind, id, incident, drill, risk, reports, at, href, taken_by, taken_by_name, taken"
    };
}

sql! {
    /// Something waits. What waits already keeps its age; it may have become graver.
    pub WAITS = "INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, href, version) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, 1) \
        ON CONFLICT (kind, id) DO UPDATE SET risk = CASE WHEN excluded.risk < waiting.risk THEN excluded.risk ELSE waiting.risk END";
    /// It does not any more.
    pub WAITS_NO_MORE = "DELETE FROM waiting WHERE kind = $1 AND id = $2";
    /// It was reported once more.
    pub RAISE = "UPDATE waiting SET reports = reports + 1, risk = CASE WHEN risk > 1 THEN risk - 1 ELSE 1 END WHERE kind = $1 AND id = $2";
    /// All that waits: the gravest first, then the oldest.
    pub WAITING = concat!("SELECT ", columns!(), " FROM waiting WHERE drill = $1 ORDER BY risk, at, id LIMIT $2");
    /// One thing that waits.
    pub WAITING_ONE = concat!("SELECT ", columns!(), " FROM waiting WHERE kind = $1 AND id = $2");
    /// How much waits.
    pub WAITING_COUNT = "SELECT COUNT(*) FROM waiting WHERE drill = $1";
    /// Somebody handles it whom nobody is before: nobody has it, or has done anything about it since.
    pub TAKE = "UPDATE waiting SET taken_by = $3, taken_by_name = $4, taken = $5, version = version + 1 \
        WHERE kind = $1 AND id = $2 AND (taken IS NULL OR taken <= $6 OR taken_by = $3)";
    /// Whoever the room says handles it.
    pub HELD = "UPDATE waiting SET taken_by = $3, taken_by_name = $4, taken = $5 WHERE kind = $1 AND id = $2";
    /// It is nobody's.
    pub GIVE_BACK = "UPDATE waiting SET taken_by = NULL, taken_by_name = NULL, taken = NULL, version = version + 1 WHERE kind = $1 AND id = $2";
}

/// Somebody else handles it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBy(pub String);

impl Refuse for TakenBy {
    fn refusal(&self) -> Refusal {
        Refusal::new(409, "waiting-taken").with("who", self.0.as_str())
    }
}

/// Something that is to wait.
#[derive(Clone, Copy, Debug)]
pub struct NewWaiting<'a> {
    /// What sort of thing.
    pub kind: WaitingKind,
    /// Which, in its room.
    pub id: [u8; 16],
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// 1 the gravest.
    pub risk: i64,
    /// Since when.
    pub at: Time,
    /// Where it is decided, unless its kind says so.
    pub href: Option<&'a str>,
}

/// Something that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// What sort of thing.
    pub kind: WaitingKind,
    /// Which, in its room.
    pub id: [u8; 16],
    /// In which incident.
    pub incident: IncidentId,
    /// Whether that is an exercise.
    pub drill: bool,
    /// 1 the gravest.
    pub risk: i64,
    /// How often it was reported since it waits.
    pub reports: i64,
    /// Since when.
    pub at: Time,
    /// Where it is decided, when its kind does not say so.
    pub href: Option<String>,
    /// Who handles it, while they do.
    pub taken: Option<Hand>,
}

impl Waiting {
    /// Where it stands in the queue: what is less comes first.
    #[must_use]
    pub fn place(&self) -> (i64, Time, [u8; 16], i64) {
        (self.risk, self.at, self.id, self.kind.number())
    }
    /// Its id as addresses have it.
    #[must_use]
    pub fn name(&self) -> String {
        ReportId::from_bytes(self.id).to_string()
    }
    /// Where it is decided.
    #[must_use]
    pub fn page(&self) -> String {
        match (&self.href, self.kind) {
            (Some(href), _) => href.clone(),
            // Posts have numbers, which their room writes.
            (None, WaitingKind::Hold) => self.kind.page().to_owned(),
            (None, kind) => format!("{}{}", kind.page(), self.name()),
        }
    }
    /// Whether somebody else handles it now. An admin goes on for whoever has gone home.
    ///
    /// # Errors
    /// [`TakenBy`].
    pub fn free_for(&self, staff: &Staff) -> Result<(), TakenBy> {
        match &self.taken {
            Some(hand) if hand.id != staff.id && staff.role != Role::Admin => Err(TakenBy(hand.name.clone())),
            _ => Ok(()),
        }
    }
}

/// How grave something is once it was reported again: never less grave than before.
#[must_use]
pub const fn raised(risk: i64) -> i64 {
    if risk > GRAVEST { risk.saturating_sub(1) } else { GRAVEST }
}

/// Who still handles something: it returns by itself.
#[must_use]
pub fn still(now: Time, hand: Option<Hand>) -> Option<Hand> {
    hand.filter(|h| now < h.at.plus(TAKEN_LASTS))
}

/// The id of what is known by a number.
#[must_use]
pub const fn of_number(n: i64) -> [u8; 16] {
    let [a, b, c, d, e, f, g, h] = n.to_be_bytes();
    [0, 0, 0, 0, 0, 0, 0, 0, a, b, c, d, e, f, g, h]
}

/// That the queue has moved: of what sort of thing, and nothing else. Whoever writes rows of it in another way says so, too.
#[must_use]
pub fn moved(kind: WaitingKind) -> Event {
    Event::Waiting { kind: kind.word().to_owned() }
}

/// Something waits from now on.
pub fn waits(change: Change, new: &NewWaiting<'_>) -> Change {
    let params =
        params![new.kind.number(), new.id, new.incident, new.drill, new.risk, new.at, new.href.map(str::to_owned)];
    change.run(WAITS, params).event(moved(new.kind))
}

/// It does not any more.
pub fn no_more(change: Change, kind: WaitingKind, id: [u8; 16]) -> Change {
    change.run(WAITS_NO_MORE, params![kind.number(), id]).event(moved(kind))
}

/// Somebody reported what waits.
pub fn raise(change: Change, kind: WaitingKind, id: [u8; 16]) -> Change {
    change.run(RAISE, params![kind.number(), id]).event(moved(kind))
}

/// Somebody handles it, or goes on doing so: refused when somebody else does.
pub fn take(change: Change, what: &Waiting, staff: &Staff, now: Time) -> Change {
    // What was read as free, or as an admin's to go on with, has to be so still.
    let held = what.taken.as_ref().map_or(now.minus(TAKEN_LASTS), |hand| hand.at);
    let params = params![what.kind.number(), what.id, staff.id, staff.name.as_ref(), now, held];
    change.must(TAKE, params).event(moved(what.kind))
}

/// Who handles what its room keeps that of itself.
pub fn held(change: Change, kind: WaitingKind, id: [u8; 16], hand: Option<&Hand>) -> Change {
    let (who, name) = (hand.map(|h| h.id.bytes().to_vec()), hand.map(|h| h.name.clone()));
    change.run(HELD, params![kind.number(), id, who, name, hand.map(|h| h.at)])
}

/// It is nobody's any more.
pub fn give_back(change: Change, kind: WaitingKind, id: [u8; 16]) -> Change {
    change.must(GIVE_BACK, params![kind.number(), id]).event(moved(kind))
}

impl Register {
    /// What waits for moderators, the gravest first, then the oldest.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting(&self, drill: bool, now: Time, most: i64) -> Result<Vec<Waiting>, StoreError> {
        self.store().read(WAITING, params![drill, most]).await?.iter().map(|row| waiting(row, now)).collect()
    }
    /// One thing that waits.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting_one(&self, kind: WaitingKind, id: [u8; 16], now: Time) -> Result<Option<Waiting>, StoreError> {
        let row = self.store().one(WAITING_ONE, params![kind.number(), id]).await?;
        row.as_ref().map(|row| waiting(row, now)).transpose()
    }
    /// How much waits.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting_count(&self, drill: bool) -> Result<i64, StoreError> {
        self.store().one(WAITING_COUNT, params![drill]).await?.map_or(Ok(0), |r| r.int(0))
    }
}

fn waiting(row: &Row, now: Time) -> Result<Waiting, StoreError> {
    let odd = || StoreError::Fault("what waits is of no known kind".into());
    let hand = row.opt_id(8)?.zip(row.opt_text(9)?).zip(row.opt_time(10)?);
    let hand = hand.map(|((id, name), at)| Hand { id, name: name.to_owned(), at });
    Ok(Waiting {
        kind: WaitingKind::of_number(row.int(0)?).ok_or_else(odd)?,
        id: row.blob(1)?.try_into().map_err(|_| odd())?,
        incident: row.id(2)?,
        drill: row.flag(3)?,
        risk: row.int(4)?,
        reports: row.int(5)?,
        at: row.time(6)?,
        href: row.opt_text(7)?.map(str::to_owned),
        taken: still(now, hand),
    })
}
