//! What people write and pass on that night, and what an institution rules, through the room's own acts.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use feed::{
    acts::{Raw, publish, truth},
    model::{
        Boost, BoostKind,
        rumour::{NewRuling, Verdict},
    },
    store::rumours,
};
use kernel::{PostId, Role, Staff};
use missing::acts::list::accrediting;
use night::{Person, StageError, Written, scenario::Rumour};
use official::{
    acts::{Hand, authorities::add},
    model::{Authority, Means},
    store::authorities as kept,
};
use register::Actor;

use super::{Floor, broken, doors::visitor};

/// The domain of the institution that rules that night.
const DOMAIN: &str = "prefecture.example";

/// The copies of each rumour, the last at the end.
#[derive(Default)]
pub(super) struct Copies(Mutex<HashMap<String, Vec<PostId>>>);

impl Copies {
    fn put(&self, rumour: &str, post: PostId) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(rumour.to_owned()).or_default().push(post);
    }
    fn of(&self, rumour: &str) -> Vec<PostId> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(rumour).cloned().unwrap_or_default()
    }
}

impl Floor {
    pub(super) async fn writes(&self, written: Written<'_>) -> Result<(), StageError> {
        let raw = Raw {
            incident: Some(self.the_incident()?),
            text: Some(written.text.to_owned()),
            lang: Some(written.by.lang.code().to_owned()),
            ..Raw::default()
        };
        let made = publish(&self.house, &visitor(written.by), raw).await.map_err(broken)?;
        if let Some(rumour) = written.rumour {
            self.copies.put(&rumour.id, made.post);
        }
        Ok(())
    }
    pub(super) async fn relays(&self, by: &Person, rumour: &Rumour) -> Result<(), StageError> {
        let Some(last) = self.copies.of(&rumour.id).pop() else { return Ok(()) };
        let raw =
            Raw { boost: Some(Boost { kind: BoostKind::Post, of: last.to_string() }), confirm: true, ..Raw::default() };
        match publish(&self.house, &visitor(by), raw).await {
            Ok(_) => Ok(()),
            // What was found to be false is not passed on any more.
            Err(web::Failure::Refused(_)) => Ok(()),
            Err(failure) => Err(broken(failure)),
        }
    }
    /// Who speaks for an institution, which is proven as whoever rules has to be: by a domain that nobody can own.
    async fn voice(&self, name: &str) -> Result<Staff, StageError> {
        let (house, now) = (&self.house, self.house.clock.now());
        let id = house.register.staff_named(name, now).await.map_err(broken)?;
        if house.register.proven_voice(id).await.map_err(broken)?.is_none() {
            let of = add(house, Hand::Server, DOMAIN, name, None).await.map_err(broken)?;
            let proven = Authority { means: Some(Means::File), proven: Some(now), ..of };
            house.store.apply(kept::change(&proven, true)).await.map_err(broken)?;
            let speaks = accrediting(&house.register, Actor::Server, now, id, name).map_err(broken)?;
            house.store.apply(speaks).await.map_err(broken)?;
        }
        Ok(Staff { id, name: name.into(), role: Role::Institution })
    }
    pub(super) async fn rules(&self, rumour: &Rumour) -> Result<(), StageError> {
        let name = "Préfecture de police (exercice)";
        let staff = self.voice(name).await?;
        let copies = self.copies.of(&rumour.id);
        let first = copies.first().ok_or("nobody has written it")?;
        let gathered = truth::begin(&self.house, &staff, *first).await.map_err(broken)?;
        // Whatever was not found to be alike by itself is put there by hand.
        for copy in copies.iter().skip(1) {
            if rumours::rumour_of(&self.house.store, *copy).await.map_err(broken)? != Some(gathered.id) {
                truth::put(&self.house, &staff, gathered.id, *copy).await.map_err(broken)?;
            }
        }
        let (now, _) = truth::whole(&self.house, gathered.id).await.map_err(broken)?;
        let new = NewRuling {
            verdict: Some(Verdict::False),
            what: rumour.what.clone(),
            says: rumour.says.clone(),
            sources: vec![name.to_owned()],
            version: now.rumour.version,
        };
        truth::rule(&self.house, &staff, gathered.id, &new).await.map_err(broken)?;
        self.note(&format!("{} : {}", name, rumour.says));
        Ok(())
    }
}
