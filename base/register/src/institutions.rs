//! Institutions, as all rooms know them: whether each is proven now, and who speaks for which. How a domain is proven is the business of a
//! room; what it is worth is asked wherever somebody speaks for one.

use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, RwLock},
};

use kernel::{AuthorityId, Event, OperatorId, Recorded, Time};
use store::{Row, Store, StoreError, params, sql};

use crate::Register;

/// How many may vouch for one another in a row.
const LONGEST_CHAIN: usize = 8;

sql! {
    /// All of them: there are few.
    pub INSTITUTIONS = "SELECT id, domain, name, proof, delegator, proven, lost, ended FROM authority ORDER BY domain";
    /// For which somebody speaks, by its name.
    pub SPEAKS_FOR = "SELECT institution FROM accredited WHERE operator = $1";
}

/// Where an institution stands, with everybody who vouches for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is who its domain belongs to; those who vouch for it, from the nearest on.
    Proven {
        /// Their domains.
        through: Vec<String>,
    },
    /// It was, and the proof is gone since then: its own, or that of somebody who vouches for it.
    Lost {
        /// Since when.
        since: Time,
    },
    /// Nobody has seen a proof yet.
    Unproven,
    /// It was taken away.
    Ended,
}

impl Standing {
    /// Whether it may speak.
    #[must_use]
    pub const fn is_proven(&self) -> bool {
        matches!(self, Self::Proven { .. })
    }
    /// Its word in the API and in `locales/`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Proven { .. } => "proven",
            Self::Lost { .. } => "lost",
            Self::Unproven => "unproven",
            Self::Ended => "ended",
        }
    }
}

/// What is known of the proof of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Which.
    pub id: AuthorityId,
    /// Its domain: how it is shown.
    pub domain: String,
    /// Its name: those who are accredited for it speak for it.
    pub name: String,
    /// Who vouches for it, when that is its proof.
    pub through: Option<AuthorityId>,
    /// Since when it is proven.
    pub proven: Option<Time>,
    /// Since when the proof is not there any more.
    pub lost: Option<Time>,
    /// When it was taken away.
    pub ended: Option<Time>,
}

/// Where an institution stands among all of them. Who is vouched for stands and falls with whoever vouches.
#[must_use]
pub fn standing(all: &[Link], id: AuthorityId) -> Standing {
    let mut through = Vec::new();
    let mut seen = HashSet::new();
    let mut at = id;
    loop {
        let Some(link) = all.iter().find(|a| a.id == at) else { return Standing::Unproven };
        // A circle proves nothing.
        if !seen.insert(at) || seen.len() > LONGEST_CHAIN {
            return Standing::Unproven;
        }
        if let Some(ended) = link.ended {
            return if at == id { Standing::Ended } else { Standing::Lost { since: ended } };
        }
        if at != id {
            through.push(link.domain.clone());
        }
        match (link.through, link.proven, link.lost) {
            (Some(next), ..) => at = next,
            (None, Some(_), None) => return Standing::Proven { through },
            (None, Some(_), Some(since)) => return Standing::Lost { since },
            (None, None, _) => return Standing::Unproven,
        }
    }
}

fn link(row: &Row) -> Result<Link, StoreError> {
    let (proof, delegator) = (row.opt_int(3)?, row.opt_id(4)?);
    Ok(Link {
        id: row.id(0)?,
        domain: row.text(1)?.to_owned(),
        name: row.text(2)?.to_owned(),
        // 3 is what the column holds of those for whom another vouches.
        through: delegator.filter(|_| proof == Some(3)),
        proven: row.opt_time(5)?.filter(|_| proof.is_some()),
        lost: row.opt_time(6)?,
        ended: row.opt_time(7)?,
    })
}

async fn read(store: &Store) -> Result<Vec<Link>, StoreError> {
    store.read(INSTITUTIONS, params![]).await?.iter().map(link).collect()
}

/// All of them, in memory: every page on which one speaks asks where it stands. Cheap to clone.
#[derive(Clone)]
pub struct Institutions {
    store: Store,
    all: Arc<RwLock<Arc<[Link]>>>,
}

impl Institutions {
    /// Reads them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn load(store: Store) -> Result<Self, StoreError> {
        let all = read(&store).await?;
        Ok(Self { store, all: Arc::new(RwLock::new(Arc::from(all))) })
    }
    /// One of them, its domain and where it stands.
    #[must_use]
    pub fn of(&self, id: AuthorityId) -> Option<(String, Standing)> {
        let all = Arc::clone(&self.all.read().unwrap_or_else(PoisonError::into_inner));
        let domain = all.iter().find(|a| a.id == id)?.domain.clone();
        Some((domain, standing(&all, id)))
    }
    /// Reads them again when something became of one.
    pub async fn watch(&self, events: &[Recorded]) {
        if !events.iter().any(|e| matches!(e.event, Event::Authority { .. })) {
            return;
        }
        match read(&self.store).await {
            Ok(all) => *self.all.write().unwrap_or_else(PoisonError::into_inner) = Arc::from(all),
            Err(error) => tracing::error!(%error, "institutions could not be read again"),
        }
    }
}

impl Register {
    /// For which institution a member of staff speaks, by its name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn speaks_for(&self, staff: OperatorId) -> Result<Option<String>, StoreError> {
        let row = self.store().one(SPEAKS_FOR, params![staff]).await?;
        row.map(|r| r.text(0).map(str::to_owned)).transpose()
    }
    /// The institution for which a member of staff speaks, when it is proven in this moment: read from the store, since a proof may be gone
    /// since memory was filled.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn proven_voice(&self, staff: OperatorId) -> Result<Option<Link>, StoreError> {
        let Some(name) = self.speaks_for(staff).await? else { return Ok(None) };
        let all = read(self.store()).await?;
        let found = all.iter().find(|a| a.name == name && standing(&all, a.id).is_proven());
        Ok(found.cloned())
    }
}
