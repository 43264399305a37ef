//! What other registers bring: read whole first, then taken record by record in one change.

use std::collections::{HashMap, HashSet};

use ::store::{Change, StoreError, params};
use kernel::{Id as _, IncidentId, NoteId, NoticeId, Span, Staff, Time};
use pfif::{Limits, Reader, Record, RecordId, Severity, Stop, Writer};
use register::{AuditLine, Incident};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use web::{Failure, House, thrice};

use super::{domain, key_of, needs, refused};
use crate::{
    acts::{incident, limited, no},
    model::{Appeal, Guardian, NewNotice, Note, Notice, NoticeState},
    rules::{
        No, Terms,
        exchange::{self as rules, MOST_BYTES, MOST_NOTES, MOST_RECORDS, NoExchange, Skip},
    },
    store::{
        exchange::{self as kept, Kept, Sort},
        notes,
        notices::{self, Adding, Blinds},
    },
};

/// Requests in an hour, of one key.
const REQUESTS: i64 = 240;

/// What became of the records of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ExchangeWritten)]
pub struct Written {
    /// Records that were read.
    pub parsed: u64,
    /// Records that were kept.
    pub written: u64,
}

/// A record that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ExchangeSkipped)]
pub struct Skipped {
    /// Its name, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The line where it begins, or of what is wrong with it.
    pub line: u64,
    /// Why: a rule of the format, or a word of this server.
    pub reason: String,
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ExchangeReport)]
pub struct Report {
    /// People.
    pub person: Written,
    /// Notes.
    pub note: Written,
    /// Records that were not taken, as they stand in the file.
    pub skipped: Vec<Skipped>,
}

impl Report {
    fn of(&mut self, sort: Sort) -> &mut Written {
        match sort {
            Sort::Person => &mut self.person,
            Sort::Note => &mut self.note,
        }
    }
    fn skip(&mut self, read: &Read, why: Skip) {
        let record = Some(read.record.id().as_str().to_owned());
        self.skipped.push(Skipped { record, line: read.line, reason: why.word().to_owned() });
    }
}

/// A record, and where it stands.
struct Read {
    record: Record,
    line: u64,
}

const fn sort_of(record: &Record) -> Sort {
    match record {
        Record::Person(_) => Sort::Person,
        Record::Note(_) => Sort::Note,
    }
}

/// Reads a whole file, or none of it.
fn parse(bytes: &[u8]) -> Result<(Vec<Read>, Report), NoExchange> {
    let limits =
        Limits { record_bytes: 1 << 20, document_bytes: u64::try_from(MOST_BYTES).unwrap_or(0), ..Limits::default() };
    let (mut all, mut report) = (Vec::new(), Report::default());
    for (count, item) in Reader::with(bytes, limits).enumerate() {
        let item = item.map_err(|stop| match stop {
            Stop::Document(p) => NoExchange::File { line: p.line, rule: p.rule.code() },
            Stop::Io(_) => NoExchange::File { line: 0, rule: "not-read" },
        })?;
        if count >= MOST_RECORDS {
            return Err(NoExchange::ManyRecords);
        }
        let wrong = item.problems.iter().find(|p| p.severity() == Severity::Error);
        if let Some(record) = &item.record {
            report.of(sort_of(record)).parsed += 1;
        }
        match (item.record, wrong) {
            (Some(record), None) => all.push(Read { record, line: item.line }),
            (record, Some(problem)) => report.skipped.push(Skipped {
                record: problem.record.clone().or_else(|| record.map(|r| r.id().as_str().to_owned())),
                line: problem.line,
                reason: Skip::Rule(problem.rule.code()).word().to_owned(),
            }),
            (None, None) => {}
        }
    }
    Ok((all, report))
}

