//! Posts as they are kept.

use ::store::{Change, Row, StoreError, params, sql};
use kernel::{Cell, Event, Id, IncidentId, PersonId, PostId, TagId, Time};
use register::Register;

use crate::model::{Author, AuthorKind, Before, Boost, BoostKind, Draft, Lane, Post, PostState, Truth, Writer, tag_id};

/// What is sealed of a post.
pub const TEXT: &str = "post.text";
/// … what its author was called.
pub const NAME: &str = "post.name";
/// … what it said before.
pub const EDIT: &str = "post_edit.text";
/// … what somebody wants to be called where they write.
pub const WRITER: &str = "writer.name";
/// The larger cells that posts are found by.
pub const AREA: u8 = 7;

macro_rules! columns {
    () => {
        "id, incident, drill, version, author_kind, author, name, lane, state, held, held_until, truth, witness, lang, tags, pictures, text, \
         cell, reply, thread, boost, boost_of, edited, changed, fresh"
    };
}

sql! {
    /// Keeps a post.
    pub ADD_POST = "INSERT INTO post (id, incident, drill, version, author_kind, author, name, lane, state, held, held_until, truth, witness, \
        lang, tags, pictures, text, cell, area, reply, thread, boost, boost_of, edited, press, changed, said, fresh, signs) \
        SELECT $1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, NULL, $23, $24, $25, $26, $27 \
        WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE person = $5)";
    /// One post.
    pub POST = concat!("SELECT ", columns!(), " FROM post WHERE id = $1");
    /// Several.
    pub POSTS = concat!("SELECT ", columns!(), " FROM post WHERE id IN ", register::many!());
    /// The newest ones, whichever.
    pub NEWEST = concat!("SELECT ", columns!(), " FROM post ORDER BY id DESC LIMIT $1");
    /// The one that a press made.
    pub POST_OF_PRESS = concat!("SELECT ", columns!(), ", said FROM post WHERE press = $1");
    /// Somebody's own posts, the newest first.
    pub POSTS_OF_AUTHOR = concat!("SELECT ", columns!(), " FROM post WHERE author = $1 AND id < $2 AND state < 2 ORDER BY id DESC LIMIT $3");
    /// What a conversation says after its first post, in order.
    pub THREAD = concat!("SELECT ", columns!(), " FROM post WHERE thread = $1 AND id > $2 AND state = 0 ORDER BY id LIMIT $3");
    /// Who passes something on.
    pub BOOSTS_OF = concat!("SELECT ", columns!(), " FROM post WHERE boost_of = $1 AND boost = $2 AND id < $3 AND state < 2 ORDER BY id DESC LIMIT $4");
    /// What somebody passes on of one thing, without a word of their own.
    pub BOOST_OF_MINE = "SELECT id FROM post WHERE author = $1 AND boost = $2 AND boost_of = $3 AND state < 2 AND text IS NULL";
    /// It says something else from now on.
    pub EDIT_POST = "UPDATE post SET text = $3, tags = $4, lang = $5, edited = $6, changed = $6, version = version + 1 \
        WHERE id = $1 AND version = $2 AND state < 2";
    /// What it said before.
    pub KEEP_BEFORE = "INSERT INTO post_edit (id, post, at, text) VALUES ($1, $2, $3, $4)";
    /// What a post said before, the oldest first.
    pub BEFORE = "SELECT at, text FROM post_edit WHERE post = $1 ORDER BY id";
    /// How often it was changed.
    pub EDITS = "SELECT COUNT(*) FROM post_edit WHERE post = $1";
    /// It is gone: what it said is.
    pub END_POST = "UPDATE post SET state = $3, text = NULL, tags = '', pictures = 0, cell = NULL, area = NULL, boost = 0, boost_of = NULL, \
        held = 0, held_until = NULL, changed = $4, version = version + 1 WHERE id = $1 AND version = $2";
    /// It is shown, held back, taken down: what it says stays.
    pub MOVE_POST = "UPDATE post SET state = $3, held = $4, held_until = $5, changed = $6, version = version + 1 WHERE id = $1 AND version = $2";
    /// Something beside its text is not as it was.
    pub TOUCH_POST = "UPDATE post SET changed = $3, version = version + 1 WHERE id = $1 AND version = $2";
    /// What is known of it.
    pub KNOW_POST = "UPDATE post SET truth = $3, changed = $4, version = version + 1 WHERE id = $1 AND version = $2";
    /// What it said before goes with it.
    pub DROP_BEFORE = "DELETE FROM post_edit WHERE post = $1";
    /// It stands under a tag.
    pub ADD_POST_TAG = "INSERT INTO post_tag (tag, post, lane) VALUES ($1, $2, $3) ON CONFLICT (tag, post) DO NOTHING";
    /// Under none.
    pub DROP_POST_TAGS = "DELETE FROM post_tag WHERE post = $1";
    /// What somebody is called where they write.
    pub WRITER_NAME = "SELECT name FROM writer WHERE person = $1";
    /// They want to be called so.
    pub NAME_WRITER = "INSERT INTO writer (person, name, at) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE person = $1) \
        ON CONFLICT (person) DO UPDATE SET name = excluded.name, at = excluded.at";
    /// As they are known by default.
    pub FORGET_WRITER = "DELETE FROM writer WHERE person = $1";
    /// Since when a contact of somebody is proven.
    pub PROVEN_SINCE = "SELECT MIN(at) FROM proven_contact WHERE person = $1";
    /// … and what they wrote since then: what stood when it was as old as that, what was denied, what was taken down.
    pub STANDING = "SELECT (SELECT MIN(at) FROM proven_contact WHERE person = $1), \
        CAST(COALESCE(SUM(CASE WHEN id < $3 AND state = 0 AND truth < 4 AND boost = 0 THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN state < 2 AND truth >= 4 THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN state = 3 THEN 1 ELSE 0 END), 0) AS BIGINT) \
        FROM (SELECT id, state, truth, boost FROM post WHERE author = $1 AND id > $2 ORDER BY id DESC LIMIT $4) lately";
    /// Somebody is erased: what was written under their posts' tags stands there no more,
    pub ERASE_POST_TAGS = "DELETE FROM post_tag WHERE post IN (SELECT id FROM post WHERE author = $1)";
    /// … what their posts said before,
    pub ERASE_EDITS = "DELETE FROM post_edit WHERE post IN (SELECT id FROM post WHERE author = $1)";
    /// … their posts,
    pub ERASE_POSTS = "DELETE FROM post WHERE author = $1";
    /// … and what they are called.
    pub ERASE_WRITER = "DELETE FROM writer WHERE person = $1";
    /// Their posts, for the export of their data.
    pub EXPORT_POSTS = "SELECT CAST(id AS TEXT), incident, drill, lang, tags, cell, edited, text, name FROM post WHERE author = $1 ORDER BY id";
    /// What they said before.
    pub EXPORT_EDITS = "SELECT CAST(e.post AS TEXT), e.at, e.text FROM post_edit e JOIN post p ON p.id = e.post WHERE p.author = $1 ORDER BY e.id";
    /// What they are called where they write.
    pub EXPORT_WRITER = "SELECT name, at FROM writer WHERE person = $1";
    /// Read to be sealed anew …
    pub READ_TEXTS = "SELECT id, text FROM post WHERE id > $1 AND text IS NOT NULL ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_TEXTS = "UPDATE post SET text = $3 WHERE id = $1 AND text = $2";
    /// Read to be sealed anew …
    pub READ_NAMES = "SELECT id, name FROM post WHERE id > $1 ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_NAMES = "UPDATE post SET name = $3 WHERE id = $1 AND name = $2";
    /// Read to be sealed anew …
    pub READ_EDITS = "SELECT id, text FROM post_edit WHERE id > $1 ORDER BY id LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_EDITS = "UPDATE post_edit SET text = $3 WHERE id = $1 AND text = $2";
    /// Read to be sealed anew …
    pub READ_WRITERS = "SELECT person, name FROM writer WHERE person > $1 ORDER BY person LIMIT $2";
    /// … written, if it is still as it was read.
    pub WRITE_WRITERS = "UPDATE writer SET name = $3 WHERE person = $1 AND name = $2";
}

