//! Rumours, their copies and what was ruled on them.

use std::collections::{HashMap, HashSet};

use ::store::{Change, Row, Store, StoreError, params, sql};
use kernel::{Event, PersonId, PostId, Role, RulingId, RumourId, Staff, Time};
use register::Register;

use crate::model::rumour::{About, Copy, How, Ruling, RulingView, Rumour, RumourState, Seen, Sign, Verdict};

macro_rules! columns {
    () => {
        "id, incident, drill, version, state, what, posts, made, newest, verdict, ruled"
    };
}

macro_rules! ruling_columns {
    () => {
        "r.id, r.rumour, r.n, r.verdict, r.what, r.says, r.sources, r.at, r.made_by, r.made_by_name, r.made_as"
    };
}

sql! {
    /// Begins one.
    pub ADD_RUMOUR = "INSERT INTO rumour (id, incident, drill, version, state, what, posts, made, newest, verdict, ruled) \
        VALUES ($1, $2, $3, 1, $4, '', 0, $5, $5, 0, NULL)";
    /// The server begins one, unless it has.
    pub BEGIN_RUMOUR = "INSERT INTO rumour (id, incident, drill, version, state, what, posts, made, newest, verdict, ruled) \
        VALUES ($1, $2, $3, 1, $4, '', 0, $5, $5, 0, NULL) ON CONFLICT (id) DO NOTHING";
    /// One.
    pub RUMOUR = concat!("SELECT ", columns!(), " FROM rumour WHERE id = $1");
    /// Those to look at: what is set aside apart; the last that grew first.
    pub RUMOURS = concat!("SELECT ", columns!(), " FROM rumour WHERE drill = $1 AND state = $2 ORDER BY newest DESC, id LIMIT $3");
    /// How many posts of some rumours came since.
    pub SPEED = concat!("SELECT rumour, COUNT(*) FROM rumour_post WHERE rumour IN ", register::many!(), " AND at > $65 AND apart = 0 GROUP BY rumour");
    /// It moves on.
    pub MOVE_RUMOUR = "UPDATE rumour SET state = $3, version = version + 1 WHERE id = $1 AND version = $2";
    /// It is ruled.
    pub RULE_RUMOUR = "UPDATE rumour SET state = 3, what = $3, verdict = $4, ruled = $5, version = version + 1 WHERE id = $1 AND version = $2";
    /// Keeps a ruling.
    pub ADD_RULING = "INSERT INTO ruling (id, rumour, n, verdict, what, says, sources, at, made_by, made_by_name, made_as) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// What was ruled on a rumour, the last first.
    pub RULINGS = concat!("SELECT ", ruling_columns!(), " FROM ruling r WHERE r.rumour = $1 ORDER BY r.n DESC LIMIT $2");
    /// A post comes to a rumour, unless it belongs to one or was taken out by a person.
    pub ADD_COPY = "INSERT INTO rumour_post (post, rumour, how, at, apart) VALUES ($1, $2, $3, $4, 0) ON CONFLICT (post) DO NOTHING";
    /// A person puts it there, wherever it was.
    pub PUT_COPY = "INSERT INTO rumour_post (post, rumour, how, at, apart) VALUES ($1, $2, $3, $4, 0) \
        ON CONFLICT (post) DO UPDATE SET rumour = excluded.rumour, how = excluded.how, at = excluded.at, apart = 0";
    /// A person takes it out: no machine puts it back.
    pub PART_COPY = "UPDATE rumour_post SET apart = 1 WHERE post = $1 AND rumour = $2 AND apart = 0";
    /// How many posts a rumour has, and when the last came: counted, so that nothing is counted twice.
    /// What is taken down is not one of them, until it is shown again.
    pub COUNT_COPIES = "UPDATE rumour SET posts = (SELECT COUNT(*) FROM rumour_post p WHERE p.rumour = rumour.id AND p.apart = 0 \
        AND EXISTS (SELECT 1 FROM post o WHERE o.id = p.post AND o.state < 2)), \
        newest = CASE WHEN newest < $2 THEN $2 ELSE newest END WHERE id = $1";
    /// The rumour of a post.
    pub RUMOUR_OF = "SELECT rumour, how, apart FROM rumour_post WHERE post = $1";
    /// Which of some posts have nothing but a link in common with their rumour, and say something of their own.
    BESIDE = concat!("SELECT post FROM rumour_post WHERE how = 5 AND post IN ", register::many!());
    /// Since when a post stands in one.
    pub CAME_AT = "SELECT at FROM rumour_post WHERE post = $1";
    /// Which of some posts belong to which rumour, or were taken out of it.
    pub RUMOURS_OF = concat!("SELECT post, rumour, apart FROM rumour_post WHERE post IN ", register::many!());
    /// Whether a member of staff wrote one of them. What says something of its own beside a link is not ruled on.
    WROTE_COPY = "SELECT 1 FROM rumour_post p JOIN post o ON o.id = p.post \
        WHERE p.rumour = $1 AND p.apart = 0 AND p.how <> 5 AND o.author = $2 AND o.author_kind <> 1 LIMIT 1";
    /// The posts of a rumour, in order.
    pub COPIES = "SELECT post, how, apart FROM rumour_post WHERE rumour = $1 AND post > $2 ORDER BY post LIMIT $3";
    /// The first posts of some rumours, of those that nobody took out.
    pub FIRST_COPIES = concat!("SELECT rumour, MIN(post) FROM rumour_post WHERE rumour IN ", register::many!(), " AND apart = 0 GROUP BY rumour");
    /// The last posts of a rumour.
    pub LAST_COPIES = "SELECT post, how, apart FROM rumour_post WHERE rumour = $1 ORDER BY post DESC LIMIT $2";
    /// What holds of some posts: the last ruling on what they say. What has a link or a picture alone in common with something that is
    /// confirmed may say anything.
    pub RULED_POSTS = concat!("SELECT p.post, ", ruling_columns!(), ", p.how FROM rumour_post p JOIN ruling r ON r.rumour = p.rumour \
        WHERE p.apart = 0 AND p.post IN ", register::many!(), " AND r.n = (SELECT MAX(n) FROM ruling m WHERE m.rumour = p.rumour) \
        AND NOT (r.verdict = 1 AND p.how IN (1, 2, 5))");
    /// By what copies are recognised.
    pub ADD_MARK = "INSERT INTO rumour_mark (rumour, hash, kind, mark, post) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (rumour, hash) DO NOTHING";
    /// By what those of an incident are, and what holds of them.
    pub MARKS = "SELECT m.rumour, m.kind, m.mark, u.verdict FROM rumour u JOIN rumour_mark m ON m.rumour = u.id \
        WHERE u.incident = $1 AND u.state < 4 ORDER BY u.newest DESC, m.hash LIMIT $2";
    /// What a post that is none of them brought.
    pub DROP_MARKS = "DELETE FROM rumour_mark WHERE rumour = $1 AND post = $2";
    /// What the pictures of some posts are recognised by.
    pub PRINTS = concat!("SELECT post, print FROM post_picture WHERE post IN ", register::many!(), " ORDER BY post, place");
    /// … pictures that wait for their post.
    pub PRINTS_WAITING = concat!("SELECT print FROM post_picture WHERE id IN ", register::many!(), " ORDER BY id");
    /// What is known of a post.
    pub KNOW = "UPDATE post SET truth = $2, version = version + 1, changed = $3 WHERE id = $1 AND truth <> $2";
    /// It says something else: what is known of that.
    pub KNOW_ANEW = "UPDATE post SET truth = $2, witness = $3 WHERE id = $1";
    /// Who passes a post on.
    pub BOOSTERS = "SELECT author, id FROM post WHERE boost_of = $1 AND boost = 1 AND author_kind = 1 AND state < 2 AND id > $2 ORDER BY id LIMIT $3";
    /// Who was told of a ruling already.
    pub TOLD = concat!("SELECT person FROM ruling_told WHERE person IN ", register::many!(), " AND ruling = $65");
    /// Somebody is told: once, and nobody who is erased meanwhile.
    pub TELL = "INSERT INTO ruling_told (person, ruling) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE person = $1)";
    /// Somebody appeals.
    pub APPEAL = "INSERT INTO ruling_appeal (person, ruling, report, at) VALUES ($1, $2, $3, $4)";
    /// They did.
    pub APPEALED = "SELECT 1 FROM ruling_appeal WHERE person = $1 AND ruling = $2";
    /// Somebody has seen what a post says: not who is erased meanwhile, nor what went with its author.
    pub SEE = "INSERT INTO post_seen (post, person, at, signs) SELECT $1, $2, $3, $4 \
        WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE person = $2) AND EXISTS (SELECT 1 FROM post WHERE id = $1) \
        ON CONFLICT (post, person) DO NOTHING";
    /// They take it back.
    pub UNSEE = "DELETE FROM post_seen WHERE post = $1 AND person = $2";
    /// Who came or went is to be counted: what was counted before is not written any more.
    pub TURN = "INSERT INTO post_known (post, people, since, turn) SELECT $1, 0, $2, 1 WHERE EXISTS (SELECT 1 FROM post WHERE id = $1) \
        ON CONFLICT (post) DO UPDATE SET turn = post_known.turn + 1";
    /// How often they came or went, and by what the post itself is told.
    pub TURNED = "SELECT k.turn, p.signs FROM post_known k JOIN post p ON p.id = k.post WHERE k.post = $1";
    /// Who has, with a proven contact: since when, and by what they are told; those who are known for longest first, so that nobody is crowded out.
    pub SEEN = "SELECT s.person, s.at, MIN(c.at), s.signs FROM post_seen s JOIN proven_contact c ON c.person = s.person WHERE s.post = $1 \
        GROUP BY s.person, s.at, s.signs ORDER BY MIN(c.at), s.person LIMIT $2";
    /// Who invited whom, of some people, whether they know each other still or not.
    pub INVITED = concat!("SELECT inviter, used_by FROM invitation WHERE used_by IN ", register::many!());
    /// How many of them know nothing of each other, as long as nobody came or went since they were counted.
    pub KNOWN = "UPDATE post_known SET people = $3, since = $4 WHERE post = $1 AND turn = $2";
    /// For some posts.
    pub KNOWN_OF = concat!("SELECT post, people FROM post_known WHERE post IN ", register::many!());
    /// Somebody is erased: what they have seen,
    pub ERASE_SEEN = "DELETE FROM post_seen WHERE person = $1";
    /// … of what they were told,
    pub ERASE_TOLD = "DELETE FROM ruling_told WHERE person = $1";
    /// … and against what they appealed.
    pub ERASE_APPEALS = "DELETE FROM ruling_appeal WHERE person = $1";
    /// … how many have seen what they wrote,
    pub ERASE_KNOWN = "DELETE FROM post_known WHERE post IN (SELECT id FROM post WHERE author = $1)";
    /// … and who did,
    pub ERASE_SEEN_OF = "DELETE FROM post_seen WHERE post IN (SELECT id FROM post WHERE author = $1)";
    /// … where their posts stand.
    pub ERASE_COPIES = "DELETE FROM rumour_post WHERE post IN (SELECT id FROM post WHERE author = $1)";
    /// What they have seen, for the export of their data.
    pub EXPORT_SEEN = "SELECT CAST(post AS TEXT), at FROM post_seen WHERE person = $1 ORDER BY post";
    /// Against what they appealed.
    pub EXPORT_APPEALS = "SELECT ruling, at FROM ruling_appeal WHERE person = $1 ORDER BY at";
    /// A post is gone.
    pub FORGET_COPY = "DELETE FROM rumour_post WHERE post = $1";
}

