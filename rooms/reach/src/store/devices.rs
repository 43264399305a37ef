//! Browsers that take pushes.

use kernel::{PersonId, SessionId, Time};
use notify::push::Subscription;
use store::{Change, StoreError, Value, params, sql};
use web::House;

sql! {
    /// Takes a browser for a person: it is nobody else's from then on.
    pub DROP_BROWSER = "DELETE FROM subscription WHERE blind = $1";
    /// Adds it.
    pub ADD_DEVICE = "INSERT INTO subscription (person, id, session, blind, target, added) SELECT id, $2, $3, $4, $5, $6 \
        FROM person WHERE id = $1";
    /// Forgets a browser of a person.
    pub DROP_DEVICE = "DELETE FROM subscription WHERE person = $1 AND id = $2";
    /// Forgets the browser of a session.
    pub DROP_SESSION = "DELETE FROM subscription WHERE session = $1";
    /// Forgets all but so many of a person's browsers, the oldest first.
    pub KEEP_NEWEST = "DELETE FROM subscription WHERE person = $1 AND id NOT IN \
        (SELECT id FROM subscription WHERE person = $1 ORDER BY added DESC, id LIMIT $2)";
    /// Forgets all browsers of a person.
    pub DROP_DEVICES = "DELETE FROM subscription WHERE person = $1";
    /// Where a browser is.
    pub DEVICE = "SELECT target FROM subscription WHERE person = $1 AND id = $2";
    /// How many browsers a person has.
    pub DEVICES = "SELECT COUNT(*) FROM subscription WHERE person = $1";
}

/// The most browsers of one person: each message goes to all of them.
pub const MOST: i64 = 10;

/// A subscription as it is kept: what the browser's `PushSubscription.toJSON()` has of it.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept<'a> {
    endpoint: std::borrow::Cow<'a, str>,
    p256dh: std::borrow::Cow<'a, str>,
    auth: std::borrow::Cow<'a, str>,
}

/// A subscription that was kept.
#[must_use]
pub fn subscription(target: &str) -> Option<Subscription> {
    let kept: Kept<'_> = serde_json::from_str(target).ok()?;
    Subscription::new(&kept.endpoint, &kept.p256dh, &kept.auth).ok()
}

fn kept(subscription: &Subscription) -> String {
    let kept = Kept {
        endpoint: subscription.endpoint().into(),
        p256dh: subscription.p256dh().into(),
        auth: subscription.auth().into(),
    };
    serde_json::to_string(&kept).unwrap_or_default()
}

/// The id of a browser: made of its endpoint, so that the same one is one.
#[must_use]
pub fn device_id(house: &House, endpoint: &str) -> [u8; 16] {
    house.seal.blind("push endpoint", endpoint)
}

/// Takes a browser for a person. Of more than [`MOST`] the oldest goes.
pub fn add(
    change: Change,
    house: &House,
    person: PersonId,
    session: Option<SessionId>,
    subscription: &Subscription,
    now: Time,
) -> Change {
    let id = device_id(house, subscription.endpoint());
    let sealed = house.seal.seal(&*house.dice, "subscription.target", kept(subscription).as_bytes());
    // A session is one browser: what it subscribed with before is no more.
    let change = match session {
        Some(session) => change.run(DROP_SESSION, params![session]),
        None => change,
    };
    change
        .run(DROP_BROWSER, params![Value::Id(id)])
        .must(ADD_DEVICE, params![person, Value::Id(id), session, Value::Id(id), Value::Blob(sealed), now])
        .run(KEEP_NEWEST, params![person, MOST])
}

/// Forgets all browsers of a person.
pub fn remove_all(change: Change, person: PersonId) -> Change {
    change.run(DROP_DEVICES, params![person])
}

/// Forgets a browser of a person.
pub fn remove(change: Change, person: PersonId, id: [u8; 16]) -> Change {
    change.run(DROP_DEVICE, params![person, Value::Id(id)])
}

/// Forgets the browser of a session that ended: a shared device shows nobody's messages after.
pub fn forget_session(change: Change, session: SessionId) -> Change {
    change.run(DROP_SESSION, params![session])
}

/// Where a browser is, as it was given.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn target(house: &House, person: PersonId, id: [u8; 16]) -> Result<Option<String>, StoreError> {
    let row = house.store.one(DEVICE, params![person, Value::Id(id)]).await?;
    let open = |r: store::Row| {
        house.seal.open_text("subscription.target", r.blob(0)?).map_err(|e| StoreError::Fault(e.to_string()))
    };
    row.map(open).transpose()
}

/// How many browsers a person has.
///
/// # Errors
/// When the store fails.
pub async fn count(house: &House, person: PersonId) -> Result<i64, StoreError> {
    house.store.one(DEVICES, params![person]).await?.map_or(Ok(0), |r| r.int(0))
}
