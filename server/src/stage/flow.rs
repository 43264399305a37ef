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
use night::{Person, StageError, Written, scenario::Rumour};

use super::{Floor, broken, doors::visitor};

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
    pub(super) async fn rules(&self, rumour: &Rumour) -> Result<(), StageError> {
        let name = "Préfecture de police (exercice)";
        let id = self.house.register.staff_named(name, self.house.clock.now()).await.map_err(broken)?;
        let staff = Staff { id, name: name.into(), role: Role::Institution };
        let copies = self.copies.of(&rumour.id);
        let first = copies.first().ok_or("nobody has written it")?;
        let gathered = truth::begin(&self.house, &staff, *first).await.map_err(broken)?;
        // Whatever was not found to be alike by itself is put there by hand.
        for copy in copies.iter().skip(1) {
            if rumours::rumour_of(&self.house.store, *copy).await.map_err(broken)? != Some(gathered.id) {
                truth::put(&self.house, &staff, gathered.id, *copy).await.map_err(broken)?;
            }
        }
        let (now, _) = truth::whole(&self.house, &staff, gathered.id).await.map_err(broken)?;
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
