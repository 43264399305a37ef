//! What somebody is called where they write.

use ::store::{Change, params};
use kernel::{Id, PersonId, PostId, Visitor};
use web::{Failure, House};

use super::{actor, no};
use crate::{
    model::{AuthorKind, Writer, trust::Standing},
    rules::{self, LONGEST_NAME, No},
    store::posts as kept,
};

/// What must be known of whoever writes; nobody is told to sign in.
///
/// # Errors
/// When the store fails.
pub async fn writer(house: &House, visitor: &Visitor) -> Result<Writer, Failure> {
    let author = actor(visitor)?;
    if let Some(staff) = visitor.staff() {
        return Ok(Writer { author, standing: Standing::default(), name: staff.name.to_string() });
    }
    let me = PersonId::from_bytes(author.id);
    debug_assert!(author.kind == AuthorKind::Person, "whoever is no staff is a person");
    let now = house.clock.now();
    let since = PostId::at(now.minus(rules::trust::LOOKS_BACK), 0);
    let stood = PostId::at(now.minus(rules::trust::STANDS_AFTER), 0);
    let row = house.store.one(kept::STANDING, params![me, since, stood, rules::trust::LOOKED_AT]).await?;
    let standing = match row {
        Some(r) => Standing { proven: r.opt_time(0)?, stood: r.int(1)?, denied: r.int(2)?, removed: r.int(3)? },
        None => Standing::default(),
    };
    Ok(Writer { author, standing, name: called(house, me).await? })
}

/// What somebody is called where they write: as they chose, else by their first name and an initial.
///
/// # Errors
/// When the store fails.
pub async fn called(house: &House, me: PersonId) -> Result<String, Failure> {
    if let Some(name) = kept::writer_name(&house.register, me).await? {
        return Ok(name);
    }
    let known = house.register.card(me).await?;
    let name = known.map(|p| register::names::short(&p.name)).unwrap_or_default();
    // A name that holds a telephone would be read by everybody.
    Ok(if words::mask(&name).found.is_empty() { name } else { String::new() })
}

/// Somebody wants to be called so where they write, from now on; nothing for what is usual.
///
/// # Errors
/// [`No::Name`].
pub async fn call_me(house: &House, visitor: &Visitor, name: Option<&str>) -> Result<String, Failure> {
    let me = visitor.person().ok_or_else(Failure::sign_in_first)?;
    let now = house.clock.now();
    let Some(name) = name.map(register::names::line).filter(|n| !n.is_empty()) else {
        house.store.apply(Change::new().run(kept::FORGET_WRITER, params![me])).await?;
        return called(house, me).await;
    };
    let fits = words::characters(&name) <= LONGEST_NAME
        && name.chars().any(char::is_alphanumeric)
        && words::mask(&name).found.is_empty();
    if !fits {
        return Err(no(&No::Name));
    }
    let sealed = house.register.seal().seal(house.register.dice(), kept::WRITER, name.as_bytes());
    house.store.apply(Change::new().must(kept::NAME_WRITER, params![me, sealed, now])).await?;
    Ok(name)
}