/// Reads a post from a row of its columns.
///
/// # Errors
/// When the row is not one, or a key is gone.
pub fn post(register: &Register, row: &Row) -> Result<Post, StoreError> {
    let odd = |what: &str| StoreError::Fault(format!("a post's {what} is not known"));
    let author = row.blob(5)?.first_chunk::<16>().copied().ok_or_else(|| odd("author"))?;
    let name = register.open_or_none(NAME, Some(row.blob(6)?))?.unwrap_or_default();
    let boost = BoostKind::of_number(row.int(20)?).zip(row.opt_text(21)?);
    Ok(Post {
        id: PostId::of_number(row.int(0)?),
        incident: row.id(1)?,
        drill: row.flag(2)?,
        version: row.int(3)?,
        author: Author { kind: AuthorKind::of_number(row.int(4)?).ok_or_else(|| odd("author"))?, id: author },
        name,
        lane: Lane::of_number(row.int(7)?).ok_or_else(|| odd("lane"))?,
        state: PostState::of_number(row.int(8)?).ok_or_else(|| odd("state"))?,
        held: row.int(9)?,
        held_until: row.opt_time(10)?,
        truth: Truth::of_number(row.int(11)?).ok_or_else(|| odd("truth"))?,
        witness: row.flag(12)?,
        lang: row.text(13)?.to_owned(),
        tags: row.text(14)?.split_whitespace().map(str::to_owned).collect(),
        pictures: row.int(15)?,
        text: register.open_or_none(TEXT, row.opt_blob(16)?)?,
        cell: row.opt_int(17)?.and_then(Cell::of_number),
        reply: row.opt_int(18)?.map(PostId::of_number),
        thread: row.opt_int(19)?.map(PostId::of_number),
        boost: boost.map(|(kind, of)| Boost { kind, of: of.to_owned() }),
        edited: row.opt_time(22)?,
        changed: row.time(23)?,
        fresh: row.flag(24)?,
    })
}

