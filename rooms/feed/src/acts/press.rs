//! A press: the same one that arrives twice makes one post, and says one thing.

use ::store::params;
use web::{Failure, House};

use super::{
    no,
    publish::{Published, Raw},
    toll::Paid,
    whence::Whence,
};
use crate::{model::Author, rules::No, store::posts as kept};

/// A press: what comes with a post beside what it says.
#[derive(Clone, Debug, Default)]
pub struct Press {
    /// Its name; empty when it has none. The same one of the same author makes one post.
    pub key: String,
    /// Where it comes from.
    pub from: Whence,
    /// What was given for it, when many write at once.
    pub paid: Paid,
}

/// A press of an author, as it is kept: whoever reads a copy of the database cannot try out keys.
fn press(house: &House, author: Author, key: &str) -> [u8; 32] {
    house.seal.mac("press of a post", &[&author.id[..], key.as_bytes()].concat())
}

/// A press as it is kept: which, and what it said.
#[derive(Clone, Copy)]
pub(super) struct Pressed {
    /// Which.
    pub(super) key: [u8; 32],
    /// What.
    pub(super) said: [u8; 32],
}

impl Pressed {
    /// The press of an author; nothing when it has no name.
    pub(super) fn of(house: &House, author: Author, by: &Press, raw: &Raw) -> Option<Self> {
        (!by.key.is_empty()).then(|| Self { key: press(house, author, &by.key), said: said(house, raw) })
    }
}

/// What a press says, so that the same one with something else is told from one that comes twice. Pictures count by what is seen on them: a form
/// that is sent twice sends its files twice, each time under another name. Whoever confirms says the same as before.
fn said(house: &House, raw: &Raw) -> [u8; 32] {
    let alts: Vec<_> = raw.pictures.iter().map(|p| p.alt.as_deref()).collect();
    let boost = raw.boost.as_ref().map(|b| (b.kind.number(), &b.of));
    let what = (raw.incident, raw.text.as_deref(), raw.lang.as_deref(), &raw.tags, alts);
    let rest = (raw.near.as_deref(), raw.cell, raw.reply, boost, raw.witness, raw.graphic);
    house.seal.mac("what a press says", serde_json::to_string(&(what, rest)).unwrap_or_default().as_bytes())
}

/// What a press made before.
///
/// # Errors
/// [`No::KeyReused`], when it said something else.
pub(super) async fn of_press(house: &House, press: Option<Pressed>) -> Result<Option<Published>, Failure> {
    let Some(press) = press else { return Ok(None) };
    let Some(row) = house.store.one(kept::POST_OF_PRESS, params![press.key.to_vec()]).await? else { return Ok(None) };
    if kept::said(&row)?.is_some_and(|said| said != press.said) {
        return Err(no(&No::KeyReused));
    }
    Ok(Some(Published::from(&kept::post(&house.register, &row)?)))
}
