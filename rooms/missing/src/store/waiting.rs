//! What of this room stands in the moderators' queue: as long as it waits here, and no longer.

use ::store::{Change, params, sql};
use kernel::{LinkId, NoticeId, ReunionId, TributeId};

/// An appeal waits: asked for, and decided by nobody.
macro_rules! appeal {
    () => {
        "notice.appeal = 1 AND notice.approved IS NULL AND notice.state = 1"
    };
}
/// A proposal waits for a reviewer, and its search is on.
macro_rules! reunion {
    () => {
        "reunion.state IN (2, 8) AND EXISTS (SELECT 1 FROM notice WHERE notice.id = reunion.notice AND notice.state = 1)"
    };
}
/// A pair waits, and both searches are on.
macro_rules! twins {
    () => {
        "notice_link.state = 1 AND EXISTS (SELECT 1 FROM notice WHERE notice.id = notice_link.a AND notice.state = 1) \
         AND EXISTS (SELECT 1 FROM notice WHERE notice.id = notice_link.b AND notice.state = 1)"
    };
}
macro_rules! once {
    () => {
        " ON CONFLICT (kind, id) DO NOTHING"
    };
}

sql! {
    /// An appeal waits when it does: one of a minor sooner.
    pub APPEAL_WAITS = concat!("INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version) SELECT 2, id, incident, drill, CASE WHEN age_low < 18 THEN 3 ELSE 4 END, 0, changed, 1 FROM notice \
        WHERE notice.id = $1 AND ", appeal!(), once!());
    /// What a search and a sign of life wait for may be that somebody is found.
    pub REUNION_WAITS = concat!("INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version) SELECT 3, id, incident, drill, 3, 0, made, 1 FROM reunion WHERE reunion.id = $1 AND ", reunion!(), once!());
    /// … all of a search,
    pub REUNIONS_WAIT = concat!("INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version) SELECT 3, id, incident, drill, 3, 0, made, 1 FROM reunion WHERE reunion.notice = $1 AND ", reunion!(), once!());
    /// Two searches.
    pub TWINS_WAIT = concat!("INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version) SELECT 4, id, incident, drill, 5, 0, made, 1 FROM notice_link WHERE notice_link.id = $1 AND ", twins!(), once!());
    /// … all of a search.
    pub TWINS_OF_WAIT = concat!("INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version) SELECT 4, id, incident, drill, 5, 0, made, 1 FROM notice_link \
        WHERE (notice_link.a = $1 OR notice_link.b = $1) AND ", twins!(), once!());
    /// Words on a page.
    pub CONDOLENCES_WAIT = concat!("INSERT INTO waiting (kind, id, incident, drill, risk, reports, at, version) SELECT 5, id, incident, drill, 6, 0, at, 1 FROM condolence \
        WHERE condolence.tribute = $1 AND condolence.state = 1", once!());
    /// What waits here no more stands there no more either.
    pub APPEALS_LEFT = concat!("DELETE FROM waiting WHERE kind = 2 AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.id = waiting.id AND ", appeal!(), ")");
    /// …
    pub REUNIONS_LEFT = concat!("DELETE FROM waiting WHERE kind = 3 AND NOT EXISTS (SELECT 1 FROM reunion WHERE reunion.id = waiting.id AND ", reunion!(), ")");
    /// …
    pub TWINS_LEFT = concat!("DELETE FROM waiting WHERE kind = 4 AND NOT EXISTS (SELECT 1 FROM notice_link WHERE notice_link.id = waiting.id AND ", twins!(), ")");
    /// …
    pub CONDOLENCES_LEFT = "DELETE FROM waiting WHERE kind = 5 AND NOT EXISTS (SELECT 1 FROM condolence WHERE condolence.id = waiting.id \
        AND condolence.state = 1)";
}

/// What has changed, and what of it waits.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// Searches.
    pub notices: Vec<NoticeId>,
    /// Proposals.
    pub reunions: Vec<ReunionId>,
    /// Pairs of searches.
    pub links: Vec<LinkId>,
    /// Pages in memory.
    pub tributes: Vec<TributeId>,
    /// Somebody was erased, and what hung on them.
    pub erased: bool,
}

/// The queue follows.
pub fn followed(mut change: Change, moved: &Moved) -> Change {
    for id in &moved.notices {
        change =
            change.run(APPEAL_WAITS, params![*id]).run(REUNIONS_WAIT, params![*id]).run(TWINS_OF_WAIT, params![*id]);
    }
    for id in &moved.reunions {
        change = change.run(REUNION_WAITS, params![*id]);
    }
    for id in &moved.links {
        change = change.run(TWINS_WAIT, params![*id]);
    }
    for id in &moved.tributes {
        change = change.run(CONDOLENCES_WAIT, params![*id]);
    }
    let searches = !moved.notices.is_empty() || moved.erased;
    let left = [
        (searches, APPEALS_LEFT),
        (searches || !moved.reunions.is_empty(), REUNIONS_LEFT),
        (searches || !moved.links.is_empty(), TWINS_LEFT),
        (!moved.tributes.is_empty() || moved.erased, CONDOLENCES_LEFT),
    ];
    left.into_iter().filter(|(due, _)| *due).fold(change, |change, (_, sql)| change.run(sql, params![]))
}