/// Reads a rumour from a row of its columns.
///
/// # Errors
/// When the row is not one.
pub fn rumour(row: &Row) -> Result<Rumour, StoreError> {
    Ok(Rumour {
        id: row.id(0)?,
        incident: row.id(1)?,
        drill: row.flag(2)?,
        version: row.int(3)?,
        state: RumourState::of_number(row.int(4)?).unwrap_or(RumourState::Aside),
        what: row.text(5)?.to_owned(),
        posts: row.int(6)?,
        made: row.time(7)?,
        newest: row.time(8)?,
        verdict: Verdict::of_number(row.int(9)?),
        ruled: row.opt_time(10)?,
    })
}

/// Reads a ruling from a row whose columns begin at `at`.
fn ruling(row: &Row, at: usize) -> Result<Ruling, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a ruling's {what} is not known"));
    let n = |i: usize| at.saturating_add(i);
    Ok(Ruling {
        id: row.id(n(0))?,
        rumour: row.id(n(1))?,
        n: row.int(n(2))?,
        verdict: Verdict::of_number(row.int(n(3))?).ok_or_else(|| odd("verdict"))?,
        what: row.text(n(4))?.to_owned(),
        says: row.text(n(5))?.to_owned(),
        sources: serde_json::from_str(row.text(n(6))?).map_err(|_| odd("sources"))?,
        at: row.time(n(7))?,
        by: row.id(n(8))?,
        by_name: row.text(n(9))?.to_owned(),
        role: Role::of_number(row.int(n(10))?).ok_or_else(|| odd("role"))?,
    })
}