/// What a press said, beside the post that it made.
///
/// # Errors
/// When the row is none of a press.
pub fn said(row: &Row) -> Result<Option<[u8; 32]>, StoreError> {
    Ok(row.opt_blob(25)?.and_then(|said| said.first_chunk::<32>().copied()))
}

/// One post.
///
/// # Errors
/// When the store fails, or a key is gone.
pub async fn one(register: &Register, id: PostId) -> Result<Option<Post>, StoreError> {
    register.store().one(POST, params![id]).await?.map(|row| post(register, &row)).transpose()
}

/// Several posts, in no order.
///
/// # Errors
/// As [`one`].
pub async fn several(register: &Register, ids: &[PostId]) -> Result<Vec<Post>, StoreError> {
    let rows = register.many(POSTS, ids).await?;
    // What fills up a short list comes once: a list of ids is a set.
    rows.iter().map(|row| post(register, row)).collect()
}

/// What a post said before, the oldest first.
///
/// # Errors
/// As [`one`].
pub async fn before(register: &Register, id: PostId) -> Result<Vec<Before>, StoreError> {
    let rows = register.store().read(BEFORE, params![id]).await?;
    rows.iter()
        .map(|row| {
            let text = register.open_or_none(EDIT, Some(row.blob(1)?))?.unwrap_or_default();
            Ok(Before { at: row.time(0)?, text })
        })
        .collect()
}

/// What somebody wants to be called where they write.
///
/// # Errors
/// As [`one`].
pub async fn writer_name(register: &Register, person: PersonId) -> Result<Option<String>, StoreError> {
    let row = register.store().one(WRITER_NAME, params![person]).await?;
    row.map(|row| register.open_or_none(WRITER, Some(row.blob(0)?))).transpose().map(Option::flatten)
}

/// A post to be written.
pub struct New<'a> {
    /// Its number.
    pub id: PostId,
    /// Of which incident.
    pub incident: IncidentId,
    /// Of an exercise.
    pub drill: bool,
    /// By whom.
    pub writer: &'a Writer,
    /// What.
    pub draft: &'a Draft,
    /// Where it stands.
    pub lane: Lane,
    /// Shown, or held back: why, and until when.
    pub held: Option<(i64, Option<Time>)>,
    /// What is known of it from the first moment.
    pub truth: Truth,
    /// The first post of its conversation.
    pub thread: Option<PostId>,
    /// A hash of the press that makes it.
    pub press: Option<[u8; 32]>,
    /// … and of what it said.
    pub said: [u8; 32],
    /// Its author is new.
    pub fresh: bool,
    /// By what its device and its line are told at this post alone.
    pub signs: Vec<u8>,
}

