//! What is done later: searches end, and are forgotten.

mod listed;
mod records;
mod show;
mod tributes;

use std::sync::Arc;

use ::store::{Change, Job, Store, StoreError, Work, params};
use async_trait::async_trait;
use kernel::{NoticeId, Span, Time};
use web::House;

use crate::{
    acts::{KEPT, is_asked},
    model::{Notice, NoticeState, list::DeathState},
    store::{
        deaths, links, lists, notes,
        notices::{self, FORGET_JOB, NOTICE_JOB},
        photos, reunions, tributes as pages,
    },
};

/// A search that is over is a placeholder for so long, and then nothing. Backups are kept no longer than the rest of sixty days.
const PLACEHOLDER: Span = Span::days(30);

/// How often it is looked at whether somebody has answered what is asked about a search that was taken down.
const ASKED_AGAIN: Span = Span::hours(1);

/// The jobs of this room.
pub fn all(house: &House) -> Vec<Arc<dyn Work>> {
    vec![
        Arc::new(Notices(house.clone())),
        Arc::new(Forgets(house.clone())),
        Arc::new(listed::Lists(house.clone())),
        Arc::new(records::Records(house.clone())),
        Arc::new(show::Shows(house.clone())),
        Arc::new(tributes::Tributes(house.clone())),
        Arc::new(tributes::Refused(house.clone())),
    ]
}

/// Ends searches whose time is over.
struct Notices(House);

#[async_trait]
impl Work for Notices {
    fn kind(&self) -> &'static str {
        NOTICE_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        again(|| self.once(store, job)).await
    }
}

impl Notices {
    async fn once(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        let found = match job.key.split(' ').next().unwrap_or_default().parse::<NoticeId>() {
            Ok(id) => notices::one(store, id).await?,
            Err(_) => None,
        };
        let Some(n) = found else { return store.apply(job.finish(Change::new())).await.map(drop) };
        let change = match n.state {
            NoticeState::Draft => job.finish(dropped(Change::new(), &n)),
            // A draft that became a search, or one that was kept on.
            _ if now < n.expires => job.go_on(Change::new(), String::new(), n.expires),
            NoticeState::Over if now < n.expires.plus(PLACEHOLDER) => {
                job.go_on(Change::new(), String::new(), n.expires.plus(PLACEHOLDER))
            }
            NoticeState::Over => {
                let change = gone(Change::new(), n.id).run(pages::DROP_DEATH_OF_NO_PAGE, params![n.id]);
                job.finish(dropped(change, &n))
            }
            // Hidden at once; what describes anybody goes with it.
            _ => {
                let over = NoticeState::Over.number();
                let change = Change::new()
                    .must(notices::MOVE, params![n.id, n.version, over, n.person, n.found, n.expires, now])
                    .run(notices::FORGET_PROFILE, params![n.id])
                    .run(notices::UNSHARE, params![n.id])
                    .run(lists::DROP_MATCHES, params![n.id])
                    .event(notices::changed(&n, NoticeState::Over));
                let change = self.taken_back(change, &n, now).await?;
                job.go_on(gone(change, n.id), String::new(), n.expires.plus(PLACEHOLDER))
            }
        };
        store.apply(change).await.map(drop)
    }
    /// A page in memory outlives its search only while the death is known: what was taken back before does not come back with the end.
    async fn taken_back(&self, change: Change, n: &Notice, now: Time) -> Result<Change, StoreError> {
        if n.state == NoticeState::Dead && deaths::known(&self.0.store, n.id).await?.is_some() {
            return Ok(change);
        }
        let left = pages::many(&self.0.register, pages::TRIBUTES_OF_NOTICES, &[n.id]).await?;
        Ok(left.iter().fold(change, |change, w| pages::gone(change, &w.tribute, now)))
    }
}

/// Looks again when what was read has changed before it was written.
async fn again<F: Future<Output = Result<(), StoreError>>>(work: impl Fn() -> F) -> Result<(), StoreError> {
    const TIMES: usize = 3;
    for _ in 1..TIMES {
        match work().await {
            Err(e) if e.missed() => {}
            other => return other,
        }
    }
    work().await
}

/// A search as it was read goes, with what hangs on it: refused when it has changed since, as a draft does that was just published.
pub fn dropped(change: Change, n: &Notice) -> Change {
    gone(change.must(notices::DROP_NOTICE, params![n.id, n.version]), n.id)
}

/// What describes whoever was found in a search as it was read goes: refused when it has changed since, as when the join was taken back.
pub fn forgotten(change: Change, n: &Notice) -> Change {
    let change = change.must(notices::STILL_THIS, params![n.id, n.version]).run(notices::FORGET_PROFILE, params![n.id]);
    gone(change, n.id).event(notices::changed(n, n.state))
}

/// What hangs on a search goes.
fn gone(change: Change, id: NoticeId) -> Change {
    change
        .run(notes::DROP_NOTES, params![id])
        .run(notes::DROP_MESSAGES, params![id])
        .run(photos::DROP_PHOTO, params![id])
        .run(reunions::DROP_REUNIONS, params![id])
        .run(links::DROP_LINKS, params![id])
        .run(links::DROP_CARRIED_OF, params![id])
        .run(notices::DROP_FOLLOWERS, params![id])
}

/// Forgets what describes whoever was found, once that can be taken back no more.
struct Forgets(House);

#[async_trait]
impl Work for Forgets {
    fn kind(&self) -> &'static str {
        FORGET_JOB
    }
    async fn work(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        again(|| self.once(store, job)).await
    }
}

impl Forgets {
    async fn once(&self, store: &Store, job: &Job) -> Result<(), StoreError> {
        let id = job.key.split(' ').next().and_then(|id| id.parse::<NoticeId>().ok());
        let found = match id {
            Some(id) => notices::one(store, id).await?,
            None => None,
        };
        let now = self.0.clock.now();
        let stated = match id {
            Some(id) => deaths::one(store, id).await?.is_some_and(|d| d.state != DeathState::Suspended),
            None => false,
        };
        let change = match found {
            // Whoever died is not forgotten before the search is over: a mistake is still to be taken back, and then this is looked at again.
            _ if stated => Change::new(),
            // Whoever looks again finds it as it was taken down, at the latest until it would have ended.
            Some(n) if is_asked(&self.0, &n).await? => {
                let later = now.plus(ASKED_AGAIN);
                return store.apply(job.go_on(Change::new(), String::new(), later)).await.map(drop);
            }
            Some(n) if n.state != NoticeState::Searching && n.found.is_none_or(|t| t.plus(KEPT) <= now) => {
                forgotten(Change::new(), &n)
            }
            _ => Change::new(),
        };
        store.apply(job.finish(change)).await.map(drop)
    }
}