/// One rumour.
///
/// # Errors
/// When the store fails.
pub async fn one(store: &Store, id: RumourId) -> Result<Option<Rumour>, StoreError> {
    store.one(RUMOUR, params![id]).await?.as_ref().map(rumour).transpose()
}

/// What was ruled on a rumour, the last first.
///
/// # Errors
/// When the store fails.
pub async fn rulings(store: &Store, id: RumourId, most: i64) -> Result<Vec<Ruling>, StoreError> {
    store.read(RULINGS, params![id, most]).await?.iter().map(|row| ruling(row, 0)).collect()
}

/// What holds of a rumour.
///
/// # Errors
/// When the store fails.
pub async fn last(store: &Store, id: RumourId) -> Result<Option<Ruling>, StoreError> {
    Ok(rulings(store, id, 1).await?.pop())
}

/// Keeps a ruling: refused when the rumour has changed since it was read.
pub fn rule(change: Change, of: &Rumour, new: &Ruling) -> Change {
    let sources = serde_json::to_string(&new.sources).unwrap_or_default();
    let text = |t: &str| t.to_owned();
    change
        .must(RULE_RUMOUR, params![of.id, of.version, text(&new.what), new.verdict.number(), new.at])
        .must(
            ADD_RULING,
            params![
                new.id,
                of.id,
                new.n,
                new.verdict.number(),
                text(&new.what),
                text(&new.says),
                sources,
                new.at,
                new.by,
                text(&new.by_name),
                new.role.number()
            ],
        )
        .event(told(of, "ruled"))
}