/// Takes what another register brings: each record of its own domain, as far as it is newer than what is here. All that is taken is kept at
/// once; a file that cannot be read is refused whole.
///
/// # Errors
/// [`NoExchange`], [`No::TooMany`], [`No::NoIncident`].
pub async fn write(
    house: &House,
    staff: &Staff,
    bytes: Vec<u8>,
    wanted: Option<IncidentId>,
) -> Result<Report, Failure> {
    let given = needs(house, staff, |g| g.writes).await?;
    let change = limited(house, "pfif write", &staff.id.bytes(), Span::hours(1), REQUESTS);
    match house.store.apply(change).await {
        Err(e) if e.missed() => return Err(no(&No::TooMany)),
        other => other.map(drop)?,
    }
    let incident = incident(house, wanted)?;
    // What is real never falls into an exercise by itself.
    if wanted.is_none() && incident.drill {
        return Err(no(&No::NoIncident));
    }
    let parsed = tokio::task::spawn_blocking(move || parse(&bytes)).await;
    let parsed = parsed.map_err(|e| Failure::from(StoreError::Fault(e.to_string())))?;
    let (records, report) = parsed.map_err(|e| refused(&e))?;
    thrice(|| async {
        let mut taking = Taking::begin(house, &given.domain, &incident, &records, report.clone()).await?;
        for sort in [Sort::Person, Sort::Note] {
            for read in records.iter().filter(|r| sort_of(&r.record) == sort) {
                taking.take(read).await?;
            }
        }
        let Taking { change, mut report, .. } = taking;
        report.skipped.sort_by_key(|s| s.line);
        let kept = report.person.written + report.note.written;
        if kept > 0 {
            let details = json!({ "domain": given.domain, "person": report.person.written, "note": report.note.written,
                "skipped": report.skipped.len() });
            let line = AuditLine::new(house.clock.now(), staff, "exchange.write").of(incident.id).with(details);
            house.store.apply(house.register.audit(change, &line)).await?;
        }
        Ok(report)
    })
    .await
}

/// A file that is being taken.
struct Taking<'a> {
    house: &'a House,
    domain: &'a str,
    own: String,
    incident: &'a Incident,
    now: Time,
    known: HashMap<[u8; 32], Kept>,
    suppressed: HashSet<[u8; 32]>,
    notices: HashMap<NoticeId, Notice>,
    /// Notes of other registers about each search.
    notes: HashMap<NoticeId, i64>,
    done: HashSet<[u8; 32]>,
    /// Of a name that stands twice, the newest counts.
    newest: HashMap<[u8; 32], pfif::Time>,
    change: Change,
    report: Report,
}

