//! What a reader missed, read page by page as fast as they take it.

use store::StoreError;

use crate::{Parcel, live::Entry};

/// Events read at once while catching up.
const PAGE: i64 = 500;
/// Whoever is no further behind joins those who see what happens, and reads the rest while that waits for them.
pub const NEAR: i64 = 500;

/// Where nothing has ever been: whoever resumes there is told to read the page again, and goes on from now.
pub const ANEW: i64 = i64::MAX;

/// Somebody who catches up.
pub(crate) struct Replay {
    entry: Entry,
    at: i64,
    /// The position from which on they see what happens, once they have joined.
    upto: Option<i64>,
}

impl Replay {
    pub(crate) const fn new(entry: Entry, at: i64, upto: Option<i64>) -> Self {
        Self { entry, at, upto }
    }
    /// The next of what was missed, and who goes on; nothing when all of it is there.
    pub(crate) async fn next(mut self) -> Result<Option<(Parcel, Self)>, StoreError> {
        loop {
            // What is committed may be ahead of those who see it happen: it would come to them twice.
            let heard = self.entry.live.heard().unwrap_or(0);
            if self.upto.is_none() && heard.saturating_sub(self.at) <= NEAR {
                self.upto = Some(self.entry.join().await?);
            }
            let upto = self.upto.unwrap_or(heard);
            if self.at >= upto {
                return Ok(None);
            }
            let parcels = self.page(upto).await?;
            if !parcels.is_empty() {
                return Ok(Some((Parcel::all(&parcels), self)));
            }
        }
    }
    /// The frames of the next page of events.
    async fn page(&mut self, upto: i64) -> Result<Vec<Parcel>, StoreError> {
        let Entry { live, reads, .. } = &self.entry;
        let (events, last) = live.store.events_after(self.at, PAGE).await?;
        let mut parcels = Vec::new();
        for event in events.iter().filter(|e| e.pos <= upto) {
            for projection in live.projections.iter() {
                let frames = projection.frames(event, &reads.scope()).await?;
                let theirs = frames.iter().filter(|f| reads.takes(f));
                parcels.extend(theirs.map(|f| Parcel::of(&f.encode(event.pos), 1)));
            }
        }
        // Nothing more to read although positions were given out: the rest was for nobody.
        self.at = if last == self.at { upto } else { last.min(upto) };
        Ok(parcels)
    }
}