/// Keeps a post, with its tags.
pub fn add(change: Change, register: &Register, new: &New<'_>, now: Time) -> Change {
    let d = new.draft;
    let sealed = |column: &str, text: &str| register.seal().seal(register.dice(), column, text.as_bytes());
    let (held, until) = new.held.unwrap_or_default();
    let state = if new.held.is_some() { PostState::Held } else { PostState::Shown };
    let change = change.must(
        ADD_POST,
        params![
            new.id,
            new.incident,
            new.drill,
            new.writer.author.kind.number(),
            new.writer.author.id,
            sealed(NAME, &new.writer.name),
            new.lane.number(),
            state.number(),
            held,
            until,
            new.truth.number(),
            d.witness,
            d.lang.as_str(),
            d.tags.join(" "),
            d.pictures.len(),
            register.seal_or_null(TEXT, d.text.as_deref()),
            d.cell,
            d.cell.and_then(|c| c.coarser(AREA).ok()),
            d.reply,
            new.thread,
            d.boost.as_ref().map_or(0, |b| b.kind.number()),
            d.boost.as_ref().map(|b| b.of.clone()),
            new.press.map(|p| p.to_vec()),
            now,
            new.press.map(|_| new.said.to_vec()),
            new.fresh,
            new.signs.clone()
        ],
    );
    under(change, new.id, &d.tags, (new.lane, new.drill))
}

/// A post stands under these tags.
pub fn under(change: Change, id: PostId, tags: &[String], (lane, drill): (Lane, bool)) -> Change {
    let ids = tags.iter().filter_map(|name| words::tag_key(name)).map(|key| tag_id(&key, drill));
    ids.fold(change, |change, tag: TagId| change.run(ADD_POST_TAG, params![tag, id, lane.number()]))
}

/// A post says something else from now on; what it said before is kept, when everybody could read it: nobody reads afterwards what was held.
pub fn edit(change: Change, register: &Register, post: &Post, says: (&str, &[String], &str), now: Time) -> Change {
    let (text, tags, lang) = says;
    let written = post.edited.unwrap_or_else(|| post.id.time());
    let id: kernel::AuditId = register.dice().id(now);
    // What is kept is sealed for another column: it is opened and sealed again.
    let before = register.seal().seal(register.dice(), EDIT, post.text.as_deref().unwrap_or_default().as_bytes());
    let change = change.must(
        EDIT_POST,
        params![post.id, post.version, register.seal_or_null(TEXT, Some(text)), tags.join(" "), lang, now],
    );
    let change = if post.is_shown() { change.run(KEEP_BEFORE, params![id, post.id, written, before]) } else { change };
    let change = change.run(DROP_POST_TAGS, params![post.id]);
    under(change, post.id, tags, (post.lane, post.drill))
}

/// A post is gone for good.
pub fn end(change: Change, post: &Post, state: PostState, now: Time) -> Change {
    let change = if post.state == PostState::Held { super::holds::dropped(change, post.id, now) } else { change };
    change
        .must(END_POST, params![post.id, post.version, state.number(), now])
        .run(DROP_BEFORE, params![post.id])
        .run(DROP_POST_TAGS, params![post.id])
        .run(super::pictures::DROP_PICTURES, params![post.id])
        .event(told(post, if state == PostState::Deleted { "deleted" } else { "removed" }))
}

/// That something of a post happened.
#[must_use]
pub fn told(post: &Post, state: &str) -> Event {
    Event::Post { post: post.id, incident: post.incident, drill: post.drill, state: state.to_owned() }
}

/// The person who wrote a post, when it is a person.
#[must_use]
pub fn person(post: &Post) -> Option<PersonId> {
    (post.author.kind == AuthorKind::Person).then(|| PersonId::from_bytes(post.author.id))
}