/// That something of a rumour happened.
#[must_use]
pub fn told(of: &Rumour, state: &str) -> Event {
    Event::Rumour { rumour: of.id, incident: of.incident, drill: of.drill, state: state.to_owned() }
}

/// What was ruled on what some posts say, and how many people have seen it too: what pages, JSON and streams show beside them.
///
/// # Errors
/// When the store fails.
pub async fn about(register: &Register, posts: &[PostId]) -> Result<HashMap<PostId, About>, StoreError> {
    let mut all: HashMap<PostId, About> = HashMap::new();
    for row in register.many(RULED_POSTS, posts).await? {
        let post = PostId::of_number(row.int(0)?);
        let how = How::of_number(row.int(12)?).unwrap_or(How::Hand);
        all.entry(post).or_default().ruling = Some(RulingView::of(&ruling(&row, 1)?, how));
    }
    for row in register.many(KNOWN_OF, posts).await? {
        all.entry(PostId::of_number(row.int(0)?)).or_default().people = row.int(1)?;
    }
    Ok(all)
}

/// The rumour that a post belongs to, unless it was taken out.
///
/// # Errors
/// When the store fails.
pub async fn rumour_of(store: &Store, post: PostId) -> Result<Option<RumourId>, StoreError> {
    let Some(row) = store.one(RUMOUR_OF, params![post]).await? else { return Ok(None) };
    Ok(if row.flag(2)? { None } else { Some(row.id(0)?) })
}

/// Those of some posts that say something of their own beside the link of their rumour.
///
/// # Errors
/// When the store fails.
pub async fn beside(register: &Register, posts: &[PostId]) -> Result<HashSet<PostId>, StoreError> {
    let rows = register.many(BESIDE, posts).await?;
    rows.iter().map(|row| Ok(PostId::of_number(row.int(0)?))).collect()
}