impl<'a> Taking<'a> {
    async fn begin(
        house: &'a House,
        domain_of_key: &'a str,
        incident: &'a Incident,
        records: &[Read],
        report: Report,
    ) -> Result<Taking<'a>, Failure> {
        let now = house.clock.now();
        let mut keys: HashSet<[u8; 32]> = HashSet::new();
        let mut newest: HashMap<[u8; 32], pfif::Time> = HashMap::new();
        for read in records {
            let key = key_of(house, read.record.id().as_str());
            keys.insert(key);
            let date = newest.entry(key).or_insert_with(|| read.record.source_date());
            *date = (*date).max(read.record.source_date());
            if let Record::Note(note) = &read.record {
                keys.insert(key_of(house, note.person_record_id.as_str()));
            }
        }
        let keys: Vec<[u8; 32]> = keys.into_iter().collect();
        let known = kept::many(&house.register, kept::RECORDS, &keys).await?;
        let mut suppressed = HashSet::new();
        for row in house.register.many(kept::SUPPRESSED, &keys).await? {
            let key = row.blob(0)?.try_into().map_err(|_| StoreError::Fault("a key of another length".into()))?;
            if row.time(2)? <= now && row.time(1)? > now {
                suppressed.insert(key);
            }
        }
        let ids: Vec<NoticeId> = known.iter().map(|k| k.notice).collect::<HashSet<_>>().into_iter().collect();
        let notices = notices::many_whole(&house.register, &ids).await?;
        let mut notes = HashMap::new();
        for id in &ids {
            let count = house.store.one(kept::NOTES_OF, params![*id]).await?;
            notes.insert(*id, count.map_or(Ok(0), |r| r.int(0))?);
        }
        Ok(Self {
            house,
            domain: domain_of_key,
            own: domain(house),
            incident,
            now,
            known: known.into_iter().map(|k| (k.key, k)).collect(),
            suppressed,
            notices: notices.into_iter().map(|w| (w.notice.id, w.notice)).collect(),
            notes,
            done: HashSet::new(),
            newest,
            change: Change::new(),
            report,
        })
    }

    /// Takes one record, or says why not.
    async fn take(&mut self, read: &Read) -> Result<(), Failure> {
        match self.taken(read) {
            Ok(()) => self.report.of(sort_of(&read.record)).written += 1,
            Err(why) => self.report.skip(read, why),
        }
        Ok(())
    }

    fn taken(&mut self, read: &Read) -> Result<(), Skip> {
        let id = read.record.id();
        if !id.is_of(self.domain) {
            return Err(Skip::OtherDomain);
        }
        let key = key_of(self.house, id.as_str());
        if self.suppressed.contains(&key) {
            return Err(Skip::Skipped);
        }
        let source = rules::dated(self.now, read.record.source_date())?;
        let latest = self.newest.get(&key).is_none_or(|t| *t == read.record.source_date());
        let known = self.known.get(&key).cloned();
        if !latest || self.done.contains(&key) || known.as_ref().is_some_and(|k| k.source >= source) {
            return Err(Skip::NotNewer);
        }
        if known.as_ref().is_some_and(|k| k.sort != sort_of(&read.record)) {
            return Err(Skip::OtherKind);
        }
        match &read.record {
            Record::Person(person) => self.person(key, known, source, person)?,
            Record::Note(note) => self.note(key, known, source, note)?,
        }
        self.done.insert(key);
        Ok(())
    }

    fn kept(&self, key: [u8; 32], id: &RecordId, sort: Sort, notice: NoticeId, source: Time) -> Kept {
        Kept {
            key,
            record_id: id.as_str().to_owned(),
            sort,
            own: false,
            shown: false,
            notice,
            note: None,
            domain: self.domain.to_owned(),
            source,
            entry: self.now,
            expiry: self.now,
            dead: false,
        }
    }

    fn add(&mut self, change: impl FnOnce(Change) -> Change) {
        self.change = change(std::mem::take(&mut self.change));
    }

    fn person(&mut self, key: [u8; 32], known: Option<Kept>, source: Time, person: &pfif::Person) -> Result<(), Skip> {
        let (house, now) = (self.house, self.now);
        let over = person.is_placeholder() || person.expiry_date.is_some_and(|t| rules::time(t) <= now);
        let Some(known) = known else {
            if over {
                return Err(Skip::Expired);
            }
            return self.new_person(key, source, person);
        };
        let notice = self.notices.get(&known.notice).filter(|n| n.is_open(now)).cloned().ok_or(Skip::Over)?;
        if over {
            // Its register asks for it to be deleted.
            let record = Kept { source, entry: now, expiry: now, ..known };
            let params =
                params![notice.id, notice.version, NoticeState::Over.number(), notice.person, notice.found, now, now];
            self.add(|change| {
                let change = change
                    .must(notices::MOVE, params)
                    .run(notices::FORGET_PROFILE, params![notice.id])
                    .run(notes::DROP_NOTES, params![notice.id])
                    .event(notices::changed(&notice, NoticeState::Over));
                kept::keep(change, &house.register, &record, None)
            });
            self.notices.remove(&notice.id);
            return Ok(());
        }
        let taken = rules::person(now, person)?;
        let minor = crate::model::is_minor(taken.ages);
        let record = Kept { source, entry: now, expiry: taken.expires, shown: !notice.drill && !minor, ..known };
        let profile = serde_json::to_string(&taken.profile).unwrap_or_default();
        let sealed = house.register.seal_or_null(notices::PROFILE, Some(&profile));
        let (low, high) = (taken.ages.map(|a| a.low), taken.ages.map(|a| a.high));
        let params = params![notice.id, notice.version, sealed, low, high, taken.sex.number(), taken.expires, now];
        let original = original(&pfif::Record::from(person.clone()));
        self.add(|change| {
            let change =
                change.must(kept::RENEW_NOTICE, params).event(notices::changed(&notice, NoticeState::Searching));
            let change = change.run(kept::SUPPRESS_LATER, params![key, record.expiry, now]);
            kept::keep(change, &house.register, &record, original.as_deref())
        });
        Ok(())
    }

    fn new_person(&mut self, key: [u8; 32], source: Time, person: &pfif::Person) -> Result<(), Skip> {
        let (house, now, incident) = (self.house, self.now, self.incident);
        let taken = rules::person(now, person)?;
        let id: NoticeId = house.dice.id(now);
        let new = NewNotice {
            incident: incident.id,
            profile: taken.profile,
            ages: taken.ages,
            sex: taken.sex,
            relation: None,
            guardian: Guardian::None,
            cell: None,
            seen: None,
            expires: Some(taken.expires),
            told_police: true,
        };
        let minor = crate::model::is_minor(taken.ages);
        let record = Kept {
            expiry: taken.expires,
            shown: !incident.drill && !minor,
            ..self.kept(key, &person.person_record_id, Sort::Person, id, source)
        };
        let adding = Adding {
            id,
            seeker: None,
            token: None,
            drill: incident.drill,
            terms: Terms { state: NoticeState::Searching, expires: taken.expires },
            blinds: Blinds::default(),
            new: &new,
        };
        let original = original(&pfif::Record::from(person.clone()));
        self.add(|change| {
            let change = notices::add(change, &house.register, &adding, now);
            kept::keep(change, &house.register, &record, original.as_deref())
        });
        let notice = Notice {
            id,
            seeker: None,
            incident: incident.id,
            drill: incident.drill,
            version: 1,
            state: NoticeState::Searching,
            appeal: Appeal::None,
            share: None,
            phone: None,
            email: None,
            tail: None,
            ages: new.ages,
            sex: new.sex,
            relation: None,
            guardian: Guardian::None,
            cell: None,
            seen: None,
            person: None,
            found: None,
            opened: now,
            changed: now,
            expires: taken.expires,
            approved: None,
        };
        self.notices.insert(id, notice);
        self.known.insert(key, record);
        Ok(())
    }

    fn note(&mut self, key: [u8; 32], known: Option<Kept>, source: Time, note: &pfif::Note) -> Result<(), Skip> {
        let (house, now) = (self.house, self.now);
        let about = key_of(house, note.person_record_id.as_str());
        if self.suppressed.contains(&about) {
            return Err(Skip::Skipped);
        }
        let person = self.known.get(&about).filter(|k| k.sort == Sort::Person).ok_or(Skip::PersonUnknown)?;
        // Of a third register nothing is said here; and of this one's own only what others may read.
        if !person.own && !note.person_record_id.is_of(self.domain) && !person.shown {
            return Err(Skip::PersonUnknown);
        }
        let public = |n: &&Notice| n.is_open(now) && (!person.own || n.appeal == Appeal::Approved);
        let notice = self.notices.get(&person.notice).filter(public).ok_or(Skip::PersonUnknown)?;
        let (notice_id, incident, drill, expires) = (notice.id, notice.incident, notice.drill, notice.expires);
        if known.as_ref().is_some_and(|k| k.notice != notice_id) {
            return Err(Skip::OtherKind);
        }
        // A name of this register's own is nobody's to use.
        if note.note_record_id.is_of(&self.own) {
            return Err(Skip::OtherDomain);
        }
        let count = self.notes.entry(notice_id).or_default();
        if known.is_none() {
            if *count >= MOST_NOTES {
                return Err(Skip::ManyNotes);
            }
            *count += 1;
        }
        let (how, state) = rules::note(note);
        let id: NoteId = known.as_ref().and_then(|k| k.note).unwrap_or_else(|| house.dice.id(now));
        let said = Note::new(id, (incident, drill), (how, state), (source.min(now), now, expires));
        let fact = Note { notice: Some(notice_id), ..said };
        let record = Kept {
            note: Some(id),
            expiry: expires,
            dead: note.status == Some(pfif::Status::BelievedDead),
            ..self.kept(key, &note.note_record_id, Sort::Note, notice_id, source)
        };
        let original = original(&pfif::Record::from(note.clone()));
        let words = rules::said(&note.text);
        self.add(|change| {
            let whole = notes::Whole { note: fact, name: None, words };
            let change = notes::add(change.run(kept::DROP_NOTE, params![id]), &house.register, &whole);
            kept::keep(change, &house.register, &record, original.as_deref())
        });
        Ok(())
    }
}

/// A record as it was received, to be sealed.
fn original(record: &Record) -> Option<String> {
    let mut writer = Writer::document(Vec::new()).replacing();
    writer.record(record).ok()?;
    String::from_utf8(writer.finish().ok()?).ok()
}