/// Whether a member of staff wrote one of the copies of a rumour.
///
/// # Errors
/// When the store fails.
pub async fn wrote_copy(store: &Store, id: RumourId, staff: &Staff) -> Result<bool, StoreError> {
    Ok(store.one(WROTE_COPY, params![id, staff.id]).await?.is_some())
}

/// Posts of a rumour after one of them, in order.
///
/// # Errors
/// When the store fails.
pub async fn copies(store: &Store, id: RumourId, after: PostId, most: usize) -> Result<Vec<Copy>, StoreError> {
    store.read(COPIES, params![id, after, most]).await?.iter().map(copy).collect()
}

/// Its last posts, the last first.
///
/// # Errors
/// When the store fails.
pub async fn last_copies(store: &Store, id: RumourId, most: i64) -> Result<Vec<Copy>, StoreError> {
    store.read(LAST_COPIES, params![id, most]).await?.iter().map(copy).collect()
}

fn copy(row: &Row) -> Result<Copy, StoreError> {
    Ok(Copy {
        post: PostId::of_number(row.int(0)?),
        how: How::of_number(row.int(1)?).unwrap_or(How::Hand),
        apart: row.flag(2)?,
    })
}

/// Who has seen what a post says, in order.
///
/// # Errors
/// When the store fails.
pub async fn seen(store: &Store, post: PostId, most: i64) -> Result<Vec<Seen<PersonId>>, StoreError> {
    let rows = store.read(SEEN, params![post, most]).await?;
    let one = |row: &Row| {
        Ok(Seen { person: row.id(0)?, at: row.time(1)?, proven: row.time(2)?, signs: signs(row.opt_blob(3)?) })
    };
    rows.iter().map(one).collect()
}

/// How often somebody came or went who has seen it, and by what the post is told.
///
/// # Errors
/// When the store fails.
pub async fn turned(store: &Store, post: PostId) -> Result<Option<(i64, Vec<Sign>)>, StoreError> {
    let row = store.one(TURNED, params![post]).await?;
    row.map(|row| Ok((row.int(0)?, signs(row.opt_blob(1)?)))).transpose()
}

/// What somebody comes from, in one value.
fn signs(kept: Option<&[u8]>) -> Vec<Sign> {
    kept.unwrap_or_default().chunks_exact(16).filter_map(|sign| sign.first_chunk::<16>().copied()).collect()
}

/// Who invited whom among these people, since the register remembers.
///
/// # Errors
/// When the store fails.
pub async fn invited(register: &Register, people: &[PersonId]) -> Result<Vec<(PersonId, PersonId)>, StoreError> {
    let rows = register.many(INVITED, people).await?;
    rows.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect()
}

/// Which of these people were told of a ruling.
///
/// # Errors
/// When the store fails.
pub async fn told_of(register: &Register, people: &[PersonId], ruling: RulingId) -> Result<Vec<PersonId>, StoreError> {
    let mut all = Vec::new();
    for some in people.chunks(MANY) {
        let rows = register.store().read(TOLD, filled(some, &[ruling.into()])).await?;
        for row in rows {
            all.push(row.id(0)?);
        }
    }
    Ok(all)
}

/// How many posts of each of some rumours came since a time.
///
/// # Errors
/// When the store fails.
pub async fn speed(store: &Store, rumours: &[RumourId], since: Time) -> Result<HashMap<RumourId, i64>, StoreError> {
    let mut all = HashMap::new();
    for some in rumours.chunks(MANY) {
        for row in store.read(SPEED, filled(some, &[since.into()])).await? {
            all.insert(row.id(0)?, row.int(1)?);
        }
    }
    Ok(all)
}

/// As many ids stand in the place of a list.
const MANY: usize = 64;

/// A list of at most [`MANY`] ids, filled up, and what follows it.
fn filled<T: std::marker::Copy>(ids: &[T], rest: &[::store::Value]) -> Vec<::store::Value>
where
    ::store::Value: From<T>,
{
    let Some(last) = ids.last() else { return Vec::new() };
    let ids = ids.iter().chain(std::iter::repeat(last)).take(MANY).map(|id| ::store::Value::from(*id));
    ids.chain(rest.iter().cloned()).collect()
}
